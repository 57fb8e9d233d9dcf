"""What a brief says, sentence by sentence, and that each sentence leads to the words behind it."""

import re
from dataclasses import replace

import pytest

from marsad.model.values import Place
from marsad.posture.answer import Unknown
from marsad.publish.briefs import compose
from marsad.publish.briefs.figures import figures
from marsad.publish.wording import namer
from marsad.world.register import load_register

ENGLISH = {
    "posture": [
        "US forces were at Ain al-Asad on 28 March 2020: at least 1,000 people, according to Garrison Journal.",
        "British forces are at Camp Taji: two people (reported on 29 March 2020), according to Garrison Journal.",
    ],
    "changed": [
        "Control of al-Qaim base passed from Coalition forces to Iraqi forces",
        "US forces (between 300 and 800 people) left al-Qaim base for Ain al-Asad on 16 March 2020, according to "
        "Garrison Journal and Iraq.",
        "An attack with rockets on British forces and US forces at Camp Taji took place on 11 March 2020, blamed on "
        "Kataib Hezbollah fighters, leaving three people dead and 12 people wounded, according to The Meridian Post.",
        "Training activities by British forces with Iraqi forces at Camp Taji were suspended on 20 March 2020, "
        "according to the United Kingdom. The reason given: health, according to the United Kingdom.",
    ],
    "planned": ["French forces are to leave Iraq from 20 April 2020 on, according to France."],
    "feared": ["An attack on US forces at Ain al-Asad is feared (reported on 5 April 2020), according to قناة الأفق."],
    "denied": ["The departure of US forces from Ain al-Asad is denied by the United States."],
    "disputed": ["The number of people is disputed (move, US forces, al-Qaim base): 300 people, according to Garrison"],
    "unknown": ["No report says who holds"],
}
ARABIC = {
    "posture": [
        "كانت القوات الأمريكية موجودة في قاعدة عين الأسد الجوية في 28 مارس/آذار 2020، وعددها 1,000 فرد على الأقل، بحسب",
        "القوات البريطانية موجودة في معسكر التاجي، وعددها فردان (في تقرير نُشر في 29 مارس/آذار 2020)، بحسب",
    ],
    "changed": [
        "انتقلت القوات الأمريكية (ما بين 300 و800 فرد) من قاعدة القائم إلى قاعدة عين الأسد الجوية في 16 مارس/آذار 2020",
        "وقع هجوم بقذائف صاروخية على القوات البريطانية والقوات الأمريكية في معسكر التاجي في 11 مارس/آذار 2020"
        "، ويُنسب إلى كتائب حزب الله، وأسفر عن مقتل ثلاثة أشخاص وإصابة 12 شخصًا، بحسب",
        "عُلّقت أنشطة التدريب التي تنفذها القوات البريطانية مع القوات العراقية في معسكر التاجي في 20 مارس/آذار 2020، "
        "بحسب الجانب البريطاني. والسبب المذكور: الصحة، بحسب الجانب البريطاني.",
    ],
    "planned": ["من المقرر مغادرة القوات الفرنسية العراق اعتبارًا من 20 أبريل/نيسان 2020، بحسب الجانب الفرنسي."],
    "feared": ["من المحتمل وقوع هجوم على القوات الأمريكية في قاعدة عين الأسد الجوية"],
    "denied": ["مغادرة القوات الأمريكية قاعدة عين الأسد الجوية أمر منفي، بحسب الجانب الأمريكي."],
    "disputed": ["العدد مختلف فيه (انتقال، القوات الأمريكية، قاعدة القائم): 300 فرد، بحسب"],
    "unknown": ["لا يقول أي تقرير من يسيطر على"],
}


def points(found, language):
    document = compose(found, namer(load_register(), language))
    return {
        section.key: [bare(" ".join(sentence.text for sentence in item)) for item in section.items]
        for section in document.sections
    }


