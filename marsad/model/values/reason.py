"""Why, by code; holds is False where the text denies that reason."""

from typing import Any, NamedTuple

from marsad.errors import ContractError
from marsad.model.values.words import shown

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
        try:
            return cls(value["code"], value.get("holds", True))
        except (KeyError, TypeError, IndexError, AttributeError) as error:
            raise ContractError(f'{shown(value)} is no reason; give it as {{"code": …, "holds": true}}') from error

    def check(self) -> None:
        """Raise ContractError where the contract has no such reason."""
        if self.code not in CODES:
            raise ContractError(f"{shown(self.code)} is no reason; use one of {', '.join(CODES)}")
        if not isinstance(self.holds, bool):
            raise ContractError(f"a reason holds or does not; {shown(self.holds)} is neither true nor false")

    def __str__(self) -> str:
        return self.code if self.holds else f"not {self.code}"
