"""Who: the examples of both languages."""

import pytest
from sentences import examples, over_brackets

from marsad.resolve.groups import Group


def keys(group: Group) -> str:
    return " ".join(group.keys)


@pytest.mark.parametrize(("language", "expected", "text"), examples("actor", "expect"))
def test_words_stand_for_actor(language: str, expected: str, text: str) -> None:
    for groups in over_brackets(language, text, "actor"):
        assert expected in [keys(group) for group in groups]


@pytest.mark.parametrize(("language", "expected", "text"), examples("actor", "nobody"))
def test_words_stand_for_nobody(language: str, expected: str, text: str) -> None:
    assert [keys(g) for groups in over_brackets(language, text, "actor") for g in groups if g.keys] == []
