"""What a value may be made of, said in one sentence where it is not."""

import re
from typing import Any

from marsad.errors import ContractError

_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # no page or drawing holds these
_SHOWN = 60  # characters of a value that a sentence repeats


def shown(value: Any) -> str:
    """A value as a sentence shows it."""
    try:
        text = repr(value)
    except (ValueError, RecursionError):  # a number of more digits than Python writes, lists within lists without end
        return "this"
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def check_words(value: Any, what: str) -> None:
    """Raise ContractError where a value is no text that says something."""
    if not isinstance(value, str) or not value.strip() or _NO_TEXT.search(value):
        raise ContractError(f"{shown(value)} is no {what}; give it as text")
