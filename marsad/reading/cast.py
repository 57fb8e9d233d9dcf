"""Whom and what a page names, by token, and who of them a word without a name may belong to."""

from bisect import bisect_left

from marsad.reading import wording as w
from marsad.reading.page import Mention, Page
from marsad.reading.wording import Wording

ORGANISED = ("organisation", "force", "government")
_OWNERS = (*ORGANISED, "state", "capital")
_SPEAKING = ("person", *_OWNERS)
_CODE = 2  # letters of a country's code
_NEAR = 9  # actors before a token among whom one is sought
_FAR = 40  # actors before a noun that names one of them again
_OPENING = 4  # tokens at the beginning of a sentence


class Cast:
    """The actors and places of one page as those who look for speakers need them."""

    def __init__(self, page: Page, wording: Wording) -> None:
        self._page, self._w = page, wording
        self.actors: dict[int, Mention] = {}
        self.places: dict[int, Mention] = {}
        for mention in page.mentions:
            table = self.actors if mention.layer == "actor" else self.places
            held = table.get(mention.first)
            if held is None or (bool(mention.keys), mention.past) > (bool(held.keys), held.past):
                table[mention.first] = mention
        for mention in self.places.values():
            embassy = _embassy(page, mention)
            if embassy:
                self.actors.setdefault(mention.first, embassy)
        self.tight = _tight_marks(page)
        self.dated = {i for t in page.times for i in range(t.first, t.past)}
        # words within names say nothing: "Islamic State", "the United States"
        self.named = {k for m in page.mentions if m.keys or m.place for k in range(m.first, m.past)}
        self.within_places = {
            k for m in self.places.values() if m.layer == "place" and m.known for k in range(m.first + 1, m.past)
        }
        self.counted = {k for n in page.numbers for k in range(n.first, n.past)}
        self.keyed = [m for m in self.actors.values() if m.keys and m.sub not in ("outlet", "nationality")]
        self.keyed.sort()
        self.keyed_at = [m.first for m in self.keyed]
        self._attributed = sorted(m for m in self.actors.values() if m.keys and m.sub != "outlet")
        self._outlets = sorted(m for m in self.actors.values() if m.keys and m.sub == "outlet")
        self.dateline = self._found_dateline()
        self._most_named: str | None = None
        self.dominant = page.dominant()

    def _found_dateline(self) -> str:
        """The country of the place that a report is dated from: "BAGHDAD, Jan 18 (LWS) -"."""
        tokens = self._page.tokens
        for first, past in tokens.sentences[:3]:
            place = self.places.get(first) or self.places.get(first + 1)
            if not place or place.past >= past or tokens.words[place.past] not in ",(-–—|/":
                continue
            near = range(first + 1, min(past, first + 14))
            dated = any(tokens.words[k] in "-–—|/" or k in self.dated for k in near)
            if place.place and place.place.country and dated:
                return place.place.country
        return ""

    def refers(self, m: Mention) -> bool:
        """Whether a name is only a noun that refers to some body named before: "the group"."""
        words, bits_of = self._page.tokens.words, self._w.bits
        nouns = [k for k in range(m.first, m.past) if not bits_of(words[k]) & w.DETERMINER]
        return bool(nouns) and all(bits_of(words[k]) & w.ANAPHOR for k in nouns)

    def is_place(self, m: Mention) -> bool:
        """Whether a state is only where something is: "in Somalia"."""
        if m.sub not in ("state", "capital") or not m.first:
            return False
        return bool(self._w.bits(self._page.tokens.words[m.first - 1]) & w.INSIDE)

    def subject_state(self, at: int) -> str:
        """The state that a sentence begins with: "New Zealand will bring home its soldiers, …"."""
        first = self._page.tokens.sentences[self._page.tokens.sentence_of(at)][0]
        near = self.keyed[bisect_left(self.keyed_at, first) : bisect_left(self.keyed_at, first + _OPENING)]
        return next((m.keys[0] for m in near if self._is_state(m) and not self.is_place(m)), "")

    def _is_state(self, m: Mention) -> bool:
        """Whether a state is named, if only as the owner of its forces: "Australia's mission in Uruzgan"."""
        words = self._page.tokens.words
        owning = m.sub in ORGANISED and m.first + 1 < m.past and self._w.bits(words[m.first + 1]) & w.POSSESSIVE_MARK
        return m.sub in ("state", "capital") or (bool(owning) and len(m.keys[0]) == _CODE)

    def body_before(self, at: int) -> str:
        """The first force, government or organisation that a sentence names before a token."""
        return next((m.keys[0] for m in self._named_before(at) if m.sub in ORGANISED), "")

    def state_before(self, at: int) -> str:
        """The first state that a sentence names before a token, itself or by its forces, and not as a place."""
        near = self._named_before(at)
        return next((m.keys[0] for m in near if len(m.keys[0]) == _CODE and not self.is_place(m)), "")

    def _named_before(self, at: int) -> list[Mention]:
        first = self._page.tokens.sentences[self._page.tokens.sentence_of(at)][0]
        return self.keyed[bisect_left(self.keyed_at, first) : bisect_left(self.keyed_at, at)]

    @property
    def most_named(self) -> str:
        """The state that the report names most often, by its name, its people or its forces."""
        if self._most_named is None:
            self._most_named = next((key for key in self._page.named_keys() if len(key) == _CODE), "")
        return self._most_named

    def latest(self, at: int) -> str:
        """The body or state named last: whom "an official in it" belongs to."""
        position = bisect_left(self.keyed_at, at) - 1
        near = reversed(self.keyed[max(0, position - 3) : position + 1])
        return next((m.keys[0] for m in near if m.sub in _OWNERS), "")

    def outlet(self, at: int) -> Mention | None:
        """The outlet named last before a token."""
        position = bisect_left(self._outlets, (at,))
        return self._outlets[position - 1] if position else None

    def subject(self) -> str:
        """The first body that a report names: a statement spoken of before any speaker is most likely its own."""
        sentences = self._page.tokens.sentences
        past = sentences[min(1, len(sentences) - 1)][1]
        return next((m.keys[0] for m in self.keyed if m.first < past and m.sub in ORGANISED), "")

    def body(self, at: int) -> str:
        """The force or organisation named last: whose "the force" or "the group" is."""
        near = reversed(self._before(at))
        return next((m.keys[0] for m in near if _is_body(m) and not self.refers(m)), "")

    def _before(self, at: int) -> list[Mention]:
        """The last of those whom a page names before a token, nationalities among them."""
        past = bisect_left(self._attributed, (at,))
        return self._attributed[max(0, past - _NEAR) : past]

    def owner(self, at: int, state: bool = False) -> str:
        """Whose something is: the first actor of the sentence, else of the one before."""
        page = self._page
        first = page.tokens.sentences[page.tokens.sentence_of(at)][0]
        position = bisect_left(self.keyed_at, at) - 1
        near = self.keyed[max(0, position + 1 - _NEAR) : position + 1]
        fitting = [m for m in near if not self.is_place(m) and (not state or len(m.keys[0]) == _CODE)] or near
        if not fitting:
            return ""
        number = page.tokens.sentence_of(at)
        before = page.tokens.sentences[number - 1][0] if number else first
        for start in (first, before):
            chosen = next((m for m in fitting if m.first >= start), None)
            if chosen:
                return chosen.keys[0]
        return fitting[-1].keys[0]

    def namesake(self, at: int) -> str:
        """Whom a noun names that stands behind somebody's in its sentence: "at a Lebanese army post, the army said"."""
        words, base = self._page.tokens.words, self._w.base
        noun, first = base(words[at]), self._page.tokens.sentences[self._page.tokens.sentence_of(at)][0]
        for m in reversed(self._before(at)):
            own = words[m.first : min(m.past + 1, at - 1)] if m.first >= first else ()
            if any(base(word) == noun or (not self._w.cased and word.endswith(noun)) for word in own):
                return m.keys[0]
        return ""

    def meant(self, at: int) -> str:
        """The organisation that a noun alone means: the last one with it in its name, if that is no state's."""
        words, base = self._page.tokens.words, self._w.base
        noun = base(words[at])
        past = bisect_left(self._attributed, (at,))
        for m in reversed(self._attributed[max(0, past - _FAR) : past]):
            own = words[m.first : m.past] if _is_body(m) and m.past - m.first > 1 else ()
            if any(base(word) == noun or word.endswith(noun) for word in own):
                return m.keys[0] if len(m.keys[0]) > _CODE else ""
        return ""

    def is_definite(self, at: int) -> bool:
        words = self._page.tokens.words
        if not self._w.cased:
            return self._w.definite(words[at])
        for k in range(at - 1, max(-1, at - 4), -1):
            bits = self._w.bits(words[k])
            if bits & w.DEFINITE:
                return True
            if bits & w.DETERMINER:
                return False
        return False

    def about_pronoun(self, at: int) -> bool:
        """Whether a sentence goes on about somebody: "Its men had left, a spokesman said"."""
        first, past = self._page.tokens.sentences[self._page.tokens.sentence_of(at)]
        words = self._page.tokens.words
        return any(self._w.bits(words[k]) & (w.PRONOUN | w.POSSESSIVE) for k in range(first, min(past, first + 3)))

    def latter(self, at: int) -> Mention | None:
        """Whom "the latter" means: the last person, body or state named before, a place being none of these."""
        position = bisect_left(self.keyed_at, at) - 1
        named = reversed(self.keyed[max(0, position - 4) : position + 1])
        return next((m for m in named if m.sub in _SPEAKING and not self.is_place(m)), None)


