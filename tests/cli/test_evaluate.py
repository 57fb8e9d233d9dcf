"""The figures of `marsad evaluate`: cases worked out by hand, and the contract's own scorer where it is at hand."""

import itertools
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.cli import main
from marsad.evaluate import best_pairs, reliability, score
from marsad.evaluate.agree import distance_km, same_date, same_number, same_place, same_places, same_reasons
from marsad.evaluate.calibration import calibration_error
from marsad.evaluate.compare import similarity, strictly_equal
from marsad.evaluate.scores import Graded, Guess
from marsad.model.claim import Claim
from marsad.reader import Reader, Reading

SHARED = Path(__file__).parents[3] / "shared"

QAIM = {"name": "al-Qaim base", "country": "IQ", "lat": 34.37, "lon": 41.09, "level": "site"}
ERBIL = {"name": "Erbil", "country": "IQ", "lat": 36.19, "lon": 44.01, "level": "town"}
IRAQ = {"name": "Iraq", "country": "IQ", "level": "country"}
TEXT = "The coalition handed over its base at al-Qaim to the Iraqi army on Tuesday."


def handover(**slots) -> dict:
    claim = {"kind": "handover", "place": QAIM, "actor": ["CJTF-OIR"], "partner": ["IQ"], "status": "happened"}
    return claim | {"when": "2020-03-17", "reasons": [], "said_by": None, "evidence": [[0, 40]]} | slots


def number(low: int | None, high: int | None) -> dict:
    return {"min": low, "max": high}


def test_a_claim_is_like_itself():
    assert similarity(handover(), handover()) == 1.0
    assert strictly_equal(handover(), handover())


def test_half_of_the_weight_is_what_the_claim_is_about():
    # about: place 1, actor 0, partner 1 → 2/3; rest: status 1, when 0, evidence 1 → 2/3
    other = handover(actor=["US"], when="2019")
    assert similarity(handover(), other) == pytest.approx(2 / 3)
    assert not strictly_equal(handover(), other)
    # about 1; rest: status 0, when 1, said_by 0 (only one fills it), evidence 0 → 1/4
    other = handover(status="planned", said_by={"of": "US"}, evidence=[[50, 60]])
    assert similarity(handover(), other) == pytest.approx((1 + 1 / 4) / 2)


def test_claims_that_share_nothing_they_are_about_are_not_alike():
    assert similarity(handover(), handover(place=ERBIL, actor=["US"], partner=["SY"])) == 0.0
    assert similarity(handover(), {"kind": "control", "actor": ["CJTF-OIR"], "place": QAIM}) == 0.0


def test_who_agrees_with_whom_has_no_order_but_who_asks_whom_has():
    agreed = {"kind": "agreement", "actor": ["US"], "partner": ["IQ"], "phase": "agreed", "status": "happened"}
    turned = agreed | {"actor": ["IQ"], "partner": ["US"]}
    assert strictly_equal(agreed, turned)
    assert not strictly_equal(agreed | {"phase": "asked"}, turned | {"phase": "asked"})


@pytest.mark.parametrize(
    ("gold", "found", "agreement"),
    [
        (QAIM, QAIM | {"lat": 34.5}, 1.0),  # 14 km
        (QAIM, QAIM | {"lat": 35.0}, 0.0),  # 70 km
        (QAIM, QAIM | {"lat": 35.0, "level": "region"}, 1.0),
        (QAIM, IRAQ, 0.5),
        (IRAQ, IRAQ | {"name": "العراق"}, 1.0),
        (IRAQ, IRAQ | {"name": "the west", "level": "region"}, 0.5),
        (IRAQ, {"name": "Syria", "country": "SY", "level": "country"}, 0.0),
        ({"name": "Sahel", "country": None, "level": "region"}, {"name": "sahel", "country": None}, 1.0),
    ],
)
def test_places(gold, found, agreement):
    assert same_place(gold, found) == agreement


def test_lists_of_places_are_paired_and_divided_by_the_longer():
    assert same_places([QAIM, ERBIL], [ERBIL, QAIM]) == 1.0
    assert same_places([QAIM, ERBIL], QAIM) == 0.5
    assert distance_km(QAIM, ERBIL) == pytest.approx(334, abs=3)
    for lat in range(-90, 91):
        ends = {"lat": lat, "lon": 0.1}, {"lat": -lat, "lon": -179.9}
        assert distance_km(*ends) == pytest.approx(20_015, abs=1), "the other end of the Earth"


