"""Whom a speaker speaks for: the key that his phrase gives, else the country or the body that the page gives him."""

from bisect import bisect_left

from marsad.reading import wording as w
from marsad.reading.cast import Cast
from marsad.reading.clues import Clues
from marsad.reading.page import Mention, Page
from marsad.reading.wording import Wording
from marsad.world.register import key_of

_FRONTED = 3  # tokens before the place that a sentence opens with: "Earlier, in Berlin, a spokesman"
_REACH = 32  # tokens around a speaker in which places tell his country


def key_in(clues: Clues, page: Page, employers: frozenset[str]) -> str:
    """The key that the phrase itself gives: a body before a state; outsiders speak for no state."""
    tokens = page.tokens
    outsider = clues.former or is_outsider(clues)
    if clues.institute and (clues.body is None or clues.former or clues.institute[0] < clues.body.first):
        return key_of(tokens.span(*clues.institute).text(tokens.text))
    if clues.body:
        inside = clues.body.first <= clues.role < clues.body.past
        alone = outsider and (clues.former or (inside and clues.body.keys[0] not in employers))
        return "" if alone else clues.body.keys[0]
    if clues.outlet and _is_outlet(clues, clues.outlet):
        return clues.outlet.keys[0]
    if clues.state and not outsider:
        return clues.state.keys[0]
    if clues.outlet and clues.role >= 0 and outsider:
        return clues.outlet.keys[0]
    return ""


def _is_outlet(clues: Clues, outlet: Mention) -> bool:
    """Whether an outlet itself speaks: by its name, by a report, through somebody of its own."""
    inside = outlet.first <= clues.role < outlet.past  # "the Anadolu agency"
    before = clues.state is not None and outlet.first < clues.state.first
    return inside or before or bool(clues.name or clues.role_bits & w.DOCUMENT)


def is_outsider(clues: Clues) -> bool:
    """Whether somebody speaks for nobody but himself: a resident, a witness, an expert."""
    return bool(clues.role_bits & w.OUTSIDER and not clues.role_bits & w.ROLE)


class Homes:
    """Where the speakers of one page are at home whose phrases do not tell."""

    def __init__(self, page: Page, wording: Wording, cast: Cast) -> None:
        self._page, self._w, self._cast = page, wording, cast

    def people(self, clues: Clues, at: int) -> str:
        """The body of officials whom a people without a state ("Kurdish officials", by country) or a phrase tells."""
        words = self._page.tokens.words
        if self._w.peoples and clues.role_bits & w.ROLE:
            for k in range(max(0, clues.role - 2), min(clues.role + 4, len(words))):
                bodies = self._w.peoples.get(self._w.base(words[k]))
                if bodies:
                    known = bodies.get(self.country(clues, at), "") or bodies.get(self._cast.dominant, "")
                    return known or self._phrased(clues.role)
        return self._phrased(clues.role)

    def _phrased(self, role: int) -> str:
        """The body of officials whom a phrase gives away: "administration officials"."""
        words = self._page.tokens.words
        key = self._w.phrased.get((words[role - 1], words[role]), "") if role > 0 else ""
        if not key:
            return ""
        first = self._page.tokens.sentences[self._page.tokens.sentence_of(role)][0]
        near = self._cast.keyed[bisect_left(self._cast.keyed_at, first) : bisect_left(self._cast.keyed_at, role)]
        return "" if any(m.sub in ("state", "capital") and not self._cast.is_place(m) for m in near) else key

    def seat(self, clues: Clues) -> str:
        """The state of the capital where an office sits: "the defence ministry in Berlin"."""
        at = clues.role + 1
        if not clues.role_bits & w.HOME or at >= min(clues.right, len(self._page.tokens) - 1):
            return ""
        actor = self._cast.actors.get(at + 1)
        seated = self._w.bits(self._page.tokens.words[at]) & w.INSIDE and actor and actor.sub == "capital"
        return actor.keys[0] if seated and actor else ""

    def spoken_in(self, clues: Clues) -> str:
        """The country of the capital where something is said: "two officials said in Washington"."""
        words = self._page.tokens.words
        for k in range(clues.right, min(clues.right + 4, len(words) - 1)):
            actor = self._cast.actors.get(k + 1)
            if self._w.bits(words[k]) & w.INSIDE and actor and actor.sub == "capital":
                return actor.keys[0]
        return ""

    def of_official(self, clues: Clues, at: int) -> str:
        """Whose an official of no stated body is: of whom the sentence is about, else of whom the report is."""
        cast, role = self._cast, clues.role
        if self._w.cased:
            return cast.subject_state(at) or cast.body_before(role) or cast.most_named or cast.owner(role)
        owner = cast.owner(role)
        return (owner or cast.dateline) if cast.about_pronoun(at) else (cast.dateline or owner)

    def of_home(self, clues: Clues, at: int, named: bool) -> str:
        """The country of an office of state: where nothing else tells, whom the sentence is about."""
        if named:
            subject = self._cast.subject_state(at)
            if subject:
                return subject
        elif self._w.cased and not self._cast.dateline:
            owner = self._cast.state_before(clues.role) or self._cast.dominant
            if owner:
                return owner
        return self.country(clues, at)

    def country(self, clues: Clues, at: int) -> str:
        """The country of a speaker without one: of a place in his phrase, of the sentence, of the report."""
        located = self.located(clues)
        if located:
            return located
        page = self._page
        first, past = page.tokens.sentences[page.tokens.sentence_of(at)]
        first, past = max(first, at - _REACH), min(past, at + 2 * _REACH)
        for k in range(first, max(at, clues.role)):
            actor = self._cast.actors.get(k)
            if not actor:
                continue
            fronted = actor.sub == "capital" and k <= first + _FRONTED
            if fronted or (actor.sub == "state" and k <= first + 1 and self._cast.is_place(actor)):
                return actor.keys[0]  # "In Berlin, a spokesman for the Defence Ministry"
        if self._cast.dateline:
            return self._cast.dateline
        counts: dict[str, int] = {}
        for k in range(first, past):
            place = self._cast.places.get(k)
            if place and place.layer == "place" and place.place and place.place.country:
                code = place.place.country
                counts[code] = counts.get(code, 0) + page.countries.get(code, 0) + 1
        if counts:
            return max(counts, key=lambda c: counts[c])
        return self._cast.dominant

    def located(self, clues: Clues) -> str:
        """The country of the place that a phrase gives its speaker: "the Defense Ministry in Seoul"."""
        for k in range(clues.role, min(clues.role + 10, clues.right)):
            place = self._cast.places.get(k)
            if place and place.place and place.place.country:
                return place.place.country
        return ""
