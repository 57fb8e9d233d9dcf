"""How names are compared, in the ledger and in questions."""

from functools import lru_cache

from marsad.text.normalise import fold


@lru_cache(maxsize=1 << 15)
def folded(name: str) -> str:
    """A name with case, accents, hamza seats, hyphens and spacing set aside."""
    return " ".join(fold(word) for word in name.replace("-", " ").split())
