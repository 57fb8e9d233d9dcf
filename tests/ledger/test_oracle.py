"""Whatever is done, in whatever order, both stores show what a naive model shows, at every triple of clocks."""

import datetime as dt
import os
import random
from dataclasses import dataclass, replace

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from made import EVERY_KIND, IRAQ, QAIM, Name
from naive_view import NaiveView
from oracle import Done, Oracle, Reading
from sqlalchemy import text

from marsad.errors import DecisionError
from marsad.ledger import Ledger
from marsad.ledger import decisions as d
from marsad.ledger.tables import metadata
from marsad.model.report import Report
from marsad.model.span import Span
from marsad.model.values import Place
from marsad.posture.state import posture
from marsad.posture.subject import Subject
from marsad.posture.timeline import timeline

FEW = 2_000
STEPS = int(os.environ.get("MARSAD_ORACLE_STEPS", FEW))  # `make nightly` takes many more
A_RUN = 50

CAMP = Place("Camp Qaim", "IQ", 34.4, 41.1, "site")
STRANGE = Place("Jabal X", None, None, None, "town")
CLAIMS = (*EVERY_KIND, replace(EVERY_KIND[1], place=(STRANGE,), actor=("BAND",)))
ACTORS = ("CJTF-OIR", "US", "IQ", "BAND", "NATO")
SITES = (QAIM, CAMP, STRANGE, IRAQ)
DAYS = (dt.date(2020, 3, 11), dt.date(2020, 3, 17), dt.date(2020, 3, 20))
KNOWN = (None, *DAYS, dt.date(2026, 1, 2))
ON = (None, *DAYS)
TEXTS = ("The coalition left al-Qaim. About 300 were there before noon of that day.", "Another text of some length.")
NAMES = (Name("Band", "actor", Span(0, 4), "BAND"), Name("Jabal X", "place", Span(5, 9), "Jabal X"))
SLOTS = (
    {"when": "2020-03-11"},
    {"when": None},
    {"status": "planned"},
    {"actor": ["US", "BAND"]},
    {"actor": ["NATO"]},
    {"said_by": {"of": "BAND"}},
    {"place": STRANGE.to_json()},
    {"number": {"min": 1, "max": None}},
)


@dataclass
class Given:
    claims: tuple
    unknown: tuple


some_claims = st.lists(st.sampled_from(CLAIMS), max_size=4).map(tuple)
some_names = st.lists(st.sampled_from(NAMES), max_size=2, unique_by=id).map(tuple)
some_reports = st.builds(
    lambda id, text, day, publisher, address: Report(id, text, "en", day, publisher, address=address),
    st.sampled_from(("a", "b", "c")),
    st.sampled_from(TEXTS),
    st.sampled_from((None, *DAYS)),
    st.sampled_from(("Wire", "Post")),
    st.sampled_from(("here", "there")),
)
actors, sites = st.sampled_from(ACTORS), st.sampled_from(SITES)


