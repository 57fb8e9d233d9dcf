"""A small ledger, told claim by claim, so that what the pages must show is known. Two reports disagree on a date."""

import datetime as dt
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from marsad.ledger import Ledger
from marsad.model.claim import Claim
from marsad.model.report import Report
from marsad.model.span import Span
from marsad.model.values import Count, Place, Speaker

AL_QAIM = Place("al-Qaim base", "IQ", 34.37, 41.09, "site")
ASAD = Place("Ain al-Asad", "IQ", 33.786, 42.441, "site")
TAJI = Place("Camp Taji", "IQ", 33.524, 44.257, "site")
COALITION, IRAQ = ("CJTF-OIR",), ("IQ",)

HOSTILE = '<script>alert("x")</script>'
TURNED = "abc\u202egnp.exe"


def claim(text: str, words: str, kind: str, status: str = "happened", **slots: Any) -> Claim:
    """A claim that rests on these words of the text."""
    start = text.index(words)
    return Claim(kind, status, (Span(start, start + len(words)),), **slots)


WIRE = "The coalition handed the base to Iraq on Tuesday. About 300 soldiers are still there."
PAPER = "A spokesman said that the base was returned on 16 March, and 200 soldiers went to Ain al-Asad."
ARABIC = "أصابت صواريخ معسكر التاجي مساء الثلاثاء. وستنسحب القوات من عين الأسد في نيسان."
LATER = "Coalition soldiers left the base long ago, said an officer."

TOLD = [
    (
        Report("wire", WIRE, "en", dt.date(2020, 3, 17), "Wire One", "Base handed over", "https://wire.example/1"),
        [
            claim(WIRE, "handed the base to Iraq", "handover", when="2020-03-17",
                  actor=COALITION, partner=IRAQ, place=(AL_QAIM,)),
            claim(WIRE, "About 300 soldiers", "presence", "ongoing", actor=COALITION, place=(AL_QAIM,),
                  number=Count(300, 300)),
        ],
    ),
    (
        Report("paper", PAPER, "en", dt.date(2020, 3, 20), "Paper Two", "Date of a handover", None),
        [
            claim(PAPER, "the base was returned on 16 March", "handover", when="2020-03-16",
                  actor=COALITION, partner=IRAQ, place=(AL_QAIM,), said_by=Speaker("IQ", "Hamid")),
            claim(PAPER, "200 soldiers went to Ain al-Asad", "move", when="2020-03-16", actor=COALITION,
                  origin=(AL_QAIM,), destination=(ASAD,), number=Count(200, 200)),
        ],
    ),
    (
        Report("arabic", ARABIC, "ar", dt.date(2020, 4, 1), "صحيفة ثلاث", "صواريخ على التاجي", None),
        [
            claim(ARABIC, "أصابت صواريخ معسكر التاجي", "attack", when="2020-03-31", place=(TAJI,), partner=COALITION,
                  means=("rockets",)),
            claim(ARABIC, "وستنسحب القوات من عين الأسد", "move", "planned", when="2020-04", actor=COALITION,
                  origin=(ASAD,)),
        ],
    ),
    (
        Report("hostile", LATER, "en", dt.date(2020, 4, 2), HOSTILE, TURNED, None),
        [claim(LATER, "left the base", "presence", "denied", actor=COALITION, place=(AL_QAIM,), confidence=0.3)],
    ),
]  # fmt: skip


def make(path: Path) -> Path:
    with Ledger.open(path) as ledger:
        for report, claims in TOLD:
            ledger.record(report, SimpleNamespace(claims=tuple(claims), unknown=()), "hand", "1")
    return path
