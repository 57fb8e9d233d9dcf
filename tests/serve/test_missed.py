"""Words that the reader missed become a claim of whoever selects them."""

import re
from pathlib import Path

import pytest
from browser_at import Open, SignIn
from starlette.testclient import TestClient
from views_made import WIRE, make

from marsad.ledger import Ledger

WORDS = "About 300 soldiers are still there."
START = WIRE.index(WORDS)
END = START + len(WORDS)
GIVEN = {"start": START, "end": END, "kind": "control", "status": "ongoing", "actor": "Iraq", "place": "Camp Taji"}


@pytest.fixture
def told(open_site: Open, tmp_path: Path) -> TestClient:
    return open_site(ledger=str(make(tmp_path / "told.db")))


def claims(site: TestClient) -> list[dict[str, object]]:
    return site.get("/report/wire.json").json()["claims"]  # type: ignore[no-any-return]


def test_the_form_shows_the_words_and_a_first_filling(told: TestClient) -> None:
    page = told.get(f"/missed/wire?start={START}&end={END + 1}").text
    assert f'<mark class="evidence">{WORDS}</mark>' in page
    assert 'name="actor"' in page
    assert re.search(r'name="(place|origin)"', page)


def test_another_kind_has_other_slots(told: TestClient) -> None:
    page = told.get(f"/missed/wire?start={START}&end={END}&kind=attack").text
    assert 'name="killed"' in page
    assert 'name="killed"' not in told.get(f"/missed/wire?start={START}&end={END}&kind=control").text


def test_it_is_put_on_record_and_taken_back(told: TestClient) -> None:
    before = claims(told)
    shown = told.post("/missed/wire", data=GIVEN | {"why": "seen by eye"})
    assert "The claim was put on record." in shown.text
    (made,) = [claim for claim in claims(told) if claim not in before]
    assert (made["kind"], made["actor"], made["evidence"], made["verdict"]) == (
        "control", ["IQ"], [[START, END]], "accepted",
    )  # fmt: skip
    assert f'id="p-{made["id"]}"' in shown.text, "its words are marked in the text"
    decision = told.get("/api/v1/decisions").json()["items"][-1]
    assert (decision["verb"], decision["why"]) == ("add", "seen by eye")
    told.post(f"/decision/{decision['id']}/undo")
    assert claims(told) == before


@pytest.mark.parametrize(
    ("change", "told_of"),
    [
        ({"end": START}, "No words are selected"),
        ({"end": "x"}, "end=x is no number"),
        ({"actor": "Nobody Knows Them"}, "Nothing knows an actor"),
        ({"when": "next week"}, "is no EDTF date"),
    ],
)
def test_what_cannot_be_put_on_record_changes_nothing(told: TestClient, change: dict[str, str], told_of: str) -> None:
    before = claims(told)
    answer = told.post("/missed/wire", data=GIVEN | change)
    assert answer.status_code in (400, 404, 409)
    assert told_of in answer.text
    assert claims(told) == before


def test_who_may_only_read_marks_nothing(sign_in: SignIn, ledger: Path) -> None:
    reader = sign_in("viewer")
    with Ledger.open(ledger, create=False) as book:
        id = book.view().reports()[0].id
    assert 'id="marking"' not in reader.get(f"/report/{id}").text
    assert reader.get(f"/missed/{id}?start=0&end=9").status_code == 403
    assert reader.post(f"/missed/{id}", data=GIVEN).status_code == 403


def test_names_are_offered_by_their_beginnings_in_both_languages(told: TestClient) -> None:
    def offered(kind: str, q: str, lang: str = "en") -> dict[str, str]:
        found = told.get("/names", params={"kind": kind, "q": q, "lang": lang}).json()["names"]
        return {one["name"]: one["means"] for one in found}

    assert offered("place", "camp taj")["Camp Taji"] == "Camp Taji"
    assert offered("actor", "التحالف الد", "ar")["التحالف الدولي"] == "CJTF-OIR"
    assert offered("actor", "") == {}
