"""Whose words the ledger holds: outlets and speakers, their grades, and how often they were borne out."""

from starlette.responses import Response

from marsad.ledger.glance import heard
from marsad.posture.sources import Source
from marsad.posture.sources import sources as count
from marsad.serve.guard import Here
from marsad.serve.views.asked import SMALL, at_a_glance, page_of
from marsad.serve.visit import Visit

_A_PAGE = 200
_ROLES = ("publisher", "speaker")


def sources(visit: Here) -> Response:
    """In a large ledger what became of what they told is reckoned only if asked for: it takes all claims."""
    with_records = bool(visit.text("record")) or at_a_glance(visit).claims <= SMALL
    known = visit.once("sources", lambda: count(visit.view)) if with_records else _counted(visit)
    role = visit.text("as")
    wanted = [source for source in known if role in ("", source.role)]
    offset, limit = page_of(visit, _A_PAGE)
    model = {"sources": wanted[offset : offset + limit], "total": len(wanted), "offset": offset, "limit": limit}
    if visit.wants_json:
        return visit.json(model)
    return visit.page("sources/sources.html", model | {"role": role, "roles": _ROLES, "with_records": with_records})


def _counted(visit: Visit) -> tuple[Source, ...]:
    grades = visit.view.source_grades()
    return tuple(
        Source(each.role, each.name, each.reports, each.claims, each.first, each.last, grades.get(each.name or ""))
        for each in heard(visit.view)
    )
