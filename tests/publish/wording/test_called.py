"""What forces and speakers are called in a sentence."""

import pytest

from marsad.model.values import Speaker
from marsad.publish.wording import namer
from marsad.world.register import load_register


@pytest.fixture
def english():
    return namer(load_register(), "en")


def test_a_body_with_a_long_name_goes_by_its_acronym(english):
    assert english.force("MINUSMA") == "MINUSMA forces"
    assert english.name("UNIFIL") == "UNIFIL"
    assert english.force("LNA") == "Libyan National Army troops"
    assert namer(load_register(), "ar").name("UNIFIL") == "قوة الأمم المتحدة المؤقتة في لبنان"


def test_a_speaker_with_a_name_is_not_unnamed(english):
    assert english.voice("UNKNOWN", [Speaker("UNKNOWN", "Salim Ibrahim")]) == "Salim Ibrahim"
    assert english.voice("NE", [Speaker("NE", "Salim Ibrahim")]) == "Salim Ibrahim (Niger)"
    assert english.voice("UNKNOWN", [Speaker("UNKNOWN")]) == "an unnamed speaker"
