"""Many readings recorded at once are the ledger that recording one by one makes, with a chain that verifies."""

import datetime as dt
import string
import tempfile

from hypothesis import given, settings
from hypothesis import strategies as st
from test_load import said

from marsad.ledger import Ledger
from marsad.ledger.block import prepare
from marsad.ledger.bulk import bulk, dialect_of
from marsad.ledger.ready import Written
from marsad.ledger.states import text_of
from marsad.ledger.write import claim_ids
from marsad.model.claim import Claim
from marsad.model.report import Report
from marsad.model.span import Span
from marsad.model.values import Count, Place, Speaker
from marsad.reader import Reading, UnknownName

WORDS = st.text(string.ascii_letters + ' "\\\t\n«»قاعدةالقائمٱ🛰️\u2028', min_size=1, max_size=40)
CLAIMS = st.builds(
    Claim,
    kind=st.just("presence"),
    status=st.sampled_from(["ongoing", "denied"]),
    evidence=st.just((Span(0, 1),)),
    actor=st.lists(st.sampled_from(["US", "IQ", 'A"B']), unique=True, max_size=2).map(tuple),
    place=st.lists(WORDS.map(lambda name: Place(name, "IQ", None, None, "site")), max_size=2).map(tuple),
    number=st.none() | st.builds(Count, st.integers(0, 9), st.none()),
    when=st.none() | st.just("2020-03"),
    said_by=st.none() | st.builds(Speaker, st.just("US"), st.none() | WORDS),
)
READINGS = st.builds(
    Reading,
    st.lists(CLAIMS, max_size=3).map(tuple),
    st.lists(st.builds(UnknownName, WORDS, st.just("actor"), st.just(Span(0, 1)), WORDS), max_size=2).map(tuple),
)
REPORTS = st.builds(
    Report,
    id=st.sampled_from(["a", "b", "c", "d", 'e"\\']),
    text=WORDS,
    language=st.sampled_from(["en", "ar"]),
    published=st.none() | st.dates(dt.date(2020, 1, 1), dt.date(2020, 12, 31)),
    publisher=st.none() | WORDS,
    title=st.none() | WORDS,
    address=st.none() | st.just("https://example.org/a"),
)
BLOCKS = st.lists(st.lists(st.tuples(REPORTS, READINGS), max_size=4), min_size=1, max_size=3)


def record_blocks(ledger: Ledger, blocks: list[list[tuple[Report, Reading]]]) -> list[bool]:
    new = []
    for block in blocks:
        made = []
        for report, reading in block:
            written = Written(claim_ids(report, "any", reading.claims), [text_of(claim) for claim in reading.claims])
            made.append(prepare(report, reading, written, dialect_of(ledger)))
        with bulk(ledger) as batch:
            new += [recorded.new for recorded in batch.record_block(made, "any", "1")]
    return new


@given(BLOCKS)
@settings(max_examples=25, deadline=None)
def test_a_block_is_its_reports_one_by_one(blocks):
    with (
        tempfile.TemporaryDirectory() as folder,
        Ledger.open(f"{folder}/at-once.db") as at_once,
        Ledger.open(f"{folder}/single.db") as single,
    ):
        new = record_blocks(at_once, blocks)
        assert new == [single.record(*each, "any", "1").new for block in blocks for each in block]
        assert said(at_once) == said(single)
        assert at_once.view().unknown_names() == single.view().unknown_names()
        assert at_once.view().search("القائم") == single.view().search("القائم")
        verified = at_once.verify()
        assert verified.sound, verified.problems
        assert verified.records == single.verify().records
