"""Arabic within English lines. Terminals order letters themselves; what they need is to know where a run ends."""

import re

_FSI, _PDI = "\u2068", "\u2069"
_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_LETTER = re.compile(r"[^\W\d_]")
ISOLATED = re.compile(f"{_FSI}[^{_FSI}{_PDI}]*{_PDI}")
_RUN = re.compile(f"[{_RTL}](?:[^\n]*[{_RTL}])?")


def apart(text: str) -> str:
    """All of a text, isolated: what runs from left to right amid lines that run from right to left."""
    return f"{_FSI}{text}{_PDI}"


def isolate(text: str) -> str:
    """The text, isolated from what stands around it: all of it where it begins in Arabic, else its Arabic run."""
    if ISOLATED.fullmatch(text):
        return text
    first = _LETTER.search(text)
    if first and re.match(f"[{_RTL}]", first[0]):
        return f"{_FSI}{text}{_PDI}"
    return _RUN.sub(lambda run: f"{_FSI}{run[0]}{_PDI}", text)
