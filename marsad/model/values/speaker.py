"""Who vouches for a claim inside the report: a key, and a name where a person or document is named."""

from typing import Any, NamedTuple

from marsad.errors import ContractError
from marsad.model.values.words import check_words, shown


class Speaker(NamedTuple):
    of: str
    name: str | None = None

    def to_json(self) -> dict[str, Any]:
        return {"of": self.of, "name": self.name} if self.name else {"of": self.of}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Speaker":
        try:
            return cls(value["of"], value.get("name"))
        except (KeyError, TypeError, IndexError, AttributeError) as error:
            raise ContractError(f'{shown(value)} is no speaker; give it as {{"of": …, "name": …}}') from error

    def check(self) -> None:
        """Raise ContractError where nobody can be meant."""
        check_words(self.of, "key of a speaker")
        if self.name is not None:
            check_words(self.name, "name of a speaker")

    def __str__(self) -> str:
        return f"{self.name} ({self.of})" if self.name else self.of
