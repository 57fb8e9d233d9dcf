"""A report with passages that somebody marked as claims, whatever tool they used."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from marsad.errors import ContractError, ReportError
from marsad.imports.made import Given, Imported, NewName
from marsad.imports.slots import claim_of
from marsad.model.kinds import KINDS
from marsad.model.report import Report
from marsad.model.span import Span
from marsad.reports.language import detect_language

SLOTS = (*dict.fromkeys(slot for kind in KINDS.values() for slot in kind.slots), "status", "when", "reasons", "said_by",
         "said_by_name", "confidence")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Marked:
    """A passage and what was said of it: its kind, and values by slot."""

    span: Span
    values: Mapping[str, Any]


def imported(text: str, about: Mapping[str, Any], marked: Iterable[Marked], where: str, given: Given) -> Imported:
    report = Report(
        id=str(about["id"]),
        text=text,
        language=str(about.get("language") or given.language or detect_language(text, where)),
        published=_day(about.get("published")) or given.published,
        publisher=about.get("publisher") or given.publisher,
        title=about.get("title"),
        address=about.get("address") or about.get("url"),
    )

    def where_is(name: str) -> Span | None:
        start = text.find(name)
        return Span(start, start + len(name)) if start >= 0 else None

    claims, unknown = [], list[NewName]()
    for mark in sorted(marked, key=lambda mark: mark.span):
        values = {slot: _single(slot, value) for slot, value in mark.values.items()}
        try:
            claim, names = claim_of(values, (mark.span,), given.names, where_is)
            claim.check(text)
        except ContractError as error:
            raise ContractError(f"the {mark.values['kind']} at {mark.span.start}: {error}") from error
        claims.append(claim)
        unknown += names
    return Imported(report, tuple(claims), tuple(dict.fromkeys(unknown)))


_SEVERAL = ("actor", "partner", "place", "origin", "destination", "means", "reasons")


def _single(slot: str, value: Any) -> Any:
    """Of a slot that holds one value, the first."""
    return next(iter(value), None) if isinstance(value, list) and slot not in _SEVERAL else value


def _day(value: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(value)[:10]) if value else None
    except ValueError as error:
        raise ReportError(f"{value!r} is no date; write it as 2020-03-17") from error
