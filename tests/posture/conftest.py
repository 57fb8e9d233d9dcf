"""A ledger filled in one line per claim, and a register of a few names."""

import datetime as dt
from types import SimpleNamespace

import pytest
from scenery import IRAQ, KUWAIT, PLACES, value_of

from marsad.ledger import Ledger
from marsad.model.claim import Claim
from marsad.model.report import Report
from marsad.model.span import Span


class FakeRegister:
    def find_actor(self, text):
        return {"the coalition": "CJTF-OIR", "us": "US", "iraq": "IQ", "iq": "IQ"}.get(text.casefold())

    def find_place(self, text):
        return {"iraq": IRAQ, "kuwait": KUWAIT, "anbar": PLACES["Anbar"]}.get(text.casefold())


@pytest.fixture
def register():
    return FakeRegister()


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        yield ledger


@pytest.fixture
def tell(ledger):
    """tell(publisher, day, kind, status, slot=…): record a report with one claim; returns the claim's id."""
    told = []

    def tell(publisher, day, kind, status="happened", text=None, **slots):
        evidence = Span(0, len(text) if text else 4)
        claim = Claim(kind, status, (evidence,), **{slot: value_of(slot, value) for slot, value in slots.items()})
        told.append(claim)
        report = Report(
            f"r{len(told)}", text or f"Text {len(told)}", "en", day and dt.date.fromisoformat(day), publisher
        )
        reading = SimpleNamespace(claims=(claim,), unknown=())
        return ledger.record(report, reading, "hand", "1").claim_ids[0]

    return tell


@pytest.fixture
def told(ledger):
    """told(day, *claims): record a report with these claims; returns their entries."""
    reports = []

    def told(day, *claims):
        name = f"m{len(reports)}"
        reports.append(name)
        report = Report(name, f"Report {name}, {'text ' * 20}", "en", dt.date.fromisoformat(day), name)
        reading = SimpleNamespace(claims=claims, unknown=())
        ids = ledger.record(report, reading, "hand", "1").claim_ids
        return [ledger.view().claim(id) for id in ids]

    return told


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
