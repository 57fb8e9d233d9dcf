"""Mentions: laws that hold for any text, and words that must not be taken for names."""

import cProfile
import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.languages import LANGUAGES
from marsad.reading.annotate import annotator
from marsad.reading.page import Mention

WORDS = {
    "en": "the U.S. British troops left base at al-Qaim Mosul , and Iraq ( RS ) its home northern army 's Geneva . we",
    "ar": "القوات الأمريكية والبريطانية غادرت قاعدة القائم في الموصل ، وبغداد قواتها بلادهم شمال سوريا الجيش . نحن",
}


def mentions(language: str, text: str) -> list[Mention]:
    return annotator(language).page(text, dt.date(2020, 3, 20)).mentions


def named(language: str, text: str) -> list[tuple[str, str]]:
    """(words, sub) of the mentions of a text."""
    page = annotator(language).page(text)
    return [(page.tokens.span(m.first, m.past).text(text), m.sub) for m in page.mentions]


@pytest.mark.parametrize("language", LANGUAGES)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_mentions_lie_in_the_text_in_order(language: str, data: st.DataObject) -> None:
    words = data.draw(st.lists(st.sampled_from(WORDS[language].split()), max_size=30))
    text = " ".join(words)
    found = mentions(language, text)
    assert all(0 <= m.first < m.past <= len(annotator(language).page(text).tokens) for m in found)
    assert [m.first for m in found] == sorted(m.first for m in found)


