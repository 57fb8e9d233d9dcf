"""The place index may be built anew while somebody reads by it."""

from pathlib import Path

import marisa_trie

from marsad.world.build import build
from marsad.world.gazetteer import RECORD

GAO = {
    "geonameid": 2457161,
    "name": "Gao",
    "latitude": 16.27,
    "longitude": -0.04,
    "population": 87000,
    "countrycode": "ML",
    "alternatenames": ["Gaô"],
}


def test_building_anew_leaves_what_is_mapped_alone(tmp_path: Path) -> None:
    build({"1": GAO}, tmp_path)
    mapped = marisa_trie.RecordTrie(RECORD).mmap(str(tmp_path / "places.marisa"))
    before = (tmp_path / "places.marisa").stat().st_ino
    build({"1": GAO | {"name": "Timbuktu", "alternatenames": []}}, tmp_path)
    assert mapped["gao"][0][0] == 2457161
    assert (tmp_path / "places.marisa").stat().st_ino != before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["names.marisa", "places.marisa"]
