"""A number of people (or of attacks) as a closed range; a bound that is open is None."""

from typing import Any, NamedTuple


class Count(NamedTuple):
    min: int | None
    max: int | None

    def to_json(self) -> dict[str, int | None]:
        return {"min": self.min, "max": self.max}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Count":
        return cls(value.get("min"), value.get("max"))

    def __str__(self) -> str:
        """'300', '200–999', 'at least 13', 'up to 500'."""
        if self.min is not None and self.min == self.max:
            return f"{self.min:,}"
        if self.max is None:
            return "?" if self.min is None else f"at least {self.min:,}"
        if self.min is None:
            return f"up to {self.max:,}"
        return f"{self.min:,}–{self.max:,}"
