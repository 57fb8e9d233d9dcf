"""Charts and maps: in every form and both languages, offline, and readable by those who do not see them."""

import datetime as dt
import json
import re
import struct
from dataclasses import replace

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from shapely import LineString

from marsad.cli import main
from marsad.ledger import Ledger
from marsad.model.values import Count, Place
from marsad.posture.subject import Subject
from marsad.publish.charts import (
    FORMS,
    Strength,
    drawn,
    map_chart,
    presence_chart,
    strengths,
    timeline_chart,
    timelines,
)
from marsad.publish.charts.labels import Spot, placed
from marsad.publish.charts.land import countries
from marsad.publish.charts.style import directed
from marsad.publish.charts.titles import title_of
from marsad.publish.events import headline

UNTIL = dt.date(2020, 4, 10)
IRAQ = Place("Iraq", "IQ", None, None, "country")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(params=["map", "timeline", "presence"])
def chart(request, found, made_ledger, names):
    title = title_of(request.param, found.answer.subject, names, UNTIL, found.since)
    if request.param == "map":
        return map_chart(found.answer, title, names)
    if request.param == "timeline":
        return timeline_chart(found.events, found.since, UNTIL, title, names)
    with Ledger.open(made_ledger, create=False) as ledger:
        return presence_chart(strengths(ledger.view(), Subject(place=IRAQ), found.since, UNTIL), UNTIL, title, names)


def texts(svg):
    """What a chart writes, without the controls of direction."""
    return [
        re.sub("[\u2066-\u2069\u200b]", "", "".join(node.itertext()))
        for node in etree.fromstring(svg).iter(f"{SVG}text")
    ]


def test_as_svg_it_has_a_name_words_and_a_language(chart):
    root = etree.fromstring(drawn(chart, "svg"))
    assert root.get("role") == "img"
    assert root.get("lang") == chart.language
    assert root.get("aria-label")
    assert root.find(f"{SVG}title").text
    assert any(chart.title in text for text in texts(drawn(chart, "svg")))


def test_as_png_it_is_sharp(chart):
    png = drawn(chart, "png")
    assert png.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", png[16:24])
    assert width > 1000
    assert height > 200


def test_as_a_page_it_asks_for_nothing_from_the_net(chart):
    page = drawn(chart, "html").decode()
    assert f'<html lang="{chart.language}"' in page
    assert not etree.HTML(page).xpath("//@src | //@href")
    assert chart.title.replace("\u2068", "") in page
    assert len(page) < 1_500_000


def test_what_a_report_says_is_no_script(names):
    evil = "</script><script>alert(1)</script><b>&'\""
    told = [Strength("US", Place(evil, "IQ", 33.0, 44.0, "site"), UNTIL, Count(1, 2), "present")]
    chart = presence_chart(told, UNTIL, evil, names)
    tree = etree.HTML(drawn(chart, "html").decode())
    assert len(tree.xpath("//script")) == 2
    assert not tree.xpath("//b")
    assert tree.xpath("//title")[0].text == evil
    assert evil in json.loads(tree.xpath("//script[@id='spec']")[0].text)["title"]["text"]
    drawing = etree.fromstring(drawn(chart, "svg"))
    assert not [node for node in drawing.iter() if etree.QName(node).localname in ("script", "b")]
    assert any(evil in text for text in texts(drawn(chart, "svg")))


def test_the_same_chart_is_the_same_bytes(chart):
    assert all(drawn(chart, form) == drawn(chart, form) for form in FORMS[:2])


def test_a_map_names_its_places_and_their_holders(found, names):
    written = texts(drawn(map_chart(found.answer, "Map", names), "svg"))
    assert names.place(Place("Camp Taji", "IQ", 33.524, 44.257, "site")) in written
    assert names.force("IQ") in written
    assert names.name("SY") in written
    assert names.words.phrases.say("unknown") in written


