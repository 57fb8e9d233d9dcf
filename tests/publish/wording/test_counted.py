"""Counted nouns agree: a table of Arabic phrases written by hand, and the laws that they follow."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from marsad.publish.wording.numbers import ACCUSATIVE, GENITIVE, NOMINATIVE, counted, forms

TABLE = yaml.safe_load(Path(__file__).with_name("counted_ar.yaml").read_text("utf-8"))
ROWS = [
    (noun, n, *(part.strip() for part in text.split("|"))) for noun, rows in TABLE.items() for n, text in rows.items()
]
NOUNS = sorted(forms("ar")["nouns"])


def test_the_table_is_broad():
    assert len(ROWS) >= 200
    assert set(TABLE) == set(NOUNS), "every noun is in the table"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]}-{row[1]}")
def test_arabic_number_phrases(row):
    noun, n, nominative, *oblique = row
    assert counted(n, noun, "ar") == nominative
    assert counted(n, noun, "ar", GENITIVE) == (oblique or [nominative])[0]


@pytest.mark.parametrize(
    ("noun", "text"), [("person", "فردًا واحدًا"), ("base", "قاعدة واحدة"), ("report", "تقريرًا واحدًا")]
)
def test_one_in_the_accusative(noun, text):
    assert counted(1, noun, "ar", ACCUSATIVE) == text


@pytest.mark.parametrize(
    ("n", "noun", "text"),
    [(0, "report", "no reports"), (1, "person", "one person"), (2, "attack", "two attacks"), (9, "base", "nine bases"),
     (10, "person", "10 people"), (5200, "person", "5,200 people")],
)  # fmt: skip
def test_english_number_phrases(n, noun, text):
    assert counted(n, noun, "en") == text


@given(st.integers(3, 10**9), st.sampled_from(NOUNS), st.sampled_from([NOMINATIVE, ACCUSATIVE, GENITIVE]))
def test_the_last_two_digits_decide_the_form_of_the_noun(n, noun, case):
    known = forms("ar")["nouns"][noun]
    last = n % 100
    form = known["few"] if 3 <= last <= 10 else known["accusative"] if last >= 11 else known["one"]
    assert counted(n, noun, "ar", case).endswith(f" {form}")
