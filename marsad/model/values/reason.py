"""Why, by code; holds is False where the text denies that reason."""

from typing import Any, NamedTuple

CODES = (
    "mission-success",
    "force-protection",
    "health",
    "training-suspended",
    "attack",
    "agreement",
    "planned",
    "politics",
    "cost",
    "other",
)


class Reason(NamedTuple):
    code: str
    holds: bool = True

    def to_json(self) -> dict[str, Any]:
        return {"code": self.code, "holds": self.holds}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Reason":
        return cls(value["code"], value.get("holds", True))

    def __str__(self) -> str:
        return self.code if self.holds else f"not {self.code}"