def test_holders_of_whom_was_last_told_long_ago_are_pale_with_the_year(found, names):
    def looks(on):
        spec = map_chart(replace(found.answer, on=on), "Map", names).spec
        scale = {name: _encoded(spec)[name]["scale"] for name in ("fill", "stroke")}
        return {
            sort.strip("\u2067\u2069"): (fill, stroke)
            for sort, fill, stroke in zip(scale["fill"]["domain"], *(s["range"] for s in scale.values()), strict=True)
        }

    iraq = names.force("IQ")
    new, old = looks(UNTIL)[iraq], looks(dt.date(2022, 1, 1))[f"{iraq} (2020)"]
    assert new[1] == "white"
    assert old[1] == new[0] != old[0]
    assert iraq not in looks(dt.date(2022, 1, 1))


def _encoded(spec):
    return next(
        layer["encoding"] for layer in spec["layer"] if "fill" in layer["encoding"] and "x" in layer["encoding"]
    )


def test_a_map_draws_north_above_south_and_east_right_of_west(found, names):
    spec = map_chart(found.answer, "Map", names).spec
    at = {row["name"].strip("\u2067\u2069"): (row["x"], row["y"]) for row in _points(spec)}
    qaim, asad, taji = (at[names.place(Place(name, "IQ", 0.0, 0.0, "site"))]
                        for name in ("al-Qaim base", "Ain al-Asad", "Camp Taji"))  # fmt: skip
    assert qaim[0] < asad[0] < taji[0]
    assert qaim[1] < asad[1] < taji[1]


def _points(spec):
    return next(
        layer["data"]["values"] for layer in spec["layer"] if "fill" in layer["encoding"] and "x" in layer["encoding"]
    )


def test_a_number_with_an_open_end_is_drawn_as_such(names):
    day = dt.date(2020, 3, 1)
    numbers = {"US": Count(1000, None), "GB": Count(None, 400), "FR": Count(200, 999), "DE": None}
    told = [Strength(key, IRAQ, day, number, "present") for key, number in numbers.items()]
    rows = {row["force"]: row for row in presence_chart(told, UNTIL, "Numbers", names).spec["data"]["values"]}
    assert [rows[names.force(key)]["open"] for key in ("US", "GB", "FR")] == ["above", "below", ""]
    assert (rows[names.force("FR")]["low"], rows[names.force("FR")]["high"]) == (200, 999)
    assert names.force("DE") not in rows, "what is unknown has no line"


@pytest.mark.parametrize(
    ("until", "told"), [(UNTIL, {"en": "15 March", "ar": "15 مارس/آذار"}),
                        (dt.date(2021, 12, 31), {"en": "July 2020", "ar": "يوليو/تموز 2020"})]
)  # fmt: skip
def test_days_are_written_as_the_language_writes_them(found, names, until, told):
    chart = timeline_chart(found.events, dt.date(2020, 3, 1), until, "Time", names)
    assert told[names.language] in texts(drawn(chart, "svg"))


def test_a_long_label_ends_with_a_word(found, names, monkeypatch):
    monkeypatch.setattr(timelines, "_LONGEST", 30)
    whole = {headline(summary, names.words) for summary in found.events}
    rows = timeline_chart(found.events, found.since, UNTIL, "Time", names).spec["data"]["values"]
    cut = [label[:-1] for row in rows if (label := row["label"].strip("\u2067\u2069\u200b")).endswith("…")]
    assert cut
    for label in cut:
        assert label[-1].isalnum() or label[-1] == ")" or "\u2069" in label
        assert any(text.startswith(label) and not text[len(label)].isalnum() for text in whole), label


def test_nothing_to_draw_is_said_rather_than_drawn(names):
    for made in (timeline_chart([], UNTIL, UNTIL, "None", names), presence_chart([], UNTIL, "None", names)):
        assert len(texts(drawn(made, "svg"))) >= 2


def test_the_land_around_iraq():
    found = {country.code: country for country in countries((38.5, 29.0, 48.8, 37.5))}
    assert {"IQ", "SY", "TR", "IR", "SA", "JO", "KW"} <= set(found)
    assert all(38.4 < lon < 48.9 and 28.9 < lat < 37.6 for c in found.values() for ring in c.rings for lon, lat in ring)


