"""What a worker does with its part of a batch: takes files apart and reads reports. It writes nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from marsad.ledger import Ledger
from marsad.model.report import Report
from marsad.pipeline import Read, Reads, bug, read_one
from marsad.reports import Failure, Got, Intake, Source


@dataclass(frozen=True, slots=True)
class End:
    """All of a source was given."""

    source: str


Item = Source | Got | Failure | End
Answer = Read | Failure | End
Part = tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Setup:
    """What a worker needs: it makes a reader of its own, and asks the ledger what is known already."""

    reader: Callable[[], Reads]
    intake: Intake
    ledger: str | None = None

    def __call__(self) -> None:
        _desks[:] = [Desk(self)]


class Desk:
    """A worker's place: its reader, and its view of the ledger."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup

    @cached_property
    def reader(self) -> Reads:
        return self._setup.reader()

    @cached_property
    def _ledger(self) -> Ledger | None:
        return Ledger.open(self._setup.ledger, create=False) if self._setup.ledger else None

    def knows(self, report: Report, reader: str, version: str) -> bool:
        return self._ledger is not None and self._ledger.knows(report, reader, version)

    def answers(self, item: Item) -> Iterator[Answer]:
        if isinstance(item, Got):
            yield read_one(item, self.knows, self.reader)
        elif isinstance(item, Source):
            yield from self._of_source(item)
            yield End(item.name)
        else:
            yield item

    def _of_source(self, source: Source) -> Iterator[Answer]:
        try:
            for got in self._setup.intake.take(source):
                yield got if isinstance(got, Failure) else read_one(got, self.knows, self.reader)
        except MemoryError as error:
            yield bug(str(source), error)


_desks: list[Desk] = []  # the one of this process


def work(part: Part) -> list[Answer]:
    """The answers to all items of a part."""
    return [answer for item in part for answer in _desks[0].answers(item)]
