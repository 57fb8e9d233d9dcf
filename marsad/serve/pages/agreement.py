"""How far analysts agree on the claims that several of them decided on; what they decided, as gold."""

from starlette.responses import Response

from marsad.serve.guard import Here
from marsad.serve.views.agreement import agreement as reckon
from marsad.serve.views.gold import archive


def agreement(visit: Here) -> Response:
    return visit.page("agreement/agreement.html", {"pairs": reckon(visit.view.decisions())})


def gold(visit: Here) -> Response:
    """The reports that were decided on in full, as a file."""
    named = {"content-disposition": 'attachment; filename="gold.zip"'}
    return Response(archive(visit.view), media_type="application/zip", headers=named)
