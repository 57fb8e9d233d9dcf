"""What a phrase tells of a speaker: "Brigadier General Daniel Marsh, the coalition's director of sustainment".

A phrase is read once from left to right; each kind of clue is kept where it is first met.
"""

from collections.abc import Container
from dataclasses import dataclass

from marsad.reading import wording as w
from marsad.reading.cast import ORGANISED, Cast
from marsad.reading.page import Mention, Page
from marsad.reading.proper import ProperNames
from marsad.reading.wording import Wording

_STATELY = ("state", "capital", "nationality", "people")
_AIDE = 3  # words between somebody and who speaks for him
_REACH = 32  # tokens of a region that are read


@dataclass(slots=True)
class Clues:
    """What a phrase tells of a speaker."""

    person: Mention | None = None
    body: Mention | None = None  # an organisation, force or government with a key
    state: Mention | None = None
    outlet: Mention | None = None
    name: tuple[int, int] | None = None
    role: int = -1  # token of the first noun of a bearer
    role_bits: int = 0
    institute: tuple[int, int] | None = None
    press: tuple[int, int] | None = None
    pronoun: int = -1
    possessive: int = -1
    latter: int = -1  # "the latter"
    group: int = -1  # "of the group", behind a role
    home: bool = False  # an office of a state: "defence", "governmental"
    within: bool = False  # "قيادي فيها": of the body spoken of
    former: bool = False
    foreign: bool = False  # "Western", "European": of no one country
    right: int = -1  # where the region ends
    first: int = -1
    past: int = -1

    def extend(self, first: int, past: int, closed: bool) -> None:
        """Take tokens into the speaker's expression, which ends at its first comma."""
        if self.first < 0:
            self.first = first
        if not closed:
            self.past = past

    @property
    def found(self) -> bool:
        named = self.person or self.body or self.state or self.outlet or self.name or self.institute or self.press
        return bool(named) or self.role >= 0 or self.latter >= 0

    @property
    def stands_alone(self) -> bool:
        """Whether an outlet or a body is meant, and no member of it whose name may follow: "according to Reuters, "."""
        m = self.outlet or self.body
        if not (m or self.press):
            return False
        inside = m is not None and m.first <= self.role < m.past  # "the Anadolu agency"
        if inside and m is self.body and self.role_bits & w.ROLE:
            return False  # "the spokesman of the Joint Operations Command, Hamid al-Janabi"
        return self.role < 0 or inside or bool(self.role_bits & w.DOCUMENT)


