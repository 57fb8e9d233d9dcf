"""Words are found in any spelling, in what stands in a view, and shown where they stand."""

import datetime as dt
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import EVERY_KIND, Name, Reading

from marsad.errors import QuestionError
from marsad.ledger import decisions as d
from marsad.ledger.sketch import packed, sketch, unpacked
from marsad.model.claim import Claim
from marsad.model.report import Report
from marsad.model.span import Span

TEXTS = {
    "a": ("en", "2020-03-17", "The Coalition left al-Qaim base. U.S. troops of the 82nd stay; naïve 5,200."),
    "b": ("ar", "2020-03-18", "أعلنت القوّات الأمنيّة انسحاب التحالف من قاعدةِ القائم إلى الأردن."),
    "c": ("en", "2020-03-19", "A base at Taji. The coalition troops left it earlier."),
    "d": ("en", None, "Nothing of interest but a base."),
}


def fill(ledger):
    for id, (language, day, text) in TEXTS.items():
        report = Report(id, text, language, day and dt.date.fromisoformat(day), f"Outlet {id}", address=id)
        claim = Claim("control", "happened", (Span(4, 18),), ("IQ",))
        ledger.record(report, Reading((claim,)), "grammar", "1")
    return ledger


@pytest.fixture
def filled(ledger):
    return fill(ledger)


@pytest.fixture(scope="module")
def searched(lasting):
    """A ledger of the texts that no test changes."""
    return fill(lasting)


def ids(view, words, **filters):
    return " ".join(hit.report_id for hit in view.search(words, **filters))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("coalition", "c a"),  # published last first; case does not count
        ("COALITION troops", "c a"),
        ('"coalition troops"', "c"),
        ('"coalition left"', "a"),
        ("al-qaim", "a"),
        ("Al Qaim", "a"),
        ("u.s.", "a"),
        ("naive", "a"),
        ("5,200", "a"),
        ("coal*", "c a"),
        ('"left al*"', "a"),
        ("coal", ""),
        ("coalition nothing", ""),
        ("القوات الامنيه", "b"),
        ("قاعدة", "b"),
        ("قاعده", "b"),
        ("الاردن", "b"),
        ("إنسحاب", "b"),
        ("base", "d c a"),  # without a date: published on the day of recording
    ],
)
def test_words_are_found_in_any_spelling(searched, words, found):
    assert ids(searched.view(), words) == found


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"language": "en"}, "d c a"),
        ({"language": "ar"}, ""),
        ({"publisher": "Outlet c"}, "c"),
        ({"since": dt.date(2020, 3, 18)}, "d c"),
        ({"until": dt.date(2020, 3, 17)}, "a"),
        ({"until": dt.date.max}, "d c a"),
        ({"limit": 1}, "d"),
        ({"in_evidence": True}, "c"),
    ],
)
def test_filters(searched, filters, found):
    assert ids(searched.view(), "base", **filters) == found


def test_only_what_was_published_by_then_and_recorded_by_then(filled):
    assert ids(filled.view(known=dt.date(2020, 3, 18)), "base") == "a"
    before = filled.view()
    filled.record(Report("e", "A new base.", "en", dt.date(2020, 4, 1)), Reading(()), "grammar", "1")
    filled.decide(d.retract("c"), "A. Analyst")
    assert ids(before, "base") == "d c a"
    assert ids(filled.view(), "base") == "d e a"


def test_a_hit_shows_where_the_words_stand_and_what_rests_on_them(searched):
    (hit,) = searched.view().search("taji")
    text = TEXTS["c"][2]
    assert [span.text(text) for span in hit.found] == ["Taji"]
    assert hit.snippet.covers(hit.found[0])
    assert hit.text == hit.snippet.text(text)
    assert list(hit.claims) == [entry.id for entry in searched.view().claims() if entry.report_id == "c"]
    (hit,) = searched.view().search("الأمنية")
    assert [span.text(TEXTS["b"][2]) for span in hit.found] == ["الأمنيّة"]


def test_erased_words_are_not_found(filled):
    filled.decide(d.erase("a"), "A. Analyst")
    assert ids(filled.view(), "coalition") == "c"


def test_a_new_version_is_found_instead_of_the_old(filled):
    before = filled.view()
    corrected = replace(before.report("c"), text="A base at Balad.", sha256="")
    filled.record(corrected, Reading(()), "grammar", "1")
    assert (ids(filled.view(), "taji"), ids(filled.view(), "balad")) == ("", "c")
    assert (ids(before, "taji"), ids(before, "balad")) == ("c", "")


def test_a_long_report_is_searched_to_its_end(ledger):
    text = "word " * 12_000 + "needle in the haystack " + "word " * 3_000
    ledger.record(Report("long", text, "en"), Reading(()), "grammar", "1")
    (hit,) = ledger.view().search('"needle in the haystack"')
    assert [span.text(text) for span in hit.found] == ["needle", "in", "the", "haystack"]
    assert len(ledger.view().search("word")) == 1


@pytest.mark.parametrize("words", ["", "!!", '""', "*", " "])
def test_no_word_to_search_for(searched, words):
    with pytest.raises(QuestionError, match="has no word to search for"):
        searched.view().search(words)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=30))
def test_nothing_that_is_typed_breaks_the_index(searched, typed):
    with suppress(QuestionError):
        searched.view().search(typed)


def test_unknown_names_come_with_counts_and_contexts(ledger, report):
    names = (Name("Band of X", "actor", Span(4, 13), "BAND-OF-X"), Name("Jabal", "place", Span(0, 3), "Jabal"))
    claim = replace(EVERY_KIND[1], actor=("BAND-OF-X",))
    ledger.record(report, Reading((claim,), names), "grammar", "1")
    ledger.record(replace(report, id="other"), Reading((), names[:1]), "grammar", "1")
    first, second = ledger.view().unknown()
    assert (first.text, first.kind, first.key, first.count, first.reports, first.claims) == (
        "Band of X", "actor", "BAND-OF-X", 2, 2, 1,
    )  # fmt: skip
    assert [context.report_id for context in first.contexts] == ["en-01", "other"]
    assert first.contexts[0].text.startswith("The coalition")
    assert (second.text, second.count, second.claims) == ("Jabal", 1, 0)
    assert len(ledger.view().unknown(1)) == 1


@given(st.lists(st.sampled_from("abcdefgh"), min_size=60, max_size=120), st.integers(0, 40), st.data())
def test_what_stands_in_a_longer_text_has_most_of_its_sketch_there(words, first, data):
    part = words[first : first + 20]
    inside, whole = sketch(" ".join(part)), sketch(" ".join(words))
    assert inside <= whole
    assert unpacked(packed(whole)) == whole
