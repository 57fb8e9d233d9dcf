"""Answers that were worked out once. A ledger only grows, so what follows from one state of it never changes."""

import gzip
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Kept(Generic[Value]):
    """The last answers by key, up to a weight; who asks for what another is working out waits for that."""

    def __init__(self, room: int, weight: Callable[[Value], int] = lambda value: 1) -> None:
        self._room = room
        self._weight = weight
        self._used = 0
        self._lock = threading.Lock()
        self._found: OrderedDict[Hashable, Value] = OrderedDict()
        self._making: dict[Hashable, Future[Value]] = {}

    def get(self, key: Hashable) -> Value | None:
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
            return self._found.get(key)

    def or_make(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The answer under this key, worked out now where there is none; at most once at a time."""
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
                return self._found[key]
            waiting = self._making.get(key)
            if waiting is None:
                future: Future[Value] = Future()
                self._making[key] = future
        if waiting is not None:
            return waiting.result()
        try:
            value = make()
        except BaseException as error:
            with self._lock:
                del self._making[key]
            future.set_exception(error)
            raise
        self._put(key, value)
        future.set_result(value)
        return value

    def _put(self, key: Hashable, value: Value) -> None:
        with self._lock:
            self._making.pop(key, None)
            self._found[key] = value
            self._used += self._weight(value)
            while self._used > self._room and len(self._found) > 1:
                _, gone = self._found.popitem(last=False)
                self._used -= self._weight(gone)


@dataclass(frozen=True)
class Body:
    """A response that is kept, also in its compressed form."""

    content: bytes
    media_type: str

    @cached_property
    def compressed(self) -> bytes:
        return gzip.compress(self.content, 5, mtime=0)
