"""What reports are at odds over: who says which, side by side, and what settled it."""

from starlette.responses import Response

from marsad.posture.contested import OVER, Conflict
from marsad.serve.guard import Here
from marsad.serve.views.asked import asked_about, name_of, page_of
from marsad.serve.views.lately import told_of
from marsad.serve.views.passages import passages

_A_PAGE = 25


def conflicts(visit: Here) -> Response:
    subject, since, until = asked_about(visit), visit.day("since"), visit.day("until")
    known = told_of(visit, subject, since, until)
    over, only_open = visit.text("over"), bool(visit.text("open"))
    wanted = [c for c in known.conflicts if over in ("", c.over) and not (only_open and c.settled)]
    wanted.sort(key=_first)
    offset, limit = page_of(visit, _A_PAGE)
    shown = wanted[offset : offset + limit]
    quotes = passages(visit.view, (entry for c in shown for entry in c.entries))
    model = {"conflicts": shown, "total": len(wanted), "offset": offset, "limit": limit, "passages": quotes}
    if visit.wants_json:
        return visit.json(model)
    more = {"of": name_of(visit, subject), "subject": subject, "since": since, "until": until, "over": over}
    return visit.page(
        "conflicts/conflicts.html", model | more | {"matters": OVER, "newest": known.claims, "earlier": known.before}
    )


def _first(conflict: Conflict) -> tuple[bool, int, str]:
    """What is open comes first, then what was spoken of last."""
    return conflict.settled is not None, -conflict.last.toordinal(), conflict.id
