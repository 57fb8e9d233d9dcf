"""A decision changes what is shown from its instant on, and nothing of what was shown before."""

import datetime as dt
from dataclasses import replace

import pytest
from made import EVERY_KIND, IRAQ, QAIM, Name, Reading

from marsad.errors import DecisionError, QuestionError
from marsad.ledger import Ledger
from marsad.ledger import decisions as d
from marsad.model.span import Span
from marsad.model.values import Count, Place, Reason, Speaker

MOVE, HANDOVER, PRESENCE, ACTIVITY, ATTACK, CONTROL, AGREEMENT = range(7)
CAMP = Place("Camp Qaim", "IQ", 34.4, 41.1, "site")


@pytest.fixture
def ids(ledger, report):
    return ledger.record(report, Reading(EVERY_KIND), "grammar", "1").claim_ids


@pytest.fixture
def put(ledger):
    return lambda judgement: ledger.decide(judgement, "A. Analyst", "because").decision.id


def shown(view, id):
    found = view.claims(ids=[id])
    return found[0].claim if found else None


@pytest.mark.usefixtures("ids")
def test_who_decided_when_and_why_is_kept(ledger, ids):
    decided = ledger.decide(d.reject(ids[MOVE]), "A. Analyst", "misread")
    (kept,) = ledger.view().decisions()
    assert (kept.verb, kept.by, kept.why, kept.body) == ("reject", "A. Analyst", "misread", {"claim": ids[MOVE]})
    assert kept == decided.decision
    assert ledger.view().recorded == kept.at
    with pytest.raises(DecisionError, match="say who with --by"):
        ledger.decide(d.accept(ids[MOVE]), " ")


def test_a_rejected_claim_is_not_shown_unless_asked_for(ledger, ids, put):
    before = ledger.view()
    put(d.reject(ids[MOVE]))
    assert shown(ledger.view(), ids[MOVE]) is None
    assert shown(before, ids[MOVE]) == EVERY_KIND[MOVE]
    (entry,) = ledger.view().claims(ids=[ids[MOVE]], rejected=True)
    assert (entry.verdict, entry.claim) == ("rejected", EVERY_KIND[MOVE])
    assert ledger.view().claim(ids[MOVE]).verdict == "rejected"


def test_the_latest_verdict_holds(ledger, ids, put):
    put(d.reject(ids[MOVE]))
    put(d.accept(ids[MOVE]))
    assert ledger.view().claim(ids[MOVE]).verdict == "accepted"
    put(d.reject(ids[MOVE]))
    assert shown(ledger.view(), ids[MOVE]) is None


@pytest.mark.parametrize(
    ("n", "slots", "becomes"),
    [
        (MOVE, {"number": {"min": 200, "max": None}}, {"number": Count(200, None)}),
        (MOVE, {"actor": ["US", "GB"], "destination": None}, {"actor": ("US", "GB"), "destination": ()}),
        (HANDOVER, {"place": CAMP.to_json(), "when": "2020-03-19"}, {"place": (CAMP,), "when": "2020-03-19"}),
        (ACTIVITY, {"activity": "patrols", "phase": "resumed"}, {"activity": "patrols", "phase": "resumed"}),
        (ATTACK, {"means": ["drones"], "killed": {"min": 3, "max": 3}}, {"means": ("drones",), "killed": Count(3, 3)}),
        (AGREEMENT, {"said_by": {"of": "US", "name": "Ben"}}, {"said_by": Speaker("US", "Ben")}),
        (AGREEMENT, {"reasons": [{"code": "health", "holds": True}]}, {"reasons": (Reason("health"),)}),
        (CONTROL, {"status": "happened", "evidence": [[0, 3]]}, {"status": "happened", "evidence": (Span(0, 3),)}),
    ],
)
def test_any_slot_can_be_amended(ledger, ids, put, n, slots, becomes):
    before = ledger.view()
    put(d.amend(ids[n], slots))
    (entry,) = ledger.view().claims(ids=[ids[n]])
    assert (entry.claim, entry.verdict) == (replace(EVERY_KIND[n], **becomes), "amended")
    assert shown(before, ids[n]) == EVERY_KIND[n]


