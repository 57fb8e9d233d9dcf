"""Who is where: levels and moves folded by date."""


def test_a_level_is_a_presence(tell, presence, ask):
    id = tell("A", "2020-03-01", "presence", "ongoing", actor="US", place="Asad", number=300)
    assert presence("Ain al-Asad", "2020-03-05") == ["US Ain al-Asad: present 300"]
    assert presence("Ain al-Asad", "2020-02-28") == []
    (line,) = ask("Ain al-Asad", "2020-03-05").lines
    assert line.to_json()["claims"] == [id]
    assert line.voices == ("A",)


def test_levels_that_can_both_hold_narrow_each_other(tell, presence, ask):
    tell("A", "2020-03-01", "presence", actor="US", place="Asad", number=(200, 999))
    tell("B", "2020-03-03", "presence", actor="US", place="Asad", number=300)
    assert presence("US", "2020-03-05") == ["US Ain al-Asad: present 300"]
    assert ask("US", "2020-03-05").lines[0].disputes == ()


def test_levels_that_cannot_are_disputed_and_span_both(tell, presence, ask):
    one = tell("A", "2020-03-01", "presence", actor="US", place="Asad", number=300)
    other = tell("B", "2020-03-03", "presence", actor="US", place="Asad", number=800)
    assert presence("US", "2020-03-05") == ["US Ain al-Asad: present 300–800"]
    (line,) = ask("US", "2020-03-05").lines
    assert [d.to_json() for d in line.disputes] == [{"over": "number", "claims": [one, other]}]
    assert line.voices == ("A", "B")


def test_another_level_much_later_is_a_change(tell, presence, ask):
    tell("A", "2020-01-01", "presence", actor="US", place="Iraq", number=5200)
    tell("A", "2020-09-15", "presence", actor="US", place="Iraq", number=3000)
    assert presence("Iraq", "2020-08-01") == ["US Iraq: present 5,200"]
    assert presence("Iraq", "2020-10-01") == ["US Iraq: present 3,000"]
    assert ask("Iraq", "2020-10-01").lines[0].disputes == ()


def test_a_departure_in_part_reduces(tell, presence):
    tell("A", "2020-03-01", "presence", actor="US", place="Asad", number=300)
    tell("A", "2020-03-10", "move", actor="US", origin="Asad", destination="Kuwait", number=200)
    assert presence("Ain al-Asad", "2020-03-11") == ["US Ain al-Asad: reduced 100"]
    assert presence("Kuwait", "2020-03-11") == ["US Kuwait: present at least 200"]


def test_a_departure_of_all_ends(tell, presence):
    tell("A", "2020-03-01", "presence", actor="US", place="Asad", number=(100, 300))
    tell("A", "2020-03-10", "move", actor="US", origin="Asad", number=(300, None))
    assert presence("Ain al-Asad", "2020-03-11") == ["US Ain al-Asad: left 0"]


def test_who_left_a_base_left_it_who_left_a_country_may_be_a_part(tell, presence):
    tell("A", "2020-03-01", "presence", actor="US", place="Asad, Iraq")
    tell("A", "2020-03-02", "presence", actor="US", place="Iraq", number=5200)
    tell("A", "2020-03-10", "move", actor="US", origin="Asad")
    tell("A", "2020-03-10", "move", actor="US", origin="Iraq")
    assert presence("Iraq", "2020-03-11") == ["US Iraq: reduced up to 5,200", "US Ain al-Asad: left 0"]


def test_an_undated_past_level_does_not_bring_back_who_left(tell, presence):
    tell("A", "2020-03-17", "move", actor="US", origin="Asad", when="2020-03-16")
    tell("A", "2020-03-18", "presence", "happened", actor="US", place="Asad", number=300)
    assert presence("Ain al-Asad", "2020-03-20") == ["US Ain al-Asad: left 0"]
    tell("A", "2020-03-19", "presence", "ongoing", actor="US", place="Asad", number=40)
    assert presence("Ain al-Asad", "2020-03-20") == ["US Ain al-Asad: present 40"]


def test_two_days_of_one_departure_are_disputed(tell, ask):
    one = tell("A", "2026-01-18", "move", actor="US", origin="Asad", when="2026-01-15", said_by="US")
    other = tell("A", "2026-01-18", "move", actor="US", origin="Asad", when="2026-01-17", said_by="IQ")
    (line,) = ask("Ain al-Asad", "2026-01-20").section("presence")
    assert (line.state, line.voices) == ("left", ("IQ", "US"))
    assert [d.to_json() for d in line.disputes] == [{"over": "date", "claims": [one, other]}]


