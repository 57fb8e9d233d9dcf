"""Decisions: what was decided, and deciding."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal

from fastapi import Body, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from marsad.errors import DecisionError
from marsad.ledger import Judgement
from marsad.ledger import decisions as judgements
from marsad.model.report import Report
from marsad.model.values import Place
from marsad.reports.lots import Lots
from marsad.serve.api.asked import Limit, Offset, listing
from marsad.serve.guard import Here
from marsad.serve.refusals import Refused
from marsad.serve.settings import Settings
from marsad.watch.erase import erase_sources

Verb = Literal[
    "accept", "reject", "amend", "add", "merge", "split", "annotate", "grade", "resolve", "retract", "erase", "undo"
]


class Site(BaseModel):
    """A place, as the contract has it."""

    name: str = Field(min_length=1, max_length=300)
    country: str | None = Field(None, pattern="^[A-Z]{2}$")
    lat: float | None = Field(None, ge=-90, le=90)
    lon: float | None = Field(None, ge=-180, le=180)
    level: Literal["site", "town", "region", "country"] = "site"

    def place(self) -> Place:
        return Place.from_json(self.model_dump())


class Named(BaseModel):
    """A place by its name, in one country or any."""

    name: str = Field(min_length=1, max_length=300)
    country: str | None = Field(None, pattern="^[A-Z]{2}$")


class Given(BaseModel):
    """What is decided: a verb, and what it is about, in the form in which decisions are listed."""

    model_config = ConfigDict(
        extra="forbid",
        populate_by_name=True,
        json_schema_extra={
            "examples": [
                {"verb": "accept", "claim": "3f9a1c0b77de", "why": "seen on the video"},
                {"verb": "amend", "claim": "3f9a1c0b77de", "slots": {"number": {"min": 300, "max": 300}}},
                {
                    "verb": "add",
                    "report": "en-04",
                    "said": {"kind": "control", "status": "ongoing", "actor": ["IQ"], "evidence": [[0, 40]]},
                },
                {"verb": "merge", "of": "actor", "from": "IRAQI-HEZBOLLAH", "into": "KATAIB-HEZBOLLAH"},
                {"verb": "grade", "of": "source", "source": "Levant Wire Service", "grade": "B"},
                {"verb": "undo", "decision": "51c27a90f3de"},
            ]
        },
    )

    verb: Verb
    of: Literal["actor", "site", "event", "claim", "report", "source"] | None = None
    claim: str | None = Field(None, max_length=100)
    claims: list[str] | None = Field(None, max_length=1000)
    sides: list[list[str]] | None = Field(None, max_length=100)
    slots: dict[str, Any] | None = None
    said: dict[str, Any] | None = None
    from_: str | Named | None = Field(None, alias="from")
    into: str | Site | None = None
    name: str | None = Field(None, max_length=300)
    to: str | None = Field(None, max_length=1000)
    note: str | None = Field(None, max_length=10_000)
    source: str | None = Field(None, max_length=300)
    grade: str | None = Field(None, max_length=1)
    report: str | None = Field(None, max_length=1000)
    decision: str | None = Field(None, max_length=100)
    why: str = Field("", max_length=2000)

    def text(self, field: str) -> str:
        """What a field must hold, as text."""
        value = getattr(self, field)
        if not isinstance(value, str) or not value.strip():
            raise DecisionError(f"To {self.verb} takes {field.rstrip('_')!r}; give it as text.")
        return value.strip()

    def about(self, *kinds: str) -> str:
        """Which of these kinds of thing it is about."""
        if self.of not in kinds:
            raise DecisionError(f"To {self.verb} takes 'of' as one of {', '.join(kinds)}.")
        return self.of or ""

    def site(self) -> Place:
        if not isinstance(self.into, Site):
            raise DecisionError(f"To {self.verb} a site takes 'into' as a place with a name.")
        return self.into.place()


class Decided(BaseModel):
    """A decision on record."""

    id: str
    verb: Verb
    by: str
    why: str
    at: str
    new: bool = Field(description="False where the very same was decided already.")
    changed: int = Field(description="How many claims it changed.")


def decisions(
    visit: Here,
    claim: Annotated[str | None, Query(description="Only those about this claim.", max_length=100)] = None,
    verb: Verb | None = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> Response:
    """The decisions, oldest first: what, by whom, when and why."""
    return listing(visit, visit.view.decisions(claim, verb), limit, offset)


def decide(visit: Here, given: Annotated[Given, Body()]) -> Response:
    """Put a decision on record, in the name of whose token this is. Nothing is ever erased but what `erase` erases."""
    if given.verb == "erase":
        if not visit.person.may("admin"):
            raise Refused(403, "Erasing a report's words for good needs the role admin.")
        _erase_beside(visit.house.settings, visit.ledger.view().report(given.text("report")))
    decided = visit.ledger.decide(judgement_of(given), visit.person.name, given.why)
    answer = decided.decision.to_json() | {"new": decided.new, "changed": decided.changed}
    return visit.json(answer, 201 if decided.new else 200)


def _erase_beside(settings: Settings, report: Report) -> None:
    """What is kept of a report beside the ledger: first, so that where this is refused, nothing is erased."""
    if settings.sources:
        erase_sources(Path(settings.sources), report)
    Lots(settings.home).erase(report.id, [report.address] if report.address else [])


def judgement_of(given: Given) -> Judgement:
    """The judgement that was given; raises DecisionError where something is missing."""
    return _MAKERS[given.verb](given)


def _amend(given: Given) -> Judgement:
    return judgements.amend(given.text("claim"), given.slots or {})


def _merge(given: Given) -> Judgement:
    about = given.about("actor", "site", "event")
    if about == "event":
        return judgements.one_event(given.claims or [])
    if about == "site":
        source = _named(given)
        return judgements.merge_sites(source.name, source.country, given.site())
    return judgements.merge_actors(given.text("from_"), given.text("into"))


def _split(given: Given) -> Judgement:
    about = given.about("actor", "site", "event")
    if about == "event":
        return judgements.several_events(given.sides or [])
    if about == "site":
        return judgements.split_site(_named(given).name, given.site(), given.claims or [])
    return judgements.split_actor(given.text("from_"), given.text("into"), given.claims or [])


def _grade(given: Given) -> Judgement:
    if given.about("source", "claim") == "claim":
        return judgements.grade_claim(given.text("claim"), given.text("grade"))
    return judgements.grade_source(given.text("source"), given.text("grade"))


def _resolve(given: Given) -> Judgement:
    if given.about("actor", "site") == "site":
        return judgements.resolve_place(given.text("name"), given.site())
    return judgements.resolve_actor(given.text("name"), given.text("into"))


def _named(given: Given) -> Named:
    if isinstance(given.from_, Named):
        return given.from_
    return Named(name=given.text("from_"), country=None)


_MAKERS: dict[str, Callable[[Given], Judgement]] = {
    "accept": lambda given: judgements.accept(given.text("claim")),
    "reject": lambda given: judgements.reject(given.text("claim")),
    "amend": _amend,
    "add": lambda given: judgements.add(given.text("report"), given.said or {}),
    "merge": _merge,
    "split": _split,
    "annotate": lambda given: judgements.annotate(given.about(*judgements.NOTED), given.text("to"), given.text("note")),
    "grade": _grade,
    "resolve": _resolve,
    "retract": lambda given: judgements.retract(given.text("report")),
    "erase": lambda given: judgements.erase(given.text("report")),
    "undo": lambda given: judgements.undo(given.text("decision")),
}
