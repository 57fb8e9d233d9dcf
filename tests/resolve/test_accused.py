"""Whom somebody accuses of an attack is who did it, as it is told (`marsad.resolve.accused`)."""

import datetime as dt

import pytest

from marsad.model.report import Report
from marsad.reader import Reader

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


@pytest.mark.parametrize(("language", "text"), [(lang, text) for lang, texts in TOLD.items() for text in texts])
def test_the_accused_is_the_attacker_and_not_the_accuser(language: str, text: str) -> None:
    claims = Reader().read(Report("told", text, language, dt.date(2020, 3, 17), None)).claims
    attackers = {claim.actor for claim in claims if claim.kind == "attack"}
    assert attackers == {("KATAIB-HEZBOLLAH",)}
