"""The register's data files: they parse, their keys are sound, and no full name means two things."""

import re
from pathlib import Path

import pytest
import yaml

WORLD = Path(__file__).parents[2] / "marsad" / "world"
KEY = re.compile(r"[A-Z0-9]+(-[A-Z0-9]+)*")
KINDS = {
    "coalition", "mission", "command", "ministry", "service", "government",
    "armed-group", "alliance", "company", "body",
}  # fmt: skip
OUTLET_KINDS = {"agency", "newspaper", "broadcaster", "monitor", "observatory", "think-tank"}
ARABIC = re.compile(r"[\u0600-\u06ff]")

# Names that really are shared; the report's geography decides between the keys.
SHARED: set[str] = set()


def load(path: Path) -> list[dict]:
    with path.open(encoding="utf-8") as file:
        return yaml.load(file, Loader=yaml.CSafeLoader)


ACTOR_FILES = sorted((WORLD / "actors").glob("*.yaml"))
ACTORS = [actor for path in ACTOR_FILES for actor in load(path)]
STATES = load(WORLD / "states.yaml")
PEOPLE = load(WORLD / "people.yaml")
OUTLETS = load(WORLD / "outlets.yaml")
CODES = {state["code"] for state in STATES}
KEYS = {entry["key"] for entry in ACTORS + OUTLETS}


def full_names(entry: dict) -> list[str]:
    return [name for names in entry["names"].values() for name in names]


def test_there_is_enough_of_everything():
    assert len(ACTORS) >= 200
    assert len(STATES) >= 193
    assert len(PEOPLE) >= 150
    assert len(OUTLETS) >= 80


@pytest.mark.parametrize("path", ACTOR_FILES, ids=lambda path: path.stem)
def test_every_actor_is_well_formed(path):
    for actor in load(path):
        assert KEY.fullmatch(actor["key"]), actor
        assert actor["kind"] in KINDS, actor["key"]
        assert actor["source"].startswith("Wikipedia: "), actor["key"]
        assert set(actor.get("home", [])) <= CODES, actor["key"]
        assert actor.get("of") is None or actor["of"] in CODES | KEYS, actor["key"]
        assert actor["names"].get("en"), actor["key"]


def test_keys_are_unique_and_are_no_country_codes():
    keys = [entry["key"] for entry in ACTORS + OUTLETS]
    assert sorted(keys) == sorted(set(keys))
    assert len(STATES) == len(CODES)
    assert not CODES & set(keys)


def test_states_are_complete():
    for state in STATES:
        assert re.fullmatch(r"[A-Z]{2}", state["code"]), state
        assert state["names"]["en"], state["code"]
        assert state["names"]["ar"], state["code"]


def test_outlets_are_well_formed():
    for outlet in OUTLETS:
        assert KEY.fullmatch(outlet["key"]), outlet
        assert outlet["kind"] in OUTLET_KINDS, outlet["key"]
        assert outlet["of"] is None, outlet["key"]
        assert outlet["country"] in CODES, outlet["key"]


def test_people_speak_for_someone_we_know():
    for person in PEOPLE:
        assert person["of"] in CODES | KEYS, person
        assert person["name"] in person["names"]["en"], person
        assert person.get("from", 0) <= person.get("to", 9999), person
        assert person["names"].get("ar"), person["name"]


def test_nearly_all_have_an_arabic_name():
    for entries in (ACTORS, OUTLETS):
        assert sum(bool(entry["names"].get("ar")) for entry in entries) >= 0.9 * len(entries)


def test_names_are_filed_under_their_script():
    for entry in ACTORS + STATES + OUTLETS + PEOPLE:
        for form in ("names", "short", "adjectives", "people", "capital", "government"):
            for name in entry.get(form, {}).get("ar", []):
                assert ARABIC.search(name), (entry, name)
            for name in entry.get(form, {}).get("en", []):
                assert not ARABIC.search(name), (entry, name)


def test_no_list_repeats_a_name():
    for entry in ACTORS + STATES + OUTLETS + PEOPLE:
        for form in ("names", "short"):
            for names in entry.get(form, {}).values():
                assert len(names) == len(set(names)), entry


def test_no_full_name_means_two_things():
    owners: dict[str, set[str]] = {}
    for entry in ACTORS + OUTLETS:
        for name in full_names(entry):
            owners.setdefault(name.casefold(), set()).add(entry["key"])
    for state in STATES:
        metonyms = [*state.get("government", {}).get("en", []), *state.get("government", {}).get("ar", [])]
        for name in full_names(state) + metonyms:
            owners.setdefault(name.casefold(), set()).add(state["code"])
    of = {actor["key"]: actor.get("of") for actor in ACTORS}
    doubtful = {
        name: keys
        for name, keys in owners.items()
        # A body and the state it speaks for may share a name: the claim is the same.
        if len({of.get(key) or key for key in keys}) > 1 and name not in SHARED
    }
    assert not doubtful


def test_no_two_people_share_a_full_name():
    owners: dict[str, set[str]] = {}
    for person in PEOPLE:
        for name in full_names(person):
            owners.setdefault(name.casefold(), set()).add(person["name"])
    assert {name: people for name, people in owners.items() if len(people) > 1} == {}
