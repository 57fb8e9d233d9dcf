"""The speeches of a page by sentence."""

from marsad.reading.page import Page, Speech
from marsad.resolve.groups import NOBODY

_CODE = 2  # letters of a country's code
_MOST = 2  # states that are likely enough to be a speaker's


class Spoken:
    """The speeches of a page by sentence, so that a sentence need not look at all of them."""

    def __init__(self, page: Page) -> None:
        count = len(page.tokens.sentences)
        self.over: list[list[Speech]] = [[] for _ in range(count)]  # those whose words reach into a sentence
        self.said: list[list[Speech]] = [[] for _ in range(count)]  # those whose verb stands in it, by somebody known
        self.before: list[Speech | None] = [None] * count  # the last of these in earlier sentences
        self.speakers: list[set[int]] = [set() for _ in range(count)]  # where speakers of its verbs begin
        self.labelled = {s.speaker.first for s in page.speech if s.speaker and s.verb == -1}
        self._page = page
        self._homes: tuple[str, ...] | None = None
        self._fill(page)

    @property
    def homes(self) -> tuple[str, ...]:
        """The states, and the body that is none, that the page names most often: whose a speaker may be."""
        if self._homes is None:
            ranked = [key for key in self._page.named_keys() if key not in NOBODY]
            states = [key for key in ranked if len(key) == _CODE][:_MOST]
            bodies = [key for key in ranked if len(key) != _CODE][:1]
            listed = (*states, self._page.dominant(), *bodies)
            self._homes = tuple(dict.fromkeys(key for key in listed if key))
        return self._homes

    def _fill(self, page: Page) -> None:
        number_of = page.tokens.sentence_of
        latest = [-1] * len(self.over)
        for k, speech in enumerate(page.speech):
            if speech.past > speech.first:
                for number in range(number_of(speech.first), number_of(speech.past - 1) + 1):
                    self.over[number].append(speech)
            if speech.verb < 0 or not speech.speaker:
                continue
            number = number_of(speech.verb)
            self.speakers[number].add(speech.speaker.first)
            if speech.speaker.keys:
                self.said[number].append(speech)
                if speech.past > speech.first:
                    latest[number] = k
        last = -1
        for number, k in enumerate(latest):
            self.before[number] = page.speech[last] if last >= 0 else None
            last = max(last, k)
