"""JSON lines in the contract's form: a report a line, with its text and claims. `marsad import` takes it in again."""

import json
from pathlib import Path

from marsad.exports.material import Material, parts
from marsad.ledger import Entry
from marsad.model.report import Report


def write(material: Material, path: Path) -> None:
    """The reports in the order of their publication, each with its claims."""
    found: dict[tuple[bool, str, str], list[str]] = {}
    for entry in material.entries():
        day = entry.published.isoformat() if entry.published else ""
        found.setdefault((not day, day, entry.report_id), []).append(entry.id)
    done = 0
    with path.open("w", encoding="utf-8") as file:
        for part in parts(sorted(found)):
            reports = material.view.reports_named([id for _, _, id in part])
            claims = {e.id: e for e in material.view.claims(ids=[id for key in part for id in found[key]])}
            for key in part:
                file.write(_line(reports[key[2]], [claims[id] for id in found[key]]) + "\n")
            done += len(claims)
            material.step("claims", done)


def _line(report: Report, entries: list[Entry]) -> str:
    made = {
        **report.metadata(),
        "text": report.text,
        "claims": [{"id": entry.id, **entry.claim.to_json()} for entry in entries],
    }
    return json.dumps(made, ensure_ascii=False)
