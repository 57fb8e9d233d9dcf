"""Stems: the forms of a word are learned from together."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.reading.stems import stems


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", ["withdraw", "withdrawing", "withdraws"]),
        ("en", ["soldier", "soldiers"]),
        ("ar", ["انسحاب", "انسحابها", "انسحابهم", "وانسحابها"]),
        ("ar", ["سيطره", "سيطرتهم", "وسيطرتها"]),
        ("ar", ["المقاتلين", "مقاتلون", "والمقاتلين"]),
    ],
)
def test_forms_of_a_word_share_a_stem(language: str, forms: list[str]) -> None:
    assert len(set(stems(language, forms))) == 1


@given(st.sampled_from(["ar", "en"]), st.lists(st.text(min_size=1, max_size=20), max_size=20))
def test_every_word_has_one_stem(language: str, words: list[str]) -> None:
    found = stems(language, words)
    assert len(found) == len(words)
    assert found == [stem for word in words for stem in stems(language, [word])]


def test_threads_stem_alike() -> None:
    words = ["withdrawing", "troops", "deployed", "training"] * 200
    with ThreadPoolExecutor(8) as pool:
        assert len({tuple(found) for found in pool.map(lambda _: stems("en", words), range(64))}) == 1


def test_half_a_character_is_no_word() -> None:
    assert stems("en", ["troops", "\ud800"]) == ["troop", "\ud800"]
