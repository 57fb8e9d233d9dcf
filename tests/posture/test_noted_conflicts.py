"""The disagreements that the notes of the annotated reports describe come out as conflicts."""

import datetime as dt
import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from marsad.ledger import Ledger
from marsad.model.claim import Claim
from marsad.model.report import Report
from marsad.posture.happenings import conflicts, happenings
from marsad.posture.subject import EVERYTHING

GOLD = Path(__file__).parents[1] / "gold" / "dev"

# Over what; of which kind and where; between which reports. docs/conflicts.md lists those that do not come out.
NOTED = [
    ("toll", "attack", "Camp Taji", {"ar-01", "ar-05"}),  # 14 wounded, 12 wounded
    ("date", "handover", "al-Qaim base", {"ar-01", "ar-02", "en-01", "en-02", "en-03"}),  # 16, 17, 19 March
    ("date", "move", "al-Qaim base", {"ar-01", "en-01", "en-03"}),  # the council: 16 March
    ("date", "move", "K-1", {"ar-02", "ar-03"}),  # 29 March, 30 March
    ("number", "move", "K-1", {"ar-02", "ar-03", "en-04"}),  # 300, nearly 400
    ("date", "handover", "Qayyarah West", {"ar-02", "en-03", "en-04"}),  # 26 March, 27 March
    ("number", "move", "Taqaddum", {"en-05"}),  # 500, 300
    ("number", "presence", "Iraq", {"ar-01", "en-05"}),  # 7,500, 20,000
    ("reason", "handover", "al-Qaim base", {"ar-01", "ar-03", "en-05"}),  # because of the attacks, or not
    ("number", "move", "Besmaya", {"ar-04"}),  # 80, 120
    ("denial", "move", "Iraq", {"ar-06"}),  # the Coalition has withdrawn, nobody leaves
    ("denial", "move", "Ain al-Asad", {"ar-07"}),  # to Syria, or not
    ("number", "presence", "Iraq", {"ar-07", "en-12"}),  # 2,500, 3,000
    ("date", "move", "Ain al-Asad", {"ar-08", "ar-12", "en-11"}),  # 15, 16, 17 January
    ("number", "move", "Ain al-Asad", {"ar-08", "ar-12"}),  # 250, 350
    ("number", "presence", "Ain al-Asad", {"en-11"}),  # fewer than 100, more than 200
    ("denial", "agreement", None, {"ar-09", "en-15"}),  # coordinated, or not
    ("date", "move", "Bagram", {"ar-09", "en-14", "en-15"}),  # the night to 1 July, or to 2 July
    ("date", "move", "al-Tanf", {"ar-12", "en-13"}),  # 11 February, two weeks earlier
    ("reason", "move", "Yemen", {"ar-15"}),  # because of Iran, or not
    ("denial", "presence", "Jufra", {"ar-16"}),  # 800 to 1,200 of Wagner, none
    ("number", "presence", "Niger", {"ar-17"}),  # 2,500 French, 2,000 at most
    ("number", "presence", "Niger", {"ar-18"}),  # 1,100 Americans, fewer than 650
    ("denial", "move", None, {"ar-18"}),  # Russians in Air Base 101
    ("number", "move", "Iraq", {"en-08"}),  # to 3,000, or two thirds
    ("date", "handover", "Camp Taji", {"ar-05", "en-08", "en-09"}),  # 23 August, 24 August
    ("number", "attack", "Iraq", {"en-09"}),  # more than 40 attacks, 29
    ("number", "presence", "Syria", {"en-13"}),  # 1,000, 700
    ("denial", "attack", "Hamames hill", {"en-17"}),
    ("toll", "attack", "Bulo Marer", {"en-19"}),  # 54, 137
    ("denial", "move", "South Korea", {"en-20"}),
]


@pytest.fixture(scope="module")
def annotated(tmp_path_factory):
    """A ledger of the development reports with their claims as people annotated them."""
    with Ledger.open(tmp_path_factory.mktemp("gold") / "gold.db") as ledger:
        for path in sorted(GOLD.glob("*.json")):
            gold = json.loads(path.read_text("utf-8"))
            text, day = path.with_suffix(".txt").read_text("utf-8"), dt.date.fromisoformat(gold["published"])
            report = Report(gold["id"], text, gold["language"], day, gold["publisher"], gold.get("title"))
            reading = SimpleNamespace(claims=tuple(map(Claim.from_json, gold["claims"])), unknown=())
            ledger.record(report, reading, "gold", "1")
        yield ledger.view()


@pytest.fixture(scope="module")
def found(annotated):
    return [
        (c.over, c.kind, c.place and c.place.name, {entry.report_id for entry in c.entries})
        for c in conflicts(annotated, EVERYTHING)
    ]


@pytest.mark.parametrize(("over", "kind", "place", "reports"), NOTED)
def test_what_the_notes_say_is_a_conflict(found, over, kind, place, reports):
    assert [one for one in found if one[:3] == (over, kind, place) and reports <= one[3]]


@pytest.mark.parametrize(
    ("place", "reports", "voices"),
    [
        ("al-Qaim base", {"ar-01", "ar-02", "en-01", "en-02", "en-03", "en-05"}, 5),
        ("Qayyarah West", {"ar-02", "ar-03", "en-03", "en-04", "en-05"}, 4),
        ("K-1", {"ar-02", "en-04", "en-05"}, 2),
        ("Taqaddum", {"ar-03", "en-05"}, 2),
    ],
)
def test_the_handovers_of_march_and_april_2020_are_one_event_each(annotated, place, reports, voices):
    told = happenings(annotated, EVERYTHING, "handover", dt.date(2020, 3, 1), dt.date(2020, 4, 30))
    (event,) = (s for s in told if s.event.mode == "told" and s.place and s.place.name == place)
    assert {entry.report_id for entry in event.event.affirming} == reports
    assert len(event.heard.voices) == voices
