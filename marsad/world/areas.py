"""Areas of several countries: the Sahel, the Middle East."""

from functools import lru_cache
from importlib import resources

import yaml

from marsad.model.values import Place

_NONE: frozenset[str] = frozenset()


@lru_cache(maxsize=1)
def areas() -> dict[str, frozenset[str]]:
    """Name of an area → the codes of its countries."""
    text = (resources.files("marsad.world") / "areas.yaml").read_text("utf-8")
    return {raw["area"]: frozenset(raw["countries"]) for raw in yaml.load(text, yaml.CSafeLoader)}


def countries_of(place: Place) -> frozenset[str]:
    """The countries that a place is: a country itself, or those of an area; none of any other place."""
    if place.level == "country":
        return frozenset((place.country,)) if place.country else _NONE
    return areas().get(place.name, _NONE) if place.level == "region" and place.country is None else _NONE


def areas_in(place: Place) -> list[str]:
    """The names of the areas that lie in an area, its own too."""
    whole = countries_of(place) if place.level == "region" else _NONE
    return [name for name, parts in areas().items() if whole and parts <= whole]
