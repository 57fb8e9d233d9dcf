"""In whose scope words stand: what is only supposed, asked, advised or rumoured tells of nothing that happened."""

import pytest

from marsad.languages import LANGUAGES, load
from marsad.resolve.scope import scopes
from marsad.text.tokens import tokenise

SCOPED = [  # a sentence, a word of it, and in whose scope that word stands
    ("en", "It remains unclear whether the brigade has left Sirte.", "left", "unknown"),
    ("en", "Nobody knows if the frigate sailed.", "sailed", "unknown"),
    ("en", "A committee will weigh whether the battalion leaves.", "leaves", "asked"),
    ("en", "If the convoy enters the town, the garrison will fire.", "enters", "supposed"),
    ("en", "If the convoy enters the town, the garrison will fire.", "fire", ""),
    ("en", "Should the convoy enter the town, the garrison will fire.", "enter", "supposed"),
    ("en", "The battalion should leave the valley, the paper wrote.", "leave", "advised"),
    ("en", "The battalion should leave the valley, the paper wrote.", "wrote", ""),
    ("en", "Rumours that the marines had landed went round.", "landed", "rumoured"),
    ("en", "The men fired as if the town had fallen.", "fallen", ""),
    ("en", "Has the brigade left Sirte?", "left", "question"),
    ("en", "The brigade left Sirte.", "left", ""),
    ("ar", "لم يتضح ما إذا كان اللواء قد غادر سرت.", "غادر", "unknown"),
    ("ar", "لا أحد يعرف هل أبحرت الفرقاطة.", "ابحرت", "unknown"),
    ("ar", "إذا دخل الرتل البلدة، فستطلق الحامية النار.", "دخل", "supposed"),
    ("ar", "إذا دخل الرتل البلدة، فستطلق الحامية النار.", "فستطلق", ""),
    ("ar", "ينبغي أن تغادر الكتيبة الوادي، كتبت الصحيفة.", "تغادر", "advised"),
    ("ar", "ترددت شائعات عن نزول مشاة البحرية.", "نزول", "rumoured"),
    ("ar", "أطلقوا النار كما لو سقطت البلدة.", "سقطت", ""),
    ("ar", "غادر اللواء سرت.", "غادر", ""),
]


@pytest.mark.parametrize(("language", "text", "word", "scope"), SCOPED)
def test_what_stands_behind_a_word_is_in_its_scope(language: str, text: str, word: str, scope: str) -> None:
    words = tokenise(text).words
    assert scopes(language, words)[words.index(word)] == scope


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages_list_the_same_sorts_of_words(language: str) -> None:
    assert load(language, "_scope").keys() == load("en", "_scope").keys()


def test_no_words_have_no_scope() -> None:
    assert scopes("en", []) == []
