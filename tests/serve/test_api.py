"""The JSON API: the same answers as the command line, in parts, with tags, tokens and a description of itself."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from browser_at import Open
from click.testing import CliRunner
from starlette.testclient import TestClient

from marsad.cli import main
from marsad.model.report import Report
from marsad.reports import Metadata
from marsad.reports.book import Book
from marsad.serve.accounts import Accounts

API = "/api/v1"


def told(ledger: Path, *words: str) -> list[dict[str, object]]:
    """What the command line answers to the same question."""
    result = CliRunner().invoke(main, [*words, "--json", "--ledger", str(ledger)])
    return [json.loads(line) for line in result.stdout.splitlines()]


def get(site: TestClient, address: str) -> dict[str, object]:
    answer = site.get(API + address)
    assert answer.status_code == 200, answer.text
    found: dict[str, object] = answer.json()
    return found


@pytest.mark.parametrize(
    ("address", "command"),
    [
        ("/claims?of=Iraq&kind=handover&limit=1000", ("claims", "--place", "Iraq", "--kind", "handover")),
        ("/claims?actor=US&status=planned&limit=1000", ("claims", "--actor", "US", "--status", "planned")),
        ("/claims?known=2020-03-20&limit=1000", ("claims", "--known", "2020-03-20")),
        ("/timeline?of=al-Qaim&since=2020-03-01&limit=1000", ("timeline", "al-Qaim", "--since", "2020-03-01")),
        ("/events?of=Iraq&voices=2&limit=1000", ("events", "Iraq", "--voices", "2")),
        ("/conflicts?of=Iraq&open=true&limit=1000", ("conflicts", "Iraq", "--open")),
        ("/sources?limit=1000", ("sources",)),
        ("/unknown?limit=1000", ("unknown", "--limit", "0")),
        ("/search?q=القائم&language=ar", ("search", "القائم", "--language", "ar")),
    ],
)
def test_lists_are_those_of_the_command_line(
    site: TestClient, ledger: Path, address: str, command: tuple[str, ...]
) -> None:
    found = get(site, address)
    assert found["items"] == told(ledger, *command)
    assert found["next"] is None


@pytest.mark.parametrize(
    ("address", "command"),
    [
        ("/posture?of=Iraq&on=2020-04-10", ("posture", "Iraq", "--on", "2020-04-10")),
        ("/posture?of=US&known=2020-03-20", ("posture", "US", "--known", "2020-03-20")),
        ("/brief?of=al-Qaim&on=2020-04-10", ("brief", "al-Qaim", "--on", "2020-04-10")),
        ("/diff?one=2020-04-10&other=2020-03-10&of=Iraq", ("diff", "2020-03-10", "2020-04-10", "Iraq")),
        (
            "/diff?one=2020-03-20&other=2020-04-10&clock=known&on=2020-04-10",
            ("diff", "2020-03-20", "2020-04-10", "--clock", "known", "--on", "2020-04-10"),
        ),
    ],
)
def test_answers_are_those_of_the_command_line(
    site: TestClient, ledger: Path, address: str, command: tuple[str, ...]
) -> None:
    assert [get(site, address)] == told(ledger, *command)


def test_a_claim_comes_with_its_words_and_its_report(site: TestClient) -> None:
    first = get(site, "/claims?limit=1")["items"][0]  # type: ignore[index]
    claim = get(site, f"/claims/{first['id'][:8]}")
    report = get(site, f"/reports/{claim['report']}")
    passage = claim["passages"][0]  # type: ignore[index]
    assert report["text"][passage["start"] : passage["end"]] == passage["text"]  # type: ignore[index]


def test_an_event_says_why_its_claims_belong_together(site: TestClient) -> None:
    event = max(get(site, "/events")["items"], key=lambda e: len(e["claims"]))  # type: ignore[arg-type, call-overload]
    found = get(site, f"/events/{event['id']}")
    assert found["id"] == event["id"]
    assert set(event["claims"]) == set(found["claims"])  # type: ignore[call-overload]


def test_a_list_in_parts_is_the_list(site: TestClient) -> None:
    whole = get(site, "/claims?limit=1000")
    address: object = f"{API}/claims?limit=7"
    parts = []
    while isinstance(address, str):
        part = site.get(address).json()
        parts += part["items"]
        address = part["next"]
    assert parts == whole["items"]
    assert len(parts) == whole["total"]


def test_what_has_not_changed_is_not_sent_again(site: TestClient) -> None:
    first = site.get(f"{API}/posture?of=Iraq&on=2020-04-10")
    again = site.get(f"{API}/posture?of=Iraq&on=2020-04-10", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/claims/ffffffffffff", 404),
        ("/reports/none", 404),
        ("/events/none", 400),
        ("/events/effffffffffff", 404),
        ("/claims/none", 400),
        ("/claims/%20", 400),
        ("/posture", 422),
        ("/posture?of=Atlantis-upon-Sea", 400),
        ("/claims?kind=rumour", 422),
        ("/claims?limit=0", 422),
        ("/claims?since=2020-04-01&until=2020-03-01", 400),
        ("/claims?since=0001-01-01", 400),
        ("/diff?one=monday&other=tuesday", 400),
        ("/diff?one=2020-03-01&other=2020-03-02T10:00&clock=recorded", 200),
        ("/nowhere", 404),
    ],
)
def test_questions_that_are_refused(site: TestClient, address: str, status: int) -> None:
    answer = site.get(API + address)
    assert answer.status_code == status
    if status != 200:
        assert answer.json()["error"].endswith(".")


def test_the_beginning_of_several_ids_is_no_answer_and_of_one_is(site: TestClient) -> None:
    ids = [claim["id"] for claim in site.get(f"{API}/claims?limit=1000").json()["items"]]
    several = next(letter for letter in "0123456789abcdef" if sum(id.startswith(letter) for id in ids) > 1)
    answer = site.get(f"{API}/claims/{several}")
    assert (answer.status_code, "begins several claims" in answer.json()["error"]) == (400, True)
    assert site.get(f"{API}/claims/{ids[0][:-1]}").json()["id"] == ids[0]


# Deciding


def decide(site: TestClient, **given: object) -> tuple[int, dict[str, object]]:
    answer = site.post(f"{API}/decisions", json=given)
    return answer.status_code, answer.json()


def some_claim(site: TestClient) -> str:
    found: str = get(site, "/claims?limit=1&kind=move")["items"][0]["id"]  # type: ignore[index]
    return found


def test_a_claim_is_rejected_and_the_rejection_undone(site: TestClient) -> None:
    claim = some_claim(site)
    status, decision = decide(site, verb="reject", claim=claim, why="another base")
    assert (status, decision["new"], decision["why"]) == (201, True, "another base")
    assert claim not in {one["id"] for one in get(site, "/claims?limit=1000")["items"]}  # type: ignore[attr-defined, index]
    assert decide(site, verb="reject", claim=claim, why="another base")[0] == 200
    assert decide(site, verb="undo", decision=decision["id"])[0] == 201
    assert claim in {one["id"] for one in get(site, "/claims?limit=1000")["items"]}  # type: ignore[attr-defined, index]


def test_a_slot_is_amended(site: TestClient) -> None:
    claim = some_claim(site)
    assert decide(site, verb="amend", claim=claim, slots={"number": {"min": 41, "max": 42}})[0] == 201
    found = get(site, f"/claims/{claim}")
    assert (found["number"], found["verdict"]) == ({"min": 41, "max": 42}, "amended")
    assert found["decisions"][0]["verb"] == "amend"  # type: ignore[index]


@pytest.mark.parametrize(
    "given",
    [
        {"verb": "merge", "of": "actor", "from": "CJTF-OIR", "into": "US"},
        {"verb": "merge", "of": "site", "from": {"name": "Taji", "country": "IQ"}, "into": {"name": "Camp Taji"}},
        {"verb": "grade", "of": "source", "source": "Garrison Journal", "grade": "b"},
        {"verb": "annotate", "of": "source", "to": "Garrison Journal", "note": "a trade paper"},
        {"verb": "retract", "report": "en-03", "why": "withdrawn"},
    ],
)
def test_other_decisions(site: TestClient, given: dict[str, object]) -> None:
    assert decide(site, **given)[0] == 201
    assert get(site, "/decisions")["total"] == 1


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"verb": "accept"}, 409),
        ({"verb": "accept", "claim": "ffffffffffff"}, 409),
        ({"verb": "merge", "of": "claim", "from": "CJTF-OIR", "into": "US"}, 409),
        ({"verb": "resolve", "name": "X", "into": "US"}, 409),
        ({"verb": "bless", "claim": "x"}, 422),
        ({"verb": "grade", "of": "source", "source": "X", "grade": "Z"}, 409),
        ({"verb": "merge", "of": "site", "from": "Taji", "into": "K1"}, 409),
        ({"verb": "amend", "claim": "ffff", "slots": {"rule": "mine"}}, 409),
        ({"verb": "accept", "claim": "x", "by": "somebody else"}, 422),
    ],
)
def test_decisions_that_are_refused(site: TestClient, given: dict[str, object], status: int) -> None:
    found, answer = decide(site, **given)
    assert (found, bool(answer["error"])) == (status, True)
    assert get(site, "/decisions")["total"] == 0


def test_by_whom_is_who_the_token_belongs_to(open_site: Open, accounts: Accounts) -> None:
    program = open_site(accounts=True)
    del program.headers["origin"]  # programs come from no page
    program.headers["authorization"] = f"Bearer {accounts.make_token('analyst', 'bot', 'analyst')}"
    assert decide(program, verb="accept", claim=some_claim(program))[1]["by"] == "analyst"
    program.headers["authorization"] = f"Bearer {accounts.make_token('admin', 'reader', 'viewer')}"
    assert decide(program, verb="accept", claim=some_claim(program))[0] == 403


def test_erasing_needs_an_admin(sign_in: Callable[[str], TestClient]) -> None:
    assert decide(sign_in("analyst"), verb="erase", report="en-03")[0] == 403
    assert decide(sign_in("admin"), verb="erase", report="en-03")[0] == 201


def test_erasing_takes_the_words_from_beside_the_ledger_too(open_site: Open, tmp_path: Path) -> None:
    with Book(tmp_path / "web" / "book.sqlite") as book:
        book.note(Report("en-03", "Troops left the base.", "en"), Metadata(authors=("A. Writer",)))
        assert book.known("en-03") != {}
    site = open_site()
    assert decide(site, verb="erase", report="nothing")[0] == 400
    assert decide(site, verb="erase", report="en-03")[0] == 201
    with Book(tmp_path / "web" / "book.sqlite") as book:
        assert book.known("en-03") == {}


# Its description


def test_every_route_of_the_api_is_described(site: TestClient) -> None:
    from marsad.serve.routes import API as ROWS

    described = get(site, "/openapi.json")["paths"]
    assert {row.path.replace(":path", "") for row in ROWS} == set(described)  # type: ignore[call-overload]
    for path, methods in described.items():  # type: ignore[attr-defined]
        for about in methods.values():
            assert about["summary"], path
            assert about["description"], path


def test_parts_of_filtered_claims_are_those_of_the_view(site: TestClient) -> None:
    view = site.app.state.house.view(None, None)  # type: ignore[attr-defined]
    whole = [entry.id for entry in view.claims(actor="US", since=dt.date(2020, 3, 1))]
    parts = [view.some_claims(2, n, actor="US", since=dt.date(2020, 3, 1)) for n in range(0, len(whole), 2)]
    assert [entry.id for entries, _ in parts for entry in entries] == whole
    assert {total for _, total in parts} == {len(whole)}
