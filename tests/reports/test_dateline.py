"""The day that a report gives in its first lines, where nothing else dates it."""

import pytest

from marsad.reports.dateline import dateline_day
from marsad.reports.get import get_reports


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
