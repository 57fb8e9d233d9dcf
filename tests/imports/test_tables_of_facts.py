"""A colleague's table: each row becomes a report whose claim rests on the row."""

import csv
import dataclasses
import datetime as dt

import pytest
from click.testing import CliRunner
from hypothesis import given as for_all
from hypothesis import strategies as st
from openpyxl import Workbook

from marsad.cli import main
from marsad.errors import ContractError, ReportError
from marsad.imports import Failure, Given, Imported, load
from marsad.imports.slots import number, parts
from marsad.ledger import Ledger
from marsad.model.values import Count, Place
from marsad.world.register import load_register

HEAD = ["Force", "Base", "Strength", "Date", "Source", "Note"]
ROWS = [
    ["US Marines", "Camp Taji", "1,200", "2020-03-01", "Levant Wire", "from a call"],
    ["الحشد الشعبي", "القائم", "٣٠٠-٥٠٠", "2020-03", "", ""],
    ["Free Ravens", "Nowhere Point", ">40", "", "", ""],
]


def table(path, rows, head=HEAD):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])
    return path


@pytest.fixture
def run():
    def call(*words, code=0):
        result = CliRunner().invoke(main, [str(word) for word in words])
        assert result.exit_code == code, result.output
        return result

    return call


def test_each_row_is_a_report_and_its_claim_rests_on_the_row(tmp_path, given):
    first, second, third = load("table", table(tmp_path / "facts.csv", ROWS), given)
    claim = first.claims[0]
    assert (claim.kind, claim.status, claim.actor, claim.number) == ("presence", "ongoing", ("US",), Count(1200, 1200))
    assert (claim.place[0].name, claim.place[0].country, claim.when) == ("Camp Taji", "IQ", "2020-03-01")
    assert claim.evidence[0].text(first.report.text) == first.report.text
    assert first.report.text.startswith("Force: US Marines\nBase: Camp Taji\nStrength: 1,200")
    assert "Note: from a call" in first.report.text
    assert (first.report.publisher, first.report.address) == ("Levant Wire", "facts.csv, row 2")
    assert (second.claims[0].actor, second.claims[0].number, second.claims[0].when) == (
        ("PMF",), Count(300, 500), "2020-03",
    )  # fmt: skip
    assert second.report.language == "ar"
    assert third.claims[0].actor == ("FREE-RAVENS",)
    assert third.claims[0].place == (Place("Nowhere Point", None, None, None, "site"),)
    assert {(name.text, name.kind) for name in third.unknown} == {("Free Ravens", "actor"), ("Nowhere Point", "place")}


def test_columns_are_named_and_dates_told_how_to_read(tmp_path):
    path = table(tmp_path / "t.csv", [["3/4/2020", "K-1", "CJTF-OIR", "IQ"]], ["Tag", "Ort", "von", "an"])
    columns = {"when": "Tag", "place": "Ort", "actor": "von", "partner": "an"}
    asked = Given(load_register(), columns=columns, date_format="%d/%m/%Y", kind="handover")
    (found,) = load("table", path, asked)
    claim = found.claims[0]
    assert (claim.kind, claim.status, claim.actor, claim.partner, claim.when) == (
        "handover", "happened", ("CJTF-OIR",), ("IQ",), "2020-04-03",
    )  # fmt: skip


def test_a_workbook_is_read_as_it_was_typed(tmp_path, given):
    book = Workbook()
    book.active.append(["actor", "place", "lat", "lon", "country", "number", "date", "published"])
    book.active.append(["GB", "Camp X", 33.5, 44.25, "IQ", 400, dt.datetime(2020, 3, 2), dt.datetime(2020, 3, 5)])
    book.save(tmp_path / "t.xlsx")
    (found,) = load("table", tmp_path / "t.xlsx", given)
    claim = found.claims[0]
    assert claim.place == (Place("Camp X", "IQ", 33.5, 44.25, "site"),) or claim.place[0].lat == 33.5
    assert (claim.when, claim.number, found.report.published) == ("2020-03-02", Count(400, 400), dt.date(2020, 3, 5))


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (["US", "Taji", "many", "2020-03-01", "", ""], "'many' is no number; write 300, 300-500, >300 or <500"),
        (["US", "Taji", "500-300", "2020-03-01", "", ""], "the first number is the larger one"),
        (["US", "Taji", "-300", "2020-03-01", "", ""], "'-300' is no number; write <500 for 500 at most"),
        (["US", "Taji", "9" * 5_000, "2020-03-01", "", ""], "9… is no number; write 300"),
        (["US", "Taji", "9" * 30, "2020-03-01", "", ""], "is no number of people"),
        (["US", "Taji", "5", "3/4/2020", "", ""], "write it as 2020-03-17, or say --date-format"),
        (["US", "Taji", "5", "2020-13-45", "", ""], "is no EDTF date"),
    ],
)
def test_a_row_that_cannot_be_taken_in_is_named_and_the_others_are_kept(tmp_path, run, row, sentence):
    path = table(tmp_path / "facts.csv", [ROWS[0], row])
    result = run("import", path, "--ledger", tmp_path / "l.db", code=1)
    assert f"Failed: {path}, row 3: " in result.stderr
    assert sentence in result.stderr
    assert "Imported 1 claims of 1 reports" in result.stdout


