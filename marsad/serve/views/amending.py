"""A claim's slots as fields of a form, in the form in which the command line takes them; what was changed in it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from marsad.model.claim import COUNT_SLOTS, KEY_SLOTS, PLACE_SLOTS, Claim
from marsad.model.kinds import ACTIVITIES, KINDS, STATUSES
from marsad.model.values import Count
from marsad.world.register import Register
from marsad.world.slots import read_slot


@dataclass(frozen=True)
class Field:
    """A slot with its value as text; `choices` where only some values are allowed."""

    slot: str
    value: str
    choices: tuple[str, ...] = ()

    @property
    def names(self) -> str:
        """What its names are of: actors or places; of nothing, where it takes none."""
        return "actor" if self.slot in (*KEY_SLOTS, "said_by") else "place" if self.slot in PLACE_SLOTS else ""

    @property
    def between(self) -> str:
        """What parts one name from the next."""
        return {"actor": ", ", "place": "; "}.get(self.names, "") if self.slot != "said_by" else ""


def fields(claim: Claim) -> list[Field]:
    """Every slot that a claim of this kind may have."""
    kind = KINDS[claim.kind]
    choices = {"phase": kind.phases, "activity": ACTIVITIES, "status": STATUSES}
    slots = (*kind.slots, "status", "when", "reasons", "said_by")
    return [Field(slot, _text(slot, claim), choices.get(slot, ())) for slot in slots]


def changed(claim: Claim, given: Mapping[str, str], names: Register) -> dict[str, Any]:
    """The slots whose text is another one, with their new values in the contract's form."""
    found = ((field.slot, given.get(field.slot, field.value).strip(), field.value) for field in fields(claim))
    return {slot: _value(slot, text, claim, names) for slot, text, before in found if text != before}


def _value(slot: str, text: str, claim: Claim, names: Register) -> Any:
    if slot in PLACE_SLOTS and text:
        known = {place.name: place.to_json() for place in getattr(claim, slot)}
        parts = [part.strip() for part in text.split(";") if part.strip()]
        return [known.get(part) or read_slot(f"{slot}={part}", names)[1] for part in parts]
    return read_slot(f"{slot}={text}", names)[1]


def _text(slot: str, claim: Claim) -> str:
    value = getattr(claim, slot)
    if value in (None, ()):
        return ""
    if slot in PLACE_SLOTS:
        return "; ".join(place.name for place in value)
    if slot in COUNT_SLOTS:
        return _count(value)
    if slot == "said_by":
        return f"{value.of}: {value.name}" if value.name else str(value.of)
    if slot in (*KEY_SLOTS, "means", "reasons"):
        return _listed(value)
    return str(value)


def _listed(values: Iterable[object]) -> str:
    return ", ".join(map(str, values))


def _count(count: Count) -> str:
    low, high = ("" if bound is None else str(bound) for bound in count)
    return low if low == high else f"{low}-{high}"
