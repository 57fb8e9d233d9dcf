"""Which records of places mean one place."""

import pytest

from marsad.model.values import Place
from marsad.posture.geography import same_place


def at(name: str, lat: float, lon: float, level: str = "site", country: str = "SD") -> Place:
    return Place(name, country, lat, lon, level)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (at("Republican Palace, Khartoum", 15.608, 32.53), at("General Command headquarters", 15.604, 32.548), False),
        (at("Khartoum International Airport", 15.589, 32.553), at("General Command, Khartoum", 15.6, 32.55), False),
        (at("Khartoum International Airport", 15.589, 32.553), at("Khartoum airport", 15.59, 32.55), True),
        (at("Ain al-Asad", 33.786, 42.441), at("Ain al Asad", 33.2, 42.0), True),
        (at("al-Asad base", 33.786, 42.441), at("Ain al-Asad", 33.79, 42.44), True),
        (at("قاعدة الأسد", 33.786, 42.441), at("Ain al-Asad", 33.79, 42.44), True),
        (at("Bakhmut", 48.6, 38.0, "town"), at("Artemivsk", 48.595, 38.0, "town"), True),
        (at("Taji", 33.52, 44.25, "town"), at("Camp Taji", 33.524, 44.258), False),
        (at("Kfar Kila", 33.278, 35.552, "town"), at("Odaisseh", 33.255, 35.544, "town"), False),
        (at("Meiss ej Jabal", 33.17, 35.527, "town"), at("Mais al-Jabal", 33.185, 35.53, "town"), True),
        (at("al-Rashid camp", 33.27, 44.49), at("al-Muthanna airport", 33.28, 44.48), False),
    ],
)
def test_names_and_distance_tell_places_apart(one: Place, other: Place, same: bool) -> None:
    assert same_place(one, other) is same
    assert same_place(other, one) is same
