"""Words and punctuation of a text with their offsets, and its sentences.

Columns rather than objects: a text is a few parallel lists, and each distinct word is folded once.
A word keeps no hyphen and no dot within an acronym's letters ("al-Qaim" is two words, "U.S." is one), so that
spelling with and without them matches alike.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from marsad.model.span import Span
from marsad.text.normalise import fold
from marsad.text.recent import Recent

_MARKS = "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f"
_ARABIC = "[\u0621-\u063a\u0641-\u064a]{3,}"  # a word in Arabic letters, not an abbreviation
_WORD = rf"[^\W_](?:[^\W_]|[{_MARKS}])*"
_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S., ب.ب.
    r"|\d+(?:[.,٫٬]\d+|،\d{3}(?!\d))*(?![^\W_])"  # 5,200, 5،200
    rf"|{_ARABIC}(?=\d{{2}})|[وف]?(?:في|من)(?=\d)|[وفبلك]{{0,2}}\d{{1,4}}(?={_ARABIC})"  # ديسمبر2024, في2005, 11يناير
    r"|['’]s\b"
    rf"|{_WORD}(?:['’ʿ](?!s\b){_WORD})*"
    r"|(?!#\w)[^\w\s]"  # not the mark before a hashtag's words
)
_SPELLED = {"US": "u.s."}  # a country, not a pronoun
_CHUNK = re.compile(r"\S+|\n+")  # no token holds a space, so that texts are cut at spaces first
_SHORT = 40
_LINE = 100  # characters below which lines may be wrapped ones
_KNOWN: Recent[str, tuple[tuple[int, int, str], ...]] = Recent()
_LONGEST = 320  # tokens after which a sentence ends though nothing ends it, so that work stays linear in length
_SMALL_WORD = 3  # letters of words that headlines write small
_FEWEST_TITLED = 4  # words that tell whether a sentence is written like a headline
_TITLED = 0.8  # share of them with a capital
_ENDS = frozenset(".!?؟…")
_CLOSERS = frozenset("\"'”’»)]")
_HYPHENS = frozenset("-‐‑")
_SHORTEST_ENDS = 3  # letters of words between which a full stop without spaces parts sentences


@dataclass(slots=True)
class Tokens:
    """A text's tokens as columns: offsets, folded forms, and where sentences begin (token indices)."""

    text: str
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    words: list[str] = field(default_factory=list)  # folded
    sentences: list[tuple[int, int]] = field(default_factory=list)  # [first, past the last) token
    _titled: dict[int, bool] = field(default_factory=dict, repr=False, compare=False)  # by sentence, once asked for

    def __len__(self) -> int:
        return len(self.words)

    def span(self, first: int, past: int) -> Span:
        """The characters of tokens [first, past)."""
        return Span(self.starts[first], self.ends[past - 1])

    def surface(self, index: int) -> str:
        return self.text[self.starts[index] : self.ends[index]]

    def at(self, offset: int) -> int:
        """The index of the last token that starts at or before a character offset."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def sentence_of(self, index: int) -> int:
        """The number of the sentence that holds a token."""
        return max(0, bisect_right(self.sentences, (index, len(self.words) + 1)) - 1)

    def sentence_span(self, number: int) -> Span:
        return self.span(*self.sentences[number])

    def is_titled(self, number: int) -> bool:
        """Whether a sentence writes its words with capitals, as headlines do, so that a capital makes no name."""
        known = self._titled.get(number)
        if known is None:
            known = self._titled[number] = self._writes_titles(number)
        return known

    def _writes_titles(self, number: int) -> bool:
        if self.words[self.sentences[number][1] - 1] == ".":
            return False
        longer = [self.text[self.starts[i]] for i in range(*self.sentences[number]) if len(self.words[i]) > _SMALL_WORD]
        longer = [letter for letter in longer if letter.isalpha()]
        return len(longer) >= _FEWEST_TITLED and sum(map(str.isupper, longer)) > _TITLED * len(longer)


def tokenise(text: str, abbreviations: frozenset[str] = frozenset()) -> Tokens:
    """Split a text into tokens and sentences, in time linear in its length.

    `abbreviations` are folded words whose dot ends no sentence ("gen", "lt").
    """
    tokens = Tokens(text)
    starts, ends, words = tokens.starts, tokens.ends, tokens.words
    known, learn = _KNOWN, _learn
    breaks: set[int] = set()
    for match in _CHUNK.finditer(text):
        chunk, at = match.group(), match.start()
        parts = known.get(chunk)
        if parts is None:
            parts = learn(chunk)
        if len(parts) == 1:
            first, past, word = parts[0]
            starts.append(at + first)
            ends.append(at + past)
            words.append(word)
        elif chunk[0] == "\n":
            if len(chunk) > 1 or not _wrapped(text, at, at + 1):
                breaks.add(len(words))
        else:
            for first, past, word in parts:
                starts.append(at + first)
                ends.append(at + past)
                words.append(word)
    tokens.sentences = _sentences(tokens, breaks, abbreviations)
    return tokens


def _learn(chunk: str) -> tuple[tuple[int, int, str], ...]:
    """The tokens of what stands between two spaces, as (start, end, folded form); remembered where it is short."""
    if (known := _KNOWN.older(chunk)) is not None:
        return _KNOWN.keep(chunk, known)
    parts = []
    for match in _TOKEN.finditer(chunk):
        start, end = match.span()
        if chunk[start] in _HYPHENS and start > 0 and _joins(chunk, start, end):
            continue
        surface = match.group()
        parts.append((start, end, _SPELLED.get(surface) or fold(surface) or surface))
    found = tuple(parts)
    return _KNOWN.keep(chunk, found) if len(chunk) <= _SHORT else found


def _joins(text: str, start: int, end: int) -> bool:
    """Whether a hyphen joins two parts of one name or word, one of them a letter."""
    if end >= len(text):
        return False
    before, after = text[start - 1], text[end]
    return before.isalnum() and after.isalnum() and (before.isalpha() or after.isalpha())


def _wrapped(text: str, start: int, end: int) -> bool:
    """Whether a single line feed only wraps a long line: no end mark before it, and the next line goes on.

    It goes on with a small letter, or, in a script without them, where both lines are as short as wrapped ones are.
    """
    line = start - (text.rfind("\n", max(0, start - _LINE - 1), start) + 1)
    if start == 0 or text[start - 1] in '.!?؟:…»”")':
        return False
    following = text[end : end + 1]
    if following.islower():
        return line > _LINE // 2
    if following.lower() != following.upper() or not following.isalpha():
        return False
    further = text.find("\n", end, end + _LINE)
    return _LINE // 3 < line < _LINE and (further >= 0 or len(text) - end < _LINE)


def _sentences(tokens: Tokens, breaks: set[int], abbreviations: frozenset[str]) -> list[tuple[int, int]]:
    words, starts, ends, text = tokens.words, tokens.starts, tokens.ends, tokens.text
    out: list[tuple[int, int]] = []
    first, i, n = 0, 0, len(words)
    while i < n:
        if (i in breaks and i > first) or i - first >= _LONGEST:
            out.append((first, i))
            first = i
        word = words[i]
        if word in _ENDS and not (word == "." and _no_end(tokens, i, abbreviations)):
            while i + 1 < n and (words[i + 1] in _ENDS or (words[i + 1] in _CLOSERS and starts[i + 1] == ends[i])):
                i += 1
            following = text[ends[i] : ends[i] + 1]
            if not following or following.isspace() or word != "." or _glued(tokens, i):
                out.append((first, i + 1))
                first = i + 1
        elif word[-1] == "." and len(word) > 1 and i + 1 < n and _starts_sentence(tokens, i + 1):
            out.append((first, i + 1))
            first = i + 1
        i += 1
    if first < n:
        out.append((first, n))
    return out


def _no_end(tokens: Tokens, i: int, abbreviations: frozenset[str]) -> bool:
    """Whether a full stop ends no sentence: after an abbreviation, an initial, before a small letter or digit."""
    if i == 0 or i + 1 >= len(tokens.words):
        return False
    before = tokens.words[i - 1]
    following = tokens.text[tokens.starts[i + 1]]
    if following.islower():
        return True
    attached = tokens.ends[i - 1] == tokens.starts[i]
    if not attached:
        return False
    initial = len(before) == 1 and before.isalpha() and tokens.surface(i - 1).isupper()
    return initial or before in abbreviations


def _glued(tokens: Tokens, i: int) -> bool:
    """Whether a full stop ends a sentence though the next begins right behind it, as careless pages have it.

    " .وقال" and "القائم.وقال" do; "د.محمد" and "rudaw.net" do not, nor do initials and acronyms.
    """
    if i == 0 or i + 1 >= len(tokens.words):
        return False
    following = tokens.text[tokens.starts[i + 1]]
    if not following.isalpha() or following.islower():
        return False
    if tokens.ends[i - 1] < tokens.starts[i]:
        return True
    before, behind = tokens.surface(i - 1), tokens.surface(i + 1)
    return min(len(before), len(behind)) >= _SHORTEST_ENDS and not before.isupper() and not before[-1].isdigit()


def _starts_sentence(tokens: Tokens, i: int) -> bool:
    """After an acronym with dots ("U.S."), only a function word with a capital surely starts a new sentence."""
    return tokens.surface(i).istitle() and tokens.words[i] in {"the", "a", "in", "on", "he", "she", "it", "they", "but"}