class Ledgers(RuleBasedStateMachine):
    """Real ledgers and the oracle, told the same."""

    stores: tuple[str, ...] = ()

    def __init__(self) -> None:
        super().__init__()
        self.oracle = Oracle()
        self.now = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
        self.instants = [""]
        self.taken = 0
        self.ledgers = [Ledger.open(address, clock=lambda: self.now) for address in self.stores]
        for ledger in self.ledgers:
            empty(ledger)

    def teardown(self) -> None:
        for ledger in self.ledgers:
            assert ledger.verify().problems == []
            ledger.close()

    def at(self) -> str:
        """The instant of the next write: now, yet after the last."""
        last = self.oracle.last()
        now = self.now.isoformat(timespec="microseconds")
        if now > last:
            return now
        return (dt.datetime.fromisoformat(last) + dt.timedelta(microseconds=1)).isoformat(timespec="microseconds")

    @initialize(report=some_reports, claims=some_claims)
    def first(self, report, claims):
        self.record(report, claims, NAMES, "grammar", "1", 1)

    @rule(
        report=some_reports,
        claims=some_claims,
        names=some_names,
        reader=st.sampled_from(("grammar", "llm")),
        version=st.sampled_from("12"),
        minutes=st.integers(-3, 60 * 24),
    )
    def record(self, report, claims, names, reader, version, minutes):
        self.now += dt.timedelta(minutes=minutes)
        at, expected = self.at(), self.oracle.expected_id(report)
        stands = self.oracle.stands(report, reader, version)
        erased = expected is not None and self.oracle.erased(expected)
        done = [ledger.record(report, Given(claims, names), reader, version) for ledger in self.ledgers]
        assert done[0] == done[-1]
        assert done[0].report_id == expected or (expected is None and done[0].report_id.startswith(f"{report.id}-"))
        erased = erased or self.oracle.erased(done[0].report_id)
        assert done[0].new == (not stands and not erased)
        if done[0].new:
            made = list(zip(done[0].claim_ids, claims, strict=True))
            keys = [(name.kind, name.key) for name in names]
            new = Reading(at, report, done[0].report_id, reader, version, made, keys)
            assert self.oracle.record(new) == done[0].superseded
            self.instants.append(at)

    def decide(self, judgement):
        at = self.at()
        done = []
        for ledger in self.ledgers:
            try:
                done.append(ledger.decide(judgement, "A. Analyst", "because"))
            except DecisionError as error:
                done.append(str(error))
        assert done[0] == done[-1]
        if isinstance(done[0], str) or not done[0].new:
            return
        decision = done[0].decision
        assert decision.at == at
        body = {key: value for key, value in decision.body.items() if key not in ("titles", "names")}
        self.oracle.decisions.append(Done(at, decision.id, decision.verb, body, decision.by, decision.why))
        self.instants.append(at)

    def some_claim(self, data):
        ids = sorted({id for reading in self.oracle.readings for id, _ in reading.claims})
        return data.draw(st.sampled_from(ids)) if ids else "none"

    @rule(data=st.data(), make=st.sampled_from((d.accept, d.reject, d.reject)))
    def judge(self, data, make):
        self.decide(make(self.some_claim(data)))

    @rule(data=st.data(), slots=st.sampled_from(SLOTS))
    def amend(self, data, slots):
        self.decide(d.amend(self.some_claim(data), slots))

    @rule(one=actors, other=actors)
    def merge_actors(self, one, other):
        if one != other:
            self.decide(d.merge_actors(one, other))

    @rule(one=sites, other=sites, country=st.sampled_from((None, "IQ", "SY")))
    def merge_sites(self, one, other, country):
        self.decide(d.merge_sites(one.name.upper(), country, other))

    @rule(data=st.data(), one=actors, other=actors)
    def split_actor(self, data, one, other):
        if one != other:
            self.decide(d.split_actor(one, other, [self.some_claim(data), self.some_claim(data)]))

    @rule(data=st.data(), one=sites, other=sites)
    def split_site(self, data, one, other):
        self.decide(d.split_site(one.name, other, [self.some_claim(data)]))

    @rule(data=st.data())
    def one_event(self, data):
        one, other = self.some_claim(data), self.some_claim(data)
        if one != other:
            self.decide(data.draw(st.sampled_from((d.one_event([one, other]), d.several_events([[one], [other]])))))

    @rule(actor=st.sampled_from(("US", "SDF")), place=sites)
    def resolve(self, actor, place):
        self.decide(d.resolve_actor("BAND", actor))
        self.decide(d.resolve_place("Jabal X", place))

    @rule(data=st.data(), grade=st.sampled_from("ABC"))
    def grade(self, data, grade):
        self.decide(d.grade_source("Wire", grade))
        self.decide(d.grade_claim(self.some_claim(data), "2"))

    @rule(data=st.data())
    def undo(self, data):
        ids = [decision.id for decision in self.oracle.decisions]
        self.decide(d.undo(data.draw(st.sampled_from(ids)) if ids else "none"))

    @rule(data=st.data(), make=st.sampled_from((d.retract, d.retract, d.erase)))
    def take_back(self, data, make):
        self.decide(make(data.draw(st.sampled_from(sorted({r.report_id for r in self.oracle.readings})))))

    @rule(data=st.data(), known=st.sampled_from(KNOWN), on=st.sampled_from(ON), actor=actors)
    def ask_both(self, data, known, on, actor):
        recorded = data.draw(st.sampled_from(self.instants))
        for ledger in self.ledgers:
            self.ask(ledger, known, recorded, on, actor)

    @invariant()
    def ask_one(self):
        """After every step: one question to one store, another each time; the same when the steps are taken again."""
        type(self).steps += 1
        self.taken += 1
        chance = random.Random(f"{self.taken} {self.now} {len(self.instants)}")
        recorded = chance.choice((self.instants[-1], chance.choice(self.instants)))
        self.ask(chance.choice(self.ledgers), chance.choice(KNOWN), recorded, chance.choice(ON), chance.choice(ACTORS))

    def ask(self, ledger, known, recorded, on, actor):
        """In the suite every question after every step; in a night's run, of fifty times as many, each in its turn."""
        view = ledger.view(known, dt.datetime.fromisoformat(recorded) if recorded else None)
        at = recorded or self.oracle.last()
        assert view.recorded == at
        questions = (self.all_claims, self.claims_of, self.reports_and_names, self.answer)
        # An answer takes as long as all of the rest.
        in_turn = (self.taken % 4,) if STEPS > FEW else (0, 1, 2) if self.taken % 4 else (0, 1, 2, 3)
        for turn in in_turn:
            questions[turn](view, on, actor)

    def all_claims(self, view, on, actor):
        everything = self.oracle.claims(view.known, view.recorded, on, rejected=True)
        found = view.claims(on=on, rejected=True)
        assert flat(found) == sorted((s.id, s.report_id, str(s.json), s.verdict) for s in everything)
        assert len({e.id for e in found}) == len(found)
        firsts = [entry.span[0] for entry in found]
        assert firsts == sorted(firsts)

    def claims_of(self, view, on, actor):
        everything = self.oracle.claims(view.known, view.recorded, on, rejected=True)
        counted = {s.id for s in everything if s.verdict != "rejected"}
        assert {e.id for e in view.claims(on=on)} == counted
        of_actor = [s for s in everything if actor in s.json.get("actor", ()) or actor in s.json.get("partner", ())]
        assert {e.id for e in view.claims(actor=actor, on=on, rejected=True)} == {s.id for s in of_actor}

    def reports_and_names(self, view, on, actor):
        found = view.reports()
        assert {r.id for r in found} == self.oracle.reports(view.known, view.recorded)
        assert sorted((n.kind, n.key) for n in view.unknown_names()) == self.oracle.names(view.known, view.recorded)
        assert view.source_grades() | view.claim_grades() == self.oracle.grades(view.recorded)
        for report in found:
            assert (report.text == "") == self.oracle.erased(report.id)

    def answer(self, view, on, actor):
        """Posture, with its conflicts, and timeline: the same from the ledger and from the oracle's claims."""
        on = on or DAYS[-1]
        naive = NaiveView(self.oracle, view.known, view.recorded)
        subjects = (Subject(actor=actor), Subject(place=IRAQ), Subject(place=QAIM))
        for subject in subjects if STEPS <= FEW else (subjects[self.taken // 4 % 3],):
            assert posture(view, subject, on).to_json() == posture(naive, subject, on).to_json()
            assert [e.id for e in timeline(view, subject)] == [e.id for e in timeline(naive, subject)]


def flat(entries):
    return sorted((e.id, e.report_id, str(e.claim.to_json()), e.verdict) for e in entries)


def empty(ledger):
    with ledger._engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            names = ", ".join([table.name for table in metadata.sorted_tables] + ["search"])
            connection.execute(text(f"TRUNCATE {names}"))


@pytest.mark.slow
def test_both_stores_show_what_the_oracle_shows(new_store):
    postgresql = new_store("postgresql")
    stores = (lambda: new_store("sqlite"), lambda: postgresql)

    class Both(Ledgers):
        steps = runs = 0

        def __init__(self):
            # One store a run, in turn; the first runs tell both the same.
            Both.runs += 1
            self.stores = (new_store("sqlite"), postgresql) if Both.runs < 5 else (stores[Both.runs % 2](),)
            if Both.runs % 50 == 0:  # of a night's run: how far it is
                print(f"{Both.steps:,} of {STEPS:,} steps", flush=True)
            super().__init__()

    run_state_machine_as_test(
        Both,
        settings=settings(
            max_examples=STEPS // A_RUN + STEPS // A_RUN // 4,  # some end early
            stateful_step_count=A_RUN,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize=STEPS <= FEW,
            database=None,
            print_blob=True,
        ),
    )
    print(f"{Both.steps:,} steps")
    assert Both.steps >= STEPS
