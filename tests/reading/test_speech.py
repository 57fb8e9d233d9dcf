"""Who says what: the examples of each language, and laws that hold for any text."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from marsad.languages import LANGUAGES
from marsad.reading.annotate import annotator
from marsad.reading.line import SILENT
from marsad.reading.page import Page, Speech

LISTS = Path(__file__).parents[1] / "languages"
DAY = dt.date(2020, 3, 20)


def examples(language: str) -> dict[str, Any]:
    return yaml.safe_load((LISTS / language / "speech.yaml").read_text("utf-8"))


EXAMPLES = {language: examples(language) for language in LANGUAGES}
SAYS = [(language, case) for language in LANGUAGES for case in EXAMPLES[language]["says"]]
FAILURES = [(language, case) for language in LANGUAGES for case in EXAMPLES[language].get("known_failures", ())]


def read(language: str, case: dict[str, Any]) -> Page:
    return annotator(language).page(case["text"], DAY, case.get("publisher"))


def innermost(page: Page, words: str) -> Speech | None:
    """The shortest speech that holds the middle of some words of a text."""
    start = page.tokens.text.index(words)
    token = page.tokens.at(start + len(words) // 2)
    holding = [s for s in page.speech if s.first <= token < s.past]
    return min(holding, key=lambda s: (s.past - s.first, -s.first), default=None)


def vouches(language: str, case: dict[str, Any]) -> tuple[str | None, str | None]:
    """(key, name) of whoever vouches for the words of an example."""
    speech = innermost(read(language, case), case["words"])
    if speech is None or speech.speaker is None or not speech.speaker.keys:
        return None, None
    return speech.speaker.keys[0], speech.speaker.name if case.get("name") else None


@pytest.mark.parametrize(("language", "case"), SAYS)
def test_speaker_vouches_for_words(language: str, case: dict[str, Any]) -> None:
    assert vouches(language, case) == (case["of"], case.get("name"))


@pytest.mark.parametrize(("language", "case"), [(n, c) for n, c in SAYS if "speaker" in c])
def test_speaker_is_the_words_that_name_him(language: str, case: dict[str, Any]) -> None:
    page = read(language, case)
    speech = innermost(page, case["words"])
    assert speech is not None
    assert speech.speaker is not None
    assert page.tokens.span(speech.speaker.first, speech.speaker.past).text(case["text"]) == case["speaker"]


@pytest.mark.parametrize(("language", "text"), [(n, t) for n in LANGUAGES for t in EXAMPLES[n]["nothing"]])
def test_nobody_speaks(language: str, text: str) -> None:
    page = annotator(language).page(text, DAY)
    assert [page.tokens.span(s.first, s.past).text(text) for s in page.speech] == []


@pytest.mark.parametrize(("language", "case"), FAILURES)
def test_known_failure_still_fails(language: str, case: dict[str, Any]) -> None:
    assert vouches(language, case) != (case["of"], case.get("name")), "it passes now: move it to the examples"


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_enough_examples(language: str) -> None:
    assert len(EXAMPLES[language]["says"]) >= 80
    assert len(EXAMPLES[language]["nothing"]) >= 20


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("publisher", ["The Meridian Post", "وكالة نوافذ للأنباء", "Reuters", "قناة الأفق"])
def test_outlet_is_no_issuer(language: str, publisher: str) -> None:
    page = annotator(language).page("A base. قاعدة.", DAY, publisher)
    assert not [s for s in page.speech if s.rule == "the issuer's own statement"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_ranges_lie_within_the_text(language: str) -> None:
    text = "\n\n".join(case["text"] for case in EXAMPLES[language]["says"])
    page = annotator(language).page(text, DAY)
    count = len(page.tokens)
    assert all(0 <= s.first < s.past + (s.rule == SILENT) <= count for s in page.speech)
    assert all(0 <= s.speaker.first <= s.speaker.past <= count for s in page.speech if s.speaker)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "text", ["", ":", '"', "«", "said", "قال", ", said", "قال إن", '"" said :', "a" * 5000, ", " * 900]
)
def test_any_text_is_read(language: str, text: str) -> None:
    assert annotator(language).page(text, DAY).speech is not None


def test_a_dateline_in_capitals_says_nothing() -> None:
    text = "LONDON: British troops arrived in Egypt on Wednesday."
    assert not [s for s in annotator("en").page(text, dt.date(2018, 10, 31)).speech if s.speaker]


def test_the_us_is_no_pronoun() -> None:
    page = annotator("en").page("The US military said it had left Iraq.", dt.date(2020, 3, 18))
    assert [s.speaker.keys for s in page.speech if s.speaker] == [("US",)]


def test_what_is_believed_of_somebody_he_does_not_say() -> None:
    text = "ثلاثة أشخاص يعتقد أنهم من تنظيم القاعدة قتلوا في غارة."
    assert not [s for s in annotator("ar").page(text, dt.date(2013, 5, 22)).speech if s.speaker]


def test_where_a_body_has_its_seat_does_not_speak() -> None:
    page = annotator("en").page("The UK-based Syrian Observatory for Human Rights said four were killed.")
    assert [(s.speaker.keys, s.speaker.name) for s in page.speech if s.speaker] == [(("SOHR",), "")]


def test_a_source_cited_of_whose_words_another_takes_a_part_is_no_error() -> None:
    page = annotator("ar").page("نقلآ عن A000،وحذر A000 آن", None)
    assert all(said.first <= said.past for said in page.speech)
