"""Review: the claims that are worth a look first, and deciding on them; a decision can be undone, never erased."""

from starlette.responses import Response

from marsad.errors import DecisionError
from marsad.ledger import decisions
from marsad.serve.guard import Here
from marsad.serve.holding import Holds
from marsad.serve.views.amending import changed, fields
from marsad.serve.views.asked import page_of
from marsad.serve.views.passages import passages
from marsad.serve.views.queue import queue
from marsad.serve.visit import Visit

_A_PAGE = 20
_VERDICTS = {"accept": decisions.accept, "reject": decisions.reject}


def review(visit: Here) -> Response:
    past = visit.number("past", 0, 999_999_999) or None
    found = visit.once(("queue", past), lambda: queue(visit.view, past))
    items = found.items
    offset, limit = page_of(visit, _A_PAGE)
    shown = items[offset : offset + limit]
    quotes = passages(visit.view, (item.entry for item in shown))
    model = {"items": shown, "total": len(items), "offset": offset, "limit": limit, "passages": quotes}
    if visit.wants_json:
        return visit.json(model)
    done = visit.text("done")
    last = next((decision for decision in visit.view.decisions() if decision.id == done), None) if done else None
    held = _holds(visit).by_others(visit.person.name)
    seen = {item.entry.id: _state(visit, item.entry.id) for item in shown}
    more = {
        "last": last,
        "states": seen,
        "held": held,
        "newest": found.claims,
        "before": found.before,
        "past": found.past,
    }
    return visit.page("review/review.html", model | more)


def decide(visit: Here, id: str) -> Response:
    """Accept or reject a claim, unless somebody decided on it since the page was shown."""
    verdict, entry = visit.text("verdict"), visit.view.claim(id)
    if verdict not in _VERDICTS:
        raise DecisionError(f"verdict={verdict} is none; use {' or '.join(_VERDICTS)}.")
    _unchanged(visit, entry.id)
    made = visit.ledger.decide(_VERDICTS[verdict](entry.id), visit.person.name, visit.text("why"))
    _holds(visit).drop(entry.id)
    return visit.go(_back(visit, made.decision.id))


def amend(visit: Here, id: str) -> Response:
    """Put other values into slots of a claim, unless somebody decided on it since the page was shown."""
    entry = visit.view.claim(id)
    _unchanged(visit, entry.id)
    given = {field.slot: visit.text(field.slot) for field in fields(entry.claim) if field.slot in visit.form}
    slots = changed(entry.claim, given, visit.house.register)
    visit.ledger.decide(decisions.amend(entry.id, slots), visit.person.name, visit.text("why"))
    _holds(visit).drop(entry.id)
    return visit.go(visit.url("claim", id=entry.id))


def hold(visit: Here, id: str) -> Response:
    """Say that one is looking at a claim; who is, by name, where that is somebody else."""
    by = _holds(visit).take(visit.view.claim(id).id, visit.person.name)
    return visit.json({"by": by, "other": by != visit.person.name})


def undo(visit: Here, id: str) -> Response:
    """Take a decision back."""
    undone = next((decision for decision in visit.view.decisions(verb="add") if decision.id == id), None)
    visit.ledger.decide(decisions.undo(id), visit.person.name, visit.text("why"))
    if undone:  # its claim is there no more
        return visit.go(visit.url("report", id=undone.body["report"]))
    return visit.go(_back(visit))


def _holds(visit: Visit) -> Holds:
    return Holds(visit.house.settings.home)


def _unchanged(visit: Visit, claim: str) -> None:
    if visit.text("seen") != _state(visit, claim):
        raise DecisionError(f"Claim {claim} was decided on meanwhile, and nothing was changed; open it again.")


def _state(visit: Visit, claim: str) -> str:
    """What was decided about a claim so far: its last decision."""
    found = visit.view.decisions(claim=claim)
    return found[-1].id if found else ""


def _back(visit: Visit, done: str | None = None) -> str:
    claim = visit.text("back")
    return visit.url("claim", id=claim) if claim else visit.url("review", done=done)