def test_a_table_without_actors_or_places_says_what_it_has(tmp_path, run):
    path = table(tmp_path / "t.csv", [["1", "2"]], ["alpha", "beta"])
    result = run("import", path, "--ledger", tmp_path / "l.db", code=1)
    assert "has no column of actors or places; name them with --columns actor=NAME,place=NAME. It has alpha, beta" in (
        result.stderr
    )


def test_an_import_twice_adds_nothing_and_a_corrected_one_takes_its_place(tmp_path, run):
    path, ledger = table(tmp_path / "facts.csv", ROWS), tmp_path / "l.db"
    run("import", path, "--ledger", ledger)
    assert "3 were known" in run("import", path, "--ledger", ledger).stdout
    table(path, [[*ROWS[0][:2], "1,300", *ROWS[0][3:]], *ROWS[1:]])
    run("import", path, "--ledger", ledger)
    with Ledger.open(ledger) as book:
        claims = book.view().claims(actor="US")
    assert [entry.claim.number for entry in claims] == [Count(1300, 1300)]


def test_what_an_export_wrote_comes_back(tmp_path, run, given):
    ledger = tmp_path / "l.db"
    run("import", table(tmp_path / "facts.csv", ROWS[:2]), "--ledger", ledger)
    run("export", "--ledger", ledger, "-o", tmp_path / "out.csv")
    run("export", "--ledger", ledger, "-o", tmp_path / "out.xlsx")
    with Ledger.open(ledger) as book:
        held = [entry.claim for entry in book.view().claims()]
    for name in ("out.csv", "out.xlsx"):
        back = [item.claims[0] for item in load("table", tmp_path / name, given)]
        blank = [dataclasses.replace(claim, evidence=(), rule="") for claim in back]
        assert blank == [dataclasses.replace(claim, evidence=(), rule="") for claim in held]


def test_a_country_is_told_by_its_name_or_code_and_a_level_in_any_case(tmp_path, given):
    head = ["actor", "place", "lat", "lon", "country", "level"]
    rows = [["GB", "Camp X", "33.5", "44.2", told, "Town"] for told in ("Iraq", "iq", "العراق", "IQ")]
    found = list(load("table", table(tmp_path / "t.csv", rows, head), given))
    assert [item.claims[0].place for item in found] == [(Place("Camp X", "IQ", 33.5, 44.2, "town"),)] * 4


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (("Atlantis", "site"), "'ATLANTIS' is no country; give its code in two capitals, as IQ"),
        (("IQ", "galaxy"), "'galaxy' is no level of a place; use one of site, town, region, country"),
    ],
)
def test_a_place_that_is_nowhere_is_refused(tmp_path, run, told, sentence):
    path = table(tmp_path / "t.csv", [["GB", "Camp X", "33.5", "44.2", *told]], [
        "actor", "place", "lat", "lon", "country", "level"])  # fmt: skip
    assert sentence in run("import", path, "--ledger", tmp_path / "l.db", code=1).stderr


def test_what_is_parted_in_a_cell_is_parted_in_time(cost):
    assert parts("US ;\n GB, FR ، IQ | ; ") == ["US", "GB", "FR", "IQ"]
    wide = " " * 100_000 + "a" + " " * 100_000 + "b"
    assert parts(wide) == ["a" + " " * 100_000 + "b"]
    assert cost(lambda: parts(wide)) < 0.5


@for_all(st.one_of(st.text(max_size=20), st.integers(), st.floats(), st.from_regex(r"[~<>]?\d{1,4}[-–+]?\d{0,4}")))
def test_a_number_is_a_range_or_refused(written):
    try:
        found = number(written)
    except ContractError:
        return
    low, high = found["min"], found["max"]
    assert low is None or high is None or low <= high


@for_all(st.lists(st.lists(st.text(max_size=12), min_size=6, max_size=6), max_size=5))
def test_any_table_is_taken_in_or_refused_in_a_sentence(tmp_path_factory, given, rows):
    path = tmp_path_factory.mktemp("any") / "t.csv"
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        csv.writer(file).writerows([HEAD, *rows])
    try:
        for item in load("table", path, given):
            assert isinstance(item, (Imported, Failure))
            if isinstance(item, Imported):
                item.claims[0].check(item.report.text)
    except ReportError as error:
        assert str(path) in str(error)  # noqa: PT017
