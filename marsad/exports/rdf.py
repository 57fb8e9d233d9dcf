"""RDF as N-Triples, which Turtle readers read too: each claim an event (SEM), with where it comes from (PROV-O).

`shapes.ttl` beside this file says in SHACL what the graph holds to.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from marsad.exports.material import Material, Told
from marsad.model.claim import PLACE_SLOTS
from marsad.model.report import Report
from marsad.model.values import Place

_PREFIXES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "prov": "http://www.w3.org/ns/prov#",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "dct": "http://purl.org/dc/terms/",
    "marsad": "urn:marsad:term:",
}
_UNSAFE = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ROLES = {"actor": "marsad:actor", "partner": "marsad:partner"}
Triple = tuple[str, str, str]


def write(material: Material, path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        for subject, predicate, value in triples(material):
            file.write(f"{subject} {_term(predicate)} {value} .\n")


def triples(material: Material) -> Iterator[Triple]:
    """Subjects and values as N-Triples write them; what is named is described once."""
    seen: set[str] = set()
    for told in material.claims():
        yield from _claim(told, material)
        claim = told.entry.claim
        speaker = (claim.said_by.of,) if claim.said_by else ()
        described = {node("actor", key): _actor(key, material) for key in (*claim.actor, *claim.partner, *speaker)}
        described |= {place_node(p): _place(p) for slot in PLACE_SLOTS for p in getattr(claim, slot)}
        described |= {node("report", told.report.id): _report(told.report)}
        for name, told_of in described.items():
            if name not in seen:
                seen.add(name)
                yield from told_of


def node(sort: str, *parts: object) -> str:
    return f"<urn:marsad:{sort}:{':'.join(quote(str(part), safe='') for part in parts)}>"


def place_node(place: Place) -> str:
    return node("place", *("" if part is None else part for part in place))


def text(value: str, language: str | None = None, type: str | None = None) -> str:
    """A literal. Characters that no Unicode text may have are replaced."""
    safe = value.encode("utf-8", "replace").decode("utf-8")
    escaped = "".join(_ESCAPED.get(c) or (c if c >= " " else f"\\u{ord(c):04X}") for c in safe)
    tail = f"@{language}" if language else f"^^{_term(type)}" if type else ""
    return f'"{escaped}"{tail}'


def _term(name: str) -> str:
    prefix, _, rest = name.partition(":")
    return f"<{_PREFIXES[prefix]}{rest}>"


def _claim(told: Told, material: Material) -> Iterator[Triple]:
    entry, claim = told.entry, told.entry.claim
    this, report = node("claim", entry.id), node("report", told.report.id)
    yield this, "rdf:type", _term("sem:Event")
    yield this, "rdf:type", _term("prov:Entity")
    yield this, "rdfs:label", text(material.label(entry))
    yield this, "sem:eventType", _term(f"marsad:{claim.kind}")
    yield this, "marsad:status", text(claim.status)
    for slot, role in _ROLES.items():
        for key in getattr(claim, slot):
            yield this, "sem:hasActor", node("actor", key)
            yield this, role, node("actor", key)
    for slot in PLACE_SLOTS:
        for place in getattr(claim, slot):
            yield this, "sem:hasPlace", place_node(place)
            yield this, f"marsad:{slot}", place_node(place)
    for name, day in zip(("sem:hasBeginTimeStamp", "sem:hasEndTimeStamp"), told.days, strict=True):
        if day:
            yield this, name, text(day, type="xsd:date")
    if claim.when:
        yield this, "marsad:when", text(claim.when)
    yield this, "prov:wasDerivedFrom", report
    if claim.said_by:
        yield this, "prov:wasAttributedTo", node("actor", claim.said_by.of)
    for passage in told.passages:
        yield this, "prov:value", text(passage, told.report.language)
    yield this, "marsad:confidence", text(str(round(claim.confidence, 3)), type="xsd:decimal")
    if entry.verdict:
        yield this, "marsad:verdict", text(entry.verdict)
    yield this, "marsad:json", text(json.dumps(claim.to_json(), ensure_ascii=False))


def _actor(key: str, material: Material) -> list[Triple]:
    this = node("actor", key)
    return [
        (this, "rdf:type", _term("sem:Actor")),
        (this, "rdf:type", _term("prov:Agent")),
        (this, "rdfs:label", text(material.words.actor_name(key))),
        (this, "dct:identifier", text(key)),
    ]


def _place(place: Place) -> list[Triple]:
    this = place_node(place)
    found = [
        (this, "rdf:type", _term("sem:Place")),
        (this, "rdfs:label", text(place.name)),
        (this, "marsad:level", text(place.level)),
    ]
    if place.country:
        found.append((this, "marsad:country", text(place.country)))
    for name, degrees in (("geo:lat", place.lat), ("geo:long", place.lon)):
        if degrees is not None:
            found.append((this, name, text(str(degrees), type="xsd:decimal")))
    return found


def _report(report: Report) -> list[Triple]:
    this = node("report", report.id)
    found = [
        (this, "rdf:type", _term("prov:Entity")),
        (this, "rdf:type", _term("marsad:Report")),
        (this, "dct:title", text(report.title or report.id, report.language)),
        (this, "dct:language", text(report.language)),
        (this, "marsad:sha256", text(report.sha256)),
    ]
    if report.published:
        found.append((this, "dct:issued", text(report.published.isoformat(), type="xsd:date")))
    if report.publisher:
        outlet = node("publisher", report.publisher)
        found += [(this, "prov:wasAttributedTo", outlet), (outlet, "rdf:type", _term("prov:Agent")),
                  (outlet, "rdfs:label", text(report.publisher))]  # fmt: skip
    if report.address:
        address = _UNSAFE.sub(lambda c: quote(c[0]), report.address)
        absolute = re.match(r"https?://", address)
        found.append((this, "dct:source", f"<{address}>" if absolute else text(report.address)))
    return found
