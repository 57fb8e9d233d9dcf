"""Where sentences end: full stops as careful pages set them, and as careless ones do."""

import pytest

from marsad.text.tokens import tokenise

ABBREVIATIONS = frozenset({"gen", "lt", "no"})


def sentences(text: str) -> list[str]:
    tokens = tokenise(text, ABBREVIATIONS)
    return [tokens.sentence_span(n).text(text) for n in range(len(tokens.sentences))]


@pytest.mark.parametrize(
    "text",
    [
        "أخليت القاعدة. |وعاد الجنود إلى بلادهم.",
        "أخليت القاعدة .|وعاد الجنود إلى بلادهم .",
        "أخليت القاعدة.|وعاد الجنود.|وبقي عشرون.",
        "The base is empty. |The troops went home.",
        "The base is empty.|The troops went home.",
        "The base is empty .|They went home",
        "Has it been handed over? |Nobody knows.",
    ],
)
def test_sentences_end_where_the_bar_is(text: str) -> None:
    parts = [part.strip() for part in text.split("|")]
    assert sentences(text.replace("|", "")) == parts


@pytest.mark.parametrize(
    "text",
    [
        "قال د.محمد العبيدي إن القاعدة أخليت",
        "Lt. Gen. Smith and Gen.Jones left for the U.S. Army base",
        "rudaw.net and Alsumaria.tv wrote of 2.5 tonnes at base No.5",
        "K.J. Brown of the U.S.Army was there",
    ],
)
def test_other_full_stops_end_none(text: str) -> None:
    assert len(sentences(text)) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("26 ديسمبر2024", ["26", "ديسمبر", "2024"]),
        ("أسست في2005", ["اسست", "في", "2005"]),
        ("1،870 عنصرا", ["1،870", "عنصرا"]),
        ("11يناير", ["11", "يناير"]),
        ("و11يناير", ["و11", "يناير"]),
        ("2024م", ["2024م"]),
    ],
)
def test_figures_glued_to_a_word_are_cut_off(text: str, words: list[str]) -> None:
    assert tokenise(text).words == words


def test_a_wrapped_line_goes_on() -> None:
    text = "وذكر الجيش الألماني أن الولايات المتحدة\nوحلفاءها أوقفوا تدريب القوات العراقية.\nوعاد الجنود."
    assert len(sentences(text)) == 2


def test_a_headline_without_full_stop_ends_with_its_line() -> None:
    lead = "أعلن الجيش الألماني اليوم الثلاثاء أنه سيسحب جزءا من جنوده المنتشرين في العراق لمهمات التدريب إلى الأردن"
    assert len(sentences(f"ألمانيا تسحب بعض جنودها من العراق\n{lead}.")) == 2


def test_a_hashtag_is_its_words() -> None:
    assert tokenise("أعلن #الجيش_الألماني").words == tokenise("أعلن الجيش الألماني").words
