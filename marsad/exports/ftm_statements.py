"""FollowTheMoney statements as CSV: a row for each value of each entity, with its dataset and when it was seen."""

import csv
import hashlib
from pathlib import Path

from marsad.exports.ftm import entities
from marsad.exports.material import Material

DATASET = "marsad"
# The types of the properties written here, by FollowTheMoney's names.
_TYPES = {
    "name": "name", "alias": "name", "title": "string", "full": "address", "country": "country",
    "latitude": "number", "longitude": "number", "remarks": "string", "publisher": "string", "publishedAt": "date",
    "sourceUrl": "url", "fileName": "string", "language": "language", "bodyText": "text", "startDate": "date",
    "endDate": "date", "date": "date", "location": "address", "addressEntity": "entity", "involved": "entity",
    "summary": "text", "keywords": "string", "recordId": "string", "proof": "entity", "notes": "text",
}  # fmt: skip
COLUMNS = ("canonical_id", "entity_id", "schema", "prop", "prop_type", "value", "dataset", "lang", "original_value",
           "external", "first_seen", "last_seen", "origin", "id")  # fmt: skip


def write(material: Material, path: Path) -> None:
    seen = material.view.recorded[:19]
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(COLUMNS)
        for entity in entities(material):
            id, schema = entity["id"], entity["schema"]
            for prop, values in entity["properties"].items():
                for value in values:
                    key = statement_key(id, prop, value)
                    kind = _TYPES[prop]
                    out.writerow([id, id, schema, prop, kind, value, DATASET, "", "", "f", seen, seen, "export", key])


def statement_key(entity: str, prop: str, value: str) -> str:
    """The id of a statement: a digest of what it says."""
    return hashlib.sha1(f"{DATASET}.{entity}.{prop}.{value}".encode(), usedforsecurity=False).hexdigest()
