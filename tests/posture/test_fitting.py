"""The quick way to score many tellings gives what the rule gives, whichever pairs came before."""

import datetime as dt
from itertools import product
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.ledger import Entry
from marsad.model.claim import Claim
from marsad.model.span import Span
from marsad.model.values import Count, Place, Speaker
from marsad.posture.joining import FAILED, checks, far_apart, plainly_others, score
from marsad.posture.joining.fitting import Fitting
from marsad.posture.telling import Telling, tellings

PAIRS = yaml.load((Path(__file__).parent / "pairs.yaml").read_text("utf-8"), yaml.CSafeLoader)

PLACES = st.sampled_from([
    Place("Iraq", "IQ", None, None, "country"),
    Place("Syria", "SY", None, None, "country"),
    Place("Anbar", "IQ", 33.4, 42.5, "region"),
    Place("al-Qaim base", "IQ", 34.37, 41.09, "site"),
    Place("Al Qaim", "IQ", 34.38, 41.1, "town"),
    Place("Camp Taji", "IQ", 33.524, 44.257, "site"),
    Place("somewhere", None, None, None, "site"),
])  # fmt: skip
KEYS = st.sampled_from([(), ("US",), ("CJTF-OIR",), ("IQ",), ("UNKNOWN",), ("US", "IQ")])
SPOTS = st.lists(PLACES, min_size=1, max_size=1).map(tuple) | st.lists(PLACES, max_size=2, unique=True).map(tuple)
COUNTS = st.sampled_from([None, None, Count(1, 1), Count(3, None), Count(300, 300), Count(None, 500), Count(800, 1000)])
WHENS = st.sampled_from([None, "2020-03-10", "2020-03-11", "2020-04-02", "2020-03", "2020~", "2020-03-10/..",
                         "../2020-04-01", "2020-01/2020-06"])  # fmt: skip
SLOTS = {
    "move": {"actor": KEYS, "origin": SPOTS, "destination": SPOTS, "number": COUNTS},
    "handover": {"place": SPOTS, "actor": KEYS, "partner": KEYS},
    "presence": {"actor": KEYS, "place": SPOTS, "number": COUNTS},
    "activity": {
        "activity": st.sampled_from(["training", "patrols"]),
        "phase": st.sampled_from(["suspended", "continued"]),
        "actor": KEYS,
        "place": SPOTS,
    },
    "attack": {
        "place": SPOTS,
        "partner": KEYS,
        "actor": KEYS,
        "means": st.sampled_from([(), ("rockets",), ("drones",)]),
        "number": COUNTS,
    },
    "control": {"actor": KEYS, "place": SPOTS},
    "agreement": {"actor": KEYS, "partner": KEYS, "phase": st.sampled_from(["asked", "agreed"])},
}


STATUSES = st.sampled_from(["happened", "happened", "happened", "ongoing", "planned", "possible", "denied"])
SPEAKERS = st.sampled_from([None, Speaker("US"), Speaker("US", "Caggins")])
DAYS = st.sampled_from([None, *(dt.date(2020, 3, 12) + dt.timedelta(days) for days in (0, 1, 20, 100))])


@st.composite
def alike(draw: st.DrawFn) -> list[Telling]:
    """Tellings that differ in a slot or two."""
    kind = draw(st.sampled_from(sorted(SLOTS)))
    slots = {"status": STATUSES, "when": WHENS, "said_by": SPEAKERS, **SLOTS[kind]}
    first = {slot: draw(values) for slot, values in slots.items()}
    found: list[Telling] = []
    for n in range(draw(st.integers(4, 10))):
        other = draw(st.sets(st.sampled_from(sorted(slots)), max_size=3))
        made = first | {slot: draw(slots[slot]) for slot in sorted(other)}
        report, published = draw(st.sampled_from(["one", "two"])), draw(DAYS)
        claim = Claim(kind, evidence=(Span(0, 1),), **made)
        found += tellings(Entry(f"c{n}", claim, report, report, published, "en", report, "plain"))
    return found


@settings(max_examples=250, deadline=None)
@given(alike())
def test_any_two_tellings(some):
    fitting = Fitting()
    looks = [fitting.look(telling) for telling in some]
    for one, other in product(looks, looks):
        for _ in range(2):  # reckoned and remembered
            assert fitting.score(one, other) == score(one.telling, other.telling), (one.telling, other.telling)


@settings(max_examples=250, deadline=None)
@given(alike())
def test_what_is_plainly_apart_fails_a_test(some):
    for one, other in product(some, some):
        failed = {check.test for check in checks(one, other) if check.outcome == FAILED}
        if plainly_others(one, other):
            assert failed & {"actor", "activity", "phase"}, (one, other)
        if far_apart(one, other):
            assert "place" in failed, (one, other)


IRAQ, ANBAR, TAQADDUM = (Place("Iraq", "IQ", None, None, "country"), Place("Anbar", "IQ", 33.4, 42.5, "region"),
                     Place("Taqaddum", "IQ", 33.34, 43.6, "site"))  # fmt: skip
SOME_DAYS = ["2020-03-10", "2020-03-11", "2020-04-02"]


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("handover", {"actor": [("US",)], "partner": [("IQ",), ("PMF",)], "place": [(TAQADDUM,)], "when": SOME_DAYS}),
        ("handover", {"actor": [("US",)], "partner": [("IQ",)], "place": [(TAQADDUM,), (ANBAR,)], "when": SOME_DAYS}),
        ("attack", {"actor": [("ISIS",)], "partner": [("IQ",)], "place": [(TAQADDUM,), (ANBAR,)], "when": SOME_DAYS}),
        ("attack", {"place": [(TAQADDUM,)], "number": [None, Count(3, 3)], "when": [*SOME_DAYS, "2020-03", "2020"]}),
        ("presence", {"actor": [("US",), ("CJTF-OIR",)], "place": [(TAQADDUM,), (IRAQ,)],
                      "number": [None, Count(300, 300), Count(800, 800)]}),
    ],
)  # fmt: skip
@pytest.mark.parametrize("turned", [False, True])
def test_what_hangs_on_days_and_numbers_too(kind, values, turned):
    """Of one thing told several times; the first pair that is compared must not decide for the others."""
    claims = [
        Claim(kind, "happened", (Span(0, 1),), **dict(zip(values, chosen, strict=True)))
        for chosen in product(*values.values())
    ]
    entries = [Entry(f"c{n}", c, f"r{n}", None, dt.date(2020, 4, 5), "en", "", "plain") for n, c in enumerate(claims)]
    fitting = Fitting()
    looks = [fitting.look(telling) for entry in entries for telling in tellings(entry)]
    pairs = sorted(product(looks, looks), key=lambda pair: pair[0].telling.key, reverse=turned)
    assert [fitting.score(a, b) for a, b in pairs] == [score(a.telling, b.telling) for a, b in pairs]


def test_all_pairs_of_the_labelled_claims():
    fitting, found = Fitting(), []
    for ref, value in PAIRS["claims"].items():
        report, claim = ref.split("#")[0], {**value, "evidence": [[0, 1]]}
        day, publisher = dt.date.fromisoformat(claim.pop("published")), claim.pop("publisher")
        found += tellings(Entry(ref, Claim.from_json(claim), report, publisher, day, "en", report, "gold"))
    scores = [
        (fitting.score(a, b), score(a.telling, b.telling)) for a, b in product(map(fitting.look, found), repeat=2)
    ]
    assert all(quick == whole for quick, whole in scores)
    assert sum(whole > 0 for _, whole in scores) > len(found)
