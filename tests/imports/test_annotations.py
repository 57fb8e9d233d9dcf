"""The contract, Label Studio and INCEpTION: what people marked comes in with its offsets and values."""

import json
from pathlib import Path

import cassis
import pytest
from click.testing import CliRunner
from hypothesis import given as for_all
from hypothesis import strategies as st

from marsad.cli import main
from marsad.errors import ReportError
from marsad.imports import Failure, format_of, load
from marsad.ledger import Ledger
from marsad.model.claim import Claim
from marsad.model.values import Count, Speaker

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "gold" / "dev"
TEXT = "😀 US troops, 300 of them, left Camp Taji on Monday, CENTCOM said."
SENTENCE = "US troops, 300 of them, left Camp Taji on Monday"


def run(*words, code=0):
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert result.exit_code == code, result.output
    return result


def test_gold_comes_in_and_goes_out_and_is_the_same(tmp_path):
    ledger, out = tmp_path / "l.db", tmp_path / "out.contract.jsonl"
    run("import", GOLD, "--ledger", ledger)
    run("export", "--ledger", ledger, "-o", out)
    back = {made["id"]: made for made in map(json.loads, out.read_text("utf-8").splitlines())}
    for path in GOLD.glob("*.json"):
        gold = json.loads(path.read_text("utf-8"))
        if not gold["claims"]:
            continue
        made = back[gold["id"]]
        assert made["text"] == path.with_suffix(".txt").read_bytes().decode("utf-8")
        for field in ("language", "published", "publisher", "title"):
            assert made[field] == gold.get(field), path

        def key(claim):
            return json.dumps(Claim.from_json(claim).to_json(), sort_keys=True)

        assert sorted(map(key, made["claims"])) == sorted(map(key, gold["claims"])), path


def test_an_export_comes_back_into_another_ledger_claim_by_claim(tmp_path):
    first, second, out = tmp_path / "1.db", tmp_path / "2.db", tmp_path / "o.contract.jsonl"
    run("read", ROOT / "examples" / "iraq-2020" / "en-01.txt", "--ledger", first, "--quiet")
    run("export", "--ledger", first, "-o", out)
    assert format_of(out) == "contract"
    run("import", out, "--ledger", second)
    with Ledger.open(first) as one, Ledger.open(second) as two:
        old, new = ([entry.claim for entry in book.view().claims()] for book in (one, two))
        assert sorted(map(repr, old)) == sorted(map(repr, new))
        reports = [[(r.text, r.published, r.publisher, r.title) for r in book.view().reports()] for book in (one, two)]
    assert reports[0] == reports[1]


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        ({"id": "x", "language": "en", "claims": []}, "there is no text"),
        ({"id": "x", "language": "en", "text": "t", "claims": [{"kind": "war"}]}, "claim 1: 'war' is no kind of claim"),
        ({"id": "x", "language": "en", "text": "t", "claims": [
            {"kind": "move", "status": "happened", "evidence": [[0, 9]]}]}, "lies outside the report's text"),
        ({"id": "x", "language": "en", "text": "t", "claims": [
            {"kind": "move", "status": "happened", "evidence": []}]}, "it has no evidence"),
        ({"id": "x", "language": "en", "text": "t", "published": "May", "claims": []}, "'May' is no date"),
    ],
)  # fmt: skip
def test_what_breaks_the_contract_is_named_by_its_line(tmp_path, made, sentence):
    path = tmp_path / "c.jsonl"
    path.write_text(json.dumps(made) + "\n", "utf-8")
    result = run("import", path, "--format", "contract", "--ledger", tmp_path / "l.db", code=1)
    assert f"{path}, line 1: " in result.stderr
    assert sentence in result.stderr


def units(text, offset):
    """An offset as a browser counts it."""
    return len(text[:offset].encode("utf-16-le")) // 2


def region(id, words, label):
    start = TEXT.index(words)
    value = {"start": units(TEXT, start), "end": units(TEXT, start + len(words)), "text": words, "labels": [label]}
    return {"id": id, "type": "labels", "from_name": "label", "to_name": "text", "value": value}


def per_region(id, name, type, value):
    return {"id": id, "type": type, "from_name": name, "to_name": "text", "value": value}


