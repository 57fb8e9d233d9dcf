"""From a text to a page with every layer: the cascade, in order."""

import datetime as dt
from functools import lru_cache
from operator import attrgetter
from pathlib import Path

from marsad.languages import load
from marsad.reading.idioms import silence
from marsad.reading.issuer import Publisher
from marsad.reading.lexicon import Lexicon
from marsad.reading.mentions import MentionFinder
from marsad.reading.numbers import NumberFinder
from marsad.reading.page import NumberMention, Page, TimeMention
from marsad.reading.phrases import Match
from marsad.reading.speech import SpeechFinder
from marsad.reading.times import Time, TimeFinder
from marsad.reading.times.events import since_events
from marsad.text.normalise import fold
from marsad.text.tokens import tokenise
from marsad.world.register import Register, load_register

_PLACE = attrgetter("first", "past")
_UNTIL = "until <date>"  # the rule of when.yaml by which a year ends a time


class Annotator:
    """Reads the layers of one language's texts. Built once, used for every report."""

    def __init__(self, language: str, register: Register) -> None:
        self.language = language
        self.lexicon = Lexicon(language, register)
        self._mentions = MentionFinder(self.lexicon, register)
        self._times = TimeFinder(language)
        self._numbers = NumberFinder(language)
        self._to = frozenset(load(language, "_script")["to"])
        self._since = frozenset(fold(word) for word in load(language, "when")["words"]["since"])
        self._speech = SpeechFinder(language)

    def page(self, text: str, published: dt.date | None = None, publisher: str | None = None) -> Page:
        """Every layer of a text; `publisher` tells whether the report is somebody's own statement."""
        page = self._matched(text, published)
        times = [time for time in self._times.find(page.tokens, published) if not _counts(page, time, self._to)]
        page.times = [TimeMention(*time) for time in times]
        dated = {i for time in page.times for i in range(time.first, time.past)}
        page.numbers = [
            NumberMention(*number[:5])
            for number in self._numbers.find(page.tokens)
            if dated.isdisjoint(range(number.first, number.past))
        ]
        page.mentions = self._mentions.find(page)
        if page.numbers:
            named = {i for m in page.mentions if m.place and m.past - m.first > 1 for i in range(m.first, m.past)}
            page.numbers = [n for n in page.numbers if n.first not in named or n.past - n.first > 1]  # "Airbase 201"
        page.speech = self._speech.find(page, self._publisher(publisher))
        page.times = sorted([*page.times, *since_events(page.tokens, page.times, self._since)], key=_PLACE)
        return page

    def _matched(self, text: str, published: dt.date | None) -> Page:
        tokens = tokenise(text, self.lexicon.abbreviations)
        page = Page(self.language, tokens, published)
        matches: list[list[Match]] = [[] for _ in tokens.words]
        page.matches = matches
        for match in self.lexicon.phrases.find(tokens.words):
            if not match.after or not _false_pronoun(match, tokens.surface(match.past - 1)):
                matches[match.first].append(match)
        silence(matches, tokens.words)
        return page

    @lru_cache(maxsize=256)  # noqa: B019  an annotator lives as long as the program
    def _publisher(self, publisher: str | None) -> Publisher:
        """What a publisher's name tells: an issuer of statements, or an outlet."""
        if not publisher:
            return Publisher()
        name = self._matched(publisher, None)
        return self._speech.issuers.publisher(name, self._mentions.find(name))


def _counts(page: Page, time: Time, to: frozenset[str]) -> bool:
    """Whether what looks like a year counts people: "up to 2000 soldiers"."""
    words, year = page.tokens.words, time.past - 1
    if not time.rule.startswith(_UNTIL):
        return False
    if year == time.first or time.past >= len(words) or not words[year].isdigit() or words[year - 1] not in to:
        return False
    if any(word[0].isdigit() for word in words[time.first : year]):
        return False
    return any(match.hit("force") or match.hit("people") for match in page.matches[time.past])


def _false_pronoun(match: Match, surface: str) -> bool:
    """Whether a supposed pronoun is a feminine ending: ه stands for both in folded spelling."""
    return (match.after == "ه" and surface.endswith("ة")) or match.after in ("ي", "ك")


@lru_cache(maxsize=8)
def annotator(language: str, files: tuple[Path, ...] = ()) -> Annotator:
    """The annotator of a language over the register and a user's own files."""
    return Annotator(language, load_register(files))
