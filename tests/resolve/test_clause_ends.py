"""Where clauses end: at punctuation, but not where commas only set off when something was said or done."""

import datetime as dt
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from marsad.reading.annotate import annotator
from marsad.resolve.claims import Resolver
from marsad.resolve.clauses import clauses
from marsad.resolve.model import EMPTY
from marsad.resolve.where import Whereabouts
from marsad.world.register import load_register


def same_clause(text: str, one: str, other: str, language: str = "en") -> bool:
    page = annotator(language).page(text, dt.date(2021, 11, 18))
    (sentence,) = Resolver(language, Whereabouts(load_register()), EMPTY).sentences(page)
    words = page.tokens.words
    return sentence.clause_of(words.index(one)) == sentence.clause_of(words.index(other))


def test_a_time_between_commas_parts_nothing() -> None:
    assert same_clause("The spokesman denied, on Thursday, that the base was attacked.", "denied", "attacked")
    assert same_clause("نفى المتحدث، اليوم الخميس، انسحاب القوات من القاعدة.", "نفي", "انسحاب", "ar")


def test_other_asides_and_single_commas_part() -> None:
    assert not same_clause("The spokesman, who denied it, left the base.", "denied", "left")
    assert not same_clause("On Thursday, the spokesman left.", "thursday", "left")


WORDS = st.lists(st.sampled_from(["left", "on", "thursday", ",", "،", "(", ")", ";"]), min_size=1, max_size=20)


@given(WORDS, st.data())
def test_clauses_go_up_one_by_one_and_asides_only_join(words: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(words)))
    aside = (first, data.draw(st.integers(first, len(words))))
    parted, joined = clauses(words), clauses(words, [aside])
    assert all(b - a in (0, 1) for a, b in pairwise(joined))
    assert all(a <= b for a, b in zip(joined, parted, strict=True))