def test_questions_see_amended_values(ledger, ids, put):
    put(d.amend(ids[HANDOVER], {"place": CAMP.to_json(), "when": "2021-05-05", "actor": ["FR"]}))
    view = ledger.view()
    assert [e.id for e in view.claims(actor="FR")] == [ids[HANDOVER]]
    assert [e.id for e in view.claims(place="camp qaim")] == [ids[HANDOVER]]
    assert [e.id for e in view.claims(on=dt.date(2021, 5, 5), kind="handover")] == [ids[HANDOVER]]
    assert ids[HANDOVER] not in [e.id for e in view.claims(actor="CJTF-OIR")]
    assert ids[HANDOVER] in [e.id for e in view.newest(1, dt.date(2022, 1, 1), actor="FR")]


def test_amendments_of_several_slots_add_up(ledger, ids, put):
    put(d.amend(ids[MOVE], {"number": {"min": 1, "max": 1}}))
    put(d.amend(ids[MOVE], {"when": "2020-03-01"}))
    put(d.amend(ids[MOVE], {"number": {"min": 2, "max": 2}}))
    claim = shown(ledger.view(), ids[MOVE])
    assert (claim.number, claim.when) == (Count(2, 2), "2020-03-01")


def test_an_actor_merged_into_another_is_shown_as_it_everywhere(ledger, ids, put):
    put(d.merge_actors("CJTF-OIR", "US"))
    view = ledger.view()
    assert view.claims(actor="CJTF-OIR") == []
    assert shown(view, ids[PRESENCE]).actor == ("US",), "named once, though both keys stood there"
    assert view.actor_now("CJTF-OIR") == "US"
    put(d.merge_actors("US", "NATO"))
    assert {"CJTF-OIR", "US"}.isdisjoint(key for e in ledger.view().claims() for key in e.claim.actor + e.claim.partner)


def test_a_speaker_follows_its_actor(ledger, ids, put):
    put(d.merge_actors("IQ", "IRAQI-GOVERNMENT"))
    assert shown(ledger.view(), ids[AGREEMENT]).said_by == Speaker("IRAQI-GOVERNMENT", "تحسين الخفاجي")
    assert [e.id for e in ledger.view().claims(speaker="IRAQI-GOVERNMENT")] == [ids[AGREEMENT]]


def test_a_later_reading_follows_a_merge(ledger, report, put):
    ledger.record(replace(report, id="other"), Reading(EVERY_KIND[:1]), "grammar", "1")
    put(d.merge_actors("CJTF-OIR", "US"))
    ledger.record(report, Reading(EVERY_KIND[:1]), "grammar", "1")
    assert [e.claim.actor for e in ledger.view().claims()] == [("US",), ("US",)]


def test_actors_are_not_merged_in_a_circle(ids, put):
    put(d.merge_actors("CJTF-OIR", "US"))
    with pytest.raises(DecisionError, match="CJTF-OIR was merged into US; undo that decision first"):
        put(d.merge_actors("US", "CJTF-OIR"))


def test_an_actor_is_split_off_in_the_claims_named(ledger, ids, put):
    put(d.split_actor("CJTF-OIR", "FR", [ids[MOVE]]))
    assert shown(ledger.view(), ids[MOVE]).actor == ("FR",)
    assert shown(ledger.view(), ids[HANDOVER]).actor == ("CJTF-OIR",)


def test_sites_are_merged_by_name_and_country(ledger, ids, put):
    put(d.merge_sites("Al Qaim Base", "SY", CAMP))
    assert shown(ledger.view(), ids[CONTROL]).place == (QAIM,)
    put(d.merge_sites("Al Qaim Base", "IQ", CAMP))
    assert shown(ledger.view(), ids[CONTROL]).place == (CAMP,)
    assert shown(ledger.view(), ids[PRESENCE]).place == (CAMP, IRAQ)
    assert ledger.view().place_now(QAIM) == CAMP


