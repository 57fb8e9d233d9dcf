"""Whatever the contract takes can be answered from; what cannot be is refused before it is on record."""

import datetime as dt
import json
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import marsad
from marsad.errors import ContractError
from marsad.model.claim import COUNT_SLOTS, KEY_SLOTS, PLACE_SLOTS, Claim
from marsad.model.kinds import ACTIVITIES, KINDS, MEANS, STATUSES
from marsad.model.report import Report
from marsad.model.values.place import LEVELS
from marsad.model.values.reason import CODES

TEXT = "The coalition left al-Qaim. About 300 were there."
ODD = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 10**25) | st.floats() | st.text(max_size=6) | st.just("\ud800"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(("name", "of", "min", "x")), inner),
    max_leaves=4,
)
NAMES = st.sampled_from(["Iraq", "al-Qaim base", "العراق", "K-1", "-", "\u202ex", "a/b <i>", "١٢"]) | st.text(
    max_size=9
)
KEYS = st.sampled_from(["US", "IQ", "KATAIB-HEZBOLLAH", "nobody at all", "0"]) | st.text(max_size=5)
DEGREES = st.floats(-90, 90) | st.integers(-90, 90) | st.just(-0.0)
PLACES = st.fixed_dictionaries(
    {"name": NAMES, "level": st.sampled_from(LEVELS)},
    optional={"country": st.sampled_from(["IQ", "ZZ", None])},
) | st.fixed_dictionaries({"name": NAMES, "lat": DEGREES, "lon": DEGREES, "level": st.sampled_from(LEVELS)})
BOUNDS = st.none() | st.integers(0, 10**15)
COUNTS = st.fixed_dictionaries({}, optional={"min": BOUNDS, "max": BOUNDS})
YEARS = st.integers(0, 9999).map("{:04}".format) | st.sampled_from(["1990", "2020", "٢٠٢٠"])
DAYS = st.dates().map(str) | st.dates(dt.date(2019, 1, 1), dt.date(2021, 1, 1)).map(str)
ENDS = YEARS | DAYS | st.sampled_from(["..", "", "2020-03~", "2020-21", "2020-12", "9999-12", "0001-01"])
WHENS = ENDS | st.tuples(ENDS, ENDS).map("/".join)
REASONS = st.lists(st.fixed_dictionaries({"code": st.sampled_from(CODES)}, optional={"holds": st.booleans()}))
SPEAKERS = st.fixed_dictionaries({"of": KEYS}, optional={"name": st.none() | NAMES})
SPANS = st.tuples(st.integers(0, 20), st.integers(21, len(TEXT))).map(list)
VALUES = (
    dict.fromkeys(KEY_SLOTS, st.lists(KEYS, max_size=2))
    | dict.fromkeys(PLACE_SLOTS, st.lists(PLACES, max_size=2) | PLACES)
    | dict.fromkeys(COUNT_SLOTS, COUNTS)
    | {
        "activity": st.sampled_from(ACTIVITIES),
        "phase": st.sampled_from(sorted({phase for kind in KINDS.values() for phase in kind.phases})),
        "means": st.lists(st.sampled_from(MEANS), max_size=2),
        "when": WHENS,
        "reasons": REASONS,
        "said_by": SPEAKERS,
        "confidence": st.floats(0, 1) | st.sampled_from([0, 1]),
        "rule": st.text(max_size=5),
        "status": st.sampled_from(STATUSES),
        "evidence": st.lists(SPANS, min_size=1, max_size=2),
    }
)


@st.composite
def told(draw):
    """A claim as JSON, in which a value or two may be anything."""
    kind = draw(st.sampled_from(sorted(KINDS)))
    slots = {
        slot: draw(VALUES[slot]) for slot in (*KINDS[kind].slots, "when", "reasons", "said_by") if draw(st.booleans())
    }
    if slots.get("phase") not in KINDS[kind].phases:
        slots.pop("phase", None)
    claim = {"kind": kind, "status": draw(VALUES["status"]), "evidence": draw(VALUES["evidence"])} | slots
    for slot in draw(st.lists(st.sampled_from(sorted(VALUES)), max_size=draw(st.sampled_from([0, 0, 2])))):
        claim[slot] = draw(VALUES[slot] | ODD)
    return claim


def taken(value):
    """The claim, or None where it is refused; any other error fails the test."""
    try:
        claim = Claim.from_json(json.loads(json.dumps(value)))
        claim.check(TEXT)
    except ContractError:
        return None
    return claim


def ask_everything(ledger, folder):
    names = [None, "Iraq", "US"]
    for name in names:
        for table in (ledger.events(name), ledger.conflicts(name), ledger.claims(name), ledger.timeline(name)):
            assert table._repr_html_() is not None
        repr(ledger.diff("2019-01-01", "2021-01-01", name))
    for name in names[1:]:
        for day in ("1800-01-01", "2020-04-01", "2200-12-31"):
            assert ledger.posture(name, on=day)._repr_html_()
            assert ledger.brief(name, on=day).text
    assert ledger.sources()._repr_html_()
    for suffix in ("csv", "xlsx", "geojson", "parquet", "contract.jsonl"):
        ledger.export(folder / f"out.{suffix}")
        if suffix in ("csv", "xlsx", "geojson"):
            ledger.export(folder / f"day.{suffix}", on="2020-04-01")


@settings(
    max_examples=25, derandomize=True, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)
@given(st.lists(told(), min_size=1, max_size=4))
def test_what_the_contract_takes_is_answered_from(tmp_path_factory, values):
    folder = tmp_path_factory.mktemp("any")
    claims = tuple(claim for claim in map(taken, values) if claim)
    with marsad.open(folder / "ledger.db", create=True) as ledger:
        report = Report("r", TEXT, "en", dt.date(2020, 3, 17), "Wire")
        ledger.store.record(report, SimpleNamespace(claims=claims, unknown=()), "hand", "1")
        ask_everything(ledger, folder)
        assert ledger.store.verify().sound


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from(sorted({*VALUES, "kind"})), ODD) | told() | ODD)
def test_anything_is_a_claim_or_refused_in_a_sentence(value):
    claim = taken(value)
    assert claim is None or Claim.kept(json.loads(json.dumps(claim.to_json()))) is not None


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_claim_that_is_on_record_is_read_back_as_it_was(kind):
    claim = Claim.from_json({"kind": kind, "status": "happened", "evidence": [[0, 9]], "actor": ["US"]})
    assert Claim.kept(claim.to_json()) == claim


@pytest.mark.parametrize("lat", [-90, -0.001, 90])
def test_places_at_the_ends_of_the_earth_are_drawn_and_verified(tmp_path, lat):
    place = {"name": "Far Camp", "country": "IQ", "lat": lat, "lon": -0.001, "level": "site"}
    claim = {"kind": "presence", "status": "ongoing", "actor": ["US"], "place": place, "evidence": [[0, 9]]}
    report = Report("r", TEXT, "en", dt.date(2020, 3, 17), "Wire")
    with marsad.open(tmp_path / "ledger.db", create=True) as ledger:
        reading = SimpleNamespace(claims=(Claim.from_json(claim),), unknown=())
        ledger.store.record(report, reading, "hand", "1")
        assert "Far Camp" in ledger.posture("US", on="2020-04-01")._repr_html_()
        assert ledger.store.verify().sound
