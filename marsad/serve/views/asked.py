"""What an address asks about, where it does not say so: the country of which most is told lately."""

from marsad.ledger.glance import Glance, glance
from marsad.posture.subject import EVERYTHING, Subject
from marsad.serve.visit import Visit

SMALL = 3_000  # claims up to which an answer about all of them is quick


def at_a_glance(visit: Visit) -> Glance:
    return visit.once("glance", lambda: glance(visit.view))


def asked_about(visit: Visit) -> Subject:
    """The actor or place named by `of`; else all of a small ledger, or the busiest country of a large one."""
    if given := visit.text("of"):
        return visit.subject(given)
    seen = at_a_glance(visit)
    if seen.claims <= SMALL or not seen.countries:
        return EVERYTHING
    return visit.subject(f"place:{visit.house.register.actor_name(seen.countries[0][0])}")


def name_of(visit: Visit, subject: Subject) -> str:
    """A name for the form's field that leads to the same subject again."""
    if visit.text("of"):
        return visit.text("of")
    return f"actor:{subject.actor}" if subject.actor else str(subject.place or "")


def page_of(visit: Visit, limit: int) -> tuple[int, int]:
    """From which row on, and how many, a list is shown."""
    return visit.number("offset", 0, 10_000_000), visit.number("limit", limit, 500) or limit
