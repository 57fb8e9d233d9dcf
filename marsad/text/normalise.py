"""Fold spelling for matching only: offsets always stay those of the text as it came.

Folding works word by word, so nothing needs to be mapped back. What is folded is data (`_script.yaml` of a
language): Arabic hamza seats, ta marbuta, alif maqsura, tatweel and diacritics; Latin case and accents.
"""

import unicodedata
from functools import lru_cache

_ARABIC = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        "ى": "ي",
        "ئ": "ي",
        "ؤ": "و",
        "ة": "ه",
        "ی": "ي",
        "ک": "ك",
        "ء": None,
        "ـ": None,
        **{chr(c): None for c in [*range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670, *range(0x06D6, 0x06EE)]},
        **dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff'’‘ʿʾ`"),
    }
)
_APOSTROPHES = str.maketrans("", "", "'’‘ʿʾ`\u00ad\u200b\u200c\u200d\u200e\u200f")


@lru_cache(maxsize=1 << 14)
def fold(word: str) -> str:
    """The matching form of one word; digits become ASCII. Idempotent."""
    if word.isascii():
        return word.lower().replace("'", "")
    word = word.translate(_ARABIC)
    if word.isascii():
        return word.lower().replace("'", "")
    word = unicodedata.normalize("NFKD", word).translate(_ARABIC).translate(_APOSTROPHES)
    word = "".join(c for c in word if not unicodedata.combining(c))
    return "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in word.casefold())
