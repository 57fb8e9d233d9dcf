"""Who a speaker is: from the words that name him to the key he speaks for.

A phrase such as "Brigadier General Daniel Marsh, the coalition's director of sustainment" is read once from left to
right; each kind of clue is kept where it is first met. What the phrase itself does not tell comes from what the
report told before: surnames, titles and documents met again, the last speaker, the country that is spoken of.
"""

from bisect import bisect_left
from dataclasses import dataclass
from typing import NamedTuple

from marsad.reading import wording as w
from marsad.reading.page import Mention, Page
from marsad.reading.wording import Wording
from marsad.world.register import key_of

UNKNOWN = "UNKNOWN"
_STATELY = ("state", "capital", "nationality", "people")
_CODE = 2  # letters of a country's code
_ORGANISED = ("organisation", "force", "government")
_REACH = 32  # tokens of a region that are read
_OPENING = 4  # tokens at the beginning of a sentence


_NO_NAME = w.QUALIFIER | w.CALENDAR | w.DETERMINER | w.PRONOUN | w.ADVERB | w.NEGATION | w.FINITE
_NO_FIRST_NAME = _NO_NAME | w.TITLE | w.BEARER | w.ADJECTIVE


class Voice(NamedTuple):
    """A speaker as far as the report has made him known."""

    keys: tuple[str, ...]
    name: str = ""


@dataclass(slots=True)
class _Clues:
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
        named = self.person or self.body or self.state or self.outlet or self.name or self.institute
        return bool(named) or self.role >= 0 or self.latter >= 0


