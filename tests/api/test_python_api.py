"""Marsad from Python, as an analyst uses it in a notebook."""

import datetime as dt
import json
import subprocess
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pandas
import polars
import pytest
from click.testing import CliRunner
from lxml import html

import marsad
from marsad.cli import main
from marsad.errors import DecisionError, ExportError, QuestionError

ROOT = Path(__file__).parents[2]
SAID = "The coalition handed al-Qaim base over to the Iraqi Security Forces on Tuesday, a spokesman said."


@pytest.fixture(scope="session")
def example(tmp_path_factory):
    path = tmp_path_factory.mktemp("api") / "ledger.db"
    with marsad.open(path, create=True) as ledger:
        ledger.read(ROOT / "examples" / "iraq-2020")
    return path


@pytest.fixture(params=["en", "ar"])
def language(request):
    return request.param


@pytest.fixture
def ledger(example, language):
    with marsad.open(example, language=language) as ledger:
        yield ledger


def asked(example, *words):
    result = CliRunner().invoke(main, [*words, "--json", "--ledger", str(example)])
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_importing_marsad_loads_nothing_of_it():
    code = "import sys, marsad; print([n for n in sys.modules if n.startswith('marsad.') or n == 'sqlalchemy'])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_posture_is_that_of_the_command_line(ledger, example):
    answer = ledger.posture("Iraq", on="2020-04-01", known="2020-03-20")
    (told,) = asked(example, "posture", "Iraq", "--on", "2020-04-01", "--known", "2020-03-20")
    assert answer.to_json() == told["lines"]
    assert (answer.on, answer.known, answer.recorded) == (dt.date(2020, 4, 1), dt.date(2020, 3, 20), told["recorded"])


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (lambda ledger: ledger.timeline("Iraq", since="2020-03-10"), ("timeline", "Iraq", "--since", "2020-03-10")),
        (lambda ledger: ledger.events("Iraq", kind="handover"), ("events", "Iraq", "--kind", "handover")),
        (lambda ledger: ledger.conflicts("Iraq"), ("conflicts", "Iraq")),
        (lambda ledger: ledger.claims("Iraq", kind="move"), ("claims", "--place", "Iraq", "--kind", "move")),
        (lambda ledger: ledger.search("القاعدة"), ("search", "القاعدة")),
        (lambda ledger: ledger.sources(), ("sources",)),
    ],
    ids=["timeline", "events", "conflicts", "claims", "search", "sources"],
)
def test_answers_are_those_of_the_command_line(ledger, example, question, words):
    found = question(ledger)
    assert found.to_json() == asked(example, *words)
    assert len(found) > 0
    for frame, library in ((found.to_polars(), polars.DataFrame), (found.to_pandas(), pandas.DataFrame)):
        assert isinstance(frame, library)
        assert len(frame) == len(found)
    assert len(html.fromstring(found._repr_html_()).xpath("//tbody/tr")) == min(50, len(found))


@pytest.mark.parametrize("clock", ["valid", "known", "recorded"])
def test_a_difference_is_that_of_the_command_line(ledger, example, clock):
    dates = ("2020-03-15", ledger.view().recorded if clock == "recorded" else "2020-04-10")
    on = {} if clock == "valid" else {"on": "2020-04-10"}
    found = ledger.diff(*dates, "Iraq", clock=clock, **on)
    day = ["--on", "2020-04-10"] if on else []
    (told,) = asked(example, "diff", *dates, "Iraq", "--clock", clock, *day)
    assert found.to_json() == told["changes"]
    assert len(found.to_polars()) == len(found) > 0


def test_a_posture_in_a_notebook_has_cells_sources_and_a_map(ledger, language):
    answer = ledger.posture("Iraq", on="2020-04-10")
    tree = html.fromstring(answer._repr_html_())
    assert (tree.get("dir"), tree.get("lang")) == (("rtl", "ar") if language == "ar" else ("ltr", "en"))
    assert len(tree.xpath("//tbody/tr")) == len(answer)
    assert len(tree.xpath("//ol/li")) == len(answer.sources) > 3
    assert tree.xpath("//img/@src")[0].startswith("data:image/svg+xml;base64,")
    cited = {int(n.strip("[]")) for cell in tree.xpath("//tbody/tr/td[3]/text()") for n in cell.split()}
    assert cited
    assert cited <= set(range(1, len(answer.sources) + 1))


