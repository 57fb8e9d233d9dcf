"""GeoJSON (RFC 7946): a feature for each place of a claim or cell. What has no point has a null geometry."""

import json
from pathlib import Path
from typing import Any

from marsad.exports.columns import Column, Located, clocks, columns, located, rows
from marsad.exports.material import Material


def write(material: Material, path: Path) -> None:
    chosen = [column for column in columns(material) if column.name != "json"]
    head = json.dumps({"type": "FeatureCollection", "marsad": clocks(material)})
    with path.open("w", encoding="utf-8") as file:
        file.write(head[:-1] + ', "features": [')
        comma = "\n"
        for row in rows(material):
            for spot in located(row):
                file.write(comma + json.dumps(_feature(spot, chosen), ensure_ascii=False))
                comma = ",\n"
        file.write("\n]}\n")


def _feature(spot: Located, chosen: list[Column]) -> dict[str, Any]:
    point = {"type": "Point", "coordinates": [spot.place.lon, spot.place.lat]} if spot.place else None
    values = {column.name: column.of(spot.row) for column in chosen}
    given = {name: value for name, value in values.items() if value not in (None, [])}
    named = {"slot": spot.slot, "spot": spot.place.name} if spot.place else {}
    return {"type": "Feature", "geometry": point, "properties": named | given}
