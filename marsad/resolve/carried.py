"""What earlier sentences leave behind for one that names nobody, no place or no time."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from marsad.reading.page import Mention, Page, TimeMention
from marsad.resolve.chains import LEVELS
from marsad.resolve.groups import NOBODY, Group, gathered
from marsad.resolve.spoken import Spoken

_CARRIED = 2  # how many groups of earlier sentences remain candidates
_THEME = 2  # sentences at the head of a report whose places remain candidates
_DAY = 10  # characters of a day in EDTF
_LEAD = 5  # sentences in which a report tells the day that it is about
_ADVERBIAL = ("nationality", "pronoun", "bare", "possessive", "office")


class Lead(NamedTuple):
    """The first day that a report tells, and of which kinds of claims its sentence has words."""

    time: TimeMention
    kinds: frozenset[str]


class Carried:
    """What earlier sentences leave behind as candidates: the latest actors, places and time, and the first day."""

    def __init__(self) -> None:
        self.actors: list[Group] = []
        self.places: list[Group] = []
        # All others of the sentence before and of those that the report begins with.
        self.farther: list[Group] = []
        self._theme: list[Group] = []
        self.time: TimeMention | None = None
        self.lead: Lead | None = None
        self._spoken: Spoken | None = None
        self._often: Counter[object] | None = None
        self._chief: list[Group] | None = None

    def lead_by(self, number: int, times: list[TimeMention], kinds: Iterable[str]) -> None:
        """Remember the first day that a report tells, if it does so early."""
        day = next((m for m in times if m.edtf and len(m.edtf) == _DAY), None)
        if day and not self.lead and number < _LEAD:
            self.lead = Lead(day, frozenset(kinds))

    def after(self, number: int, actors: list[Group], located: list[Group], times: list[TimeMention]) -> None:
        """What a sentence's actors, places and times leave behind for the next."""
        named = next((g for g in actors if g.keys and g.sub not in _ADVERBIAL), None)
        if named:
            self.actors = [named, *(g for g in self.actors if g.keys != named.keys)][:_CARRIED]
        acting = {g.first for g in actors if g.size > 1}  # "Egypt, Jordan and Bahrain" take part
        told = [g for g in located if g.sub not in ("generic", "there") and not (g.size > 1 and g.first in acting)]
        if told:
            best = min(told, key=lambda g: LEVELS.index(g.places[0].level))
            self.places = [best, *(g for g in self.places if g.places != best.places)][:_CARRIED]
        if number < _THEME:
            self._theme += told
        self.farther = _unlike(self.places, [*told, *self._theme])
        if times:
            self.time = times[-1]

    def often(self, page: Page, g: Group) -> int:
        """How often a page names an actor or place, five times at most."""
        counts = self.counts(page)
        if g.layer == "actor":
            return min(5, counts[g.keys])
        return min(5, sum(counts[place] for place in g.places))

    def counts(self, page: Page) -> Counter[object]:
        """How often a page names each actor and place."""
        if self._often is None:
            self._often = Counter(m.keys or m.place for m in page.mentions if m.keys or m.place)
        return self._often

    def chief(self, page: Page) -> list[Group]:
        """Whom a page names, each by its first mention, those it names most often first."""
        if self._chief is None:
            first: dict[tuple[str, ...], Mention] = {}
            for m in page.mentions:
                if m.layer == "actor" and m.keys and m.keys != NOBODY and m.sub != "outlet":
                    first.setdefault(m.keys, m)
            listed = sorted(first.values(), key=lambda m: -self.counts(page)[m.keys])
            self._chief = [gathered([m]) for m in listed]
        return self._chief

    def spoken(self, page: Page) -> Spoken:
        """The page's speeches, sorted once."""
        if self._spoken is None:
            self._spoken = Spoken(page)
        return self._spoken


def _unlike(known: list[Group], others: list[Group]) -> list[Group]:
    """The first of each of the groups that mean other places than those that are known."""
    seen = {g.places for g in known}
    out: dict[object, Group] = {}
    for g in others:
        if g.places not in seen:
            out.setdefault(g.places, g)
    return list(out.values())
