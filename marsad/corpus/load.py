"""A corpus into a ledger: partition by partition, each in one transaction, in bulk.

What the ledger has already adds nothing, so that a load that was ended is begun again without harm.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from marsad.corpus.parquet import read_back
from marsad.corpus.read import files_of, notes
from marsad.corpus.storage import Storage
from marsad.errors import ReportError
from marsad.ledger import Ledger
from marsad.ledger.bulk import bulk
from marsad.model.report import Report
from marsad.reader import Reading


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a partition brought."""

    part: str
    reports: int
    new: int  # reports whose reading the ledger did not have
    claims: int  # of these


def load(storage: Storage, folder: str, ledger: Ledger) -> Iterator[Loaded]:
    """Every partition of a corpus into a ledger, in their order."""
    for note in notes(storage, folder):
        found = list(_readings(storage, folder, note["part"]))
        with bulk(ledger) as batch:
            recorded = batch.record_many(found, note["reader"], note["version"])
        new = [one for one in recorded if one.new]
        yield Loaded(note["part"], len(found), len(new), sum(len(one.claim_ids) for one in new))


def _readings(storage: Storage, folder: str, part: str) -> Iterator[tuple[Report, Reading]]:
    try:
        yield from read_back(*files_of(storage, folder, part))
    except ReportError:
        raise
    except Exception as error:  # whatever a damaged file can raise
        cause: Any = f"{type(error).__name__}: {error}"
        raise ReportError(f"The files of {part} in {folder} are damaged ({cause}); read the corpus again.") from error
