"""Times that begin with an event: "since the fall of Kabul in August 2021" is from August 2021 on."""

from collections.abc import Iterator

from marsad.reading import calendar as cal
from marsad.reading.page import TimeMention
from marsad.text.tokens import Tokens

_REACH = 8  # tokens from "since" to the date of the event
_PLAIN = ("<date>", "on <date>", "the <year> war")
_SINCE = "since <date>"


def since_events(tokens: Tokens, times: list[TimeMention], since: frozenset[str]) -> Iterator[TimeMention]:
    """For each date of an event that something has lasted since, the time from then on."""
    for time in times:
        if time.rule not in _PLAIN or not time.edtf or "/" in time.edtf:
            continue
        start = max(tokens.sentences[tokens.sentence_of(time.first)][0], time.first - _REACH)
        for at in range(time.first - 1, start - 1, -1):
            word = tokens.words[at]
            if word in since and at < time.first - 1:
                yield TimeMention(at, time.past, f"{cal.starts(time.edtf)}/..", _SINCE)
            if word in since or not word[0].isalpha():
                break
