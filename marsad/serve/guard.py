"""What stands before every handler: who asks, may he, does it come from our own pages, was it answered before."""

import re
from typing import Annotated, Any

from fastapi import Depends
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from marsad.errors import AmbiguousError, QuestionError
from marsad.serve.bounds import bounded, patient
from marsad.serve.clocks import Clocks, read_clocks
from marsad.serve.house import House
from marsad.serve.keeping import Handler, mark_changed
from marsad.serve.origin import check_origin
from marsad.serve.people import Person
from marsad.serve.refusals import Refused, refusal
from marsad.serve.routes import Row
from marsad.serve.visit import Visit

_SMALL = 1_000_000  # bytes of a request that brings no file
_FIELDS = 500
_ID = re.compile(r"e?[0-9a-f]{1,64}(\.[0-9]{1,4})?", re.IGNORECASE)  # of claims, events and decisions, or its beginning


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
                    return await run_in_threadpool(refusal, request, _cause(error, row))

            return handle

        async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
            house: House = scope["app"].state.house
            room = house.settings.max_upload if row.large else _SMALL
            await super().handle(scope, bounded(receive, room), patient(send))

    return Guarded


async def _handled(row: Row, request: Request, answer: Handler) -> Response:
    house: House = request.app.state.house
    asks = request.method in ("GET", "HEAD")
    visit = await run_in_threadpool(_arrived, row, request, house)
    if isinstance(visit, Response):
        return visit
    if not asks and not visit.person.by_token:
        check_origin(request)
    request.state.visit = visit
    _check_id(row, request)
    if row.kept and asks:
        return await house.keeper.answer(visit, answer)
    if row.is_page and request.method == "POST":
        visit.form = await request.form(max_fields=_FIELDS, max_files=_FIELDS)
    response = await answer(request)
    response.headers.setdefault("cache-control", "no-store")
    if not asks and house.settings.behind:
        mark_changed(response, house.settings.secure)
    return response


def _arrived(row: Row, request: Request, house: House) -> Visit | Response:
    """Who asks, and for what; an answer already where he may not. Of a kept answer also the state of the ledger."""
    person = house.people.identify(request)
    request.state.person = person  # a refusal has his menu
    if not person.may(row.permission):
        return _turned_away(row, request, person)
    visit = Visit(request, house, row, person, _clocks(request, house))
    if row.kept:
        _ = visit.view
    return visit


def _check_id(row: Row, request: Request) -> None:
    """Refuse what cannot be an id, before it is looked for."""
    if "{id}" in row.path and not _ID.fullmatch(id := str(request.path_params["id"])):
        raise Refused(400, f"{id!r} is no id; ids are made of digits and the letters a to f, as in 3f9a1c0b77de.")


def _clocks(request: Request, house: House) -> Clocks:
    accepts = request.headers.get("accept-language", "")
    try:
        return read_clocks(request.query_params, accepts, house.settings.language, house.today)
    except QuestionError as error:
        raise Refused(400, error.sentence) from error


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


def _cause(error: Exception, row: Row) -> Exception:
    """The error that says what is wrong, in one sentence."""
    if isinstance(error, HTTPException):
        return error.__cause__ if isinstance(error.__cause__, Refused) else Refused(error.status_code, error.detail)
    if isinstance(error, RequestValidationError):
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"][1:]) or str(first["loc"][0])
        return Refused(422, f"{where}: {first['msg']}.")
    if isinstance(error, AmbiguousError):
        return error
    if isinstance(error, QuestionError) and "{" in row.path:  # the address itself names what nobody knows
        return Refused(404, error.sentence)
    return error