class Voices:
    """The speakers of one page, remembered as the page is read."""

    def __init__(
        self, page: Page, wording: Wording, issuer: Voice | None = None, own: frozenset[str] = frozenset()
    ) -> None:
        self._page, self._w = page, wording
        self._own = own  # keys of the outlet itself
        self.issuer = issuer
        self.last: Mention | None = None
        self._known_last: Voice | None = None
        self._read: dict[tuple[int, int], _Clues] = {}
        self.quoting: set[int] = set()  # numbers of the sentences that have a speaker
        self._names: dict[str, Voice] = {}
        self._roles: dict[str, Voice] = {}
        self._actors: dict[int, Mention] = {}
        self._places: dict[int, Mention] = {}
        for mention in page.mentions:
            table = self._actors if mention.layer == "actor" else self._places
            held = table.get(mention.first)
            if held is None or (bool(mention.keys), mention.past) > (bool(held.keys), held.past):
                table[mention.first] = mention
        self.tight = _tight_hyphens(page)
        self.dated = {i for t in page.times for i in range(t.first, t.past)}
        # words within names say nothing: "Islamic State", "the United States"
        self.named = {k for m in page.mentions if m.keys or m.place for k in range(m.first, m.past)}
        self._keyed = [m for m in self._actors.values() if m.keys and m.sub not in ("outlet", "nationality")]
        self._keyed.sort()
        self._keyed_at = [m.first for m in self._keyed]
        self._first_met: dict[str, int] | None = None
        self._dateline = self._found_dateline()
        self._dominant = max(page.countries, key=lambda c: page.countries[c], default="")

    def _found_dateline(self) -> str:
        """The country of the place that a report is dated from: "BAGHDAD, Jan 18 (LWS) -"."""
        tokens = self._page.tokens
        for first, past in tokens.sentences[:3]:
            place = self._places.get(first) or self._places.get(first + 1)
            if not place or place.past >= past or tokens.words[place.past] not in ",(-–—|/":
                continue
            near = range(first + 1, min(past, first + 14))
            dated = any(tokens.words[k] in "-–—|/" or k in self.dated for k in near)
            if place.place and place.place.country and dated:
                return place.place.country
        return ""

    # reading a phrase ---------------------------------------------------

    def has(self, left: int, right: int) -> bool:
        """Whether a range may name a speaker at all."""
        return self._clues(left, right).found

    def actor(self, token: int) -> Mention | None:
        """The mention of an actor that begins at a token."""
        return self._actors.get(token)

    def belongs(self, left: int, right: int) -> bool:
        """Whether a range names a speaker only as the owner of something else: "the progress of the army"."""
        clues = self._clues(left, right)
        firsts = [m.first for m in (clues.person, clues.body, clues.state, clues.outlet) if m]
        firsts += [s[0] for s in (clues.name, clues.institute, clues.press) if s]
        at = min([*firsts, *([clues.role] if clues.role >= 0 else [])], default=left)
        return any(self._w.bits(self._page.tokens.words[k]) & w.BELONGING for k in range(left, at))

    def begins(self, left: int, right: int) -> bool:
        """Whether a range begins with a speaker; a nationality is only an adjective."""
        clues = self._clues(left, right)
        named = clues.person or clues.body or clues.outlet or clues.institute or clues.name or clues.role >= 0
        known = bool(named) or bool(clues.state and clues.state.sub != "nationality")
        return known and clues.first in (left, left + 1)

    def heads(self, left: int, right: int) -> bool:
        """Whether a label names a speaker rather than a subject: no bare country or place, no mere noun."""
        clues = self._clues(left, right)
        if clues.first > left + 1:
            return False
        if clues.person or clues.body or clues.institute or clues.outlet:
            return True
        if clues.role >= 0 and not clues.role_bits & w.DOCUMENT:
            return True
        if clues.name:
            return self._known(clues) is not None or bool(clues.state) or self._met(clues, left) is not None
        return bool(clues.state and clues.state.sub == "capital")

    def is_press(self, left: int, right: int) -> bool:
        """Whether a label names an outlet, whose journalist asks."""
        clues = self._clues(left, right)
        return bool((clues.outlet or clues.press) and not clues.person and not clues.body)

    def opening(self, past: int) -> Voice | None:
        """The first speaker that a report's opening names."""
        return self._voice(self._clues(0, past), 0)

    def speaker(self, left: int, right: int, inherit: bool = True) -> Mention | None:
        """Whom the tokens [left, right) name; the last speaker where they name nobody and that is allowed."""
        clues = self._clues(left, right)
        voice = self._voice(clues, left)
        if clues.role < 0 and voice and voice.keys and self._w.bits(self._page.tokens.words[left]) & w.QUESTION:
            voice = Voice(())  # "our correspondent in Erbil"
        if voice is None:
            if not inherit or clues.found:
                return None
            topic = self._topic(left)
            if topic:
                self.last = Mention(left, left, "actor", "speaker", topic.keys, name=topic.name)
            if self.last is None:
                return None
            return self.last._replace(first=left, past=left)
        if voice.keys and voice.keys[0] in self._own:
            voice = Voice(())
        word = max(clues.pronoun, clues.latter)
        first, past = (clues.first, clues.past) if clues.first >= 0 else (word, word + 1)
        mention = Mention(first, max(past, first + 1), "actor", "speaker", voice.keys, name=voice.name)
        self._remember(clues, voice)
        if voice.keys:
            self.last = mention
            if voice.keys != (UNKNOWN,):
                self._known_last = voice
        return mention

    def _clues(self, left: int, right: int) -> _Clues:
        """What a phrase tells, remembered until a new name may change it: frames ask before they choose."""
        right = min(right, left + _REACH)
        found = self._read.get((left, right))
        if found is None:
            found = self._read[left, right] = self._clues_of(left, right)
        return found

    def _clues_of(self, left: int, right: int) -> _Clues:
        page, wording = self._page, self._w
        words, bits_of = page.tokens.words, wording.bits
        clues = _Clues(right=right)
        k = left
        start = left
        closed = False
        while k < right:
            bits = bits_of(words[k])
            if bits & w.BREAK and k not in self.tight:
                closed = closed or (clues.found and not bits & w.QUOTE)
                k += 1
                if not bits & w.QUOTE:
                    start = k
                continue
            mention = self._actors.get(k)
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
            run = self._name_run(k, right, left)
            if run == k + 1 and bits & (w.INSTITUTE | w.PRESS | w.GROUP):
                run = k
            if run > k:
                self._take_run(clues, k, run, left, start, closed)
                k = run
                continue
            if bits & w.PRESS and clues.role < 0 and self._is_stately(k, right):
                clues.role, clues.role_bits = k, w.ROLE | w.HOME  # "state television" speaks for its country
                clues.extend(self._opening(start, k), k + 1, closed)
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
                    clues.extend(self._opening(start, k), k + 1, closed)
                elif not closed and not (bits & w.OUTSIDER):
                    clues.past = max(clues.past, k + 1)
            k += 1
        if clues.home and clues.role >= 0:
            clues.role_bits |= w.HOME
        return clues

    def _is_owned(self, k: int) -> bool:
        tokens = self._page.tokens
        return self._w.is_owned(tokens.words[k], tokens.surface(k))

    def _is_stately(self, k: int, right: int) -> bool:
        """Whether an outlet is the state's: "state television", "الإذاعة الرسمية"."""
        words, beside = self._page.tokens.words, k - 1 if self._w.cased else k + 1
        return 0 <= beside < min(right, len(words)) and bool(self._w.bits(words[beside]) & w.STATELY)

    def _opening(self, start: int, k: int) -> int:
        """Where an expression begins: with the adjectives and numbers right before its noun."""
        words, bits_of = self._page.tokens.words, self._w.bits
        while k > start and k - 1 not in self.dated:
            bits = bits_of(words[k - 1])
            if bits & (w.LOCATIVE | w.JOINT | w.FINITE | w.STOP | w.ADVERB) or not words[k - 1][0].isalnum():
                break
            k -= 1
        return k

    def _take(self, clues: _Clues, m: Mention, left: int, start: int, closed: bool) -> bool:
        """Keep a mention with a key as a clue, unless its place in the phrase makes it a bystander."""
        words, bits_of = self._page.tokens.words, self._w.bits
        before = m.first - 1
        while before >= left and bits_of(words[before]) & w.DETERMINER:
            before -= 1
        bits = bits_of(words[before]) if before >= left else 0
        if bits & w.AGENT and clues.role_bits & w.DOCUMENT:
            bits = 0  # "a report by UN experts"
        stately = m.sub in _STATELY
        if m.sub in _ORGANISED and self._refers(m):
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
        behind = m.past + (m.past in self.tight)
        if behind < len(words) and stately and bits_of(words[behind]) & w.QUALIFIER:
            return False  # "Turkish-backed", "U.S.-led": not the speaker
        if m.sub == "person" and clues.name and self._is_namesake(clues.name, m):
            clues.name = (clues.name[0], m.past)
        elif m.sub == "person":
            if clues.person is None:
                clues.person = m
        elif m.sub == "outlet":
            clues.outlet = clues.outlet or m
        elif m.sub in _ORGANISED:
            clues.body = clues.body or m
        elif stately:
            clues.state = clues.state or m
        first = self._opening(start, m.first) if clues.first < 0 else m.first
        clues.extend(first, m.past, closed)
        return True

    def _is_namesake(self, name: tuple[int, int], m: Mention) -> bool:
        """Whether a surname of somebody known belongs to another first name: "Saad al-Rubaie"."""
        first, past = name
        if past != m.first or not self._w.cased:
            return False
        initials = {word[0].lower() for word in m.name.split() if word}
        return self._page.tokens.words[first][0] not in initials

    def _refers(self, m: Mention) -> bool:
        """Whether a name is only a noun that refers to some body named before: "the group"."""
        words, bits_of = self._page.tokens.words, self._w.bits
        nouns = [k for k in range(m.first, m.past) if not bits_of(words[k]) & w.DETERMINER]
        return bool(nouns) and all(bits_of(words[k]) & w.ANAPHOR for k in nouns)

    def _bystands(self, clues: _Clues, m: Mention, before: int) -> bool:
        """Whether a preposition makes a mention a place or an addressee: "in Baghdad", "to the Council"."""
        words, bits_of = self._page.tokens.words, self._w.bits
        if words[before] in self._recipients:
            # "an aide to Sadr" and "a source close to Sadr" speak for him, an envoy to the Council does not
            bits = bits_of(words[clues.role]) if clues.role >= 0 else 0
            return not (0 < before - clues.role <= 2 and bits & w.ROLE and not bits & w.SENT)
        if m.sub == "outlet":
            return not (clues.name or clues.role >= 0)  # "Alan Boswell of the Crisis Group"
        return m.sub in ("state", "capital", "people")

    @property
    def _recipients(self) -> frozenset[str]:
        return self._w.recipients

    def _name_run(self, k: int, right: int, left: int) -> int:
        """Past the last word of a proper name that begins at a token; the token itself where none does."""
        return self._capitals(k, right) if self._w.cased else self._unexplained(k, right, left)

    def _capitals(self, k: int, right: int) -> int:
        """A run of words with capitals: "Daniel Marsh", "Center for Gulf Security", "Kemal al-Sayyid"."""
        tokens, bits_of = self._page.tokens, self._w.bits
        end, j = k, k
        while j < right and j not in self.dated:
            bits = bits_of(tokens.words[j])
            actor = self._actors.get(j)
            if actor and actor.keys and actor.sub != "people":
                break
            if self._is_capital(j, end > k):
                names = bits & (w.INSTITUTE | w.PRESS)
                refused = bits & (_NO_NAME if end > k else _NO_FIRST_NAME) or (end == k and _function(self._page, j))
                if refused and (not names or (end == k and bits & w.TITLE)):
                    break
                j += 1
                end = j
            elif bits & w.HONORIFIC and j + 1 < right and self._is_capital(j + 1, False) and self._links(j, end > k):
                j += 1
            else:
                break
        return end

    def _is_capital(self, j: int, within: bool) -> bool:
        """Whether a word has a capital; a single letter only within a name ("John F. Kelly")."""
        surface = self._page.tokens.surface(j)
        return surface[0].isalpha() and surface[0].isupper() and (within or len(surface) > 1)

    def _links(self, j: int, within: bool) -> bool:
        """Whether a small word joins names: "of", "bin", and "al" before a hyphen."""
        tokens = self._page.tokens
        return within or (tokens.ends[j] + 1 == tokens.starts[j + 1] and tokens.text[tokens.ends[j]] == "-")

    def _unexplained(self, k: int, right: int, left: int) -> int:
        """A run of words that no list and no name of the register explains, after a title or as the whole region."""
        words, bits_of = self._page.tokens.words, self._w.bits
        if not bits_of(words[k]) and self._names.get(self._w.base(words[k])):
            return k + 1
        led = k > left and bits_of(words[k - 1]) & (w.TITLE | w.BEARER)
        if not led and k > left:
            return k
        j = k
        while j < right and j - k < 4 and j not in self.dated:
            word = words[j]
            if len(word) < 2 or not word[0].isalpha() or bits_of(word) or _explained(self._page, j):
                break
            if j == k and (self._w.definite(word) or self._page.tokens.surface(j).endswith(self._w.pronouns)):
                break
            if word.endswith(self._w.owned):
                break
            actor, place = self._actors.get(j), self._places.get(j)
            if (actor and actor.keys) or (place and j == k):
                break
            j += 1
        alone = k == left and j == right and len(words[k]) > 3  # "قالت وليامز إن": nothing else stands in the region
        return j if j - k >= 2 or (alone and j > k) else k

    def _take_run(self, clues: _Clues, k: int, run: int, left: int, start: int, closed: bool) -> None:
        """Keep a proper name: of an institute or a paper by its noun, else of a person."""
        words, bits_of = self._page.tokens.words, self._w.bits
        bits = 0
        for j in range(k, run):
            bits |= bits_of(words[j])
        before = k - 1
        while before >= left and bits_of(words[before]) & w.DETERMINER:
            before -= 1
        located = before >= left and bits_of(words[before]) & w.LOCATIVE
        if bits & (w.INSTITUTE | w.PRESS) and run - k > 1 and self._w.cased:
            if words[before] in self._recipients and located:
                return
            if bits & w.PRESS:
                clues.press = clues.press or (k, run)
            else:
                clues.institute = clues.institute or (k, run)
            clues.extend(k, run, closed)
        elif self._w.cased and k > left and bits_of(words[k - 1]) & w.PRESS:
            clues.press = clues.press or (k, run)  # "the Beirut daily al-Raseef"
            clues.extend(k, run, closed)
        elif not located and (clues.name is None or self._is_adjective(clues.name, run - k)):
            clues.name = (k, run)
            first = k
            while first > start and bits_of(words[first - 1]) & (w.TITLE | w.ROLE):
                first -= 1
            clues.extend(first, run, closed)

    def _is_adjective(self, name: tuple[int, int], longer: int) -> bool:
        """Whether a single capital is no name, as a title and a longer one follow: "the Socialist leader, J. Z."."""
        first, past = name
        words = self._page.tokens.words
        alone = self._w.cased and past - first == 1 and longer > 1 and past < len(words)
        return alone and bool(self._w.bits(words[past]) & w.BEARER)

    # whom the clues mean ---------------------------------------------------

    def _voice(self, clues: _Clues, at: int) -> Voice | None:
        tokens = self._page.tokens
        if clues.person:
            return Voice(clues.person.keys, clues.person.name)
        name = tokens.span(*clues.name).text(tokens.text) if clues.name else ""
        key = self._key(clues)
        known = self._known(clues)
        if known and (not key or known.keys != (UNKNOWN,)) and clues.name:
            return known
        if key:
            return Voice((key,), name)
        if clues.former or self._outside(clues):
            again = self._roles.get(self._role_word(clues)) if self._is_definite(clues) and not name else None
            return again or Voice((UNKNOWN,), name)
        if clues.press and clues.role_bits & w.DOCUMENT:
            return Voice((key_of(tokens.span(*clues.press).text(tokens.text)),))
        if clues.role >= 0:
            return self._of_role(clues, at, name)
        if clues.outlet:
            return Voice(clues.outlet.keys)
        if clues.press:
            return Voice((key_of(tokens.span(*clues.press).text(tokens.text)),))
        if name:
            met = self._met(clues, at)
            return met or Voice((UNKNOWN,), name)
        if clues.latter >= 0:
            return self._latter(clues.latter)
        if clues.pronoun >= 0:
            topic = self._topic(at)
            if topic:
                return topic
            if self.last:
                return Voice(self.last.keys, self.last.name)
        return None

    def _latter(self, at: int) -> Voice | None:
        """Whom "the latter" means: the last person or body named before."""
        position = bisect_left(self._keyed_at, at) - 1
        for m in reversed(self._keyed[max(0, position - 4) : position + 1]):
            if m.sub == "person" or m.sub in _ORGANISED:
                return Voice(m.keys, m.name if m.sub == "person" else "")
        return None

    def _topic(self, at: int) -> Voice | None:
        """Whom "he said" means where the sentence before was about somebody without quoting him."""
        number = self._page.tokens.sentence_of(at)
        if number == 0 or number - 1 in self.quoting or number in self.quoting:
            return None
        first, past = self._page.tokens.sentences[number - 1]
        clues = self._clues(first, min(past, first + 7))
        if clues.person and clues.person.first < first + 4:
            return Voice(clues.person.keys, clues.person.name)
        if clues.name and clues.name[0] < first + 4:
            return self._known(clues)
        if clues.role >= 0 and clues.role < first + 4 and (clues.body or clues.state) and not self._is_definite(clues):
            key = self._key(clues)
            return Voice((key,)) if key else None
        return None

    def _key(self, clues: _Clues) -> str:
        """The key that the phrase itself gives: a body before a state; outsiders speak for no state."""
        tokens = self._page.tokens
        outsider = clues.former or self._outside(clues)
        if clues.institute and (clues.body is None or clues.former or clues.institute[0] < clues.body.first):
            return key_of(tokens.span(*clues.institute).text(tokens.text))
        if clues.body:
            inside = clues.body.first <= clues.role < clues.body.past
            alone = outsider and (clues.former or (inside and clues.body.keys[0] not in self._w.employers))
            return "" if alone else clues.body.keys[0]
        if clues.outlet and (clues.name or (clues.state and clues.outlet.first < clues.state.first)):
            return clues.outlet.keys[0]
        if clues.state and not outsider:
            return clues.state.keys[0]
        if clues.outlet and clues.role >= 0 and outsider:
            return clues.outlet.keys[0]
        return ""

    @staticmethod
    def _outside(clues: _Clues) -> bool:
        """Whether somebody speaks for nobody but himself: a resident, a witness, an expert."""
        return bool(clues.role_bits & w.OUTSIDER and not clues.role_bits & w.ROLE)

    def _known(self, clues: _Clues) -> Voice | None:
        if not clues.name:
            return None
        words = self._page.tokens.words
        for k in range(clues.name[1] - 1, clues.name[0] - 1, -1):
            voice = self._names.get(self._w.base(words[k]))
            if voice:
                return voice
        return None

    def _role_word(self, clues: _Clues) -> str:
        return self._w.base(self._page.tokens.words[clues.role])

    def _is_definite(self, clues: _Clues) -> bool:
        return self._definite_at(clues.role)

    def _definite_at(self, at: int) -> bool:
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

    def _of_role(self, clues: _Clues, at: int, name: str) -> Voice:
        """A title, office or document without a name beside it."""
        word = self._role_word(clues)
        bits = clues.role_bits
        definite = self._is_definite(clues)
        again = self._roles.get(word)
        people = self._people(clues, at) or self._phrased(clues.role)
        if not people and definite and not name:
            people = self._w.known_as.get(word, {}).get(self._dominant, "")
        if people:
            return Voice((people,), name)
        if clues.within:
            owner = (self._w.cased and self._owner(clues.role, False)) or self._latest(clues.role)
            if owner:
                return Voice((owner,), name)
        if clues.group > clues.role and self._definite_at(clues.group):
            owner = self._owner(clues.group, True)
            if owner:
                return Voice((owner,), name)
        if clues.possessive >= 0 and self.issuer:
            return Voice(self.issuer.keys, name)
        if clues.possessive >= 0 and not bits & w.LOCAL:
            owner = self._owner(clues.possessive, False, self._w.cased and bool(bits & w.HOME))
            if owner:
                return Voice((owner,), name)
        seat = self._seat(clues)
        if seat:
            return Voice((seat,), name)
        if again and not name and (definite or bits & w.DOCUMENT):
            return again
        if name:
            met = self._met(clues, at)
            if met:
                return met
        if bits & w.GROUP:
            if definite and not name and self.last and self.last.keys and len(self.last.keys[0]) > _CODE:
                return Voice(self.last.keys)  # "the force adds": the organisation that spoke before
            owner = self._owner(clues.role, True)
            if owner:
                return Voice((owner,), name)
        if self.issuer and not bits & (w.LOCAL | w.OUTSIDER) and (definite or name):
            return Voice(self.issuer.keys, name)
        if bits & w.LOCAL:
            return Voice((self._country(clues, at) or UNKNOWN,), name)
        if bits & w.DOCUMENT:
            if self.issuer:
                return self.issuer
            if self._known_last:
                return Voice(self._known_last.keys)
            return Voice((self._subject() or self._country(clues, at) or UNKNOWN,))
        if definite and not bits & w.HOME and not name and self.last:
            return Voice(self.last.keys, self.last.name)
        located = "" if bits & w.SENT else self._located(clues) or self._spoken_in(clues)
        if located or bits & w.HOME:
            return Voice((located or self._of_home(clues, at, bool(name)) or UNKNOWN,), name)
        if bits & w.OFFICIAL and not bits & w.SENT and not clues.foreign:
            owner = self._owner(clues.role, False)
            first, second = (owner, self._dateline) if self._about_pronoun(at) else (self._dateline, owner)
            return Voice((first or second or UNKNOWN,), name)
        return Voice((UNKNOWN,), name)

    def _about_pronoun(self, at: int) -> bool:
        """Whether a sentence goes on about somebody: "Its men had left, a spokesman said"."""
        first, past = self._page.tokens.sentences[self._page.tokens.sentence_of(at)]
        words = self._page.tokens.words
        return any(self._w.bits(words[k]) & (w.PRONOUN | w.POSSESSIVE) for k in range(first, min(past, first + 3)))

    def _seat(self, clues: _Clues) -> str:
        """The state of the capital where an office sits: "the defence ministry in Berlin"."""
        at = clues.role + 1
        if not clues.role_bits & w.HOME or at >= min(clues.right, len(self._page.tokens) - 1):
            return ""
        actor = self._actors.get(at + 1)
        seated = self._w.bits(self._page.tokens.words[at]) & w.INSIDE and actor and actor.sub == "capital"
        return actor.keys[0] if seated and actor else ""

    def _spoken_in(self, clues: _Clues) -> str:
        """The country of the capital where something is said: "two officials said in Washington"."""
        words = self._page.tokens.words
        for k in range(clues.right, min(clues.right + 4, len(words) - 1)):
            actor = self._actors.get(k + 1)
            if self._w.bits(words[k]) & w.INSIDE and actor and actor.sub == "capital":
                return actor.keys[0]
        return ""

    def _of_home(self, clues: _Clues, at: int, named: bool) -> str:
        """The country of an office of state: where nothing else tells, whom the sentence is about."""
        if named:
            subject = self._subject_state(at)
            if subject:
                return subject
        elif self._w.cased and not self._dateline:
            owner = self._owner(clues.role, False, True)
            if owner:
                return owner
        return self._country(clues, at)

    def _subject_state(self, at: int) -> str:
        """The state that a sentence begins with: "New Zealand will bring home its soldiers, …"."""
        first = self._page.tokens.sentences[self._page.tokens.sentence_of(at)][0]
        near = self._keyed[bisect_left(self._keyed_at, first) : bisect_left(self._keyed_at, first + _OPENING)]
        return next((m.keys[0] for m in near if m.sub in ("state", "capital") and not self._is_place(m)), "")

    def _people(self, clues: _Clues, at: int) -> str:
        """The body that officials of a people without a state belong to: "Kurdish officials" by country."""
        words = self._page.tokens.words
        if self._w.peoples and clues.role_bits & w.ROLE:
            for k in range(max(0, clues.role - 2), min(clues.role + 4, len(words))):
                bodies = self._w.peoples.get(self._w.base(words[k]))
                if bodies:
                    return bodies.get(self._country(clues, at), "") or bodies.get(self._dominant, "")
        return ""

    def _phrased(self, role: int) -> str:
        """The body of officials whom a phrase gives away: "administration officials"."""
        words = self._page.tokens.words
        key = self._w.phrased.get((words[role - 1], words[role]), "") if role > 0 else ""
        if not key:
            return ""
        first = self._page.tokens.sentences[self._page.tokens.sentence_of(role)][0]
        near = self._keyed[bisect_left(self._keyed_at, first) : bisect_left(self._keyed_at, role)]
        return "" if any(m.sub in ("state", "capital") and not self._is_place(m) for m in near) else key

    def _latest(self, at: int) -> str:
        """The body or state named last: whom "an official in it" belongs to."""
        position = bisect_left(self._keyed_at, at) - 1
        near = reversed(self._keyed[max(0, position - 3) : position + 1])
        return next((m.keys[0] for m in near if m.sub in (*_ORGANISED, "state", "capital")), "")

    def _subject(self) -> str:
        """The first body that a report names: a statement spoken of before any speaker is most likely its own."""
        sentences = self._page.tokens.sentences
        past = sentences[min(1, len(sentences) - 1)][1]
        return next((m.keys[0] for m in self._keyed if m.first < past and m.sub in _ORGANISED), "")

    def _located(self, clues: _Clues) -> str:
        """The country of the place that a phrase gives its speaker: "the Defense Ministry in Seoul"."""
        for k in range(clues.role, min(clues.role + 10, clues.right)):
            place = self._places.get(k)
            if place and place.place and place.place.country:
                return place.place.country
        return ""

    def _owner(self, at: int, body: bool, state: bool = False) -> str:
        """Whose something is: the first actor of the sentence, else of the one before; a body is the latest one."""
        page = self._page
        first = page.tokens.sentences[page.tokens.sentence_of(at)][0]
        position = bisect_left(self._keyed_at, at) - 1
        near = self._keyed[max(0, position - 8) : position + 1]
        if body:
            fitting = [m for m in near if m.sub in _ORGANISED and not self._refers(m)]
        else:
            fitting = [m for m in near if not self._is_place(m) and (not state or len(m.keys[0]) == _CODE)] or near
        if not fitting:
            return ""
        if body:
            return fitting[-1].keys[0]
        number = page.tokens.sentence_of(at)
        before = page.tokens.sentences[number - 1][0] if number else first
        for start in (first, before):
            chosen = next((m for m in fitting if m.first >= start), None)
            if chosen:
                return chosen.keys[0]
        return fitting[-1].keys[0]

    def _is_place(self, m: Mention) -> bool:
        """Whether a state is only where something is: "in Somalia"."""
        if m.sub not in ("state", "capital") or not m.first:
            return False
        return bool(self._w.bits(self._page.tokens.words[m.first - 1]) & w.INSIDE)

    def _country(self, clues: _Clues, at: int) -> str:
        """The country of a speaker without one: of a place in his phrase, of the sentence, of the report."""
        located = self._located(clues)
        if located:
            return located
        page = self._page
        first, past = page.tokens.sentences[page.tokens.sentence_of(at)]
        first, past = max(first, at - _REACH), min(past, at + 2 * _REACH)
        for k in range(first, max(at, clues.role)):
            actor = self._actors.get(k)
            if actor and (
                actor.sub == "capital" or (actor.sub == "state" and k <= first + 1 and self._is_place(actor))
            ):
                return actor.keys[0]  # "In Berlin, a spokesman for the Defence Ministry"
        if self._dateline:
            return self._dateline
        counts: dict[str, int] = {}
        for k in range(first, past):
            place = self._places.get(k)
            if place and place.place and place.place.country:
                code = place.place.country
                counts[code] = counts.get(code, 0) + page.countries.get(code, 0) + 1
        if counts:
            return max(counts, key=lambda c: counts[c])
        return self._dominant

    def _met(self, clues: _Clues, at: int) -> Voice | None:
        """Whom a name was said to be where it first stood."""
        if not clues.name:
            return None
        words = self._page.tokens.words
        if self._first_met is None:
            self._first_met = {}
            for i, word in enumerate(words):
                self._first_met.setdefault(word, i)
        first = self._first_met.get(words[clues.name[1] - 1], at)
        if clues.name[0] - 2 <= first < clues.name[1]:
            return None
        left, past = self._page.tokens.sentences[self._page.tokens.sentence_of(first)]
        there = self._clues(max(left, first - 8), min(past, first + 12))
        person = there.person
        key = person.keys[0] if person else self._key(there)
        if not key:
            return None
        span = there.name or clues.name
        return Voice((key,), self._page.tokens.span(*span).text(self._page.tokens.text))

    def _remember(self, clues: _Clues, voice: Voice) -> None:
        words = self._page.tokens.words
        if clues.role >= 0 and voice.keys not in ((), (UNKNOWN,)):
            self._roles[self._role_word(clues)] = voice
        for body in (clues.body, clues.outlet):
            if body is None:
                continue
            for k in range(body.first, body.past):
                if k != clues.role and self._w.bits(words[k]) & (w.BEARER | w.INSTITUTE | w.GROUP):
                    self._roles[self._w.base(words[k])] = Voice(body.keys)
        spans = [clues.name] if clues.name else []
        if clues.person:
            spans.append((clues.person.first, clues.person.past))
        for first, past in spans:
            for k in range(first, past):
                word = self._w.base(words[k])
                if len(word) > 2 and word[0].isalpha():
                    held = self._names.get(word)
                    if held is None or held.keys == (UNKNOWN,):
                        self._names[word] = voice
                        self._read.clear()


_EXPLAINING = frozenset(
    "function cue speech connector government force anonymous trigger site town region phase reason".split()
)


def _tight_hyphens(page: Page) -> frozenset[int]:
    """Hyphens within a compound, which end nothing: "U.S.-led"."""
    tokens = page.tokens
    starts, ends = tokens.starts, tokens.ends
    inner = range(1, len(tokens) - 1)
    return frozenset(
        k for k in inner if tokens.words[k] == "-" and ends[k - 1] == starts[k] and ends[k] == starts[k + 1]
    )


def _function(page: Page, k: int) -> bool:
    """Whether a token is a function word rather than part of a name."""
    return any(h.layer in ("function", "connector", "cue") for m in page.matches[k] for h in m.hits)


def _explained(page: Page, k: int) -> bool:
    """Whether the lexicon knows a word as it stands; a name is a word that it does not know."""
    return any(h.layer in _EXPLAINING and not m.after for m in page.matches[k] for h in m.hits)
