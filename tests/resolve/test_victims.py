"""Who is killed or wounded, and so did not attack."""

import datetime as dt

import pytest

from marsad.model.report import Report
from marsad.reader import Reader

READER = Reader()

HIT = [
    ("en", "Five Turkish soldiers were killed by shelling near the lake.", ["TR"]),
    ("en", "The killing of two Indian soldiers was condemned.", ["IN"]),
    ("en", "Three Chadian soldiers died in the clash with French troops.", ["TD"]),
    ("en", "Turkish soldiers killed five men near the lake.", []),
    ("en", "Turkish soldiers came under fire near the lake and mourned the death", []),
    ("ar", "مقتل خمسة جنود أتراك في قصف قرب البحيرة.", ["TR"]),
    ("ar", "قتل خمسة جنود أتراك في قصف قرب البحيرة.", ["TR"]),
    ("ar", "أصيب جنود فرنسيون برصاص القوات التشادية.", ["FR"]),
    ("ar", "قتلت القوات التركية خمسة رجال قرب البحيرة.", []),
]


@pytest.mark.parametrize(("language", "text", "keys"), HIT)
def test_victims_are_told_from_those_who_kill(language: str, text: str, keys: list[str]) -> None:
    page = READER.page(Report("r", text, language, dt.date(2021, 5, 4), None))
    sentence = next(READER._resolver(language).sentences(page))
    assert [key for g in sentence.actors if g.first in sentence.offered.victims for key in g.keys] == keys
