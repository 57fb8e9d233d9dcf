"""Names of files: short, in plain letters, and each once."""

import re
import unicodedata

_LONGEST = 60


class Slugs:
    def __init__(self) -> None:
        self._taken: set[str] = set()

    def of(self, name: str) -> str:
        """ "Camp Taji" → camp-taji; a second one, and a name without plain letters, get a number."""
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST] or "x"
        slug, n = base, 1
        while slug in self._taken or slug == "index":
            n += 1
            slug = f"{base}-{n}"
        self._taken.add(slug)
        return slug
