"""Whose statement a report is: a ministry, a command or a mission by its publisher, a heading or a signature.

A news outlet never is an issuer, even where it prints somebody's statement under its own name; then the heading
tells ("Statement by …", "بيان صادر عن …"). An observatory that counts for itself is one.
"""

from typing import NamedTuple

from marsad.reading import wording as w
from marsad.reading.page import Mention, Page
from marsad.reading.wording import Wording
from marsad.world.register import observatories

_BODIES = ("organisation", "force", "government")
_HEADINGS = 5  # lines at the top that may head a statement
_VERBAL = ("ed", "past", "s", "perfect", "imperfect")
_OFFICE = 8  # tokens of a line of a letterhead
_SHORT = 26  # tokens of a heading


class Publisher(NamedTuple):
    """What a publisher's name tells."""

    keys: tuple[str, ...] = ()
    official: bool = False  # names a ministry, command or the like
    outlets: frozenset[str] = frozenset()  # keys of the outlets it names


class Issuers:
    """Tells issuers from outlets in one language."""

    def __init__(self, wording: Wording) -> None:
        data = wording.data
        self._w = wording
        self._official = wording.phrases(data["issuers"])
        self._outlet = wording.phrases(data["outlets"])
        self._broadcaster = wording.phrases(data.get("broadcasters", []))
        self._issuing = [(wording.phrases([phrase]), key) for phrase, key in data.get("issuing", {}).items()]
        self._statement = wording.phrases(data["statements"])

    def publisher(self, name: Page, mentions: list[Mention]) -> Publisher:
        """Reads a publisher's name, given as a page of its own."""
        words = name.tokens.words
        outlets = frozenset(key for m in mentions if m.sub == "outlet" for key in m.keys)
        counting = outlets & observatories()
        if counting:
            return Publisher(tuple(sorted(counting)), True)
        official = _contains(words, self._official, self._w)
        if _contains(words, self._broadcaster, self._w):
            return Publisher(outlets=outlets)
        if not official and (outlets or _contains(words, self._outlet, self._w)):
            return Publisher(outlets=outlets)
        keyed = [m for m in mentions if m.layer == "actor" and _is_known(m) and m.sub not in ("outlet", "person")]
        body = next((m for m in keyed if m.sub in _BODIES), None) or (keyed[0] if official and keyed else None)
        if body:
            return Publisher(body.keys, True, outlets)
        own = next((key for phrase, key in self._issuing if _contains(words, phrase, self._w)), "")
        if own:
            return Publisher((own,), True, outlets)
        if official:
            return Publisher(_acronym(name), True, outlets)
        return Publisher(outlets=outlets)

    def issuer(self, page: Page, publisher: Publisher) -> tuple[str, ...]:
        """The keys of whoever issues a report; none for news."""
        if publisher.keys:
            return publisher.keys
        if publisher.official:
            dominant = max(page.countries, key=lambda c: page.countries[c], default="")
            return (dominant,) if dominant else ()
        return self._heading(page)

    def _heading(self, page: Page) -> tuple[str, ...]:
        """The issuer that one of the first lines names beside a word for a statement."""
        words = page.tokens.words
        actors = [m for m in page.mentions if m.layer == "actor" and m.keys and m.sub not in ("outlet", "nationality")]
        for first, past in page.tokens.sentences[:_HEADINGS]:
            if past - first > _SHORT:
                break
            lead = words[first : first + 4]
            closes = words[past - 1] == ":"
            if not _contains(words[first:past] if closes else lead, self._statement, self._w):
                continue
            here = [m for m in actors if first <= m.first < past]
            body = next((m for m in here if m.sub in _BODIES), None)
            if body and (closes or not self._is_news(page, first, past)):
                return body.keys
        return self._letterhead(page)

    def _letterhead(self, page: Page) -> tuple[str, ...]:
        """Whoever two lines in a row name as a body and its office, without a word more."""
        words = page.tokens.words
        heads: list[tuple[int, int]] = []
        for first, past in page.tokens.sentences[:_HEADINGS]:
            bearing = self._w.bits(words[first]) & (w.ROLE | w.LOCAL)
            if past - first > _OFFICE or not bearing or words[past - 1] in ".:؟?!" or self._is_news(page, first, past):
                if len(heads) > 1:
                    break
                heads = []
                continue
            heads.append((first, past))
        if len(heads) < 2:
            return ()
        keyed = [m for m in page.mentions if m.layer == "actor" and m.keys and m.sub in _BODIES]
        body = next((m for m in keyed if heads[0][0] <= m.first < heads[-1][1]), None)
        dominant = max(page.countries, key=lambda c: page.countries[c], default="")
        return body.keys if body else (dominant,) if dominant else ()

    @staticmethod
    def _is_news(page: Page, first: int, past: int) -> bool:
        """Whether a line tells of a statement rather than heads one: it has a verb in a past form."""
        return any(
            h.layer in ("trigger", "speech") and (h.label == "according" or h.form in _VERBAL)
            for k in range(first, past)
            for m in page.matches[k]
            for h in m.hits
        )


def _is_known(m: Mention) -> bool:
    return m.keys not in ((), ("UNKNOWN",))


def _contains(words: list[str], phrases: frozenset[tuple[str, ...]], wording: Wording) -> bool:
    bases = [wording.base(word) for word in words]
    return any(
        tuple(listed[i : i + length]) in phrases
        for listed in (words, bases)
        for i in range(len(words))
        for length in (1, 2, 3)
        if i + length <= len(words)
    )


def _acronym(name: Page) -> tuple[str, ...]:
    """An organisation that nothing knows may be named by its acronym: "AUSSOM Force Headquarters"."""
    for k in range(len(name.tokens)):
        surface = name.tokens.surface(k)
        if len(surface) > 2 and surface.isupper() and surface.isalpha():
            return (surface,)
    return ()
