"""Days, spans of days and ids within Arabic: set apart as names are, so that no line turns them round."""

import datetime as dt
import re

import pytest
from rich.table import Table

from marsad.ledger import Entry
from marsad.model.claim import Claim
from marsad.model.span import Span
from marsad.model.values import Place
from marsad.posture.answer import Answer, Dispute, Line
from marsad.posture.subject import Subject
from marsad.publish.interface import phrases
from marsad.publish.posture import posture_lines
from marsad.publish.tables import claims_table, timeline_table
from marsad.publish.words import Words

TAJI = Place("Camp Taji", "IQ", 33.5, 44.3, "site")
ARABIC, ENGLISH = Words(phrases("ar")), Words(phrases("en"))
TURNED = re.compile(r"\d{4}-\d{2}|[0-9a-f]{12}")  # what a line from right to left would turn round


def entry(when, status="happened"):
    claim = Claim("move", status, (Span(0, 4),), ("US",), origin=(TAJI,), when=when)
    return Entry("6b40401bfdbd", claim, "r", "وكالة نوافذ", dt.date(2020, 3, 17), "ar", "6b40401bfdbd", "grammar")


def posture():
    told = entry("2020-03-01/2020-03-07")
    line = Line("move", "happened", (told,), ("US",), place=TAJI, when="2020-03-01/2020-03-07",
                disputes=(Dispute("date", (told, entry("../2020-03"))),))  # fmt: skip
    return Answer(Subject(place=TAJI), dt.date(2020, 4, 10), dt.date(2020, 4, 1), "", (line,))


def shown(words):
    return "\n".join(line.plain for line in posture_lines(posture(), words, 200, None))


def cells(table: Table) -> list[str]:
    return [str(cell) for column in table.columns for cell in column.cells]


def bare(text):
    return TURNED.findall(re.sub("\u2068[^\u2068\u2069]*\u2069", "", text))


@pytest.mark.parametrize(
    "text",
    [
        shown(ARABIC),
        *cells(claims_table([entry("2020-03-01/..")], ARABIC)),
        *cells(timeline_table([entry("../2020-03"), entry(None)], ARABIC)),
    ],
)
def test_no_day_and_no_id_stands_bare_in_arabic(text):
    assert bare(text) == []


def test_english_lines_need_no_marks():
    assert "\u2068" not in shown(ENGLISH).replace("\u2068وكالة نوافذ\u2069", "")


@pytest.mark.parametrize(
    ("when", "status", "english", "arabic"),
    [
        ("2020-03-17", "happened", "2020-03-17", "2020-03-17"),
        ("../2022-06", "happened", "by 2022-06", "حتى 2022-06"),
        ("2020-03/..", "ongoing", "since 2020-03", "منذ 2020-03"),
        ("2020-03/..", "planned", "from 2020-03", "اعتبارًا من 2020-03"),
        ("2020-03-01/2020-03-07", "happened", "2020-03-01 to 2020-03-07", "2020-03-01 إلى 2020-03-07"),
        ("2015~", "happened", "about 2015", "نحو 2015"),
        (None, "happened", "", ""),
    ],
)
@pytest.mark.parametrize("table", [claims_table, timeline_table])
def test_tables_say_times_in_words(table, when, status, english, arabic):
    for words, told in ((ENGLISH, english), (ARABIC, arabic)):
        found = [re.sub("[\u2068\u2069]", "", cell) for cell in cells(table([entry(when, status)], words))]
        published = "(2020-03-17)" if table is timeline_table and not when else ""
        assert (told or published) in found