spots = st.lists(
    st.builds(Spot, st.floats(0, 600), st.floats(0, 400), st.text("abcdefgh ", min_size=1, max_size=20)), max_size=25
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])  # machines may be busy
@given(spots)
def test_no_label_lies_on_another(found):
    labels = placed(found, 600, 400)
    assert len(labels) == len(found)
    boxes = [_box(label) for label in labels if label.text]
    for n, one in enumerate(boxes):
        assert one[0] >= -0.01
        assert one[2] <= 600.01
        for other in boxes[n + 1 :]:
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            assert apart, (one, other)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])  # machines may be busy
@given(spots)
def test_every_point_has_its_name_or_a_number(found):
    labels = placed(found, 600, 400)
    numbers = {label.text for label in labels if label.number and label.text}
    assert numbers == {str(n + 1) for n in range(len(numbers))}
    for spot, label in zip(found, labels, strict=True):
        if label.number is None:
            assert label.text == spot.text
        else:
            assert str(label.number) in numbers


def _box(label):
    wide = len(label.text) * 11.5 * 0.5
    left = {"left": label.x, "right": label.x - wide, "center": label.x - wide / 2}[label.align]
    return left + 0.01, label.y - 7.4, left + wide - 0.01, label.y + 7.4


def test_lines_to_names_do_not_cross():
    crowd = [Spot(300 + 9 * n, 200 + 5 * (n % 3), f"Camp number {n}") for n in range(12)]
    lines = [label.line for label in placed(crowd, 600, 400) if label.line]
    assert len(lines) >= 3
    for n, one in enumerate(lines):
        for other in lines[n + 1 :]:
            assert not LineString([one[:2], one[2:]]).crosses(LineString([other[:2], other[2:]]))


def test_a_crowded_map_names_every_place(found, names):
    """On the map, or in the key below it."""
    line = found.answer.section("holder")[0]
    camps = [line.place._replace(name=f"Camp {n}", lat=33.3 + n % 7 / 50, lon=44.3 + n / 100) for n in range(40)]
    answer = replace(found.answer, lines=tuple(replace(line, place=camp) for camp in camps), unknown=())
    written = " ".join(texts(drawn(map_chart(answer, "Map", names), "svg")))
    assert [camp.name for camp in camps if not re.search(rf"\b{camp.name}\b", written)] == []


def test_a_legend_begins_where_the_language_does(found, names):
    spec = map_chart(found.answer, "Map", names).spec
    words = [directed(text, names.language) for text in (names.force("IQ"), names.words.phrases.say("unknown"))]
    at = {row["text"]: row.get("tx") for layer in spec["layer"] if "data" in layer
          for row in layer["data"]["values"] if "tx" in row}  # fmt: skip
    held, unknown = (at[word] for word in words)
    assert (held > unknown) == (names.language == "ar")


@pytest.mark.parametrize("name", ["iraq.svg", "iraq.png", "iraq.html"])
def test_the_command_draws_what_the_file_is_named_for(made_ledger, tmp_path, name):
    run = CliRunner().invoke(main, ["chart", "map", "العراق", "--on", "2020-04-10", "--lang", "ar", "-o",
                                    str(tmp_path / name), "--ledger", str(made_ledger)])  # fmt: skip
    assert run.exit_code == 0, run.output
    assert (tmp_path / name).read_bytes()[:5] in (b"<svg ", b"\x89PNG\r", b"<!DOC")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["map", "Iraq", "-o", "iraq.gif"], "iraq.gif does not say what to write; give --format svg|png|html."),
        (["map", "Nowhere", "-o", "x.svg"], "No actor or place is named 'Nowhere'."),
        (["timeline", "Iraq", "--since", "2020-06-01", "--on", "2020-04-10", "-o", "x.svg"], "give an earlier one"),
        (["map", "Iraq"], "Missing option '-o' / '--output'"),
    ],
)
def test_bad_input_is_answered_in_a_sentence(made_ledger, tmp_path, monkeypatch, arguments, sentence):
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke(main, ["chart", *arguments, "--ledger", str(made_ledger)])
    assert run.exit_code != 0
    assert sentence in run.output
    assert not list(tmp_path.iterdir())
