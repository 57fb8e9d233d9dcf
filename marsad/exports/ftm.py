"""FollowTheMoney entities as JSON lines: actors, places and reports, and an event for each claim that links them."""

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from marsad.exports.material import Material, Told
from marsad.model.claim import PLACE_SLOTS
from marsad.model.report import Report
from marsad.model.values import Place

_LANGUAGES = {"ar": "ara", "en": "eng"}
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")  # FollowTheMoney drops them


def write(material: Material, path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        for entity in entities(material):
            file.write(json.dumps(entity, ensure_ascii=False) + "\n")


def entities(material: Material) -> Iterator[dict[str, Any]]:
    """Each entity once, before the events that name it."""
    seen: set[str] = set()
    for told in material.claims():
        claim = told.entry.claim
        named = [_actor(key, material) for key in (*claim.actor, *claim.partner)]
        named += [_place(place, material) for slot in PLACE_SLOTS for place in getattr(claim, slot)]
        for entity in (*named, _article(told.report)):
            if entity["id"] not in seen:
                seen.add(entity["id"])
                yield entity
        yield _event(told, material)


def _entity(schema: str, id: str, **values: Any) -> dict[str, Any]:
    """An entity; values that nobody gives are left out, and each is a list of texts."""
    listed = {name: value if isinstance(value, list) else [value] for name, value in values.items()}
    kept = {
        name: list(dict.fromkeys(_UNFIT.sub("", str(v)).strip() for v in many if v is not None))
        for name, many in listed.items()
    }
    return {"id": id, "schema": schema, "properties": {name: many for name, many in kept.items() if any(many)}}


def _id(*parts: object) -> str:
    digest = hashlib.sha1("\n".join(map(str, parts)).encode(), usedforsecurity=False)
    return f"marsad-{digest.hexdigest()}"


def _actor_id(key: str) -> str:
    return _id("actor", key)


def _actor(key: str, material: Material) -> dict[str, Any]:
    state = len(key) == 2
    name = material.words.actor_name(key)
    values = {"name": name, "alias": key if key != name and not state else None}
    return _entity(
        "PublicBody" if state else "Organization",
        _actor_id(key),
        **values,
        country=key.lower() if state else None,
    )


def _place_id(place: Place) -> str:
    return _id("place", *place)


def _place(place: Place, material: Material) -> dict[str, Any]:
    return _entity(
        "Address",
        _place_id(place),
        full=material.words.place_name(place.name),
        name=place.name,
        country=place.country.lower() if place.country else None,
        latitude=place.lat,
        longitude=place.lon,
        remarks=place.level,
    )


def _article_id(report_id: str) -> str:
    return _id("report", report_id)


def _article(report: Report) -> dict[str, Any]:
    return _entity(
        "Article",
        _article_id(report.id),
        title=report.title or report.id,
        publisher=report.publisher,
        publishedAt=report.published.isoformat() if report.published else None,
        sourceUrl=_url(report),
        fileName=None if _url(report) else report.address,
        language=_LANGUAGES.get(report.language),
        bodyText=report.text,
    )


def _url(report: Report) -> str | None:
    return report.address if report.address and report.address.startswith(("http://", "https://")) else None


def _event(told: Told, material: Material) -> dict[str, Any]:
    entry, claim, report = told.entry, told.entry.claim, told.report
    spots = [place for slot in PLACE_SLOTS for place in getattr(claim, slot)]
    first, last = told.days
    return _entity(
        "Event",
        _id("claim", entry.id),
        name=material.label(entry),
        startDate=first,
        endDate=last,
        date=first if first == last else None,
        location=[place.name for place in spots],
        country=[place.country.lower() for place in spots if place.country],
        addressEntity=[_place_id(place) for place in spots],
        involved=[_actor_id(key) for key in (*claim.actor, *claim.partner)],
        summary=told.passages[:1],
        keywords=[claim.kind, claim.status, *claim.means, *filter(None, (claim.activity, claim.phase))],
        recordId=entry.id,
        proof=_article_id(report.id),
        publisher=report.publisher,
        sourceUrl=_url(report),
        notes=json.dumps(claim.to_json(), ensure_ascii=False),
    )
