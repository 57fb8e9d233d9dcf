"""Who says what: verbs of saying, their speakers, and the words they vouch for.

A language's word order chooses the frames (`subject_first`, `verb_first`); labels with a colon, transcripts and
statements are the same in all. What a frame says is a range of words and a region that names the speaker; `voices`
reads the region. Speech nests: the innermost speaker of a word vouches for it.
"""

from collections.abc import Callable, Iterator

from marsad.reading import subject_first, verb_first
from marsad.reading import wording as w
from marsad.reading.issuer import Issuers, Publisher
from marsad.reading.labels import Labels
from marsad.reading.line import CITING, SILENT, Frame, Line
from marsad.reading.page import Mention, Page, Speech
from marsad.reading.quotes import Quotes
from marsad.reading.voices import Voice, Voices
from marsad.reading.wording import Wording

_ENDLESS = 240  # tokens; no sentence of a report is longer
_HEADLINE = 24  # tokens
_INVISIBLE = frozenset("\u200e\u200f\u202a\u202b\u2066\u2067")  # marks of direction
_WHOLE = frozenset(("according to <speaker>", "by <speaker>'s count", CITING))  # they cover their own part alone
_BULLETS = frozenset("•●-–—*▪◦‣(")


class SpeechFinder:
    """Finds speech on a page whose mentions are there already."""

    def __init__(self, language: str) -> None:
        self._wording = Wording(language)
        self.issuers = Issuers(self._wording)
        self._frames: Callable[[Line], Iterator[Frame]] = (
            verb_first.frames if self._wording.verb_first else subject_first.frames
        )

    def find(self, page: Page, publisher: Publisher | None = None) -> list[Speech]:
        """Speech in text order; a statement's issuer vouches for all of it."""
        if not page.tokens.words:
            return []
        publisher = publisher or Publisher()
        issuer = self.issuers.issuer(page, publisher)
        voices = Voices(page, self._wording, Voice(issuer) if issuer else None, publisher.outlets)
        labels = Labels(page, self._wording, voices)
        quotes = Quotes(page.tokens)
        out: list[Speech] = []
        if issuer:
            out.append(Speech(0, len(page.tokens), _speaker(issuer), -1, "the issuer's own statement"))
        covered = 0  # quotations that have their speaker end here
        for number, first, past in _lines(page):
            label = None
            if first == page.tokens.sentences[number][0]:
                label = labels.at(number) or (labels.trailing(number) if past - first < _HEADLINE else None)
            if label:
                out.append(label)
                covered = max(covered, label.past) if label.rule != "a turn" else covered
            line = Line(page, (first, past), self._wording, quotes, voices)
            found, main = False, None
            for frame in _apart(line, list(self._frames(line))) if line.sayings else ():
                speech = self._spoken(line, frame, voices)
                if speech and frame.rule == SILENT:
                    out.append(speech)
                elif speech:
                    out += _parts(line, frame, speech)
                    covered, found = max(covered, out[-1].past), True
                    voices.quoting.add(number)
                    main = _main(main, speech)
            if main and main.speaker and main.speaker.keys:
                voices.last = main.speaker  # not whom he quoted
            listed = self._listed(line, number, voices, found)
            goes_on = None if found or label else _goes_on(line, covered)
            if listed:
                out.append(listed)
                covered = max(covered, listed.past)
            elif goes_on and voices.last:
                out.append(Speech(*goes_on, _again(voices.last), -1, "a quotation goes on"))
                covered = goes_on[1]
        return out

    @staticmethod
    def _listed(line: Line, number: int, voices: Voices, found: bool) -> Speech | None:
        """The list that a sentence with a speaker and a colon opens."""
        if not line.sayings or line.words[line.past - 1] != ":":
            return None
        end = _listed_end(line.page, number + 1)
        lister = voices.last if found else voices.speaker(line.sayings[0].past, line.past - 1)
        if end <= line.past or lister is None or not lister.keys:
            return None
        return Speech(line.past, end, _again(lister), -1, "<speaker>'s list")

    @staticmethod
    def _spoken(line: Line, frame: Frame, voices: Voices) -> Speech | None:
        first, past = line.trimmed(frame.first, frame.past) if frame.past <= line.past else (frame.first, frame.past)
        if past <= first and frame.rule != SILENT:
            return None
        speaker = voices.speaker(frame.left, frame.right, frame.inherit)
        if speaker is None:
            return None
        return Speech(first, past, speaker, frame.verb, frame.rule)


