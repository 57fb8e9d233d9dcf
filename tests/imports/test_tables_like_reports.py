"""Tables of facts are opened as tables of reports are: the same encodings and bounds, and names of what is known."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from marsad.errors import ReportError
from marsad.imports import load
from marsad.imports.table import column_map

FACTS = "Force;Base;Strength\nUS Marines;Camp Taji;300\nالحشد الشعبي;القائم;40\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_table_is_read_in_the_encodings_that_spreadsheets_save(tmp_path, given, encoding, delimiter):
    path = tmp_path / "facts.csv"
    path.write_bytes(FACTS.replace(";", delimiter).encode(encoding))
    found = list(load("table", path, given))
    assert [item.claims[0].actor for item in found] == [("US",), ("PMF",)]
    assert found[0].report.text == "Force: US Marines\nBase: Camp Taji\nStrength: 300"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (FACTS.encode() + b"\0\0\n", "is binary: it holds zeros"),
        (FACTS.encode() + "الفرقة;K-1;5\n".encode("cp1256"), "is no valid UTF-8; save it as UTF-8"),
        (FACTS.encode() + b"x" * 10_000_001, "has a line of more than 10,000,000 characters"),
    ],
)
def test_a_table_that_is_broken_further_down_is_refused_whole(tmp_path, given, content, sentence):
    path = tmp_path / "facts.csv"
    path.write_bytes(content)
    with pytest.raises(ReportError, match=sentence):
        next(iter(load("table", path, given)))


def workbook(path, *rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_headings_may_stand_below_a_title(tmp_path, given):
    rows = ["Bases of the coalition"], [], [None, "Force", "Base", ""], ["1", "US Marines", "Camp Taji", "x"]
    (found,) = load("table", workbook(tmp_path / "t.xlsx", *rows), given)
    assert (found.claims[0].actor, found.claims[0].place[0].name) == (("US",), "Camp Taji")
    assert found.report.address == "t.xlsx, row 4"


def test_a_workbook_that_unpacks_to_a_bomb_is_not_unpacked(tmp_path, given):
    path = workbook(tmp_path / "t.xlsx", ["Force", "Base"])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/zeros.bin", b"0" * 30_000_000)
    with pytest.raises(ReportError, match="as a bomb does"):
        list(load("table", path, given))


def test_a_damaged_workbook_is_refused_in_a_sentence(tmp_path, given):
    good = workbook(tmp_path / "good.xlsx", ["Force", "Base"], ["US Marines", "Camp Taji"]).read_bytes()
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name)[:-40] if "sheet1" in name else old.read(name))
    for n, content in enumerate((good[: len(good) // 2], packed.getvalue(), b"", b"no workbook")):
        path = tmp_path / f"{n}.xlsx"
        path.write_bytes(content)
        with pytest.raises(ReportError, match=r"is a damaged (spreadsheet|ZIP archive)"):
            list(load("table", path, given))


@pytest.mark.parametrize(
    ("heading", "slot"),
    [
        ("Newspaper", "publisher"), ("الوكالة", "publisher"), ("Channel", "publisher"), ("Outlet", "publisher"),
        ("عنوان الخبر", "title"), ("Headline", "title"), ("Permalink", "address"), ("Source URL", "address"),
        ("LANG", "language"),
        ("Site", "place"), ("Date", "when"), ("تاريخ", "when"), ("Reported", "published"), ("Row ID", "id"),
    ],
)  # fmt: skip
def test_what_tells_of_a_report_is_called_as_in_tables_of_reports_but_for_names_of_slots(given, heading, slot):
    assert column_map(["Force", heading], given, "t.csv") == {"actor": "Force", slot: heading}


@pytest.mark.parametrize("heading", ["Timestamp", "Created at", "الرقم"])
def test_when_a_row_was_typed_is_no_day_of_publication_and_a_count_no_name(given, heading):
    assert column_map(["Force", heading], given, "t.csv") == {"actor": "Force"}
