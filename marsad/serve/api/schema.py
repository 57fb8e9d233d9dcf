"""The API's description of itself."""

from typing import Any

from starlette.responses import Response

from marsad.serve.api.asked import Clocked, Listing, Refusal
from marsad.serve.guard import Here
from marsad.serve.routes import Row

_REFUSALS = {400: "Not answered as asked.", 401: "Sign in, or send a token.", 403: "Not allowed.", 404: "Not there.",
             409: "Cannot be decided like that.", 413: "Too large.", 422: "Not of the form that is described.",
             503: "The ledger cannot be read now."}  # fmt: skip
_ONE = ("posture", "brief", "diff", "event", "claim", "report", "decide", "openapi")  # answers that are no lists


def openapi(visit: Here) -> Response:
    """This description."""
    return visit.json(visit.request.app.openapi())


def options_of(row: Row) -> dict[str, Any]:
    """What OpenAPI says of a route of the API beside its own parameters."""
    name = row.name.removeprefix("api-")
    options: dict[str, Any] = {
        "responses": {status: {"model": Refusal, "description": told} for status, told in _REFUSALS.items()},
        "operation_id": name,
        "dependencies": [Clocked] if row.methods == ("GET",) else [],
        "openapi_extra": {"security": [{"token": []}, {}]},
    }
    if row.methods != ("GET",):
        from marsad.serve.api.decisions import Decided

        options["responses"][200] = {"model": Decided, "description": "Decided already."}
        return options | {"status_code": 201, "response_model": Decided}
    return options | {"response_model": dict[str, Any] if name in _ONE else Listing}
