"""A ledger of every kind of claim, in both languages, with texts that would do harm where they were not escaped."""

import datetime as dt
from types import SimpleNamespace

import pytest

from marsad.exports import Material, format_named, write
from marsad.ledger import Ledger
from marsad.model.claim import Claim
from marsad.model.report import Report
from marsad.model.span import Span
from marsad.model.values import Count, Place, Reason, Speaker
from marsad.publish.words import words_in
from marsad.world.register import load_register

IRAQ = Place("Iraq", "IQ", None, None, "country")
QAIM = Place("al-Qaim base", "IQ", 34.37, 41.09, "site")
TAJI = Place("Camp Taji", "IQ", 33.524, 44.257, "site")
K1 = Place("K-1", "IQ", 35.515, 44.254, "site")
SEA = Place("Gulf of Guinea", None, -1.5, -2.25, "region")
FIRST = (Span(0, 20),)

# publisher, published, language, title, address, claim
TOLD = [
    ("=cmd|'/c calc'!A1", "2020-03-17", "en", '=HYPERLINK("http://x.example")', "https://example.org/1?a=1&b=<2>",
     Claim(
        "handover", "happened", FIRST, ("CJTF-OIR",), ("IQ",), (QAIM,), when="2020-03-17",
        reasons=(Reason("mission-success"), Reason("attack", False)), said_by=Speaker("CJTF-OIR", "Daniel Marsh"),
        confidence=0.9)),
    ("وكالة نوافذ للأنباء", "2020-03-18", "ar", "التحالف «يسلّم» القاعدة\nإلى العراق", "https://example.org/2", Claim(
        "handover", "happened", (Span(0, 5), Span(6, 20)), ("CJTF-OIR",), ("IQ",), (QAIM,),
        when="2020-03-16/2020-03-19", confidence=0.8)),
    ("Garrison Journal", "2020-03-27", "en", "100% {moved} & $5_000 ~ #1 \\ ^", "/srv/files/3.txt", Claim(
        "move", "happened", FIRST, ("US", "GB"), origin=(QAIM, TAJI), destination=(K1,), number=Count(300, None),
        when="2020-03-16")),
    ("Garrison Journal", "2020-03-28", "en", None, None, Claim(
        "presence", "ongoing", FIRST, ("US",), (), (TAJI,), number=Count(None, 500))),
    ("The Meridian <b>Post</b>", "2020-04-02", "en", "A \x0b\x1f vertical tab", "https://example.org/5", Claim(
        "attack", "happened", FIRST, ("KATAIB-HEZBOLLAH",), ("US", "GB"), (TAJI,), means=("rockets", "drones"),
        killed=Count(3, 3), wounded=Count(12, 15), when="2020-03-11")),
    ("The Meridian <b>Post</b>", "2020-04-03", "en", "Paris", "https://example.org/6", Claim(
        "move", "planned", FIRST, ("FR",), origin=(IRAQ,), when="2020-04-20/..", said_by=Speaker("FR"))),
    (None, None, "ar", "بلا تاريخ", None, Claim("move", "denied", FIRST, ("US",), origin=(SEA,))),
    ("Levant Wire Service", "2020-04-06", "en", "Talks", "https://example.org/8", Claim(
        "agreement", "happened", FIRST, ("US",), ("IQ",), phase="discussed", when="2020-06~")),
    ("Levant Wire Service", "2020-04-07", "en", "Training", "https://example.org/9", Claim(
        "activity", "happened", FIRST, ("GB",), ("IQ",), (TAJI,), activity="training", phase="suspended",
        reasons=(Reason("health"),))),
    ("Levant Wire Service", "2020-04-08", "en", "Control", "https://example.org/10", Claim(
        "control", "ongoing", FIRST, ("IQ",), (), (K1,))),
]  # fmt: skip


@pytest.fixture(scope="session")
def ledger_path(tmp_path_factory):
    path = tmp_path_factory.mktemp("exports") / "ledger.db"
    with Ledger.open(path) as ledger:
        for n, (publisher, day, language, title, address, claim) in enumerate(TOLD, 1):
            text = f'+1 "quoted" <tag> & قاعدة\tof the report {n}'
            report = Report(
                f"r/{n:02} é", text, language, day and dt.date.fromisoformat(day), publisher, title, address
            )
            ledger.record(report, SimpleNamespace(claims=(claim,), unknown=()), "hand", "1")
    return path


@pytest.fixture
def view(ledger_path):
    with Ledger.open(ledger_path, create=False) as ledger:
        yield ledger.view()


@pytest.fixture(params=["en", "ar"])
def language(request):
    return request.param


@pytest.fixture
def exported(view, tmp_path):
    """Writes a format and gives the file."""

    def make(form, language="en", **asked):
        path = tmp_path / f"out.{form}"
        write(Material(view, words_in(language, load_register()), **asked), format_named(form), path)
        return path

    return make


@pytest.fixture
def entries(view):
    return {entry.id: entry for entry in view.claims()}
