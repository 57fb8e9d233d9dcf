"""JSON lines in the contract's form: a report a line, with its text and claims. `marsad import` takes it in again."""

import itertools
import json
from pathlib import Path

from marsad.exports.material import Material


def write(material: Material, path: Path) -> None:
    by_report = sorted(material.entries, key=lambda entry: (entry.published is None, entry.published, entry.report_id))
    with path.open("w", encoding="utf-8") as file:
        for report_id, entries in itertools.groupby(by_report, key=lambda entry: entry.report_id):
            report = material.view.report(report_id)
            made = {
                "id": report.id,
                "language": report.language,
                "published": report.published.isoformat() if report.published else None,
                "publisher": report.publisher,
                "title": report.title,
                "address": report.address,
                "text": report.text,
                "claims": [{"id": entry.id, **entry.claim.to_json()} for entry in entries],
            }
            file.write(json.dumps(made, ensure_ascii=False) + "\n")
