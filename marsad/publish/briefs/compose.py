"""From what a ledger says to a document: which sentences stand in a brief, in which order, resting on which claims."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from marsad.ledger import Entry
from marsad.posture.answer import STATES, Line
from marsad.posture.brief import Brief
from marsad.posture.difference import CHANGED
from marsad.posture.happenings import day_of
from marsad.posture.summary import Summary
from marsad.posture.telling import by_publication
from marsad.posture.voices import voice_of
from marsad.publish.briefs.clauses import NOUN, OUTLOOK, Clauses, Thing
from marsad.publish.briefs.disputes import dispute
from marsad.publish.briefs.document import Document, Figure, Section, Sentence
from marsad.publish.briefs.references import numbered
from marsad.publish.briefs.voices import who
from marsad.publish.happened import happened, sure
from marsad.publish.wording.dates import day, moment
from marsad.publish.wording.names import Namer, capital

LIMIT = 8  # points in a section
_PLACES = 12  # that a sentence names
_SIDES = ("holder", "presence")  # what the unknown is asked of

Item = tuple[Sentence, ...]


@dataclass(frozen=True)
class Composer:
    """Writes one brief. `limit` bounds each section; lines of which the reader was not sure are left out by default."""

    brief: Brief
    names: Namer
    limit: int = LIMIT
    unsure: bool = False

    @property
    def clauses(self) -> Clauses:
        return Clauses(self.names)

    def document(self, figures: tuple[Figure, ...] = ()) -> Document:
        say, answer = self.names.messages, self.brief.answer
        on, since = day(answer.on, say), day(self.brief.since, say)
        told = [
            self._section("posture", self._posture(), date=on),
            self._section("changed", self._happened(), since=since, date=on),
            self._section("difference", self._different(), since=since),
            self._section("planned", self._outlook("expected")),
            self._section("feared", self._outlook("feared")),
            self._section("reasons", self._reasons()),
            self._section("disputed", self._disputed()),
            self._section("denied", self._outlook("denied")),
            self._section("unknown", self._unknown()),
        ]
        subject = self.names.subject(answer.subject)
        found = Document(
            language=self.names.language,
            title=capital(say.say("title", subject=subject, date=on)),
            made=answer.recorded,
            on=answer.on,
            lead=tuple(self._lead(subject, on, since)),
            sections=tuple(section for section in told if section.items),
            figures=figures,
            sources_heading=say.say("heading-sources"),
            sources=(),
            colophon=say.say("made-by"),
        )
        return numbered(found, self.brief, self.names)

    def _section(self, key: str, items: Iterable[Item], **values: str) -> Section:
        return Section(key, self.names.messages.say(f"heading-{key}", **values), tuple(items))

    # The lead

    def _lead(self, subject: str, on: str, since: str) -> Iterator[Sentence]:
        say, answer = self.names.messages.say, self.brief.answer
        if not self.brief.entries:
            yield Sentence(say("empty", subject=subject, on=on))
        yield Sentence(say("clocks", subject=subject, on=on, since=since))
        if answer.known:
            yield Sentence(say("clocks-known", known=day(answer.known, self.names.messages)))
        yield Sentence(say("clocks-recorded", recorded=moment(answer.recorded, self.names.messages)))
        if self.brief.entries:
            yield Sentence(say("rests", claims=len(self.brief.entries), reports=len(self.brief.reports)))
        yield Sentence(say("no-truth"))
        doubted = sum(not line.sure for line in answer.lines)
        if doubted and not self.unsure:
            yield Sentence(say("unsure", n=doubted))
        if cut := self._cut():
            yield Sentence(say("more", n=cut))

    def _cut(self) -> int:
        """How many lines of the answer the limit left out."""
        sections = [self._lines(name) for name in (*STATES, *OUTLOOK)]
        return sum(max(0, len(lines) - self.limit) for lines in sections)

    # The sections

    def _lines(self, section: str) -> list[Line]:
        return [line for line in self.brief.answer.section(section) if line.sure or self.unsure]

    def _posture(self) -> Iterator[Item]:
        for section in STATES:
            for line in self._lines(section)[: self.limit]:
                yield (self._line(line),)

    def _line(self, line: Line) -> Sentence:
        clause = self.clauses.clause(Thing.of_line(line))
        return Sentence(self._told(clause, line.when, line.last, self._who(line)), _ids(line.entries))

    def _who(self, line: Line) -> str:
        return who(line.voices, line.entries, self.names)

    def _told(self, clause: str, when: str | None, last: object, by: str) -> str:
        say = self.names.messages
        if when or last is None:
            return capital(say.say("told", clause=clause, who=by))
        reported = say.say("when-reported", date=day(last, say))  # type: ignore[arg-type]
        return capital(say.say("told-undated", clause=clause, reported=reported, who=by))

    def _happened(self) -> Iterator[Item]:
        told = [s for s in self.brief.events if happened(s) and (self.unsure or sure(s))]
        foremost = sorted(told, key=lambda s: (-len(s.heard.voices), day_of(s.event)))[: 2 * self.limit]
        for summary in told:
            if summary in foremost:
                yield self._event(summary)

    def _event(self, summary: Summary) -> Item:
        entries, event = summary.event.affirming, summary.event
        clause = self.clauses.clause(Thing.of_event(summary))
        by = who(summary.heard.voices, entries, self.names)
        last = max((entry.published for entry in entries if entry.published), default=None)
        first = Sentence(self._told(clause, summary.when, last, by), _ids(entries))
        return (first, *self._why(event.affirming))

    def _why(self, entries: tuple[Entry, ...]) -> Iterator[Sentence]:
        """The reasons given for a happening, and those denied."""
        for holds, message in ((True, "reason"), (False, "reason-denied")):
            told = [e for e in entries if any(reason.holds is holds for reason in e.claim.reasons)]
            codes = dict.fromkeys(r.code for e in told for r in e.claim.reasons if r.holds is holds)
            if codes:
                reasons = self.names.joined([self._reason(code) for code in codes])
                by = who(sorted(set(voice_of(told).values())), told, self.names)
                yield Sentence(self.names.messages.say(message, reasons=reasons, who=by), _ids(told))

    def _reason(self, code: str) -> str:
        return self.clauses.phrases.word("reason", code)

    def _different(self) -> Iterator[Item]:
        """Who is where and who holds what, where it was told otherwise before."""
        say = self.names.messages
        changes = [c for c in self.brief.changes.changes if c.what == CHANGED and c.section in ("presence", "holder")]
        said = [c for c in changes if c.before and c.after and (self.unsure or c.after.sure)]
        before, after = (day(date, say) for date in (self.brief.since, self.brief.answer.on))
        for change in said[: self.limit]:
            assert change.before
            assert change.after
            past, now = (self.clauses.clause(Thing.of_line(line)) for line in (change.before, change.after))
            if past != now:
                text = say.say("changed", after=after, now=now, before=before, past=past)
                yield (Sentence(text, _ids((*change.after.entries, *change.before.entries))),)

    def _outlook(self, section: str) -> Iterator[Item]:
        say, form = self.names.messages.say, OUTLOOK[section]
        for line in self._lines(section)[: self.limit]:
            clause, by = self.clauses.clause(Thing.of_line(line), form), self._who(line)
            if form == NOUN:
                text = capital(say("denied", noun=clause, who=by))
            elif line.state == "overdue":
                text = capital(say("overdue", clause=clause, who=by))
            else:
                text = self._told(clause, line.when, line.said if line.said.year > 1 else None, by)
            yield (Sentence(text, _ids(line.entries)),)

    def _reasons(self) -> Iterator[Item]:
        """Why forces left, came or stopped, of the events that the brief tells of."""
        say = self.names.messages.say
        events = (s.event.affirming for s in self.brief.events if self.unsure or sure(s))
        entries = {entry.id: entry for affirming in events for entry in affirming}
        for given in self.brief.reasons[: self.limit]:
            told = [entries[id] for id in given.claims if id in entries]
            for voices, message, holds in (
                (given.by, "reasons-item", True),
                (given.denied_by, "reasons-item-denied", False),
            ):
                said = [e for e in told if any(r.code == given.code and r.holds is holds for r in e.claim.reasons)]
                if said:
                    heard = voice_of(said)
                    by = [voice for voice in voices if voice in heard.values()] or sorted(set(heard.values()))
                    text = say(message, reason=self._reason(given.code), who=who(by, said, self.names))
                    yield (Sentence(capital(text), _ids(said)),)

    def _disputed(self) -> Iterator[Item]:
        for conflict in self.brief.conflicts[: self.limit]:
            yield (Sentence(dispute(conflict, self.names, self.clauses.phrases), _ids(conflict.entries)),)

    def _unknown(self) -> Iterator[Item]:
        say, answer = self.names.messages.say, self.brief.answer
        for section in _SIDES:
            places = [unknown.place for unknown in answer.unknown if unknown.section == section]
            if places:
                named = self._some([self.names.place(place) for place in places])
                lines = [line for line in answer.lines if line.place in places or line.destination in places]
                newest = (max(line.entries, key=by_publication) for line in lines if line.entries)
                yield (Sentence(say(f"unknown-{section}", place=named), _ids(newest)),)
        for section in STATES:
            if not answer.section(section):
                yield (Sentence(say(f"silent-{section}")),)

    def _some(self, named: list[str]) -> str:
        """The first names, and how many more there are."""
        more = len(named) - _PLACES
        return self.names.joined(
            [*named[:_PLACES], self.names.messages.say("more-places", n=more)] if more > 1 else named
        )


def compose(
    brief: Brief, names: Namer, limit: int = LIMIT, unsure: bool = False, figures: tuple[Figure, ...] = ()
) -> Document:
    return Composer(brief, names, limit, unsure).document(figures)


def _ids(entries: Iterable[Entry]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry.id for entry in entries))
