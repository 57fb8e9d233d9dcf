"""Numbers as people type them, for a decision and in a table alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.errors import DecisionError
from marsad.imports.slots import number
from marsad.text.typed import typed_count
from marsad.world.register import load_register
from marsad.world.slots import read_slot

WRITTEN = {
    "300": (300, 300),
    "1,200": (1200, 1200),
    "1 200": (1200, 1200),
    "~300": (300, 300),
    "c. 300": (300, 300),
    "300-500": (300, 500),
    "300 – 500": (300, 500),
    "300 to 500": (300, 500),
    "300..500": (300, 500),
    "300+": (300, None),
    "+300": (300, None),
    "300-": (300, None),
    "≥300": (300, None),
    ">300": (301, None),
    "≤500": (None, 500),
    "<500": (None, 499),
    "٣٠٠": (300, 300),
    "٣٠٠-٥٠٠": (300, 500),
    "۳۰۰−۵۰۰": (300, 500),
    "٬".join(("١", "٢٠٠")): (1200, 1200),
    "\u200f٣٠٠+": (300, None),
}
NONE = ["", "many", "3.5", "1,2", "300-500-700", "--3", "½", "500-300", "9" * 41, "9" * 5_000, "1" * 4_000 + "x"]


@pytest.mark.parametrize(("written", "bounds"), WRITTEN.items())
def test_a_decision_and_a_table_understand_the_same(written, bounds):
    low, high = bounds
    assert read_slot(f"number={written}", load_register()) == ("number", {"min": low, "max": high})
    assert number(written) == {"min": low, "max": high}


def test_at_most_may_be_typed_with_a_hyphen():
    assert typed_count("-500") == typed_count("..500") == (None, 500)


@pytest.mark.parametrize("written", NONE, ids=lambda written: written[:12])
def test_what_is_no_number_is_refused_in_a_sentence(written):
    with pytest.raises(ValueError, match=r"write 300, 300-500, >300 or <500|the first number is the larger one"):
        typed_count(written)
    if written:
        with pytest.raises(DecisionError, match="is no number; ") as refused:
            read_slot(f"number={written}", load_register())
        assert len(str(refused.value)) < 160


@given(st.text(alphabet="0123456789,. -~<>+to", max_size=40))
def test_bounds_are_never_the_wrong_way_round(written):
    try:
        low, high = typed_count(written)
    except ValueError:
        return
    assert low is None or high is None or low <= high


@pytest.mark.parametrize("written", ["9" * 100_000 + "x", " " * 100_000 + "x", "1," * 50_000 + "x"])
def test_nothing_that_is_typed_takes_long(cost, written):
    def refuse():
        with pytest.raises(ValueError, match="write"):
            typed_count(written)

    assert cost(refuse) < 0.1
