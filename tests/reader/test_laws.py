"""Laws of the reader: they hold for any text whatever, in both languages."""

import datetime as dt
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad.garbage import no_garbage
from marsad.languages import LANGUAGES
from marsad.model.claim import Claim
from marsad.model.report import Report
from marsad.model.span import Span
from marsad.reader import Reader
from marsad.reports import Source, get_report
from training.corpus import SUBJECTS, examples

TESTS = Path(__file__).parents[1]
PAGE_BREAK = "\n\n\f\n\n"
READER = Reader()
DAY = dt.date(2020, 3, 20)


@lru_cache(maxsize=2)
def words(language: str) -> list[str]:
    """Words of a third of the example corpus, runs of them, and what no reporter would write."""
    with no_garbage():  # there is much to load
        texts = [e.text for e in examples(TESTS / "languages", (language,), SUBJECTS[::3])][::2]
    runs = [" ".join(text.split()[k : k + 6]) for text in texts for k in range(0, len(text.split()), 6)]
    odd = ["“", '"', "«", "(", ")", "”", ".", ",", "،", "؟", "—", "-", "\n", "\n\n", "\f", "\0", "\u200f", "\u202e"]
    odd += ["\u0640", "\u064b", "\ud800", "٣٠٠", "5,200", "²", "½", "۱۲", "9" * 40, "'s", "U.S.", "و", "ال", "İ", "ﷲ"]
    return [*texts[:40], *runs, *odd * 4]


def texts(language: str) -> st.SearchStrategy[str]:
    """Text of any characters, lone surrogates too, and salads of words in which something may be found."""
    any_text = st.text(st.characters(exclude_categories=()), max_size=200)
    salad = st.lists(st.sampled_from(words(language)), max_size=12)
    return any_text | st.tuples(salad, st.sampled_from([" ", "", "\n", "، "])).map(lambda t: t[1].join(t[0]))


def report(language: str, text: str, published: dt.date | None = DAY) -> Report:
    return Report("any", text, language, published)


Law = Callable[[str, str], None]


def for_any_text(law: Law) -> Any:
    """The law as a test of both languages on drawn texts."""

    @pytest.mark.parametrize("language", LANGUAGES)
    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(data=st.data())
    def test(language: str, data: st.DataObject) -> None:
        law(language, data.draw(texts(language)))

    test.__name__, test.__doc__ = law.__name__, law.__doc__
    return test


def keeps_the_contract(language: str, text: str, published: dt.date | None = DAY) -> tuple[Claim, ...]:
    claims = READER.read(report(language, text, published)).claims
    for claim in claims:
        claim.check(text)
        assert claim.evidence
        assert 0 <= claim.confidence <= 1
        assert Claim.from_json(claim.to_json()) == replace(claim, confidence=round(claim.confidence, 3))
    return claims


@for_any_text
def test_claims_keep_the_contract(language: str, text: str) -> None:
    keeps_the_contract(language, text)