def test_a_map_is_saved_by_its_name(ledger, tmp_path):
    drawing = ledger.posture("Iraq", on="2020-04-10").map()
    assert drawing.save(tmp_path / "map.png").read_bytes().startswith(b"\x89PNG")
    assert drawing._repr_svg_().startswith("<svg")
    with pytest.raises(ExportError, match=r"end it in \.svg"):
        drawing.save(tmp_path / "map.gif")


@pytest.mark.parametrize("form", ["html", "md", "json", "txt", "docx", "pdf"])
def test_a_brief_from_python_is_that_of_the_command_line(ledger, example, tmp_path, language, form):
    made = ledger.brief("Iraq", since="2020-03-01", on="2020-04-10").save(tmp_path / f"one.{form}")
    words = ["Iraq", "--from", "2020-03-01", "--to", "2020-04-10", "--language", language, "--ledger", str(example)]
    told = ["--format", "text"] if form == "txt" else []
    done = CliRunner().invoke(main, ["brief", *words, "-o", str(tmp_path / f"two.{form}"), *told])
    assert done.exit_code == 0, done.output
    assert made.read_bytes() == (tmp_path / f"two.{form}").read_bytes()


@pytest.mark.parametrize("kind", ["map", "timeline", "presence"])
def test_a_chart_from_python_is_that_of_the_command_line(ledger, example, tmp_path, language, kind):
    drawing = ledger.chart(kind, "Iraq", since="2020-03-01", on="2020-04-10")
    words = ["Iraq", "--from", "2020-03-01", "--to", "2020-04-10", "--language", language, "--ledger", str(example)]
    CliRunner().invoke(main, ["chart", kind, *words, "-o", str(tmp_path / "two.svg")])
    assert drawing.save(tmp_path / "one.svg").read_bytes() == (tmp_path / "two.svg").read_bytes()
    assert drawing._repr_svg_().startswith("<svg")


def test_a_brief_in_a_notebook_is_shut_in_a_frame(ledger):
    shown = html.fromstring(ledger.brief("Iraq", since="2020-03-01", on="2020-04-10")._repr_html_())
    assert (shown.tag, shown.get("sandbox")) == ("iframe", "")
    assert html.fromstring(shown.get("srcdoc")).xpath("//h2")


def test_every_cell_leads_to_the_words_of_a_report(ledger):
    cell = ledger.posture("Iraq", on="2020-04-10").section("holder")[0]
    passages = ledger.passages(cell.entries[0])
    assert passages
    assert passages[0] in ledger.report(cell.entries[0].report_id).text


def test_reading_and_deciding(tmp_path):
    with marsad.open(tmp_path / "own.db", create=True) as ledger:
        new = ledger.read_text(SAID, "en", published="2020-03-19", publisher="Levant Wire Service")
        assert [entry.claim.kind for entry in new] == ["handover"]
        assert len(ledger.read_text(SAID, "en", published="2020-03-19", publisher="Levant Wire Service")) == 0
        before = ledger.view().recorded
        decided = ledger.decide("reject", new[0].id, by="A. Analyst", why="misread")
        assert decided.changed == 1
        assert len(ledger.claims()) == 0
        assert len(ledger.claims(recorded=before)) == 1
        ledger.decide("undo", decided.decision.id, by="A. Analyst")
        ledger.decide("amend", new[0].id, {"when": "2020-03-17"}, by="A. Analyst")
        assert ledger.claim(new[0].id[:8]).claim.when == "2020-03-17"


def test_what_could_not_be_read_is_told_and_the_others_are_kept(tmp_path):
    (tmp_path / "good.txt").write_text(SAID, "utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01\x02" * 50)
    with marsad.open(tmp_path / "own.db", create=True) as ledger:
        read = ledger.read(tmp_path / "good.txt", tmp_path / "bad.txt", published="2020-03-19")
        assert len(read.reports) == 1
        assert [failure.where.endswith("bad.txt") for failure in read.failures] == [True]


