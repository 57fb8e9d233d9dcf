"""Claims of several reports about one happening, brought together by their dates."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from marsad.ledger import Entry
from marsad.posture.subject import by_day

_LOOSE = 14  # days: a date wider than this does not say which of several happenings it dates


def _never(one: Entry, other: Entry) -> bool:
    return False


def clusters(entries: Iterable[Entry], days: int, apart: Callable[[Entry, Entry], bool] = _never) -> list[list[Entry]]:
    """Entries in groups of one time each, by date; a loose date ("2021") joins only its like.

    `apart` says of two entries of one time that they are two happenings all the same.
    """
    found: list[_Event] = []
    recent: list[_Event] = []  # those that a later entry can still join
    for entry in sorted(entries, key=by_day):
        first, _ = entry.span
        recent = [event for event in recent if event.loose or (first - event.earliest_end).days <= days]
        event = next((e for e in recent if e.takes(entry, days) and not any(apart(entry, o) for o in e.entries)), None)
        if event is None:
            event = _Event([], *entry.span, _loose(entry))
            found.append(event)
            recent.append(event)
        event.add(entry)
    return [event.entries for event in found]


@dataclass(slots=True)
class _Event:
    entries: list[Entry]
    latest_start: dt.date
    earliest_end: dt.date
    loose: bool

    def takes(self, entry: Entry, days: int) -> bool:
        """Whether the entry is of one time with all that are in."""
        if self.loose or _loose(entry):
            return self.loose and entry.span == self.entries[0].span
        first, last = entry.span
        return max((first - self.earliest_end).days, (self.latest_start - last).days) <= days

    def add(self, entry: Entry) -> None:
        first, last = entry.span
        self.latest_start, self.earliest_end = max(self.latest_start, first), min(self.earliest_end, last)
        self.entries.append(entry)


def _loose(entry: Entry) -> bool:
    first, last = entry.span
    return (last - first).days > _LOOSE
