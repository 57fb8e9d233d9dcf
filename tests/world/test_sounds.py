"""Names that are known again in another script."""

import pytest

from marsad.text.normalise import fold
from marsad.world.gazetteer import Gazetteer
from marsad.world.sounds import sound_of

GAZETTEER = Gazetteer.load()


@pytest.mark.parametrize(
    ("word", "country", "name"),
    [
        ("غبادوليت", "CD", "Gbadolite"),
        ("زوغديدي", "GE", "Zugdidi"),
        ("برينديزي", "IT", "Brindisi"),
        ("بواكيه", "CI", "Bouaké"),
        ("باخموت", "UA", "Bakhmut"),
    ],
)
def test_a_town_is_known_by_its_sound(word: str, country: str, name: str) -> None:
    sound = sound_of(fold(word))
    assert sound
    town = GAZETTEER.sounding(sound, country)
    assert town
    assert town.name == name


def test_vowels_that_are_written_have_to_be_heard() -> None:
    heard, written = sound_of("zugdidi"), sound_of("زاغدادا")
    assert heard
    assert written
    assert written.consonants == heard.consonants
    assert not written.may_be(heard)


def test_letters_of_no_known_script_have_no_sound() -> None:
    assert sound_of("Гори") is None
