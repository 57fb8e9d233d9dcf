"""Processes that work side by side. One that dies is replaced, and what it had in hand is done again.

The caller's process alone writes; workers only read, so that the death of one costs time and nothing else. A task that
kills its worker twice, the second time alone in it, is given back as `Died`.
"""

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Generic, TypeVar

from marsad.errors import ReportError

# Never a fork of the caller: it may hold connections and threads, which a child must not share.
_METHOD = "spawn" if sys.platform == "win32" else "forkserver"

T = TypeVar("T")
R = TypeVar("R")
READING = ("marsad.corpus.warm", "marsad.corpus.reading", "marsad.corpus.read", "pyarrow.parquet")  # imported to read
_AHEAD = 3  # tasks for each worker that are handed out before they are asked for


@dataclass(frozen=True, slots=True)
class Died:
    """What is given for a task whose worker died, and died again when it had this task alone."""


DIED = Died()


@dataclass(slots=True, eq=False)
class _Job(Generic[T, R]):
    task: T
    future: "Future[R]"


def prepare(imported: Sequence[str]) -> None:
    """Begin to import, in the process that workers are forked from, what all of them import. Does not wait for it."""
    if _METHOD == "forkserver":
        from multiprocessing import forkserver

        multiprocessing.set_forkserver_preload(list(imported))
        forkserver.ensure_running()


class Pool(Generic[T, R]):
    """`jobs` processes that each call `start` once, and `work` on every task. Both must be importable functions.

    Modules that are named in `imported` are imported once, for all of them.
    """

    def __init__(
        self, jobs: int, work: Callable[[T], R], start: Callable[[], None], imported: Sequence[str] = ()
    ) -> None:
        self._jobs, self._work, self._start = jobs, work, start
        self._context = multiprocessing.get_context(_METHOD)
        prepare(imported)
        self._executor = self._new(jobs)
        self._solo: ProcessPoolExecutor | None = None
        self._pending: deque[_Job[T, R]] = deque()
        self._coming: Iterator[T] = iter(())

    def map(self, tasks: Iterable[T], ordered: bool = True) -> Iterator[tuple[T, R | Died]]:
        """Each task with its result: in the order of the tasks, or as they are done. Tasks are taken as needed."""
        self.begin(tasks)
        return self.results(ordered)

    def begin(self, tasks: Iterable[T]) -> None:
        """Start the workers, with the first tasks in hand."""
        self._coming = iter(tasks)
        self._fill()

    def _fill(self) -> None:
        while len(self._pending) < _AHEAD * self._jobs and (task := next(self._coming, self)) is not self:
            self._pending.append(self._submit(task))  # type: ignore[arg-type]

    def results(self, ordered: bool = True) -> Iterator[tuple[T, R | Died]]:
        while True:
            self._fill()
            if not self._pending:
                return
            job = self._pending[0] if ordered else self._first_done()
            try:
                result: R | Died = job.future.result()
            except BrokenProcessPool:
                self._mend()
                continue
            self._pending.remove(job)
            yield job.task, result

    def alone(self, task: T) -> R | Died:
        """The result of a task in a process that does nothing else meanwhile."""
        self._solo = self._solo or self._new(1)
        try:
            return self._solo.submit(self._work, task).result()
        except BrokenProcessPool:
            self._solo.shutdown()
            self._solo = None
            return DIED

    def close(self) -> None:
        """End all workers, at once."""
        self._pending.clear()
        for executor in filter(None, (self._executor, self._solo)):
            processes = list((executor._processes or {}).values())
            executor.shutdown(wait=False, cancel_futures=True)
            for process in processes:
                process.terminate()
            for process in processes:
                process.join(5)

    def __enter__(self) -> "Pool[T, R]":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _new(self, jobs: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(jobs, self._context, initializer=_begin, initargs=(self._start,))

    def _submit(self, task: T) -> _Job[T, R]:
        try:
            return _Job(task, self._executor.submit(self._work, task))
        except BrokenProcessPool as error:  # a worker has died since; who asks for this task will mend it
            broken: Future[R] = Future()
            broken.set_exception(error)
            return _Job(task, broken)

    def _first_done(self) -> _Job[T, R]:
        done = wait([job.future for job in self._pending], return_when=FIRST_COMPLETED).done
        return next(job for job in self._pending if job.future in done)

    def _mend(self) -> None:
        """New workers; what the dead may have had in hand is done alone, as one of these tasks may be the cause."""
        self._executor.shutdown(wait=True)
        for job in self._pending:
            if _broken(job.future):
                job.future = Future()
                job.future.set_result(self.alone(job.task))  # type: ignore[arg-type]
        self._executor = self._new(self._jobs)


def _broken(future: "Future[R]") -> bool:
    return not future.done() or isinstance(future.exception(), BrokenProcessPool)


def _begin(start: Callable[[], None]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the caller is told, and ends the workers
    threading.Thread(target=_end_with_parent, daemon=True).start()
    start()


def _end_with_parent() -> None:
    """A caller that is killed cannot end its workers: they see it go."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def each(work: Callable[[T], R], tasks: Sequence[T], jobs: int, lead: bool = False) -> Iterator[R]:
    """The results of all tasks in their order, on so many cores; with one, in this process.

    With `lead`, this process does the first while the workers start.
    """
    if jobs == 1:
        yield from map(work, tasks)
        return
    with Pool(jobs, work, _nothing, [_module(work)]) as pool:
        starting = threading.Thread(target=pool.begin, args=(tasks[1:] if lead else tasks,))
        starting.start()
        try:
            yield from map(work, tasks[:1] if lead else ())
        finally:
            starting.join()
        for task, result in pool.results():
            if isinstance(result, Died):
                raise ReportError(f"A process ended twice over {task} (out of memory, or killed); give it --jobs 1.")
            yield result


def _module(work: Callable[..., object]) -> str:
    """Where a function, a method's object or a partial function comes from."""
    named = getattr(work, "func", work)
    return str(getattr(named, "__module__", type(named).__module__))


def _nothing() -> None:
    """Workers need nothing beforehand."""
