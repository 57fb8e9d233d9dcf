"""Why claims belong together, in words: names instead of keys, days that are told or the report's."""

import re

import pytest

from marsad.posture.joining import FAILED, PASSED, Check
from marsad.publish.events import check_words
from marsad.publish.interface import phrases
from marsad.publish.words import Words

NAMES = {"SA": "السعودية", "SAUDI-LED-COALITION": "التحالف العربي"}
PART = Check("actor", PASSED, "keys_part", ("SA", "SAUDI-LED-COALITION"))


def said(check, language="ar"):
    words = Words(phrases(language), lambda key: NAMES.get(key, key) if language == "ar" else key)
    return re.sub("[\u2068\u2069]", "", check_words(check, words))


def test_whoever_is_part_of_another_is_called_by_name():
    assert said(PART) == "الفاعل: السعودية جزء من التحالف العربي"
    assert said(PART, "en") == "actor: SA is part of SAUDI-LED-COALITION"


@pytest.mark.parametrize(
    ("days", "outcome", "told"),
    [
        (0, PASSED, "الزمن: بحسب تقرير 2025-02-18، و2025-02-18؛ لا فرق"),
        (3, PASSED, "الزمن: بحسب تقرير 2025-02-18، و2025-02-18؛ الفرق بالأيام 3 (الحد 5)"),
        (0, FAILED, "الزمن: بحسب تقرير 2025-02-18، و2025-02-18؛ الفرق بالأيام 0 (الحد 5)"),
    ],
)
def test_the_day_of_a_report_is_called_so(days, outcome, told):
    assert said(Check("time", outcome, "time", ("(2025-02-18)", "2025-02-18", days, 5))) == told
