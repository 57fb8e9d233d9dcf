"""Slots that an analyst amended, in words: "number 300–500, when since 2020-03"; an emptied slot says so."""

from collections.abc import Iterator, Mapping
from typing import Any

from marsad.model.claim import COUNT_SLOTS, KEY_SLOTS, PLACE_SLOTS
from marsad.model.values import Count, Place, Reason, Speaker
from marsad.publish.words import Words

_GROUPS = ("kind", "status", "activity", "phase", "means")  # slots whose values are words of the contract


def amended(slots: Mapping[str, Any], words: Words) -> str:
    """Slots with their new values, given in the contract's JSON form."""
    return words.phrases.comma.join(_told(slots, words))


def _told(slots: Mapping[str, Any], words: Words) -> Iterator[str]:
    for slot, value in slots.items():
        name = words.phrases.word("slot", slot.replace("_", " "))
        empty = value in (None, [], {}, "")
        yield f"{name}: {words.phrases.say('emptied') if empty else _value(slot, value, words)}"


def _value(slot: str, value: Any, words: Words) -> str:
    phrases = words.phrases
    if slot in COUNT_SLOTS:
        return words.number(Count.from_json(value))
    if slot == "when":
        return words.time(value)
    if slot == "said_by":
        return words.speaker(Speaker.from_json(value))
    many = value if isinstance(value, list) else [value]
    if slot in KEY_SLOTS:
        return words.actors(many)
    if slot in PLACE_SLOTS:
        return words.places(map(Place.from_json, many))
    if slot == "reasons":
        return phrases.comma.join(_reason(Reason.from_json(each), words) for each in many)
    return phrases.comma.join(phrases.word(slot, each) if slot in _GROUPS else str(each) for each in many)


def _reason(reason: Reason, words: Words) -> str:
    told = words.phrases.word("reason", reason.code)
    return told if reason.holds else words.phrases.say("not", reason=told)
