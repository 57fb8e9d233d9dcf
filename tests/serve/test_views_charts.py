"""The map is made quickly, part by part; it must say what the posture says, whatever was asked before."""

import datetime as dt
import random
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.ledger import Ledger, View
from marsad.model.claim import Claim
from marsad.model.report import Report
from marsad.model.span import Span
from marsad.model.values import Count, Place
from marsad.posture.state import posture
from marsad.posture.subject import Subject
from marsad.serve.views.charts import Charts
from marsad.serve.views.neighbours import Neighbours

IRAQ = Subject(place=Place("Iraq", "IQ", None, None, "country"))
FIRST = dt.date(2020, 1, 1)
DAYS = 120
# A base and its town, two further sites, a province, the country itself, and a site in another country.
PLACES = (
    Place("al-Qaim base", "IQ", 34.37, 41.09, "site"),
    Place("al-Qaim", "IQ", 34.39, 40.99, "town"),
    Place("K-1", "IQ", 35.51, 44.28, "site"),
    Place("Camp Taji", "IQ", 33.52, 44.26, "site"),
    Place("Anbar", "IQ", 33.0, 41.0, "region"),
    Place("Iraq", "IQ", None, None, "country"),
    Place("Arifjan", "KW", 28.9, 48.2, "site"),
)
ACTORS = ("IQ", "IR", "TR", "ISIS")


def made_up(chance: random.Random) -> Claim:
    day = FIRST + dt.timedelta(chance.randrange(DAYS))
    when = chance.choice([day.isoformat(), day.isoformat(), day.isoformat()[:7], None])
    actor, partner = chance.sample(ACTORS, 2)
    place, other = chance.sample(PLACES, 2)
    number = Count(size, size) if (size := chance.choice([None, 100, 300])) else None
    about = {
        "presence": {"place": (place,), "number": number},
        "move": {"origin": (place,), "destination": (other,) if chance.random() < 0.4 else (), "number": number},
        "handover": {"place": (place,), "partner": (partner,)},
        "control": {"place": (place,)},
        "attack": {"place": (place,), "partner": (partner,), "means": ("rockets",)},
    }
    kind = chance.choice(list(about))
    status = chance.choice(["happened"] * 4 + ["ongoing", "planned", "possible", "denied"])
    return Claim(kind, status, (Span(0, 16),), actor=(actor,), when=when, **about[kind])


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> View:
    chance = random.Random(20200317)
    ledger = Ledger.open(tmp_path_factory.mktemp("charts") / "ledger.db")
    for n in range(120):
        day = FIRST + dt.timedelta(chance.randrange(DAYS))
        told = chance.choice(("All troops left.", "More troops left"))
        report = Report(f"r{n}", f"{told} {n}", "en", day, f"Outlet {n % 9}")
        reading = SimpleNamespace(claims=tuple(made_up(chance) for _ in range(3)), unknown=())
        ledger.record(report, reading, "hand", "1")
    return ledger.view()


def said(charts: Charts, view: View, on: dt.date) -> dict[str, set[tuple[object, ...]]]:
    """What a chart says of who is where, who holds what, and which plans are open."""
    spots = charts.of(view, IRAQ, on).spots
    told = (each for spot in spots for each in (spot.holder, *spot.presence, *spot.outlook) if each)
    return _by_section(each.line for each in told)


def meant(view: View, on: dt.date) -> dict[str, set[tuple[object, ...]]]:
    """The same of the posture."""
    lines = posture(view, IRAQ, on).lines
    kept = ("presence", "holder", "expected", "feared")
    return _by_section(line for line in lines if line.section in kept and line.kind != "move" and line.place)


def _by_section(lines) -> dict[str, set[tuple[object, ...]]]:
    found: dict[str, set[tuple[object, ...]]] = {}
    for line in lines:
        over = frozenset(dispute.over for dispute in line.disputes)
        says = (line.actor, line.place, line.state, line.number, line.when, over)
        found.setdefault(line.section, set()).add(says)
    return found


@settings(max_examples=12, deadline=None)
@given(st.lists(st.integers(0, DAYS + 20), min_size=1, max_size=5))
def test_the_map_says_what_the_posture_says_in_whatever_order_days_are_asked_for(view: View, days: list[int]) -> None:
    charts = Charts()
    for day in days:
        on = FIRST + dt.timedelta(day)
        assert said(charts, view, on) == meant(view, on)


def test_what_was_remembered_does_not_outlive_a_decision(tmp_path: Path) -> None:
    claim = Claim("control", "happened", (Span(0, 4),), actor=("IQ",), place=(PLACES[0],), when="2020-03-01")
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        report = Report("r", "Text", "en", dt.date(2020, 3, 2), "Outlet")
        (id_,) = ledger.record(report, SimpleNamespace(claims=(claim,), unknown=()), "hand", "1").claim_ids
        charts, on = Charts(), dt.date(2020, 4, 1)
        before = ledger.view()
        assert [spot.holder is not None for spot in charts.of(before, IRAQ, on).spots] == [True]
        from marsad.ledger import decisions

        ledger.decide(decisions.reject(id_), "Rana")
        assert charts.of(ledger.view(), IRAQ, on).spots == []
        assert len(charts.of(before, IRAQ, on).spots) == 1


def test_a_town_and_the_base_beside_it_are_neighbours_and_two_bases_are_not() -> None:
    groups = Neighbours()
    base, town, other, _, province, country, _ = PLACES
    for place in PLACES:
        groups.group(place)
    assert groups.group(base) == groups.group(town)
    assert len({groups.group(place) for place in (base, other, province, country)}) == 4
