"""One thing that a report says about forces, in the form of the contract."""

from dataclasses import dataclass
from typing import Any

from marsad.errors import ContractError
from marsad.model.kinds import ACTIVITIES, KINDS, MEANS, STATUSES
from marsad.model.span import Span
from marsad.model.values import Count, Place, Reason, Speaker, edtf_valid
from marsad.model.values.reason import CODES

KEY_SLOTS = ("actor", "partner")
PLACE_SLOTS = ("place", "origin", "destination")
COUNT_SLOTS = ("number", "killed", "wounded")


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
        kind = value.get("kind")
        if kind not in KINDS:
            raise ContractError(f"{kind!r} is no kind of claim; kinds are {', '.join(KINDS)}")
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
        claim = cls(
            kind=kind,
            status=value.get("status", ""),
            evidence=tuple(Span(*span) for span in value.get("evidence") or ()),
            when=value.get("when"),
            reasons=tuple(Reason.from_json(r) for r in value.get("reasons") or ()),
            said_by=Speaker.from_json(said_by) if said_by else None,
            confidence=value.get("confidence", 1.0),
            rule=value.get("rule", ""),
            **slots,
        )
        claim.check()
        return claim

    def check(self, text: str | None = None) -> None:
        """Raise ContractError where a value is outside the contract, or a span outside the text."""
        kind = KINDS[self.kind]
        if self.status not in STATUSES:
            raise ContractError(f"{self.status!r} is no status; use one of {', '.join(STATUSES)}")
        if self.phase and self.phase not in kind.phases:
            raise ContractError(f"{self.phase!r} is no phase of {self.kind}; use one of {', '.join(kind.phases)}")
        if self.activity and self.activity not in ACTIVITIES:
            raise ContractError(f"{self.activity!r} is no activity; use one of {', '.join(ACTIVITIES)}")
        for means in self.means:
            if means not in MEANS:
                raise ContractError(f"{means!r} is no means of attack; use one of {', '.join(MEANS)}")
        for reason in self.reasons:
            if reason.code not in CODES:
                raise ContractError(f"{reason.code!r} is no reason; use one of {', '.join(CODES)}")
        if self.when is not None and not edtf_valid(self.when):
            raise ContractError(f"{self.when!r} is no EDTF date or interval")
        for start, end in self.evidence:
            if not 0 <= start < end or (text is not None and end > len(text)):
                raise ContractError(f"the evidence [{start}, {end}) lies outside the report's text")
