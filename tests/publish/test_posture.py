"""A posture as people read it: short names, short sections, whole lines, both languages."""

import datetime as dt
import re

import pytest

from marsad.ledger import Entry
from marsad.model.claim import Claim
from marsad.model.kinds import ACTIVITIES, KINDS, MEANS, STATUSES
from marsad.model.span import Span
from marsad.model.values import Count, Place, Speaker
from marsad.model.values.place import LEVELS
from marsad.model.values.reason import CODES
from marsad.posture.answer import SECTIONS, Answer, Dispute, Line
from marsad.posture.contested import OVER
from marsad.posture.subject import Subject
from marsad.publish.interface import LANGUAGES, phrases
from marsad.publish.posture import posture_lines
from marsad.publish.words import Words

IRAQ = Place("Iraq", "IQ", None, None, "country")
TAJI, K1 = Place("Camp Taji", "IQ", 33.5, 44.3, "site"), Place("K-1", "IQ", 35.5, 44.3, "site")
NAMES = {"US": "United States", "IQ": "Iraq", "GB": "United Kingdom of Great Britain and Northern Ireland",
         "CJTF-OIR": "Combined Joint Task Force - Operation Inherent Resolve"}  # fmt: skip
WORDS = Words(actor_name=lambda key: NAMES.get(key, key))


def entry(id="c1", publisher="Wire", said_by=None, confidence=0.9, **slots):
    claim = Claim(
        slots.pop("kind", "move"),
        slots.pop("status", "happened"),
        (Span(0, 4),),
        said_by=said_by,
        confidence=confidence,
        **slots,
    )
    return Entry(id, claim, "r", publisher, dt.date(2020, 3, 17), "en", id, "grammar")


def told(*lines, limit=5, width=100, words=WORDS):
    answer = Answer(Subject(place=IRAQ), dt.date(2020, 4, 10), None, "", lines)
    return [line.plain for line in posture_lines(answer, words, width, limit)]


def cell(section, state="planned", entries=None, **slots):
    """The first line of a cell."""
    return told(Line(section, state, entries or (entry(),), **slots))[3]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (("presence", "present", {"actor": ("US",), "place": TAJI, "number": Count(200, 999)}),
         "United States, Camp Taji: present, 200–999 (reported 2020-03-17)"),
        (("presence", "reduced", {"actor": ("CJTF-OIR",), "place": TAJI}),
         "CJTF-OIR, Camp Taji: reduced, number unknown (reported 2020-03-17)"),
        (("presence", "left", {"actor": ("GB",), "place": TAJI, "number": Count(0, 0), "when": "../2020-03"}),
         "United Kingdom of Great Britain and Northern Ireland, Camp Taji: left (by 2020-03)"),
        (("holder", "held", {"actor": ("IQ",), "partner": ("CJTF-OIR",), "place": TAJI, "when": "2020-03-17"}),
         "Camp Taji: Iraq, from CJTF-OIR (2020-03-17)"),
        (("holder", "given-up", {"place": TAJI, "when": "2020-03-17"}),
         "Camp Taji: given up by its holder, to whom is unknown (2020-03-17)"),
        (("pace", "suspended", {"activity": "training", "actor": ("US",), "partner": ("IQ",), "place": IRAQ,
                                "when": "2020~"}),
         "United States → Iraq: training, Iraq, suspended (about 2020)"),
        (("move", "happened", {"actor": ("US",), "place": TAJI, "when": "2020-03-01/2020-03-07"}),
         "United States: Camp Taji → (2020-03-01 to 2020-03-07)"),
        (("move", "happened", {"actor": ("US",), "destination": K1, "number": Count(500, None),
                               "when": "2020-03-01/.."}),
         "United States: → K-1, at least 500 (since 2020-03-01)"),
        (("attack", "happened", {"place": TAJI, "actor": ("UNKNOWN",), "partner": ("US",), "means": ("rockets",),
                                 "killed": Count(3, 3), "wounded": Count(12, 14), "when": "2020-03-11"}),
         "Camp Taji: attack by unknown on United States with rockets, 3 killed, 12–14 wounded (2020-03-11)"),
        (("agreement", "agreed", {"actor": ("US",), "partner": ("IQ",)}),
         "United States with Iraq: agreed (reported 2020-03-17)"),
        (("agreement", "asked", {"actor": ("IQ",), "partner": ("US",), "when": "2020-03"}),
         "Iraq asked United States (2020-03)"),
        (("agreement", "asked", {"actor": ("IQ",), "when": "2020-03"}), "Iraq asked (2020-03)"),
        (("agreement", "rejected", {"actor": ("IQ",), "partner": ("US",), "when": "2020-03"}),
         "Iraq rejected, with United States (2020-03)"),
        (("presence", "present", {"actor": ("IQ",), "place": IRAQ, "when": "2020"}),
         "forces of Iraq, Iraq: present, number unknown (2020)"),
        (("expected", "overdue", {"kind": "move", "actor": ("US",), "place": TAJI, "when": "2020-03-18/.."}),
         "United States: Camp Taji →, overdue (from 2020-03-18)"),
        (("expected", "planned", {"kind": "handover", "actor": ("US",), "partner": ("IQ",), "place": TAJI}),
         "United States → Iraq: handover, Camp Taji (reported 2020-03-17)"),
        (("denied", "denied", {"kind": "agreement", "partner": ("IQ",)}),
         "unknown with Iraq: agreement (reported 2020-03-17)"),
    ],
)  # fmt: skip
def test_a_cell_in_one_line(line, text):
    section, state, slots = line
    assert cell(section, state, **slots) == "  " + text


