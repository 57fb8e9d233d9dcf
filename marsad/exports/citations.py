"""A report as a citation: what the three forms for reference managers share."""

import re
from collections.abc import Iterator

from marsad.exports.material import Material
from marsad.model.report import Report

_BREAKS = re.compile(r"\s+")
_ACCESS = re.compile(r"https?://", re.I)


def cited(material: Material) -> Iterator[tuple[str, Report]]:
    """Every report with a key of its own, of letters and digits only."""
    taken: set[str] = set()
    for report in material.reports():
        stem = re.sub(r"[^A-Za-z0-9]+", "-", report.id).strip("-") or "report"
        key, n = stem, 1
        while key.casefold() in taken:
            n += 1
            key = f"{stem}-{n}"
        taken.add(key.casefold())
        yield key, report


def one_line(text: str | None) -> str:
    return _BREAKS.sub(" ", text or "").strip()


def address(report: Report) -> str | None:
    """The address, where it is one that others can open."""
    return report.address if report.address and _ACCESS.match(report.address) else None
