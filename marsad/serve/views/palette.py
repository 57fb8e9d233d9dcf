"""Which actors have a colour of their own: those who act in most claims, the same on every day and every page."""

from marsad.ledger.glance import busy_actors
from marsad.serve.visit import Visit

HUES = 6


def palette(visit: Visit) -> list[str]:
    """Their keys, in the order of the colours --hue-1 to --hue-6."""
    everything = visit.house.view(None, visit.clocks.as_recorded)
    key = (everything.recorded, None, "palette")
    found = visit.house.answers.or_make(key, lambda: busy_actors(everything, HUES))
    assert isinstance(found, list)
    return found
