"""Every claim that the contract allows can be said, in both languages, as fact, plan, fear and denial."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.model.claim import Claim
from marsad.model.kinds import ACTIVITIES, KINDS, MEANS, STATUSES
from marsad.model.span import Span
from marsad.model.values import Count, Place, Speaker
from marsad.publish.briefs.clauses import FEAR, NOUN, PLAN, Clauses, Thing
from marsad.publish.wording import namer
from marsad.publish.wording.amounts import amount
from marsad.publish.wording.dates import plain
from marsad.publish.wording.numbers import GENITIVE
from marsad.world.register import load_register

NAMES = {language: namer(load_register(), language) for language in ("en", "ar")}
PLACES = [
    Place("Iraq", "IQ", None, None, "country"),
    Place("Camp Taji", "IQ", 33.524, 44.257, "site"),
    Place("Anbar", "IQ", 33.4, 42.5, "region"),
    Place("القائم", "IQ", 34.393, 40.989, "town"),
]
KEYS = ["US", "IQ", "GB", "CJTF-OIR", "ISIS", "NATO", "PMF", "UNKNOWN", "HOUTHIS", "NOBODY-KNOWS-IT"]
WHEN = [None, "2020-03-17", "2020-03", "2020", "2020-21", "2020-04~", "2020-01/2020-03", "2020-03-20/..", "../2020-06"]

bounds = st.one_of(st.none(), st.integers(0, 30_000))
counts = st.one_of(
    st.none(), st.builds(lambda a, b: Count(a, b) if a is None or b is None or a <= b else Count(b, a), bounds, bounds)
)
places = st.lists(st.sampled_from(PLACES), max_size=2).map(tuple)
keys = st.lists(st.sampled_from(KEYS), max_size=3, unique=True).map(tuple)


@st.composite
def claims(draw):
    kind = KINDS[draw(st.sampled_from(sorted(KINDS)))]
    sorts = {"actor": keys, "partner": keys, "place": places, "origin": places, "destination": places, "number": counts,
             "killed": counts, "wounded": counts, "activity": st.sampled_from(ACTIVITIES),
             "phase": st.sampled_from(kind.phases or ("",)),
             "means": st.lists(st.sampled_from(MEANS), max_size=2).map(tuple)}  # fmt: skip
    slots = {slot: draw(sorts[slot]) for slot in kind.slots}
    return Claim(kind.name, draw(st.sampled_from(STATUSES)), (Span(0, 1),), when=draw(st.sampled_from(WHEN)), **slots)


@given(claims(), st.sampled_from([None, PLAN, FEAR, NOUN]), st.sampled_from(["en", "ar"]))
def test_every_claim_can_be_said(claim, form, language):
    said = Clauses(NAMES[language]).clause(Thing.of_claim(claim), form)
    assert said == said.strip()
    assert "  " not in said
    assert not re.search(r"[{}$]|None|\(\)| [,.;،؛]", said), said
    letters = re.sub("\u2068[^\u2069]*\u2069", "", said)
    if language == "ar":
        assert not re.search("[A-Za-z]", letters), said
    for place in (*claim.place[:1], *claim.origin[:1]):
        if claim.kind not in ("agreement",):
            assert NAMES[language].place(place) in said


@pytest.mark.parametrize(
    ("when", "english", "arabic"),
    [
        ("2020-03-17", "on 17 March 2020", "في 17 مارس/آذار 2020"),
        ("2020-03", "in March 2020", "في مارس/آذار 2020"),
        ("2020", "in 2020", "في 2020"),
        ("2020-21", "in spring 2020", "في ربيع 2020"),
        ("2020-04~", "around April 2020", "نحو أبريل/نيسان 2020"),
        ("2020-01/2020-03", "between January 2020 and March 2020", "بين يناير/كانون الثاني 2020 ومارس/آذار 2020"),
        ("2020-03-20/..", "since 20 March 2020", "منذ 20 مارس/آذار 2020"),
        ("../2020-06-01", "by 1 June 2020", "بحلول 1 يونيو/حزيران 2020"),
    ],
)
def test_dates_in_sentences(when, english, arabic):
    assert plain(when, NAMES["en"].messages) == english
    assert plain(when, NAMES["ar"].messages) == arabic


@pytest.mark.parametrize(
    ("key", "english", "arabic"),
    [
        ("US", "US forces", "القوات الأمريكية"),
        ("IQ", "Iraqi forces", "القوات العراقية"),
        ("GB", "British forces", "القوات البريطانية"),
        ("CJTF-OIR", "Coalition forces", "قوات التحالف الدولي"),
        ("KATAIB-HEZBOLLAH", "Kataib Hezbollah fighters", "كتائب حزب الله"),
        ("UNKNOWN", "unidentified forces", "جهة مجهولة"),
        ("JOINT-FORCES", "the Joint Forces on the West Coast", "القوات المشتركة في الساحل الغربي"),
        ("KFOR", "Kosovo Force troops", "قوة كوسوفو"),
        ("LNA", "Libyan National Army troops", "عناصر الجيش الوطني الليبي"),
        ("ARAB-COALITION", "ARAB-COALITION forces", "قوات \u2068ARAB-COALITION\u2069"),
        ("TIGRIS-BRIGADE", "TIGRIS-BRIGADE troops", "قوات \u2068TIGRIS-BRIGADE\u2069"),
    ],
)
def test_what_forces_are_called(key, english, arabic):
    assert NAMES["en"].force(key) == english
    assert NAMES["ar"].force(key) == arabic


@pytest.mark.parametrize(
    ("low", "high", "english", "arabic"),
    [
        (1, 3, "between one and three people", "ما بين شخص واحد وثلاثة أشخاص"),
        (1, 2, "between one and two people", "ما بين شخص واحد وشخصين"),
        (2, 10, "between 2 and 10 people", "ما بين شخصين وعشرة أشخاص"),
        (3, 5, "between three and five people", "ما بين ثلاثة وخمسة أشخاص"),
        (1, 12, "between 1 and 12 people", "ما بين 1 و12 شخصًا"),
        (40, 105, "between 40 and 105 people", "ما بين 40 و105 أشخاص"),
        (500, 7500, "between 500 and 7,500 people", "ما بين 500 و7,500 شخص"),
        (0, 3, "up to three people", "ثلاثة أشخاص على الأكثر"),
    ],
)
def test_both_numbers_of_a_range_are_in_one_form(low, high, english, arabic):
    assert amount(Count(low, high), NAMES["en"].messages, "victim", GENITIVE) == english
    assert amount(Count(low, high), NAMES["ar"].messages, "victim", GENITIVE) == arabic


@pytest.mark.parametrize(
    ("when", "status", "english", "arabic"),
    [
        ("2019-07~", "ongoing", "Saudi forces are in Anbar as of around July 2019; how many is unknown",
         "القوات السعودية موجودة في الأنبار، وذلك نحو يوليو/تموز 2019، وعددها مجهول"),
        ("2019-07", "ongoing", "Saudi forces are in Anbar as of July 2019; how many is unknown",
         "القوات السعودية موجودة في الأنبار، وذلك في يوليو/تموز 2019، وعددها مجهول"),
        ("2019-07", "happened", "Saudi forces were in Anbar in July 2019; how many is unknown",
         "كانت القوات السعودية موجودة في الأنبار في يوليو/تموز 2019، وعددها مجهول"),
        ("2019-07-03", "ongoing", "Saudi forces were in Anbar on 3 July 2019; how many is unknown",
         "كانت القوات السعودية موجودة في الأنبار في 3 يوليو/تموز 2019، وعددها مجهول"),
    ],
)  # fmt: skip
def test_a_presence_that_goes_on_is_no_past(when, status, english, arabic):
    claim = Claim("presence", status, (Span(0, 1),), ("SA",), place=(PLACES[2],), when=when)
    assert Clauses(NAMES["en"]).clause(Thing.of_claim(claim)) == english
    assert Clauses(NAMES["ar"]).clause(Thing.of_claim(claim)) == arabic


def test_a_force_of_any_name_goes_with_a_verb_in_the_plural():
    register = load_register()
    for key in sorted({entry.key for _, _, entry in register.names if entry.type != "place"})[:3000]:
        name = NAMES["en"].force(key)
        assert not re.search(r"\b(Army|Navy|Corps|Division|Brigade|Force|Guard)$", name), name


def test_arabic_attacks_agree_with_what_is_said_of_them():
    one = Claim("attack", "happened", (Span(0, 1),), ("US",), killed=Count(3, 3), number=Count(1, 1))
    many = Claim("attack", "happened", (Span(0, 1),), ("US",), killed=Count(1, 3), number=Count(4, 4))
    say = Clauses(NAMES["ar"]).clause
    assert say(Thing.of_claim(one)) == "وقع هجوم، ويُنسب إلى القوات الأمريكية، وأسفر عن مقتل ثلاثة أشخاص"
    assert say(Thing.of_claim(many)) == (
        "وقعت هجمات (عددها: أربعة هجمات)، وتُنسب إلى القوات الأمريكية، وأسفرت عن مقتل ما بين شخص واحد وثلاثة أشخاص"
    )


def test_an_attack_to_come_is_blamed_on_nobody():
    claim = Claim("attack", "planned", (Span(0, 1),), ("US",), partner=("HOUTHIS",), means=("rockets",))
    assert Clauses(NAMES["ar"]).clause(Thing.of_claim(claim), PLAN) == (
        "من المقرر شن هجوم بقذائف صاروخية على قوات الحوثيين من جانب القوات الأمريكية"
    )
    assert Clauses(NAMES["en"]).clause(Thing.of_claim(claim), PLAN) == (
        "an attack with rockets on Houthi forces by US forces is planned"
    )


@pytest.mark.parametrize(
    ("key", "name", "force"),
    [
        ("HOUTHIS", "الحوثيين", "قوات الحوثيين"),
        ("CHADIAN-REBELS", "المتمردين التشاديين", "عناصر المتمردين التشاديين"),
        ("DARFUR-REBELS", "متمردي دارفور", "عناصر متمردي دارفور"),
        ("LIBYAN-REBELS", "الثوار الليبيين", "عناصر الثوار الليبيين"),
        ("SYRIA-TV", "تلفزيون سوريا", "قوات تلفزيون سوريا"),
        ("FATEMIYOUN", "لواء فاطميون", "عناصر لواء فاطميون"),
    ],
)
def test_arabic_plurals_stand_in_the_case_of_their_preposition(key, name, force):
    assert (NAMES["ar"].name(key), NAMES["ar"].force(key)) == (name, force)


def test_who_speaks_is_named_once():
    english, arabic = NAMES["en"], NAMES["ar"]
    assert english.voice("US", [Speaker("US", "Mark Esper")]) == "Mark Esper (the United States)"
    assert english.voice("US", [Speaker("US", "United States")]) == "the United States"
    assert english.voice("US", [Speaker("US", "Mark Esper"), Speaker("US", "Mike Pompeo")]) == "the United States"
    assert arabic.voice("IQ", [Speaker("IQ")]) == "الجانب العراقي"
    assert arabic.voice("Levant Wire") == "\u2068Levant Wire\u2069"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_both_languages_have_the_same_messages(language):
    other = NAMES["ar" if language == "en" else "en"].messages
    bundle = NAMES[language].messages
    for name in bundle.names:
        assert other.has(name), name
        assert bundle.forms(name) == other.forms(name), name