def test_sources_say_publisher_day_and_speaker():
    entries = (entry("c1"), entry("c2"), entry("c3", "Post", Speaker("US", "A. Speaker")))
    lines = told(Line("move", "happened", entries, ("US",), place=TAJI))
    assert lines[4] == "      2 voices: Wire, 2020-03-17 [c1 c2]; Post, 2020-03-17, A. Speaker (United States) [c3]"


def test_a_dispute_groups_those_who_agree():
    entries = tuple(entry(f"c{n}", f"P{n}", number=Count(n // 2, n // 2)) for n in (2, 3, 4))
    line = Line("move", "happened", entries, ("US",), place=TAJI, disputes=(Dispute("number", entries),))
    assert told(line)[5] == ("      disputed number: 1 (P2 [c2]; P3 [c3]); 2 (P4 [c4])")


def test_whoever_denies_a_line_is_named_in_full():
    said, denied = entry("c1"), entry("c2", "Post", Speaker("US"), status="denied")
    line = Line("move", "happened", (said,), ("US",), place=TAJI, disputes=(Dispute("denial", (said, denied)),))
    assert told(line)[5] == (
        "      disputed denial: happened (Wire [c1]); denied (Post, 2020-03-17, United States [c2])"
    )


def test_a_section_is_cut_and_says_so():
    lines = [Line("move", "happened", (entry(f"c{n}"),), ("US",), place=TAJI) for n in range(17)]
    assert "  … and 12 more (--limit 17 shows all)" in told(*lines)
    assert "  … وغيرها 12 (لعرض الكل: ‎--limit 17)" in told(*lines, words=Words(phrases("ar")))
    assert not [line for line in told(*lines, limit=None) if "more" in line]


def test_what_the_reader_was_not_sure_of_is_marked():
    lines = told(Line("move", "happened", (entry(confidence=0.49),), ("US",), place=TAJI))
    assert lines[3].startswith("? United States")
    assert lines[-1] == "? marks what the reader was not sure of."
    assert not [line for line in told(Line("move", "happened", (entry(confidence=0.5),), ("US",))) if "?" in line]


def test_the_arabic_mark_of_doubt_is_an_arabic_one():
    arabic = Words(phrases("ar"))
    doubted = entry(confidence=0.49)
    lines = told(Line("move", "happened", (doubted,), ("US",), place=TAJI), words=arabic)
    assert lines[3].startswith("؟ ")
    assert lines[-1] == "علامة ؟ تدل على ما لم يتيقن منه القارئ."
    assert arabic.what(doubted.claim) == "انتقال ؟"


@pytest.mark.parametrize(
    ("over", "text"),
    [
        (["number"], "خلاف في العدد: "),
        (["holder"], "خلاف فيمن يسيطر: "),
        (["date", "holder"], "خلاف في التاريخ، فيمن يسيطر: "),
    ],
)
def test_in_and_who_are_one_word_in_arabic(over, text):
    assert phrases("ar").disputed(over) == text


def test_what_no_claim_says_is_unknown():
    assert told(Line("move", "happened", (entry(),), ("US",), place=TAJI))[-1] == (
        "Unknown, for no claim says: Presence, Holders, Activities."
    )


def test_wrapped_lines_are_indented_and_end_in_no_blank():
    entries = tuple(entry(f"c{n}", "A publisher of a long name") for n in range(20))
    lines = told(Line("move", "happened", entries, ("US",), place=TAJI), width=60)
    assert all(len(line) <= 60 and line == line.rstrip() for line in lines)
    assert sum(line.startswith("      ") for line in lines) > 2


def test_an_arabic_name_is_never_cut_in_two():
    entries = tuple(entry(f"c{n}", f"وكالة نوافذ للأنباء {n}") for n in range(9))
    lines = told(Line("move", "happened", entries, ("US",), place=TAJI), width=50)
    assert all(line.count("\u2068") == line.count("\u2069") for line in lines)
    assert any("وكالة نوافذ للأنباء" in line for line in lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_contract_has_a_phrase(language):
    known = phrases(language)
    phases = {phase for kind in KINDS.values() for phase in kind.phases}
    groups = {"heading": SECTIONS, "kind": KINDS, "status": STATUSES, "activity": ACTIVITIES, "means": MEANS,
              "phase": phases, "reason": CODES, "level": LEVELS,
              "over": OVER, "at_odds": OVER}  # fmt: skip
    assert not {(group, key) for group, keys in groups.items() for key in keys if key not in known.words(group)}


def test_the_languages_have_the_same_phrases():
    first, *others = ({group: set(phrases(code).words(group)) for group in phrases(code).groups} for code in LANGUAGES)
    assert all(first == other for other in others)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (("attack", "happened", {"place": TAJI, "actor": ("US",), "partner": ("KATAIB-HEZBOLLAH",),
                                 "means": ("air-strike",), "when": "2020-03-12"}),
         "Camp Taji: هجوم من جانب الولايات المتحدة على كتائب حزب الله بضربة جوية (2020-03-12)"),
        (("attack", "happened", {"place": TAJI, "actor": ("HOUTHIS",), "partner": ("FOREIGN-FIGHTERS",),
                                 "means": ("drones", "missiles"), "when": "2020-03-12"}),
         "Camp Taji: هجوم من جانب الحوثيين على المقاتلين الأجانب بطائرات مسيّرة، صواريخ (2020-03-12)"),
        (("holder", "held", {"place": TAJI, "actor": ("HOUTHIS",), "partner": ("HOUTHIS",), "when": "2020-03-12"}),
         "Camp Taji: الحوثيون، من الحوثيين (2020-03-12)"),
        (("holder", "given-up", {"place": TAJI, "partner": ("US",), "when": "2020-03-12"}),
         "Camp Taji: تسليم من جانب الولايات المتحدة إلى جهة مجهولة (2020-03-12)"),
        (("holder", "given-up", {"place": TAJI, "when": "2020-03-12"}),
         "Camp Taji: تسليم من جانب من كان يسيطر عليه إلى جهة مجهولة (2020-03-12)"),
        (("presence", "left", {"actor": ("KATAIB-HEZBOLLAH",), "place": TAJI, "when": "2020-03-12"}),
         "كتائب حزب الله، Camp Taji: مغادرة (2020-03-12)"),
        (("pace", "suspended", {"activity": "patrols", "actor": ("US",), "place": TAJI, "when": "2020-03-12"}),
         "الولايات المتحدة: دوريات، Camp Taji، عُلّقت (2020-03-12)"),
        (("pace", "continued", {"activity": "training", "actor": ("US",), "place": TAJI, "when": "2020-03-12"}),
         "الولايات المتحدة: تدريب، Camp Taji، استمر (2020-03-12)"),
        (("agreement", "asked", {"actor": ("US",), "partner": ("KATAIB-HEZBOLLAH",), "when": "2020-03-12"}),
         "طلب من جانب الولايات المتحدة إلى كتائب حزب الله (2020-03-12)"),
        (("agreement", "rejected", {"actor": ("US",), "when": "2020-03-12"}),
         "رفض من جانب الولايات المتحدة (2020-03-12)"),
        (("agreement", "agreed", {"actor": ("US",), "partner": ("KATAIB-HEZBOLLAH",), "when": "2020-03-12"}),
         "الولايات المتحدة مع كتائب حزب الله: اتُّفق عليه (2020-03-12)"),
        (("presence", "present", {"actor": ("IQ",), "place": IRAQ, "when": "2020-03-12"}),
         "قوات العراق، العراق: وجود، العدد مجهول (2020-03-12)"),
    ],
)  # fmt: skip
def test_an_arabic_cell_fits_actors_of_every_gender(line, text):
    section, state, slots = line
    names = {"US": "الولايات المتحدة", "IQ": "العراق", "KATAIB-HEZBOLLAH": "كتائب حزب الله",
             "HOUTHIS": "الحوثيون", "FOREIGN-FIGHTERS": "المقاتلون الأجانب"}  # fmt: skip
    arabic = Words(phrases("ar"), lambda key: names.get(key, key))
    shown = told(Line(section, state, (entry(),), **slots), words=arabic)[3]
    assert re.sub("[\u2068\u2069]", "", shown) == f"  {text}"


@pytest.mark.parametrize(("language", "unnamed"), [("en", "unnamed speaker"), ("ar", "متحدث لم يُذكر اسمه")])
def test_a_speaker_whom_nobody_names_is_called_so(language, unnamed):
    words = Words(phrases(language))
    for told in (words.speaker(Speaker("UNKNOWN")), words.voice("UNKNOWN"), words.speaker_name("UNKNOWN")):
        assert re.sub("[\u2068\u2069]", "", told) == unnamed
    assert words.speaker(Speaker("UNKNOWN", "A. Person")) == "A. Person"


def test_arabic_phases_agree_with_their_activity():
    arabic = Words(phrases("ar"))
    assert arabic.activity("activity", "combat-operations", "suspended") == "عمليات قتالية عُلّقت"
    assert arabic.activity("activity", "patrols", "continued") == "دوريات استمرت"
    assert arabic.activity("activity", "logistics", "suspended") == "إمداد عُلّق"
    assert arabic.activity("agreement", None, "asked") == "اتفاق طُلب"
