"""The value types of slots: one file each."""

from marsad.model.values.count import Count
from marsad.model.values.place import Place
from marsad.model.values.reason import Reason
from marsad.model.values.speaker import Speaker
from marsad.model.values.when import bounds, edtf_valid

__all__ = ["Count", "Place", "Reason", "Speaker", "bounds", "edtf_valid"]