@pytest.mark.parametrize(
    ("gold", "found", "agreement"),
    [
        (number(300, 300), number(300, 300), 1.0),
        (number(300, 300), number(310, 310), 0.0),
        (number(300, 300), number(200, 999), 0.5),
        (number(200, 999), number(190, 1000), 1.0),
        (number(13, None), number(13, None), 1.0),
        (number(13, None), number(20, 20), 0.5),
        (number(None, 500), number(0, 480), 1.0),
        (number(5, 3), number(5, 3), 1.0),
    ],
)
def test_numbers(gold, found, agreement):
    assert same_number(gold, found) == agreement


def test_dates_and_reasons():
    assert same_date("2020-03", "2020-03-01/2020-03-31") == 1.0
    assert same_date("2020-03-17", "2020-03-10/..") == 0.5
    assert same_date("2020-03-17", "2020-03-18") == 0.0
    assert same_date("2020-03-17", "soon") == 0.0
    health = {"code": "health"}
    assert same_reasons([health], [health | {"holds": True}]) == 1.0
    assert same_reasons([health, {"code": "cost"}], [health | {"holds": False}]) == 0.0


@settings(deadline=None)
@given(
    st.integers(1, 5).flatmap(
        lambda width: st.lists(st.lists(st.integers(0, 9), min_size=width, max_size=width), max_size=5)
    )
)
def test_no_other_pairing_weighs_more(weights):
    pairs = best_pairs(weights)
    assert len({p.row for p in pairs}) == len({p.column for p in pairs}) == len(pairs)
    assert sum(p.weight for p in pairs) == most(weights)


def most(weights: list[list[int]]) -> int:
    if not weights:
        return 0
    rows, columns = range(len(weights)), range(len(weights[0]))
    if len(rows) > len(columns):
        return max(sum(weights[r][c] for c, r in enumerate(p)) for p in itertools.permutations(rows, len(columns)))
    return max(sum(weights[r][c] for r, c in enumerate(p)) for p in itertools.permutations(columns, len(rows)))


def test_precision_recall_and_f1_by_hand():
    gold = [handover(), handover(place=ERBIL, actor=["US"], partner=["SY"])]
    found = [handover(confidence=0.9), {"kind": "control", "actor": ["US"], "place": ERBIL, "confidence": 0.3}]
    scores = score([Graded("a", "en", gold, found), Graded("b", "ar", [], [])])
    everything = scores.to_json()["groups"]["all"]
    assert everything == {
        "gold": 2,
        "predicted": 2,
        **{f"{name}_{measure}": 0.5 for name in ("soft", "strict") for measure in ("precision", "recall", "f1")},
    }
    names = ["all", "language en", "kind control", "kind handover", "en control", "en handover"]
    assert list(scores.to_json()["groups"]) == names
    assert scores.to_json()["slots"]["place"] == {"pairs": 1, "agreement": 1.0}
    assert [(miss.report, miss.what) for miss in scores.misses] == [("a", "missed"), ("a", "spurious")]
    assert scores.guesses == [Guess(0.9, True), Guess(0.3, False)]


def test_reliability():
    bins = reliability([Guess(0.85, True), Guess(0.81, False), Guess(1.0, True), Guess(0.1, False)])
    assert [(b.low, b.claims, b.right) for b in bins] == [(0.0, 1, 0.0), (0.8, 2, 0.5), (0.9, 1, 1.0)]
    assert calibration_error(bins) == pytest.approx((0.1 + 2 * 0.33 + 0) / 4)
    assert reliability([]) == []


def make_gold(folder: Path) -> None:
    for n, language in enumerate(("en", "ar", "en")):
        (folder / f"r{n}.txt").write_text(TEXT, "utf-8")
        fields = {"id": f"r{n}", "language": language, "published": "2020-03-19", "claims": [handover()] * (n + 1)}
        (folder / f"r{n}.json").write_text(json.dumps(fields), "utf-8")