def _main(main: Speech | None, speech: Speech) -> Speech:
    """Whose words a sentence tells: not of those whom he quotes, nor of the agency that passes them on."""
    if main is None or (main.rule in _WHOLE and speech.rule not in _WHOLE):
        return speech
    nested = main.first <= speech.verb < main.past
    passed_on = speech.rule in _WHOLE or (speech.first <= main.verb < speech.past and speech.verb > main.verb)
    return main if nested or passed_on else speech


def _parts(line: Line, frame: Frame, speech: Speech) -> list[Speech]:
    """A speech, and what goes on behind a semicolon as a speech of its own: less surely the same speaker's."""
    if frame.rule in _WHOLE or speech.first < line.first:
        return [speech]
    begins = max(speech.first, frame.verb)
    semicolon = next((k for k in range(begins, line.past - 1) if line.words[k] in ";؛"), line.past)
    if semicolon >= line.past - 2 or line.quotes.at(semicolon):
        return [speech]
    if any(s.first > semicolon for s in line.sayings) or semicolon < speech.past < line.past:
        return [speech]
    speaker = speech.speaker and _again(speech.speaker)
    rule = "<speaker> said …; …" if speech.past > semicolon else "…, <speaker> said; …"
    first = speech._replace(past=min(speech.past, semicolon))
    return [first, Speech(semicolon + 1, line.past, speaker, speech.verb, rule)]


def _lines(page: Page) -> Iterator[tuple[int, int, int]]:
    """(number, first, past) of each sentence; an endless one in parts, so that time stays linear."""
    for number, (first, past) in enumerate(page.tokens.sentences):
        for start in range(first, past, _ENDLESS):
            yield number, start, min(past, start + _ENDLESS)


def _goes_on(line: Line, covered: int) -> tuple[int, int] | None:
    """The quotation that makes up most of a sentence and has no speaker yet."""
    for first, past in line.quotes.over(line.first, line.past):
        inside = min(past, line.past) - max(first, line.first)
        if past > covered and inside > 0.6 * (line.past - line.first):
            return first, past
    return None


def _listed_end(page: Page, number: int) -> int:
    """Where a list ends that begins with a sentence: lines that start with a bullet or a number."""
    tokens, end = page.tokens, 0
    for first, past in tokens.sentences[number:]:
        if "\n" in tokens.text[tokens.ends[first - 1] : tokens.starts[first]]:
            mark = first + (tokens.words[first] in _INVISIBLE and first + 1 < past)
            word = tokens.words[mark]
            if word not in _BULLETS and not word[0].isdigit():
                break
        elif not end:
            break
        end = past
    return end


def _apart(line: Line, frames: list[Frame]) -> list[Frame]:
    """Frames whose words end where another's attribution begins: "X denies …, Y reported"."""
    out: list[Frame] = []
    silent = [f for f in frames if f.rule == SILENT]
    frames = [f for f in frames if f.rule != SILENT]
    behind = [f for f in frames if f.past <= f.left and f.past <= f.verb]
    for frame in frames:
        for other in behind:
            if other is not frame and frame.first < other.past < frame.past and frame.verb < other.past:
                frame = frame._replace(past=other.past)
        for other in frames:
            if frame.verb < other.verb and frame.first < other.verb < frame.past:
                frame = frame._replace(past=min(frame.past, _contrast(line, other)))
        out.append(frame)
    for frame in list(out):
        if frame.rule == CITING:
            # "CNN reported, citing officials": the officials vouch for what CNN reported
            told = next((f for f in out if f.rule != CITING and frame.first <= f.first and f.past <= frame.past), None)
            if told:
                out.remove(frame)
                out.insert(out.index(told), frame._replace(first=told.first, past=told.past))
    return out + silent


def _contrast(line: Line, frame: Frame) -> int:
    """Where a saying is set against the one before: at "while" or a semicolon; else it is part of what is said."""
    k = (frame.left if frame.left < frame.verb else frame.verb) - 1
    if k in line.thats:
        return len(line.words)  # "X said that Y had announced": Y's are words of X's
    if k > line.first and (line.bits(k) & w.CLAUSE or line.words[k] in ";؛"):
        return k
    coordinate = line.words[frame.verb].startswith(line.w.conjunction) and frame.left > frame.verb
    return k if k > line.first and coordinate and line.words[k] in ",،" else len(line.words)


def _again(speaker: Mention) -> Mention:
    """A speaker who is not named once more: the same, without words of his own."""
    return speaker._replace(past=speaker.first)


def _speaker(keys: tuple[str, ...], name: str = "") -> Mention:
    return Mention(0, 0, "actor", "issuer", keys, name=name)
