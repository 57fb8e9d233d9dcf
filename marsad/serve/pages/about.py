"""What this server is, and whether it is well."""

from starlette.responses import PlainTextResponse, Response

from marsad import __version__
from marsad.serve.guard import Here


def about(visit: Here) -> Response:
    model = {"version": __version__, "recorded": visit.view.recorded, "built": visit.house.assets.is_built}
    return visit.page("core/about.html", model)


def health() -> Response:
    return PlainTextResponse("well\n")
