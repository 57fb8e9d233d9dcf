"""Speakers named before a colon: transcripts, interviews, live blogs, flashes, headlines ("Pentagon: …")."""

from marsad.reading import wording as w
from marsad.reading.interview import Interview
from marsad.reading.page import Mention, Page, Speech
from marsad.reading.voices import Voice, Voices
from marsad.reading.wording import Wording

_VERBAL = ("ed", "past", "s", "perfect", "imperfect")
_LONGEST = 16  # tokens of a label
_TRAILING = 4  # tokens of a speaker behind a headline
_OPENING = 40  # tokens in which an interview names whom it asks
_ACRONYM = 3  # letters up to which capitals rather make an acronym
_TURNS = 3  # labels at the beginning of paragraphs that make a transcript


class Labels:
    """The labels of a page, found once; `at` gives what each says."""

    def __init__(self, page: Page, wording: Wording, voices: Voices) -> None:
        self._page, self._w, self._voices = page, wording, voices
        self._sentences = page.tokens.sentences
        self._labels = self._found()
        self._transcript = self._is_transcript()
        self._ends = self._turn_ends()
        self._answerer: Voice | None = None
        self._answers = {} if self._transcript else Interview(page, wording).turns()

    def _found(self) -> dict[int, tuple[int, int]]:
        """Sentence number → (first token of the label, its colon)."""
        out: dict[int, tuple[int, int]] = {}
        words = self._page.tokens.words
        for number, (first, past) in enumerate(self._sentences):
            limit = min(past, first + _LONGEST + 6)
            colon = next((k for k in range(first, limit) if words[k] == ":" and not self._clock(k)), -1)
            if colon > first:
                start = self._start(first, colon)
                if 0 < colon - start <= _LONGEST:
                    out[number] = (start, colon)
        return out

    def _clock(self, k: int) -> bool:
        words = self._page.tokens.words
        return 0 < k < len(words) - 1 and words[k - 1].isdigit() and words[k + 1][:1].isdigit()

    def _start(self, first: int, colon: int) -> int:
        """Past bullets, clock times, days and flash marks: "20:10 Peskov, Kremlin", "عاجل | المتحدث"."""
        words = self._page.tokens.words
        k = first
        for j in range(first, colon):
            if words[j] in "|•●–—-@#" or (words[j] == ":" and self._clock(j)):
                k = j + 1
        while k < colon and (words[k][0].isdigit() or not words[k][0].isalnum()):
            k += 1
        return k

    def _begins_line(self, number: int) -> bool:
        tokens = self._page.tokens
        first = self._sentences[number][0]
        return first == 0 or "\n" in tokens.text[tokens.ends[first - 1] : tokens.starts[first]]

    def _is_transcript(self) -> bool:
        """Whether labels take turns: several paragraphs begin with one, and one comes back."""
        seen: dict[str, int] = {}
        for number, (start, colon) in self._labels.items():
            if self._begins_line(number) and colon - start <= 7:
                key = " ".join(self._page.tokens.words[start:colon])
                seen[key] = seen.get(key, 0) + 1
        return sum(seen.values()) >= _TURNS and max(seen.values(), default=0) >= 2

    def _turn_ends(self) -> dict[int, int]:
        """Where the words of each label end: with its paragraph, in a transcript with the next turn."""
        out: dict[int, int] = {}
        end = len(self._page.tokens)
        for number in range(len(self._sentences) - 1, -1, -1):
            first = self._sentences[number][0]
            if number in self._labels:
                out[number] = end
            if self._begins_line(number) and (not self._transcript or number in self._labels):
                end = first
        return out

    def at(self, number: int) -> Speech | None:
        """What the label of a sentence says, if it is one of a speaker."""
        turn = self._answers.get(number)
        if turn:
            return self._answer(*turn)
        found = self._labels.get(number)
        if found is None:
            return None
        start, colon = found
        begins = self._begins_line(number)
        if self._transcript and begins and colon - start <= 7:
            return self._turn(number, start, colon)
        return self._headed(number, start, colon, begins)

    def _turn(self, number: int, start: int, colon: int) -> Speech | None:
        """A turn of a transcript; who asks is the outlet itself."""
        end = self._ends[number]
        if end <= colon + 1:
            return None
        bits = self._w.bits(self._page.tokens.words[start])
        nobody = Speech(colon + 1, end, Mention(start, colon, "actor", "speaker", ()), -1, "a turn")
        if bits & w.QUESTION and not bits & w.ANSWER:
            return nobody
        if colon - start == 1 and bits & w.ANSWER:
            answering = self._answering()
            if answering is None:
                return None
            return nobody._replace(
                speaker=Mention(start, colon, "actor", "speaker", answering.keys, name=answering.name)
            )
        if self._voices.is_press(start, colon):
            return nobody
        speaker = self._voices.speaker(start, colon, inherit=False)
        if speaker is None or not speaker.keys or speaker.keys == ("UNKNOWN",):
            issuer = self._voices.issuer
            if issuer and bits & (w.ROLE | w.TITLE):
                return nobody._replace(speaker=Mention(start, colon, "actor", "speaker", issuer.keys))
            return nobody
        return nobody._replace(speaker=speaker)

    def _answer(self, first: int, past: int, answers: bool) -> Speech | None:
        """A turn of an interview that only its layout marks; who asks is the outlet itself."""
        voice = self._answering() if answers else Voice(())
        before = max(0, first - 1)
        speaker = voice and Mention(before, before, "actor", "speaker", voice.keys, name=voice.name)
        return Speech(first, past, speaker, -1, "a turn") if speaker else None

    def _answering(self) -> Voice | None:
        """Who answers in an interview: whose words are its headline, else whom the opening names first."""
        if self._voices.issuer:
            return self._voices.issuer
        if self._answerer is None:
            self._answerer = self._headlined() or self._voices.opening(self._asked(), _OPENING)
        return self._answerer

    def _asked(self) -> int:
        """Where the opening begins to name whom one asks: behind "an interview with"."""
        words = self._page.tokens.words[:_OPENING]
        called = next((k for k, word in enumerate(words) if self._w.base(word) in self._w.interviews), len(words))
        return next((k + 1 for k in range(called, len(words) - 1) if words[k] in self._w.recipients), 0)

    def _headlined(self) -> Voice | None:
        """Whose words the headline is."""
        start, colon = self._labels.get(0, (0, 0))
        if self._w.base(self._page.tokens.words[start]) in self._w.interviews:
            start = colon  # "حوار مع القائد:"
        headed = self._voices.speaker(start, colon, inherit=False) if self._voices.heads(start, colon) else None
        return Voice(headed.keys, headed.name) if headed and headed.keys else None

    def trailing(self, number: int) -> Speech | None:
        """ "… -OFFICIAL", "…: IRGC": a flash or headline that names its speaker last."""
        first, past = self._sentences[number]
        words = self._page.tokens.words
        while past > first and words[past - 1] in ".!":
            past -= 1
        for k in range(past - 2, max(first + 3, past - _TRAILING - 2), -1):
            if self._w.bits(words[k + 1]) & w.QUOTE:
                continue  # "he wrote: “Our soldiers will return”"
            if words[k] in "-–—:" and k not in self._voices.tight and self._voices.heads(k + 1, past):
                speaker = self._voices.speaker(k + 1, past, inherit=False)
                return Speech(first, k, speaker, -1, "… – <speaker>") if speaker and speaker.keys else None
        return None

    def _headed(self, number: int, start: int, colon: int, begins: bool) -> Speech | None:
        """A speaker's name, then a colon, then his words."""
        page, voices = self._page, self._voices
        first, past = self._sentences[number]
        if colon + 2 >= self._ends[number] or self._w.bits(page.tokens.words[start]) & w.QUESTION:
            return None
        if past - colon <= _TRAILING + 1 and colon - first > past - colon and voices.heads(colon + 1, past):
            return None
        if not voices.has(start, colon) or self._is_dateline(start, colon):
            return None
        if any(self._is_verb(k) for k in range(start, colon)):
            return None
        if not voices.heads(start, colon):
            return None
        speaker = voices.speaker(start, colon, inherit=False)
        if speaker is None:
            return None
        end = self._ends[number] if begins else past
        return Speech(colon + 1, end, speaker, -1, "<speaker>: …")

    def _is_dateline(self, start: int, colon: int) -> bool:
        """Whether a town in capitals only tells where a report was written: "LONDON: Troops arrived in …"."""
        words = self._page.tokens.surface
        capitals = all(words(k).isupper() and len(words(k)) > _ACRONYM for k in range(start, colon))
        return capitals and any(m.first == start and m.sub in ("capital", "town") for m in self._page.mentions)

    def _is_verb(self, k: int) -> bool:
        """Whether a word of a would-be label makes a clause of it."""
        bits = self._w.bits(self._page.tokens.words[k])
        if bits & (w.FINITE | w.AUXILIARY) and (self._w.cased or not bits & w.BEARER):
            return True
        return any(
            h.layer in ("speech", "trigger") and h.form in _VERBAL and h.label != "noun"
            for m in self._page.matches[k]
            for h in m.hits
        )
