"""When: dates, spans and relative times of a text as EDTF, reckoned from the day of publication.

The phrases are data (`when.yaml` of a language); the modules here say what a phrase of a kind means.
"""

import datetime as dt
from functools import cache
from typing import Any, NamedTuple

from marsad.languages import load
from marsad.model.values.when import edtf_valid
from marsad.reading import numbers
from marsad.reading.calendar import Moment
from marsad.reading.grammar import Grammar, Match, Producer
from marsad.reading.times import dates, days, periods, reckoned, spans
from marsad.reading.times.context import Context, Cues
from marsad.text.tokens import Tokens


class Time(NamedTuple):
    """A time in tokens [first, past); `edtf` is None where it stays open."""

    first: int
    past: int
    edtf: str | None
    rule: str
    other: str = ""  # the same day or month of the next year, or the last, where the phrase does not tell which


class TimeFinder:
    """Finds the times of one language's texts."""

    def __init__(self, language: str) -> None:
        self._grammar, self._cues = _grammar(language)

    def find(self, tokens: Tokens, published: dt.date | None) -> list[Time]:
        """The times of a text in order, none overlapping; the longest phrase wins."""
        context = Context(tokens, published, self._cues)
        openers, words = self._cues.openers, tokens.words
        return [
            Time(
                first,
                past - (words[past - 1] in openers),
                edtf if edtf and edtf_valid(edtf) else None,
                rule,
                context.others.get((first, past), ""),
            )
            for first, past, edtf, rule in self._grammar.find(tokens, context)
        ]


@cache
def _grammar(language: str) -> tuple[Grammar, Cues]:
    return Grammar(language, ("number", "when"), PRODUCERS), Cues.listed(load(language, "when"))


def _safe(producer: Producer) -> Producer:
    """A date beyond the calendar is no date, and no failure; each date found may be reckoned from."""

    def produce(context: Context, match: Match) -> Any:
        try:
            value = producer(context, match)
        except (ValueError, OverflowError):
            return None
        if isinstance(value, Moment) and value.edtf and not value.weak:
            context.days.append((match.first, value.edtf))
        return value

    return produce


PRODUCERS: dict[str, Producer] = numbers.PRODUCERS | {
    name: _safe(producer)
    for module in (dates, days, periods, reckoned, spans)
    for name, producer in module.PRODUCERS.items()
}
