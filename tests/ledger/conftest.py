"""A ledger in a folder of its own, and a report."""

import datetime as dt

import pytest
from made import TEXT

from marsad.ledger import Ledger
from marsad.model.report import Report


@pytest.fixture
def path(tmp_path):
    return tmp_path / "ledger.db"


@pytest.fixture
def ledger(path):
    with Ledger.open(path) as ledger:
        yield ledger


@pytest.fixture
def report():
    return Report("en-01", TEXT, "en", dt.date(2020, 3, 17), "Levant Wire", "Title", "https://example.org/1")
