"""Reports with claims in the contract's form: JSON lines with the text, or ID.json beside ID.txt, as gold is kept."""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from marsad.errors import ContractError, ReportError
from marsad.imports.made import Given, Imported
from marsad.model.claim import Claim
from marsad.model.report import Report
from marsad.reports import Failure
from marsad.reports.language import detect_language


def load(path: Path, given: Given) -> Iterator[Imported | Failure]:
    for where, value in _objects(path):
        if isinstance(value, Failure):
            yield value
            continue
        try:
            yield _imported(value, where, given)
        except (ContractError, ReportError) as error:
            yield Failure(where, f"{where}: {error}.".replace("..", "."))


def _objects(path: Path) -> Iterator[tuple[str, Any]]:
    """The objects of a file or folder, each with where it stands."""
    if path.is_dir():
        for file in sorted(path.glob("*.json")):
            yield from _objects(file)
        return
    try:
        if path.suffix.lower() == ".json":
            yield str(path), _parsed(path.read_text("utf-8-sig"), str(path), path)
            return
        with path.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    where = f"{path}, line {number}"
                    yield where, _parsed(line, where, path)
    except UnicodeDecodeError as error:
        raise ReportError(f"{path} is no valid UTF-8; save it as UTF-8.") from error


def _parsed(text: str, where: str, path: Path) -> Any:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return Failure(where, f"{where} is no JSON; write one object in the contract's form.")
    if not isinstance(value, dict):
        return Failure(where, f"{where} is no JSON object; write one in the contract's form.")
    beside = path.with_suffix(".txt")
    if "text" not in value and path.suffix.lower() == ".json" and beside.is_file():
        return value | {"text": beside.read_bytes().decode("utf-8")}  # line ends as they are: offsets count them
    return value


def _imported(value: dict[str, Any], where: str, given: Given) -> Imported:
    text = value.get("text")
    if not isinstance(text, str) or not text.strip():
        raise ReportError('there is no text; put it in "text", or into ID.txt beside ID.json')
    report = Report(
        id=str(value.get("id") or where),
        text=text,
        language=value.get("language") or given.language or detect_language(text, where),
        published=_day(value.get("published")) or given.published,
        publisher=value.get("publisher") or given.publisher,
        title=value.get("title"),
        address=value.get("address"),
    )
    return Imported(report, tuple(_claim(claim, n, text) for n, claim in enumerate(value.get("claims") or (), 1)))


def _claim(value: Any, number: int, text: str) -> Claim:
    try:
        claim = Claim.from_json(value)
        claim.check(text)
        if not claim.evidence:
            raise ContractError("it has no evidence; give [[start, end]] of the text")
    except ContractError as error:
        raise ContractError(f"claim {number}: {error}") from error
    return claim


def _day(value: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value) if value else None
    except (TypeError, ValueError) as error:
        raise ReportError(f"{value!r} is no date; write it as 2020-03-17") from error
