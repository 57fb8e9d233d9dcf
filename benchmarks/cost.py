"""What reading a corpus costs, from a throughput that was measured: the tables of docs/cost.md.

    python benchmarks/cost.py [--core-ms 28] [--price 0.04] [--efficiency 0.9] [--simulate]

Without `--core-ms`, reads 3,000 example reports on all cores first and takes what that comes to. `--simulate` adds how
100 million reports would spread over more cores than one machine has (`scaling.py`).
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

from scaling import hours

SIZES = {"1 million": 1e6, "100 million": 1e8, "3 billion": 3e9}
TOKENS_IN, TOKENS_OUT = 2_100, 1_500  # of a report, with what explains the contract; and of its claims as JSON
MODELS = {"small model": (0.15, 0.60), "large model": (2.50, 10.00)}  # $ for a million tokens in and out
CORES = (2, 16, 128, 1024, 8192)
START, HAND_OUT = 5.0, 0.005  # seconds until a worker has its reader; seconds of the command for a partition


def measured() -> float:
    bench = [sys.executable, str(Path(__file__).with_name("corpus.py"))]
    asked = ["--reports", "3000", "--rows", "100", "--no-single", "--json"]
    ran = subprocess.run([*bench, *asked], stdout=subprocess.PIPE, check=True, text=True)
    return float(json.loads(ran.stdout)["core-ms a report"])


def core_hours(reports: float, core_ms: float, efficiency: float) -> float:
    return reports * core_ms / 3.6e6 / efficiency


def model_price(reports: float, price_in: float, price_out: float) -> float:
    return reports * (TOKENS_IN * price_in + TOKENS_OUT * price_out) / 1e6


def table(core_ms: float, price: float, efficiency: float) -> list[str]:
    lines = [f"| reports | core-hours | Marsad | {' | '.join(MODELS)} |", "|---|---|---|---|---|"]
    for name, reports in SIZES.items():
        spent = core_hours(reports, core_ms, efficiency)
        prices = [spent * price, *(model_price(reports, *each) for each in MODELS.values())]
        lines.append(f"| {name} | {_rounded(spent)} | {' | '.join(f'{_rounded(each)} $' for each in prices)} |")
    return lines


def simulated(core_ms: float, reports: int) -> list[str]:
    lines = ["| cores | hours | of the cores' time spent reading |", "|---|---|---|"]
    for cores in CORES:
        took = hours(reports, core_ms, cores, START, HAND_OUT)
        lines.append(f"| {cores:,} | {took:,.2f} | {reports * core_ms / 3.6e6 / cores / took:.0%} |")
    return lines


def _rounded(value: float) -> str:
    """Two digits that count; more would say more than is known."""
    if value >= 1e6:
        return f"{value / 1e6:.2g} million"
    return f"{float(f'{value:.2g}'):,.0f}" if value >= 10 else f"{value:.2g}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--core-ms", type=float, help="of a report; without it they are measured")
    parser.add_argument("--price", type=float, default=0.04, help="$ for an hour of a core")
    parser.add_argument("--efficiency", type=float, default=0.9, help="of the cores' time that reads")
    parser.add_argument("--simulate", action="store_true")
    given = parser.parse_args()
    core_ms = given.core_ms or measured()
    print(f"{core_ms} core-milliseconds a report, {given.price} $ an hour of a core, efficiency {given.efficiency}\n")
    print(*table(core_ms, given.price, given.efficiency), sep="\n")
    if given.simulate:
        print("\nsimulated, not measured: 100 million reports\n", *simulated(core_ms, 100_000_000), sep="\n")


if __name__ == "__main__":
    main()
