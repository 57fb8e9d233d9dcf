"""The reports as BibTeX, in UTF-8, as biber and current BibTeX take it."""

from pathlib import Path

from marsad.exports.citations import address, cited, one_line
from marsad.exports.material import Material

_ESCAPED = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#", "$": r"\$",
            "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}  # fmt: skip


def write(material: Material, path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        for key, report in cited(material):
            day = report.published
            fields = {
                "title": f"{{{escaped(one_line(report.title) or report.id)}}}",
                "author": f"{{{escaped(one_line(report.publisher))}}}" if report.publisher else "",
                "year": str(day.year) if day else "",
                "month": str(day.month) if day else "",
                "date": day.isoformat() if day else "",
                "langid": {"ar": "arabic", "en": "english"}.get(report.language, report.language),
                "url": (address(report) or "").replace("{", "%7B").replace("}", "%7D"),
            }
            body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
            file.write(f"@misc{{{key},\n{body}\n}}\n\n")


def escaped(text: str) -> str:
    return "".join(_ESCAPED.get(letter, letter) for letter in text)
