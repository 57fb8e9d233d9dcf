"""Groups: what is joined to one list and what is not."""

import pytest
from sentences import read


def actors(text: str, language: str = "en") -> list[str]:
    return [" ".join(group.keys) for _, _, group in read(language, text, "actor") if group.keys]


def places(text: str, language: str = "en") -> list[str]:
    return ["; ".join(p.name for p in group.places) for _, _, group in read(language, text, "place")]


def test_list_with_commas_ends_with_and() -> None:
    assert places("They left Mosul, Erbil and Kirkuk in Iraq.")[0] == "Mosul; Erbil; Kirkuk"


def test_town_and_its_country_are_no_list() -> None:
    assert places("The talks in Erbil, Iraq, ended.")[0] == "Erbil"


def test_what_follows_a_list_stands_apart() -> None:
    assert actors("After talks with Washington and Paris, Israel left.") == ["US FR", "IL"]


def test_commas_alone_join_nothing() -> None:
    assert actors("Asked about Iran, Israel left.") == ["IR", "IL"]


def test_hyphen_joins() -> None:
    assert "US GB" in actors("There were no joint US-British strikes.")


def test_preposition_may_stand_between() -> None:
    assert places("They stay at Mosul and around Kirkuk in Iraq.")[0] == "Mosul; Kirkuk"


@pytest.mark.parametrize("text", ["اتفقت بغداد وأربيل وواشنطن.", "اتفقت بغداد، وأربيل، وواشنطن."])
def test_attached_and_joins(text: str) -> None:
    assert actors(text, "ar") == ["IQ KRG US"]


def test_a_group_of_one() -> None:
    ((_, _, group),) = read("en", "British troops left.", "actor")
    assert (group.size, group.keys, group.sub) == (1, ("GB",), "force")
