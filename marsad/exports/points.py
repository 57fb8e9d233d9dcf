"""A place as a point in the forms of binary formats."""

import struct

from marsad.model.values import Place


def wkb(place: Place) -> bytes:
    """Well-known binary: little-endian, a point, longitude before latitude."""
    return struct.pack("<BIdd", 1, 1, place.lon, place.lat)
