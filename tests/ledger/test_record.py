"""Recording adds, supersedes and keeps; it never changes or loses what was there."""

import datetime as dt
from dataclasses import replace

import pytest
from made import EVERY_KIND, QAIM, Name, Reading
from sqlalchemy import text

from marsad.errors import LedgerError
from marsad.ledger import Ledger
from marsad.ledger.bulk import bulk, dialect_of
from marsad.ledger.pen import Pen
from marsad.ledger.ready import Written, make_ready
from marsad.ledger.states import text_of
from marsad.ledger.write import claim_ids
from marsad.model.claim import Claim
from marsad.model.span import Span

ONE, *OTHERS = EVERY_KIND


def rows(ledger, table):
    with ledger._engine.connect() as connection:
        return connection.execute(text(f"SELECT * FROM {table}")).fetchall()


def test_every_claim_comes_back_as_it_went_in(ledger, report):
    recorded = ledger.record(report, Reading(EVERY_KIND), "grammar", "1")
    found = {entry.id: entry for entry in ledger.view().claims()}
    assert [found[id].claim for id in recorded.claim_ids] == list(EVERY_KIND)
    assert {(e.publisher, e.published, e.language, e.report_id) for e in found.values()} == {
        ("Levant Wire", dt.date(2020, 3, 17), "en", "en-01")
    }
    assert ledger.view().report("en-01") == report


def test_the_same_reading_twice_adds_nothing(ledger, report):
    first = ledger.record(report, Reading(EVERY_KIND), "grammar", "1")
    before = [rows(ledger, table) for table in ("reports", "readings", "claims")]
    again = ledger.record(report, Reading(EVERY_KIND), "grammar", "1")
    assert (first.new, again.new, again.superseded) == (True, False, 0)
    assert again.claim_ids == first.claim_ids
    assert [rows(ledger, table) for table in ("reports", "readings", "claims")] == before
    assert ledger.knows(report, "grammar", "1")
    assert not ledger.knows(report, "grammar", "2")


def test_a_newer_reader_supersedes_and_the_old_claims_are_kept(ledger, report):
    old = ledger.record(report, Reading((ONE, OTHERS[0])), "grammar", "1")
    before = ledger.view()
    new = ledger.record(report, Reading((ONE, OTHERS[1])), "grammar", "2")
    assert new.superseded == 1
    assert {e.claim for e in ledger.view().claims()} == {ONE, OTHERS[1]}
    assert {e.claim for e in before.claims()} == {ONE, OTHERS[0]}
    assert new.claim_ids[0] == old.claim_ids[0], "a claim made again keeps its id"
    assert len(rows(ledger, "claims")) == 4


def test_two_readers_stand_side_by_side(ledger, report):
    ledger.record(report, Reading((ONE,)), "grammar", "1")
    assert ledger.record(report, Reading((ONE,)), "llm", "1").superseded == 0
    assert sorted(e.reader for e in ledger.view().claims()) == ["grammar", "llm"]


def test_a_new_version_of_a_report_supersedes_every_reading_of_the_old(ledger, report):
    ledger.record(report, Reading((ONE,)), "grammar", "1")
    ledger.record(report, Reading((ONE,)), "llm", "1")
    before = ledger.view()
    corrected = replace(report, text=report.text.replace("300", "800"), sha256="")
    assert ledger.record(corrected, Reading((ONE,)), "grammar", "1").superseded == 2
    assert ledger.view().report("en-01").text == corrected.text
    assert before.report("en-01").text == report.text
    assert len(ledger.view().reports()) == 1


def test_another_date_for_the_same_text_is_a_new_version(ledger, report):
    ledger.record(report, Reading((ONE,)), "grammar", "1")
    later = replace(report, published=dt.date(2020, 3, 18), address="elsewhere.txt")
    assert ledger.record(later, Reading((ONE,)), "grammar", "1").superseded == 1
    assert ledger.view().reports() == [later]


def test_two_reports_of_one_name_are_kept_apart(ledger, report):
    other = replace(report, text="Another report.", sha256="", address="https://example.org/2")
    ledger.record(report, Reading((ONE,)), "grammar", "1")
    recorded = ledger.record(other, Reading(()), "grammar", "1")
    assert recorded.superseded == 0
    assert recorded.report_id.startswith("en-01-")
    assert ledger.view().report(recorded.report_id).text == "Another report."
    assert ledger.record(other, Reading(()), "grammar", "1").report_id == recorded.report_id


def test_one_text_of_two_outlets_is_two_reports(ledger, report):
    copy = replace(report, publisher="Copying Post", address="other/en-01.txt")
    one, two = (ledger.record(each, Reading((ONE,)), "grammar", "1") for each in (report, copy))
    assert (two.superseded, two.report_id[:6]) == (0, "en-01-")
    assert set(one.claim_ids).isdisjoint(two.claim_ids)
    assert not ledger.record(report, Reading((ONE,)), "grammar", "1").new


