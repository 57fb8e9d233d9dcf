"""`marsad corpus events`: the events that a ledger of the same reports has, voices and all."""

import datetime as dt
import json
import random
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from marsad.cli import main
from marsad.corpus.events import events
from marsad.corpus.load import load
from marsad.corpus.parquet import Writer
from marsad.corpus.storage import Storage
from marsad.ledger import Ledger
from marsad.model.claim import Claim
from marsad.model.report import Report
from marsad.model.span import Span
from marsad.model.values import Count, Place, Speaker
from marsad.posture.happenings import happenings
from marsad.posture.subject import Subject
from marsad.reader import Reading

LOCAL = Storage()
PLACES = [
    Place("Iraq", "IQ", None, None, "country"),
    Place("al-Qaim base", "IQ", 34.37, 41.09, "site"),
    Place("Al Qaim Base", "IQ", 34.371, 41.1, "site"),
    Place("Camp Taji", "IQ", 33.524, 44.257, "site"),
    Place("Anbar", "IQ", 33.4, 42.5, "region"),
]
WORDS = "troops left base army said officials handed control of the northern camp after talks on Tuesday".split()


def made_up(seed: int, count: int = 120) -> list[tuple[Report, Reading]]:
    """Reports with copies, new versions, shared names, denials, and claims of every kind."""
    chance = random.Random(seed)
    texts = [" ".join(chance.choices(WORDS, k=60)) for _ in range(count // 2)]
    out = []
    for n in range(count):
        report = Report(
            id=chance.choice([f"r{n}", f"r{n % 40}"]),
            text=chance.choice(texts),
            language="en",
            published=chance.choice([None, *[dt.date(2020, 3, 1) + dt.timedelta(chance.randrange(60))] * 9]),
            publisher=chance.choice([None, "One", "Two", "Three"]),
            address=chance.choice([None, f"https://example.org/{n % 40}"]),
        )
        out.append((report, Reading(tuple(claim(chance) for _ in range(chance.randrange(4))))))
    return out


def claim(chance: random.Random) -> Claim:
    kind = chance.choice(["move", "handover", "presence", "activity", "attack", "control", "agreement"])
    here, there = chance.choices(PLACES, k=2)
    slots: dict[str, object] = {"actor": tuple(chance.sample(["US", "IQ", "ISIS", "CJTF-OIR"], 1))}
    if kind == "move":
        slots |= {"origin": (here,)} if chance.random() < 0.6 else {"destination": (there,)}
    elif kind != "agreement":
        slots["place"] = tuple(dict.fromkeys((here, there))) if chance.random() < 0.2 else (here,)
    if kind in ("handover", "agreement", "attack"):
        slots["partner"] = ("IQ",)
    if kind == "activity":
        slots |= {"activity": "training", "phase": "suspended"}
    if kind == "agreement":
        slots["phase"] = "agreed"
    day = f"2020-{chance.choice(('03', '04'))}-{chance.randrange(1, 29):02}"
    return Claim(
        kind,
        chance.choice(["happened"] * 5 + ["ongoing", "planned", "possible", "denied"]),
        (Span(0, chance.randrange(1, 20)),),
        when=chance.choice([None, day, day, "2020-03", "2020-03-10/.."]),
        number=chance.choice([None, Count(300, 300)]) if kind in ("move", "presence") else None,
        said_by=chance.choice([None, Speaker("US"), Speaker("CJTF-OIR", "Caggins")]),
        **slots,  # type: ignore[arg-type]
    )


def write(out: Path, made: list[tuple[Report, Reading]], a_part: int = 25) -> str:
    """A corpus of readings that are given."""
    for folder in ("reports", "claims", "done"):
        (out / folder).mkdir(parents=True, exist_ok=True)
    for first in range(0, len(made), a_part):
        writer = Writer("plain")
        for report, reading in made[first : first + a_part]:
            writer.add(report, reading)
        reports, claims = writer.files()
        name = f"made-{first:06}"
        (out / "reports" / f"{name}.parquet").write_bytes(reports)
        (out / "claims" / f"{name}.parquet").write_bytes(claims)
        (out / "done" / f"{name}.json").write_text(json.dumps({"reader": "plain", "version": "1"}))
    return str(out)


@pytest.mark.parametrize("seed", range(6))
def test_a_corpus_has_the_events_of_its_ledger(tmp_path, seed):
    corpus = write(tmp_path / "out", made_up(seed))
    with Ledger.open(tmp_path / "a.db") as ledger:
        assert len(list(load(LOCAL, corpus, ledger))) == 5
        known = [summary.to_json() for summary in happenings(ledger.view(), Subject())]
    assert [json.loads(line) for line in events(LOCAL, corpus)] == known
    assert len(known) > 30
    assert any(len(event["claims"]) > 2 for event in known)
    assert any(event["denied_by"] for event in known)


def test_two_reports_of_one_name_that_come_to_one_text_have_claims_of_their_own(tmp_path):
    """Each has an address of its own; the second version of the first says what the other has always said."""
    told = Reading((claim(random.Random(3)), claim(random.Random(4))))
    told = replace(told, claims=(*told.claims, told.claims[0]))
    first = Report("r", "About 300 left the base.", "en", dt.date(2020, 3, 17), "One", address="https://example.org/1")
    updated = replace(first, text="About 500 left the base.", sha256="")
    other = replace(updated, title="Another title", address="https://example.org/2")
    corpus = write(tmp_path / "out", [(first, told), (other, told), (updated, told)], 2)
    with Ledger.open(tmp_path / "a.db") as ledger:
        list(load(LOCAL, corpus, ledger))
        known = [summary.to_json() for summary in happenings(ledger.view(), Subject())]
    assert [json.loads(line) for line in events(LOCAL, corpus)] == known
    assert len({id for event in known for id in event["claims"]}) == 6


def test_several_cores_and_the_command_give_the_same_lines(tmp_path):
    corpus = write(tmp_path / "out", made_up(11))
    lines = list(events(LOCAL, corpus))
    assert list(events(LOCAL, corpus, jobs=2)) == lines
    ran = CliRunner().invoke(main, ["corpus", "events", corpus, "--out", str(tmp_path / "e.jsonl"), "--jobs", "1"])
    assert ran.exit_code == 0, ran.output
    assert f"Wrote {len(lines):,} events" in ran.output
    assert (tmp_path / "e.jsonl").read_text("utf-8").splitlines() == lines


def test_a_file_that_is_gone_is_named(tmp_path):
    corpus = write(tmp_path / "out", made_up(1, 10))
    (tmp_path / "out" / "claims" / "made-000000.parquet").unlink()
    ran = CliRunner().invoke(main, ["corpus", "events", corpus, "--jobs", "1"])
    assert ran.exit_code == 1
    assert "claims/made-000000.parquet does not exist" in ran.output
