"""What people write in a cell or a label, as the value that a claim has in that slot."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml

from marsad.errors import ContractError
from marsad.imports.made import NewName
from marsad.model.claim import COUNT_SLOTS, KEY_SLOTS, PLACE_SLOTS, Claim
from marsad.model.kinds import KINDS
from marsad.model.span import Span
from marsad.model.values.words import shown
from marsad.text.typed import plain, typed_count
from marsad.world.register import Register, key_of

_SEPARATOR = re.compile(r"[;؛\n|]|[,،]\s")
_HARD = re.compile(r"[;؛\n|]")  # between places, whose names may have a comma in them
_KEY = re.compile(r"[A-Z0-9]+(?:-[A-Z0-9]+)*")
_ONGOING = ("presence", "control")
_PARTS = ("country", "lat", "lon", "level")


def claim_of(
    values: Mapping[str, Any], evidence: tuple[Span, ...], names: Register, where_is: Callable[[str], Span | None]
) -> tuple[Claim, list[NewName]]:
    """The claim that these values make, and the names in it that nothing knows. Raises ContractError.

    `where_is` finds a name in the report's text.
    """
    kind = str(values.get("kind") or "").strip().casefold()
    if kind not in KINDS:
        raise ContractError(f"{values.get('kind')!r} is no kind of claim; use one of {', '.join(KINDS)}")
    slots: dict[str, Any] = {"kind": kind, "evidence": [list(span) for span in evidence]}
    slots["status"] = _word(values.get("status")) or ("ongoing" if kind in _ONGOING else "happened")
    unknown: list[NewName] = []

    def note(text: str, sort: str, key: str) -> None:
        if span := where_is(text):
            unknown.append(NewName(text, sort, span, key))

    for slot in KINDS[kind].slots:
        value = values.get(slot)
        if slot in COUNT_SLOTS:
            slots[slot] = _count(slot, values)
        elif value in (None, "", []):
            continue
        elif slot in KEY_SLOTS:
            slots[slot] = [_actor(part, names, note) for part in parts(value)]
        elif slot in PLACE_SLOTS:
            slots[slot] = [_place(part, slot, values, names, note) for part in parts(value, _HARD)]
        elif slot == "means":
            slots[slot] = [_word(part) for part in parts(value)]
        else:
            slots[slot] = _word(value)
    slots["when"] = _when(values.get("when"))
    slots["reasons"] = [_reason(part) for part in parts(values.get("reasons"))]
    if values.get("said_by"):
        name = values.get("said_by_name")
        slots["said_by"] = {"of": _actor(str(values["said_by"]), names, note)} | ({"name": str(name)} if name else {})
    if values.get("confidence") not in (None, ""):
        slots["confidence"] = _confidence(values["confidence"])
    slots["rule"] = str(values.get("rule") or "")
    return Claim.from_json(slots), unknown


def parts(value: Any, separator: re.Pattern[str] = _SEPARATOR) -> list[str]:
    """The several values of one cell."""
    listed = value if isinstance(value, list) else [value]
    pieces = (part.strip() for item in listed if item is not None for part in separator.split(str(item).strip()))
    return [piece for piece in pieces if piece]


def _word(value: Any) -> str:
    return re.sub(r"[\s_]+", "-", str(value or "").strip().casefold())


def _actor(text: str, names: Register, note: Callable[[str, str, str], None]) -> str:
    text = text.strip()
    bare = " ".join(word for word in text.split() if word.casefold() not in _forces())
    if found := names.find_actor(text) or (bare and names.find_actor(bare)):
        return found
    key = text if _KEY.fullmatch(text) else key_of(text)
    note(text, "actor", key)
    return key


@cache
def _forces() -> frozenset[str]:
    text = (resources.files("marsad.imports") / "forces.yaml").read_text("utf-8")
    return frozenset(yaml.load(text, yaml.CSafeLoader))


def _place(
    text: str, slot: str, values: Mapping[str, Any], names: Register, note: Callable[[str, str, str], None]
) -> dict[str, Any]:
    """A place with what the row says of it; else as the register knows it; else its name alone."""
    told = {part: values.get(f"{slot}_{part}") for part in _PARTS}
    told = {part: value for part, value in told.items() if value not in (None, "")}
    if "country" in told:
        told["country"] = _country(str(told["country"]).strip(), names)
    if "level" in told:
        told["level"] = _word(told["level"])
    if {"lat", "lon"} <= set(told) or told.get("level") in ("country", "region"):
        return {"name": text, "country": None} | told | {p: _degrees(told[p], p) for p in ("lat", "lon") if p in told}
    if found := names.find_place(text):
        return found.to_json() | {part: value for part, value in told.items() if part == "level"}
    note(text, "place", text)
    return {"name": text, "country": told.get("country"), "level": told.get("level", "site")}


def _country(text: str, names: Register) -> str:
    """The code of a country by its name, or as it was written."""
    found = names.find_place(text)
    return found.country if found and found.level == "country" and found.country else text.upper()


def _degrees(value: Any, what: str) -> float:
    most = 90 if what == "lat" else 180
    try:
        degrees = float(plain(str(value)).replace(",", "."))
    except ValueError as error:
        raise ContractError(f"{shown(value)} is no {what}; write degrees, as 33.52") from error
    if not -most <= degrees <= most:
        raise ContractError(f"{shown(value)} is no {what}; it lies between -{most} and {most} degrees")
    return degrees


def _count(slot: str, values: Mapping[str, Any]) -> dict[str, int | None] | None:
    low, high = values.get(f"{slot}_min"), values.get(f"{slot}_max")
    if low not in (None, "") or high not in (None, ""):
        return {"min": _whole(low, slot), "max": _whole(high, slot)}
    value = values.get(slot)
    return None if value in (None, "") else number(value, slot)


def _whole(value: Any, slot: str) -> int | None:
    return None if value in (None, "") else number(value, slot)["min"]


def number(value: Any, slot: str = "number") -> dict[str, int | None]:
    """A number as people write it, as a range."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    try:
        low, high = typed_count(str(value))
    except ValueError as error:
        raise ContractError(f"{shown(value)} is no {slot}; {error}") from error
    if low is None and str(value).lstrip().startswith("-"):
        raise ContractError(f"{shown(value)} is no {slot}; write <500 for 500 at most")  # a table may mean a loss
    return {"min": low, "max": high}


def _when(value: Any) -> str | None:
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    return plain(str(value)) or None if value is not None else None


def _reason(text: str) -> dict[str, Any]:
    return {"code": _word(text.removeprefix("not ")), "holds": not text.startswith("not ")}


def _confidence(value: Any) -> float:
    try:
        found = float(value)
    except (TypeError, ValueError):
        found = -1.0
    if not 0 <= found <= 1:
        raise ContractError(f"{value!r} is no confidence; write a number from 0 to 1")
    return found
