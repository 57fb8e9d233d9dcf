"""One sentence as the finders of speech see it: its words by class, its words of saying, its quotations."""

from typing import NamedTuple

from marsad.reading import wording as w
from marsad.reading.page import Page
from marsad.reading.phrases import Hit, Match
from marsad.reading.quotes import Quotes
from marsad.reading.voices import Voices
from marsad.reading.wording import Wording

_NAME = 7  # tokens of a name in marks
_CALLED = 4  # words of what something is called
_MARKED = 4  # tokens of a word or two in quotation marks, marks included
_PARENTHESIS = 6  # tokens
_SUBJECT = 7  # tokens of a subject and the "that" behind it
CITING = "citing <speaker>"
SILENT = "<speaker> does what he says"  # his words are not told, or stand before, denied


class Saying(NamedTuple):
    """A word of saying over tokens [first, past)."""

    first: int
    past: int
    hit: Hit
    before: str  # attached particles
    after: str = ""  # attached pronoun


class Frame(NamedTuple):
    """Words said, [first, past), and the tokens [left, right) that name the speaker."""

    first: int
    past: int
    left: int
    right: int
    verb: int
    rule: str
    inherit: bool = True  # whether the last speaker may be meant where the region names nobody


class Line:
    """A sentence [first, past) of a page, or a part of an endless one."""

    def __init__(self, page: Page, span: tuple[int, int], wording: Wording, quotes: Quotes, voices: Voices) -> None:
        self.page, self.w, self.quotes, self.voices = page, wording, quotes, voices
        self.first, self.past = span
        self.words = page.tokens.words
        self.counted = {n.first for n in page.numbers if self.first <= n.first < self.past}
        self.sayings: list[Saying] = []
        self.thats: list[int] = []
        for i in range(self.first, self.past):
            for match in page.matches[i]:
                hit = self._hit(match, i)
                if hit is None:
                    continue
                if hit.label == "that":
                    if not self._is_that(match, i):
                        continue
                    if self.bits(i) & w.DETERMINER and i + 1 < self.past and self._is_time(i + 1):
                        continue  # "wrote that day"
                    if i > self.first and wording.base(self.words[i - 1]) in wording.no_thats:
                        continue  # "قبل أن"
                    self.thats.append(i)
                    break
                if hit.form in ("base", "s", "imperfect") and i in voices.named:
                    continue
                if self._is_hyphened(i, match.past):
                    continue  # "counter-terrorism", "self-declared"
                if hit.label == "verb" and self._is_no_verb(hit, match, i):
                    continue
                if hit.lemma in wording.participles and wording.definite(self.words[i]):
                    continue  # "المتحدثة باسم الوزارة"
                past = match.past
                if hit.lemma in wording.halting and past < self.past and not self.bits(past) & w.BREAK:
                    continue  # "would go on being used"
                if hit.lemma in wording.cut:
                    hit, past = hit._replace(lemma=hit.lemma.split()[0]), i + 1
                self.sayings.append(Saying(i, past, hit, match.before, match.after))
                break

    def _is_time(self, k: int) -> bool:
        return k in self.voices.dated or bool(self.bits(k) & (w.SPAN | w.CALENDAR))

    def _is_that(self, match: Match, i: int) -> bool:
        """Whether what looks like a word for "that" is one: not إنهاء, not "كأن"."""
        return match.before in self.w.that_particles and self.w.no_that not in self.page.tokens.surface(i)

    def _hit(self, match: Match, i: int) -> Hit | None:
        """What a word of saying is here: "report" and "claims" are verbs or nouns by what stands around them."""
        found = self.w.sayings(match.hits)
        if len(found) < 2:
            return found[0] if found else None
        verb = next((h for h in found if h.label == "verb"), None)
        noun = next((h for h in found if h.label == "noun"), None)
        if verb and noun and verb.form in ("base", "s", "ing"):
            before = self.bits(i - 1) if i > self.first else w.DETERMINER
            if before & (w.DETERMINER | w.LOCATIVE | w.POSSESSIVE | w.POSSESSIVE_MARK):
                return noun
        according = next((h for h in found if h.label == "according"), None)
        return according or verb or found[0]

    def _is_hyphened(self, first: int, past: int) -> bool:
        """Whether a hyphen joins tokens to the word before or behind them."""
        text = self.page.tokens.text
        start, end = self.page.tokens.starts[first], self.page.tokens.ends[past - 1]
        within = text[start - 1 : start] == "-" and text[max(0, start - 2) : start - 1].isalnum()
        return within or (text[end : end + 1] == "-" and text[end + 1 : end + 2].isalnum())

    def _is_no_verb(self, hit: Hit, match: Match, i: int) -> bool:
        """Whether a word only looks like a verb of saying, in a script without vowels: زعماء, "لنقل", "من بين"."""
        wording, surface = self.w, self.page.tokens.surface(i)
        if wording.no_verb in surface or wording.passive in surface or self.words[i] in wording.unspoken:
            return True
        if surface.endswith(wording.no_that) and not hit.lemma.endswith(wording.no_that):
            return True
        if not wording.verb_first or hit.form != "perfect":
            return False
        before = self.bits(i - 1) if i > self.first else w.BREAK
        if match.before.endswith(wording.to) or (match.before == wording.resuming and before & w.RELATIVE):
            return True
        if hit.lemma in wording.opening and not before & (w.BREAK | w.AUXILIARY) and wording.doubling not in surface:
            bare = self.words[i].removeprefix(match.before).removesuffix(match.after) == hit.lemma
            if bare and (before & w.LOCATIVE or match.after or not self._tells(match.past)):
                return True
        told = self.sayings[-1] if self.sayings else None
        return bool(told and told.hit.label == "verb" and told.past == i and not match.before)  # "قالت دانا"

    def _tells(self, j: int) -> bool:
        """Whether a subject and "that" follow a verb, and no verb of saying before it waits for the "that"."""
        last = self.sayings[-1] if self.sayings else None
        if last and last.hit.label == "verb" and not (self.thats and self.thats[-1] > last.first):
            return False  # "أكد اللقاء بين الوزيرين أن"
        for k in range(j + 1, min(self.past, j + _SUBJECT)):
            if self.bits(k) & w.BREAK:
                return False
            if any(
                h.label == "that" and self._is_that(m, k) for m in self.page.matches[k] for h in self.w.sayings(m.hits)
            ):
                return not self.bits(k - 1) & w.LOCATIVE  # "ينص الاتفاق بين البلدين على أن"
        return False

    def bits(self, k: int) -> int:
        return self.w.bits(self.words[k])

    def is_break(self, k: int) -> bool:
        bits = self.bits(k)
        return bool(bits & w.BREAK) and k not in self.voices.tight and not (bits & w.QUOTE and self._marks_a_word(k))

    def _marks_a_word(self, k: int) -> bool:
        """Whether a quotation mark only sets off a word or two within a clause: "the “downsizing” of"."""
        quote = self.quotes.at(k)
        if quote is None or quote[1] >= self.past - 1:
            return False
        if not self.w.cased:
            return self._holds_name(*quote)  # صحيفة «الخبر» الجزائرية
        if quote[0] <= self.first:
            return False
        if quote[1] - quote[0] > _MARKED:
            return False
        return self.words[quote[0] - 1][0].isalpha() and self.words[quote[1]][0].isalpha()

    def that_after(self, j: int, past: int) -> int | None:
        """The first word for "that" in a range."""
        for k in self.thats:
            if j <= k < past:
                return k
        return None

    def quote_after(self, first: int, past: int) -> tuple[int, int] | None:
        """The first quotation within a range that is no name in marks: "في «الجبهة الوطنية للتحرير»"."""
        quote = self.quotes.opening(first, past)
        while quote and self._is_name(*quote):
            quote = self.quotes.opening(quote[1], past)
        return quote

    def _is_name(self, first: int, past: int) -> bool:
        if self._holds_name(first, past):
            return True
        if self.w.cased or past - first > _NAME or first == self.first:
            return False
        return bool(self.bits(first - 1) & (w.LOCATIVE | w.BEARER)) or self._is_called(first, past)

    def _holds_name(self, first: int, past: int) -> bool:
        """Whether marks hold the name of somebody known and nothing else."""
        within, over = self.voices.actor(first + 1), self.voices.actor(first - 1)  # صحيفة "كوميرسانت" is one name
        known = bool(within and within.keys and within.past >= past - 1)
        return known or bool(over and over.keys and over.past >= past)

    def _is_called(self, first: int, past: int) -> bool:
        """Whether a few words in marks are what the noun before them is called: "مناورات «رماح النصر»"."""
        before = first - 1
        if past - first - 2 > _CALLED or self.bits(before) & w.BREAK or before in self.thats:
            return False
        said = any(s.first <= before < s.past for s in self.sayings)
        return not said and not self.has_finite(first + 1, past - 1)

    def colon_after(self, j: int, past: int) -> int | None:
        for k in range(j, min(past, self.past)):
            if self.words[k] == ":":
                return k
        return None

    def clause_end(self, j: int, past: int | None = None) -> int:
        """The next punctuation that ends a clause, or the end of the sentence."""
        limit = self.past if past is None else past
        while j < limit and (self.words[j] not in (".", "!", "?", "؟") or self._abbreviates(j)):
            if self.words[j] == "(" and ")" in self.words[j : j + _PARENTHESIS]:
                j = self.words.index(")", j)  # a name's other name: "Dagalo (Hemedti)"
            elif self.is_break(j):
                break
            j += 1
        return j

    def _abbreviates(self, k: int) -> bool:
        """Whether a full stop within a sentence only cuts a title short: "Lt. Gen. Douglas Sims"."""
        return self.words[k] == "." and self.first < k < self.past - 1 and bool(self.bits(k - 1) & w.TITLE)

    def clause_start(self, i: int, first: int | None = None) -> int:
        """Past the last punctuation before a token."""
        limit = self.first if first is None else first
        while i > limit and not self.is_break(i - 1):
            i -= 1
        return i

    def segment(self, i: int) -> tuple[int, int]:
        """The part of the sentence between semicolons that holds a token."""
        first, past = i, i
        while first > self.first and self.words[first - 1] not in (";", "؛"):
            first -= 1
        while past < self.past and self.words[past] not in (";", "؛"):
            past += 1
        return first, past

    def is_finite(self, k: int) -> bool:
        """Whether a token is surely a finite verb."""
        if self.bits(k) & w.FINITE:
            return True
        if self.w.cased and k in self.voices.named:
            return False  # "the United States"
        return any(
            h.form in ("past", "s", "ed", "perfect", "imperfect") and h.layer in ("trigger", "phase", "speech")
            for m in self.page.matches[k]
            for h in m.hits
        ) and not self._reduced(k)

    def _reduced(self, k: int) -> bool:
        """Whether a form in -ed or -s is rather a participle or a noun: after a determiner, before "by"."""
        before = self.bits(k - 1) if k > self.first else 0
        return bool(before & (w.DETERMINER | w.LOCATIVE | w.POSSESSIVE)) or (
            k + 1 < self.past and bool(self.bits(k + 1) & w.AGENT)
        )

    def has_finite(self, first: int, past: int) -> bool:
        return any(self.is_finite(k) for k in range(first, past))

    def trimmed(self, first: int, past: int) -> tuple[int, int]:
        """A range without commas and the like at its ends; quotation marks stay."""
        while first < past and self.bits(first) & w.BREAK and not self.bits(first) & w.QUOTE:
            first += 1
        while past > first and (
            self.words[past - 1] in "," or (self.bits(past - 1) & w.BREAK and not self.bits(past - 1) & w.QUOTE)
        ):
            past -= 1
        return first, past