@pytest.mark.parametrize("language", LANGUAGES)
@given(text=st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text_is_read(language: str, text: str) -> None:
    assert all(m.layer in ("actor", "place", "land") for m in mentions(language, text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_text_gives_the_same_mentions(language: str) -> None:
    text = WORDS[language]
    assert mentions(language, text) == mentions(language, text)


def test_a_short_name_needs_the_country() -> None:
    assert ("the army", "organisation") not in named("en", "In Mali, near Gao, the army lost ten soldiers.")


def test_capitals_of_a_headline_make_no_name() -> None:
    assert not [name for name, sub in named("en", "Coalition Hands Over Key Base To Iraqi Forces\n") if "Key" in name]
    assert ("Camp Redoubt", "unknown") in named("en", "The coalition handed over Camp Redoubt to Iraqi forces.")


def test_the_base_is_not_the_group_of_that_name() -> None:
    text = "وكانت مراسم التسليم للقاعدة قد تمت قبل يومين"
    assert not [m for m in mentions("ar", text) if "AL-QAEDA" in m.keys]


def test_a_name_is_taken_as_it_is_written_before_any_pronoun_is_cut_off() -> None:
    places = {m.place.country for m in mentions("ar", "وينسحبون إلى قاعدة الجفرة") if m.place}
    assert places == {"LY"}


def test_an_acronym_in_brackets_is_learned() -> None:
    text = "The Great Rift Security Force (GRSF) left. GRSF said so."
    assert named("en", text).count(("GRSF", "organisation")) == 2


def test_who_is_backed_is_not_the_backer() -> None:
    found = named("en", "The Turkey-backed fighters left the town in Syria.")
    assert ("Turkey", "nationality") in found


@pytest.mark.parametrize("said", ["anti-Taliban forces", "pro-Taliban fighters", "counter-Taliban troops"])
def test_whom_others_are_for_or_against_is_not_they(said: str) -> None:
    assert ("Taliban", "nationality") in named("en", f"The {said} left Herat in Afghanistan.")


def test_these_forces_is_no_pronoun() -> None:
    found = named("ar", "غادرت قوات إماراتية المطار، وهذه القوات في عدن، وهذه باقية.")
    assert [sub for _, sub in found].count("pronoun") == 1


@pytest.mark.parametrize("said", ["قواعد أخرى", "معسكر جديد", "مطار دولي", "قاعدة عسكرية كبيرة"])
def test_an_adjective_names_no_base(said: str) -> None:
    assert "unknown" not in [sub for _, sub in named("ar", f"انسحبت القوات إلى {said} في العراق.")]
    assert ("معسكر الكرامة", "unknown") in named("ar", "انسحبت القوات إلى معسكر الكرامة في العراق.")


def test_home_is_told_apart() -> None:
    assert ("home", "home") in named("en", "British troops flew home from Iraq.")


def test_a_lowercase_word_is_no_town() -> None:
    assert not [m for m in named("en", "They rest and march in victory.") if m[1] == "town"]


CORPORA = Path(__file__).parents[1] / "languages"


@pytest.mark.parametrize("language", LANGUAGES)
def test_corpora_are_there(language: str) -> None:
    assert {"actor.yaml", "place.yaml"} <= {path.name for path in (CORPORA / language).iterdir()}


def test_an_article_alone_is_no_place() -> None:
    """The "an" of "an-Nasiriya" is a part of a name only beside a capital."""
    assert ("an", "unknown") not in named("en", "Two soldiers were killed there in an attack at Camp Taji.")
    assert any(sub == "unknown" for _, sub in named("en", "The outpost near an Tajalei was shelled."))


@pytest.mark.parametrize(
    ("language", "text", "leader"),
    [
        ("en", "The international Coalition led by the United States left Iraq.", "US"),
        ("en", "The Syrian Democratic Forces backed by Washington left Manbij.", "US"),
        ("ar", "انسحب التحالف الدولي الذي تقوده الولايات المتحدة من القيارة.", "US"),
        ("ar", "انسحب التحالف الدولي لمحاربة داعش بقيادة واشنطن من القيارة.", "US"),
    ],
)
def test_who_leads_a_body_of_its_own_name_does_not_act(language: str, text: str, leader: str) -> None:
    assert not [m for m in mentions(language, text) if leader in m.keys]


def test_what_a_state_controls_is_by_that_state() -> None:
    assert [m for m in mentions("en", "The town is controlled by Turkey.") if "TR" in m.keys]


@pytest.mark.parametrize(("year", "key"), [(2005, "MNF-I"), (2020, "CJTF-OIR")])
def test_a_short_name_is_of_its_time(year: int, key: str) -> None:
    page = annotator("en").page("Coalition soldiers left Mosul in Iraq.", dt.date(year, 3, 1))
    assert key in {k for m in page.mentions for k in m.keys}


@pytest.mark.parametrize(
    ("language", "text", "key", "times"),
    [
        ("en", "The Libyan National Army took Sirte. The army said it sent 300 troops to Jufra.", "LNA", 2),
        ("en", "The Libyan National Army left Jufra. Sudan's chief said the army would hold Khartoum.", "LNA", 1),
        ("en", "The Libyan National Army left Jufra. The Libyan army of the GNA would retake Sirte.", "LNA", 1),
        ("ar", "انسحب الجيش الوطني الليبي من الجفرة. وأعلنت الجزائر أن الجيش نشر 1000 جندي في إليزي.", "LNA", 1),
        ("ar", "انسحب الجيش الوطني الليبي من ترهونة. وقالت تركيا إن الجيش أرسل 200 جندي إلى طرابلس.", "LNA", 1),
        ("en", "Chechen rebels fought Russian troops on Monday. The rebels took Grozny.", "CHECHEN-REBELS", 2),
        ("en", "The rebels attacked the convoy in Luhansk. Russia said it would send troops.", "CHECHEN-REBELS", 0),
        ("en", "Libyan rebels took Brega. In Syria, the rebels attacked Jisr al-Shughour.", "LIBYAN-REBELS", 1),
        ("en", "Libyan rebels fought in Brega. The rebels took Gao, Mali said.", "LIBYAN-REBELS", 1),
    ],
)
def test_the_army_is_whose_the_text_speaks_of(language: str, text: str, key: str, times: int) -> None:
    assert sum(key in mention.keys for mention in mentions(language, text)) == times


@pytest.mark.parametrize("said", ["Libyan rebels Chadian ", "Libyan Chadian ", "LNA the army Sirte "])
def test_many_names_in_a_row_take_a_time_that_grows_with_them(said: str) -> None:
    def calls(times: int) -> int:
        profile = cProfile.Profile()
        profile.runcall(annotator("en").page, said * times + "left Jufra.")
        return sum(entry.callcount for entry in profile.getstats())

    calls(1)
    assert calls(400) < 3 * calls(200)


def test_the_alliance_is_the_one_that_the_report_is_about() -> None:
    text = "The U.S.-led coalition is leaving Iraq, a British officer in the alliance said."
    assert not [m for m in mentions("en", text) if "NATO" in m.keys]
    assert [m for m in mentions("en", "NATO is leaving Kabul, an officer of the alliance said.") if "NATO" in m.keys]


def test_a_number_within_a_name_counts_nobody() -> None:
    page = annotator("en").page("Some 300 soldiers left Air Base 101 in Niger.")
    assert [(n.min, n.max) for n in page.numbers] == [(300, 300)]


def test_a_state_whose_name_is_also_an_adjective() -> None:
    assert ("U.S", "nationality") not in named("en", "The U.S. is sending troops to Poland.")
    found = [m for m in mentions("en", "The US left the base; US soldiers were glad.") if m.keys == ("US",)]
    assert [m.sub for m in found] == ["state", "force"]
