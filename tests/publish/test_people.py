"""Persons are called by the names that readers of the language know them by; what claims keep is not changed."""

import datetime as dt
import json
import re
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from marsad.cli import main
from marsad.ledger import Ledger
from marsad.model.claim import Claim
from marsad.model.report import Report
from marsad.model.span import Span
from marsad.model.values import Place, Speaker
from marsad.publish.wording import namer
from marsad.publish.words import words_in
from marsad.world.register import load_register

BURHAN, HAMDOK = Speaker("SD", "Abdel Fattah al-Burhan"), Speaker("SD", "Abdalla Hamdok")


def plain(text):
    return re.sub("[\u2068\u2069]", "", text)


@pytest.mark.parametrize(
    ("speaker", "english", "arabic"),
    [
        (BURHAN, "Abdel Fattah al-Burhan (Sudan)", "عبد الفتاح البرهان (السودان)"),
        (Speaker("SD", "Salim Ibrahim"), "Salim Ibrahim (Sudan)", "Salim Ibrahim (السودان)"),
        (Speaker("SD"), "Sudan", "السودان"),
    ],
)
def test_a_person_whom_the_register_has_is_called_by_his_name_there(speaker, english, arabic):
    assert plain(words_in("en", load_register()).speaker(speaker)) == english
    assert plain(words_in("ar", load_register()).speaker(speaker)) == arabic


def test_sentences_call_him_so_too():
    assert plain(namer(load_register(), "ar").voice("SD", [BURHAN])) == "عبد الفتاح البرهان (الجانب السوداني)"
    assert plain(namer(load_register(), "en").voice("SD", [BURHAN])) == "Abdel Fattah al-Burhan (Sudan)"


@pytest.fixture
def ledger(tmp_path, monkeypatch):
    monkeypatch.setenv("MARSAD_LEDGER", str(tmp_path / "ledger.db"))
    place = (Place("Sudan", "SD", None, None, "country"),)
    said = [
        Claim("presence", "ongoing", (Span(0, n),), (who,), place=place, said_by=speaker)
        for n, (who, speaker) in enumerate((("RU", BURHAN), ("AE", HAMDOK), ("TD", Speaker("SD"))), start=1)
    ]
    with Ledger.open(tmp_path / "ledger.db") as book:
        report = Report("r", "النص", "ar", dt.date(2022, 3, 1), "وكالة")
        book.record(report, SimpleNamespace(claims=tuple(said), unknown=()), "hand", "1")


@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize(
    ("name", "actors"),
    [
        ("عبد الفتاح البرهان", {"RU"}),
        ("البرهان", {"RU"}),
        ("Abdel-Fattah Burhan", {"RU"}),
        ("Abdel Fattah al-Burhan", {"RU"}),
        ("السودان", {"RU", "AE", "TD"}),
        ("SD", {"RU", "AE", "TD"}),
    ],
)
def test_claims_are_found_by_any_name_of_him_who_says_so(name, actors):
    found = CliRunner().invoke(main, ["claims", "--said-by", name, "--json"])
    assert {json.loads(line)["actor"][0] for line in found.stdout.splitlines()} == actors
