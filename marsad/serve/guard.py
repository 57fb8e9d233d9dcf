"""What stands before every handler: who asks, may he, does it come from our own pages, was it answered before."""

import asyncio
from collections.abc import Awaitable, Callable
from hashlib import blake2b
from typing import Annotated, Any

from fastapi import Depends
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from marsad.errors import QuestionError
from marsad.serve.bounds import bounded, patient
from marsad.serve.clocks import Clocks, read_clocks
from marsad.serve.house import House
from marsad.serve.kept import Body
from marsad.serve.origin import check_origin
from marsad.serve.people import Person
from marsad.serve.refusals import Refused, refusal
from marsad.serve.routes import Row
from marsad.serve.visit import Visit

Handler = Callable[[Request], Awaitable[Response]]

_SMALL = 1_000_000  # bytes of a request that brings no file
_FIELDS = 500


async def _visit_of(request: Request) -> Visit:
    visit: Visit = request.state.visit
    return visit


Here = Annotated[Visit, Depends(_visit_of)]  # how handlers take the visit: def home(visit: Here) -> Response


def guarded(row: Row) -> type[APIRoute]:
    """The class of a route that nobody passes who may not."""

    class Guarded(APIRoute):
        """A route behind its row of the table."""

        marsad_row = row

        def get_route_handler(self) -> Any:
            answer = super().get_route_handler()

            async def handle(request: Request) -> Response:
                try:
                    return await _handled(row, request, answer)
                except Exception as error:
                    return refusal(request, _cause(error, row))

            return handle

        async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
            house: House = scope["app"].state.house
            room = house.settings.max_upload if row.large else _SMALL
            await super().handle(scope, bounded(receive, room), patient(send))

    return Guarded


async def _handled(row: Row, request: Request, answer: Handler) -> Response:
    house: House = request.app.state.house
    person = await run_in_threadpool(house.people.identify, request)
    if not person.may(row.permission):
        return _turned_away(row, request, person)
    if request.method not in ("GET", "HEAD") and not person.by_token:
        check_origin(request)
    clocks = _clocks(request, house)
    visit = Visit(request, house, row, person, clocks)
    request.state.visit = visit
    if row.kept and request.method in ("GET", "HEAD"):
        return await _kept(visit, answer)
    if row.is_page and request.method == "POST":
        visit.form = await request.form(max_fields=_FIELDS, max_files=_FIELDS)
    response = await answer(request)
    response.headers.setdefault("cache-control", "no-store")
    return response


def _clocks(request: Request, house: House) -> Clocks:
    accepts = request.headers.get("accept-language", "")
    try:
        return read_clocks(request.query_params, accepts, house.settings.language, house.today)
    except QuestionError as error:
        raise Refused(400, str(error)) from error


def _turned_away(row: Row, request: Request, person: Person) -> Response:
    house: House = request.app.state.house
    if house.settings.public:
        raise Refused(403, "This server is read-only: nothing can be changed here.")
    if person.name:
        raise Refused(403, f"This needs the role {row.permission}, and {person.name} is {person.role}; ask an admin.")
    if row.is_page and request.method == "GET" and not request.url.path.endswith(".json"):
        from marsad.serve.routes import BY_NAME

        back = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        address = request.url.replace(path=BY_NAME["sign-in"].path).include_query_params(back=back)
        return RedirectResponse(f"{address.path}?{address.query}", 303)
    raise Refused(401, "Sign in first, or send a token in the header `Authorization: Bearer …`.")


# Kept answers


async def _kept(visit: Visit, answer: Handler) -> Response:
    """The answer from before where the ledger, the address and the reader are the same."""
    view = await run_in_threadpool(lambda: visit.view)
    tag = _tag(visit, view.recorded)
    headers = {"etag": tag, "cache-control": "private, no-cache", "vary": "Accept-Language, Accept-Encoding, Cookie"}
    if tag in (given.strip().removeprefix("W/") for given in visit.request.headers.get("if-none-match", "").split(",")):
        return Response(status_code=304, headers=headers)
    found = await _found_or_made(visit, tag, answer)
    if isinstance(found, Response):
        return found
    return await _sent(visit.request, found, headers)


async def _found_or_made(visit: Visit, tag: str, answer: Handler) -> Body | Response:
    """What is kept under the tag; else it is worked out, once for all who ask meanwhile."""
    house = visit.house
    if found := house.pages.get(tag):
        return found
    if waiting := house.in_work.get(tag):
        await asyncio.wait([waiting])
        return house.pages.get(tag) or await answer(visit.request)
    mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    house.in_work[tag] = mine
    try:
        response = await answer(visit.request)
        if response.status_code != 200 or not isinstance(response.body, bytes):
            return response
        body = Body(response.body, response.headers["content-type"])
        return house.pages.or_make(tag, lambda: body)
    finally:
        del house.in_work[tag]
        mine.set_result(None)


async def _sent(request: Request, body: Body, headers: dict[str, str]) -> Response:
    content = body.content
    if "gzip" in request.headers.get("accept-encoding", "") and len(content) > 1000:
        content = await run_in_threadpool(lambda: body.compressed)
        headers["content-encoding"] = "gzip"
    return Response(content, headers={**headers, "content-type": body.media_type})


def _tag(visit: Visit, recorded: str) -> str:
    """What an answer follows from. A page shows who is asking; JSON does not."""
    shown = "" if visit.wants_json or not visit.row.is_page else visit.person.name
    told = (
        visit.house.edition, recorded, visit.clocks, visit.person.role, shown,
        visit.request.url.path, sorted(visit.request.query_params.multi_items()),
    )  # fmt: skip
    return f'"{blake2b(repr(told).encode(), digest_size=15).hexdigest()}"'


def _cause(error: Exception, row: Row) -> Exception:
    """The error that says what is wrong, in one sentence."""
    if isinstance(error, HTTPException):
        return error.__cause__ if isinstance(error.__cause__, Refused) else Refused(error.status_code, error.detail)
    if isinstance(error, RequestValidationError):
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"][1:]) or str(first["loc"][0])
        return Refused(422, f"{where}: {first['msg']}.")
    if isinstance(error, QuestionError) and "{" in row.path:  # the address itself names what nobody knows
        return Refused(404, str(error))
    return error
