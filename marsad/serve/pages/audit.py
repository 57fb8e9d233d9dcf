"""Who decided what, when and why: the decisions of the ledger, the newest first."""

from starlette.responses import Response

from marsad.ledger import Decision
from marsad.serve.guard import Here

A_PAGE = 100
VERBS = (
    "accept", "reject", "amend", "add", "merge", "split", "annotate", "grade", "resolve", "retract", "erase", "undo",
)  # fmt: skip


def audit(visit: Here) -> Response:
    by, verb = visit.text("by"), visit.text("verb")
    offset = visit.number("offset", 0, 10_000_000)
    everything = visit.view.decisions()
    found = [d for d in reversed(everything) if by in ("", d.by) and verb in ("", d.verb)]
    model = {
        "total": len(found),
        "offset": offset,
        "decisions": found[offset : offset + A_PAGE],
        "by": by,
        "verb": verb,
        "people": sorted({decision.by for decision in everything}),
        "verbs": VERBS,
        "a_page": A_PAGE,
        "about": {d.id: _about(d) for d in found[offset : offset + A_PAGE]},
    }
    return visit.page("core/audit.html", model)


def _about(decision: Decision) -> tuple[str, str]:
    """The kind of thing that it is about, and its name."""
    kind, _, name = decision.target.partition(":")
    return kind, name
