"""A STIX 2.1 bundle: identities, locations, a note for each claim, and a report for each report.

STIX has no object for a claim about forces. A note says it in words and points to who and where; the claim itself
stands in the note as an extension, so that nothing is lost. Ids follow from what they name: the same ledger, the
same bundle.
"""

import datetime as dt
import json
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from marsad.exports.material import Material, Told
from marsad.model.claim import PLACE_SLOTS
from marsad.model.report import Report
from marsad.model.values import Place

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:marsad")
_EPOCH = "1970-01-01T00:00:00.000Z"
Object = dict[str, Any]


def id_of(type: str, *parts: object) -> str:
    return f"{type}--{uuid.uuid5(_NAMESPACE, json.dumps([type, *map(str, parts)]))}"


_MARSAD = id_of("identity", "program")
EXTENSION = id_of("extension-definition", "claim")


def write(material: Material, path: Path) -> None:
    """The bundle, one object a line."""
    bundle = id_of("bundle", material.view.recorded, material.view.known, material.subject.name)
    with path.open("w", encoding="utf-8") as file:
        file.write(f'{{"type": "bundle", "id": "{bundle}", "objects": [')
        comma = "\n"
        for made in objects(material):
            file.write(comma + json.dumps(made, ensure_ascii=False))
            comma = ",\n"
        file.write("\n]}\n")


def objects(material: Material) -> Iterator[Object]:
    """Every object once; what a note points to comes before it."""
    moment = _moment(material.view.recorded)
    yield _object("identity", _MARSAD, moment, name="Marsad", identity_class="system")
    yield _object(
        "extension-definition", EXTENSION, moment, created_by_ref=_MARSAD, name="Claim about forces",
        description="A claim in the form of Marsad's contract", schema="docs/contract.md", version="1.0.0",
        extension_types=["property-extension"],
    )  # fmt: skip
    seen: set[str] = set()
    notes: dict[str, list[str]] = {}
    for told in material.claims():
        for made in _named(told, material, moment):
            if made["id"] not in seen:
                seen.add(made["id"])
                yield made
        note = _note(told, material, seen)
        notes.setdefault(told.report.id, []).append(note["id"])
        yield note
    for report in material.reports():
        yield _report(report, notes[report.id], moment)


def _object(type: str, id: str, moment: str, **values: Any) -> Object:
    given = {name: value for name, value in values.items() if value not in (None, "", [])}
    return {"type": type, "spec_version": "2.1", "id": id, "created": moment, "modified": moment, **given}


def _moment(recorded: str) -> str:
    return f"{recorded[:19]}.{(recorded[20:23] or '0').ljust(3, '0')}Z" if recorded else _EPOCH


def _named(told: Told, material: Material, moment: str) -> Iterator[Object]:
    claim = told.entry.claim
    for key in (*claim.actor, *claim.partner):
        yield _object(
            "identity", id_of("identity", "actor", key), moment, name=material.words.actor_name(key),
            identity_class="organization", sectors=["defense"],
            external_references=[{"source_name": "marsad", "external_id": key}],
        )  # fmt: skip
    for place in _places(told):
        yield _location(place, moment)
    if told.report.publisher:
        name = told.report.publisher
        yield _object("identity", id_of("identity", "publisher", name), moment, name=name,
                      identity_class="organization")  # fmt: skip


def _places(told: Told) -> list[Place]:
    """Those that STIX can hold: with a country or a point."""
    spots = [place for slot in PLACE_SLOTS for place in getattr(told.entry.claim, slot)]
    return [place for place in spots if place.country or place.lat is not None]


def _location(place: Place, moment: str) -> Object:
    return _object(
        "location", id_of("location", *place), moment, name=place.name, country=place.country, latitude=place.lat,
        longitude=place.lon,
    )  # fmt: skip


def _note(told: Told, material: Material, seen: set[str]) -> Object:
    entry, claim = told.entry, told.entry.claim
    about = [id_of("identity", "actor", key) for key in (*claim.actor, *claim.partner)]
    about += [id_of("location", *place) for place in _places(told)]
    publisher = told.report.publisher
    return _object(
        "note", id_of("note", entry.id, entry.recorded), _moment(entry.recorded), created_by_ref=_MARSAD,
        abstract=material.label(entry), content="\n".join(told.passages) or material.label(entry),
        authors=[str(claim.said_by)] if claim.said_by else [publisher] if publisher else None,
        labels=[claim.kind, claim.status], confidence=round(claim.confidence * 100), lang=told.report.language,
        object_refs=list(dict.fromkeys(about)) or [_MARSAD],
        external_references=[_reference(told.report, entry.id)],
        extensions={EXTENSION: {"extension_type": "property-extension", "claim": claim.to_json()}},
    )  # fmt: skip


def _reference(report: Report, id: str) -> Object:
    url = report.address if report.address and report.address.startswith(("http://", "https://")) else None
    made = {"source_name": report.publisher or "unknown", "external_id": id, "url": url, "description": report.title}
    return {name: value for name, value in made.items() if value}


def _report(report: Report, notes: list[str], moment: str) -> Object:
    published = dt.datetime.combine(report.published, dt.time()).isoformat() + ".000Z" if report.published else moment
    publisher = id_of("identity", "publisher", report.publisher) if report.publisher else _MARSAD
    return _object(
        "report", id_of("report", report.id, report.sha256), moment, created_by_ref=publisher,
        name=report.title or report.id, published=published, lang=report.language, object_refs=notes,
        external_references=[_reference(report, report.id)],
    )  # fmt: skip
