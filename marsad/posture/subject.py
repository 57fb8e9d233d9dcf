"""What a question is about: an actor or a place, by any name the register or the ledger knows."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from typing import Any, Protocol

from marsad.errors import QuestionError
from marsad.ledger import Entry, View
from marsad.ledger.names import folded
from marsad.model.claim import PLACE_SLOTS
from marsad.model.values import Place
from marsad.posture.geography import REACH_KM, covers
from marsad.world.areas import areas_in, countries_of
from marsad.world.forces import find_forces


class Names(Protocol):
    """Who knows names: the register."""

    def find_actor(self, text: str) -> str | None: ...
    def find_place(self, text: str) -> Place | None: ...


@dataclass(frozen=True, slots=True)
class Subject:
    """An actor or a place; one of the two is None. Both are where a question is about all that the ledger holds."""

    actor: str | None = None
    place: Place | None = None

    @property
    def name(self) -> str:
        return self.actor or str(self.place or "")

    def entries(
        self, view: View, kind: str | None = None, since: dt.date | None = None, until: dt.date | None = None
    ) -> list[Entry]:
        """The entries that a question about this takes in, by date; of one kind, or of a time, if so asked."""
        asked = partial(view.claims, since=since, until=until)
        found = self.gather(lambda **ask: asked(kind=kind, **ask))
        if self.countries and kind in (None, "agreement"):
            # An agreement has no place: it concerns the country that is a party to it.
            parties = asked(kind="agreement", actor=self._codes())
            found = list({entry.id: entry for entry in (*found, *parties)}.values())
        return sorted(found, key=by_day) if self.countries else found

    def gather(self, ask: Callable[..., list[Entry]]) -> list[Entry]:
        """What a ledger has about this, each once, by whoever asks it for an actor, a country or a neighbourhood."""
        found: dict[str, Entry] = {}
        for asked in self.asks():
            each = ask(**asked)
            near = (entry for entry in each if any(self.takes_in(place) for place in places(entry)))
            found |= {entry.id: entry for entry in (near if "near" in asked else each)}
        return list(found.values())

    def asks(self) -> list[dict[str, Any]]:
        """What to ask a ledger for; the neighbourhood of a place holds more than a question about it takes in."""
        if self.actor:
            return [{"actor": self.actor}]
        if self.place is None:
            return [{}]
        if self.countries:
            named = (Place(name, None, None, None, "region") for name in areas_in(self.place))
            return [{"country": self._codes()}, *({"near": (area, 0.0)} for area in named)]
        return [{"near": (self.place, REACH_KM.get(self.place.level, 0.0))}]

    @property
    def countries(self) -> frozenset[str]:
        """The countries that are asked about as wholes: one, or those of an area such as the Sahel."""
        return countries_of(self.place) if self.place else frozenset()

    def _codes(self) -> str | frozenset[str]:
        """One country as such, and not as one of several: that is a simpler question to a database."""
        return next(iter(self.countries)) if len(self.countries) == 1 else self.countries

    def stream(self, view: View) -> Iterator[Entry]:
        """The same entries one after another; all that a ledger holds need not be in memory at once."""
        return iter(self.entries(view)) if self.actor or self.place else view.stream()

    def newest(self, view: View, per_cell: int, on: dt.date) -> list[Entry]:
        """Of `entries` the newest of each cell that count by a day, however many there are."""
        return self.gather(partial(view.newest, per_cell, on))

    def told_until(self, view: View) -> dt.date | None:
        """The day of the newest report about this, as its newest claims have it; None where no report has a date."""
        days = (entry.published for entry in self.newest(view, 1, dt.date.max))
        return max((day for day in days if day), default=None)

    def span(self, view: View, since: dt.date | None, until: dt.date | None, days: int) -> tuple[dt.date, dt.date]:
        """The first and last day of a time that is asked about: by itself it ends when the newest report was published,
        and is so many days long."""
        last = until or view.known or self.told_until(view) or dt.date.today()
        if since and not until and not view.known and since > last:
            last = max(since, dt.date.today())
        return since or max(dt.date.min + dt.timedelta(days), last) - dt.timedelta(days), last

    def takes_in(self, place: Place | None) -> bool:
        """Whether a line about this place belongs to the answer."""
        return self.place is None or (place is not None and takes_in(self.place, place))

    def concerns(self, actor: str) -> bool:
        """Whether a line about this actor belongs to the answer."""
        return self.actor is None or self.actor == actor

    def to_json(self) -> dict[str, Any]:
        return {"actor": self.actor} if self.actor else {"place": self.place.to_json() if self.place else None}


EVERYTHING = Subject()


def takes_in(asked: Place, place: Place) -> bool:
    """Whether a question about one place is about another as well: an area of several countries is all of each."""
    if asked.level != "region" or not (countries := countries_of(asked)):
        return covers(asked, place)
    return place.country in countries or (place.country is None and place.name in areas_in(asked))


def by_day(entry: Entry) -> tuple[Any, ...]:
    return (entry.day, entry.published or entry.day, entry.report_id, entry.id)


def places(entry: Entry) -> tuple[Place, ...]:
    """Every place in any slot of an entry."""
    return tuple(place for slot in PLACE_SLOTS for place in getattr(entry.claim, slot))


def find_subject(text: str, names: Names, view: View) -> Subject:
    """The actor or place that a text names; raises QuestionError, with near names, where nothing knows it.

    A state is actor and place alike. Its name asks about the place where the ledger has claims there, else about the
    actor; its key (`US`), `actor:…` and "American forces" ask about the actor; `place:…` asks about the place.
    """
    sort, _, rest = text.partition(":")
    wanted = rest.strip() if sort in ("actor", "place") and rest else text.strip()
    if sort != "place" and (actor := _actor_by_key(wanted, names, view)):
        return Subject(actor=actor)
    actor = None if sort == "place" else _actor_by_name(wanted, names, view)
    # The ledger's own places come second, yet before a register's place of which it says nothing: Taji is in Iraq.
    registered = None if sort == "actor" else names.find_place(wanted)
    if registered and Subject(place=registered).newest(view, 1, dt.date.max):
        return Subject(place=registered)
    if actor:
        return Subject(actor=actor)
    if sort != "actor" and (place := _place_in(view, wanted) or registered):
        return Subject(place=place)
    near = _near(wanted, names, view)
    raise QuestionError(f"No actor or place is named {wanted!r}.{near}", typed="" if near else _UNKNOWN)


def _actor_by_key(text: str, names: Names, view: View) -> str | None:
    """A key is in capitals, and known: many a place is written in capitals too."""
    if not (text.isascii() and text.isupper()):
        return None
    return text if names.find_actor(text) == text or _actor_in(view, text) == text else None


def _actor_by_name(text: str, names: Names, view: View) -> str | None:
    return names.find_actor(text) or _actor_in(view, text) or find_forces(text, names.find_actor)


def state_elsewhere(subject: Subject, view: View) -> str | None:
    """The key of the state whose land is asked about, where claims tell what its forces do outside it."""
    place = subject.place
    if place is None or place.level != "country" or place.country is None:
        return None
    told = view.newest(1, dt.date.max, actor=place.country)
    abroad = any(places(entry) and not any(map(subject.takes_in, places(entry))) for entry in told)
    return place.country if abroad else None


def _actor_in(view: View, text: str) -> str | None:
    return next((key for key in view.actor_names() if key.casefold() == text.casefold()), None)


def _place_in(view: View, text: str) -> Place | None:
    """The place of this name that most claims mention, or else one whose name has these words ("Camp Taji")."""
    words, names = set(folded(text).split()), view.place_names()
    named = [name for name in names if name == folded(text)]
    found = named or [name for name in names if words and words <= set(name.split())]
    near = (entry for name in found for entry in view.newest(_MENTIONS, dt.date.max, near=(_named(name), 0.0)))
    told = Counter(place for entry in near for place in places(entry) if folded(place.name) in found)
    return max(told, key=lambda place: (told[place], str(place)), default=None)


_MENTIONS = 64  # of each cell, that are counted to find the place that most claims mean


def _named(name: str) -> Place:
    return Place(name, None, None, None, "site")


def _near(text: str, names: Names, view: View) -> str:
    keys = {folded(key): key for key in view.actor_names()}
    near = near_names(text, dict.fromkeys([*view.place_names(), *keys]))
    told = [keys.get(name) or _as_written(name, view) for name in near]
    parts = [part.strip() for part in _BETWEEN.split(text)]
    known = [part for part in parts if part != text and (names.find_place(part) or names.find_actor(part))]
    if meant := list({folded(name): name for name in (*known, *told)}.values())[:_SHOWN]:
        return f" Did you mean {' or '.join(meant)}?"
    return ""


def near_names(text: str, names: Iterable[str]) -> list[str]:
    """Those of these folded names that were probably meant, the likeliest first.

    A name that stands whole in the text is likelier than one that is only spelled like it.

    >>> near_names("Gao, Mali", ["mali", "gao", "bani walid"])
    ['gao', 'mali']
    >>> near_names("Tadji", ["camp taji", "al qaim"]), near_names("Nowhereistan", ["kherson", "iran"])
    (['camp taji'], [])
    """
    known = list(names)
    asked = _WORD.findall(folded(text))
    inside = {name: at for name in known if (at := _place_of(name.split(), asked)) is not None}
    found = sorted(inside, key=lambda name: (inside[name], -len(name)))
    spelled = {word: name for name in reversed(known) for word in (*_long(name), name)}
    close = get_close_matches(" ".join(asked), list(spelled), n=_SHOWN, cutoff=_CLOSE)
    return list(dict.fromkeys([*found, *(spelled[word] for word in close)]))[:_SHOWN]


def _place_of(words: list[str], text: list[str]) -> int | None:
    """Where in the text these words stand, one behind another."""
    return next((n for n in range(len(text)) if words and text[n : n + len(words)] == words), None)


def _long(name: str) -> list[str]:
    """The words of a name of several by which alone it may be called."""
    words = name.split()
    return [word for word in words if len(word) >= _LONG] if len(words) > 1 else []


_UNKNOWN = " Add it with --register FILE, or see `marsad claims` for the names in the ledger."
_SHOWN = 3  # names that are offered
_CLOSE = 0.7  # of the letters
_LONG = 4  # letters of a word
_BETWEEN = re.compile("[,،]")
_WORD = re.compile(r"\w+")


def _as_written(name: str, view: View) -> str:
    found = [place.name for e in view.newest(1, dt.date.max, near=(_named(name), 0.0)) for place in places(e)]
    return next((each for each in sorted(found) if folded(each) == name), name)
