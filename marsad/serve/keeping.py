"""Answering from what was worked out before: an answer follows from the ledger's state, the address and the role.

Every such answer carries a tag of these, so that a browser that has it is told so before anything is worked out. Where
the settings allow it, a reader gets the answer of a state that was current some seconds ago, while that of the newest
is worked out: so a busy server stays quick while somebody writes. Whoever has just changed something, or reloads, or is
a program, gets the newest.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from hashlib import blake2b
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from marsad.serve.kept import Body

if TYPE_CHECKING:
    from marsad.serve.visit import Visit

Handler = Callable[[Request], Awaitable[Response]]

CHANGED = "marsad-changed"  # the cookie of who has just changed something
_CHANGED_SECONDS = 120
_PLACES = 10_000  # addresses of which the last tag is remembered


class Keeper:
    """The answers of one server, as its event loop sees them."""

    def __init__(self) -> None:
        self.in_work: dict[str, asyncio.Future[None]] = {}
        self.last: dict[str, tuple[str, float]] = {}  # address → the last tag of an answer, and when it was current
        self._tasks: set[asyncio.Task[object]] = set()
        self._one_behind = asyncio.Semaphore(1)

    async def answer(self, visit: "Visit", handler: Handler) -> Response:
        """The kept answer to a visit; worked out where there is none."""
        place, tag = _tags(visit)
        if _has(visit.request, tag):
            return _unchanged(tag)
        found = visit.house.pages.get(tag)
        if found is None and (old := self._older(visit, place)):
            self._work_behind(visit, place, tag, handler)
            return _unchanged(old[0]) if _has(visit.request, old[0]) else await _sent(visit.request, old[1], old[0])
        made = found or await self._made(visit, place, tag, handler)
        if isinstance(made, Response):
            return made
        self._note(place, tag)
        return await _sent(visit.request, made, tag)

    def _older(self, visit: "Visit", place: str) -> tuple[str, Body] | None:
        """What was the answer a moment ago, if that will do for this reader."""
        behind = visit.house.settings.behind
        tag, current = self.last.get(place, ("", 0.0))
        if not tag or time.monotonic() - current > behind or _wants_newest(visit):
            return None
        body = visit.house.pages.get(tag)
        return (tag, body) if body else None

    async def _made(self, visit: "Visit", place: str, tag: str, handler: Handler) -> Body | Response:
        """What is worked out now, once for all who ask meanwhile."""
        house = visit.house
        if waiting := self.in_work.get(tag):
            await asyncio.wait([waiting])
            return house.pages.get(tag) or await handler(visit.request)
        mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.in_work[tag] = mine
        since = time.monotonic()
        try:
            response = await handler(visit.request)
            if response.status_code != 200 or not isinstance(response.body, bytes):
                return response
            body = Body(response.body, response.headers["content-type"])
            house.pages.or_make(tag, lambda: body)
            self._note(place, tag, since)
            return body
        finally:
            del self.in_work[tag]
            mine.set_result(None)

    def _work_behind(self, visit: "Visit", place: str, tag: str, handler: Handler) -> None:
        """Work an answer out while readers get an older one; one at a time, so that these are not slowed down."""
        if tag in self.in_work or any(task.get_name() == place for task in self._tasks):
            return

        async def work() -> None:
            try:
                async with self._one_behind:
                    await self._made(visit, place, tag, handler)
            except Exception as error:  # who asks next, and waits for it, is told
                logging.getLogger("marsad.serve").warning("An answer could not be worked out: %s", error)

        task: asyncio.Task[object] = asyncio.create_task(work(), name=place)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _note(self, place: str, tag: str, since: float | None = None) -> None:
        """Remember that this was the answer at a moment: now, or when it was begun to be worked out."""
        self.last.pop(place, None)
        self.last[place] = (tag, time.monotonic() if since is None else since)
        while len(self.last) > _PLACES:
            del self.last[next(iter(self.last))]


def mark_changed(response: Response, secure: bool) -> None:
    """Remember in the browser that it has changed something, so that it sees this at once."""
    response.set_cookie(CHANGED, "1", _CHANGED_SECONDS, path="/", secure=secure, httponly=True, samesite="lax")


def _wants_newest(visit: "Visit") -> bool:
    request = visit.request
    reloads = request.headers.get("cache-control", "") in ("no-cache", "max-age=0", "no-store")
    return visit.person.by_token or reloads or CHANGED in request.cookies


def _tags(visit: "Visit") -> tuple[str, str]:
    """What is asked, and the tag of its answer in the state of the ledger that is asked about."""
    told = (
        visit.house.edition, visit.clocks, visit.person.role,
        visit.request.url.path, sorted(visit.request.query_params.multi_items()),
    )  # fmt: skip
    place = repr(told)
    return place, f'"{blake2b(f"{visit.view.recorded} {place}".encode(), digest_size=15).hexdigest()}"'


def _has(request: Request, tag: str) -> bool:
    return tag in (given.strip().removeprefix("W/") for given in request.headers.get("if-none-match", "").split(","))


def _headers(tag: str) -> dict[str, str]:
    return {"etag": tag, "cache-control": "private, no-cache", "vary": "Accept-Language, Accept-Encoding, Cookie"}


def _unchanged(tag: str) -> Response:
    return Response(status_code=304, headers=_headers(tag))


async def _sent(request: Request, body: Body, tag: str) -> Response:
    content, headers = body.content, _headers(tag) | {"content-type": body.media_type}
    if "gzip" in request.headers.get("accept-encoding", "") and len(content) > 1000:
        ready = "compressed" in vars(body)
        content = body.compressed if ready else await run_in_threadpool(lambda: body.compressed)
        headers["content-encoding"] = "gzip"
    return Response(content, headers=headers)
