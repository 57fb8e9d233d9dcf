"""What the newest reports tell: however large a ledger is, no more than its newest claims are looked at."""

import datetime as dt
from dataclasses import dataclass

from marsad.ledger import View
from marsad.ledger.glance import newest_claims
from marsad.posture.contested import Conflict, find_conflicts
from marsad.posture.copies import Copies
from marsad.posture.events import find_events
from marsad.posture.happenings import day_of, summarise
from marsad.posture.summary import Summary
from marsad.posture.telling import TOLD
from marsad.posture.verdicts import Verdicts

_CLAIMS = 600
_NEWS = ("move", "handover", "attack", "control")


@dataclass(frozen=True)
class Lately:
    conflicts: list[Conflict]  # that no later report has settled
    events: list[Summary]  # of forces that moved, sites that changed hands, attacks


def lately(view: View, since: dt.date, until: dt.date) -> Lately:
    """Open conflicts that were spoken of in these days, and what happened in them; the latest first."""
    entries = [e for e in newest_claims(view, _CLAIMS) if e.published is None or e.published >= since]
    events = find_events(entries, Verdicts.of(view.event_decisions()))
    told = [e for e in events if e.mode == TOLD and e.kind in _NEWS and since <= day_of(e) <= until]
    found = find_conflicts(events, entries, Copies.among(view, entries))
    at_odds = sorted((c for c in found if not c.settled), key=lambda c: (-c.last.toordinal(), c.id))
    return Lately(at_odds, sorted(summarise(view, told), key=_newest_first))


def _newest_first(summary: Summary) -> tuple[int, int, str]:
    """By weeks; within one, what most voices tell comes first."""
    return -(day_of(summary.event).toordinal() // 7), -len(summary.heard.voices), summary.event.id
