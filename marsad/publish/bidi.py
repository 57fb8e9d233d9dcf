"""Arabic within English lines. Terminals order letters themselves; what they need is to know where a run ends."""

import re

_FSI, _PDI = "\u2068", "\u2069"
_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_RUN = re.compile(f"[{_RTL}](?:[^\n]*[{_RTL}])?")


def isolate(text: str) -> str:
    """The text with its right-to-left part, from first to last letter, isolated from what stands around it."""
    return _RUN.sub(lambda run: f"{_FSI}{run[0]}{_PDI}", text)
