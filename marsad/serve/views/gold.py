"""What analysts decided, as annotations in the contract's form: ID.txt with ID.json beside it, in one ZIP.

Only reports of which every claim was decided on are annotated in full, so only these are gold. Claims as they were
accepted or amended are in it; rejected ones are left out, so that a reader that makes them again is marked down.
"""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from marsad.errors import QuestionError
from marsad.ledger import Entry, View
from marsad.ledger.glance import claims_of
from marsad.model.report import Report

_OF_READERS = ("confidence", "rule")  # what a reader says of its own work is no part of gold
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time of a ZIP: the same decisions give the same bytes


def archive(view: View) -> bytes:
    """A ZIP of a folder that `marsad evaluate` takes, `gold/`; raises QuestionError where nothing is gold yet."""
    found = io.BytesIO()
    names: set[str] = set()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as made:
        for report, entries in reports(view):
            name = _name(report, names)
            _put(made, f"gold/{name}.txt", report.text)
            _put(made, f"gold/{name}.json", json.dumps(annotated(report, entries), ensure_ascii=False, indent=1) + "\n")
    if not names:
        raise QuestionError(
            "No report is decided on in full yet; gold needs one whose every claim was accepted, amended or rejected."
        )
    return found.getvalue()


def reports(view: View) -> Iterator[tuple[Report, list[Entry]]]:
    """The reports of which every claim was decided on, with those claims that were not rejected."""
    for id in sorted(_touched(view)):
        report, entries = view.report(id), claims_of(view, id)
        if report.text and all(entry.verdict for entry in entries):
            yield report, [entry for entry in entries if entry.verdict != "rejected"]


def annotated(report: Report, entries: list[Entry]) -> dict[str, Any]:
    """A report's metadata and claims as the contract has them."""
    claims = [entry.claim.to_json() for entry in entries]
    return {
        **report.metadata(),
        "claims": [{slot: value for slot, value in claim.items() if slot not in _OF_READERS} for claim in claims],
    }


def _touched(view: View) -> set[str]:
    found = set()
    for id in view.rulings.named:
        try:
            found.add(view.claim(id).report_id)
        except QuestionError:  # it does not stand any more: another reading, or its report was taken back
            continue
    return found


def _name(report: Report, taken: set[str]) -> str:
    """A name for files, from the report's id; ids may be addresses."""
    plain = re.sub(r"[^\w-]+", "-", report.id).strip("-")[:80] or "report"
    name = plain if plain.casefold() not in taken else f"{plain}-{report.sha256[:12]}"
    taken.add(name.casefold())
    return name


def _put(made: zipfile.ZipFile, name: str, text: str) -> None:
    made.writestr(zipfile.ZipInfo(name, _EPOCH), text.encode("utf-8", "surrogatepass"), zipfile.ZIP_DEFLATED)