def _embassy(page: Page, m: Mention) -> Mention | None:
    """A state's embassy that is known as a site, as somebody who speaks for the state."""
    if m.sub != "site" or not m.known:
        return None
    named = (h.extra for x in page.matches[m.first] if x.past == m.past for h in x.hits if h.extra)
    if not any(entry.kind == "embassy" for entry in named):
        return None
    within = (h.extra for k in range(m.first, m.past) for x in page.matches[k] for h in x.hits if h.extra)
    owner = next((entry.key for entry in within if entry.type in ("nationality", "state")), "")
    return m._replace(layer="actor", sub="government", keys=(owner,), place=None) if owner else None


def _is_body(m: Mention) -> bool:
    """Whether somebody is a force or an organisation, as in "a UNIFIL post"."""
    return m.sub in ORGANISED or (m.sub == "nationality" and len(m.keys[0]) > _CODE)


def _tight_marks(page: Page) -> frozenset[int]:
    """Hyphens within a compound and colons within a time of day, which end nothing: "U.S.-led", "at 7:20 a.m."."""
    tokens = page.tokens
    words, starts, ends = tokens.words, tokens.starts, tokens.ends

    def within(k: int) -> bool:
        return words[k] == "-" or (words[k] == ":" and words[k - 1].isdigit() and words[k + 1][0].isdigit())

    inner = range(1, len(tokens) - 1)
    return frozenset(k for k in inner if within(k) and ends[k - 1] == starts[k] and ends[k] == starts[k + 1])
