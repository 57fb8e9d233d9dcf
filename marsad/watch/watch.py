"""The watch itself: look at the lists that are due, read what is new, tell whom it concerns, sleep until the next."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from marsad.errors import LedgerError, MarsadError
from marsad.ledger import View
from marsad.pipeline import Event, Kept, Linked, Reads, Records, keep, note, warnings_of
from marsad.reports import Failure, Intake, Metadata, Options
from marsad.reports.book import Book
from marsad.reports.confined import take_apart_confined
from marsad.reports.formats import LINKS
from marsad.reports.metadata import parse_day
from marsad.reports.names import plain_address
from marsad.reports.piece import Input, Piece
from marsad.reports.web import Fetched, FetchError, Stamps, Web, reports_in
from marsad.watch.alerts import AlertError, Rule, alerts_of
from marsad.watch.conflicts import conflict_alerts
from marsad.watch.plan import Feed, Plan
from marsad.watch.state import MAX_TRIES, Due, Item, State

_LONGEST_SLEEP = 60.0  # seconds; so that a clock that jumps is noticed
_PATIENCE = 10.0  # seconds for a list
_SITEMAPS = 20  # of an index, those that changed last
_NO_STAMPS = Stamps()


@dataclass(frozen=True, slots=True)
class Looked:
    """A list was looked at."""

    feed: Feed
    new: int
    sentence: str | None = None  # why it, or a part of it, could not be had


@dataclass(frozen=True, slots=True)
class Told:
    """An alert was sent, or not."""

    due: Due
    sentence: str | None = None


Happening = Event | Looked | Told


def _moment(piece: Piece) -> str | None:
    """When the list says that a link was changed or published."""
    moment = json.loads(piece.text)["moment"]
    return str(moment) if moment else None


def _is_before(feed: Feed, piece: Piece) -> bool:
    """Whether a link is older than what the plan asks for; one without a date is not."""
    day = piece.known.published or parse_day(_moment(piece) or "")
    return feed.since is not None and day is not None and day < feed.since


def _item(feed: Feed, piece: Piece) -> Item | None:
    address = str(piece.known.address)
    if piece.name or not address.startswith(("http://", "https://")) or _is_before(feed, piece):
        return None
    known = json.dumps(piece.known.to_json(), ensure_ascii=False)
    return Item(plain_address(address), feed.url, address, _moment(piece), known)


class Ledger(Records, Protocol):
    """Where reports are kept, and what is known then: a conflict shows only beside what others say."""

    def view(self) -> View: ...


class Watch:
    """Lists, what is read from them, and who is told. Every step leaves a state that the next start can go on from."""

    def __init__(
        self,
        plan: Plan,
        state: State,
        web: Web,
        ledger: Ledger,
        reader: Reads,
        rules: list[Rule],
        tell: Callable[[Due], None],
        clock: Callable[[], float],
        book: Book | None = None,
        options: Options | None = None,
    ) -> None:
        self._plan, self._state, self._web = plan, state, web
        self._ledger, self._reader, self._rules, self._tell = ledger, reader, rules, tell
        self._clock, self._book = clock, book
        self._options = options or Options(web.settings.max_size)
        self._feeds = {feed.url: feed for feed in plan.feeds}

    def round(self) -> Iterator[Happening]:
        """Everything that is due now."""
        for feed in self._state.due(self._plan.feeds, self._clock()):
            yield self._look(feed)
            yield from self._read_waiting()
        yield from self._read_waiting()
        yield from self._tell_due()

    def pause(self) -> float:
        """The seconds until there is something to do."""
        now = self._clock()
        return min(_LONGEST_SLEEP, max(0.0, self._state.next_time(self._plan.feeds, now) - now))

    def _look(self, feed: Feed) -> Looked:
        try:
            fetched, stamps = self._web.poll(feed.url, self._state.stamps(feed))
            pieces = self._links(feed, fetched) if fetched else []
            maps, sentence = self._maps(feed, pieces)
        except MarsadError as error:
            self._state.looked_in_vain(feed, str(error), self._clock())
            return Looked(feed, 0, str(error))
        if any(piece.name for piece in pieces):
            stamps = _NO_STAMPS  # what an index leads to changes while the index does not
        items = [item for piece in (*maps, *pieces) if (item := _item(feed, piece))]
        return Looked(feed, self._state.looked(feed, stamps, items, self._clock()), sentence)

    def _links(self, feed: Feed, fetched: Fetched) -> list[Piece]:
        """What a list leads to, oldest first, since lists show the newest first."""
        options = replace(self._options, links=feed.links.pattern if feed.links else None)
        content = Input(fetched.final, "links", fetched.body, options)
        taken = take_apart_confined(LINKS, content, _PATIENCE)
        return [piece for piece in taken if isinstance(piece, Piece)][::-1]

    def _maps(self, feed: Feed, pieces: list[Piece]) -> tuple[list[Piece], str | None]:
        """What the newest sitemaps of an index lead to, and why one could not be had; raises where none can."""
        found: list[Piece] = []
        failures: list[MarsadError] = []
        inner = [piece for piece in pieces if piece.name and not _is_before(feed, piece)]
        newest = sorted(inner, key=lambda piece: _moment(piece) or "", reverse=True)[:_SITEMAPS]
        for piece in reversed(newest):
            try:
                page, _ = self._web.poll(str(piece.known.address), _NO_STAMPS)
                found += self._links(feed, page) if page else []
            except MarsadError as error:
                failures.append(error)
        if failures and len(failures) == len(newest):
            raise failures[0]
        return found, str(failures[0]) if failures else None

    def _read_waiting(self) -> Iterator[Happening]:
        while item := self._state.waiting(self._clock()):
            yield from self._read(item)

    def _read(self, item: Item) -> Iterator[Happening]:
        """One item through all stages. It is crossed out only when the ledger has it and its alerts are put down."""
        self._state.begin(item)
        intake = Intake(self._given(item), self._options, self._web)
        due: list[Due] = []
        failure: Failure | None = None
        again = False
        try:
            if item.tries >= MAX_TRIES:
                raise FetchError(f"{item.address} was begun {item.tries} times and never ended; it was given up.")
            for outcome in self._outcomes(item, intake):
                yield outcome
                if isinstance(outcome, Failure):
                    failure = outcome
                    continue
                yield from warnings_of(outcome)
                if outcome.new or item.tries:
                    due += alerts_of(outcome, self._rules)
                    due += conflict_alerts(outcome, self._rules, self._ledger)
                if self._book:
                    yield from map(Linked, note(outcome, intake, self._book))
        except FetchError as error:
            failure, again = Failure(item.address, str(error)), error.again
            yield failure
        except LedgerError:
            raise
        except Exception as error:  # a bug or a full disk costs one item, and not for good
            sentence = f"{item.address} failed on a bug ({type(error).__name__}: {error})."
            failure, again = Failure(item.address, sentence), True
            yield failure
        if failure:
            self._state.failed(item, failure.sentence, self._clock(), again)
        else:
            self._state.done(item, self._clock(), due)

    def _outcomes(self, item: Item, intake: Intake) -> Iterator[Kept | Failure]:
        beneath = replace(Metadata.from_json(json.loads(item.known)), address=None, title=None)
        for got in reports_in(self._web.get(item.address), intake.given, self._options, beneath):
            yield got if isinstance(got, Failure) else keep(got, self._ledger, self._reader, again=item.tries > 0)

    def _given(self, item: Item) -> Metadata:
        feed = self._feeds.get(item.feed)
        return Metadata(publisher=feed.publisher, language=feed.language) if feed else Metadata()

    def _tell_due(self) -> Iterator[Told]:
        for due in self._state.due_alerts(self._clock()):
            self._state.begin_alert(due)
            try:
                self._tell(due)
            except AlertError as error:
                self._state.not_sent(due, self._clock())
                yield Told(due, str(error))
            else:
                self._state.sent(due)
                yield Told(due)
