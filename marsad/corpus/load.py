"""A corpus into a ledger: partition by partition, each in one transaction, in bulk.

What the ledger has already adds nothing, so that a load that was ended is begun again without harm.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from marsad.corpus.parquet import read_back
from marsad.corpus.pool import each
from marsad.corpus.read import files_of, notes
from marsad.corpus.storage import Storage
from marsad.errors import ReportError
from marsad.ledger import Ledger
from marsad.ledger.bulk import bulk, dialect_of
from marsad.ledger.ready import Ready, make_ready
from marsad.model.report import Report
from marsad.reader import Reading


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a partition brought."""

    part: str
    reports: int
    new: int  # reports whose reading the ledger did not have
    claims: int  # of these


def load(storage: Storage, folder: str, ledger: Ledger, jobs: int = 1) -> Iterator[Loaded]:
    """Every partition of a corpus into a ledger, in their order; made ready on so many cores."""
    noted = list(notes(storage, folder))
    ready = Preparing(storage, folder, dialect_of(ledger))
    for note, made in zip(noted, each(ready, noted, jobs), strict=True):
        with bulk(ledger) as batch:
            if batch.decided:
                recorded = batch.record_many(_readings(storage, folder, note["part"]), note["reader"], note["version"])
            else:
                recorded = batch.record_ready(made, note["reader"], note["version"])
        new = [one for one in recorded if one.new]
        yield Loaded(note["part"], len(made), len(new), sum(len(one.claim_ids) for one in new))


@dataclass(frozen=True, slots=True)
class Preparing:
    """Makes the readings of a partition ready, in whichever process."""

    storage: Storage
    folder: str
    dialect: str

    def __call__(self, note: dict[str, Any]) -> list[Ready]:
        found = _readings(self.storage, self.folder, note["part"])
        return [make_ready(report, reading, note["reader"], self.dialect) for report, reading in found]


def _readings(storage: Storage, folder: str, part: str) -> Iterator[tuple[Report, Reading]]:
    try:
        yield from read_back(*files_of(storage, folder, part))
    except ReportError:
        raise
    except Exception as error:  # whatever a damaged file can raise
        cause: Any = f"{type(error).__name__}: {error}"
        raise ReportError(f"The files of {part} in {folder} are damaged ({cause}); read the corpus again.") from error
