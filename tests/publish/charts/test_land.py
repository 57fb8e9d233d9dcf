"""The land of a map: it lies where its points lie, and no land is painted as sea."""

import datetime as dt
import re

import pytest
from lxml import etree
from shapely import Point, Polygon

from marsad.model.values import Place
from marsad.posture.answer import Answer
from marsad.posture.subject import Subject
from marsad.publish.charts import drawn, map_chart
from marsad.publish.charts.land import NOBODYS, countries

SVG = "{http://www.w3.org/2000/svg}"
DAY = dt.date(2025, 9, 10)


def map_of(code, names):
    place = Place(names.name(code), code, None, None, "country")
    return map_chart(Answer(Subject(place=place), DAY, None, "2025-09-10T00:00:00Z", ()), "Map", names)


@pytest.mark.parametrize("code", ["LB", "QA", "TD"])
def test_outlines_are_drawn_where_they_stand_be_a_side_all_sea(names, code):
    """To the west of Lebanon lies nothing but sea, nor to the east of Qatar; Chad has land all around."""
    chart = map_of(code, names)
    told = [ring for feature in chart.spec["layer"][0]["data"]["values"]
            for part in feature["geometry"]["coordinates"] for ring in part]  # fmt: skip
    lands = [node for node in etree.fromstring(drawn(chart, "svg")).iter(f"{SVG}path")
             if "geoshape" in (node.get("aria-roledescription") or "")]  # fmt: skip
    pairs = [pair for node in lands for pair in re.findall(r"[ML](-?[\d.]+),(-?[\d.]+)", node.get("d"))]
    xs, ys = ([float(pair[n]) for pair in pairs] for n in (0, 1))
    for n, found in ((0, xs), (1, ys)):
        wanted = [point[n] for ring in told for point in ring]
        assert min(found) == pytest.approx(min(wanted), abs=0.2)
        assert max(found) == pytest.approx(max(wanted), abs=0.2)


@pytest.mark.parametrize(
    ("where", "box"),
    [((35.78, 33.0), (34.5, 32.5, 37.0, 34.8)), ((28.4, 9.7), (26.0, 8.0, 31.0, 12.0))],
    ids=["the Golan", "Abyei"],
)
def test_land_that_the_data_give_to_no_country_is_no_sea(where, box):
    around = [c.code for c in countries(box) for ring in c.rings if Polygon(ring).contains(Point(*where))]
    assert around == [NOBODYS]


def test_a_sea_within_land_stays_one():
    caspian = (50.5, 41.5)
    found = countries((45.0, 36.0, 56.0, 48.0))
    assert not [c.code for c in found for ring in c.rings if Polygon(ring).contains(Point(*caspian))]
