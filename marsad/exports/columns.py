"""The columns of the tables: claims, cells of a posture, reports. One list each, for every format that has rows.

`list` is a list of texts, joined where a format has none; `json` is the whole in the contract's form, so that nothing
is lost where a claim names several places.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from marsad.exports.material import POSTURE, Material, Told
from marsad.model.report import Report
from marsad.model.values import Count, Place
from marsad.posture.answer import Line

SEPARATOR = "; "
Value = str | int | float | bytes | list[str] | None


class Column(NamedTuple):
    name: str
    type: str  # text, whole, real or list
    of: Callable[[Any], Value]


class Located(NamedTuple):
    """A row with one of its places, and the slot in which that stands."""

    slot: str | None
    place: Place | None
    row: Any


def _places(slot: str, first: Callable[[Any], Place | None]) -> list[Column]:
    def part(name: str) -> Callable[[Any], Value]:
        return lambda row: getattr(first(row), name, None)

    return [
        Column(slot, "text", part("name")),
        Column(f"{slot}_country", "text", part("country")),
        Column(f"{slot}_lat", "real", part("lat")),
        Column(f"{slot}_lon", "real", part("lon")),
        Column(f"{slot}_level", "text", part("level")),
    ]


def _counts(slot: str, count: Callable[[Any], Count | None]) -> list[Column]:
    return [
        Column(f"{slot}_min", "whole", lambda row: getattr(count(row), "min", None)),
        Column(f"{slot}_max", "whole", lambda row: getattr(count(row), "max", None)),
    ]


def _slot(name: str) -> Callable[[Told], Any]:
    return lambda told: getattr(told.entry.claim, name)


def _first(name: str) -> Callable[[Told], Place | None]:
    return lambda told: next(iter(getattr(told.entry.claim, name)), None)


def _listed(name: str) -> Callable[[Told], Value]:
    return lambda told: list(getattr(told.entry.claim, name))


def _published(told: Told) -> str | None:
    return told.entry.published.isoformat() if told.entry.published else None


CLAIM_COLUMNS: list[Column] = [
    Column("id", "text", lambda told: told.entry.id),
    Column("kind", "text", _slot("kind")),
    Column("status", "text", _slot("status")),
    Column("actor", "list", _listed("actor")),
    Column("partner", "list", _listed("partner")),
    *_places("place", _first("place")),
    *_places("origin", _first("origin")),
    *_places("destination", _first("destination")),
    Column("activity", "text", _slot("activity")),
    Column("phase", "text", _slot("phase")),
    Column("means", "list", _listed("means")),
    *_counts("number", _slot("number")),
    *_counts("killed", _slot("killed")),
    *_counts("wounded", _slot("wounded")),
    Column("when", "text", _slot("when")),
    Column("valid_from", "text", lambda told: told.days[0]),
    Column("valid_to", "text", lambda told: told.days[1]),
    Column("reasons", "list", lambda told: [str(reason) for reason in told.entry.claim.reasons]),
    Column("said_by", "text", lambda told: getattr(told.entry.claim.said_by, "of", None)),
    Column("said_by_name", "text", lambda told: getattr(told.entry.claim.said_by, "name", None)),
    Column("passage", "text", lambda told: next(iter(told.passages), None)),
    Column("confidence", "real", lambda told: round(told.entry.claim.confidence, 3)),
    Column("rule", "text", _slot("rule")),
    Column("verdict", "text", lambda told: told.entry.verdict or None),
    Column("report", "text", lambda told: told.entry.report_id),
    Column("publisher", "text", lambda told: told.entry.publisher),
    Column("published", "text", _published),
    Column("language", "text", lambda told: told.entry.language),
    Column("title", "text", lambda told: told.report.title),
    Column("address", "text", lambda told: told.report.address),
    Column("json", "text", lambda told: json.dumps(told.entry.claim.to_json(), ensure_ascii=False)),
]


def _of_line(name: str) -> Callable[[Line], Any]:
    return lambda line: getattr(line, name)


CELL_COLUMNS: list[Column] = [
    Column("section", "text", _of_line("section")),
    Column("state", "text", _of_line("state")),
    Column("kind", "text", _of_line("kind")),
    Column("actor", "list", lambda line: list(line.actor)),
    Column("partner", "list", lambda line: list(line.partner)),
    *_places("place", _of_line("place")),
    *_places("destination", _of_line("destination")),
    Column("activity", "text", _of_line("activity")),
    Column("means", "list", lambda line: list(line.means)),
    *_counts("number", _of_line("number")),
    *_counts("killed", _of_line("killed")),
    *_counts("wounded", _of_line("wounded")),
    Column("when", "text", _of_line("when")),
    Column("last", "text", lambda line: line.last.isoformat() if line.last else None),
    Column("confidence", "real", lambda line: round(line.confidence, 3)),
    Column("voices", "list", lambda line: list(line.voices)),
    Column("disputed", "list", lambda line: [dispute.over for dispute in line.disputes]),
    Column("claims", "list", lambda line: [entry.id for entry in line.entries]),
    Column("against", "list", lambda line: [entry.id for entry in line.against]),
    Column("json", "text", lambda line: json.dumps(line.to_json(), ensure_ascii=False)),
]

REPORT_COLUMNS: list[Column] = [
    Column("id", "text", lambda report: report.id),
    Column("publisher", "text", lambda report: report.publisher),
    Column("published", "text", lambda report: report.published.isoformat() if report.published else None),
    Column("language", "text", lambda report: report.language),
    Column("title", "text", lambda report: report.title),
    Column("address", "text", lambda report: report.address),
    Column("sha256", "text", lambda report: report.sha256),
]


def columns(material: Material) -> list[Column]:
    return CELL_COLUMNS if material.what == POSTURE else CLAIM_COLUMNS


def rows(material: Material) -> Iterator[Told] | Iterator[Line]:
    """What the one table of a format holds: claims, or the cells of a day."""
    return iter(material.posture.lines) if material.what == POSTURE else material.claims()


def located(row: Told | Line) -> list[Located]:
    """The row once for each place that has a point; once without any where none has."""
    if isinstance(row, Told):
        claim = row.entry.claim
        named = [(slot, p) for slot in ("place", "origin", "destination") for p in getattr(claim, slot)]
    else:
        named = [(slot, p) for slot, p in (("place", row.place), ("destination", row.destination)) if p]
    return [Located(slot, p, row) for slot, p in named if p.lat is not None and p.lon is not None] or [
        Located(None, None, row)
    ]


def plain(value: Value) -> str | int | float | bytes | None:
    """A value for formats without lists."""
    return SEPARATOR.join(value) if isinstance(value, list) else value


def clocks(material: Material) -> dict[str, str]:
    """As of which clocks this was written, for formats that can say so."""
    view = material.view
    told = {"recorded": view.recorded, "known": view.known.isoformat() if view.known else ""}
    told |= {"on": material.day.isoformat()} if material.what == POSTURE else {}
    return {name: value for name, value in told.items() if value}


def report_row(report: Report) -> list[Value]:
    return [column.of(report) for column in REPORT_COLUMNS]
