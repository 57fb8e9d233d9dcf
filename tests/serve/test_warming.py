"""A server's first pages are worked out before it answers."""

import os
from pathlib import Path

import pytest
from browser_at import Open

from marsad.ledger import Ledger
from marsad.serve.app import from_environment
from marsad.serve.settings import Settings


def test_what_the_first_pages_need_is_there_before_anybody_asks(
    open_site: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = open_site().app.state.house.settings  # type: ignore[attr-defined]
    monkeypatch.setattr(os, "environ", dict(os.environ))
    settings.to_environment()
    app = from_environment()
    house = app.state.house
    view = house.view(None, None)
    assert house.answers.get((view.recorded, None, "glance")).reports == 11
    assert house.answers.get("charts") is not None
    house.close()


def test_an_empty_ledger_is_no_trouble(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "empty.db"
    Ledger.open(path).close()
    monkeypatch.setattr(os, "environ", dict(os.environ))
    Settings(ledger=str(path), folder=str(tmp_path)).to_environment()
    app = from_environment()
    app.state.house.close()
    assert not [record for record in caplog.records if record.name.startswith("marsad")]
