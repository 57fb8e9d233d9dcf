"""Who a speaker is: from the words that name him to the key he speaks for.

What a phrase itself does not tell (see `clues`) comes from what the report told before: surnames, titles and documents
met again, the last speaker, the country that is spoken of.
"""

from typing import NamedTuple

from marsad.reading import wording as w
from marsad.reading.cast import Cast
from marsad.reading.clues import Clues, Phrases
from marsad.reading.homes import Homes, is_outsider, key_in
from marsad.reading.page import Mention, Page
from marsad.reading.wording import Wording
from marsad.world.register import key_of

UNKNOWN = "UNKNOWN"
_CODE = 2  # letters of a country's code
_AROUND = 2  # words before or behind a noun that tell which one it means
_SOON = 4  # tokens within which a phrase for a speaker names him


class Voice(NamedTuple):
    """A speaker as far as the report has made him known."""

    keys: tuple[str, ...]
    name: str = ""
    sure: bool = True  # the report tells whom he speaks for; else that is a guess


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
        self.quoting: set[int] = set()  # numbers of the sentences that have a speaker
        self._names: dict[str, Voice] = {}
        self._roles: dict[str, Voice] = {}
        self._first_met: dict[str, int] | None = None
        self.cast = Cast(page, wording)
        self.tight, self.dated, self.named = self.cast.tight, self.cast.dated, self.cast.named
        self._homes = Homes(page, wording, self.cast)
        self._phrases = Phrases(page, wording, self.cast, self._names)
        self._clues = self._phrases.clues

    def has(self, left: int, right: int) -> bool:
        """Whether a range may name a speaker at all."""
        return self._clues(left, right).found

    def actor(self, token: int) -> Mention | None:
        """The mention of an actor that begins at a token."""
        return self.cast.actors.get(token)

    def name_end(self, left: int, right: int) -> int:
        """Past the last word of a proper name that begins at a token behind a title; the token where none does."""
        return self._phrases.name_end(left, right)

    def is_surname(self, token: int) -> bool:
        """Whether a word that nothing explains stood behind a title or a first name before."""
        return self._phrases.is_surname(token)

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

    def named_soon(self, left: int, right: int) -> bool:
        """Whether a range names a speaker among its first words."""
        return self._clues(left, right).first <= left + _SOON

    def heads(self, left: int, right: int) -> bool:
        """Whether a label names a speaker rather than a subject: no bare country or place, no mere noun."""
        clues = self._clues(left, right)
        if clues.first > left + 1 or self._w.bits(self._page.tokens.words[left]) & w.LOCATIVE:
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

    def opening(self, first: int, past: int) -> Voice | None:
        """The first speaker that a report's opening names, from a token on."""
        return self._voice(self._clues(first, past), first)

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
        mention = Mention(
            first, max(past, first + 1), "actor", "speaker", voice.keys, known=voice.sure, name=voice.name
        )
        self._remember(clues, voice)
        if voice.keys:
            self.last = mention
            if voice.keys != (UNKNOWN,):
                self._known_last = voice
        return mention

    def _voice(self, clues: Clues, at: int) -> Voice | None:
        tokens = self._page.tokens
        if clues.person and clues.name and not self._w.cased and clues.name[1] < clues.person.first:
            return Voice(clues.person.keys, tokens.span(*clues.name).text(tokens.text))  # "فلان المقرب من …"
        if clues.person:
            return Voice(clues.person.keys, clues.person.name)
        name = tokens.span(*clues.name).text(tokens.text) if clues.name else ""
        if name.isupper() and len(name) <= _CODE:
            name = ""  # "the UK-based network": where it is at home
        key = key_in(clues, self._page, self._w.employers)
        known = self._known(clues)
        vague = known is not None and known.keys == (UNKNOWN,)
        if known and clues.name and not (vague and (key or clues.role >= 0)):
            return known
        if key:
            return Voice((key,), name)
        if clues.former or is_outsider(clues):
            again = self._roles.get(self._role_word(clues)) if self._is_definite(clues) and not name else None
            return again or Voice((UNKNOWN,), name)
        if clues.press and clues.role_bits & w.DOCUMENT:
            return Voice((key_of(tokens.span(*clues.press).text(tokens.text)),))
        if clues.role >= 0:
            return self._told(clues, at, name) or self._of_role(clues, at, name)._replace(sure=False)
        if clues.outlet:
            return Voice(clues.outlet.keys)
        if clues.press:
            return Voice((key_of(tokens.span(*clues.press).text(tokens.text)),))
        if name:
            met = self._met(clues, at)
            return met or Voice((UNKNOWN,), name, False)
        if clues.latter >= 0:
            m = self.cast.latter(clues.latter)
            return Voice(m.keys, m.name if m.sub == "person" else "") if m else None
        if clues.pronoun >= 0:
            topic = self._topic(at)
            if topic:
                return topic
            if self.last:
                return Voice(self.last.keys, self.last.name, False)
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
            key = key_in(clues, self._page, self._w.employers)
            return Voice((key,)) if key else None
        return None

    def _known(self, clues: Clues) -> Voice | None:
        if not clues.name:
            return None
        words = self._page.tokens.words
        for k in range(clues.name[1] - 1, clues.name[0] - 1, -1):
            voice = self._names.get(self._w.base(words[k]))
            if voice:
                return voice
        return None

    def _role_word(self, clues: Clues) -> str:
        return self._w.base(self._page.tokens.words[clues.role])

    def _is_title(self, clues: Clues) -> bool:
        return bool(self._w.bits(self._page.tokens.words[clues.role]) & w.TITLE)

    def _is_definite(self, clues: Clues) -> bool:
        return self.cast.is_definite(clues.role)

    def _told(self, clues: Clues, at: int, name: str) -> Voice | None:
        """A title or office whose words tell whom it speaks for, though they name nobody."""
        key = self._homes.people(clues, at)
        if not key and not name and self._is_definite(clues):
            key = self._w.known_as.get(self._role_word(clues), {}).get(self.cast.dominant, "")
        key = key or self._homes.seat(clues)
        return Voice((key,), name) if key else None

    def _of_role(self, clues: Clues, at: int, name: str) -> Voice:
        """A title, office or document without a name beside it: as likely as not."""
        word = self._role_word(clues)
        bits = clues.role_bits
        definite = self._is_definite(clues)
        again = self._roles.get(word)
        namesake = self.cast.namesake(clues.role) if definite and not name else ""
        if not namesake and definite and not name and not self._w.cased and not self._is_title(clues):
            namesake = self.cast.meant(clues.role)
        if namesake:
            return Voice((namesake,))
        if clues.within:
            owner = (self._w.cased and self.cast.owner(clues.role)) or self.cast.latest(clues.role)
            if owner:
                return Voice((owner,), name)
        if clues.group > clues.role and self.cast.is_definite(clues.group):
            owner = self.cast.body(clues.group)
            if owner:
                return Voice((owner,), name)
        if clues.possessive >= 0 and self.issuer:
            return Voice(self.issuer.keys, name)
        if clues.possessive >= 0 and not bits & w.LOCAL:
            owner = self.cast.owner(clues.possessive, self._w.cased and bool(bits & w.HOME))
            if owner:
                return Voice((owner,), name)
        if bits & w.DOCUMENT and definite and not name and not self.issuer and self._goes_on(at):
            return self._known_last or Voice((UNKNOWN,))  # "وأضاف البيان": that of the sentence before
        if again and not name and (definite or bits & w.DOCUMENT):
            return again
        if again and self._is_further(clues.role):
            return Voice(again.keys, name)  # "another official": of those of whom one spoke before
        if name:
            met = self._met(clues, at)
            if met:
                return met
        if bits & w.GROUP:
            if definite and not name and self.last and self.last.keys and len(self.last.keys[0]) > _CODE:
                return Voice(self.last.keys)  # "the force adds": the organisation that spoke before
            owner = self.cast.body(clues.role) if definite or self._w.cased else ""  # "منظمة حقوقية" is nobody known
            if owner:
                return Voice((owner,), name)
        if self.issuer and not bits & (w.LOCAL | w.OUTSIDER) and (definite or name):
            return Voice(self.issuer.keys, name)
        if bits & w.LOCAL:
            return Voice((self._homes.country(clues, at) or UNKNOWN,), name)
        if bits & w.DOCUMENT:
            if self.issuer:
                return self.issuer
            if self._known_last:
                return Voice(self._known_last.keys)
            return Voice((self.cast.subject() or self._homes.country(clues, at) or UNKNOWN,))
        if definite and not bits & w.HOME and not name and self.last:
            return Voice(self.last.keys, self.last.name)
        located = "" if bits & w.SENT else self._homes.located(clues) or self._homes.spoken_in(clues)
        if located or bits & w.HOME:
            return Voice((located or self._homes.of_home(clues, at, bool(name)) or UNKNOWN,), name)
        if bits & w.OFFICIAL and not bits & w.SENT and not clues.foreign:
            return Voice((self._homes.of_official(clues, at) or UNKNOWN,), name)
        return Voice((UNKNOWN,), name)

    def _is_further(self, role: int) -> bool:
        """Whether a noun means one more of those whom it meant before."""
        words = self._page.tokens.words[max(0, role - _AROUND) : role + _AROUND + 1]
        return any(self._w.bits(word) & w.FURTHER for word in words)

    def _goes_on(self, at: int) -> bool:
        """Whether the sentence before has a speaker whom one goes on quoting."""
        return self._known_last is not None and self._page.tokens.sentence_of(at) - 1 in self.quoting

    def _met(self, clues: Clues, at: int) -> Voice | None:
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
        key = person.keys[0] if person else key_in(there, self._page, self._w.employers)
        if not key and there.role >= 0 and there.role_bits & (w.HOME | w.LOCAL) and not there.former:
            key = "" if is_outsider(there) else self._homes.country(there, first)  # "the mayor of the town, Omar Adel"
        if not key:
            return None
        span = there.name or clues.name
        return Voice((key,), self._page.tokens.span(*span).text(self._page.tokens.text))

    def _remember(self, clues: Clues, voice: Voice) -> None:
        words = self._page.tokens.words
        if clues.role >= 0 and voice.keys not in ((), (UNKNOWN,)):
            body = clues.role_bits & (w.DOCUMENT | w.HOME | w.GROUP) and not self._is_title(clues)
            # "the military", met again, is not the officer who spoke for it
            self._roles[self._role_word(clues)] = voice._replace(name="") if body else voice
        for named in (clues.body, clues.outlet):
            if named is None:
                continue
            for k in range(named.first, named.past):
                if k != clues.role and self._w.bits(words[k]) & (w.BEARER | w.INSTITUTE | w.GROUP):
                    self._roles[self._w.base(words[k])] = Voice(named.keys)
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
                        self._phrases.forget()
