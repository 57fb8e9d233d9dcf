"""What a reader missed, an analyst adds: a claim on record like any other, and a decision like any other."""

from dataclasses import replace

import pytest
from made import EVERY_KIND, IRAQ, QAIM, Reading

from marsad.errors import DecisionError
from marsad.ledger import Ledger
from marsad.ledger import decisions as d
from marsad.model.claim import Claim
from marsad.model.span import Span

READ, MISSED = EVERY_KIND[0], Claim("control", "ongoing", (Span(3, 12),), ("IQ",), place=(QAIM,))
WHO = ("A. Analyst", "the reader missed it")


@pytest.fixture
def read(ledger, report):
    ledger.record(report, Reading((READ,)), "grammar", "1")
    return ledger


def shown(view):
    return {entry.claim.kind: entry for entry in view.claims()}


def test_an_added_claim_stands_beside_those_that_were_read(read):
    before = read.view()
    decided = read.decide(d.add("en-01", MISSED.to_json()), *WHO)
    added = shown(read.view())["control"]
    assert added.claim == replace(MISSED, rule="by hand")
    assert (added.id, added.verdict) == (decided.decision.body["adds"], "accepted")
    assert decided.changed == 1
    assert set(shown(read.view())) == {"move", "control"}
    assert set(shown(before)) == {"move"}, "what was shown before is shown as it was"
    assert [e.id for e in read.view().claims(actor="IQ", place="al-Qaim base")] == [added.id]
    assert [one.verb for one in read.view().decisions(claim=added.id)] == ["add"]
    assert read.verify().sound


def test_added_to_two_reports_of_one_name_that_come_to_one_text_it_is_two_claims(read, report):
    updated = replace(report, text="The base has another holder.", sha256="")
    elsewhere = read.record(replace(updated, title="Another", address="2"), Reading(()), "grammar", "1").report_id
    assert read.record(updated, Reading(()), "grammar", "1").report_id == "en-01" != elsewhere
    ids = [read.decide(d.add(to, MISSED.to_json()), *WHO).decision.body["adds"] for to in ("en-01", elsewhere)]
    assert [(e.id, e.report_id) for e in read.view().claims()] == [*zip(ids, ("en-01", elsewhere), strict=True)]


def test_undone_and_done_again(read):
    first = read.decide(d.add("en-01", MISSED.to_json()), *WHO).decision
    between = read.view()
    undoing = read.decide(d.undo(first.id), *WHO).decision
    assert set(shown(read.view())) == {"move"}
    read.decide(d.undo(undoing.id), *WHO)
    assert shown(read.view())["control"].id == first.body["adds"]
    assert set(shown(between)) == {"move", "control"}
    assert read.verify().sound


def test_the_same_claim_is_added_once(read):
    first = read.decide(d.add("en-01", MISSED.to_json()), *WHO)
    assert not read.decide(d.add("en-01", MISSED.to_json()), *WHO).new
    with pytest.raises(DecisionError, match=f"added already, as {first.decision.body['adds']}"):
        read.decide(d.add("en-01", MISSED.to_json()), "B. Analyst", "me too")
    undoing = read.decide(d.undo(first.decision.id), *WHO).decision
    read.decide(d.add("en-01", MISSED.to_json()), "B. Analyst", "me too")
    read.decide(d.undo(undoing.id), *WHO)
    assert [entry.claim.kind for entry in read.view().claims()].count("control") == 1
    assert read.verify().sound


def test_it_is_decided_on_like_any_other(read):
    id = read.decide(d.add("en-01", MISSED.to_json()), *WHO).decision.body["adds"]
    read.decide(d.amend(id, {"place": IRAQ.to_json()}), *WHO)
    assert read.view().claim(id).claim.place == (IRAQ,)
    rejected = read.decide(d.reject(id), "B. Analyst").decision
    assert set(shown(read.view())) == {"move"}
    read.decide(d.undo(rejected.id), "B. Analyst")
    merged = read.decide(d.merge_actors("IQ", "IRAQ"), *WHO).decision
    assert shown(read.view())["control"].claim.actor == ("IRAQ",)
    read.decide(d.undo(merged.id), *WHO)
    retracted = read.decide(d.retract("en-01"), *WHO).decision
    assert not shown(read.view())
    read.decide(d.undo(retracted.id), *WHO)
    assert set(shown(read.view())) == {"move", "control"}
    assert read.verify().sound


def test_it_outlives_a_newer_reader_but_not_the_text(read, report):
    read.decide(d.add("en-01", MISSED.to_json()), *WHO)
    read.record(report, Reading((READ,)), "grammar", "2")
    assert set(shown(read.view())) == {"move", "control"}
    read.record(replace(report, text=report.text + " More.", sha256=""), Reading((READ,)), "grammar", "2")
    assert set(shown(read.view())) == {"move"}
    assert read.verify().sound


def test_it_goes_with_the_ledger(read, new_store):
    id = read.decide(d.add("en-01", MISSED.to_json()), *WHO).decision.body["adds"]
    with Ledger.open(new_store("sqlite")) as other:
        read.copy_to(other)
        assert other.verify().head == read.verify().head
        assert other.view().claim(id).claim.kind == "control"
        other.decide(d.undo(other.view().decisions()[0].id), *WHO)
        assert set(shown(other.view())) == {"move"}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"kind": "rumour"}, "'rumour' is no kind of claim"),
        ({"status": "maybe"}, "'maybe' is no status"),
        ({"evidence": [[0, 9_000]]}, "outside the report's text"),
        ({"evidence": []}, "rests on words of its report"),
        ({"place": {"name": 3}}, "cannot be added so"),
    ],
)
def test_what_is_no_claim_is_refused(read, change, told):
    with pytest.raises(DecisionError, match=told):
        read.decide(d.add("en-01", MISSED.to_json() | change), *WHO)
    with pytest.raises(DecisionError, match="No report has the id 'en-02'"):
        read.decide(d.add("en-02", MISSED.to_json()), *WHO)
    assert set(shown(read.view())) == {"move"}


def test_a_name_that_is_no_text_is_refused(read):
    id = read.view().claims()[0].id
    with pytest.raises(DecisionError, match="cannot be amended so"):
        read.decide(d.amend(id, {"origin": {"name": 3}}), *WHO)
