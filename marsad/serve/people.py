"""Who stands behind a request, and what he may."""

from dataclasses import dataclass
from typing import Protocol

from starlette.requests import Request

from marsad.serve.routes import RANKS, Permission


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a role. The name is what decisions are put on record under."""

    name: str
    role: Permission
    by_token: bool = False  # a program with a token, not a browser

    def may(self, permission: Permission) -> bool:
        return RANKS[self.role] >= RANKS[permission]


NOBODY = Person("", "public")


class Knows(Protocol):
    """Who tells who stands behind a request."""

    def identify(self, request: Request) -> Person: ...


@dataclass(frozen=True, slots=True)
class Everybody:
    """No accounts: whoever reaches this server is the same person."""

    person: Person

    def identify(self, request: Request) -> Person:
        return self.person