def one_after_another(ledger, reports, reader, version="1"):
    return [ledger.record(each, Reading((ONE,)), reader, version) for each in reports]


def made_ready(ledger, reports, reader, version="1"):
    """As a corpus comes in, with ids that were reckoned beforehand."""
    reading = Reading((ONE,))
    written = [Written(claim_ids(each, reader, reading.claims), [text_of(ONE)]) for each in reports]
    with bulk(ledger) as batch:
        both = zip(reports, written, strict=True)
        ready = [make_ready(each, reading, ids, dialect_of(ledger)) for each, ids in both]
        return batch.record_ready(ready, reader, version)


@pytest.mark.parametrize("record", [one_after_another, made_ready])
def test_two_reports_of_one_name_that_come_to_one_text_have_claims_of_their_own(ledger, report, record):
    """Each has an address of its own; the second version of the first says what the other has always said."""
    of_first = replace(report, text="About 300 left.", sha256="")
    other = replace(report, title="Another title", address="https://example.org/2")
    first, second, updated = record(ledger, (of_first, other, report), "grammar")
    assert (updated.report_id, updated.superseded) == (first.report_id, 1)
    assert set(second.claim_ids).isdisjoint(updated.claim_ids)
    read_anew = record(ledger, (report, other), "grammar", "2")
    assert [one.claim_ids for one in read_anew] == [updated.claim_ids, second.claim_ids]
    assert {e.id for e in ledger.view().claims()} == {*second.claim_ids, *updated.claim_ids}


def test_claims_alike_to_the_letter_are_both_kept(ledger, report):
    recorded = ledger.record(report, Reading((ONE, ONE)), "grammar", "1")
    assert len(set(recorded.claim_ids)) == 2
    assert len(ledger.view().claims()) == 2


def test_ids_do_not_depend_on_the_ledger(new_store, report):
    ids = []
    for kind in ("sqlite", "sqlite", "postgresql"):
        with Ledger.open(new_store(kind)) as ledger:
            ids.append(ledger.record(report, Reading(EVERY_KIND), "grammar", "1").claim_ids)
    assert ids[0] == ids[1] == ids[2]


def test_a_write_that_fails_leaves_nothing(ledger, report, monkeypatch):
    write = Pen._write

    def fail(pen, table, made):
        if table.name == "records":  # the last of all
            raise RuntimeError("halfway")
        write(pen, table, made)

    monkeypatch.setattr(Pen, "_write", fail)
    with pytest.raises(RuntimeError):
        ledger.record(report, Reading(EVERY_KIND), "grammar", "1")
    assert [rows(ledger, t) for t in ("reports", "readings", "claims", "claim_actors", "evidence")] == [[]] * 5
    monkeypatch.undo()
    assert ledger.record(report, Reading(EVERY_KIND), "grammar", "1").new


def test_half_a_character_is_refused_in_one_sentence(ledger, report):
    with pytest.raises(LedgerError, match="UTF-8"):
        ledger.record(replace(report, text="\ud800", sha256=""), Reading(()), "grammar", "1")
    assert ledger.view().reports() == []


def test_unknown_names_are_listed_with_their_place(ledger, report):
    name = Name("Jabal Something", "place", Span(4, 13), "Jabal Something")
    ledger.record(report, Reading((), (name,)), "grammar", "1")
    (found,) = ledger.view().unknown_names()
    assert (found.text, found.kind, found.report_id, found.start, found.end) == (
        "Jabal Something", "place", "en-01", 4, 13
    )  # fmt: skip


def test_a_repeated_actor_does_no_harm(ledger, report):
    twice = Claim("presence", "ongoing", (Span(0, 5),), ("US", "US"), place=(QAIM, QAIM))
    ledger.record(report, Reading((twice,)), "grammar", "1")
    assert len(ledger.view().claims(actor="US")) == 1


def test_many_at_once_are_recorded_as_one_by_one(new_store, report):
    made = [
        (replace(report, id=id, text=text, sha256="", address=address), Reading(EVERY_KIND[:count]))
        for id, text, address, count in (
            ("a", "One.", "a", 2), ("b", "Two.", "b", 3), ("a", "One.", "a", 2), ("a", "One, corrected.", "a", 1),
            ("b", "Another.", "other", 1), ("c", "", "c", 0),
        )
    ]  # fmt: skip
    ledgers = [Ledger.open(new_store("sqlite")) for _ in range(2)]
    one_by_one = [ledgers[0].record(*each, "grammar", "1") for each in made]
    for _ in range(2):
        with ledgers[1].batch() as batch:
            at_once = batch.record_many(made, "grammar", "1")
        assert one_by_one == at_once
        one_by_one = [ledgers[0].record(*each, "grammar", "1") for each in made]
    assert [e.claim for e in ledgers[0].view().claims()] == [e.claim for e in ledgers[1].view().claims()]
    assert all(ledger.verify().sound for ledger in ledgers)