class Phrases:
    """Reads the phrases of one page that may name a speaker."""

    def __init__(self, page: Page, wording: Wording, cast: Cast, names: Container[str]) -> None:
        self._page, self._w, self._cast = page, wording, cast
        self._proper = ProperNames(page, wording, cast, names)
        self._read: dict[tuple[int, int], Clues] = {}

    def name_end(self, k: int, right: int) -> int:
        """Past the last word of a proper name that begins at a token, behind a title."""
        return self._proper.end(k, right, k - 1)

    def is_surname(self, k: int) -> bool:
        """Whether a word that nothing explains stood behind a title or a first name before."""
        return self._proper.is_surname(k)

    def forget(self) -> None:
        """Read anew what was read: a new name may change it."""
        self._read.clear()

    def clues(self, left: int, right: int) -> Clues:
        """What a phrase tells, remembered until a new name may change it: frames ask before they choose."""
        right = min(right, left + _REACH)
        found = self._read.get((left, right))
        if found is None:
            found = self._read[left, right] = self._clues_of(left, right)
        return found

    def _clues_of(self, left: int, right: int) -> Clues:
        page, wording = self._page, self._w
        words, bits_of = page.tokens.words, wording.bits
        clues = Clues(right=right)
        k = left
        start = left
        closed = False
        while k < right:
            bits = bits_of(words[k])
            if bits & w.BREAK and k not in self._cast.tight:
                closed = closed or (clues.found and not bits & w.QUOTE)
                if closed and (clues.stands_alone or self._is_document(clues)):
                    break
                k += 1
                if not bits & w.QUOTE:
                    start = k
                continue
            if bits & w.ARTICLE and k == clues.past and self._is_document(clues):
                break  # "according to the army statement | the soldiers"
            mention = self._cast.actors.get(k)
            if mention and mention.keys:
                if self._take(clues, mention, left, start, closed):
                    k = mention.past
                    continue
                k = mention.past
                start = k
                continue
            if bits & w.STOP and clues.found and (bits & w.RELATIVE or not bits & w.LOCATIVE):
                break
            if bits & w.PRONOUN and not clues.found and clues.pronoun < 0:
                clues.pronoun = k
            if bits & w.POSSESSIVE and clues.possessive < 0 and not clues.found:
                clues.possessive = k
            if bits & w.BEARER and clues.possessive < 0 and self._is_owned(k):
                clues.possessive = k
            if bits & w.LATTER and not clues.found:
                clues.latter = k
            clues.foreign = clues.foreign or bool(bits & w.FOREIGN)
            clues.former = clues.former or bool(bits & w.FORMER)
            run = self._proper.end(k, right, left, clues.role_bits & w.ROLE != 0 and clues.past == k)
            if run == k + 1 and bits & w.PRESS and self._w.cased and clues.state and clues.state.past == k:
                clues.press, clues.state = (clues.state.first, run), None  # "the Kabul Gazette"
                clues.extend(k, run, closed)
                k = run
                continue
            if run == k + 1 and bits & (w.INSTITUTE | w.PRESS | w.GROUP | w.HONORIFIC):
                run = k
            if run > k:
                self._take_run(clues, k, run, left, start, closed)
                k = run
                continue
            if bits & w.PRESS and clues.role < 0 and self._is_stately(k, right):
                clues.role, clues.role_bits = k, w.ROLE | w.HOME  # "state television" speaks for its country
                clues.extend(self._opening(start, k), k + 1, closed)
            elif bits & w.PRESS and not wording.cased and not clues.found:
                self._take_press(clues, k, right, closed)
            if bits & w.HOME and (clues.role >= 0 or (k + 1 < right and bits_of(words[k + 1]) & w.BEARER)):
                clues.home = True
            if clues.role >= 0 and clues.group < 0 and bits & w.GROUP:
                clues.group = k
            if k - 1 == clues.role and words[k] in wording.within:
                clues.within = True
            if k - 1 == clues.role and words[k] in wording.on_behalf:
                clues.possessive = k
            if bits & (w.BEARER | w.INSTITUTE | w.GROUP):
                if clues.role < 0:
                    clues.role = k
                    clues.role_bits = bits | (w.HOME if clues.home else 0)
                    if self._is_nearby(k, right) and bits & (w.OFFICIAL | w.HOME):
                        clues.role_bits |= w.LOCAL
                    clues.extend(self._opening(start, k), k + 1, closed)
                elif not closed and not (bits & w.OUTSIDER):
                    clues.past = max(clues.past, k + 1)
            k += 1
        if clues.home and clues.role >= 0:
            clues.role_bits |= w.HOME
        return clues

    def _is_document(self, clues: Clues) -> bool:
        """Whether a document that the report knows is meant, which whoever follows does not sign."""
        if clues.role < 0 or clues.name or not self._cast.is_definite(clues.role):
            return False
        return bool((clues.role_bits | self._w.bits(self._page.tokens.words[clues.past - 1])) & w.DOCUMENT)

    def _is_owned(self, k: int) -> bool:
        tokens = self._page.tokens
        return self._w.is_owned(tokens.words[k], tokens.surface(k))

    def _is_nearby(self, k: int, right: int) -> bool:
        """Whether officials are those of the place: "local officials", "مسؤولون محليون"."""
        words, beside = self._page.tokens.words, k - 1 if self._w.cased else k + 1
        return 0 <= beside < (len(words) if self._w.cased else right) and words[beside] in self._w.nearby

    def _is_stately(self, k: int, right: int) -> bool:
        """Whether an outlet is the state's: "state television", "الإذاعة الرسمية"."""
        words, beside = self._page.tokens.words, k - 1 if self._w.cased else k + 1
        return 0 <= beside < min(right, len(words)) and bool(self._w.bits(words[beside]) & w.STATELY)

    def _take_press(self, clues: Clues, k: int, right: int, closed: bool) -> None:
        """An outlet without a name: some paper of a country ("صحيفة تركية"), or the one named before ("الصحيفة")."""
        words, bits_of = self._page.tokens.words, self._w.bits
        behind = k + 1
        if self._w.definite(words[k]):
            ends = (
                behind >= right
                or behind in self._cast.dated
                or bits_of(words[behind]) & (w.BREAK | w.STOP | w.LOCATIVE)
            )
            clues.outlet = self._cast.outlet(k) if ends else None
            if clues.outlet:
                clues.extend(k, behind, closed)
            return
        if behind < right and bits_of(words[behind]) & w.PRESS:
            return  # "وسائل | إعلام تركية"
        if behind + 1 < right and not bits_of(words[behind]) and behind not in self._cast.actors:
            behind += 1  # "موقع إخباري تركي"
        actor = self._cast.actors.get(behind) if behind < right else None
        nation = actor is not None and actor.sub == "nationality" and not self._w.definite(words[behind])
        if nation or (behind < right and bits_of(words[behind]) & w.ADJECTIVE):
            clues.role, clues.role_bits = k, w.OUTSIDER
            clues.extend(k, behind + 1, closed)

    def _opening(self, start: int, k: int) -> int:
        """Where an expression begins: with the adjectives and numbers right before its noun."""
        words, bits_of = self._page.tokens.words, self._w.bits
        while k > start and k - 1 not in self._cast.dated:
            bits = bits_of(words[k - 1])
            if bits & (w.LOCATIVE | w.JOINT | w.FINITE | w.STOP | w.ADVERB) or not words[k - 1][0].isalnum():
                break
            k -= 1
        return k

    def _take(self, clues: Clues, m: Mention, left: int, start: int, closed: bool) -> bool:
        """Keep a mention with a key as a clue, unless its place in the phrase makes it a bystander."""
        words, bits_of = self._page.tokens.words, self._w.bits
        before = m.first - 1
        while before >= left and bits_of(words[before]) & w.DETERMINER:
            before -= 1
        bits = bits_of(words[before]) if before >= left else 0
        if bits & w.AGENT and clues.role_bits & w.DOCUMENT:
            bits = 0  # "a report by UN experts"
        stately = m.sub in _STATELY
        if m.sub in ORGANISED and self._cast.refers(m):
            clues.group = clues.group if clues.group >= 0 else m.past - 1
            if clues.role < 0:
                clues.role, clues.role_bits = m.past - 1, w.GROUP
            clues.extend(m.first, m.past, closed)
            return True
        if m.sub == "outlet" and before >= left and words[before] == self._w.to:
            return False
        if m.before.endswith(self._w.to) and m.first > left and m.sub in ("outlet", "state", "capital"):
            return False
        if m.before.endswith(self._w.at) and stately:
            return False
        if bits & w.LOCATIVE and self._bystands(clues, m, before):
            return False
        for token in range(m.first, m.past):
            role = bits_of(words[token]) & w.BEARER
            if role and clues.role < 0:
                clues.role, clues.role_bits = token, role
        behind = m.past + (m.past in self._cast.tight)
        if behind < len(words) and stately and bits_of(words[behind]) & w.QUALIFIER:
            return False  # "Turkish-backed", "U.S.-led": not the speaker
        if m.sub == "person" and clues.name and self._is_namesake(clues.name, m):
            clues.name = (clues.name[0], m.past)
        elif m.sub == "person" and self._has_spoken_for(m, left):
            clues.body = clues.body or m  # he is not who speaks
        elif m.sub == "person":
            if clues.person is None:
                clues.person = m
        elif m.sub == "outlet":
            clues.outlet = clues.outlet or m
        elif m.sub in ORGANISED:
            clues.body = clues.body or m
        elif stately:
            clues.state = clues.state or m
        first = self._opening(start, m.first) if clues.first < 0 else m.first
        clues.extend(first, m.past, closed)
        return True

    def _has_spoken_for(self, m: Mention, left: int) -> bool:
        """Whether somebody's aide speaks: "Haftar's spokesman", "an aide to Sudani", "المتحدث باسم نتنياهو"."""
        words, wording = self._page.tokens.words, self._w
        if m.past < len(words) and wording.bits(words[m.past]) & w.POSSESSIVE_MARK:
            return not wording.aides.isdisjoint(words[m.past + 1 : m.past + 1 + _AIDE])
        if m.first > left and words[m.first - 1] in wording.aides and not wording.cased:
            return True
        linked = (j for j in range(max(left, m.first - _AIDE), m.first) if words[j] in wording.aiding)
        return any(self._links(j, m.first) for j in linked if j > left)

    def _links(self, j: int, person: int) -> bool:
        """Whether "spokesman for" means somebody himself and not a body whose spokesman he is."""
        words, wording = self._page.tokens.words, self._w
        if wording.cased:
            return words[j - 1] in wording.aides
        between = words[j + 1 : person]
        return not between or any(wording.bits(word) & w.TITLE for word in between)

    def _is_namesake(self, name: tuple[int, int], m: Mention) -> bool:
        """Whether a surname of somebody known belongs to another first name: "Saad al-Rubaie"."""
        first, past = name
        if past != m.first or not self._w.cased:
            return False
        initials = {word[0].lower() for word in m.name.split() if word}
        return self._page.tokens.words[first][0] not in initials

    def _bystands(self, clues: Clues, m: Mention, before: int) -> bool:
        """Whether a preposition makes a mention a place or an addressee: "in Baghdad", "to the Council"."""
        words, bits_of = self._page.tokens.words, self._w.bits
        if words[before] in self._w.recipients:
            # "an aide to Sadr" and "a source close to Sadr" speak for him, an envoy to the Council does not
            bits = bits_of(words[clues.role]) if clues.role >= 0 else 0
            return not (0 < before - clues.role <= 2 and bits & w.ROLE and not bits & w.SENT)
        if m.sub == "outlet":
            return not (clues.name or clues.role >= 0)  # "Alan Boswell of the Crisis Group"
        return m.sub in ("state", "capital", "people")

    def _take_run(self, clues: Clues, k: int, run: int, left: int, start: int, closed: bool) -> None:
        """Keep a proper name: of an institute or a paper by its noun, else of a person."""
        words, bits_of = self._page.tokens.words, self._w.bits
        bits = 0
        for j in range(k, run):
            bits |= bits_of(words[j])
        before = k - 1
        while before >= left and bits_of(words[before]) & w.DETERMINER:
            before -= 1
        located = before >= left and bits_of(words[before]) & w.LOCATIVE
        if (bits & (w.INSTITUTE | w.PRESS) or self._is_group(k, run)) and run - k > 1 and self._w.cased:
            if words[before] in self._w.recipients and located:
                return
            if bits & w.PRESS:
                clues.press = clues.press or (k, run)
            else:
                clues.institute = clues.institute or (k, run)
            clues.extend(k, run, closed)
        elif self._w.cased and (
            (k > left and bits_of(words[k - 1]) & w.PRESS) or (run < len(words) and bits_of(words[run]) & w.PRESS)
        ):
            clues.press = clues.press or (k, run)  # "the Beirut daily al-Raseef", "the Al-Raseef newspaper"
            clues.extend(k, run, closed)
        elif words[run - 1] in self._w.services and run - k > 1 and clues.role < 0:
            clues.role, clues.role_bits = run - 1, w.ROLE | w.HOME  # "the Coast Guard"
            clues.extend(k, run, closed)
        elif not located and (clues.name is None or self._is_adjective(clues.name, run - k)):
            clues.name = (k, run)
            first = k
            while first > start and bits_of(words[first - 1]) & (w.TITLE | w.ROLE):
                first -= 1
            clues.extend(first, run, closed)

    def _is_group(self, k: int, run: int) -> bool:
        """Whether capitals name a body of its own: "Task Force Helmand", but not "the Armed Forces Ministry"."""
        words, bits_of = self._page.tokens.words, self._w.bits
        own = any(bits_of(words[j]) & w.GROUP for j in range(k, run)) and words[run - 1] not in self._w.services
        return own and not any(bits_of(words[j]) & (w.TITLE | w.HOME) for j in range(k, run))

    def _is_adjective(self, name: tuple[int, int], longer: int) -> bool:
        """Whether a single capital is no name, as a title and a longer one follow: "the Socialist leader, J. Z."."""
        first, past = name
        words = self._page.tokens.words
        alone = self._w.cased and past - first == 1 and longer > 1 and past < len(words)
        return alone and bool(self._w.bits(words[past]) & w.BEARER)
