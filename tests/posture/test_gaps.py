"""What an answer says that no claim tells: nothing of which another claim in the ledger does tell."""

import pytest


@pytest.fixture
def gaps(ask):
    """gaps(name): the places of which an answer says that nobody tells who holds them, and who is there."""

    def gaps(name):
        found = ask(name, "2020-05-01").unknown
        return tuple([u.place.name for u in found if u.section == section] for section in ("holder", "presence"))

    return gaps


def test_a_place_of_which_no_claim_tells_who_holds_it_is_named(tell, gaps):
    tell("A", "2020-03-17", "presence", "ongoing", actor="US", place="Asad")
    tell("A", "2020-03-17", "control", "ongoing", actor="IQ", place="Qaim")
    assert gaps("Iraq") == (["Ain al-Asad"], ["al-Qaim base"])
    assert gaps("US") == (["Ain al-Asad"], [])


def test_the_far_end_of_a_move_is_none_of_the_place_asked_about(tell, gaps):
    tell("A", "2020-03-17", "move", actor="US", origin="Asad", destination="Kuwait")
    tell("A", "2020-03-17", "control", "ongoing", actor="IQ", place="Asad")
    assert gaps("Kuwait") == ([], [])


def test_an_answer_about_an_actor_knows_what_is_told_of_others(tell, gaps):
    tell("A", "2020-03-17", "presence", "ongoing", actor="US", place="Asad, Taji")
    tell("A", "2020-03-18", "control", "ongoing", actor="IQ", place="Asad")
    assert gaps("US") == (["Camp Taji"], [])
    tell("A", "2020-03-19", "handover", actor="CJTF-OIR", partner="IQ", place="Taji")
    assert gaps("US") == ([], [])


def test_what_is_told_of_a_later_day_is_not_known_yet(tell, gaps):
    tell("A", "2020-03-17", "presence", "ongoing", actor="US", place="Asad")
    tell("A", "2020-06-18", "control", "ongoing", actor="IQ", place="Asad")
    assert gaps("US") == (["Ain al-Asad"], [])