def bare(text):
    return re.sub("[\u2066-\u2069]", "", text)


@pytest.mark.parametrize(("language", "expected"), [("en", ENGLISH), ("ar", ARABIC)])
def test_what_a_brief_says(found, language, expected):
    told = points(found, language)
    for section, sentences in expected.items():
        for sentence in sentences:
            assert any(sentence in point for point in told[section]), (sentence, told[section])


def test_both_languages_say_the_same_of_the_same_claims(found):
    register = load_register()
    english, arabic = ([(s.claims, s.sources) for s in compose(found, namer(register, language)).sentences]
                       for language in ("en", "ar"))  # fmt: skip
    assert english == arabic


@pytest.mark.parametrize("told", ["found", "example_found"])
def test_every_sentence_leads_to_the_words_behind_it(told, names, request):
    """In the ledger that the tests made, and in that of the example reports."""
    found = request.getfixturevalue(told)
    document = compose(found, names, figures=figures(found, names))
    entries = {entry.id: entry for entry in found.entries}
    reports = {report.id: report for report in found.reports}
    sources = {source.number: source for source in document.sources}
    sentences = list(document.sentences)
    assert len(sentences) > 15
    for sentence in sentences:
        assert sentence.text
        assert sentence.sources, sentence
        assert set(sentence.sources) <= set(sources), sentence
        for claim in sentence.claims:
            number = next(n for n, source in sources.items() if any(claim in p.claims for p in source.passages))
            assert number in sentence.sources
            report = reports[entries[claim].report_id]
            assert bare(sources[number].label).startswith(report.publisher)
            assert (report.address or "").endswith(sources[number].address)
            assert bool(sources[number].address) == bool(report.address)
            for passage in sources[number].passages:
                words = " ".join(report.text[passage.start : passage.end].split())
                assert words.startswith(passage.text.rstrip("…"))
                assert passage.text


@pytest.mark.parametrize(
    ("address", "shown"),
    [("https://example.org/a/b?c=d", "https://example.org/a/b?c=d"), ("/srv/editor/secret/wire.txt", "wire.txt"),
     ("C:\\Users\\editor\\wire.txt", "wire.txt"), ("wire.txt", "wire.txt"), (None, "")],
)  # fmt: skip
def test_a_brief_does_not_tell_the_folders_of_its_author(found, names, address, shown):
    told = replace(found, reports=tuple(replace(report, address=address) for report in found.reports))
    document = compose(told, names)
    assert {source.address for source in document.sources[:-1]} == {shown}


def test_what_rests_on_no_claim_rests_on_the_ledger(found, names):
    document = compose(found, names)
    ledger = document.sources[-1]
    assert not ledger.passages
    without = [sentence for sentence in document.sentences if not sentence.claims]
    assert without
    assert all(sentence.sources == (ledger.number,) for sentence in without)


def test_no_sentence_is_longer_than_a_reader_bears(found, names):
    assert all(len(sentence.text) < 700 for sentence in compose(found, names).sentences)


def test_lines_that_the_limit_leaves_out_are_counted(found, names):
    whole, cut = (compose(found, names, limit=limit) for limit in (8, 1))
    assert len(cut.lead) == len(whole.lead) + 1
    assert all(len(section.items) <= 3 for section in cut.sections if section.key == "posture")


@pytest.mark.parametrize(("language", "more"), [("en", "and 8 more places."), ("ar", "وثمانية مواقع أخرى.")])
def test_of_many_unknown_places_the_first_are_named(found, language, more):
    places = [Place(f"Base {n}", "IQ", 33.0 + n / 10, 44.0, "site") for n in range(20)]
    answer = replace(found.answer, unknown=tuple(Unknown("holder", place) for place in places))
    told = points(replace(found, answer=answer), language)["unknown"]
    assert told[0].endswith(more)
    assert "Base 11" in told[0]
    assert "Base 12" not in told[0]
