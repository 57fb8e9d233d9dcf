"""Voices: copies of one story count once, and so does one speaker whom two outlets quote."""

import datetime as dt
import random
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scenery import PLACES

from marsad.ledger.sketch import sketch
from marsad.model.claim import Claim
from marsad.model.report import Report
from marsad.model.span import Span
from marsad.model.values import Speaker
from marsad.posture.copies import Copies, find_copies
from marsad.posture.voices import Heard, voices

WORDS = [f"w{n}" for n in range(4000)]


def text(seed, size=300):
    return random.Random(seed).choices(WORDS, k=size)


def edited(words, every):
    """Another word in place of one in so many."""
    return [f"new{n}" if n % every == every - 1 else word for n, word in enumerate(words)]


def copies(*texts):
    told = ((f"r{n}", f"sha{n}", sketch(" ".join(words))) for n, words in enumerate(texts))
    return find_copies(told)


def test_an_edited_copy_is_found():
    assert copies(text(1), edited(text(1), 12)) == {"r1": ("r0",)}


def test_a_copy_of_a_copy_is_found():
    first = text(1)
    assert copies(first, edited(first, 14), edited(edited(first, 14), 15))["r2"][0] == "r0"


def test_a_story_inside_a_longer_article_is_found_and_so_is_an_excerpt():
    story = text(1, 200)
    assert copies(story, [*text(2, 500), *story, *text(3, 400)]) == {"r1": ("r0",)}
    assert copies([*text(2, 500), *story, *text(3, 400)], story) == {"r1": ("r0",)}


def test_an_article_that_carries_two_stories_does_not_make_them_one():
    found = copies(text(1), text(2), [*text(1), *text(2), *text(3, 900)])
    assert found == {"r2": ("r0", "r1")}


def test_two_reports_that_quote_the_same_sentences_are_two():
    quote = text(9, 60)
    assert copies([*text(1), *quote], [*text(2), *quote]) == {}


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(80, 400))
def test_unrelated_texts_are_never_copies(one, other, size):
    if one != other:
        assert copies(text(one, size), text(other, size)) == {}


def test_short_texts_are_copies_only_if_equal():
    short = sketch("They left the base")
    assert find_copies([("a", "1", short), ("b", "2", short)]) == {}
    assert find_copies([("a", "1", short), ("b", "1", short)]) == {"b": ("a",)}


@pytest.fixture
def heard(tell, ledger):
    def heard():
        view = ledger.view()
        found = view.claims()
        return Heard.of(found, Copies.among(view, found))

    return heard


def test_two_outlets_that_quote_one_speaker_are_one_voice(tell, heard):
    tell("A", "2020-03-17", "presence", "ongoing", actor="US", place="Taji", said_by="CJTF-OIR")
    tell("B", "2020-03-17", "presence", "ongoing", actor="US", place="Taji", said_by="CJTF-OIR")
    told = heard()
    assert (told.claims, told.reports, told.outlets, told.voices) == (2, 2, 2, ("CJTF-OIR",))


def test_speakers_without_a_name_speak_with_their_outlets_voice(tell, heard):
    tell("A", "2020-03-17", "presence", "ongoing", actor="US", place="Taji", said_by="UNKNOWN")
    tell("B", "2020-03-17", "presence", "ongoing", actor="US", place="Taji", said_by="UNKNOWN")
    assert heard().voices == ("A", "B")


def test_a_copy_across_outlets_counts_once(tell, heard):
    story = " ".join(text(1))
    tell("Wire", "2020-03-17", "presence", "ongoing", text=story, actor="US", place="Taji")
    tell("Daily", "2020-03-18", "presence", "ongoing", text=f"BAGHDAD. {story} More later.", actor="US", place="Taji")
    tell("Weekly", "2020-03-20", "presence", "ongoing", text=" ".join(text(5)), actor="US", place="Taji")
    assert heard().voices == ("Weekly", "Wire")


def test_a_copy_is_its_originals_voice_whoever_it_was_read_to_quote(tell, heard):
    story = " ".join(text(1))
    slots = {"actor": "IR", "place": "Taji"}
    tell("Wire", "2020-03-17", "attack", text=f"BAGHDAD. {story}", said_by="IQ", **slots)
    tell("Daily", "2020-03-18", "attack", text=story, said_by="SA", **slots)
    assert heard().voices == ("IQ",)


def test_so_it_is_where_the_original_quotes_nobody(tell, heard):
    story = " ".join(text(1))
    tell("Wire", "2020-03-17", "attack", text=story, place="Taji")
    tell("Daily", "2020-03-18", "attack", text=f"{story} Ends.", place="Taji", said_by="SA")
    assert heard().voices == ("Wire",)


@pytest.mark.parametrize(
    "said",
    [{"killed": 5}, {"status": "denied"}],
    ids=["another number", "a denial"],
)
def test_what_a_copy_says_otherwise_it_says_itself(tell, heard, said):
    story = " ".join(text(1))
    tell("Wire", "2020-03-17", "attack", text=story, place="Taji", killed=2, said_by="IQ")
    tell("Daily", "2020-03-18", "attack", text=f"{story} Ends.", place="Taji", said_by="SA", **said)
    assert heard().voices == ("IQ", "SA")


def test_a_longer_article_may_quote_somebody_else_beside_the_story(ledger, heard):
    def record(id, publisher, day, words, *speakers):
        claims = [
            Claim("attack", "happened", (Span(4 * n, 4 * n + 4),), place=(PLACES["Taji"],), said_by=Speaker(key))
            for n, key in enumerate(speakers)
        ]
        report = Report(id, words, "en", dt.date.fromisoformat(day), publisher)
        ledger.record(report, SimpleNamespace(claims=tuple(claims), unknown=()), "hand", "1")

    story = " ".join(text(1))
    record("r1", "Wire", "2020-03-17", story, "IQ")
    record("r2", "Daily", "2020-03-18", f"{story} {' '.join(text(2))}", "US", "IQ")
    assert heard().voices == ("IQ", "US")


def test_a_copy_speaks_for_itself_where_the_original_says_nothing(tell, ledger):
    story = " ".join(text(1))
    tell("Wire", "2020-03-17", "presence", "ongoing", text=story, actor="US", place="Taji")
    tell("Daily", "2020-03-18", "attack", text=f"{story} {' '.join(text(2))}", place="Taji")
    view = ledger.view()
    found = view.claims()
    alone = [entry for entry in found if entry.claim.kind == "attack"]
    assert voices(alone, Copies.among(view, found)) == ("Daily",)


def test_arabic_spelling_does_not_hide_a_copy(tell, heard):
    words = [f"القاعدة{n}ة" for n in range(200)]
    tell("أ", "2020-03-17", "attack", text=" ".join(words), place="Taji")
    tell("ب", "2020-03-18", "attack", text=" ".join(words).replace("ة", "ه"), place="Taji")
    assert heard().voices == ("أ",)


def test_a_copy_is_told_by_its_sketch_even_after_its_text_is_gone(tell, ledger):
    story = " ".join(text(1))
    tell("Wire", "2020-03-17", "attack", text=story, place="Taji")
    tell("Daily", "2020-03-18", "attack", text=f"{story} Ends.", place="Taji")
    view = ledger.view(recorded=dt.datetime.now(dt.UTC))
    assert Copies.among(view, view.claims()).carried == {"r2": ("r1",)}
