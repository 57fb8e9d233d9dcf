"""The clocks that an address carries, and the language: `?on=…&known=…&as_recorded=…&lang=ar`."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from marsad.errors import QuestionError
from marsad.serve.words import LANGUAGES
from marsad.text.typed import REACH, typed_day, typed_moment

CARRIED = ("on", "known", "as_recorded", "lang")
SHOWN = 60  # characters of what was typed that a refusal repeats


@dataclass(frozen=True, slots=True)
class Clocks:
    """What an address asks about: a day, as the public knew it by a day, as the ledger had it at a moment."""

    on: dt.date
    known: dt.date | None
    as_recorded: dt.datetime | None
    lang: str


def read_clocks(query: Mapping[str, str], accepts: str, default: str, today: dt.date) -> Clocks:
    """The clocks of an address; without a day it is that of `known`, or today."""
    known = read_day(query, "known")
    lang = query.get("lang") or accepted(accepts) or default
    if lang not in LANGUAGES:
        raise QuestionError(f"lang={lang[:SHOWN]} is no language of these pages; use {' or '.join(LANGUAGES)}.")
    return Clocks(read_day(query, "on") or known or today, known, _moment(query, "as_recorded"), lang)


def read_day(query: Mapping[str, str], name: str) -> dt.date | None:
    """A day that an address may carry under this name."""
    if not (given := query.get(name, "").strip()):
        return None
    return parse_day(given, name)


def parse_day(given: str, name: str) -> dt.date:
    """A day that was given under this name."""
    try:
        day = typed_day(given)
    except ValueError as error:
        raise QuestionError(f"{name}={given[:SHOWN]} is no date; write it as 2020-03-17.") from error
    return in_reach(day, name)


def _moment(query: Mapping[str, str], name: str) -> dt.datetime | None:
    if not (given := query.get(name, "").strip().replace(" ", "+")):
        return None
    return parse_moment(given, name)


def parse_moment(given: str, name: str) -> dt.datetime:
    """A moment that was given under this name."""
    try:
        moment = typed_moment(given)
    except ValueError as error:
        raise QuestionError(f"{name}={given[:SHOWN]} is no moment; write it as 2026-01-31T12:00.") from error
    in_reach(moment.date(), name)
    return moment


def in_reach(day: dt.date, name: str) -> dt.date:
    """The day, if it can be reckoned with."""
    if day.year not in REACH:
        raise QuestionError(f"{name}={day} lies out of reach; give a day from {REACH[0]} to {REACH[-1]}.")
    return day


def accepted(header: str) -> str | None:
    """The language that a browser would rather have, of those there are."""
    for part in header.split(","):
        language = part.partition(";")[0].strip().partition("-")[0].lower()
        if language in LANGUAGES:
            return language
    return None
