"""One thing that a report says about forces, in the form of the contract."""

from dataclasses import dataclass
from typing import Any

from marsad.errors import ContractError
from marsad.model.kinds import ACTIVITIES, KINDS, MEANS, STATUSES
from marsad.model.span import Span
from marsad.model.values import Count, Place, Reason, Speaker, edtf_valid
from marsad.model.values.words import check_words, shown

KEY_SLOTS = ("actor", "partner")
PLACE_SLOTS = ("place", "origin", "destination")
COUNT_SLOTS = ("number", "killed", "wounded")
SURE = 0.5  # confidence below which a claim carries a question mark in answers


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim. Empty slots are empty tuples or None; which slots a kind has is said by `model/kinds`."""

    kind: str
    status: str
    evidence: tuple[Span, ...]  # the fullest passage first
    actor: tuple[str, ...] = ()
    partner: tuple[str, ...] = ()
    place: tuple[Place, ...] = ()
    origin: tuple[Place, ...] = ()
    destination: tuple[Place, ...] = ()
    activity: str | None = None
    phase: str | None = None
    means: tuple[str, ...] = ()
    number: Count | None = None
    killed: Count | None = None
    wounded: Count | None = None
    when: str | None = None  # EDTF
    reasons: tuple[Reason, ...] = ()
    said_by: Speaker | None = None
    confidence: float = 1.0  # 0 to 1
    rule: str = ""  # phrase name of the rule that made it

    def to_json(self) -> dict[str, Any]:
        """The claim in the contract's JSON form, slots in a fixed order, empty ones left out."""
        out: dict[str, Any] = {"kind": self.kind}
        for slot in KINDS[self.kind].slots:
            value = getattr(self, slot)
            if value in (None, ()):
                continue
            if slot in PLACE_SLOTS:
                points = [p.to_json() for p in value]
                out[slot] = points[0] if len(points) == 1 else points
            elif slot in COUNT_SLOTS:
                out[slot] = value.to_json()
            elif slot == "means":
                out[slot] = value[0] if len(value) == 1 else list(value)
            else:
                out[slot] = list(value) if isinstance(value, tuple) else value
        return out | {
            "status": self.status,
            "when": self.when,
            "reasons": [r.to_json() for r in self.reasons],
            "said_by": self.said_by.to_json() if self.said_by else None,
            "evidence": [list(span) for span in self.evidence],
            "confidence": round(self.confidence, 3),
            "rule": self.rule,
        }

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Claim":
        """The claim that a JSON object in the contract's form describes; raises ContractError where it breaks it."""
        claim = cls.kept(value)
        claim.check()
        return claim

    @classmethod
    def kept(cls, value: dict[str, Any]) -> "Claim":
        """A claim that was checked when it was taken in: from a ledger, or written by Marsad elsewhere."""
        kind = value.get("kind") if isinstance(value, dict) else None
        if not isinstance(kind, str) or kind not in KINDS:
            raise ContractError(f"{shown(kind)} is no kind of claim; kinds are {', '.join(KINDS)}")
        slots: dict[str, Any] = {}
        for slot in KINDS[kind].slots:
            given = value.get(slot)
            if given in (None, [], {}, ""):
                continue
            many = given if isinstance(given, list) else [given]
            if slot in PLACE_SLOTS:
                slots[slot] = tuple(Place.from_json(p) for p in many)
            elif slot in COUNT_SLOTS:
                slots[slot] = Count.from_json(given)
            elif slot in ("activity", "phase"):
                slots[slot] = many[0]
            else:
                slots[slot] = tuple(many)
        said_by = value.get("said_by")
        return cls(
            kind=kind,
            status=value.get("status", ""),
            evidence=tuple(_span(span) for span in _list(value, "evidence")),
            when=value.get("when"),
            reasons=tuple(Reason.from_json(r) for r in _list(value, "reasons")),
            said_by=Speaker.from_json(said_by) if said_by else None,
            confidence=value.get("confidence", 1.0),
            rule=value.get("rule", ""),
            **slots,
        )

    def check(self, text: str | None = None) -> None:
        """Raise ContractError where a value is outside the contract, or a span outside the text."""
        self._check_words()
        self._check_values()
        self._check_spans(text)

    def _check_words(self) -> None:
        kind = KINDS[self.kind]
        if self.status not in STATUSES:
            raise ContractError(f"{shown(self.status)} is no status; use one of {', '.join(STATUSES)}")
        if self.phase is not None and self.phase not in kind.phases:
            raise ContractError(f"{shown(self.phase)} is no phase of {self.kind}; use one of {', '.join(kind.phases)}")
        if self.activity is not None and self.activity not in ACTIVITIES:
            raise ContractError(f"{shown(self.activity)} is no activity; use one of {', '.join(ACTIVITIES)}")
        for means in self.means:
            if means not in MEANS:
                raise ContractError(f"{shown(means)} is no means of attack; use one of {', '.join(MEANS)}")
        for slot in KEY_SLOTS:
            for key in getattr(self, slot):
                check_words(key, f"key of an {slot}" if slot == "actor" else f"key of a {slot}")
        if self.rule != "":
            check_words(self.rule, "name of a rule")

    def _check_values(self) -> None:
        for slot in PLACE_SLOTS:
            for place in getattr(self, slot):
                place.check()
        for slot in COUNT_SLOTS:
            if count := getattr(self, slot):
                count.check()
        for reason in self.reasons:
            reason.check()
        if self.said_by:
            self.said_by.check()
        if self.when is not None and not (isinstance(self.when, str) and edtf_valid(self.when)):
            raise ContractError(f"{shown(self.when)} is no EDTF date or interval")
        if type(self.confidence) not in (int, float) or not 0 <= self.confidence <= 1:
            raise ContractError(f"{shown(self.confidence)} is no confidence; give a number from 0 to 1")

    def _check_spans(self, text: str | None) -> None:
        for start, end in self.evidence:
            if type(start) is not int or type(end) is not int:
                raise ContractError(f"{shown([start, end])} is no evidence; give [start, end] of the report's text")
            if not 0 <= start < end or (text is not None and end > len(text)):
                raise ContractError(f"the evidence [{start}, {end}) lies outside the report's text")


def _list(value: dict[str, Any], slot: str) -> list[Any] | tuple[Any, ...]:
    found = value.get(slot) or ()
    if not isinstance(found, list | tuple):
        raise ContractError(f"{shown(found)} is no list of {slot}")
    return found


def _span(value: Any) -> Span:
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise ContractError(f"{shown(value)} is no evidence; give [start, end] of the report's text")
    return Span(*value)
