"""How a corpus would spread over more cores than this machine has: a SIMULATION, not a measurement.

    python benchmarks/scaling.py --core-ms 29 [--reports 100000000] [--cores 2 16 128 1024 8192]

Partitions of 1,000 reports are handed to whichever core is free, as `marsad corpus read` does it. A partition takes its
reports' core-milliseconds, give or take a fifth; each worker first loads the reader; the command hands out partitions
one after the other, which takes it some milliseconds each. Storage is taken to keep up.
"""

import argparse
import heapq
import random

REPORTS = 1_000  # in a partition


def hours(reports: int, core_ms: float, cores: int, start: float, hand_out: float, seed: int = 1) -> float:
    """Hours from the first partition handed out to the last one read."""
    chance = random.Random(seed)
    seconds = core_ms * REPORTS / 1000
    free = [start] * cores  # when each core is free
    handed = last = 0.0
    for _ in range(-(-reports // REPORTS)):
        handed += hand_out
        begin = max(heapq.heappop(free), handed)
        end = begin + max(0.1, chance.gauss(1, 0.2)) * seconds
        heapq.heappush(free, end)
        last = max(last, end)
    return last / 3600


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--core-ms", type=float, required=True, help="of a report, as benchmarks/corpus.py measures it")
    parser.add_argument("--reports", type=int, default=100_000_000)
    parser.add_argument("--cores", type=int, nargs="+", default=[2, 16, 128, 1024, 8192])
    parser.add_argument("--start", type=float, default=5.0, help="seconds until a worker has its reader")
    parser.add_argument("--hand-out", type=float, default=0.005, help="seconds of the command for a partition")
    given = parser.parse_args()
    print(f"simulated: {given.reports:,} reports of {given.core_ms} core-ms")
    for cores in given.cores:
        took = hours(given.reports, given.core_ms, cores, given.start, given.hand_out)
        share = given.reports * given.core_ms / 3.6e6 / cores / took
        print(f"{cores:>6,} cores: {took:10.2f} hours, {share:4.0%} of the cores' time spent reading")


if __name__ == "__main__":
    main()
