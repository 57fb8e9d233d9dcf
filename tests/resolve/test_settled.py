"""Of two words that could make a claim each, one may settle the other: an agreement that is ended is not agreed too."""

import datetime as dt

import pytest

from marsad.model.report import Report
from marsad.reader import Reader


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Chad ended its military cooperation agreement with France in November."),
        ("en", "Senegal's president said the military accord with France had been terminated a month before."),
        ("en", "The agreement between Niger and the United States was scrapped in March."),
        ("ar", "أنهت تشاد اتفاق التعاون الدفاعي مع فرنسا."),
        ("ar", "ألغى المجلس العسكري في النيجر اتفاقيات التعاون العسكري مع باريس مطلع آب/أغسطس."),
    ],
)
def test_what_is_ended_is_one_agreement(language: str, text: str) -> None:
    listed = Reader().read(Report("x", text, language, dt.date(2025, 6, 3), None)).claims
    assert [claim.phase for claim in listed if claim.kind == "agreement"] == ["ended"]


def test_what_is_signed_is_agreed() -> None:
    text = "Chad signed a military cooperation agreement with France in November."
    listed = Reader().read(Report("x", text, "en", dt.date(2025, 6, 3), None)).claims
    assert [claim.phase for claim in listed if claim.kind == "agreement"] == ["agreed"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("There are no American troops left in Niger.", "denied"),
        ("Only 300 Danish soldiers are left at Ain al-Asad.", "ongoing"),
    ],
)
def test_who_is_left_somewhere_remains(text: str, status: str) -> None:
    listed = Reader().read(Report("x", text, "en", dt.date(2025, 6, 3), None)).claims
    assert [(claim.kind, claim.status) for claim in listed] == [("presence", status)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The withdrawal of the last French troops from Chad was postponed until August."),
        ("en", "The US withdrawal from Ain al-Asad had been planned for last September but was delayed."),
        ("ar", "تأجل انسحاب القوات الأميركية من عين الأسد إلى إشعار آخر."),
    ],
)
def test_what_is_put_off_has_not_happened(language: str, text: str) -> None:
    (claim,) = Reader().read(Report("x", text, language, dt.date(2026, 1, 17), None)).claims
    assert (claim.kind, claim.status) == ("move", "planned")
