"""Whom somebody accuses of an attack is who did it, as it is told (`marsad.resolve.accused`)."""

import datetime as dt

import pytest
from sentences import sentences

from marsad.model.claim import Claim
from marsad.model.report import Report
from marsad.reader import Reader
from marsad.resolve.accused import put_right
from marsad.resolve.triggers import triggers

TOLD = {
    "en": [
        "Near it is Kataib Hezbollah, the faction that Washington accuses of shelling Camp Taji with rockets.",
        "Washington accused Kataib Hezbollah of shelling Camp Taji with rockets on Wednesday.",
    ],
    "ar": [
        "القاعدة قرب مواقع لكتائب حزب الله، وهي الفصيل الذي تتهمه واشنطن بقصف معسكر التاجي بصواريخ الكاتيوشا.",
        "اتهمت واشنطن كتائب حزب الله بقصف معسكر التاجي بصواريخ الكاتيوشا الأربعاء الماضي.",
    ],
}


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def attackers(reader: Reader, text: str, language: str) -> set[tuple[str, ...]]:
    claims: tuple[Claim, ...] = reader.read(Report("told", text, language, dt.date(2020, 3, 17), None)).claims
    return {claim.actor for claim in claims if claim.kind == "attack"}


@pytest.mark.parametrize(("language", "text"), [(lang, text) for lang, texts in TOLD.items() for text in texts])
def test_the_accused_is_the_attacker_and_not_the_accuser(reader: Reader, language: str, text: str) -> None:
    assert attackers(reader, text, language) == {("KATAIB-HEZBOLLAH",)}


def test_who_is_accused_of_something_else_is_no_attacker_by_that() -> None:
    text = "Washington accused Iran of arming the militants who attacked Camp Taji."
    (sentence,) = sentences(text)
    attacked = next(t for t in triggers(sentence) if sentence.page.tokens.words[t.first] == "attacked")
    assert put_right(sentence, attacked, {}) == {}
