"""What is kept of a claim, and what its id is reckoned from, is what `json` writes, to the letter."""

import json
from dataclasses import fields

from hypothesis import given
from hypothesis import strategies as st
from made import EVERY_KIND

from marsad.ledger.sketch import packed, unpacked
from marsad.ledger.texts import texts
from marsad.model.claim import Claim
from marsad.model.kinds import KINDS
from marsad.model.span import Span
from marsad.model.values import Count, Place, Reason, Speaker

words = st.text(max_size=8)
numbers = st.integers(-(10**20), 10**20) | st.floats(-180, 180) | st.sampled_from((0, 1, 1.0, True))
places = st.lists(st.builds(Place, words, st.none() | words, st.none() | numbers, numbers, words), max_size=3).map(
    tuple
)
keys = st.lists(words, max_size=3).map(tuple)
counts = st.none() | st.builds(Count, st.none() | numbers, st.none() | numbers)
some = st.none() | words
claims = st.builds(
    Claim,
    kind=st.sampled_from(sorted(KINDS)),
    status=words,
    evidence=st.lists(st.builds(Span, numbers, numbers), max_size=3).map(tuple),
    actor=keys,
    partner=keys,
    place=places,
    origin=places,
    destination=places,
    activity=some,
    phase=some,
    means=keys,
    number=counts,
    killed=counts,
    wounded=counts,
    when=some,
    reasons=st.lists(st.builds(Reason, words, st.sampled_from((True, False, 1, 0))), max_size=2).map(tuple),
    said_by=st.none() | st.builds(Speaker, words, some),
    confidence=st.floats(0, 1) | st.sampled_from((0, 1, True)),
    rule=words,
)


def as_json_writes(claim):
    whole = claim.to_json()
    said = {key: value for key, value in whole.items() if key not in ("confidence", "rule")}
    return json.dumps(whole, ensure_ascii=False), json.dumps(said, sort_keys=True)


@given(claims)
def test_any_claim_is_written_as_json_writes_it(claim):
    assert texts(claim) == as_json_writes(claim)


def test_every_kind_with_every_slot_is():
    for claim in EVERY_KIND:
        assert texts(claim) == as_json_writes(claim)
    assert {claim.kind for claim in EVERY_KIND} == set(KINDS)
    told = {field.name for claim in EVERY_KIND for field in fields(claim) if getattr(claim, field.name)}
    assert told == {field.name for field in fields(Claim)}, "no slot is left untried"


@given(st.frozensets(st.integers(0, 2**32 - 1)))
def test_a_sketch_is_kept_as_eight_digits_for_each_hash(hashes):
    assert packed(hashes) == "".join(f"{each:08x}" for each in sorted(hashes))
    assert unpacked(packed(hashes)) == hashes