@pytest.mark.parametrize(
    "text",
    ["The minister said that", "Officials underlined that", "قال الوزير إن", "The army, it said,", "He told the"],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_may_be_cut_off_anywhere(language: str, text: str) -> None:
    keeps_the_contract(language, text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_may_be_cut_off(language: str) -> None:
    for example in list(examples(TESTS / "languages", (language,), ("wire", "brief")))[::24]:
        for sentence in example.text.split("."):
            said = sentence.split()
            for k in range(1, len(said), 3):
                keeps_the_contract(language, " ".join(said[:k]))


@for_any_text
def test_reading_twice_gives_the_same(language: str, text: str) -> None:
    first = READER.read(report(language, text))
    assert READER.read(report(language, text)) == first


@for_any_text
def test_annotations_hold_the_text_they_say(language: str, text: str) -> None:
    layers = READER.annotate(report(language, text))
    for start, end in layers["sentences"]:
        assert 0 <= start < end <= len(text)
    for layer in ("names", "places", "times", "numbers"):
        for found in layers[layer]:
            start, end = found["span"]
            assert found["text"] == text[start:end] != ""
    for speech in layers["speech"]:
        spans = [s for s in (speech["span"], speech["speaker_span"]) if s]
        assert all(0 <= start < end <= len(text) for start, end in spans)


@for_any_text
def test_explanations_hold_the_text_they_say(language: str, text: str) -> None:
    for step in READER.explain(report(language, text)):
        start, end = step["span"]
        assert step["text"] == text[start:end] != ""


@for_any_text
def test_sentences_follow_one_another(language: str, text: str) -> None:
    sentences = READER.annotate(report(language, text))["sentences"]
    assert all(before[1] <= after[0] for before, after in pairwise(sentences))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_second_reader_reads_the_same(language: str) -> None:
    other = Reader()
    for text in words(language)[:10]:
        assert other.read(report(language, text)) == READER.read(report(language, text))


# Texts that have broken readers before -------------------------------------------------------------------------------

ODD = {
    "nothing": "",
    "blanks": " \t\n" * 1000,
    "zero bytes": "US\0troops\0left\0Iraq\0" + "\0" * 1000,
    "only punctuation": "".join("“”‘’«»()[]—–-…،؛؟!?.,:;"[i % 23] for i in range(10_000)),
    "quotes never closed": "He said “we left Iraq, and the officer said “we stay in al-Asad and " * 40,
    "one quote": '"' * 9_999,
    "turned about": "\u202e\u2066US troops\u200f left\u200e Iraq\u2069\u202c",
    "lone surrogates": "\ud800 US troops \udfff left Iraq\ud800.",
    "a long word": "a" * 100_000,
    "a long Arabic word": "القوا" + "ـ" * 100_000 + "ت",
    "many marks on a letter": "e" + "\u0301" * 10_000 + " troops left Iraq.",
    "more digits than int takes": "9" * 5_000 + " troops left Iraq. " + "9," * 3_000 + "9 left.",
    "thousands without end": "About " + ",".join(["999"] * 110) + " troops are in Iraq. " + ",".join(["999"] * 1_500),
    "thousands of thousands": "About " + ",".join(["999"] * 110) + " thousand troops left Iraq.",
    "a long fraction": "About " + "9" * 400 + ".5 troops are in Iraq. نحو " + "9" * 400 + ".5 جندي في العراق.",
    "digits that are none": "² ③ ½ 〇 五 ১২ 1² troops left Iraq. ²²² troops stay there.",
    "letters that grow": "İ ß ﬁ ﷺ ﷽ ﻻ ŉ ǰ ΐ troops left İstanbul.",
    "dates that are none": "31 February 2020, 99/99/9999, 17 March 0, 2020-13-45, 30 Shaban 1441, year 9999.",
    "one word 10,000 times": "troops " * 10_000,
    "one number 1,000 times": "300 " * 1_000,  # a sentence costs more than its length: see docs/how-marsad-reads.md
    "one verb 500 times": "left " * 500,
    "one claim 60 times without a stop": "US troops left Iraq " * 60,
    "one date 2,000 times": "on Tuesday " * 2_000,
    "and 10,000 times": "and " * 10_000,
    "an Arabic list without end": "العراق و" * 2_000,
    "a list without end": "Iraq, " * 2_000,
    "a hyphen without end": "a-" * 10_000,
    "initials without end": "A.B." * 5_000,
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", ODD.values(), ids=list(ODD))
def test_odd_texts_are_read(language: str, text: str) -> None:
    keeps_the_contract(language, text)
    READER.annotate(report(language, text))


@pytest.mark.parametrize("published", [None, dt.date.min, dt.date.max])
@pytest.mark.parametrize("language", LANGUAGES)
def test_any_date_of_publication_will_do(language: str, published: dt.date | None) -> None:
    said = {
        "en": "Troops left Iraq last year, and will leave Syria next month, on Friday, in the coming days.",
        "ar": "غادرت القوات العراق العام الماضي، وستغادر سوريا الشهر المقبل، يوم الجمعة، خلال الأيام المقبلة.",
    }
    keeps_the_contract(language, said[language], published)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "About 300 French troops left al-Qaim base on Tuesday."),
        ("en", "About 300 French troops left al-Qaim base last month."),
        ("ar", "غادر نحو 300 جندي فرنسي قاعدة القائم يوم الثلاثاء."),
        ("ar", "غادر نحو 300 جندي فرنسي قاعدة القائم الشهر الماضي."),
    ],
)
def test_without_a_date_of_publication_relative_dates_stay_open(language: str, text: str) -> None:
    undated = READER.read(report(language, text, None)).claims
    assert undated
    assert [claim.when for claim in undated if claim.when] == []
    assert any(claim.when for claim in READER.read(report(language, text)).claims)


# Length ---------------------------------------------------------------------------------------------------------------


def lines_run(language: str, text: str) -> int:
    """How many lines of Python it takes to read a text, each round of a loop counted: work that no machine changes."""
    counted = 0

    def local(frame: FrameType, event: str, argument: object) -> Any:
        nonlocal counted
        counted += event == "line"
        return local

    READER.read(report(language, text))  # fill what is cached by word
    before = sys.gettrace()
    sys.settrace(local)
    try:
        READER.read(report(language, text))
    finally:
        sys.settrace(before)
    return counted


@pytest.mark.parametrize("id_", ["en-02", "ar-03"])
def test_work_grows_with_length(id_: str) -> None:
    text = (TESTS / "gold" / "dev" / f"{id_}.txt").read_text("utf-8") + "\n\n"
    once = lines_run(id_[:2], text)
    shares = [lines_run(id_[:2], text * times) / times / once for times in (2, 4, 8)]
    assert all(share < 1.1 for share in shares), shares


# Two reports in one file ---------------------------------------------------------------------------------------------


def told(claim: Claim, offset: int = 0) -> tuple[str, Span]:
    """What a claim is and where it stands, less what may follow from its surroundings."""
    start, end = claim.evidence[0]
    return claim.kind, Span(start + offset, end + offset)


@pytest.mark.parametrize("language", LANGUAGES)
def test_reports_joined_by_a_page_break_keep_their_claims(language: str) -> None:
    """All of them, with every passage; a fact that both tell is one claim."""
    reports = [get_report(Source(path)) for path in sorted((TESTS / "gold" / "dev").glob(f"{language}-*.txt"))[:10]]
    kept = expected = 0
    for first, second in zip(reports[::2], reports[1::2], strict=True):
        second = replace(second, published=first.published, publisher=first.publisher)
        joined = READER.read(replace(first, text=first.text + PAGE_BREAK + second.text)).claims
        found = {(claim.kind, span) for claim in joined for span in claim.evidence}
        offset = len(first.text + PAGE_BREAK)
        wanted = [told(c) for c in READER.read(first).claims] + [told(c, offset) for c in READER.read(second).claims]
        kept += sum(claim in found for claim in wanted)
        expected += len(wanted)
    assert kept == expected, f"{kept} of {expected}"
