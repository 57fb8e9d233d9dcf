"""Denials of what was said before: where they stand, who denies, and the claim that they make."""

import datetime as dt

import pytest
from sentences import whereabouts

from marsad.model.report import Report
from marsad.reader import Reader
from marsad.reading.annotate import annotator
from marsad.resolve.claims import Resolver
from marsad.resolve.model import EMPTY

POINTING = [
    ("en", "French troops have left Kidal, [a claim denied by the defence ministry in Paris].", "FR"),
    ("en", "Russian soldiers had withdrawn from Palmyra, [which Moscow denied].", "RU"),
    ("en", "Iran had attacked the base, [something Tehran denied].", "IR"),
    ("en", "Rwandan soldiers had entered Goma; [Kigali denies this].", "RW"),
    ("en", "[The Sudanese army denied the claim] on Monday.", "SD"),
    ("en", "[Israel rejected the report].", "IL"),
    ("en", "[Russia called the report fake].", "RU"),
    ("en", "[The claim was denied by Ukraine].", "UA"),
    ("ar", "انسحبت القوات الروسية من القامشلي، [وهو ما نفته وزارة الدفاع الروسية].", "RU"),
    ("ar", "غادرت القوات الفرنسية نيامي، [الأمر الذي نفته باريس].", "FR"),
    ("ar", "سيطرت القوات على بابنوسة، [ونفى الجيش السوداني ذلك].", "SD"),
    ("ar", "[ونفت تركيا هذه الأنباء].", "TR"),
]
NOT_POINTING = [
    ("en", "Iraqi officials denied that American troops had returned to K-1."),
    ("en", "Iraq denied the report that American troops had returned to K-1."),
    ("en", "Rwanda did not deny the claim."),
    ("en", "Moscow neither confirmed nor denied it."),
    ("en", "Turkey denied it had shelled the camp."),
    ("en", "The court rejected the appeal of the officers of Iraq."),
    ("ar", "نفى العراق عودة القوات الأميركية إلى كركوك."),
    ("ar", "ونفى الجيش السوداني أن يكون ذلك انسحابا."),
    ("ar", "ولم تنف روسيا ذلك."),
]


def found(language: str, text: str) -> list[tuple[str, tuple[str, ...]]]:
    """(words, keys of who denies) of each denial that points back."""
    page = annotator(language).page(text)
    tokens = page.tokens
    return [
        (text[tokens.starts[r.first] : tokens.ends[r.past - 1]], r.speaker.keys)
        for s in Resolver(language, whereabouts(), EMPTY).sentences(page)
        for r in s.rebuttals
    ]


@pytest.mark.parametrize(("language", "bracketed", "by"), POINTING)
def test_a_denial_that_points_back_has_its_words_and_its_speaker(language: str, bracketed: str, by: str) -> None:
    words = bracketed[bracketed.index("[") + 1 : bracketed.index("]")]
    ((said, keys),) = found(language, bracketed.replace("[", "").replace("]", ""))
    assert keys == (by,)
    assert said in (words, words.removeprefix("و"), f"{words} on Monday")


@pytest.mark.parametrize(("language", "text"), NOT_POINTING)
def test_what_names_what_it_denies_does_not_point_back(language: str, text: str) -> None:
    assert found(language, text) == []


@pytest.mark.parametrize(
    ("language", "text", "by"),
    [
        (
            "en",
            "Syrian activists said that Russian soldiers had left Palmyra air base on Tuesday, which Moscow denied.",
            "RU",
        ),
        ("en", "Ukraine said its forces had captured Sudzha. Russia's defence ministry called the report fake.", "RU"),
        ("ar", "قال المرصد إن القوات الروسية انسحبت من مطار القامشلي، وهو ما نفته وزارة الدفاع الروسية.", "RU"),
    ],
)
def test_it_claims_what_was_said_denied(language: str, text: str, by: str) -> None:
    listed = Reader().read(Report("x", text, language, dt.date(2024, 8, 20), None)).claims
    told = next(claim for claim in listed if claim.status == "happened")
    denied = next(claim for claim in listed if claim.status == "denied")
    assert (denied.kind, denied.actor, denied.origin, denied.place) == (told.kind, told.actor, told.origin, told.place)
    assert denied.said_by
    assert denied.said_by.of == by
    assert told.said_by is None or told.said_by.of != by
    assert not denied.evidence[0].overlaps(told.evidence[0])


@pytest.mark.parametrize(
    ("language", "text", "month"),
    [
        ("en", "France plans to withdraw its troops from Senegal in July.", "2025-07"),
        ("ar", "تخطط فرنسا لسحب قواتها من السنغال في تموز/يوليو.", "2025-07"),
        ("en", "French troops left Senegal in July.", "2024-07"),
    ],
)
def test_the_month_of_a_plan_is_to_come(language: str, text: str, month: str) -> None:
    (claim,) = Reader().read(Report("x", text, language, dt.date(2025, 1, 20), None)).claims
    assert claim.when == month
