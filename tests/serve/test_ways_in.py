"""Every way in refuses a claim from which nothing could be answered, in one sentence, and nothing is on record."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from marsad.cli import main
from marsad.errors import ContractError, DecisionError
from marsad.ledger import Ledger
from marsad.ledger import decisions as judgements
from marsad.model.claim import Claim
from marsad.model.values import Place

X = {"name": "X", "level": "site"}
BROKEN: list[tuple[dict[str, Any], str]] = [
    ({"origin": X | {"level": "galaxy"}}, "'galaxy' is no level of a place; use one of site, town, region, country"),
    ({"origin": X | {"name": ""}}, "'' is no name of a place"),
    ({"origin": X | {"name": "bell \x07"}}, "is no name of a place"),
    ({"origin": X | {"name": 5}}, "5 is no name of a place"),
    ({"origin": {"level": "site"}}, "is no place; give it as"),
    ({"origin": "Taji"}, "'Taji' is no place; give it as"),
    ({"origin": X | {"country": "Iraq"}}, "'Iraq' is no country; give its code in two capitals, as IQ"),
    ({"origin": X | {"country": ["IQ"]}}, "['IQ'] is no country"),
    ({"origin": X | {"lat": 33.5}}, "the place 'X' has half a point; give lat and lon, or neither"),
    ({"origin": X | {"lat": 900, "lon": 0}}, "900 is no lat; it lies between -90 and 90 degrees"),
    ({"origin": X | {"lat": 0, "lon": "east"}}, "'east' is no lon; it lies between -180 and 180 degrees"),
    ({"origin": X | {"lat": 0, "lon": True}}, "True is no lon"),
    ({"number": {"min": 500, "max": 3}}, "the number from 500 to 3 has its bounds the wrong way round"),
    ({"number": {"min": "many", "max": None}}, "'many' is no number of people; give a whole number"),
    ({"number": {"min": -1}}, "-1 is no number of people"),
    ({"number": {"max": 2.5}}, "2.5 is no number of people"),
    ({"number": {"min": True}}, "True is no number of people"),
    ({"number": {"min": 10**30}}, "is no number of people"),
    ({"number": 5}, "5 is no number; give it as"),
    ({"actor": [["US"]]}, "['US'] is no key of an actor; give it as text"),
    ({"actor": ["US", " "]}, "' ' is no key of an actor"),
    ({"actor": ["a\0b"]}, "is no key of an actor"),
    ({"actor": ["\ud800"]}, "is no key of an actor"),
    ({"said_by": "US"}, "'US' is no speaker; give it as"),
    ({"said_by": {"of": {}}}, "{} is no key of a speaker"),
    ({"reasons": ["health"]}, "'health' is no reason; give it as"),
    ({"reasons": [{"code": "health", "holds": "no"}]}, "a reason holds or does not"),
    ({"status": "maybe"}, "'maybe' is no status"),
    ({"when": "2020-99"}, "'2020-99' is no EDTF date or interval"),
    ({"when": 2020}, "2020 is no EDTF date or interval"),
    ({"evidence": [[0, 90_000]]}, "lies outside the report's text"),
    ({"evidence": [["a", "b"]]}, "['a', 'b'] is no evidence; give [start, end]"),
    ({"evidence": [[1]]}, "[1] is no evidence"),
    ({"evidence": 5}, "5 is no list of evidence"),
    ({"kind": "dance"}, "'dance' is no kind of claim"),
    ({"kind": ["move"]}, "['move'] is no kind of claim"),
]
SOUND = {"kind": "move", "status": "happened", "actor": ["US"], "evidence": [[0, 9]]}

Put = Callable[[dict[str, Any]], str]


@pytest.fixture
def move(ledger: Path) -> tuple[str, str]:
    """A claim on a move: its id, and its report's."""
    with Ledger.open(ledger) as book:
        (entry, *_) = book.view().claims(kind="move")
        return entry.id, entry.report_id


def said(*words: str) -> str:
    result = CliRunner().invoke(main, list(words))
    assert result.exit_code == 1, result.output
    return result.stderr


