"""A posture for people: a heading per section, a line per cell, and under it who says so."""

from collections.abc import Callable, Iterable, Iterator

from rich.padding import Padding
from rich.text import Text

from marsad.ledger import Entry
from marsad.posture.answer import SECTIONS, Answer, Dispute, Line
from marsad.publish.words import Namer, names, place_name, source

_SHOWN = 6  # sources a line names; `--json` has them all
_HEADINGS = {
    "presence": "Who is there",
    "holder": "Who holds what",
    "pace": "What goes on and what has stopped",
    "attack": "Attacks",
    "agreement": "Asked and agreed",
    "expected": "Expected",
    "feared": "Feared",
    "denied": "Denied",
}


def posture_lines(answer: Answer, namer: Namer) -> Iterator[Text | Padding]:
    known = f", as known on {answer.known}" if answer.known else ""
    yield Text(f"{names([answer.subject.name], namer)} on {answer.on}{known}", style="bold")
    for section in SECTIONS:
        if found := answer.section(section):
            yield Text(f"\n{_HEADINGS[section]}", style="bold")
            for line in found:
                yield from _cell(line, namer)
    if silent := [_HEADINGS[name].lower() for name in SECTIONS[:3] if not answer.section(name)]:
        yield Text(f"\nUnknown, for no claim says: {'; '.join(silent)}.", style="dim")


def _cell(line: Line, namer: Namer) -> Iterator[Text | Padding]:
    yield Padding(Text(WORDING[line.section](line, namer) + _when(line)), (0, 0, 0, 2), expand=False)
    count = len(line.voices)
    voices = f"{count} {'voice' if count == 1 else 'voices'}: " if count else ""
    yield Padding(Text(voices + _sources(line.entries), style="dim"), (0, 0, 0, 6), expand=False)
    for dispute in line.disputes:
        yield Padding(_dispute(dispute), (0, 0, 0, 6), expand=False)


def _sources(entries: Iterable[Entry]) -> str:
    by_source: dict[str, list[str]] = {}
    for entry in entries:
        by_source.setdefault(source(entry), []).append(entry.id)
    shown = [f"{name} [{' '.join(ids)}]" for name, ids in by_source.items()]
    more = f"; and {len(shown) - _SHOWN} more" if len(shown) > _SHOWN else ""
    return "; ".join(shown[:_SHOWN]) + more


def _dispute(dispute: Dispute) -> Text:
    told = "; ".join(f"{_value(dispute.over, e)} ({e.claim.said_by or source(e)}) [{e.id}]" for e in dispute.entries)
    return Text(f"disputed {dispute.over}: {told}", style="yellow")


def _value(over: str, entry: Entry) -> str:
    """What an entry says of the thing in dispute."""
    claim = entry.claim
    toll = ", ".join(f"{n} {word}" for n, word in ((claim.killed, "killed"), (claim.wounded, "wounded")) if n)
    told = {
        "number": str(claim.number or ""),
        "toll": toll,
        "date": claim.when,
        "holder": names(claim.partner if claim.kind == "handover" else claim.actor),
        "pace": claim.phase,
        "agreement": claim.phase,
    }
    return told.get(over) or claim.status


def _when(line: Line) -> str:
    if line.when:
        return f" ({line.when})"
    return f" (reported {line.last})" if line.last else ""


def _counted(line: Line, before: str = ", ") -> str:
    return f"{before}{line.number}" if line.number and line.state not in ("left", "past") else ""


def _presence(line: Line, namer: Namer) -> str:
    unknown = ", number unknown" if line.number is None and line.state in ("present", "reduced") else ""
    return f"{names(line.actor, namer)}, {place_name(line.place)}: {line.state}{_counted(line)}{unknown}"


def _holder(line: Line, namer: Namer) -> str:
    if line.state == "given-up":
        return f"{place_name(line.place)}: given up by {names(line.partner, namer) or 'its holder'}, to whom is unknown"
    giver = f", from {names(line.partner, namer)}" if line.partner else ""
    return f"{place_name(line.place)}: {names(line.actor, namer)}{giver}"


def _pace(line: Line, namer: Namer) -> str:
    place = f", {place_name(line.place)}" if line.place else ""
    partner = f" with {names(line.partner, namer)}" if line.partner else ""
    return f"{line.activity} by {names(line.actor, namer)}{partner}{place}: {line.state}"


def _attack(line: Line, namer: Namer) -> str:
    by = f" by {names(line.actor, namer)}" if line.actor else ""
    on = f" on {names(line.partner, namer)}" if line.partner else ""
    toll = ", ".join(f"{n} {word}" for n, word in ((line.killed, "killed"), (line.wounded, "wounded")) if n)
    count = f", {line.number} attacks" if line.number else ""
    return f"{place_name(line.place) or 'place unknown'}: attack{by}{on}{count}{': ' + toll if toll else ''}"


def _agreement(line: Line, namer: Namer) -> str:
    partner = f" with {names(line.partner, namer)}" if line.partner else ""
    return f"{names(line.actor, namer) or 'unknown'}{partner}: {line.state}"


def _outlook(line: Line, namer: Namer) -> str:
    partner = f" → {names(line.partner, namer)}" if line.partner else ""
    origin, destination = place_name(line.place), place_name(line.destination)
    place = f", {origin}" if origin and not destination else f", {origin} → {destination}" if destination else ""
    state = "" if line.state in ("planned", "possible", "denied") else f": {line.state}"
    what = line.activity or line.kind
    return f"{what} of {names(line.actor, namer) or 'unknown'}{partner}{place}{_counted(line)}{state}"


WORDING: dict[str, Callable[[Line, Namer], str]] = {
    "presence": _presence,
    "holder": _holder,
    "pace": _pace,
    "attack": _attack,
    "agreement": _agreement,
    "expected": _outlook,
    "feared": _outlook,
    "denied": _outlook,
}
