"""Points: opened by GDAL, which stands under QGIS, and by geopandas."""

import datetime as dt
import json
import sqlite3

import geopandas
import pyogrio
import pytest
from lxml import etree

from marsad.exports import POSTURE

APRIL = dt.date(2020, 4, 10)
QAIM = (41.09, 34.37)


def points(frame):
    return {(point.x, point.y) for point in frame.geometry if point is not None}


@pytest.mark.parametrize("form", ["geojson", "gpkg", "geoparquet"])
@pytest.mark.parametrize("what", ["claims", POSTURE])
def test_points_are_where_the_claims_are(exported, form, what):
    path = exported(form, what=what, on=APRIL)
    if form == "geoparquet":
        frame = geopandas.read_parquet(path)
    else:
        path = path.rename(path.with_name(f"out.{form}"))
        frame = pyogrio.read_dataframe(path, layer=what if form == "gpkg" else None)
    assert QAIM in points(frame)
    assert frame.crs.to_authority() in {("EPSG", "4326"), ("OGC", "CRS84")}
    column = "id" if what == "claims" else "section"
    assert column in frame.columns
    assert frame.geometry.isna().any(), "what has no place is there too"


def test_a_claim_is_there_once_for_each_place(exported):
    frame = pyogrio.read_dataframe(exported("geojson"))
    move = frame[frame.number_min == 300]
    assert sorted(zip(move.slot, move.spot, strict=True)) == [
        ("destination", "K-1"), ("origin", "Camp Taji"), ("origin", "al-Qaim base"),
    ]  # fmt: skip


def test_geojson_of_claims_loses_no_claim(exported, entries):
    made = json.loads(exported("geojson").read_text("utf-8"))
    assert {feature["properties"]["id"] for feature in made["features"]} == set(entries)
    assert made["marsad"]["recorded"]


def test_a_geopackage_has_layers_that_gdal_lists_and_a_table(exported):
    path = exported("gpkg")
    assert dict(pyogrio.list_layers(path)) == {
        "claims": "Point", "posture": "Point", "reports": None,
    }  # fmt: skip
    assert pyogrio.read_info(path, layer="claims")["total_bounds"] == (-2.25, -1.5, 44.257, 35.515)
    base = sqlite3.connect(path)
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize("what", ["claims", POSTURE])
def test_kml_has_a_placemark_for_each_place_with_its_time(exported, language, what):
    path = exported("kml", language=language, what=what, on=APRIL)
    frame = pyogrio.read_dataframe(path)
    assert any((point.x, point.y) == QAIM for point in frame.geometry if point is not None)
    spaces = {"k": "http://www.opengis.net/kml/2.2"}
    spans = etree.parse(str(path)).xpath("//k:TimeSpan/k:begin/text()", namespaces=spaces)
    assert "2020-03-16" in spans or what == POSTURE
    names = etree.parse(str(path)).xpath("//k:Placemark/k:name/text()", namespaces=spaces)
    assert any("الولايات المتحدة" in name for name in names) == (language == "ar")