@pytest.fixture
def gold(tmp_path, monkeypatch) -> Path:
    monkeypatch.setattr(Reader, "read", lambda self, report: Reading((Claim.from_json(handover(confidence=0.7)),)))
    folder = tmp_path / "gold"
    folder.mkdir()
    make_gold(folder)
    return folder


def evaluate(*args: object):
    return CliRunner().invoke(main, ["evaluate", *map(str, args)])


def test_the_command_writes_predictions_and_prints_figures(gold, tmp_path):
    result = evaluate(gold, "--output", tmp_path / "out", "--misses")
    assert result.exit_code == 0
    assert "3 reports" in result.stdout
    assert "r2 missed" in result.stdout
    row = next(line for line in result.stdout.splitlines() if line.startswith("all")).split()
    assert row == ["all", "6", "3", "1.000", "0.500", "0.667", "1.000", "0.500", "0.667"]
    written = json.loads((tmp_path / "out" / "r1.json").read_text("utf-8"))
    assert {key: written[key] for key in ("id", "language", "published")} == {
        "id": "r1",
        "language": "ar",
        "published": "2020-03-19",
    }
    assert Claim.from_json(written["claims"][0]).kind == "handover"


def test_one_report_is_one(gold):
    for other in gold.glob("*.txt"):
        if other.stem != "r1":
            other.unlink()
    assert evaluate(gold).stdout.startswith("1 report\n")


def test_the_command_in_json(gold):
    figures = json.loads(evaluate(gold, "--json", "--misses").stdout)
    assert figures["groups"]["all"]["strict_recall"] == 0.5
    assert figures["reliability"][0] | {"confidence": 0.7} == {
        "low": 0.7,
        "high": 0.8,
        "claims": 3,
        "confidence": 0.7,
        "right": 1.0,
    }
    assert len(figures["misses"]) == 3


def test_a_report_that_fails_counts_as_empty(gold):
    (gold / "r0.txt").write_bytes(b"\xff")
    result = evaluate(gold, "--json")
    assert result.exit_code == 1
    assert "Failed: " in result.stderr
    assert json.loads(result.stdout)["groups"]["all"]["predicted"] == 2


def test_texts_without_gold_are_read_but_not_scored(gold, tmp_path):
    for path in gold.glob("*.json"):
        path.unlink()
    result = evaluate(gold, "--output", tmp_path / "out")
    assert "nothing to score" in result.stderr
    assert len(list((tmp_path / "out").iterdir())) == 3


def test_a_folder_without_texts(tmp_path):
    assert "holds no reports" in evaluate(tmp_path).stderr


def scorer(gold: Path, predicted: Path) -> dict:
    command = [sys.executable, str(SHARED / "score.py"), str(gold), str(predicted), "--json"]
    return json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)


def damaged(claims: list[dict], others: list[dict], chance: random.Random) -> list[dict]:
    """Predictions as a middling reader makes them: some claims lost, some invented, slots mixed up."""
    found = []
    for claim in claims:
        model = chance.choice([other for other in others if other["kind"] == claim["kind"]])
        mixed = {slot: model.get(slot) if chance.random() < 0.25 else value for slot, value in claim.items()}
        found += [mixed] * (chance.random() > 0.2) + [chance.choice(others)] * (chance.random() < 0.2)
    chance.shuffle(found)
    return found


@pytest.mark.skipif(not (SHARED / "score.py").exists(), reason="the contract's scorer is not beside this checkout")
@pytest.mark.parametrize("seed", [1, 2])
def test_the_same_figures_as_the_contracts_scorer(tmp_path, seed):
    folder = SHARED / "gold" / "dev"
    gold = {path: json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))}
    others = [claim for report in gold.values() for claim in report["claims"]]
    chance, graded = random.Random(seed), []
    for path, report in gold.items():
        found = damaged(report["claims"], others, chance)
        (tmp_path / path.name).write_text(json.dumps({"claims": found}), "utf-8")
        graded.append(Graded(path.stem, report["language"], report["claims"], found))
    theirs, ours = scorer(folder, tmp_path), score(graded).to_json()
    assert ours["groups"].keys() >= theirs["groups"].keys()
    for name, row in theirs["groups"].items():
        assert ours["groups"][name] == pytest.approx(row)
    for slot, value in theirs["slots"].items():
        assert ours["slots"][slot] == pytest.approx(value)
