"""An answer looks at the newest claims of each cell; what holds by it is what holds by all claims."""

import datetime as dt
from dataclasses import replace
from itertools import count
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scenery import PLACES

from marsad.ledger import Ledger
from marsad.model.claim import Claim
from marsad.model.report import Report
from marsad.model.span import Span
from marsad.posture import scene
from marsad.posture.state import posture
from marsad.posture.subject import Subject

ALL = 1_000_000
FIRST = dt.date(2020, 1, 1)
BASE = {"place": (PLACES["Asad"],)}
actors = st.sampled_from(("US", "IQ", "ISIS")).map(lambda key: (key,))
days = st.integers(0, 400)

control = st.builds(lambda actor: Claim("control", "ongoing", (Span(0, 4),), actor=actor, **BASE), actors)
handover = st.builds(
    lambda actor, partner: Claim("handover", "happened", (Span(0, 4),), actor=actor, partner=partner, **BASE),
    actors,
    st.one_of(actors, st.just(())),
)
training = st.builds(
    lambda actor, phase: Claim(
        "activity", "happened", (Span(0, 4),), actor=actor, activity="training", phase=phase, **BASE
    ),
    actors,
    st.sampled_from(("continued", "suspended", "resumed", "ended")),
)
histories = st.lists(st.tuples(days, st.one_of(control, handover, training)), min_size=20, max_size=60)
names = count()


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(history=histories)
def test_holder_and_pace_are_those_of_all_claims(tmp_path, history):
    with filled(tmp_path, history) as ledger:
        few, every = (held(ledger, most) for most in (scene.NEWEST, ALL))
        assert few == every


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(history=histories, chance=st.randoms(use_true_random=False))
def test_which_claims_are_the_newest_does_not_hang_on_the_order_of_reading(tmp_path, history, chance):
    # Few days, so that many claims of a cell are of one day.
    told = [(day % 4, claim) for day, claim in history]
    mixed = list(enumerate(told))
    chance.shuffle(mixed)
    with filled(tmp_path, told) as one, filled(tmp_path, [t for _, t in mixed], [n for n, _ in mixed]) as other:
        answers = [posture(ledger.view(), SITE, FIRST + dt.timedelta(400)).to_json() for ledger in (one, other)]
    assert answers[0]["lines"] == answers[1]["lines"]


def test_a_day_is_taken_whole(tmp_path):
    claim = Claim("control", "ongoing", (Span(0, 4),), actor=("IQ",), **BASE)
    with filled(tmp_path, [(5, claim)] * 12 + [(3, claim)]) as ledger:
        (line,) = posture(ledger.view(), SITE, FIRST + dt.timedelta(9)).section("holder")
    assert len(line.entries) == 12


SITE = Subject(place=PLACES["Asad"])


def filled(folder, history, numbers=None):
    ledger = Ledger.open(folder / f"{next(names)}.db")
    with ledger.batch() as batch:
        for n, (day, claim) in zip(numbers or range(len(history)), history, strict=True):
            when = FIRST + dt.timedelta(day)
            report = Report(f"r{n}", f"Text {n}", "en", when, f"Outlet {n % 7}")
            claim = replace(claim, when=when.isoformat())
            batch.record(report, SimpleNamespace(claims=(claim,), unknown=()), "hand", "1")
    return ledger


def held(ledger, most):
    """Who holds the site and how each activity stands, by an answer that looks at so many claims of a cell."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scene, "NEWEST", most)
        answer = posture(ledger.view(), SITE, FIRST + dt.timedelta(400))
    lines = [*answer.section("holder"), *answer.section("pace")]
    return {(line.section, line.place, line.actor if line.section == "pace" else ()): value(line) for line in lines}


def value(line):
    return line.state, line.actor
