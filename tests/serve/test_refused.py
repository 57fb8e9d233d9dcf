"""Refusals in Arabic: what was wrong, in the reader's language, with what he wrote kept as he wrote it."""

import re
from pathlib import Path

import pytest
import yaml
from starlette.testclient import TestClient

from marsad.serve import words
from marsad.serve.words.refusals import in_language

SENTENCES = yaml.safe_load((Path(words.__file__).parent / "refusals_ar.yaml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/posture?on=yesterday", "القيمة \u2068yesterday\u2069 في \u2068on\u2069 ليست تاريخا"),
        ("/claim/ffffffffffff", "لا قول رمزه \u2068ffffffffffff\u2069"),
        ("/report/none", "لا تقرير في هذا السجل رمزه \u2068none\u2069"),
        ("/nowhere", "لا صفحة بهذا العنوان"),
        ("/events?limit=many", "ليست عددا"),
    ],
)
def test_what_was_wrong_is_said_in_arabic(site: TestClient, address: str, told: str) -> None:
    page = site.get(address, headers={"accept-language": "ar"}).text
    assert told in page
    assert 'lang="en" dir="ltr"' not in page
    assert told not in site.get(address, headers={"accept-language": "en"}).text


def test_what_nobody_put_into_arabic_is_shown_as_it_is() -> None:
    assert in_language("The moon is made of cheese.", "ar") is None


@pytest.mark.parametrize("one", SENTENCES, ids=lambda one: one["en"][:40])
def test_each_sentence_keeps_what_changes_in_it(one: dict[str, str]) -> None:
    slots = re.findall(r"{(\w+)}", one["en"])
    given = {name: f"<{n}>" for n, name in enumerate(slots)}
    said = in_language(one["en"].format(**given), "ar")
    assert said is not None
    assert set(re.findall(r"{(\w+)}", one["ar"])) <= set(slots)
    assert all(f"\u2068{given[name]}\u2069" in said for name in re.findall(r"{(\w+)}", one["ar"]))
