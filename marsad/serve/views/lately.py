"""What is told of a subject: in days asked for; else all of it in a small ledger, its newest claims in a large one."""

import datetime as dt
from dataclasses import dataclass
from functools import partial

from marsad.ledger import Entry, View
from marsad.ledger.glance import newest_claims
from marsad.posture.contested import Conflict, find_conflicts
from marsad.posture.copies import Copies
from marsad.posture.events import find_events
from marsad.posture.happenings import conflicts, day_of, happenings, summarise
from marsad.posture.subject import EVERYTHING, Subject
from marsad.posture.summary import Summary
from marsad.posture.telling import TOLD
from marsad.posture.verdicts import Verdicts
from marsad.serve.views.asked import SMALL, at_a_glance
from marsad.serve.views.standing import by_claims
from marsad.serve.visit import Visit

NEWEST = 1_200  # claims of a large ledger that are looked at where no days are asked for
A_LOOK = dt.timedelta(30)  # how far back the way from these leads
_NEWS = ("move", "handover", "attack", "control")


@dataclass(frozen=True)
class Lately:
    """Happenings by their days and conflicts by theirs; `claims` newest ones were looked at, None: all."""

    events: list[Summary]
    conflicts: list[Conflict]
    claims: int | None = None
    first: dt.date | None = None  # the earliest day of publication that was looked at

    @property
    def before(self) -> dict[str, dt.date] | None:
        """The days before those that were looked at, as an address asks for them; None where all were."""
        return {"since": self.first - A_LOOK, "until": self.first} if self.claims and self.first else None


def told_of(visit: Visit, subject: Subject, since: dt.date | None, until: dt.date | None) -> Lately:
    """What the pages of events, conflicts and the timeline show of a subject, worked out once for all of them."""
    if since or until or at_a_glance(visit).claims <= SMALL:
        key = ("told", subject, since, until)
        return visit.once(key, lambda: _in_days(visit.view, subject, since, until))
    return visit.once(("told", subject), lambda: _newest_told(visit, subject))


def _newest_told(visit: Visit, subject: Subject) -> Lately:
    entries = _newest(visit.view, subject, NEWEST)
    rows = (entry.row for entry in entries)
    return by_claims(visit.house, visit.view, "told", rows, lambda: told(visit.view, entries))


def _in_days(view: View, subject: Subject, since: dt.date | None, until: dt.date | None) -> Lately:
    return Lately(happenings(view, subject, None, since, until), conflicts(view, subject, since, until))


def newest(view: View, subject: Subject, limit: int) -> Lately:
    """What the newest claims tell, however many there are beside them."""
    return told(view, _newest(view, subject, limit))


def told(view: View, entries: list[Entry]) -> Lately:
    """The happenings and conflicts in these claims."""
    events = find_events(entries, Verdicts.of(view.event_decisions()))
    found = find_conflicts(events, entries, Copies.among(view, entries))
    first = min((entry.published for entry in entries if entry.published), default=None)
    return Lately(sorted(summarise(view, events), key=_by_day), found, len(entries), first)


def _newest(view: View, subject: Subject, limit: int) -> list[Entry]:
    return subject.gather(partial(newest_claims, view, limit))


def _by_day(summary: Summary) -> tuple[dt.date, str]:
    return day_of(summary.event), summary.event.id


def news(view: View, since: dt.date, until: dt.date, limit: int) -> Lately:
    """Open conflicts that were spoken of in these days, and what forces did in them; the latest first."""
    found = newest(view, EVERYTHING, limit)
    happened = [s for s in found.events if _is_news(s) and since <= day_of(s.event) <= until]
    at_odds = [c for c in found.conflicts if not c.settled and c.last >= since]
    at_odds.sort(key=lambda c: (-c.last.toordinal(), c.id))
    return Lately(sorted(happened, key=_newest_first), at_odds, found.claims)


def _is_news(summary: Summary) -> bool:
    return summary.event.mode == TOLD and summary.event.kind in _NEWS


def _newest_first(summary: Summary) -> tuple[int, int, str]:
    """By weeks; within one, what most voices tell comes first."""
    return -(day_of(summary.event).toordinal() // 7), -len(summary.heard.voices), summary.event.id
