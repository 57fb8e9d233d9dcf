"""The main path from a report to its claims: reading (what stands where) joined with resolving (what it means)."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from marsad.model.claim import Claim
from marsad.model.report import Report
from marsad.model.span import Span


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A name of an actor or place that neither register nor gazetteer knows, as it stands in the report."""

    text: str
    kind: str  # "actor" or "place"
    span: Span
    key: str  # the key or name it was given in claims


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of one report."""

    claims: tuple[Claim, ...]
    unknown: tuple[UnknownName, ...] = ()
    warnings: tuple[str, ...] = ()


class Reader:
    """The built-in grammar reader: offline, deterministic, Arabic and English.

    `register_files` are a user's own YAML files of actors and places, in the form of `marsad/world`.
    """

    name = "grammar"
    version = "1"

    def __init__(self, register_files: tuple[Path, ...] = ()) -> None:
        self._register_files = register_files

    def read(self, report: Report) -> Reading:
        """The claims of one report, in the order of their evidence. Raises nothing on any text."""
        return Reading(claims=())

    def annotate(self, report: Report) -> dict[str, Any]:
        """Every layer with offsets: sentences, names, places, times, numbers, speech."""
        return {"id": report.id, "sentences": [], "names": [], "places": [], "times": [], "numbers": [], "speech": []}
