"""Candidates: which words may report something, and what may fill their slots."""

from sentences import sentences

from marsad.reading.page import NumberMention, Speech, TimeMention
from marsad.resolve.candidates import Candidate, nothing, slot_candidates
from marsad.resolve.figures import differences
from marsad.resolve.groups import Group
from marsad.resolve.sentence import Sentence
from marsad.resolve.triggers import Trigger, governor, trigger_features, triggers


def trigger(sentence: Sentence, word: str, kind: str) -> Trigger:
    tokens = sentence.page.tokens
    return next(t for t in triggers(sentence) if t.kind == kind and tokens.words[t.first] == word)


def changes(sentence: Sentence) -> list[int | None]:
    return [n.min for n in differences(sentence.page, sentence.first, sentence.numbers)]


def named(candidates: list[Candidate]) -> list[str]:
    groups = [c.value for c in candidates if isinstance(c.value, Group)]
    return [" ".join(group.keys) or group.places[0].name for group in groups]


def test_a_word_may_report_happenings_of_several_kinds() -> None:
    (sentence,) = sentences("US troops withdrew from al-Qaim.")
    assert {"move"} <= {t.kind for t in triggers(sentence)}
    assert trigger(sentence, "withdrew", "move").hit.rule == "move: <force> leaves <place>"


def test_a_counted_force_at_a_place_needs_no_verb() -> None:
    (sentence,) = sentences("About 300 French soldiers at Mosul.")
    assert any(t.kind == "presence" and t.hit.label == "counted" for t in triggers(sentence))


def test_a_word_inside_a_name_reports_nothing() -> None:
    (sentence,) = sentences("The Defeat-ISIS Coalition held Mosul.")
    tokens = sentence.page.tokens
    assert "defeat" not in {tokens.words[t.first] for t in triggers(sentence)}


def dates(text: str, word: str, kind: str, language: str = "en") -> list[str | None]:
    (sentence,) = sentences(text, language)
    times = slot_candidates(sentence, trigger(sentence, word, kind))["time"]
    return [c.value.edtf for c in times if isinstance(c.value, TimeMention)]


def test_what_happened_when_something_began_has_that_day_without_what_followed() -> None:
    text = "The field has been quiet since Monday, when the last US troops left."
    assert dates(text, "left", "move") == ["2020-03-16/..", "2020-03-16"]
    assert dates("US troops have left Mosul since Monday.", "left", "move") == ["2020-03-16/.."]


def speakers(text: str, word: str, kind: str) -> list[str]:
    sentence = sentences(text)[-1]
    found = slot_candidates(sentence, trigger(sentence, word, kind))["speaker"]
    return [c.value.speaker.keys[0] for c in found if isinstance(c.value, Speech) and c.value.speaker]


def test_an_official_of_no_stated_body_may_be_of_whom_the_report_names_most() -> None:
    text = "Polish troops landed in Kabul. Polish troops stay. Danish troops left Kabul, officials said."
    assert {"PL", "DK"} <= set(speakers(text, "left", "move"))
    text = "Polish troops landed in Kabul. Danish troops left Kabul, the Norwegian army said."
    assert "PL" not in speakers(text, "left", "move")


def test_what_was_begun_may_go_on() -> None:
    assert dates("US troops began leaving Mosul on Monday.", "leaving", "move") == ["2020-03-16", "2020-03-16/.."]
    assert dates("US troops left Mosul on Monday.", "left", "move") == ["2020-03-16"]


def test_the_first_day_of_a_report_may_date_what_it_tells_much_later() -> None:
    listed = sentences(
        "Gunmen attacked Mosul on Wednesday. The town fell in 2014. The army said the attackers killed two soldiers."
    )
    times = slot_candidates(listed[2], trigger(listed[2], "killed", "attack"))["time"]
    assert [c.value.edtf for c in times if isinstance(c.value, TimeMention)] == ["2014", "2020-03-18"]
    assert "lead+same=True" in set(times[1].features)


def test_the_day_of_a_dateline_dates_nothing() -> None:
    (sentence,) = sentences("AMMAN, March 18 (Reuters) - Jordan has deployed two battalions, the army said.")
    assert slot_candidates(sentence, trigger(sentence, "deployed", "move"))["time"] == []
    (sentence,) = sentences("عمّان في آذار/مارس هادئة، وانسحبت القوات من المفرق.", "ar")
    assert len(slot_candidates(sentence, trigger(sentence, "وانسحبت", "move"))["time"]) == 1


def test_a_mission_implies_the_country_that_it_is_in() -> None:
    (sentence,) = sentences("Rwanda said that 300 of its soldiers in MINUSCA had gone home.")
    assert "Central African Republic" in named(slot_candidates(sentence, trigger(sentence, "gone", "move"))["place"])


def test_candidates_are_what_the_sentence_names() -> None:
    (sentence,) = sentences("On Monday 300 French soldiers left Mosul for Erbil, officials said.")
    found = slot_candidates(sentence, trigger(sentence, "left", "move"))
    assert named(found["actor"])[0] == "FR"
    assert named(found["place"])[:2] == ["Mosul", "Erbil"]
    assert (len(found["number"]), len(found["time"])) == (1, 1)


def test_earlier_sentences_leave_the_latest_behind() -> None:
    last = sentences("French soldiers left Mosul on Monday. Rain fell. They went home.")[2]
    found = slot_candidates(last, trigger(last, "went", "move"))
    carried = [c for layer in ("actor", "place", "time") for c in found[layer] if "carried" in c.features]
    assert len(carried) == 3