@pytest.fixture(params=["amend by command", "amend by API", "add by API", "amend in Python", "add in Python", "import"])
def put(request: pytest.FixtureRequest, site: TestClient, ledger: Path, move: tuple[str, str], tmp_path: Path) -> Put:
    """Puts slots on record in one of the ways in; what it said to that."""
    claim, report = move

    def by_command(slots: dict[str, Any]) -> str:
        words = [f"{slot}={json.dumps(value)}" for slot, value in slots.items()]
        if any(word.partition("=")[2][0] not in '[{"' for word in words):
            pytest.skip("the command takes what is no JSON as somebody types it")
        return said("decide", "amend", claim, *words, "--by", "A. Analyst", "--ledger", str(ledger))

    def by_api(body: dict[str, Any]) -> str:
        answer = site.post("/api/v1/decisions", content=json.dumps(body), headers={"content-type": "application/json"})
        assert answer.status_code in (400, 409, 422), answer.text
        return str(answer.json()["error"])

    def in_python(judgement: judgements.Judgement) -> str:
        with Ledger.open(ledger) as book, pytest.raises(DecisionError) as refused:
            book.decide(judgement, "A. Analyst")
        return str(refused.value)

    def imported(slots: dict[str, Any]) -> str:
        path = tmp_path / "given.jsonl"
        path.write_text(json.dumps({"id": "g", "text": "Nothing new at all.", "claims": [SOUND | slots]}), "utf-8")
        return said("import", str(path), "--format", "contract", "--ledger", str(ledger))

    return {
        "amend by command": by_command,
        "amend by API": lambda slots: by_api({"verb": "amend", "claim": claim, "slots": slots}),
        "add by API": lambda slots: by_api({"verb": "add", "report": report, "said": SOUND | slots}),
        "amend in Python": lambda slots: in_python(judgements.amend(claim, slots)),
        "add in Python": lambda slots: in_python(judgements.add(report, SOUND | slots)),
        "import": imported,
    }[str(request.param)]


def test_what_cannot_be_answered_from_is_refused_in_one_sentence(put: Put, ledger: Path, move: tuple[str, str]) -> None:
    with Ledger.open(ledger) as book:
        before = [(entry.id, entry.claim) for entry in book.view().claims()]
    for slots, sentence in BROKEN:
        try:
            told = put(slots)
        except pytest.skip.Exception:
            continue
        assert sentence in told or ("\ud800" in str(slots) and "surrogate" in told), slots
        assert "Traceback" not in told
        assert len(told.strip().splitlines()) <= 2, "a failure, and the sum"
    with Ledger.open(ledger) as book:
        assert [(entry.id, entry.claim) for entry in book.view().claims()] == before


@pytest.mark.parametrize(("slots", "sentence"), BROKEN, ids=[sentence[:40] for _, sentence in BROKEN])
def test_the_contract_itself_says_what_is_wrong(slots: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ContractError) as refused:
        Claim.from_json(SOUND | slots).check("Nothing new at all.")
    assert sentence in str(refused.value)


@pytest.mark.parametrize("place", [Place("X", "IQ", None, None, "galaxy"), Place("", None, None, None, "site")])
def test_no_name_is_said_to_mean_a_place_that_is_nowhere(ledger: Path, move: tuple[str, str], place: Place) -> None:
    meant = [
        judgements.merge_sites("Taji", None, place),
        judgements.split_site("Taji", place, [move[0]]),
        judgements.resolve_place("Taji", place),
    ]
    with Ledger.open(ledger) as book:
        for judgement in meant:
            with pytest.raises(DecisionError, match=r"That cannot be meant: '(galaxy)?' is no (level|name) of a place"):
                book.decide(judgement, "A. Analyst")
        with pytest.raises(DecisionError, match="' ' is no key of an actor"):
            book.decide(judgements.merge_actors("US", " "), "A. Analyst")


def test_pages_answer_after_what_was_refused(site: TestClient, move: tuple[str, str]) -> None:
    for slots, _ in BROKEN:
        body = json.dumps({"verb": "amend", "claim": move[0], "slots": slots})
        site.post("/api/v1/decisions", content=body, headers={"content-type": "application/json"})
    for address in ("/", "/events", "/posture", "/timeline?of=US", f"/claim/{move[0]}"):
        assert site.get(address).status_code == 200
