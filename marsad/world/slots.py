"""What an analyst types for a slot, as the value that a claim has there."""

import json
from typing import TYPE_CHECKING, Any

from marsad.errors import ContractError, DecisionError
from marsad.model.claim import COUNT_SLOTS, KEY_SLOTS, PLACE_SLOTS
from marsad.model.values import Place
from marsad.model.values.words import shown
from marsad.text.typed import typed_count
from marsad.world.forces import find_forces

if TYPE_CHECKING:
    from marsad.world.register import Register

_LISTS = ("means",)


def read_slot(given: str, names: "Register") -> tuple[str, Any]:
    """`number=300-500`, `actor=US, CJTF-OIR`, `place=Camp Taji`, `when=`; a value may also be JSON."""
    slot, equals, text = given.partition("=")
    slot, text = slot.strip(), text.strip()
    if not equals or not slot:
        raise DecisionError(f"{given!r} changes no slot; write it as number=300.")
    if not text:
        return slot, None
    if text[0] in '[{"' or text in ("null", "true", "false"):
        return slot, _json(text)
    if slot in PLACE_SLOTS:
        return slot, find_place(text, names).to_json()
    if slot in COUNT_SLOTS:
        return slot, _count(text)
    if slot in KEY_SLOTS:
        return slot, [find_actor(part.strip(), names) for part in text.split(",")]
    if slot in _LISTS:
        return slot, [part.strip() for part in text.split(",")]
    if slot == "reasons":
        return slot, [_reason(part.strip()) for part in text.split(",")]
    if slot == "said_by":
        key, colon, name = text.partition(":")
        return slot, {"of": find_actor(key.strip(), names)} | ({"name": name.strip()} if colon else {})
    return slot, text


def find_actor(text: str, names: "Register") -> str:
    """The key of an actor by any of its names, or of whose forces it names; a key that nothing knows stays."""
    found = names.find_actor(text) or find_forces(text, names.find_actor)
    if found:
        return found
    if text.isascii() and text == text.upper() and " " not in text:
        return text
    raise DecisionError(f"Nothing knows an actor {text!r}; give its key in capitals, such as KATAIB-HEZBOLLAH.")


def find_place(text: str, names: "Register") -> Place:
    """A place by any of its names, or as JSON with name, country, lat, lon and level."""
    if text.startswith("{"):
        try:
            return Place.from_json(_json(text))
        except ContractError as error:
            raise DecisionError(
                f"A place needs a name, and is better with country, lat, lon and level: {text}"
            ) from error
    found = names.find_place(text)
    if found is None:
        raise DecisionError(
            f'Nothing knows a place {text!r}; give it as {{"name": …, "country": …, "lat": …, "lon": …, "level": …}}.'
        )
    return found


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise DecisionError(f"{text!r} is no JSON: {error}.") from error


def _count(text: str) -> dict[str, int | None]:
    try:
        low, high = typed_count(text)
    except ValueError as error:
        raise DecisionError(f"{shown(text)} is no number; {error}.") from error
    return {"min": low, "max": high}


def _reason(text: str) -> dict[str, Any]:
    return {"code": text.removeprefix("not ").strip(), "holds": not text.startswith("not ")}