def test_features_of_order_carry_the_language_and_those_of_meaning_do_not() -> None:
    (english,) = sentences("US troops left Iraq.")
    (arabic,) = sentences("غادرت القوات الأمريكية العراق.", "ar")
    of_english = set(trigger_features(english, trigger(english, "left", "move")))
    of_arabic = set(trigger_features(arabic, next(t for t in triggers(arabic) if t.kind == "move")))
    shared = of_english & of_arabic
    assert {"sense=leave", "people=False:leave"} <= shared
    assert not [feature for feature in shared if "en:" in feature or "ar:" in feature]


def test_leaving_a_slot_empty_has_features_of_its_own() -> None:
    (sentence,) = sentences("US troops left Iraq.")
    left = trigger(sentence, "left", "move")
    assert set(nothing(left, 0)) != set(nothing(left, 2))
    assert set(nothing(left, 4)) == set(nothing(left, 9))


def test_a_noun_hangs_on_the_verb_of_pace_in_its_clause() -> None:
    for text, verb in (
        ("The army halted training at the base.", "halt"),
        ("Training was resumed in the desert.", "resume"),
        ("The army trains recruits.", None),
    ):
        (sentence,) = sentences(text)
        found = next(t for t in triggers(sentence) if t.kind == "activity")
        over = governor(sentence, found)
        assert (over.hit.lemma if over else None) == verb


def test_a_strength_changes_by_the_difference_of_two_levels() -> None:
    for text in ("Troops will be cut from 4,500 to 2,500.", "The force grew from 500 to 2,500 men."):
        (sentence,) = sentences(text)
        assert changes(sentence) == [2000]
    (arabic,) = sentences("خفض عدد القوات من 4500 إلى 2500.", "ar")
    assert changes(arabic) == [2000]
    (list_,) = sentences("They sent 300 soldiers and 20 tanks.")
    assert changes(list_) == []


def test_a_number_of_places_is_no_strength() -> None:
    (sentence,) = sentences("The French army was sent to more than 120 positions with 300 soldiers.")
    found = slot_candidates(sentence, trigger(sentence, "sent", "move"))["number"]
    assert [candidate.value.min for candidate in found] == [300]


def test_whom_a_base_hosts_is_known() -> None:
    (sentence,) = sentences("Rockets hit the base, which hosts US troops, in Iraq.")
    found = slot_candidates(sentence, trigger(sentence, "hit", "attack"))["actor"]
    assert [any("hosted" in feature for feature in c.features) for c in found if named([c]) == ["US"]] == [True]


def test_what_a_report_begins_with_stays_a_candidate_for_its_places() -> None:
    listed = sentences(
        "Gunmen stormed the port of Mocha near Taiz. Reinforcements left Aden. Others left Lahij. Twenty were killed."
    )
    last = slot_candidates(listed[-1], trigger(listed[-1], "killed", "attack"))["place"]
    assert {"Lahij", "Aden", "Taiz"} <= set(named(last))


def test_all_places_of_the_sentence_before_are_candidates() -> None:
    listed = sentences("Troops left. They rested. Convoys drove from Erbil to Mosul. Twenty were killed there.")
    last = slot_candidates(listed[-1], trigger(listed[-1], "killed", "attack"))["place"]
    assert {"Erbil", "Mosul"} <= set(named(last))


def test_whom_a_report_is_about_may_act_far_behind() -> None:
    listed = sentences(
        "French troops left Gao. France said so. Niger was calm. Chad was calm. Togo was calm. It was handed over."
    )
    actors = named(slot_candidates(listed[-1], trigger(listed[-1], "handed", "handover"))["actor"])
    assert "FR" in actors


def test_whom_the_sentence_names_in_a_list_is_not_offered_apart() -> None:
    (sentence,) = sentences("Iraq and the United States agreed to end the mission.")
    actors = named(slot_candidates(sentence, trigger(sentence, "agreed", "agreement"))["actor"])
    assert "US" not in actors


def test_the_next_sentence_may_tell_how_many_were_killed_and_wounded() -> None:
    first, _ = sentences(
        "A rocket hit a base near Mosul, killing two. Six others were wounded in the market, where 40 windows broke."
    )
    numbers = slot_candidates(first, trigger(first, "hit", "attack"))["number"]
    assert [c.value.min for c in numbers if isinstance(c.value, NumberMention)] == [2, 6]


def test_the_means_of_an_attack_may_be_told_before() -> None:
    _, second = sentences("Drones struck a base near Mosul. The army attacked the launchers.")
    (means,) = slot_candidates(second, trigger(second, "attacked", "attack"))["means"]
    assert isinstance(means.value, tuple)
    assert means.value[1].label == "drones"


def test_a_word_for_rockets_and_missiles_may_mean_either() -> None:
    (sentence,) = sentences("أطلقت القوات صواريخ على قاعدة قرب الموصل.", "ar")
    listed = slot_candidates(sentence, next(t for t in triggers(sentence) if t.kind == "attack"))["means"]
    assert [c.value[1].label for c in listed if isinstance(c.value, tuple)] == ["rockets", "missiles"]


def test_a_verb_may_tell_the_means() -> None:
    (sentence,) = sentences("The army shelled a base near Mosul.")
    (means,) = slot_candidates(sentence, trigger(sentence, "shelled", "attack"))["means"]
    assert isinstance(means.value, tuple)
    assert means.value[1].label == "artillery"


def test_of_an_attack_nobody_known_is_a_candidate() -> None:
    (sentence,) = sentences("Three rockets hit a base near Mosul.")
    assert "UNKNOWN" in named(slot_candidates(sentence, trigger(sentence, "hit", "attack"))["actor"])


def test_two_who_are_named_apart_may_act_together() -> None:
    (sentence,) = sentences("Turkey agreed to coordinate patrols near Mosul with Russia.")
    assert "TR RU" in named(slot_candidates(sentence, trigger(sentence, "agreed", "agreement"))["actor"])