def test_a_site_is_split_off_in_the_claims_named(ledger, ids, put):
    put(d.split_site("al-Qaim base", CAMP, [ids[CONTROL]]))
    assert shown(ledger.view(), ids[CONTROL]).place == (CAMP,)
    assert shown(ledger.view(), ids[HANDOVER]).place == (QAIM,)


def test_events_are_joined_and_split(ledger, ids, put):
    put(d.one_event([ids[0], ids[1]]))
    put(d.several_events([[ids[2]], [ids[4], ids[3]]]))
    one, other = ledger.view().event_decisions()
    assert (one.same, set(one.sides[0])) == (True, {ids[0], ids[1]})
    assert (other.same, sorted(map(sorted, other.sides))) == (False, sorted([[ids[2]], sorted([ids[3], ids[4]])]))


def test_undoing_is_a_decision_and_can_be_undone(ledger, ids, put):
    merge = put(d.merge_actors("CJTF-OIR", "US"))
    merged = ledger.view()
    undoing = put(d.undo(merge))
    assert shown(ledger.view(), ids[MOVE]).actor == ("CJTF-OIR",)
    assert shown(merged, ids[MOVE]).actor == ("US",)
    assert [x.undone_by for x in ledger.view().decisions()] == [undoing, None]
    assert [x.undone_by for x in merged.decisions()] == [None]
    put(d.undo(undoing))
    assert shown(ledger.view(), ids[MOVE]).actor == ("US",)
    with pytest.raises(DecisionError, match="undone already"):
        put(d.undo(undoing))


def test_notes_and_grades(ledger, ids, put):
    put(d.annotate("claim", ids[0][:6], "the video shows another base"))
    put(d.grade_source("Levant Wire", "b"))
    first = ledger.view()
    put(d.grade_source("Levant Wire", "C"))
    put(d.grade_claim(ids[0], "2"))
    view = ledger.view()
    assert [note.text for note in view.notes("claim", ids[0])] == ["the video shows another base"]
    assert (view.source_grades(), view.claim_grades()) == ({"Levant Wire": "C"}, {ids[0]: "2"})
    assert (first.source_grades(), first.claim_grades()) == ({"Levant Wire": "B"}, {})
    assert len(view.decisions(claim=ids[0])) == 2


def test_old_claims_follow_a_resolved_name(ledger, report, put):
    strange = Place("Jabal Something", None, None, None, "town")
    claim = replace(EVERY_KIND[HANDOVER], place=(strange,), actor=("BAND-OF-X",))
    names = (
        Name("Jabal Something", "place", Span(0, 5), "Jabal Something"),
        Name("Band of X", "actor", Span(6, 9), "BAND-OF-X"),
    )
    (id,) = ledger.record(report, Reading((claim,), names), "grammar", "1").claim_ids
    put(d.resolve_place("Jabal Something", CAMP))
    assert [name.text for name in ledger.view().unknown_names()] == ["Band of X"]
    put(d.resolve_actor("BAND-OF-X", "SDF"))
    assert ledger.view().unknown_names() == []
    assert (shown(ledger.view(), id).place, shown(ledger.view(), id).actor) == ((CAMP,), ("SDF",))


def test_a_retracted_report_stays_and_its_claims_do_not_count(ledger, report, ids, put):
    before = ledger.view()
    retraction = put(d.retract("en-01"))
    view = ledger.view()
    assert (view.claims(), view.reports()) == ([], [])
    assert len(before.claims()) == len(ids)
    assert view.report("en-01") == report
    assert (view.tombstone("en-01").verb, view.tombstone("en-01").why) == ("retracted", "because")
    assert before.tombstone("en-01") is None
    ledger.record(report, Reading(EVERY_KIND), "grammar", "2")
    assert ledger.view().claims() == [], "nor do those of a later reading"
    put(d.undo(retraction))
    assert len(ledger.view().claims()) == len(ids)


