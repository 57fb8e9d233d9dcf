"""What is remembered of words: it stays within its bounds, and what comes again and again stays remembered."""

import gc
from collections.abc import Iterator
from functools import _lru_cache_wrapper
from types import BuiltinFunctionType, FunctionType, ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.reading.annotate import Annotator
from marsad.text import recent, tokens
from marsad.text.recent import Recent
from marsad.world.register import load_register

_ROOM = 64
_LARGEST = 1 << 15  # entries of any one memory
_LETTERS = {"en": "bdfghklmnprstvz", "ar": "بتثجحخدرزسشصضطعغقكلمن"}


def made(words: Recent[int, int], asked: int) -> int:
    """What a caller does: as much work as there are words that are not remembered."""
    if asked in words:
        return 0
    known = words.older(asked)
    words.keep(asked, asked * 2 if known is None else known)
    return known is None


@given(st.lists(st.integers(0, 40), max_size=300), st.integers(1, 12))
def test_the_last_words_are_remembered_and_no_more_than_twice_as_many(asked: list[int], room: int) -> None:
    words: Recent[int, int] = Recent(room)
    for n, word in enumerate(asked):
        before = list(dict.fromkeys(reversed(asked[:n])))[:room]
        assert not (made(words, word) and word in before)
        assert words[word] == word * 2
        assert len(words.keys() | words._older.keys()) <= len(words) + len(words._older) <= 2 * room


def test_a_word_that_comes_again_and_again_is_looked_up_once() -> None:
    words: Recent[int, int] = Recent(10)
    assert sum(made(words, n if n % 5 else -1) for n in range(1, 1_001)) == 801


@pytest.mark.parametrize("language", ["en", "ar"])
def test_words_that_never_come_again_leave_nothing_behind(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recent, "ROOM", _ROOM)
    monkeypatch.setattr("marsad.reading.grammar._KNOWN_LIMIT", _ROOM)
    monkeypatch.setattr(tokens, "_KNOWN", Recent(_ROOM))
    annotator = Annotator(language, load_register())
    for n in range(5):
        annotator.page(_text(language, n))
    before = sum(map(len, _memories(annotator, tokens._KNOWN)))
    for n in range(5, 30):
        annotator.page(_text(language, n))
    grown = sum(map(len, _memories(annotator, tokens._KNOWN))) - before
    assert grown < 10 * _ROOM  # of 2,500 words


def _text(language: str, n: int) -> str:
    """A hundred words that stand in no other text."""
    letters = _LETTERS[language]
    words = [
        "".join(letters[k // len(letters) ** p % len(letters)] for p in range(4)) for k in range(n * 100, n * 100 + 100)
    ]
    return " ".join(word.title() for word in words) + "."


def _memories(*held: object) -> Iterator[dict[object, object] | list[object] | set[object]]:
    """All that an object holds that may grow; a cache of the standard library must have a bound of its own."""
    waiting, seen = list(held), set()
    while waiting:
        found = waiting.pop()
        if id(found) in seen or isinstance(found, type | ModuleType | FunctionType | BuiltinFunctionType):
            continue
        seen.add(id(found))
        if isinstance(found, _lru_cache_wrapper):
            room = found.cache_parameters()["maxsize"]
            assert room is not None
            assert room <= _LARGEST
            continue
        if isinstance(found, dict | list | set):
            yield found
        waiting += gc.get_referents(found)
