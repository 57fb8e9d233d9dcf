"""Decisions as gold: what is in the file, and that the measure of readers takes it."""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser_at import browser
from click.testing import CliRunner
from starlette.testclient import TestClient
from views_made import WIRE, make

from marsad.cli import main
from marsad.ledger import Ledger, decisions
from marsad.model.claim import Claim
from marsad.serve.settings import Settings


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return make(tmp_path / "ledger.db")


@pytest.fixture
def site(ledger: Path, tmp_path: Path) -> Iterator[TestClient]:
    with browser(Settings(ledger=str(ledger), folder=str(tmp_path / "web"))) as client:
        yield client


def decide_on_wire(ledger: Path) -> None:
    """Of the report's two claims one is amended and one rejected; of another report, one of two is accepted."""
    with Ledger.open(ledger) as opened:
        view = opened.view()
        of = {(entry.report_id, entry.claim.kind): entry.id for entry in view.claims()}
        opened.decide(decisions.amend(of["wire", "handover"], {"when": "2020-03-18"}), "Rana")
        opened.decide(decisions.reject(of["wire", "presence"]), "Rana")
        opened.decide(decisions.accept(of["paper", "move"]), "Sami")


def unpacked(site: TestClient, folder: Path) -> Path:
    answer = site.get("/gold")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/zip")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as made:
        made.extractall(folder)
    return folder / "gold"


def test_only_reports_decided_on_in_full_are_gold_with_what_holds(
    site: TestClient, ledger: Path, tmp_path: Path
) -> None:
    decide_on_wire(ledger)
    gold = unpacked(site, tmp_path)
    assert sorted(path.name for path in gold.iterdir()) == ["wire.json", "wire.txt"]
    assert (gold / "wire.txt").read_bytes().decode() == WIRE
    told = json.loads((gold / "wire.json").read_text("utf-8"))
    (claim,) = told["claims"]
    assert (claim["kind"], claim["when"]) == ("handover", "2020-03-18")
    assert Claim.from_json(claim).to_json().items() >= claim.items()
    ((start, end),) = claim["evidence"]
    assert WIRE[start:end] == "handed the base to Iraq"


def test_readers_are_measured_by_it(site: TestClient, ledger: Path, tmp_path: Path) -> None:
    decide_on_wire(ledger)
    gold = unpacked(site, tmp_path)
    measured = CliRunner().invoke(main, ["evaluate", "--json", str(gold)])
    assert measured.exit_code == 0, measured.output
    assert '"gold": 1' in measured.output


def test_where_nothing_is_decided_in_full_it_says_so(site: TestClient) -> None:
    answer = site.get("/gold")
    assert answer.status_code == 400
    assert "No report is decided on in full yet" in answer.text


def test_the_page_of_agreement_leads_to_it(site: TestClient) -> None:
    for lang in ("en", "ar"):
        assert 'href="/gold' in site.get(f"/agreement?lang={lang}").text
