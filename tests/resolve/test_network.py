"""The network over words: what it is told, how far it sees, and that it reads whatever a page holds."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sentences import sentences

from marsad.model.kinds import STATUSES
from marsad.resolve.candidates import slot_candidates
from marsad.resolve.filling import ASKED, LAYER
from marsad.resolve.net.fields import candidate_told, tokens_of, trigger_told
from marsad.resolve.net.network import REACH, Network, Sight, load_network, mixed
from marsad.resolve.triggers import triggers


def network() -> Network:
    return load_network()


def test_words_are_told_with_what_they_are_part_of() -> None:
    rows = tokens_of(sentences("About 300 French soldiers left Mosul on Monday, officials said."))
    told = {row[0].partition(":")[2]: row for row in rows}
    assert told["french"][2].startswith("forceB")
    assert told["mosul"][3].startswith("townB")
    assert told["300"][4] == "num3"
    assert told["monday"][4] == "time"
    assert "move:leave" in told["left"][5]


def test_a_row_stands_for_each_token_of_a_page() -> None:
    listed = sentences("Troops left Mosul. Others stayed!\n\nThe base was handed over.")
    assert len(tokens_of(listed)) == len(listed[0].page.tokens.words)


def test_candidates_are_told_by_sort_and_by_how_they_lie() -> None:
    (s,) = sentences("French soldiers left Mosul for Erbil on Monday.")
    (t,) = (t for t in triggers(s) if s.page.tokens.words[t.first] == "left")
    assert trigger_told(s, t, "q").row[:2] == ("q:move", "q:move:leave")
    words = s.page.tokens.words
    lies = {words[first]: row[1] for first, _, row in (candidate_told(s, t, c) for c in slot_candidates(s, t)["place"])}
    assert lies["mosul"].startswith("lies:r")
    assert lies["erbil"].startswith("lies:r")


def test_it_sees_as_far_as_its_layers_reach_and_no_further() -> None:
    words = ["troops"] + ["rain"] * (REACH + 2)

    def first(changed: int) -> Sight:
        told = [*words[:changed], "Mosul", *words[changed + 1 :]]
        return network().sight(sentences(" ".join(told)))

    plain = network().sight(sentences(" ".join(words))).words[0]
    assert np.abs(first(REACH).words[0] - plain).max() > 1e-4
    np.testing.assert_allclose(first(REACH + 1).words[0], plain, atol=1e-5)


def test_a_long_page_is_worked_out_in_blocks_to_the_same_end(monkeypatch: pytest.MonkeyPatch) -> None:
    listed = sentences("French soldiers left Mosul for Erbil on Monday, officials said. " * 12)
    whole = network().sight(listed).words
    monkeypatch.setattr("marsad.resolve.net.network._BLOCK", 32)
    assert len(whole) > 3 * 32
    np.testing.assert_allclose(network().sight(listed).words, whole, atol=1e-5)


WORDS = st.sampled_from("troops left the base 300 Mosul on Monday French said attacked انسحبت القوات من الموصل".split())


@settings(max_examples=40, deadline=None)
@given(
    st.lists(WORDS | st.text(st.characters(), max_size=6) | st.just("\ud800"), max_size=40).map(" ".join),
    st.sampled_from(["en", "ar"]),
)
def test_any_text_is_seen_and_gives_finite_figures(text: str, language: str) -> None:
    listed = sentences(text, language)
    sight = network().sight(listed)
    found = [(s, t) for s in listed for t in triggers(s)]
    odds = sight.odds(found)
    assert len(odds) == len(found)
    assert np.isfinite(odds).all()
    for s, t in found:
        candidates = slot_candidates(s, t)
        for slot, totals in sight.totals(s, t, ASKED[t.kind], candidates).items():
            assert len(totals) == len(candidates[LAYER.get(slot, "reason")]) + 1
            assert np.isfinite(totals).all()
        moods = sight.moods(s, t, None)
        assert list(moods.statuses) == list(STATUSES)
        assert np.isfinite([*moods.statuses.values(), *moods.phases.values()]).all()


def test_the_shipped_network_is_asked_nothing_that_it_has_not_learned() -> None:
    asked = {f"{kind}.{slot}" for kind, layers in ASKED.items() for slots in layers.values() for slot in slots}
    assert asked <= set(network().vocabulary.slots)


def test_the_network_knows_what_is_planned_from_what_has_happened() -> None:
    def likeliest(text: str) -> str:
        (s,) = sentences(text)
        (t,) = (t for t in triggers(s) if s.page.tokens.words[t.first] in ("left", "leave"))
        statuses = network().sight([s]).moods(s, t, None).statuses
        return max(statuses, key=statuses.__getitem__)

    assert likeliest("The last 300 French soldiers left the base near Mosul.") == "happened"
    assert likeliest("The last 300 French soldiers will leave the base near Mosul.") == "planned"
    assert likeliest("The ministry denied that French soldiers had left the base near Mosul.") == "denied"


def test_the_network_knows_withdrawals_from_departures_of_ministers() -> None:
    def odds(text: str) -> float:
        (s,) = sentences(text)
        (t,) = (t for t in triggers(s) if s.page.tokens.words[t.first] == "left")
        return network().sight([s]).odds([(s, t)])[0]

    assert odds("The last 300 French soldiers left the base near Mosul on Monday.") > 1
    assert odds("The finance minister left the talks in Geneva on Monday.") < -1


def test_a_decision_is_shared_by_both() -> None:
    assert mixed(2.0, 2.0) == 2.0
    assert -1.0 < mixed(-1.0, 3.0) < 3.0
