"""The reports as CSL-JSON, for Zotero, pandoc and citation processors."""

import json
from pathlib import Path
from typing import Any

from marsad.exports.citations import address, cited, one_line
from marsad.exports.material import Material
from marsad.model.report import Report


def write(material: Material, path: Path) -> None:
    items = [_item(key, report) for key, report in cited(material)]
    path.write_text(json.dumps(items, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _item(key: str, report: Report) -> dict[str, Any]:
    day = report.published
    item: dict[str, Any] = {"id": key, "type": "article-newspaper", "title": one_line(report.title) or report.id}
    item |= {"language": report.language}
    if report.publisher:
        item |= {"container-title": one_line(report.publisher)}
    if day:
        item |= {"issued": {"date-parts": [[day.year, day.month, day.day]]}}
    if found := address(report):
        item |= {"URL": found}
    return item
