"""Idioms: what their words would say elsewhere is not heard in them."""

import pytest

from marsad.reading.annotate import annotator

HEARD = ("trigger", "cue", "phase", "reason")


def heard(language: str, text: str, word: str) -> set[str]:
    """The layers that a word of a text is heard in."""
    page = annotator(language).page(text)
    at = page.tokens.at(text.index(word))
    return {hit.layer for match in page.matches[at] for hit in match.hits if hit.layer in HEARD}


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("en", "The army did so to reduce the risk of infection.", "reduce"),
        ("en", "The ceremony took place on Monday.", "took"),
        ("en", "The virus has claimed more than 100 lives.", "lives"),
        ("en", "The coalition fighting ISIS left the base.", "fighting"),
        ("en", "The government withdrew its draft law on Tuesday.", "withdrew"),
        ("en", "Nurses ended their hunger strike.", "strike"),
        ("ar", "نشر الجيش الأميركي صورا من القاعدة.", "نشر"),
        ("ar", "سحبت الحكومة الأردنية مشروع القانون.", "سحبت"),
        ("ar", "تسلم العراق ثلاث مروحيات أميركية.", "تسلم"),
        ("ar", "نشرت الحركة تسجيلا مصورا.", "نشرت"),
        ("ar", "دخلت الهدنة حيز التنفيذ.", "دخلت"),
        ("ar", "نقلا عن مصادر لم تسمها أن القوات غادرت.", "لم"),
    ],
)
def test_an_idiom_says_nothing(language: str, text: str, word: str) -> None:
    assert not heard(language, text, word)


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("en", "The army did so to reduce the force.", "reduce"),
        ("en", "The army took the town on Monday.", "took"),
        ("en", "They were fighting ISIS.", "fighting"),
        ("en", "The government withdrew its troops on Tuesday.", "withdrew"),
        ("ar", "نشر الجيش الأميركي قوات في القاعدة.", "نشر"),
        ("ar", "سحبت الحكومة الأردنية جنودها.", "سحبت"),
        ("ar", "تسلم العراق القاعدة.", "تسلم"),
        ("ar", "نشر الجيش قوات بعد صدور بيان.", "نشر"),
        ("ar", "دخلت القوات المدينة.", "دخلت"),
        ("ar", "لم تغادر القوات.", "لم"),
    ],
)
def test_the_same_words_outside_of_it_say_what_they_say(language: str, text: str, word: str) -> None:
    assert heard(language, text, word)
