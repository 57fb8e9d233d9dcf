"""Moves and attacks: several reports about one happening are one line, and two happenings are two."""


def lines(answer, section):
    return [(line.actor, str(line.place or ""), str(line.destination or ""), str(line.number or ""), len(line.entries))
            for line in answer.section(section)]  # fmt: skip


def test_reports_of_one_move_are_one_line(tell, ask):
    tell("A", "2020-03-17", "move", actor="US", origin="Qaim", destination="Asad", number=(200, 999), when="2020-03-16")
    tell("B", "2020-03-18", "move", actor="US", origin="Qaim", destination="Asad", number=300, when="2020-03-17")
    tell("B", "2020-04-28", "move", actor="US", origin="Qaim", destination="Asad", when="2020-04-27")
    tell("B", "2020-04-05", "move", actor="US", destination="Taji", when="2020-04-04")
    assert lines(ask("Iraq", "2020-05-01"), "move") == [
        (("US",), "al-Qaim base", "Ain al-Asad", "", 1),
        (("US",), "", "Camp Taji", "", 1),
        (("US",), "al-Qaim base", "Ain al-Asad", "300", 2),
    ]


def test_numbers_of_one_move_can_be_at_odds(tell, ask):
    tell("A", "2020-03-17", "move", actor="US", origin="Qaim", number=300)
    tell("B", "2020-03-18", "move", actor="US", origin="Qaim", number=800)
    (line,) = ask("Iraq", "2020-05-01").section("move")
    assert [d.over for d in line.disputes] == ["number"]


def test_a_strike_and_the_answer_to_it_are_two(tell, ask):
    tell("A", "2020-03-12", "attack", actor="KATAIB-HEZBOLLAH", partner="US", place="Taji", when="2020-03-11")
    tell("A", "2020-03-13", "attack", actor="US", partner="KATAIB-HEZBOLLAH", place="Taji", when="2020-03-12")
    found = ask("Iraq", "2020-05-01").section("attack")
    assert [line.actor for line in found] == [("US",), ("KATAIB-HEZBOLLAH",)]
    assert [line.disputes for line in found] == [(), ()]


def test_two_attackers_of_one_attack_are_at_odds(tell, ask):
    for attacker in ("ISIS", "KATAIB-HEZBOLLAH", "UNKNOWN", "IRAN-BACKED-MILITIA"):
        tell("A", "2020-03-12", "attack", actor=attacker, partner="US", place="Taji", when="2020-03-11")
    (line,) = ask("Iraq", "2020-05-01").section("attack")
    ((over, entries),) = [(d.over, [e.claim.actor[0] for e in d.entries]) for d in line.disputes]
    assert (over, sorted(entries)) == ("attacker", ["ISIS", "KATAIB-HEZBOLLAH"])


def test_what_most_say_comes_first_and_what_is_unsure_or_gone_last(tell, ask):
    tell("A", "2020-03-10", "presence", "ongoing", actor="US", place="Taji")
    tell("A", "2020-03-11", "presence", "ongoing", actor="US", place="Asad")
    tell("B", "2020-03-11", "presence", "ongoing", actor="US", place="Asad")
    tell("A", "2020-03-11", "presence", "ongoing", actor="US", place="Anbar")
    tell("A", "2020-03-09", "presence", "ongoing", actor="US", place="Iraq")
    tell("A", "2020-03-12", "move", actor="US", origin="Qaim")
    places = [str(line.place) for line in ask("Iraq", "2020-05-01").section("presence")]
    assert places == ["Iraq", "Ain al-Asad", "Anbar", "Camp Taji", "al-Qaim base"]
