"""Who vouches for a claim inside the report: a key, and a name where a person or document is named."""

from typing import Any, NamedTuple


class Speaker(NamedTuple):
    of: str
    name: str | None = None

    def to_json(self) -> dict[str, Any]:
        return {"of": self.of, "name": self.name} if self.name else {"of": self.of}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Speaker":
        return cls(value["of"], value.get("name"))

    def __str__(self) -> str:
        return f"{self.name} ({self.of})" if self.name else self.of