def test_moving_about_within_a_country_leaves_nothing(tell, presence):
    tell("A", "2020-03-01", "presence", actor="US", place="Iraq", number=5200)
    tell("A", "2020-03-10", "move", actor="US", origin="Iraq", destination="Iraq")
    assert presence("Iraq", "2020-03-11") == ["US Iraq: present 5,200"]


def test_an_arrival_at_an_unknown_force_gives_a_lower_bound(tell, presence):
    tell("A", "2020-03-10", "move", actor="US", destination="Asad", number=50)
    assert presence("Ain al-Asad", "2020-03-11") == ["US Ain al-Asad: present at least 50"]


def test_a_shared_number_is_an_upper_bound_for_each(tell, presence):
    tell("A", "2020-03-10", "presence", actor="US, GB", place="Asad", number=300)
    assert presence("Ain al-Asad", "2020-03-11") == [
        "GB Ain al-Asad: present up to 300", "US Ain al-Asad: present up to 300"
    ]  # fmt: skip


def test_a_presence_with_an_end_is_past_after_it(tell, presence):
    tell("A", "2020-03-10", "presence", actor="US", place="Asad", number=170000, when="2003/2011")
    assert presence("Ain al-Asad", "2010-01-01") == ["US Ain al-Asad: present 170,000"]
    assert presence("Ain al-Asad", "2015-01-01") == ["US Ain al-Asad: past unknown"]


def test_a_denial_disputes(tell, ask):
    said = tell("A", "2020-03-10", "presence", "ongoing", actor="US", place="Asad")
    denied = tell("B", "2020-03-11", "presence", "denied", actor="US", place="Asad", said_by="US")
    answer = ask("Ain al-Asad", "2020-03-12")
    (line,) = answer.section("presence")
    assert [d.to_json() for d in line.disputes] == [{"over": "denial", "claims": [said, denied]}]
    assert [e.id for line in answer.section("denied") for e in line.entries] == [denied]


def test_two_records_of_one_base_are_one_place_and_the_town_is_another(tell, presence):
    tell("A", "2020-03-10", "presence", actor="US", place="Qaim", number=300)
    tell("B", "2020-03-11", "presence", actor="US", place="Qaim again", number=300)
    tell("B", "2020-03-11", "presence", actor="US", place="Qaim town")
    assert presence("al-Qaim base", "2020-03-12") == [
        "US al-Qaim base: present 300", "US al-Qaim: present unknown"
    ]  # fmt: skip


def test_what_the_public_knew(tell, presence):
    tell("A", "2020-03-10", "presence", actor="US", place="Asad", number=300)
    tell("A", "2020-04-20", "move", actor="US", origin="Asad", when="2020-03-15")
    assert presence("Ain al-Asad", "2020-03-20", known="2020-03-20") == ["US Ain al-Asad: present 300"]
    assert presence("Ain al-Asad", "2020-03-20") == ["US Ain al-Asad: left 0"]


def test_a_move_that_several_tell_of_counts_once(tell, presence):
    tell("A", "2020-03-01", "presence", actor="US", place="Asad", number=300, when="2020-03-01")
    for outlet in ("A", "B", "C"):
        tell(outlet, "2020-03-11", "move", actor="US", destination="Asad", number=100, when="2020-03-10")
    assert presence("Iraq", "2020-04-01") == ["US Ain al-Asad: present 400"]
    tell("D", "2020-03-21", "move", actor="US", origin="Asad", number=50, when="2020-03-20")
    tell("E", "2020-03-22", "move", actor="US", origin="Asad", number=70, when="2020-03-20")
    assert presence("Iraq", "2020-04-01") == ["US Ain al-Asad: reduced 330–350"]


def test_who_comes_from_two_places_arrives_once(tell, presence):
    tell("A", "2020-03-01", "presence", actor="US", place="Taji", number=300, when="2020-03-01")
    tell("A", "2020-03-11", "move", actor="US", origin="Asad, Qaim", destination="Taji", number=100, when="2020-03-10")
    assert "US Camp Taji: present 300–400" in presence("Iraq", "2020-04-01")
