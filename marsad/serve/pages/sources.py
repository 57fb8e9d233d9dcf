"""Whose words the ledger holds: outlets and speakers, their grades, and how often they were borne out."""

from starlette.responses import Response

from marsad.posture.sources import sources as count
from marsad.serve.guard import Here
from marsad.serve.views.asked import page_of

_A_PAGE = 200
_ROLES = ("publisher", "speaker")


def sources(visit: Here) -> Response:
    known = visit.once("sources", lambda: count(visit.view))
    role = visit.text("as")
    wanted = [source for source in known if role in ("", source.role)]
    offset, limit = page_of(visit, _A_PAGE)
    model = {"sources": wanted[offset : offset + limit], "total": len(wanted), "offset": offset, "limit": limit}
    if visit.wants_json:
        return visit.json(model)
    return visit.page("sources/sources.html", model | {"role": role, "roles": _ROLES})