class Pages(SimpleHTTPRequestHandler):
    """Serves pages and no log."""

    def log_message(self, *_):
        pass


def test_addresses_are_read_and_kept(tmp_path):
    folder = tmp_path / "site"
    folder.mkdir()
    page = f"<html lang=en><title>Base handed over</title><body><article><p>{SAID}</p></article></body></html>"
    (folder / "page.html").write_text(page, "utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Pages, directory=folder)) as server:
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        host = f"127.0.0.1:{server.server_port}"
        address = f"http://{host}/page.html"
        with marsad.open(tmp_path / "own.db", create=True) as ledger:
            refused = ledger.read(address, published="2020-03-19")
            assert "127.0.0.1" in refused.failures[0].sentence
            read = ledger.read(address, allow_hosts=[host], published="2020-03-19")
            assert ([entry.claim.kind for entry in read], read.failures) == (["handover"], ())
        server.shutdown()
    with marsad.open(tmp_path / "other.db", create=True) as ledger:
        (tmp_path / "own.sources").rename(tmp_path / "other.sources")
        assert len(ledger.read(address, archived=True, published="2020-03-19")) == 1


@pytest.mark.parametrize(
    ("ask", "error", "sentence"),
    [
        (lambda ledger: ledger.posture("Iraq", on="1 April"), QuestionError, "'1 April' is no date; write it as 2020-"),
        (lambda ledger: ledger.posture("Zzyzxia"), QuestionError, "No actor or place is named 'Zzyzxia'"),
        (lambda ledger: ledger.decide("burn", "x", by="A."), DecisionError, "'burn' is no decision; use one of accept"),
        (lambda ledger: ledger.decide("amend", "x", by="A."), DecisionError, "amend was not given what it needs"),
        (lambda ledger: ledger.export("x.docx"), ExportError, "No format is named 'docx'"),
        (lambda ledger: ledger.chart("pie", "Iraq"), ExportError, "'pie' is no chart; use one of map, timeline"),
        (lambda ledger: ledger.chart("map", "Iraq", since="2020-02-02", on="2020-02-01"), QuestionError, "lies after"),
        (lambda ledger: ledger.brief("Iraq").save("x.odt"), ExportError, "x.odt does not say what to write"),
        (lambda ledger: ledger.diff("2020-01-01", "2020-02-01", clock="sun"), QuestionError, "'sun' is no clock"),
    ],
)
def test_what_is_asked_wrongly_is_said_in_a_sentence(ledger, ask, error, sentence):
    with pytest.raises(error, match=sentence):
        ask(ledger)


def test_an_export_from_python_is_that_of_the_command_line(ledger, example, tmp_path, language):
    ledger.export(tmp_path / "one.geojson", "Iraq", on="2020-04-10")
    words = ["--of", "Iraq", "--on", "2020-04-10", "--language", language, "--ledger", str(example)]
    CliRunner().invoke(main, ["export", "-o", str(tmp_path / "two.geojson"), *words])
    assert (tmp_path / "one.geojson").read_bytes() == (tmp_path / "two.geojson").read_bytes()


def test_hostile_text_is_shown_and_never_run(tmp_path):
    evil = '<img src=x onerror="alert(1)">'
    with marsad.open(tmp_path / "own.db", create=True) as ledger:
        ledger.read_text(SAID, "en", published="2020-03-19", publisher=evil, title=evil, address="javascript:alert(1)")
        shown = ledger.posture("Iraq", on="2020-04-10")._repr_html_() + ledger.claims()._repr_html_()
    tree = html.fromstring(shown)
    assert not tree.xpath("//img[@src='x'] | //*[@onerror] | //a[starts-with(@href, 'javascript')]")
    assert evil in "".join(tree.itertext())


def test_the_examples_in_the_code_hold(ledger):
    """Those of the methods ask the ledger of the example reports."""
    import doctest

    from marsad.api import given, tables
    from marsad.api import ledger as methods

    results = [doctest.testmod(module, extraglobs={"ledger": ledger}) for module in (given, tables, methods)]
    assert sum(result.failed for result in results) == 0
    assert sum(result.attempted for result in results) >= 9
