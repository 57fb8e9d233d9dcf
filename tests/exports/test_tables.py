"""Tables: one row for each claim or cell, opened by what people open them with."""

import csv
import datetime as dt
import json

import openpyxl
import pandas
import polars
import pytest

from marsad.exports import POSTURE
from marsad.model.claim import Claim


def test_csv_holds_every_claim_whole(exported, entries):
    with exported("csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["id"]: Claim.from_json(json.loads(row["json"])) for row in rows} == {
        id: entry.claim for id, entry in entries.items()
    }
    move = next(row for row in rows if row["number_min"] == "300")
    assert (move["actor"], move["origin"], move["destination"], move["number_max"]) == (
        "US; GB",
        "al-Qaim base",
        "K-1",
        "",
    )


def test_no_cell_of_a_csv_is_a_formula(exported):
    text = exported("csv").read_text("utf-8-sig")
    cells = [cell for row in csv.reader(text.splitlines(keepends=True)) for cell in row]
    assert '\'=HYPERLINK("http://x.example")' in cells
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "@", "\t", "\r")]
    assert all(cell.lstrip("-").replace(".", "").isdigit() for cell in cells if cell.startswith("-"))


def test_csv_of_a_posture_has_a_row_for_each_cell(exported, view):
    table = pandas.read_csv(exported("csv", what=POSTURE, on=dt.date(2020, 4, 10)))
    assert set(table.section) >= {"presence", "holder", "pace", "move", "attack", "expected", "denied"}
    holder = table[(table.section == "holder") & (table.place == "al-Qaim base")].iloc[0]
    assert (holder.actor, holder.state) == ("IQ", "held")
    known = {entry.id for entry in view.claims()}
    assert all(set(claims.split("; ")) <= known for claims in table.claims)


def test_a_workbook_opens_with_three_sheets_and_no_formula(exported, entries):
    book = openpyxl.load_workbook(exported("xlsx"))
    assert book.sheetnames == ["claims", "posture", "reports"]
    assert book["claims"].max_row == 1 + len(entries)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "=cmd|'/c calc'!A1" in {cell.value for cell in cells}
    assert "f" not in {cell.data_type for cell in cells}


def test_an_arabic_workbook_runs_from_right_to_left(exported):
    book = openpyxl.load_workbook(exported("xlsx", "ar"))
    assert book.sheetnames == ["الأقوال", "الوضع", "التقارير"]
    assert all(sheet.sheet_view.rightToLeft for sheet in book)
    headings = [cell.value for sheet in book for cell in sheet[1]]
    assert {"المكان", "المكان: الدولة", "العدد: الأدنى", "القائل"} <= set(headings)
    assert not [heading for heading in headings if heading.isascii() and heading != "JSON"]
    claims = list(book["الأقوال"].values)
    assert {"قاعدة القائم"} <= {row[claims[0].index("من")] for row in claims[1:]}
    assert not openpyxl.load_workbook(exported("xlsx"))["claims"].sheet_view.rightToLeft


@pytest.mark.parametrize("what", ["claims", POSTURE])
def test_parquet_is_typed(exported, what):
    path = exported("parquet", what=what, on=dt.date(2020, 4, 10))
    table = polars.read_parquet(path)
    assert table.schema["actor"] == polars.List(polars.String)
    assert table.schema["number_min"] == polars.Int64
    assert len(pandas.read_parquet(path)) == len(table) > 0
    if what != POSTURE:
        assert table.filter(polars.col("number_min") == 300)["actor"].to_list() == [["US", "GB"]]


def test_the_clocks_hold_for_an_export(ledger_path, tmp_path):
    from click.testing import CliRunner

    from marsad.cli import main

    out = tmp_path / "known.csv"
    options = [
        "--ledger",
        str(ledger_path),
        "--of",
        "Iraq",
        "--on",
        "2020-04-10",
        "--known",
        "2020-03-17",
        "-o",
        str(out),
    ]
    assert CliRunner().invoke(main, ["export", *options]).exit_code == 0
    table = pandas.read_csv(out, encoding="utf-8-sig")
    assert set(table.section) == {"holder"}
