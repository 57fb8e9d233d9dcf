"""The worked examples of docs/posture.md, row by row; and what holds of any fold."""

import datetime as dt
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scenery import PLACES

from marsad.ledger import Entry
from marsad.ledger.cells import cell_rows, day_in_cell
from marsad.model.claim import Claim
from marsad.model.span import Span
from marsad.model.values import Count
from marsad.posture.folding import Step, fold_force
from marsad.posture.scene import NEWEST

HERE = {"actor": "US", "place": "Asad"}
COMES, GOES = {"actor": "US", "destination": "Asad"}, {"actor": "US", "origin": "Asad"}


def level(tell, day, number):
    tell("A", day, "presence", number=number, when=day, **HERE)


def moved(tell, day, way, *numbers):
    for n, number in enumerate(numbers):
        tell(f"Outlet {n}", day, "move", when=day, **way, **({"number": number} if number else {}))


PRESENCE = [
    ([(level, "2020-03-01", 300)], "present 300"),
    ([(level, "2020-03-01", 300), (level, "2020-03-05", (200, 400))], "present 300"),
    ([(level, "2020-03-01", 300), (level, "2020-03-05", (200, 400)), (level, "2020-03-06", 500)], "present 200–500"),
    ([(level, "2020-03-01", 300), (moved, "2020-03-10", COMES, 100, 100, 100)], "present 400"),
    ([(level, "2020-03-01", 300), (moved, "2020-03-10", COMES, 100), (moved, "2020-03-20", GOES, 50, 70)],
     "reduced 330–350"),
    ([(level, "2020-03-01", 300), (moved, "2020-04-01", GOES, None)], "left 0"),
    ([(level, "2020-03-01", 300), (moved, "2020-04-01", GOES, 200, None)], "left 0"),
    ([(moved, "2020-03-10", COMES, 100)], "present at least 100"),
    ([(moved, "2020-03-01", {"actor": "US", "origin": "Iraq"}, None)], "reduced unknown"),
]  # fmt: skip


@pytest.mark.parametrize(("told", "line"), PRESENCE, ids=lambda value: value if isinstance(value, str) else None)
def test_presence(tell, presence, told, line):
    for how, *rest in told:
        how(tell, *rest)
    assert [found.split(": ")[1] for found in presence("Iraq", "2020-05-01")] == [line]


GIVEN = {"actor": "CJTF-OIR", "place": "Qaim", "when": "2020-03-17"}
HOLDERS = [
    ([("handover", {**GIVEN, "partner": "IQ"}), ("control", {"actor": "IQ", "place": "Qaim", "when": "2020-03-20"})],
     ("held", ("IQ",), ("CJTF-OIR",), "2020-03-17")),
    ([("handover", GIVEN)], ("given-up", (), ("CJTF-OIR",), "2020-03-17")),
    ([("handover", {**GIVEN, "partner": "IQ"}), ("control", {"actor": "ISIS", "place": "Qaim", "when": "2020-05-01"})],
     ("held", ("ISIS",), (), "2020-05-01")),
]  # fmt: skip


@pytest.mark.parametrize(("told", "line"), HOLDERS)
def test_holders(tell, ask, told, line):
    for n, (kind, slots) in enumerate(told):
        tell(f"Outlet {n}", "2020-05-02", kind, **slots)
    (found,) = ask("Iraq", "2020-06-01").section("holder")
    assert (found.state, found.actor, found.partner, found.when) == line


def entry(n, way, day, number):
    kind, slot = {"level": ("presence", "place"), "in": ("move", "destination"), "out": ("move", "origin")}[way]
    claim = Claim(
        kind, "happened", (Span(0, 4),), ("US",), number=number, when=day.isoformat(), **{slot: (PLACES["Asad"],)}
    )
    return Step(way, (Entry(f"{n:04}", claim, f"r{n}", "A", day, "en", f"r{n}", "hand"),))


counts = st.one_of(
    st.none(),
    st.tuples(st.integers(0, 500), st.integers(0, 500)).map(lambda pair: Count(min(pair), max(pair))),
    st.integers(0, 500).map(lambda n: Count(n, None)),
    st.integers(0, 500).map(lambda n: Count(None, n)),
)
days = st.dates(dt.date(2020, 1, 1), dt.date(2020, 3, 1))


@given(st.lists(st.tuples(st.sampled_from(["level", "in", "out"]), days, counts), max_size=12), st.randoms())
def test_a_fold_does_not_depend_on_the_order_and_never_goes_below_nought(told, chance: random.Random):
    steps = [entry(n, *each) for n, each in enumerate(told)]
    shuffled = chance.sample(steps, len(steps))
    one, other = (fold_force(found, PLACES["Asad"], dt.date(2020, 4, 1)) for found in (steps, shuffled))
    assert (one.state, one.number, one.support) == (other.state, other.number, other.support)
    if one.number is not None:
        low, high = one.number
        assert (low or 0) >= 0
        assert high is None or high >= (low or 0)


@pytest.mark.parametrize("known", [None, dt.date(2020, 2, 10)])
def test_the_newest_of_each_cell_are_those_that_a_look_at_all_claims_finds(tell, ledger, known):
    chance = random.Random(7)
    for n in range(120):
        kind, slots = chance.choice(
            [("presence", HERE), ("move", COMES), ("attack", {"place": "Taji", "partner": "US"})]
        )
        day = dt.date(2020, 1, 1) + dt.timedelta(days=chance.randrange(60))
        when = chance.choice([None, (day - dt.timedelta(days=3)).isoformat(), f"../{day}"])
        status = chance.choice(["happened", "ongoing", "planned", "denied"])
        tell(f"Outlet {n % 5}", day.isoformat(), kind, status, **slots, **({"when": when} if when else {}))
    view, on = ledger.view(known=known), dt.date(2020, 2, 20)
    of_cell: dict[int, list[tuple[str, int, str]]] = {}
    for told in view.claims(country="IQ"):
        at = day_in_cell(told.claim, told.published.isoformat())
        for cell, values in cell_rows(told.claim):
            if values[2] == "actor" and at <= on.isoformat():
                of_cell.setdefault(cell, []).append((at, told.row, told.id))
    wanted = {id for found in of_cell.values() for _, _, id in sorted(found)[-NEWEST:]}
    assert {told.id for told in view.newest(NEWEST, on, country="IQ")} == wanted
    assert len(wanted) > 3 * NEWEST
