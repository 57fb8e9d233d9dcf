"""A ledger filled in one line per claim, and a register of a few names."""

import datetime as dt
from types import SimpleNamespace

import pytest

from marsad.ledger import Ledger
from marsad.model.claim import Claim
from marsad.model.report import Report
from marsad.model.span import Span
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


class FakeRegister:
    def find_actor(self, text):
        return {"the coalition": "CJTF-OIR", "us": "US", "iraq": "IQ", "iq": "IQ"}.get(text.casefold())

    def find_place(self, text):
        return {"iraq": IRAQ, "kuwait": KUWAIT, "anbar": PLACES["Anbar"]}.get(text.casefold())


@pytest.fixture
def register():
    return FakeRegister()


def _value(slot, value):
    if slot in ("place", "origin", "destination"):
        return tuple(PLACES[name] for name in value.split(", "))
    if slot in ("actor", "partner", "means"):
        return tuple(value.split(", "))
    if slot in ("number", "killed", "wounded"):
        return Count(value, value) if isinstance(value, int) else Count(*value)
    return Speaker(value) if slot == "said_by" else value


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        yield ledger


@pytest.fixture
def tell(ledger):
    """tell(publisher, day, kind, status, slot=…): record a report with one claim; returns the claim's id."""
    told = []

    def tell(publisher, day, kind, status="happened", text=None, **slots):
        claim = Claim(kind, status, (Span(0, 4),), **{slot: _value(slot, value) for slot, value in slots.items()})
        told.append(claim)
        report = Report(
            f"r{len(told)}", text or f"Text {len(told)}", "en", day and dt.date.fromisoformat(day), publisher
        )
        reading = SimpleNamespace(claims=(claim,), unknown=())
        return ledger.record(report, reading, "hand", "1").claim_ids[0]

    return tell


@pytest.fixture
def ask(ledger, register):
    """ask(name, on): the posture's lines, as (section, who, where, state, number) where no more is needed."""
    from marsad.posture.state import posture
    from marsad.posture.subject import find_subject

    def ask(name, on, known=None):
        view = ledger.view(known=known and dt.date.fromisoformat(known))
        return posture(view, find_subject(name, register, view), dt.date.fromisoformat(on))

    return ask


@pytest.fixture
def presence(ask):
    """presence(name, on): its presence lines as "ACTOR PLACE: state number"."""

    def presence(name, on, known=None):
        lines = ask(name, on, known).section("presence")
        return [f"{line.actor[0]} {line.place}: {line.state} {line.number or 'unknown'}" for line in lines]

    return presence
