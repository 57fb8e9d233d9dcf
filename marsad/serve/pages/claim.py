"""One claim: its slots, the sentences that it rests on, its event, its conflicts, what was decided about it."""

from starlette.responses import Response

from marsad.posture.contested import Conflict, find_conflicts
from marsad.posture.copies import Copies
from marsad.posture.events import PREFIX
from marsad.posture.explain import find_event
from marsad.publish.passages import slot_values
from marsad.serve.guard import Here
from marsad.serve.views.amending import fields
from marsad.serve.views.passages import passages
from marsad.serve.views.reading import in_context
from marsad.serve.visit import Visit


def claim(visit: Here, id: str) -> Response:
    entry = visit.view.claim(id)
    found = visit.view.report(entry.report_id)
    event, conflicts = _event(visit, entry.id)
    decided = visit.view.decisions(claim=entry.id)
    model = {
        "claim": entry,
        "title": found.title,
        "address": found.address,
        "event": event,
        "conflicts": conflicts,
        "decisions": decided,
    }
    if visit.wants_json:
        quoted = [{"start": s.start, "end": s.end, "text": s.text(found.text)} for s in entry.claim.evidence]
        return visit.json(model | {"passages": quoted if found.text else []})
    more = {
        "slots": list(slot_values(entry, visit.words)),
        "sentences": in_context(entry, found),
        "fields": fields(entry.claim),
        "seen": decided[-1].id if decided else "",
        "passages": passages(visit.view, (e for conflict in conflicts for e in conflict.entries)),
    }
    return visit.page("claim/claim.html", model | more)


def _event(visit: Visit, id: str) -> tuple[str | None, list[Conflict]]:
    """The happening that a claim tells of, and what is in conflict over it; none of one that was rejected."""
    if visit.view.claim(id).verdict == "rejected":
        return None, []
    event, _ = find_event(visit.view, f"{PREFIX}{id}")
    found = find_conflicts([event], [], Copies.among(visit.view, event.entries))
    return event.id, [conflict for conflict in found if id in {entry.id for entry in conflict.entries}]
