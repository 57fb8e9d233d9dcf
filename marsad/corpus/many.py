"""`marsad read` on many cores: workers take files apart and read, this process records. The ledger has one writer.

Nothing is held but what the workers have in hand, so that memory does not grow with the batch. After a kill, whoever
reads the same sources again has what is missing read, and nothing twice: the ledger knows what it has.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from marsad.corpus.pool import READING, Died, Pool
from marsad.corpus.reading import Answer, End, Item, Part, Setup, work
from marsad.corpus.size import is_container, size_of
from marsad.errors import LedgerError
from marsad.ledger import Ledger
from marsad.pipeline import Event, Found, Kept, Linked, Read, Reads, Summary, note, record_one, warnings_of
from marsad.reports import Address, Failure, Got, Intake, Source, find_sources
from marsad.reports.book import Book
from marsad.reports.sources import STDIN

_A_PART = 16  # sources or reports handed to a worker at once
_CHARACTERS = 1_000_000  # or so many bytes of files, or characters of reports


@dataclass(frozen=True, slots=True)
class Many:
    """How to read a batch: with so many workers, each with a reader that `make_reader` (importable) makes."""

    ledger: Ledger
    address: str  # of the ledger
    make_reader: Callable[[], Reads]
    intake: Intake
    jobs: int
    book: Book | None = None
    ordered: bool = True

    def run(self, names: Iterable[Path | str], on_event: Callable[[Event], None] = lambda event: None) -> Summary:
        """As `pipeline.run`, on several cores."""
        summary = Summary()
        setup = Setup(self.make_reader, Intake(self.intake.given, self.intake.options), self.address)
        try:
            sources = find_sources(names)
            desk = _Desk(self, len(sources), summary, on_event)
            with Pool(self.jobs, work, setup, READING) as pool:
                for part, answers in pool.map(parts(sources, self.intake), self.ordered):
                    desk.take(_settled(pool, part, answers))
        except LedgerError as error:
            summary.stopped = str(error)
        except KeyboardInterrupt:
            summary.interrupted = True
        return summary


def parts(sources: Iterable[Source | Address | Failure], intake: Intake) -> Iterator[Part]:
    """What workers are given. Files that hold many reports are taken apart here, and so is what only one may fetch."""
    part: list[Item] = []
    size = 0
    for item in _items(sources, intake):
        part.append(item)
        size += _weight(item)
        if len(part) >= _A_PART or size >= _CHARACTERS:
            yield tuple(part)
            part, size = [], 0
    if part:
        yield tuple(part)


def _items(sources: Iterable[Source | Address | Failure], intake: Intake) -> Iterator[Item]:
    for source in sources:
        if isinstance(source, Failure):
            yield source
            yield End(source.where)
        elif isinstance(source, Source) and not source.is_stdin and not is_container(source):
            yield source
        else:
            yield from intake.take(source)
            yield End(source.name)


def _weight(item: Item) -> int:
    if isinstance(item, Got):
        return len(item.report.text)
    return size_of(item) if isinstance(item, Source) else 0


def _settled(pool: "Pool[Part, list[Answer]]", part: Part, answers: "list[Answer] | Died") -> list[Answer]:
    """The answers to a part; where its worker died, each item by itself, and that which kills is a failure."""
    if not isinstance(answers, Died):
        return answers
    found: list[Answer] = []
    for item in part:
        alone = pool.alone((item,)) if isinstance(item, (Source, Got)) else [item]
        found += _killed(item) if isinstance(alone, Died) else alone
    return found


def _killed(item: Item) -> Iterator[Answer]:
    where = item.report.address or item.report.id if isinstance(item, Got) else str(item)
    sentence = f"{where} ended the process that read it, twice (out of memory, or killed); split it, or read it alone."
    yield Failure(where, sentence)
    if isinstance(item, Source):
        yield End(item.name)


class _Desk:
    """Records what comes back, and tells of it."""

    def __init__(self, many: Many, total: int, summary: Summary, on_event: Callable[[Event], None]) -> None:
        self._many, self._summary, self._on_event = many, summary, on_event
        self._reader = many.make_reader()
        self._total, self._told = total, 0
        self._failed: str | None = None  # what failed last of the source in hand
        on_event(Found(total))

    def take(self, answers: list[Answer]) -> None:
        """A part's answers: its reports in one transaction, then what the source book and the user are told."""
        kept = iter(self._record([answer for answer in answers if isinstance(answer, Read)]))
        outcomes: list[Kept | Failure | End] = [next(kept) if isinstance(a, Read) else a for a in answers]
        if self._many.book:
            with self._many.book.together():
                linked = [self._note(outcome, self._many.book) for outcome in outcomes]
        else:
            linked = [[] for _ in outcomes]
        for outcome, links in zip(outcomes, linked, strict=True):
            self._tell(outcome)
            for link in links:
                self._on_event(link)

    def _record(self, found: list[Read]) -> list[Kept | Failure]:
        try:
            with self._many.ledger.batch() as batch:
                return [record_one(one, batch, self._reader) for one in found]
        except LedgerError:
            raise
        except Exception:  # one of them cannot be written: the others are kept
            return [record_one(one, self._many.ledger, self._reader) for one in found]

    def _note(self, outcome: Kept | Failure | End, book: Book) -> list[Linked]:
        if isinstance(outcome, Kept):
            return list(map(Linked, note(outcome, self._many.intake, book)))
        if isinstance(outcome, Failure):
            self._failed = outcome.sentence
        elif outcome.source != STDIN:
            if self._failed:
                book.failed(outcome.source, self._failed)
            else:
                book.mended([outcome.source])
            self._failed = None
        return []

    def _tell(self, outcome: Kept | Failure | End) -> None:
        if isinstance(outcome, End):
            return
        self._told += 1
        if self._told > self._total:
            self._total = self._told
            self._on_event(Found(self._total))
        self._summary.count(outcome)
        # A report goes to the user without its file's bytes; what a watcher keeps must not keep those.
        self._on_event(replace(outcome, got=None) if isinstance(outcome, Kept) else outcome)
        for warning in warnings_of(outcome):
            self._on_event(warning)
