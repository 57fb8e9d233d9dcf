"""Places, and the values of slots as tests write them."""

from marsad.model.values import Count, Place, Speaker

IRAQ = Place("Iraq", "IQ", None, None, "country")
KUWAIT = Place("Kuwait", "KW", None, None, "country")
PLACES = {
    "Iraq": IRAQ,
    "Kuwait": KUWAIT,
    "Qaim": Place("al-Qaim base", "IQ", 34.37, 41.09, "site"),
    "Qaim again": Place("Al Qaim Base", "IQ", 34.371, 41.1, "site"),
    "Qaim town": Place("al-Qaim", "IQ", 34.393, 40.989, "town"),
    "Asad": Place("Ain al-Asad", "IQ", 33.786, 42.441, "site"),
    "Taji": Place("Camp Taji", "IQ", 33.524, 44.257, "site"),
    "Anbar": Place("Anbar", "IQ", 33.4, 42.5, "region"),
}


def value_of(slot, value):
    if slot in ("place", "origin", "destination"):
        return tuple(PLACES[name] for name in value.split(", "))
    if slot in ("actor", "partner", "means"):
        return tuple(value.split(", "))
    if slot in ("number", "killed", "wounded"):
        return Count(value, value) if isinstance(value, int) else Count(*value)
    return Speaker(value) if slot == "said_by" else value
