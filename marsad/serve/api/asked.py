"""What the questions of the API take: clocks, filters, parts of a list. The guard reads the clocks, told here."""

import datetime as dt
from collections.abc import Sequence
from typing import Annotated, Any, Literal

from fastapi import Depends, Query
from pydantic import BaseModel, Field
from starlette.responses import Response

from marsad.errors import QuestionError
from marsad.ledger import Entry
from marsad.publish.jsonl import Jsonable
from marsad.serve.clocks import in_reach
from marsad.serve.visit import Visit

MOST = 1000  # items of one answer


def _clocks(
    on: Annotated[
        dt.date | None, Query(description="The day asked about; without it that of `known`, or today.")
    ] = None,
    known: Annotated[dt.date | None, Query(description="As the public knew it at the end of this day.")] = None,
    as_recorded: Annotated[
        str | None, Query(description="As this ledger had it at this moment, as 2026-01-31T12:00.")
    ] = None,
) -> None:
    """The clocks of every question."""


Clocked = Depends(_clocks)

Of = Annotated[str | None, Query(description="A place or an actor, by any of its names, or its key.", max_length=300)]
Named = Annotated[str, Query(description="A place or an actor, by any of its names, or its key.", max_length=300)]
Actor = Annotated[str | None, Query(description="An actor, by name or key.", max_length=300)]
Since = Annotated[dt.date | None, Query(description="Only what holds on this day or later.")]
Until = Annotated[dt.date | None, Query(description="Only what holds on this day or before.")]
Limit = Annotated[int, Query(ge=1, le=MOST, description="At most so many items.")]
Offset = Annotated[int, Query(ge=0, le=10_000_000, description="The first item, from 0.")]
Kind = Literal["move", "handover", "presence", "activity", "attack", "control", "agreement"]
Status = Literal["happened", "ongoing", "planned", "possible", "denied"]


class Listing(BaseModel):
    """Part of a list."""

    items: list[dict[str, Any]]
    total: int = Field(description="How many items there are in all.")
    next: str | None = Field(description="The address of the next part; null after the last.")


class Refusal(BaseModel):
    """Why there is no answer."""

    error: str = Field(description="What is wrong and what to do, in one sentence.")
    status: int


def listing(visit: Visit, found: Sequence[Jsonable], limit: int, offset: int) -> Response:
    """A part of what was found, and where the next part is."""
    return part(visit, found[offset : offset + limit], len(found), limit, offset)


def part(visit: Visit, shown: Sequence[Jsonable | dict[str, Any]], total: int, limit: int, offset: int) -> Response:
    following = visit.here(offset=offset + limit) if offset + limit < total else None
    return visit.json({"items": list(shown), "total": total, "next": following})


def days(since: dt.date | None, until: dt.date | None) -> tuple[dt.date | None, dt.date | None]:
    """A time, in which days can be reckoned with."""
    for name, day in (("since", since), ("until", until)):
        if day:
            in_reach(day, name)
    if since and until and since > until:
        raise QuestionError(f"since={since} lies after until={until}; exchange them.")
    return since, until


def entries_of(visit: Visit, of: str | None) -> frozenset[str] | None:
    """The ids of the claims about a subject; None where all are meant."""
    if not of:
        return None
    subject = visit.subject(of)
    return visit.once(("ids", subject), lambda: frozenset(entry.id for entry in subject.entries(visit.view)))


def inside(found: list[Entry], ids: frozenset[str] | None) -> list[Entry]:
    return found if ids is None else [entry for entry in found if entry.id in ids]
