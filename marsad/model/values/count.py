"""A number of people (or of attacks) as a closed range; a bound that is open is None."""

from typing import Any, NamedTuple

from marsad.errors import ContractError
from marsad.model.values.words import shown

_MOST = 10**15  # what tables and spreadsheets keep to the last digit; there are fewer people


class Count(NamedTuple):
    min: int | None
    max: int | None

    def to_json(self) -> dict[str, int | None]:
        return {"min": self.min, "max": self.max}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Count":
        try:
            return cls(value.get("min"), value.get("max"))
        except AttributeError as error:
            raise ContractError(f'{shown(value)} is no number; give it as {{"min": 200, "max": 300}}') from error

    def check(self) -> None:
        """Raise ContractError where no number of people lies between the bounds."""
        for bound in self:
            if bound is not None and (type(bound) is not int or not 0 <= bound <= _MOST):
                raise ContractError(f"{shown(bound)} is no number of people; give a whole number from 0 on, or null")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ContractError(f"the number from {self.min} to {self.max} has its bounds the wrong way round")

    def __str__(self) -> str:
        """'300', '200–999', 'at least 13', 'up to 500'."""
        if self.min is not None and self.min == self.max:
            return f"{self.min:,}"
        if self.max is None:
            return "?" if self.min is None else f"at least {self.min:,}"
        if self.min is None:
            return f"up to {self.max:,}"
        return f"{self.min:,}–{self.max:,}"
