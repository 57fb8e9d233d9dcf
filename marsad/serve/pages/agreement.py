"""How far analysts agree on the claims that several of them decided on."""

from starlette.responses import Response

from marsad.serve.guard import Here
from marsad.serve.views.agreement import agreement as reckon


def agreement(visit: Here) -> Response:
    return visit.page("agreement/agreement.html", {"pairs": reckon(visit.view.decisions())})
