"""The web app, put together: every row of the table becomes a route behind its guard."""

import gc
import importlib
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import anyio.to_thread
from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from marsad import __version__
from marsad.errors import MarsadError
from marsad.reports.lots import Lots
from marsad.serve.api.schema import options_of
from marsad.serve.doorkeeper import Doorkeeper
from marsad.serve.guard import guarded
from marsad.serve.house import House
from marsad.serve.refusals import Refused, refusal
from marsad.serve.routes import ACCOUNTS, ROUTES, Row
from marsad.serve.settings import Settings
from marsad.serve.warming import warm

_THREADS = 10  # at work at once; the ledger has no more connections than a few more


def create_app(settings: Settings) -> FastAPI:
    """The app on a ledger. Raises MarsadError where that cannot be opened."""
    house = House(settings)
    app = FastAPI(
        title="Marsad",
        version=__version__,
        summary="Who is where, who holds what, what has stopped, since when, and who says so.",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=_lifespan,
        redirect_slashes=False,
    )
    app.state.house = house
    for row in rows_of(settings):
        _add(app, row)
    app.add_exception_handler(HTTPException, _nowhere)
    app.add_middleware(Doorkeeper, settings=settings)
    return app


def rows_of(settings: Settings) -> list[Row]:
    """The rows that a server with these settings answers: a read-only one has nothing that changes anything."""
    rows = [row for row in ROUTES if settings.accounts or row not in ACCOUNTS]
    return [row for row in rows if not settings.public or row.permission in ("public", "viewer")]


def from_environment() -> FastAPI:
    """What a worker of the server runs."""
    settings = Settings.from_environment()
    app = create_app(settings)
    if not settings.public:
        _close_abandoned(settings)
    warm(app.state.house)
    gc.collect()
    gc.freeze()  # names, words and first answers stay: no need to look through them for garbage with each answer
    return app


def _close_abandoned(settings: Settings) -> None:
    """End what a server that was killed has left half read: its uploads go, and who waits for it is told."""
    try:
        Lots(settings.home).close_abandoned()
    except MarsadError as error:
        logging.getLogger("marsad.serve").warning("%s", error)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    anyio.to_thread.current_default_thread_limiter().total_tokens = _THREADS
    yield
    app.state.house.close()


def _add(app: FastAPI, row: Row) -> None:
    endpoint = endpoint_of(row)
    options: dict[str, Any] = {"methods": list(row.methods), "route_class_override": guarded(row)}
    if row.has_twin:
        twin = "/home.json" if row.path == "/" else f"{row.path}.json"
        app.router.add_api_route(twin, endpoint, name=f"{row.name}.json", include_in_schema=False, **options)
    if not row.is_page:
        options |= options_of(row)
    app.router.add_api_route(row.path, endpoint, name=row.name, include_in_schema=not row.is_page, **options)


def endpoint_of(row: Row) -> Callable[..., Any]:
    """The function that a row names."""
    module, _, name = row.endpoint.partition(":")
    function = getattr(importlib.import_module(f"marsad.serve.{module}"), name)
    assert callable(function)
    return function  # type: ignore[no-any-return]


async def _nowhere(request: Request, error: Exception) -> Response:
    """An address that leads nowhere, or a method that it does not take."""
    assert isinstance(error, HTTPException)
    told = {404: "There is no such page.", 405: "This address does not take that."}
    return refusal(request, Refused(error.status_code, told.get(error.status_code, error.detail)))
