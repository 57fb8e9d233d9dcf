"""A corpus into a ledger: partition by partition, each in one transaction, in bulk.

What the ledger has already adds nothing, so that a load that was ended is begun again without harm.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from marsad.corpus.parquet import as_written
from marsad.corpus.pool import each
from marsad.corpus.read import files_of, notes
from marsad.corpus.storage import Storage
from marsad.errors import ReportError
from marsad.garbage import no_garbage
from marsad.ledger import Ledger
from marsad.ledger.block import Prepared, prepare
from marsad.ledger.bulk import bulk, dialect_of
from marsad.ledger.ready import Written
from marsad.ledger.write import Recorded
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
    with no_garbage():  # what comes from the workers is a great many small tuples
        for note, made in zip(noted, each(ready, noted, jobs, lead=True), strict=True):
            recorded = _record(storage, folder, ledger, note, made)
            new = [one for one in recorded if one.new]
            yield Loaded(note["part"], len(made), len(new), sum(len(one.claim_ids) for one in new))


def _record(
    storage: Storage, folder: str, ledger: Ledger, note: dict[str, Any], made: Sequence[Prepared]
) -> list[Recorded]:
    part, reader, version = note["part"], note["reader"], note["version"]
    with bulk(ledger) as batch:
        if not batch.decided:
            return batch.record_block(made, reader, version)
        readings = ((report, reading) for report, reading, _ in _readings(storage, folder, part))
        return batch.record_many(readings, reader, version)


@dataclass(frozen=True, slots=True)
class Preparing:
    """Makes the readings of a partition ready, in whichever process."""

    storage: Storage
    folder: str
    dialect: str

    def __call__(self, note: dict[str, Any]) -> list[Prepared]:
        found = _readings(self.storage, self.folder, note["part"])
        with no_garbage():
            return [prepare(report, reading, written, self.dialect) for report, reading, written in found]


def _readings(storage: Storage, folder: str, part: str) -> Iterator[tuple[Report, Reading, Written]]:
    try:
        yield from as_written(*files_of(storage, folder, part))
    except ReportError:
        raise
    except Exception as error:  # whatever a damaged file can raise
        cause: Any = f"{type(error).__name__}: {error}"
        raise ReportError(f"The files of {part} in {folder} are damaged ({cause}); read the corpus again.") from error
