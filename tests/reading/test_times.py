"""When: the examples of each language, and laws that hold for any text."""

import datetime as dt
import random
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.languages import LANGUAGES, load
from marsad.model.values.when import edtf_valid
from marsad.reading.annotate import annotator
from marsad.reading.times import TimeFinder
from marsad.text.tokens import tokenise

LISTS = Path(__file__).parents[1] / "languages"
FINDERS = {language: TimeFinder(language) for language in LANGUAGES}


def examples(language: str) -> dict[str, Any]:
    # every key and value is text: 2019 is EDTF here, not a number
    content: dict[str, Any] = yaml.load((LISTS / language / "when.yaml").read_text("utf-8"), yaml.BaseLoader)
    return content


EXAMPLES = {language: examples(language) for language in LANGUAGES}


def expected(language: str) -> list[tuple[str, str, str]]:
    """(day of publication, phrase, EDTF) of every positive example."""
    return [
        (group["published"], phrase, edtf)
        for group in EXAMPLES[language]["groups"]
        for edtf, phrases in group["expect"].items()
        for phrase in phrases
    ]


def read(language: str, phrase: str, published: str | None) -> list[tuple[str, str | None]]:
    """(text found, EDTF) of each time in a phrase."""
    tokens = tokenise(phrase)
    day = dt.date.fromisoformat(published) if published else None
    found = FINDERS[language].find(tokens, day)
    return [(phrase[tokens.starts[t.first] : tokens.ends[t.past - 1]], t.edtf) for t in found]


def bracketed(phrase: str) -> tuple[str, str]:
    """A phrase without its brackets, and what is to be found in it."""
    match = re.search(r"\[(.*)\]", phrase)
    return (phrase.replace("[", "").replace("]", ""), match[1]) if match else (phrase, phrase)


CASES = [(language, *case) for language in LANGUAGES for case in expected(language)]


