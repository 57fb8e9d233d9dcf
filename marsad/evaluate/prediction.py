"""Read a folder of gold reports afresh, as if nobody had ever annotated them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from marsad.errors import ReportError
from marsad.evaluate.scores import Graded
from marsad.model.report import Report
from marsad.reader import Reading
from marsad.reports import Source, get_report


class Reads(Protocol):
    """Any reader."""

    def read(self, report: Report) -> Reading: ...


class Predicted(NamedTuple):
    """What a reader made of ID.txt; the report is None where it could not be taken in."""

    path: Path
    report: Report | None
    claims: list[dict[str, Any]]
    error: str | None = None

    def to_json(self) -> dict[str, Any]:
        published = self.report.published if self.report else None
        return {
            "id": self.path.stem,
            "language": self.report.language if self.report else None,
            "published": published.isoformat() if published else None,
            "claims": self.claims,
        }


def find_texts(folder: Path) -> list[Path]:
    """Every ID.txt of the folder, sorted."""
    texts = sorted(path for path in folder.glob("*.txt") if path.is_file())
    if not texts:
        raise ReportError(f"{folder} holds no reports; a gold folder has ID.txt with ID.json beside it.")
    return texts


def predict(texts: list[Path], reader: Reads) -> Iterator[Predicted]:
    """The reader's claims for each text, read with the metadata beside it, never with its claims."""
    for path in texts:
        try:
            report = get_report(Source(path))
            claims = [claim.to_json() for claim in reader.read(report).claims]
            yield Predicted(path, report, claims)
        except Exception as error:  # one report must not cost the figures of all the others
            sentence = str(error) if isinstance(error, ReportError) else f"{path}: {type(error).__name__}: {error}"
            yield Predicted(path, None, [], sentence)


def write(predicted: Predicted, folder: Path) -> None:
    """ID.json in the contract's form."""
    text = json.dumps(predicted.to_json(), ensure_ascii=False, indent=1) + "\n"
    (folder / f"{predicted.path.stem}.json").write_text(text, "utf-8")


def gold_claims(text: Path) -> tuple[str, list[dict[str, Any]]] | None:
    """Language and claims of ID.json beside ID.txt; None where nobody annotated it."""
    path = text.with_suffix(".json")
    if not path.is_file():
        return None
    try:
        gold = json.loads(path.read_text("utf-8-sig"))
    except ValueError as error:
        raise ReportError(f"{path} is no JSON ({error}); gold claims cannot be compared.") from error
    if not isinstance(gold, dict) or "claims" not in gold:
        return None
    return gold.get("language", "?"), gold["claims"]


def grade(predicted: Predicted) -> Graded | None:
    """Prediction and gold side by side, where there is gold."""
    gold = gold_claims(predicted.path)
    return Graded(predicted.path.stem, gold[0], gold[1], predicted.claims) if gold else None
