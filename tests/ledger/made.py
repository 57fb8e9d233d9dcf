"""Claims and readings made by hand."""

from dataclasses import dataclass

from marsad.model.claim import Claim
from marsad.model.span import Span
from marsad.model.values import Count, Place, Reason, Speaker

IRAQ = Place("Iraq", "IQ", None, None, "country")
QAIM = Place("al-Qaim base", "IQ", 34.37, 41.09, "site")
TEXT = "The coalition left al-Qaim. About 300 were there. قال المتحدث إن القوات غادرت القاعدة."


@dataclass
class Name:
    text: str
    kind: str
    span: Span
    key: str


@dataclass
class Reading:
    claims: tuple[Claim, ...]
    unknown: tuple[Name, ...] = ()


# One claim of each kind, with every slot that it has.
EVERY_KIND = (
    Claim(
        "move", "happened", (Span(0, 27),), ("CJTF-OIR",), origin=(QAIM,), destination=(IRAQ,), number=Count(300, 300)
    ),
    Claim("handover", "happened", (Span(0, 27),), ("CJTF-OIR",), ("IQ",), (QAIM,), when="2020-03-17"),
    Claim("presence", "ongoing", (Span(28, 49),), ("CJTF-OIR", "US"), place=(QAIM, IRAQ), number=Count(None, 500)),
    Claim("activity", "planned", (Span(50, 60),), ("US",), activity="training", phase="suspended", when="../2020-03"),
    Claim(
        "attack",
        "happened",
        (Span(0, 9), Span(28, 40)),
        place=(QAIM,),
        partner=("US",),
        means=("rockets", "drones"),
        killed=Count(2, 2),
        wounded=Count(13, None),
        when="2020-03-11",
    ),
    Claim("control", "possible", (Span(3, 9),), ("IQ",), place=(QAIM,), when="2017-11/.."),
    Claim(
        "agreement",
        "denied",
        (Span(3, 9),),
        ("IQ",),
        ("US",),
        phase="agreed",
        reasons=(Reason("politics"), Reason("cost", False)),
        said_by=Speaker("IQ", "تحسين الخفاجي"),
        confidence=0.5,
        rule="agreed with",
    ),
)
