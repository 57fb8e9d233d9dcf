"""The words of the pages: both languages say the same things."""

import re

import pytest

from marsad.publish.interface import phrases
from marsad.serve.words import FORMS, LANGUAGES, plural, speech

KEYS = {language: speech(language).entries for language in LANGUAGES}


def slots(entry: str | dict[str, str]) -> set[str]:
    texts = entry.values() if isinstance(entry, dict) else [entry]
    return {slot for text in texts for slot in re.findall(r"{(\w+)", text)} - {"n"}


def test_both_languages_have_the_same_words() -> None:
    assert set(KEYS["en"]) == set(KEYS["ar"])


@pytest.mark.parametrize("key", KEYS["en"])
def test_a_word_is_filled_with_the_same_values_in_both(key: str) -> None:
    assert slots(KEYS["en"][key]) == slots(KEYS["ar"].get(key, KEYS["en"][key]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_plurals_have_every_form_of_the_language(language: str) -> None:
    needed = {plural(language, n) for n in range(1, 200)}
    for key, entry in KEYS[language].items():
        if isinstance(entry, dict):
            assert needed <= set(entry), key
            assert set(entry) <= set(FORMS)


@pytest.mark.parametrize(
    ("language", "n", "form"),
    [("en", 0, "other"), ("en", 1, "one"), ("ar", 0, "zero"), ("ar", 2, "two"), ("ar", 3, "few"), ("ar", 110, "few"),
     ("ar", 11, "many"), ("ar", 99, "many"), ("ar", 100, "other"), ("ar", 102, "other")],
)  # fmt: skip
def test_plural_forms(language: str, n: int, form: str) -> None:
    assert plural(language, n) == form


def test_a_figure_stands_over_a_heading_that_needs_no_plural() -> None:
    for key in ("reports", "claims", "decisions", "answers"):
        assert speech("ar")(f"changes.{key}").startswith("ال")
        assert speech("en")(f"changes.{key}")[0].isupper()


def test_one_heading_of_a_table_is_not_the_word_of_another() -> None:
    who = [speech("ar")(key) for key in ("views.who", "audit.by", "agreement.who")]
    assert phrases("ar").word("slot", "origin") not in (*who, phrases("ar").word("column", "who"))


NO_TANWIN = re.compile(
    "(?<![ء-ْ])و?(?:يوم|تاريخ|قول|عدد|مكان|ملف|صوت|تقرير|شيئ|رمز|معلوم|دائم|مثل|أول|حدث|لاحق)ا(?![ء-ْ])"
)


def test_tanwin_is_written_as_the_command_line_writes_it() -> None:
    texts = [text for entry in KEYS["ar"].values() for text in ([entry] if isinstance(entry, str) else entry.values())]
    assert not [text for text in texts if NO_TANWIN.search(text)]
