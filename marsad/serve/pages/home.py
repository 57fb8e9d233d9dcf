"""The state of things in ten seconds."""

from starlette.responses import Response

from marsad.serve.guard import Here


def home(visit: Here) -> Response:
    return visit.page("home/home.html", {"reports": len(visit.view.reports())})
