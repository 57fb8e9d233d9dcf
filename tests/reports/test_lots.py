"""Lots of reports that were added: told as they are read, ended when their server is killed, gone with an erasure."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from marsad.reports.lots import DAYS, ENDED, LotError, Lots

KEPT = {"kind": "kept", "report": "a", "claims": 2, "new": True}


@pytest.fixture
def lots(tmp_path: Path) -> Lots:
    return Lots(tmp_path)


def begun(lots: Lots, *events: dict) -> str:
    """A lot with an upload, of which its server told this before it was killed."""
    lot, lock = lots.begin()
    lots.given(lot).mkdir()
    (lots.given(lot) / "a.txt").write_text("words", "utf-8")
    for event in events:
        lots.tell(lot, event)
    lock.close()
    return lot


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_what_is_told_can_be_looked_at_until_the_end(lots):
    lot, lock = lots.begin()
    lots.tell(lot, {"kind": "begun", "total": 1})
    lots.tell(lot, KEPT)
    with lock:
        lots.close(lot, {"read": 1})
    assert lots.events(lot) == [{"kind": "begun", "total": 1}, KEPT, {"kind": "done", "read": 1}]
    assert lots.events("0" * 16) is None
    assert lots.events("../../etc") is None


def test_what_was_uploaded_goes_when_it_is_read(lots, tmp_path):
    lot = begun(lots, KEPT)
    lots.close(lot, {"read": 1})
    assert "a.txt" not in files(tmp_path)


def test_a_lot_whose_server_was_killed_is_ended(lots, tmp_path):
    """A real process, killed in the middle of a line."""
    code = (
        "import sys, time; from pathlib import Path; from marsad.reports.lots import Lots\n"
        "lots = Lots(Path(sys.argv[1])); lot, lock = lots.begin(); lots.given(lot).mkdir()\n"
        "(lots.given(lot) / 'a.txt').write_text('words'); lots.tell(lot, {'kind': 'begun', 'total': 1})\n"
        "(Path(sys.argv[1]) / 'added' / lot / 'events.jsonl').open('a').write('{\"kind\": \"ke')\n"
        "print(lot, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True) as server:
        lot = server.stdout.readline().strip()
        lots.close_abandoned()
        assert lots.events(lot) == [{"kind": "begun", "total": 1}], "another process reads it"
        assert "a.txt" in files(tmp_path)
        server.kill()
    lots.close_abandoned()
    lots.close_abandoned()
    assert lots.events(lot) == [{"kind": "begun", "total": 1}, {"kind": "done", "stopped": ENDED, "ended": True}]
    assert "a.txt" not in files(tmp_path)


def test_a_lot_that_waits_its_turn_in_this_process_is_not_ended(lots):
    lot, lock = lots.begin()
    lots.tell(lot, {"kind": "begun", "total": 1})
    with lock:
        lots.close_abandoned()
        assert lots.events(lot) == [{"kind": "begun", "total": 1}]


def test_uploads_of_a_lot_that_told_nothing_yet_go_too(lots, tmp_path):
    begun(lots)
    lots.close_abandoned()
    assert files(tmp_path) == ["lock"]


def test_what_was_told_of_an_erased_report_is_removed_and_of_others_stays(lots):
    told = [
        [KEPT, {"kind": "warned", "sentence": "a: 'today' stays open"}],
        [{"kind": "failed", "sentence": "https://e.org/a answers 404"}],
        [KEPT | {"title": "Words of an older Marsad"}],
        [KEPT | {"report": "b"}, {"kind": "failed", "sentence": "https://e.org/b answers 404"}],
    ]
    names = [begun(lots, *events, {"kind": "done"}) for events in told]
    lots.erase("a", ["https://e.org/a"])
    assert [lots.events(name) is None for name in names] == [True, True, True, False]


def test_a_lot_that_is_still_read_is_told_of_after_an_erasure(lots, tmp_path):
    lot, lock = lots.begin()
    lots.given(lot).mkdir()
    lots.tell(lot, KEPT)
    with lock:
        lots.erase("a", [])
        assert lots.events(lot) is None
        assert lots.given(lot).is_dir(), "the others in it are read"
        lots.tell(lot, KEPT | {"report": "b"})
        lots.close(lot, {"read": 2})
    assert [event["kind"] for event in lots.events(lot)] == ["kept", "done"]


def test_old_lots_are_removed(lots, tmp_path):
    old, new, unread = (begun(lots, KEPT, *done) for done in ([{"kind": "done"}], [{"kind": "done"}], []))
    for lot in (old, unread):
        long_ago = time.time() - (DAYS + 1) * 86_400
        os.utime(tmp_path / "added" / lot, (long_ago, long_ago))
    lots.remove_old()
    assert [lots.events(lot) is None for lot in (old, new, unread)] == [True, False, False]


def test_where_nothing_can_be_noted_that_is_said(tmp_path):
    (tmp_path / "added").write_text("a file", "utf-8")
    with pytest.raises(LotError, match="What was added cannot be noted in"):
        Lots(tmp_path).begin()
