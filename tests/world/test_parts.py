"""Parts and wholes: the keys are the register's, and nothing is a part of itself."""

from pathlib import Path

import yaml

from marsad.world.parts import part_of, wholes

WORLD = Path(__file__).parents[2] / "marsad" / "world"


def load(path):
    return yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)


def test_the_keys_are_known():
    known = {actor["key"] for path in (WORLD / "actors").glob("*.yaml") for actor in load(path)}
    known |= {state["code"] for state in load(WORLD / "states.yaml")}
    named = {key for raw in load(WORLD / "parts.yaml") for key in (raw["whole"], *raw["parts"])}
    assert named - known == set()


def test_every_entry_has_a_source():
    assert all(raw["source"] for raw in load(WORLD / "parts.yaml"))


def test_nothing_is_a_part_of_itself():
    assert not [key for key, of in wholes().items() if key in of]


def test_parts_of_parts_are_parts():
    assert part_of("US", "CJTF-OIR")
    assert part_of("KATAIB-HEZBOLLAH", "IRAN-BACKED-MILITIA")
    assert part_of("IT", "UN"), "as a contingent of UNIFIL"
    assert not part_of("CJTF-OIR", "US")
