"""How templates word what answers hold: the same words as on the command line, with dates kept in their order."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from marsad.ledger import Entry
from marsad.model.kinds import STATUSES
from marsad.posture.answer import Dispute, Line
from marsad.posture.explain import Link
from marsad.posture.joining import FAILED, PASSED
from marsad.posture.summary import Summary
from marsad.posture.telling import PLANNED, POSSIBLE
from marsad.publish.bidi import isolate
from marsad.publish.cells import told, when
from marsad.publish.conflicts import value_of as side_value
from marsad.publish.events import check_words, headline, status_of, told_by
from marsad.publish.posture import value_of
from marsad.publish.words import Words

if TYPE_CHECKING:
    from marsad.serve.visit import Visit

_DATE = re.compile(
    r"(?:\.\./)?\d{4}-\d{2}(?:-\d{2})?[~?%]?(?:/(?:\.\.|\d{4}(?:-\d{2}(?:-\d{2})?)?[~?%]?))?(?: \d{2}:\d{2})?"
)
_ARABIC = re.compile("[\u0600-\u06ff]")
_LATIN_NAME = r"[A-Za-z][\w.'’&/-]*(?:,? (?:(?!\d{4}-)[A-Za-z0-9&][\w.'’&/-]*|\([A-Za-z][\w .'’&/-]*\)))*"
_ISOLATED = "\u2068[^\u2068\u2069]*\u2069"  # a name that is set apart already
_LATIN = re.compile(f"{_ISOLATED}|{_DATE.pattern}|{_LATIN_NAME}", re.ASCII)
_FROM_THE_RIGHT = ("ar", "fa", "he", "ku", "ps", "ur")
_SELF_EVIDENT = ("kind", "mode_same", "said")  # what goes without saying where claims belong together


def dated(text: str) -> Markup:
    """Text, escaped, whose dates stay in their order within Arabic, and whose Latin names stay apart from it."""
    parts, at = [], 0
    for found in (_LATIN if _ARABIC.search(text) else _DATE).finditer(text):
        named = found[0].strip("\u2068\u2069")
        kept = Markup('<time dir="ltr">{}</time>' if _DATE.fullmatch(named) else "<bdi>{}</bdi>").format(named)
        parts += [escape(text[at : found.start()]), kept]
        at = found.end()
    return Markup("").join([*parts, escape(text[at:])])


def sides_of(dispute: Dispute, words: Words) -> list[tuple[str, list[Entry]]]:
    """What is said in a dispute, and the claims that say it."""
    sides: dict[str, list[Entry]] = {}
    for entry in dispute.entries:
        sides.setdefault(value_of(dispute.over, entry, words), []).append(entry)
    return list(sides.items())


def checks_of(link: Link, words: Words) -> list[str]:
    """What the tests made of two claims: those that failed, else those that say something."""
    shown = [c for c in link.checks if c.outcome == FAILED] or [
        c for c in link.checks if c.outcome == PASSED and c.how not in _SELF_EVIDENT
    ]
    return [check_words(check, words) for check in shown]


def number_of(line: Line, words: Words) -> str:
    """The number of a line; of a force that left there is none to give."""
    return "" if line.state in ("left", "past") else words.number(line.number)


def state_words(line: Line, words: Words) -> str:
    """How a cell stands: present, left, suspended; of an attack by which means, of a plan what is planned."""
    word = words.phrases.word
    if line.section in ("presence", "holder"):
        return word("state", line.state)
    if line.section == "move":
        return word("kind", "move")
    parts = [word("activity", line.activity) if line.activity else word("kind", line.kind or line.section)]
    if line.state == "overdue":
        parts.append(word("state", "overdue"))
    elif line.state not in STATUSES:
        parts.append(words.phrases.phase(line.state, line.activity))
    parts += [word("means", means) for means in line.means]
    parts.append(words.toll(line.killed, line.wounded))
    return joined(parts, words)


def time_of_event(summary: Summary, words: Words) -> str:
    """When an event was, in words; when it was reported, where no claim says."""
    if summary.when:
        return words.time(summary.when, ahead=summary.event.mode in (PLANNED, POSSIBLE))
    published = summary.event.first.entry.published
    return words.reported(published) if published else words.phrases.word("time", "undated")


def json_address(visit: "Visit") -> str:
    """The address of the same in JSON."""
    path, _, query = visit.here().partition("?")
    return f"{'/home' if path == '/' else path}.json" + (f"?{query}" if query else "")


def joined(parts: Iterable[Any], words: Words) -> str:
    return words.phrases.comma.join(str(part) for part in parts if part)


def direction_of(language: str) -> str:
    """Which way a text of this language runs, whatever letters it begins with."""
    return "rtl" if language.partition("-")[0] in _FROM_THE_RIGHT else "ltr"


FILTERS = {"dated": dated, "isolated": isolate}
FUNCTIONS = {
    "direction_of": direction_of,
    "told": told,
    "when_of_line": when,
    "number_of": number_of,
    "sides_of": sides_of,
    "dispute_value": value_of,
    "checks_of": checks_of,
    "headline": headline,
    "status_of_event": status_of,
    "told_by": told_by,
    "time_of_event": time_of_event,
    "side_value": side_value,
    "joined": joined,
    "state_words": state_words,
    "json_address": json_address,
}