def test_an_erased_report_leaves_a_tombstone_and_no_word(address, ledger, report, ids, put):
    before = ledger.view()
    put(d.erase("en-01"))
    for view in (before, ledger.view()):
        stone = view.tombstone("en-01")
        assert (stone.verb, stone.by, stone.sha256) == ("erased", "A. Analyst", report.sha256)
        assert (view.report("en-01").text, view.report("en-01").title) == ("", None)
    assert ledger.view().claims() == []
    assert [e.claim for e in before.claims()] == [e.claim for e in before.claims() if e.claim in EVERY_KIND]
    assert len(before.claims()) == len(ids)
    assert before.sketches() == ledger.view().sketches() != {}
    assert ledger.verify().sound
    with pytest.raises(DecisionError, match="cannot be undone"):
        put(d.undo(ledger.view().decisions()[0].id))
    assert not ledger.record(report, Reading(EVERY_KIND), "grammar", "2").new, "nor does it come back by itself"


def test_no_byte_of_an_erased_text_is_left_in_the_file(path, report):
    with Ledger.open(path) as ledger:
        secret = replace(report, text="The Zanzibarean convoy left. قافلة سرية غادرت.", sha256="", title="Zanzibarean")
        name = Name("Zanzibarean", "actor", Span(4, 15), "ZANZIBAREAN")
        ledger.record(secret, Reading((), (name,)), "grammar", "1")
        ledger.decide(d.erase("en-01"), "A. Analyst")
    for file in path.parent.iterdir():
        content = file.read_bytes().lower()
        assert b"zanzibarean" not in content
        assert "سرية".encode() not in content
        assert "سريه".encode() not in content, "nor is the folded form"


def test_what_is_decided_already_is_not_decided_twice(ledger, ids):
    first = ledger.decide(d.reject(ids[0]), "A. Analyst", "misread")
    again = ledger.decide(d.reject(ids[0][:7]), "A. Analyst", "misread")
    other = ledger.decide(d.reject(ids[0]), "B. Analyst", "misread")
    assert (first.new, again.new, other.new) == (True, False, True)
    assert again.decision.id == first.decision.id


@pytest.mark.parametrize(
    ("judgement", "sentence"),
    [
        (lambda ids: d.reject("zz"), "No claim has the id 'zz'"),
        (lambda ids: d.reject(""), "No claim has the id ''"),
        (lambda ids: d.amend(ids[0], {"when": "2020-99"}), "cannot be amended so: '2020-99' is no EDTF"),
        (
            lambda ids: d.amend(ids[0], {"killed": {"min": 1, "max": 1}}),
            "A claim of kind move has no 'killed'; it has actor",
        ),
        (lambda ids: d.amend(ids[0], {"evidence": [[0, 9999]]}), "lies outside the report's text"),
        (lambda ids: d.amend(ids[0], {"place": 5, "kind": "control"}), "cannot be amended so"),
        (lambda ids: d.amend(ids[0], {"confidence": 1}), "is the reader's own"),
        (lambda ids: d.amend(ids[0], {}), "Nothing is amended"),
        (lambda ids: d.one_event([ids[0]]), "two claims or more"),
        (lambda ids: d.several_events([[ids[0]], [ids[0]]]), "stands on two sides"),
        (lambda ids: d.grade_source("Levant Wire", "G"), "'G' is no grade here"),
        (lambda ids: d.annotate("claim", ids[0], " "), "The note is empty"),
        (lambda ids: d.retract("nothing"), "No report has the id 'nothing'"),
        (lambda ids: d.undo("zz"), "No decision has the id 'zz'"),
        (lambda ids: d.merge_actors("US", "US"), "US is US already"),
    ],
)
def test_what_cannot_be_decided_is_said_in_one_sentence(ledger, ids, judgement, sentence):
    with pytest.raises(DecisionError, match=sentence):
        ledger.decide(judgement(ids), "A. Analyst")
    assert ledger.view().decisions() == []


def test_a_claim_of_a_retracted_report_is_said_to_be_gone(ledger, ids, put):
    put(d.retract("en-01"))
    with pytest.raises(QuestionError, match="its report was taken back"):
        ledger.view().claim(ids[0])