TASKS = [
    {
        "id": 7,
        "data": {"text": TEXT, "id": "wire-7", "published": "2020-03-17", "publisher": "Levant Wire"},
        "annotations": [
            {"was_cancelled": False, "result": [
                region("a", SENTENCE, "Move"),
                region("b", "US troops", "Actor"),
                region("c", "Camp Taji", "Place"),
                per_region("a", "status", "choices", {"choices": ["happened"]}),
                per_region("a", "number", "number", {"number": 300}),
                per_region("a", "when", "textarea", {"text": ["2020-03-16"]}),
                per_region("a", "said_by", "textarea", {"text": ["US"]}),
                {"type": "relation", "from_id": "a", "to_id": "b", "labels": ["actor"]},
                {"type": "relation", "from_id": "a", "to_id": "c", "labels": ["origin"]},
            ]},
            {"was_cancelled": True, "result": [region("z", SENTENCE, "Control")]},
        ],
    }
]  # fmt: skip


def check(item):
    assert item.report.text == TEXT
    (claim,) = item.claims
    assert (claim.kind, claim.status, claim.actor, claim.number) == ("move", "happened", ("US",), Count(300, 300))
    assert (claim.origin[0].name, claim.when, claim.said_by) == ("Camp Taji", "2020-03-16", Speaker("US"))
    assert claim.evidence[0].text(TEXT) == SENTENCE


def test_label_studio_regions_relations_and_values_make_a_claim(tmp_path, given):
    path = tmp_path / "project.json"
    path.write_text(json.dumps(TASKS), "utf-8")
    assert format_of(path) == "label-studio"
    (item,) = load("label-studio", path, given)
    check(item)
    assert (item.report.id, str(item.report.published), item.report.publisher) == (
        "wire-7",
        "2020-03-17",
        "Levant Wire",
    )


def cas_json():
    """A document as INCEpTION has it, written by a library that reads and writes its format."""
    system = cassis.TypeSystem()
    claim = system.create_type("webanno.custom.Move", "uima.tcas.Annotation")
    for name in ("status", "number", "when", "said_by"):
        system.create_feature(claim, name, "uima.cas.String")
    actor = system.create_type("webanno.custom.Actor", "uima.tcas.Annotation")
    link = system.create_type("webanno.custom.MoveActorLink", "uima.cas.TOP")
    system.create_feature(link, "role", "uima.cas.String")
    system.create_feature(link, "target", "uima.tcas.Annotation")
    system.create_feature(claim, "actor", "uima.cas.FSArray", elementType="webanno.custom.MoveActorLink")
    system.create_feature(claim, "origin", "webanno.custom.Actor")
    cas = cassis.Cas(system)
    cas.sofa_string, cas.sofa_mime = TEXT, "text/plain"

    def mark(words, type=actor, **features):
        start = TEXT.index(words)
        made = type(begin=start, end=start + len(words), **features)
        cas.add(made)
        return made

    links = system.get_type("uima.cas.FSArray")(elements=[link(role="who", target=mark("US troops"))])
    values = {"status": "happened", "number": "300", "when": "2020-03-16", "said_by": "US"}
    mark(SENTENCE, claim, actor=links, origin=mark("Camp Taji"), **values)
    return cas.to_json()


def test_inception_annotations_and_links_make_a_claim(tmp_path, given):
    path = tmp_path / "wire-7.txt.json"
    path.write_text(cas_json(), "utf-8")
    assert format_of(path) == "inception"
    (item,) = load("inception", path, given)
    check(item)
    assert item.report.id == "wire-7"


def test_annotations_are_asked_for_like_any_claim(tmp_path):
    path = tmp_path / "project.json"
    path.write_text(json.dumps(TASKS), "utf-8")
    run("import", path, "--ledger", tmp_path / "l.db")
    assert "300" in run("timeline", "Camp Taji", "--ledger", tmp_path / "l.db").stdout


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["id", "data", "text", "annotations", "result", "type", "value", "labels", "start", "end",
                         "%FEATURE_STRUCTURES", "%ID", "%TYPE", "sofaString", "begin", "kind", "claims", "evidence"]),
        inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@for_all(_JSON, st.sampled_from(["label-studio", "inception", "contract"]))
def test_any_json_is_taken_in_or_refused_in_a_sentence(tmp_path_factory, given, value, form):
    path = tmp_path_factory.mktemp("any") / "t.json"
    path.write_text(json.dumps(value), "utf-8")
    try:
        for item in load(form, path, given):
            if isinstance(item, Failure):
                assert str(path) in item.sentence
                assert item.sentence.endswith(".")
            else:
                for claim in item.claims:
                    claim.check(item.report.text)
    except ReportError as error:
        assert str(path) in str(error)  # noqa: PT017
