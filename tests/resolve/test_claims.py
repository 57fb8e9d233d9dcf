"""Claims: slots, parties and evidence, by weights small enough to be read here."""

from dataclasses import replace
from functools import lru_cache

import pytest
from sentences import whereabouts

from marsad.model.claim import Claim
from marsad.reading.annotate import annotator
from marsad.resolve.claims import Resolver
from marsad.resolve.filling import Chosen, parted
from marsad.resolve.model import EMPTY, Model, from_json

SURE = {"": 4.0}
MODEL = from_json(
    {
        "scores": {f"{q}:{kind}": SURE for q in ("gate", "trigger") for kind in ("move", "agreement", "handover")},
        "tables": {
            "status=happened|planned": {"": [0.0, -2.0], "w1=en:will": [0.0, 5.0]},
            "move.actor=actor": {"side=en:l": [3.0], "carried": [2.0], "none": [1.0]},
            "move.place=origin|destination": {
                "prep=en:from": [4.0, -4.0],
                "prep=en:to": [-4.0, 4.0],
                "carried": [-3.0, -3.0],
                "none": [1.0, 1.0],
            },
            "move.time=when": {"side=en:r": [2.0], "none": [1.0]},
            "move.number=number": {"side=en:l": [3.0], "none": [1.0]},
            "agreement.actor=actor|partner": {"side=en:l": [3.0, -1.0], "side=en:r": [-3.0, 2.0], "none": [1.0, 1.0]},
        },
    }
)


@lru_cache(maxsize=8)
def resolver(model: Model | None = None) -> Resolver:
    return Resolver("en", whereabouts(), model or MODEL)


def claims(text: str, kind: str = "move") -> list[Claim]:
    return [claim for claim in resolver().claims(annotator("en").page(text)) if claim.kind == kind]


def test_no_weights_no_claims() -> None:
    assert Resolver("en", whereabouts(), EMPTY).claims(annotator("en").page("US troops left Iraq.")) == []


def test_particles_tell_origin_from_destination() -> None:
    (claim,) = claims("British troops moved from Mosul to Erbil in Iraq.")
    assert [place.name for place in claim.origin] == ["Mosul"]
    assert [place.name for place in claim.destination] == ["Erbil"]


def test_a_candidate_fills_one_slot() -> None:
    """Both slots would take the one place; the surer keeps it."""
    (claim,) = claims("British troops moved from Mosul.")
    assert [place.name for place in claim.origin] == ["Mosul"]
    assert "Mosul" not in [place.name for place in claim.destination]


def test_a_slot_stays_empty_where_leaving_it_is_likelier() -> None:
    (claim,) = claims("British troops moved near Mosul.")
    assert claim.actor == ("GB",)
    assert claim.number is None


def test_members_of_a_list_fill_a_slot_together() -> None:
    (claim,) = claims("British and French troops moved from Mosul and Kirkuk to Erbil.")
    assert claim.actor == ("GB", "FR")
    assert [place.name for place in claim.origin] == ["Mosul", "Kirkuk"]


def test_mood_follows_the_words_of_the_verb() -> None:
    assert claims("British troops moved from Mosul.")[0].status == "happened"
    assert claims("British troops will move from Mosul.")[0].status == "planned"


def test_the_force_of_an_earlier_sentence_is_carried_on() -> None:
    (claim,) = claims("British troops were tired. The next day all moved from Mosul.")
    assert claim.actor == ("GB",)


def test_parties_that_agreed_stand_on_both_sides() -> None:
    (claim,) = [c for c in claims("Washington and Baghdad agreed.", "agreement") if c.phase == "agreed"]
    assert (claim.actor, claim.partner) == (("US",), ("IQ",))


def test_a_party_that_asks_another_is_not_split() -> None:
    asked = [c for c in claims("Baghdad asked Washington.", "agreement") if c.phase == "asked"]
    assert [(c.actor, c.partner) for c in asked] == [(("IQ",), ("US",))]


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("It rained, British troops moved from Mosul, and all was calm.", "British troops moved from Mosul"),
        ("British troops, all tired, moved from Mosul.", "British troops, all tired, moved from Mosul"),
        ("“British troops moved from Mosul.”", "British troops moved from Mosul"),
    ],
)
def test_evidence_is_the_clauses_of_trigger_and_slots(text: str, evidence: str) -> None:
    (claim,) = claims(text)
    assert claim.evidence[0].text(text).rstrip(".") == evidence


def test_evidence_reaches_no_further_than_its_sentence() -> None:
    text = "British troops were tired. They moved from Mosul. It rained."
    (claim,) = claims(text)
    assert claim.evidence[0].text(text).rstrip(".") == "They moved from Mosul"


def test_claims_are_the_same_twice() -> None:
    page = annotator("en").page("British troops moved from Mosul to Erbil, and French troops will move from Kirkuk.")
    first = resolver().claims(page)
    assert resolver().claims(page) == first
    assert first == [replace(claim) for claim in first]


def test_states_that_act_together_are_not_where_it_happens() -> None:
    sentence = next(resolver().sentences(annotator("en").page("Egypt, Jordan and Bahrain trained in Sinai.")))
    actors, places = sentence.actors[0], sentence.places[0]
    filled = {"actor": Chosen(actors, 0.9), "place": Chosen(places, 0.9)}
    assert set(parted(sentence, filled)) == {"actor"}
    assert set(parted(sentence, {"place": Chosen(places, 0.9)})) == {"place"}


def test_a_move_does_not_end_in_the_country_that_it_starts_in() -> None:
    (claim,) = claims("British troops moved from Mosul to Iraq.")
    assert len(claim.origin + claim.destination) == 1
    (claim,) = claims("British troops moved from Mosul to Kuwait.")
    assert len(claim.origin + claim.destination) == 2
