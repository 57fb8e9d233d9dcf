"""A ledger whose claims the tests make themselves, so that nothing hangs on what the reader finds."""

import datetime as dt
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from marsad.cli import main
from marsad.ledger import Ledger
from marsad.model.claim import Claim
from marsad.model.report import Report
from marsad.model.span import Span
from marsad.model.values import Count, Place, Reason, Speaker
from marsad.posture.brief import brief
from marsad.posture.subject import Subject
from marsad.publish.wording import namer
from marsad.world.register import load_register

EXAMPLES = Path(__file__).parents[2] / "examples" / "iraq-2020"
IRAQ = Place("Iraq", "IQ", None, None, "country")
QAIM = Place("al-Qaim base", "IQ", 34.37, 41.09, "site")
ASAD = Place("Ain al-Asad", "IQ", 33.786, 42.441, "site")
TAJI = Place("Camp Taji", "IQ", 33.524, 44.257, "site")
K1 = Place("K-1", "IQ", 35.515, 44.254, "site")

_EN = "{publisher} <b>says</b> & tells of *forces* [1] in its report number {n}."
_AR = "تقول {publisher} في تقريرها رقم {n} إن القوات <b>تتحرك</b>."

# publisher, published, language, claim
TOLD = [
    ("Levant Wire Service", "2020-03-17", "en", Claim(
        "handover", "happened", (Span(0, 50),), ("CJTF-OIR",), ("IQ",), (QAIM,), when="2020-03-17",
        reasons=(Reason("mission-success"), Reason("attack", False)), said_by=Speaker("CJTF-OIR", "Daniel Marsh"))),
    ("وكالة نوافذ للأنباء", "2020-03-18", "ar", Claim(
        "handover", "happened", (Span(0, 50),), ("CJTF-OIR",), ("IQ",), (QAIM,), when="2020-03-16")),
    ("Garrison Journal", "2020-03-27", "en", Claim(
        "move", "happened", (Span(0, 50),), ("US",), origin=(QAIM,), destination=(ASAD,), number=Count(300, 300),
        when="2020-03-16")),
    ("موقع رصد الدفاعي", "2020-04-07", "ar", Claim(
        "move", "happened", (Span(0, 50),), ("US",), origin=(QAIM,), destination=(ASAD,), number=Count(800, 800),
        when="2020-03-16", said_by=Speaker("IQ"))),
    ("Garrison Journal", "2020-03-28", "en", Claim(
        "presence", "ongoing", (Span(0, 50),), ("US",), (), (ASAD,), number=Count(1000, None), when="2020-03-28")),
    ("Garrison Journal", "2020-03-29", "en", Claim(
        "presence", "ongoing", (Span(0, 50),), ("GB",), (), (TAJI,), number=Count(2, 2))),
    ("The Meridian Post", "2020-04-01", "en", Claim(
        "activity", "happened", (Span(0, 50),), ("GB",), ("IQ",), (TAJI,), activity="training", phase="suspended",
        when="2020-03-20", reasons=(Reason("health"),), said_by=Speaker("GB"))),
    ("The Meridian Post", "2020-04-02", "en", Claim(
        "attack", "happened", (Span(0, 50),), ("KATAIB-HEZBOLLAH",), ("US", "GB"), (TAJI,), means=("rockets",),
        killed=Count(3, 3), wounded=Count(12, 12), when="2020-03-11")),
    ("The Meridian Post", "2020-04-03", "en", Claim(
        "move", "planned", (Span(0, 50),), ("FR",), origin=(IRAQ,), when="2020-04-20/..", said_by=Speaker("FR"))),
    ("قناة الأفق", "2020-04-04", "ar", Claim(
        "move", "denied", (Span(0, 50),), ("US",), origin=(ASAD,), said_by=Speaker("US"))),
    ("قناة الأفق", "2020-04-05", "ar", Claim("attack", "possible", (Span(0, 50),), (), ("US",), (ASAD,))),
    ("Levant Wire Service", "2020-04-06", "en", Claim(
        "agreement", "happened", (Span(0, 50),), ("US",), ("IQ",), phase="discussed", when="2020-06")),
    ("Levant Wire Service", "2020-04-06", "en", Claim(
        "agreement", "happened", (Span(0, 50),), ("IQ",), ("US",), phase="asked", when="2020-01-05")),
]  # fmt: skip


def fill(ledger):
    for n, (publisher, day, language, claim) in enumerate(TOLD, 1):
        text = (_EN if language == "en" else _AR).format(publisher=publisher, n=n)
        report = Report(f"r{n:02}", text, language, dt.date.fromisoformat(day), publisher, f"Report <{n}>",
                        f"https://example.org/{n}?a=1&b=2")  # fmt: skip
        ledger.record(report, SimpleNamespace(claims=(claim,), unknown=()), "hand", "1")


@pytest.fixture(scope="session")
def made_ledger(tmp_path_factory):
    """The address of a ledger of thirteen reports in both languages."""
    path = tmp_path_factory.mktemp("made") / "ledger.db"
    with Ledger.open(path) as ledger:
        fill(ledger)
    return path


@pytest.fixture(scope="session")
def found(made_ledger):
    """All that a brief on Iraq in April 2020 needs."""
    with Ledger.open(made_ledger, create=False) as ledger:
        return brief(ledger.view(), Subject(place=IRAQ), dt.date(2020, 4, 10), dt.date(2020, 3, 1))


@pytest.fixture(scope="session")
def example_ledger(tmp_path_factory):
    """The address of a ledger of the example reports, read by the real reader."""
    path = tmp_path_factory.mktemp("example") / "ledger.db"
    read = CliRunner().invoke(main, ["read", "--quiet", "--ledger", str(path), str(EXAMPLES)])
    assert read.exit_code == 0, read.output
    return path


@pytest.fixture(scope="session")
def example_found(example_ledger):
    """What a brief on Iraq needs of the example reports."""
    with Ledger.open(example_ledger, create=False) as ledger:
        return brief(ledger.view(), Subject(place=IRAQ), dt.date(2020, 4, 10), dt.date(2020, 3, 10))


@pytest.fixture(scope="session", params=["en", "ar"])
def names(request):
    """Who names things in a language."""
    return namer(load_register(), request.param)