@pytest.mark.parametrize(("language", "published", "phrase", "edtf"), CASES)
def test_phrase_means_date(language: str, published: str, phrase: str, edtf: str) -> None:
    text, wanted = bracketed(phrase)
    assert read(language, text, published) == [(wanted.strip("()"), edtf)] or read(language, text, published) == [
        (wanted, edtf)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_enough_examples_and_most_are_right(language: str) -> None:
    cases = expected(language)
    failures = EXAMPLES[language].get("known_failures", {})
    right = sum((e,) in [(edtf,) for _, edtf in read(language, bracketed(p)[0], day)] for day, p, e in cases)
    assert len(cases) >= 160
    assert len(EXAMPLES[language]["nothing"]) >= 40
    assert right >= 0.9 * (len(cases) + sum(map(len, failures.values())))


@pytest.mark.parametrize(("language", "phrase"), [(n, p) for n in LANGUAGES for p in EXAMPLES[n]["nothing"]])
def test_phrase_is_no_date(language: str, phrase: str) -> None:
    assert read(language, phrase, "2020-03-20") == []


@pytest.mark.parametrize(
    ("language", "phrase", "published"),
    [
        (language, phrase, day)
        for language in LANGUAGES
        for kind, day in (("with_day", "2020-03-20"), ("without_day", None))
        for phrase in EXAMPLES[language]["unknown"][kind]
    ],
)
def test_date_stays_open(language: str, phrase: str, published: str | None) -> None:
    assert [edtf for _, edtf in read(language, phrase, published)] == [None]


@pytest.mark.parametrize(
    ("language", "phrase", "edtf"),
    [(n, p, edtf) for n in LANGUAGES for edtf, ps in EXAMPLES[n]["absolute"].items() for p in ps],
)
def test_absolute_date_needs_no_publication(language: str, phrase: str, edtf: str) -> None:
    assert [found for _, found in read(language, phrase, None)] == [edtf]


@pytest.mark.parametrize(("language", "case"), [(n, c) for n in LANGUAGES for c in EXAMPLES[n]["sequences"]])
def test_times_of_a_text(language: str, case: dict[str, Any]) -> None:
    assert [edtf for _, edtf in read(language, case["text"], case["published"])] == case["times"]


@pytest.mark.parametrize(
    ("language", "phrase", "edtf"),
    [(n, p, e) for n in LANGUAGES for e, ps in EXAMPLES[n].get("known_failures", {}).items() for p in ps],
)
def test_known_failure_still_fails(language: str, phrase: str, edtf: str) -> None:
    text, wanted = bracketed(phrase)
    assert read(language, text, "2020-03-20") != [(wanted, edtf)], "it passes now: move it to the examples"


def _words(language: str) -> list[str]:
    """All the words and phrases that a language's lists know."""

    def flat(value: Any) -> list[str]:
        if isinstance(value, dict):
            return [w for v in value.values() for w in flat(v)]
        if isinstance(value, list):
            return [w for v in value for w in flat(v)]
        return [str(value)]

    words = flat(load(language, "when")["words"]) + flat(load(language, "number")["words"])
    return [w.replace("(ال)", "ال") for w in words]


WORDS = {language: _words(language) for language in LANGUAGES}
FIGURES = [
    "1",
    "17",
    "31",
    "99",
    "2020",
    "1440",
    "5,200",
    "2.5",
    "17.3.2020",
    "17th",
    "1950s",
    "1440هـ",
    "و7",
    "0",
    "9999999",
]


@given(st.data(), st.sampled_from(LANGUAGES), st.one_of(st.none(), st.dates()))
@settings(max_examples=400, deadline=None)
def test_any_chain_of_known_words_is_read_soundly(
    data: st.DataObject, language: str, published: dt.date | None
) -> None:
    pieces = st.sampled_from(WORDS[language] + FIGURES * 9)
    text = " ".join(data.draw(st.lists(pieces, max_size=14)))
    sound(language, text if language == "ar" else text.title(), published)


@given(st.text(max_size=80), st.sampled_from(LANGUAGES), st.one_of(st.none(), st.dates()))
def test_any_text_is_read_soundly(text: str, language: str, published: dt.date | None) -> None:
    sound(language, text, published)


@pytest.mark.parametrize(
    ("phrase", "published"), [("until February", dt.date.min), ("will, in February,", dt.date.max)]
)
def test_a_date_beyond_the_calendar_is_read_soundly(phrase: str, published: dt.date) -> None:
    sound("en", phrase, published)


def sound(language: str, text: str, published: dt.date | None) -> None:
    tokens = tokenise(text)
    past = 0
    for time in FINDERS[language].find(tokens, published):
        assert past <= time.first < time.past <= len(tokens)
        assert time.edtf is None or edtf_valid(time.edtf)
        past = time.past


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_pattern_can_be_read(language: str) -> None:
    """Random phrases of each rule: none fails, whatever its optional parts."""
    grammar = load(language, "when")
    lists = grammar["words"] | {"numeral_word": {1: ["two" if language == "en" else "ثلاثة"]}}
    chooser = random.Random(0)
    levels = {name: [p for rule in rules for p in patterns(rule)] for name, rules in grammar["rules"].items()}
    for name, choices in levels.items():
        for pattern in choices:
            for _ in range(6):
                phrase = sample(pattern, lists, grammar.get("unions", {}), levels, chooser, name)
                sound(language, phrase if language == "ar" else phrase.title(), dt.date(2020, 3, 20))


def patterns(rule: dict[str, Any]) -> list[str]:
    found = rule["pattern"]
    return found if isinstance(found, list) else [found]


SHAPES = {
    "d12": "3",
    "d31": "17",
    "figure": "45",
    "grouped": "1,200",
    "year_figure": "2019",
    "hijri_figure": "1440",
    "dotted": "17.3.2020",
    "decimal": "2.5",
    "nth": "17th",
    "decade": "1950s",
    "hijri_marked": "1440ه",
    "gregorian_marked": "2019م",
}


def sample(pattern: str, lists: Any, unions: Any, levels: Any, chooser: random.Random, level: str) -> str:
    """One phrase that a pattern stands for."""
    while "[" in pattern or "{" in pattern:  # innermost first
        pattern = re.sub(r"[\[{]([^\[\]{}]*)[\]}]", lambda m: chooser.choice([m[1], ""]), pattern)
    words = []
    for part in pattern.split():
        joined, body = part.startswith("&") and len(part) > 1, part.lstrip("&") or part
        if body.startswith("<"):
            name = body[1:-1]
            while name in unions and (name not in lists or chooser.random() < 0.5):
                name = chooser.choice(unions[name])
            if name in SHAPES:
                word = SHAPES[name]
            elif name in lists:
                values = lists[name].values() if isinstance(lists[name], dict) else [lists[name]]
                word = str(chooser.choice([w for v in values for w in v])).replace("(ال)", "ال")
            else:
                word = sample(chooser.choice(levels[name]), lists, unions, levels, chooser, name)
        else:
            word = chooser.choice(body.split("/") if len(body) > 1 else [body]).replace("(ال)", "ال").replace("_", " ")
        words.append("و" + word if joined else word)
    return " ".join(words)


ENGLISH_MONTHS = [
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
]  # fmt: skip
ARABIC_MONTHS = [
    "كانون الثاني/يناير", "شباط/فبراير", "آذار/مارس", "نيسان", "مايو", "حزيران",
    "جويلية", "آب/أغسطس", "شتنبر", "تشرين الأول", "نوفمبر", "كانون الأول",
]  # fmt: skip
_EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@given(st.dates(dt.date(1901, 1, 1), dt.date(2099, 12, 31)), st.one_of(st.none(), st.dates()))
def test_a_date_written_out_is_read_back(day: dt.date, published: dt.date | None) -> None:
    english, arabic = ENGLISH_MONTHS[day.month - 1], ARABIC_MONTHS[day.month - 1]
    written = {
        "en": [
            f"on {day.day} {english} {day.year}",
            f"{english} {day.day}, {day.year}",
            f"{day:%Y-%m-%d}",
            f"{day.day}/{day.month}/{day.year}" if day.day > 12 else f"{day:%d %B %Y}",
            f"{day.day}.{day.month}.{day.year}",
        ],
        "ar": [
            f"في {day.day} {arabic} {day.year}",
            f"يوم {day.day} من {arabic} عام {day.year}",
            f"{day.day} {arabic} {day.year}".translate(_EASTERN),
            f"{day.day}/{day.month}/{day.year}",
            f"{day:%Y-%m-%d}",
        ],
    }
    for language, phrases in written.items():
        for phrase in phrases:
            found = FINDERS[language].find(tokenise(phrase), published)
            assert [t.edtf for t in found] == [day.isoformat()], phrase


def test_a_text_keeps_its_figures_where_more_words_are_met_than_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    finder = TimeFinder("en")
    monkeypatch.setattr("marsad.reading.grammar._KNOWN_LIMIT", 1)
    for n in range(3):
        others = " ".join(f"word{chr(97 + n)}{chr(97 + i % 26)}{chr(97 + i // 26)}" for i in range(60))
        text = f"On 2020-03-12 it began. {others}. It ended on 2020-03-14, two days later."
        found = finder.find(tokenise(text), dt.date(2020, 3, 20))
        assert [t.edtf for t in found][:2] == ["2020-03-12", "2020-03-14"]


@pytest.mark.parametrize(
    ("language", "text", "years"),
    [
        ("en", "up to 2000 soldiers", 0),
        ("en", "from 1998 to 2000 forces stayed", 1),
        ("en", "until 2003 troops stayed", 1),
        ("ar", "انخفض عددهم إلى 2000 جندي", 0),
        ("ar", "إلى 2003 انسحبت القوات", 1),
    ],
)
def test_what_counts_people_is_no_year(language: str, text: str, years: int) -> None:
    page = annotator(language).page(text, None)
    assert (len(page.times), len(page.numbers)) == (years, 1 - years)


@pytest.mark.parametrize(
    ("text", "year", "edtf"),
    [
        ("in spring", 1000, "0999-21"),
        ("last winter", 1001, "0999-24"),
        ("a year ago", 1000, "0999-02~"),
        ("two years ago", 1001, "0999~"),
        ("in the past two years", 1001, "0999-02-03/1001-02-03"),
    ],
)
def test_years_have_four_digits_even_in_early_days(text: str, year: int, edtf: str) -> None:
    (time,) = FINDERS["en"].find(tokenise(text, frozenset()), dt.date(year, 2, 3))
    assert time.edtf == edtf


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "Since the fall of the town on Dec. 8 the base has been empty.", ["2019-12-08/..", "2019-12-08"]),
        ("en", "Since Dec. 8 the base has been empty.", ["2019-12-08/.."]),
        ("ar", "القوات منتشرة هناك منذ انقلاب 26 جويلية.", ["2019-07-26/..", "2019-07-26"]),
    ],
)
def test_what_has_lasted_since_an_event_begins_with_it(language: str, text: str, wanted: list[str]) -> None:
    page = annotator(language).page(text, dt.date(2020, 3, 20))
    assert [time.edtf for time in page.times] == wanted
