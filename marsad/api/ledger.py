"""A ledger to ask from Python. Every question takes the clocks that the command line takes, as dates or as texts."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from marsad import imports
from marsad.api.answers import Posture
from marsad.api.files import Document, Drawing, charts_needed, drawing
from marsad.api.given import Day, Moment, day_of, moment_of, published_on
from marsad.api.reading import Reads, Way, read_sources, read_text
from marsad.api.shown import CLAIM, Shown
from marsad.api.tables import Table, Thing
from marsad.errors import DecisionError, ExportError, QuestionError, ReportError
from marsad.exports import CLAIMS, POSTURE, Material, format_named, format_of, write
from marsad.ledger import Decided, Entry, Hit, View
from marsad.ledger import Ledger as Store
from marsad.ledger import decisions as judgements
from marsad.model.report import Report
from marsad.posture.brief import brief
from marsad.posture.contested import Conflict
from marsad.posture.difference import Change, difference
from marsad.posture.happenings import conflicts, happenings
from marsad.posture.sources import Source, sources
from marsad.posture.state import posture
from marsad.posture.subject import EVERYTHING, Subject, find_subject
from marsad.posture.summary import Summary
from marsad.posture.timeline import timeline
from marsad.publish.bidi import isolate
from marsad.publish.words import Words, words_in
from marsad.reports.metadata import Metadata
from marsad.world.register import Register, load_register

T = TypeVar("T", bound=Thing)
_VERBS = (
    "accept", "reject", "amend", "merge_actors", "merge_sites", "one_event", "split_actor", "split_site",
    "several_events", "annotate", "grade_source", "grade_claim", "resolve_actor", "resolve_place", "retract", "erase",
    "undo",
)  # fmt: skip


CLOCKS = ("valid", "known", "recorded")
CHARTS = ("map", "timeline", "presence")
_MONTH, _QUARTER = 30, 90  # days


def open(
    path: str | Path = "marsad.db", *, register: Iterable[str | Path] = (), language: str = "en", create: bool = False
) -> "Ledger":
    """The ledger in a file or at a database URL. With `create`, one is made where there is none.

    `register` names YAML files of further actors and places; `language` ("en" or "ar") is that of tables and maps.
    """
    return Ledger(Store.open(path, create=create), tuple(map(Path, register)), language, str(path))


class Ledger:
    """A ledger, open. Close it when done, or use it in a `with` block."""

    def __init__(
        self, store: Store, register: tuple[Path, ...] = (), language: str = "en", where: str = "marsad.db"
    ) -> None:
        self.store = store  # for what is not here: marsad.ledger.Ledger
        self._where = where  # beside which pages from the web are kept
        self.language = language
        self._files = register

    @cached_property
    def register(self) -> Register:
        return load_register(self._files)

    @cached_property
    def words(self) -> Words:
        return words_in(self.language, self.register)

    @cached_property
    def _shown(self) -> Shown:
        return Shown(self.words)

    def view(self, known: Day | None = None, recorded: Moment | None = None) -> View:
        """The ledger as it stood at `recorded`, with what was published by `known`."""
        return self.store.view(day_of(known), moment_of(recorded))

    def subject(self, name: str | None, view: View) -> Subject:
        """The actor or place that a name means; all that the ledger holds where none is given."""
        return find_subject(name, self.register, view) if name else EVERYTHING

    # Questions

    def posture(
        self, name: str, on: Day | None = None, known: Day | None = None, recorded: Moment | None = None
    ) -> Posture:
        """Who is where, who holds what and what has stopped, on any day; today where none is given.

        >>> march = ledger.posture("Iraq", on="2020-04-01", known="2020-03-20")
        >>> march.answer.on, march.answer.known
        (datetime.date(2020, 4, 1), datetime.date(2020, 3, 20))
        >>> all(entry.published <= march.answer.known for line in march for entry in line.entries)
        True
        """
        view = self.view(known, recorded)
        answer = posture(view, self.subject(name, view), day_of(on) or view.known or dt.date.today())
        named = {entry.report_id for line in answer.lines for entry in (*line.entries, *line.against)}
        reports = tuple(sorted(map(view.report, named), key=_by_publication))
        phrases = self.words.phrases
        title = phrases.say("title", subject=self.words.subject(answer.subject), on=self.words.apart(answer.on))
        title = phrases.say("known", title=title, known=self.words.apart(view.known)) if view.known else title
        return Posture(
            answer.lines, title, language=self.language, answer=answer, words=self.words, reports=reports,
            register=self.register,
        )  # fmt: skip

    def brief(
        self,
        name: str,
        since: Day | None = None,
        on: Day | None = None,
        limit: int | None = None,
        unsure: bool = False,
        known: Day | None = None,
        recorded: Moment | None = None,
    ) -> Document:
        """What holds on a day, what changed in the 30 days before or since another, what is planned and disputed.

        The day is that of the newest report where none is given.
        """
        view = self.view(known, recorded)
        subject = self.subject(name, view)
        first, last = _span(subject, view, since, on, _MONTH)
        found = brief(view, subject, last, first)
        return Document(found, self.words, self.register, self.language, limit, unsure)

    def chart(
        self,
        kind: str,
        name: str,
        since: Day | None = None,
        on: Day | None = None,
        unsure: bool = False,
        known: Day | None = None,
        recorded: Moment | None = None,
    ) -> Drawing:
        """A "map" of a day, a "timeline", or the "presence" of forces over 90 days or since a day, with its range.

        The last day is that of the newest report where none is given.

        >>> ledger.chart("pie", "Iraq")
        Traceback (most recent call last):
        marsad.errors.ExportError: 'pie' is no chart; use one of map, timeline, presence.
        """
        if kind not in CHARTS:
            raise ExportError(f"{kind!r} is no chart; use one of {', '.join(CHARTS)}.")
        view = self.view(known, recorded)
        subject = self.subject(name, view)
        first, last = _span(subject, view, since, on, _QUARTER)
        with charts_needed():
            from marsad.publish.charts import chart_of
            from marsad.publish.wording import namer

            names = namer(self.register, self.language)
            return drawing(chart_of(kind, view, subject, first, last, names, unsure))

    def timeline(
        self,
        name: str,
        since: Day | None = None,
        until: Day | None = None,
        known: Day | None = None,
        recorded: Moment | None = None,
    ) -> Table[Entry]:
        """The claims about a place or an actor, in the order of what happened.

        >>> days = [entry.day for entry in ledger.timeline("al-Qaim", until="2020-04-10")]
        >>> days == sorted(days)
        True
        """
        view = self.view(known, recorded)
        subject = self.subject(name, view)
        found = timeline(view, subject, day_of(since) or dt.date.min, day_of(until) or dt.date.max)
        return self._table(found, f"{self.words.subject(subject)}", CLAIM, self._shown.claim)

    def claims(
        self,
        name: str | None = None,
        kind: str | None = None,
        status: str | None = None,
        on: Day | None = None,
        since: Day | None = None,
        until: Day | None = None,
        said_by: str | None = None,
        known: Day | None = None,
        recorded: Moment | None = None,
    ) -> Table[Entry]:
        """The claims that pass every filter given, by date; `said_by` is a speaker's key or name.

        >>> {entry.claim.kind for entry in ledger.claims("Iraq", kind="handover")}
        {'handover'}
        """
        view = self.view(known, recorded)
        subject = self.subject(name, view)
        found = view.claims(
            kind=kind, status=status, speaker=said_by, on=day_of(on), since=day_of(since), until=day_of(until)
        )
        if name:
            inside = {entry.id for entry in subject.entries(view)}
            found = [entry for entry in found if entry.id in inside]
        return self._table(found, self.words.subject(subject), CLAIM, self._shown.claim)

    def claim(self, id: str, known: Day | None = None, recorded: Moment | None = None) -> Entry:
        """One claim, by its id or the beginning of it."""
        return self.view(known, recorded).claim(id)

    def report(self, id: str) -> Report:
        """One report, with its text."""
        return self.view().report(id)

    def passages(self, claim: Entry | str) -> list[str]:
        """The words of the report that support a claim, the fullest first."""
        entry = self.claim(claim) if isinstance(claim, str) else claim
        text = self.report(entry.report_id).text
        return [span.text(text) for span in entry.claim.evidence] if text else []

    def events(
        self,
        name: str | None = None,
        kind: str | None = None,
        since: Day | None = None,
        until: Day | None = None,
        known: Day | None = None,
        recorded: Moment | None = None,
    ) -> Table[Summary]:
        """Happenings: the claims of all reports on each brought together."""
        view = self.view(known, recorded)
        subject = self.subject(name, view)
        found = happenings(view, subject, kind, day_of(since), day_of(until))
        return self._table(
            found, self.words.subject(subject), ("when", "claim", "who", "where", "voices"), self._shown.event
        )

    def conflicts(
        self,
        name: str | None = None,
        since: Day | None = None,
        until: Day | None = None,
        known: Day | None = None,
        recorded: Moment | None = None,
    ) -> Table[Conflict]:
        """What reports are at odds over, and what settled it."""
        view = self.view(known, recorded)
        subject = self.subject(name, view)
        found = conflicts(view, subject, day_of(since), day_of(until))
        return self._table(found, self.words.subject(subject), ("when", "claim", "who", "where"), self._shown.conflict)

    def diff(
        self, before: Day | Moment, after: Day | Moment, name: str | None = None, clock: str = "valid", **clocks: Any
    ) -> Table[Change]:
        """What changed between two days.

        With `clock="known"`, what the public learned between them about `on`; with `clock="recorded"`, what this
        ledger came to say otherwise between two moments.
        """
        views, days = self._two(before, after, clock, clocks)
        subject = self.subject(name, views[1])
        was, now = (posture(view, subject, day) for view, day in zip(views, days, strict=True))
        found = difference(was, now, views[1])
        title = f"{self.words.subject(subject)}: {before} – {after}"
        return self._table(found.changes, title, ("", "", "claim"), self._shown.change)

    def _two(
        self, before: Day | Moment, after: Day | Moment, clock: str, asked: dict[str, Any]
    ) -> tuple[list[View], list[dt.date]]:
        if clock not in CLOCKS:
            raise QuestionError(f"{clock!r} is no clock; use one of {', '.join(CLOCKS)}.")
        on, known, recorded = (asked.get(name) for name in ("on", "known", "recorded"))
        if clock == "recorded":
            moments = sorted(filter(None, (moment_of(before), moment_of(after))))  # type: ignore[arg-type]
            return [self.view(known, at) for at in moments], [day_of(on) or day_of(known) or dt.date.today()] * 2
        first, last = sorted(filter(None, (day_of(before), day_of(after))))
        if clock == "valid":
            return [self.view(known, recorded)] * 2, [first, last]
        return [self.view(day, recorded) for day in (first, last)], [day_of(on) or last] * 2

    def search(self, words: str, limit: int = 20, known: Day | None = None, **filters: Any) -> Table[Hit]:
        """Reports that have these words, in any spelling; filters are those of `View.search`."""
        found = self.view(known).search(words, limit=limit, **filters)
        return self._table(found, words, ("published", "source", "claim"), lambda hit: (
            str(hit.published or ""), isolate(hit.publisher or ""), isolate(hit.text)))  # fmt: skip

    def sources(self, known: Day | None = None, recorded: Moment | None = None) -> Table[Source]:
        """Whose words the ledger holds: outlets and speakers, their grades and records."""
        found = sources(self.view(known, recorded))
        return self._table(found, "", ("who", "reports", "claims"), lambda s: (
            isolate(self._shown.source(s)), str(s.reports), str(s.claims)))  # fmt: skip

    # Reading and deciding

    def read(
        self,
        *sources: str | Path,
        archived: bool = False,
        allow_hosts: Iterable[str] = (),
        contact: str = "",
        **metadata: Any,
    ) -> Reads:
        """Read files, folders and addresses into the ledger, as `marsad read` does.

        `published`, `publisher` and the like win over what the sources say. Pages are kept in the archive beside the
        ledger; with `archived` they are read from there, without a network. `contact` is told to servers' owners, and
        `allow_hosts` names internal hosts that may be asked.
        """
        way = Way(self._where, archived, tuple(allow_hosts), contact)
        made = read_sources(self.store, sources, _metadata(metadata), self._files, way)
        return Reads.of(made, self.view(), self._table, self._shown.claim)

    def read_text(self, text: str, language: str, id: str | None = None, **metadata: Any) -> Reads:
        """Read a text at hand into the ledger."""
        given = _metadata(metadata)
        made = read_text(self.store, text, language, id, given, self._files)
        return Reads.of(made, self.view(), self._table, self._shown.claim)

    def decide(self, verb: str, *about: Any, by: str, why: str = "", **more: Any) -> Decided:
        """Put a decision on record: `decide("reject", "3f9a1c0b77de", by="A. Analyst", why="misread")`."""
        if verb not in _VERBS:
            raise DecisionError(f"{verb!r} is no decision; use one of {', '.join(_VERBS)}.")
        make: Callable[..., judgements.Judgement] = getattr(judgements, verb)
        try:
            judgement = make(*about, **more)
        except TypeError as error:
            raise DecisionError(f"{verb} was not given what it needs: {error}.") from error
        return self.store.decide(judgement, by, why)

    def export(
        self,
        path: str | Path,
        name: str | None = None,
        on: Day | None = None,
        known: Day | None = None,
        recorded: Moment | None = None,
        format: str | None = None,
    ) -> Path:
        """Write claims, or with `on` the posture of a day, in a format of `marsad export`."""
        target, view = Path(path), self.view(known, recorded)
        form = format_named(format) if format else format_of(target.name) or format_named(target.suffix.lstrip("."))
        what = POSTURE if on else CLAIMS
        write(Material(view, self.words, self.subject(name, view), day_of(on), what), form, target)
        return target

    def import_claims(self, path: str | Path, format: str | None = None, **given: Any) -> imports.Summary:
        """Take in claims that people made, as `marsad import` does, with `columns`, `published` and the like."""
        source = Path(path)
        form = format or imports.format_of(source)
        if form not in imports.FORMATS:
            raise ReportError(f"{source} does not say what it holds; use one of {', '.join(imports.FORMATS)}.")
        days = {"published": published_on(given["published"])} if "published" in given else {}
        asked = imports.Given(self.register, **(given | days))
        return imports.record(self.store, form, imports.load(form, source, asked))

    def close(self) -> None:
        self.store.close()

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Ledger {self.store.where}>"

    # What a notebook shows

    def _table(
        self, things: Sequence[T], title: str, headings: Iterable[str], cells: Callable[[T], Sequence[str]]
    ) -> Table[T]:
        named = [self.words.phrases.word("column", heading) for heading in headings]
        return Table(things, title, named, cells, self.language)


def _span(subject: Subject, view: View, since: Day | None, on: Day | None, days: int) -> tuple[dt.date, dt.date]:
    """The first and the last day asked about; raises QuestionError where they stand the wrong way round."""
    first, last = subject.span(view, day_of(since), day_of(on), days)
    if first > last:
        raise QuestionError(f"{first} lies after {last}; give an earlier day.")
    return first, last


def _by_publication(report: Report) -> tuple[bool, dt.date, str]:
    return report.published is None, report.published or dt.date.min, report.id


def _metadata(values: dict[str, Any]) -> Metadata:
    """What a caller says of a report; raises TypeError on a name that a report does not have."""
    days: dict[str, Any] = {name: published_on(values[name]) for name in ("published", "updated") if name in values}
    return Metadata(**(values | days))
