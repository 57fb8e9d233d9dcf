"""How many: the examples of each language, and laws that hold for any text."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from marsad.languages import LANGUAGES
from marsad.reading.numbers import NumberFinder, compose
from marsad.text.tokens import tokenise

LISTS = Path(__file__).parents[1] / "languages"
FINDERS = {language: NumberFinder(language) for language in LANGUAGES}
EXAMPLES: dict[str, dict[str, Any]] = {
    language: yaml.load((LISTS / language / "number.yaml").read_text("utf-8"), yaml.BaseLoader)
    for language in LANGUAGES
}


def read(language: str, phrase: str) -> list[tuple[str, str]]:
    """(text found, range) of each number in a phrase."""
    tokens = tokenise(phrase)
    return [
        (
            phrase[tokens.starts[n.first] : tokens.ends[n.past - 1]],
            f"{'' if n.min is None else n.min}..{'' if n.max is None else n.max}",
        )
        for n in FINDERS[language].find(tokens)
    ]


def bracketed(phrase: str) -> tuple[str, str]:
    """A phrase without its brackets, and what is to be found in it."""
    match = re.search(r"\[(.*)\]", phrase)
    return (phrase.replace("[", "").replace("]", ""), match[1]) if match else (phrase, phrase)


CASES = [
    (language, phrase, span)
    for language in LANGUAGES
    for span, phrases in EXAMPLES[language]["expect"].items()
    for phrase in phrases
]


@pytest.mark.parametrize(("language", "phrase", "span"), CASES)
def test_phrase_means_number(language: str, phrase: str, span: str) -> None:
    text, wanted = bracketed(phrase)
    ((found, number),) = read(language, text)
    assert number == span
    assert found == wanted.removesuffix("-strong")


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_enough_examples_and_most_are_right(language: str) -> None:
    cases = [(phrase, span) for name, phrase, span in CASES if name == language]
    failures = sum(map(len, EXAMPLES[language].get("known_failures", {}).values()))
    right = sum([span] == [number for _, number in read(language, bracketed(phrase)[0])] for phrase, span in cases)
    assert len(cases) >= 80
    assert len(EXAMPLES[language]["nothing"]) >= 40
    assert right >= 0.9 * (len(cases) + failures)


@pytest.mark.parametrize(("language", "phrase"), [(n, p) for n in LANGUAGES for p in EXAMPLES[n]["nothing"]])
def test_phrase_is_no_number(language: str, phrase: str) -> None:
    assert read(language, phrase) == []


@pytest.mark.parametrize(("language", "case"), [(n, c) for n in LANGUAGES for c in EXAMPLES[n]["sequences"]])
def test_numbers_of_a_text(language: str, case: dict[str, Any]) -> None:
    assert [number for _, number in read(language, case["text"])] == case["numbers"]


@pytest.mark.parametrize(
    ("language", "phrase", "span"),
    [(n, p, s) for n in LANGUAGES for s, ps in EXAMPLES[n].get("known_failures", {}).items() for p in ps],
)
def test_known_failure_still_fails(language: str, phrase: str, span: str) -> None:
    assert read(language, phrase) != [(phrase, span)], "it passes now: move it to the examples"


def test_exact_only_without_a_qualifier() -> None:
    for phrase, exact in {"300": True, "about 300": False, "more than 300": False, "dozens of": False}.items():
        (number,) = FINDERS["en"].find(tokenise(phrase))
        assert number.exact is exact


@given(st.text(max_size=80), st.sampled_from(LANGUAGES))
def test_any_text_is_read_soundly(text: str, language: str) -> None:
    tokens = tokenise(text)
    past = 0
    for number in FINDERS[language].find(tokens):
        assert past <= number.first < number.past <= len(tokens)
        assert number.min is not None or number.max is not None
        assert number.min is None or number.max is None or 0 <= number.min <= number.max
        past = number.past


UNITS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen
""".split()
TENS = """_ _ twenty thirty forty fifty sixty seventy eighty ninety""".split()


def english(number: int) -> str:
    if number < 20:
        return UNITS[number]
    if number < 100:
        return TENS[number // 10] + (f"-{UNITS[number % 10]}" if number % 10 else "")
    if number < 1000:
        return f"{UNITS[number // 100]} hundred" + (f" and {english(number % 100)}" if number % 100 else "")
    scale, name = (1_000_000, "million") if number >= 1_000_000 else (1000, "thousand")
    rest = number % scale
    return f"{english(number // scale)} {name}" + (f" {'and ' if rest < 100 else ''}{english(rest)}" if rest else "")


ONES = """_ واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة""".split()
TEENS = ["أحد عشر", "اثنا عشر", *(f"{ONES[n]} عشر" for n in range(3, 10))]
ARABIC_TENS = """_ _ عشرون ثلاثون أربعون خمسون ستون سبعون ثمانون تسعون""".split()
HUNDREDS = """_ مئة مئتان ثلاثمئة أربعمئة خمسمئة ستمئة سبعمئة ثمانمئة تسعمئة""".split()


def arabic(number: int) -> str:
    parts = []
    if number >= 1000:
        thousands, number = divmod(number, 1000)
        if thousands < 3:
            parts.append(["", "ألف", "ألفان"][thousands])
        else:
            parts.append(f"{arabic(thousands)} {'آلاف' if thousands < 11 else 'ألفا'}")
    if number >= 100:
        parts.append(HUNDREDS[number // 100])
        number %= 100
    if 11 <= number <= 19:
        parts.append(TEENS[number - 11])
    elif number:
        if number % 10 or number == 10:
            parts.append(ONES[10 if number == 10 else number % 10])
        if number >= 20:
            parts.append(ARABIC_TENS[number // 10])
    return " و".join(parts)


@given(st.integers(2, 9_999_999))
def test_a_number_in_english_words_is_read_back(number: int) -> None:
    assert read("en", english(number)) == [(english(number), f"{number}..{number}")]


@given(st.integers(2, 99_999))
def test_a_number_in_arabic_words_is_read_back(number: int) -> None:
    assert [n for _, n in read("ar", arabic(number))] == [f"{number}..{number}"]


@given(st.integers(0, 10**9), st.sampled_from(LANGUAGES))
def test_a_number_in_figures_is_read_back(number: int, language: str) -> None:
    assert [n for _, n in read(language, f"{number:,}")] == [f"{number}..{number}"]


def test_compose_stops_where_a_second_number_begins() -> None:
    part = compose([5, "_x1000", 8, "_x1000"], [False, False, True, False], False)
    assert part is not None
    assert (part.value, part.used) == (5000, 2)
