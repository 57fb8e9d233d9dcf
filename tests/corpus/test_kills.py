"""`kill -9` of a driver or a worker, at a moment drawn by lot: nothing is lost when it is called again, or doubled.

`make kill-corpus` kills more often (`MARSAD_KILLS`).
"""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from plain_reader import PlainReader, write_reports
from test_corpus_runs import LOCAL, read_corpus, write_corpus
from test_corpus_runs import content as files_in
from test_load import said
from test_many import content, read_alone, read_many

from marsad.corpus.load import load
from marsad.ledger import Ledger

KILLS = int(os.environ.get("MARSAD_KILLS", "2"))

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")

# What each driver does, given the folder of these tests, where it reads from, and where it writes to.
DRIVERS = {
    "read": "read_many(Path(given), Path(into), PlainReader(Path(given).parent, slow=0.005))",
    "corpus read": "read_corpus(Path(given), Path(into), jobs=2, slow=0.005)",
    "corpus load": "deque(load(LOCAL, given, Ledger.open(into), 2))",
}
DRIVER = """
import sys
from collections import deque
from pathlib import Path
folder, given, into = sys.argv[1:]
sys.path.insert(0, folder)
from plain_reader import PlainReader
from test_corpus_runs import LOCAL, read_corpus
from test_many import read_many
from marsad.corpus.load import load
from marsad.ledger import Ledger
if __name__ == "__main__":
    {}
"""


def start(tmp_path: Path, command: str, given: Path, into: Path) -> "subprocess.Popen[bytes]":
    script = tmp_path / "driver.py"
    script.write_text(DRIVER.format(DRIVERS[command]), "utf-8")
    call = [sys.executable, str(script), str(Path(__file__).parent), str(given), str(into)]
    return subprocess.Popen(call, start_new_session=True, stdout=subprocess.DEVNULL)


def group_of(process: "subprocess.Popen[bytes]") -> list[int]:
    """The processes of a driver's session that live."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, session = stat.read_text().rpartition(")")[2].split()[:4]
        except OSError:
            continue
        if int(session) == process.pid and state != "Z":
            found.append(int(stat.parent.name))
    return found


def recorded(ledger: Path) -> int:
    """Reports in a ledger, looked at from outside, as the driver is at work."""
    if not ledger.exists():
        return 0
    with closing(sqlite3.connect(f"file:{ledger}?mode=ro", uri=True)) as database:
        try:
            return int(database.execute("SELECT count(*) FROM reports").fetchone()[0])
        except sqlite3.OperationalError:  # it is just being made
            return 0


def workers_of(driver: "subprocess.Popen[bytes]") -> list[int]:
    """Processes that are no children of the driver's own: it has them forked by another."""
    found = []
    for pid in group_of(driver):
        try:
            parent = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        if pid != driver.pid and parent != driver.pid:
            found.append(pid)
    return found


def done(command: str, into: Path) -> int:
    """How much is done, looked at from outside."""
    return len(list(into.glob("done/*.json"))) if command == "corpus read" else recorded(into)


def wait_for(driver: "subprocess.Popen[bytes]", command: str, into: Path, wanted: int) -> bool:
    while driver.poll() is None and done(command, into) < wanted:
        time.sleep(0.01)
    return driver.poll() is None


def kill_driver(driver: "subprocess.Popen[bytes]") -> None:
    driver.kill()
    driver.wait()
    until = time.monotonic() + 20
    while group_of(driver) and time.monotonic() < until:
        time.sleep(0.02)
    assert not group_of(driver), "workers outlive their driver"


@pytest.fixture
def world(request, tmp_path):
    """For a command: what it reads, where it writes, how far it goes, and whether its result is whole."""
    command = request.param
    if command == "read":
        given, into = write_reports(tmp_path / "reports", 120), tmp_path / "many.db"

        def check() -> None:
            read_alone(given, tmp_path / "one.db", PlainReader(tmp_path))
            assert content(into) == content(tmp_path / "one.db")
    elif command == "corpus read":
        given, into = write_corpus(tmp_path / "in"), tmp_path / "out"

        def check() -> None:
            read_corpus(given, tmp_path / "whole")
            for left in into.rglob(".*.part"):
                left.unlink()
            assert files_in(into) == files_in(tmp_path / "whole")
    else:
        read_corpus(write_corpus(tmp_path / "in", 120), tmp_path / "claims")
        given, into = tmp_path / "claims", tmp_path / "bulk.db"

        def check() -> None:
            with Ledger.open(into) as bulk, Ledger.open(tmp_path / "one.db") as one:
                assert sum(loaded.new for loaded in load(LOCAL, str(given), one)) == len(bulk.view().reports())
                assert said(bulk) == said(one)
                assert bulk.verify().sound

    return command, given, into, check


def again(command: str, given: Path, into: Path) -> None:
    if command == "read":
        read_many(given, into, PlainReader(given.parent))
    elif command == "corpus read":
        read_corpus(given, into, jobs=2)
    else:
        with Ledger.open(into) as ledger:
            list(load(LOCAL, str(given), ledger, 2))


ENDS = {"read": 100, "corpus read": 12, "corpus load": 200}


@pytest.mark.parametrize("world", list(DRIVERS), indirect=True)
def test_a_driver_is_killed_again_and_again(tmp_path, world):
    command, given, into, check = world
    chance = random.Random(command)
    killed = 0
    for wanted in sorted(chance.randrange(ENDS[command]) for _ in range(KILLS)):
        driver = start(tmp_path, command, given, into)
        killed += wait_for(driver, command, into, wanted)
        time.sleep(chance.random() * 0.05)
        kill_driver(driver)
    assert killed
    again(command, given, into)
    check()


@pytest.mark.parametrize("world", list(DRIVERS), indirect=True)
@pytest.mark.parametrize("turn", range(KILLS - 1))
def test_a_worker_is_killed_and_the_driver_goes_on(tmp_path, world, turn):
    command, given, into, check = world
    chance = random.Random(f"{command} {turn}")
    driver = start(tmp_path, command, given, into)
    assert wait_for(driver, command, into, chance.randrange(1, ENDS[command] // 2))
    while not (workers := workers_of(driver)) and driver.poll() is None:
        time.sleep(0.01)  # the first is done by the driver itself, while workers start
    os.kill(chance.choice(workers), signal.SIGKILL)
    assert driver.wait(60) == 0
    check()
