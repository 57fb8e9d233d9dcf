"""The reports as RIS, for Zotero, EndNote and others."""

from pathlib import Path

from marsad.exports.citations import address, cited, one_line
from marsad.exports.material import Material


def write(material: Material, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="\r\n") as file:
        for key, report in cited(material):
            day = report.published
            fields = [
                ("TY", "NEWS"),
                ("ID", key),
                ("TI", one_line(report.title) or report.id),
                ("T2", one_line(report.publisher)),
                ("PY", str(day.year) if day else ""),
                ("DA", day.strftime("%Y/%m/%d") if day else ""),
                ("LA", report.language),
                ("UR", address(report) or ""),
            ]
            file.writelines(f"{tag}  - {value}\n" for tag, value in fields if value)
            file.write("ER  - \n\n")
