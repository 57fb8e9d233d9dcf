"""PLOVER event records as JSON lines. PLOVER codes what happened: claims that are planned, feared or denied have none.

Which claim is which event is data (plover.yaml). The record leads back to the claim by its id and passage.
"""

import json
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from marsad.exports.citations import address
from marsad.exports.material import Material, Told
from marsad.model.claim import Claim
from marsad.model.values import Place

_TOLD = ("happened", "ongoing")


def write(material: Material, path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        for told in material.claims():
            if (event := event_of(told.entry.claim)) is not None:
                file.write(json.dumps(_record(told, event, material), ensure_ascii=False) + "\n")


@cache
def _events() -> dict[str, Any]:
    text = (resources.files("marsad.exports") / "plover.yaml").read_text("utf-8")
    loaded: dict[str, Any] = yaml.load(text, yaml.CSafeLoader)
    return loaded


def event_of(claim: Claim) -> dict[str, str] | None:
    """Event type and mode of a claim; None where PLOVER has no such event."""
    if claim.status not in _TOLD:
        return None
    found: dict[str, Any] = _events()[claim.kind]
    if "type" not in found:
        found = found.get(_turns_on(claim), {})
    if claim.activity in _events()["hostile"] and found.get("type") == "COOPERATE":
        return {"type": "ASSAULT", "mode": ""}
    return found or None


def _turns_on(claim: Claim) -> str:
    if claim.kind == "move":
        return "withdraws" if claim.origin and not claim.destination else "deploys"
    if claim.kind == "attack":
        return next(iter(claim.means), "other")
    return claim.phase or "continued"


def _record(told: Told, event: dict[str, str], material: Material) -> dict[str, Any]:
    entry, claim, report = told.entry, told.entry.claim, told.report
    first, last = told.days
    spots = claim.place or claim.destination or claim.origin
    return {
        "event_id": entry.id,
        "event_type": event["type"],
        "event_mode": [event["mode"]] if event["mode"] else [],
        "contexts": ["military"],
        "event_date": first or last or (report.published.isoformat() if report.published else None),
        "date_range": [first, last],
        "actors": [_actor(key, material) for key in claim.actor],
        "recipients": [_actor(key, material) for key in claim.partner],
        "location": [_place(place) for place in spots],
        "event_text": next(iter(told.passages), ""),
        "attributes": {
            name: value.to_json()
            for name in ("number", "killed", "wounded")
            if (value := getattr(claim, name)) is not None
        },
        "publication_date": report.published.isoformat() if report.published else None,
        "source": report.publisher,
        "headline": report.title,
        "url": address(report),
        "language": report.language,
        "attributed_to": claim.said_by.to_json() if claim.said_by else None,
        "confidence": round(claim.confidence, 3),
    }


def _actor(key: str, material: Material) -> dict[str, str | None]:
    state = key if len(key) == 2 else None
    return {"code": key, "name": material.words.actor_name(key), "country": state, "sector": "MIL"}


def _place(place: Place) -> dict[str, Any]:
    return {"name": place.name, "country": place.country, "lat": place.lat, "lon": place.lon, "feature": place.level}
