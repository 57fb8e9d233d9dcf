"""Claims that people made elsewhere, into a ledger: tables of facts, the contract, annotations. One file each.

A format's module has `load(path, given)`, which yields an `Imported` for each report and a `Failure` for what cannot be
taken in; the others are kept. See docs/export.md.
"""

import importlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from marsad.errors import LedgerError, MarsadError, ReportError
from marsad.imports.made import Given, Imported
from marsad.ledger import Ledger
from marsad.reports import Failure

__all__ = ["FORMATS", "Given", "Imported", "Summary", "format_of", "load", "record"]

FORMATS = {
    "contract": "contract",  # name → module
    "table": "table",
    "label-studio": "label_studio",
    "inception": "inception",
}
_TABLES = (".csv", ".tsv", ".xlsx", ".xlsm")
_VERSION = "1"


@dataclass(slots=True)
class Summary:
    """What became of an import."""

    reports: int = 0
    new: int = 0  # reports whose claims the ledger did not hold yet
    claims: int = 0
    failures: list[Failure] = field(default_factory=list)


def format_of(path: Path) -> str | None:
    """The format of a file or folder by its name and how it begins; None for an exported ledger, or anything else."""
    if path.is_dir():
        return None if any(path.glob("*.jsonl")) or not any(path.glob("*.json")) else "contract"
    if path.suffix.lower() in _TABLES:
        return "table"
    if path.suffix.lower() == ".jsonl":
        return "contract" if "claims" in _first_line(path) else None
    if path.suffix.lower() != ".json":
        return None
    value = load_json(path)
    if isinstance(value, dict):
        return "inception" if "%FEATURE_STRUCTURES" in value else "contract"
    return "label-studio"


def _first_line(path: Path) -> dict[str, object]:
    try:
        with path.open(encoding="utf-8") as file:
            value = json.loads(file.readline() or "{}")
    except (ValueError, OSError, RecursionError) as error:
        raise ReportError(f"{path} is no JSON lines; write one object a line, in UTF-8.") from error
    return value if isinstance(value, dict) else {}


def load_json(path: Path) -> object:
    try:
        return json.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise ReportError(f"{path} cannot be read ({error.strerror}).") from error
    except (ValueError, RecursionError) as error:
        raise ReportError(f"{path} is no JSON in UTF-8; export it again.") from error


def load(form: str, path: Path, given: Given) -> Iterator[Imported | Failure]:
    module = importlib.import_module(f"marsad.imports.{FORMATS[form]}")
    found: Iterator[Imported | Failure] = module.load(path, given)
    yield from found


def record(
    ledger: Ledger,
    form: str,
    items: Iterable[Imported | Failure],
    step: Callable[[str, int], None] = lambda what, done: None,
) -> Summary:
    """Each report with its claims into the ledger, as a reading by `import:FORMAT`; the same twice adds nothing."""
    summary = Summary()
    for item in items:
        step("reports", summary.reports)
        if isinstance(item, Failure):
            summary.failures.append(item)
            continue
        try:
            made = ledger.record(item.report, item, f"import:{form}", f"{_VERSION}+{item.digest}")
        except LedgerError:
            raise
        except MarsadError as error:
            summary.failures.append(Failure(item.report.id, str(error)))
            continue
        summary.reports += 1
        summary.new += made.new
        summary.claims += len(made.claim_ids) if made.new else 0
    return summary
