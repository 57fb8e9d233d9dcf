"""Reading a corpus: each partition gives a file of reports, a file of claims, and a note that it is done.

The note is written last and says of what it is: a run that is taken up again passes over what has one, and reads anew
where a file, the reader or the options have changed.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from typing import Any

from marsad.corpus.inputs import reports_of
from marsad.corpus.parquet import Writer
from marsad.corpus.plan import Partition
from marsad.corpus.storage import Storage, join
from marsad.errors import ReportError
from marsad.pipeline import Read, Reads, read_one
from marsad.reports import Failure, Metadata, Options

REPORTS, CLAIMS, DONE = "reports", "claims", "done"
_LISTED = 1_000  # failures of a partition that are named; all are counted


@dataclass(frozen=True, slots=True)
class Work:
    """What every worker needs to read any partition. It can be sent to another machine."""

    out: str
    make_reader: Callable[[], Reads]
    storage: Storage = field(default_factory=Storage)
    given: Metadata = field(default_factory=Metadata)
    options: Options = field(default_factory=Options)


@dataclass(frozen=True, slots=True)
class Done:
    """What a partition gave; `new` where it was read now, and not by an earlier run."""

    part: str
    reports: int
    claims: int
    failed: int
    failures: tuple[Failure, ...]
    new: bool = True


def read_partition(work: Work, part: Partition) -> Done:
    """Read one partition, or find that it was read. Its files are the same whoever reads it, and how often."""
    reader = _reader(work.make_reader)
    key = _key(work, part, reader)
    if (done := _noted(work, part, key)) is not None:
        return done
    writer = Writer(reader.name)
    failures: list[Failure] = []
    failed = 0
    for got in reports_of(work.storage, part, work.given, work.options):
        found = got if isinstance(got, Failure) else read_one(got, _unknown, reader)
        if isinstance(found, Read) and found.reading is not None:
            writer.add(found.got.report, found.reading)
        elif isinstance(found, Failure):
            failed += 1
            failures += [found] if len(failures) < _LISTED else []
    reports, claims = writer.files()
    work.storage.write(join(work.out, REPORTS, f"{part.name}.parquet"), reports)
    work.storage.write(join(work.out, CLAIMS, f"{part.name}.parquet"), claims)
    done = Done(part.name, writer.reports, writer.claims, failed, tuple(failures))
    work.storage.write(join(work.out, DONE, f"{part.name}.json"), _note(done, key, part, reader))
    return done


def failed(part: Partition, sentence: str) -> Done:
    """A partition that could not be read at all; nothing is noted, so that the next run tries again."""
    return Done(part.name, 0, 0, 1, (Failure(part.file.uri, sentence),))


def notes(storage: Storage, folder: str) -> Iterator[dict[str, Any]]:
    """What is noted of each partition that a folder has, in order."""
    names = storage.names(join(folder, DONE), ".json")
    if not names:
        raise ReportError(f"{folder} holds no corpus; make one with `marsad corpus read INPUT --out {folder}`.")
    for name in names:
        noted = json.loads(storage.read(join(folder, DONE, name)) or b"{}")
        yield noted | {"part": name.removesuffix(".json")}


def files_of(storage: Storage, folder: str, part: str) -> tuple[bytes, bytes]:
    """The reports and the claims of a partition."""
    found = [storage.read(join(folder, kind, f"{part}.parquet")) for kind in (REPORTS, CLAIMS)]
    if found[0] is None or found[1] is None:
        raise ReportError(f"{folder} lacks the files of {part}; remove its note in {DONE}/ and read the corpus again.")
    return found[0], found[1]


def _key(work: Work, part: Partition, reader: Reads) -> str:
    """Changes with all that the result depends on."""
    of = [asdict(part), reader.name, reader.version, work.given.to_json(), asdict(work.options)]
    return hashlib.sha256(json.dumps(of, sort_keys=True).encode()).hexdigest()


def _noted(work: Work, part: Partition, key: str) -> Done | None:
    data = work.storage.read(join(work.out, DONE, f"{part.name}.json"))
    noted = json.loads(data) if data else {}
    if noted.get("key") != key:
        return None
    failures = tuple(Failure(**failure) for failure in noted["failures"])
    return Done(part.name, noted["reports"], noted["claims"], noted["failed"], failures, new=False)


def _note(done: Done, key: str, part: Partition, reader: Reads) -> bytes:
    noted = {
        "key": key,
        "of": {"uri": part.file.uri, "first": part.first, "past": part.past},
        "reader": reader.name,
        "version": reader.version,
        "reports": done.reports,
        "claims": done.claims,
        "failed": done.failed,
        "failures": [asdict(failure) for failure in done.failures],
    }
    return json.dumps(noted, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")


@lru_cache(maxsize=2)
def _reader(make: Callable[[], Reads]) -> Reads:
    """One for each process, however many partitions it reads."""
    return make()


def _unknown(report: Any, reader: str, version: str) -> bool:
    return False


@dataclass(slots=True)
class Total:
    """What became of a corpus."""

    partitions: int = 0
    reports: int = 0
    claims: int = 0
    failed: int = 0
    unchanged: int = 0  # partitions that an earlier run had read

    def count(self, done: Done) -> None:
        self.partitions += 1
        self.reports += done.reports
        self.claims += done.claims
        self.failed += done.failed
        self.unchanged += not done.new
