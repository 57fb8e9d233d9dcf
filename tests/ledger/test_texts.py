"""What is made quickly is what the plain way makes: JSON, hashes and words, to the letter."""

import datetime as dt
import json
from dataclasses import fields
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import EVERY_KIND

from marsad.ledger.chain import Change
from marsad.ledger.pen import instant
from marsad.ledger.search import contents, documents
from marsad.ledger.sketch import packed, sketch_of, unpacked
from marsad.ledger.texts import texts
from marsad.ledger.words import folded_words, placed_words, words_and_hashes
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


@given(st.binary(max_size=40), st.integers(0, 60))
def test_a_sketch_is_a_quarter_of_the_hashes_of_five_words(some, words):
    hashes = (some * 60 + bytes(4 * words))[: 4 * words]
    runs = [hashes[n : n + 20] for n in range(0, max(1, len(hashes) - 16), 4)]
    assert sketch_of(hashes) == {crc32(run) for run in runs if crc32(run) % 4 == 0}


@given(
    st.text()
    | st.lists(st.sampled_from(("U.S.", "القاعدة", "—", "Qa'im", "a_b", "٣٠٠", "\u0640")), max_size=9).map(" ".join)
)
def test_the_words_of_a_text_are_the_same_however_they_are_asked_for(text):
    words, hashes = words_and_hashes(text)
    placed = [word for word, _, _ in placed_words(text)]
    assert words.split() == words.split(" ") * bool(words) == folded_words(text) == placed
    assert hashes == b"".join(crc32(word.encode("utf-8", "surrogatepass")).to_bytes(4, "little") for word in placed)


@pytest.mark.parametrize("count", [0, 1, 4_999, 5_000, 5_001, 12_345])
def test_a_long_text_is_several_documents(count):
    words = [f"w{n}" for n in range(count)]
    parts = [" ".join(part) for _, part in documents(1, "2020-03-17", words)]
    assert contents(" ".join(words), count) == parts


rows = st.integers(0, 10**9)
change = st.builds(
    Change,
    at=st.datetimes(timezones=st.just(dt.UTC)).map(instant),
    verb=words,
    reports=st.lists(st.lists(rows | some, max_size=4), max_size=2),
    readings=st.lists(st.lists(rows | words, max_size=4), max_size=2),
    names=st.lists(st.tuples(rows, st.text("0123456789abcdef", max_size=9)), max_size=2),
    claims=st.lists(st.tuples(rows, rows, rows, rows, rows, words, words, st.text(), some), max_size=3),
    withdrawn=st.lists(rows, max_size=2),
    ended=st.lists(rows, max_size=2),
    decisions=st.lists(st.lists(rows | words, max_size=4), max_size=1),
)


@given(change)
def test_a_write_has_one_hash_however_it_is_reckoned(change):
    assert change.hash_as_made("0" * 64) == change.hash("0" * 64)
