"""The day and the title that a report gives in its first lines, where nothing else does."""

import pytest

from marsad.reports.dateline import dateline_day
from marsad.reports.get import get_reports
from marsad.reports.metadata import Metadata


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("NIAMEY, 10 October 2023 (Sahel Wire) - The first convoy left on Tuesday.", "2023-10-10"),
        ("NIAMEY (Sahel Wire), Oct. 10, 2023 — The first convoy left on Tuesday.", "2023-10-10"),
        ("GAO, Mali, December 12, 2023 – The mission handed over its camp.", "2023-12-12"),
        ("N'DJAMENA, Tuesday 26 December 2024: The base was handed over.", "2024-12-26"),
        ("Baghdad, 17 March 2020 (INA) -- Iraqi forces took over the base.", "2020-03-17"),
        ("Published: Tuesday, 17 March 2020, 10:30 GMT", "2020-03-17"),
        ("17 March 2020", "2020-03-17"),
        ("2020-03-17", "2020-03-17"),
        ("بغداد، 17 آذار 2020 (وكالة نوافذ) – تسلمت القوات العراقية القاعدة.", "2020-03-17"),
        ("بغداد / 17 آذار/مارس 2020 - تسلمت القوات العراقية القاعدة.", "2020-03-17"),
        ("الثلاثاء 17 كانون الأول 2019 - 21:30", "2019-12-17"),
        ("تاريخ النشر: ١٧ مارس ٢٠٢٠", "2020-03-17"),
    ],
)
def test_first_lines_that_date_a_report(line, day):
    assert str(dateline_day(f"Forces leave the base\n\n{line}\nMore.")) == day


@pytest.mark.parametrize(
    "line",
    [
        "In the attack of 10 October 2023 - the worst in years - ten soldiers died.",
        "On Friday, 3 January 2020 – the day of the strike – the base was empty.",
        "The base was handed over on 17 March 2020.",
        "17 March 2020 was the day of the handover.",
        "NIAMEY, 10 October - The first convoy left.",  # of which year?
        "NIAMEY, 10 October 2999 - The first convoy left.",
        "NIAMEY, 3/4/2020 - The first convoy left.",
        "BAGHDAD (Agency) - Forces left on 17 March 2020 - the first to do so.",
        "قُتل جنديان في 17 آذار 2020 - وهو اليوم نفسه.",
        "Photo taken 17 March 2020",
    ],
)
def test_a_day_in_a_sentence_dates_none(line):
    assert dateline_day(f"Forces leave the base\n\n{line}\nMore.") is None


def test_a_chronicle_is_not_of_its_first_day():
    assert dateline_day("Chronicle\n\n3 January 2020\nA strike.\n\n8 January 2020\nMissiles.") is None


def test_a_day_far_down_dates_none():
    assert dateline_day("A line.\n" * 10 + "GAO, 12 December 2023 - The camp was handed over.") is None


def test_whatever_else_dates_a_report_comes_first(tmp_path):
    path = tmp_path / "gao.txt"
    path.write_text("GAO, Mali, December 12, 2023 - The mission handed over its camp.", "utf-8")
    assert [str(report.published) for report in get_reports([path])] == ["2023-12-12"]
    path.with_suffix(".json").write_text('{"published": "2023-12-13"}', "utf-8")
    assert [str(report.published) for report in get_reports([path])] == ["2023-12-13"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Forces leave the base\n\nThe first convoy left.", "Forces leave the base"),
        ("\ufeff\r\n  قوات تغادر القاعدة\r\n\r\nغادرت القافلة الأولى.", "قوات تغادر القاعدة"),
        ("Did forces leave?\n \nThe first convoy left.", "Did forces leave?"),
        ("Forces leave the base\nand go home.\n\nThe first convoy left.", None),
        ("Forces left the base.\n\nThe convoy was the first.", None),
        ("Tuesday, 17 March 2020\n\nThe first convoy left.", None),
        ("NIAMEY, 10 October 2023 - The first convoy left\n\nMore will.", None),
        ("Statement\n\nThe first convoy left.", None),
        ("Forces leave the base\n\n", None),
        ("word " * 60 + "\n\nThe first convoy left.", None),
    ],
)
def test_a_headline_of_a_plain_text_is_its_title(tmp_path, text, title):
    path = tmp_path / "report.txt"
    path.write_text(text, "utf-8", newline="")
    assert [report.title for report in get_reports([path], Metadata(language="en"))] == [title]


@pytest.mark.parametrize(("level", "title"), [(0, "Forces leave"), (1, "Forces leave"), (2, None)])
def test_a_heading_of_a_word_document_is_its_title(tmp_path, level, title):
    document = pytest.importorskip("docx").Document()
    document.add_heading("Forces leave", level)
    document.add_paragraph("The first convoy left.")
    document.save(tmp_path / "report.docx")
    assert [report.title for report in get_reports([tmp_path / "report.docx"], Metadata(language="en"))] == [title]
