"""Corpora of made-up readings (`synthetic.py`), as `marsad corpus read` leaves them, for the other benchmarks."""

import json
import sys
from itertools import islice
from pathlib import Path

from synthetic import CLAIMS_A_REPORT, synthetic

from marsad.corpus.parquet import Writer
from marsad.reader import Reading

A_PART = 1_000  # reports


def made_up_corpus(folder: Path, claims: int) -> Path:
    """A corpus of so many claims; one that is there already is taken as it is."""
    parts = -(-claims // (A_PART * CLAIMS_A_REPORT))
    if len(list(folder.glob("done/*.json"))) == parts:
        return folder
    for kind in ("reports", "claims", "done"):
        (folder / kind).mkdir(parents=True, exist_ok=True)
    made = synthetic(claims)
    for n in range(parts):
        writer = Writer("synthetic")
        for report, reading in islice(made, A_PART):
            writer.add(report, Reading(reading.claims))
        for kind, data in zip(("reports", "claims"), writer.files(), strict=True):
            (folder / kind / f"made-{n:06}.parquet").write_bytes(data)
        (folder / "done" / f"made-{n:06}.json").write_text(json.dumps({"reader": "synthetic", "version": "1"}))
        print(f"\r  making {n + 1:,} of {parts:,} partitions", end="", file=sys.stderr)
    print(file=sys.stderr)
    return folder
