"""How a match of a pattern can begin, worked out when a grammar is built: few patterns are tried, or compiled, then."""

from typing import NamedTuple


class Starts(NamedTuple):
    """The symbols that a match can have first and second, and whether it can have none, or one and no more."""

    first: set[str]
    second: set[str]
    none: bool
    one: bool

    def then(self, other: "Starts") -> "Starts":
        """How one pattern and another behind it begin."""
        return Starts(
            self.first | (other.first if self.none else set()),
            self.second | (other.first if self.one else set()) | (other.second if self.none else set()),
            self.none and other.none,
            (self.one and other.none) or (self.none and other.one),
        )

    def optional(self) -> "Starts":
        return self._replace(none=True)


NOTHING = Starts(set(), set(), True, False)
