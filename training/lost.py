"""What no choice could read right: annotated claims that no word makes, and slots that no candidate fits.

    python -m training.lost tests/languages --subject outlet-18 --slot said_by --language en
    python -m training.lost tests/gold/dev

Without `--slot` it counts them; with it, it lists them with the candidates that there were. These are faults of names,
dates, numbers and speakers, to be mended where they are found and not by weights.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from marsad.model.kinds import KINDS
from marsad.resolve.candidates import slot_candidates
from marsad.resolve.filling import LAYER
from training.corpus import SUBJECTS
from training.examples import Read, alignments, as_json, fit_of, load, load_corpus

CLAIM = "claim"  # stands for a claim's word among the slots
FITS = 0.99  # less agrees in part only


class Lost(NamedTuple):
    """A slot that an annotated claim fills, what it should hold, and what was offered for it."""

    report: str
    slot: str
    gold: Any
    offered: list[Any]  # empty where everything was; for a claim as such, the kinds of the words in its evidence
    passage: str  # the evidence


def asked_and_lost(read: Read) -> Iterator[tuple[str, Lost | None]]:
    """Every slot that the report's claims fill, by name, and what is lost of it."""
    text = read.page.tokens.text
    found = set()
    for claim, gold, s, t, _ in alignments(read):
        found.add(id(claim))
        candidates = slot_candidates(s, t)
        for slot in (*KINDS[claim.kind].slots, "when", "said_by"):
            if slot in LAYER and gold.get(slot):
                offered = candidates[LAYER[slot]]
                fits = any(fit_of(slot, gold, c.value, read.page.published) >= FITS for c in offered)
                values = [as_json(slot, c.value) for c in offered]
                yield slot, None if fits else Lost(read.id, slot, gold[slot], values, _quoted(text, gold))
    for claim in read.gold:
        gold = claim.to_json()
        words = [
            t.kind for s, t in read.triggers if claim.evidence[0].overlaps(s.page.tokens.span(t.first, t.first + 1))
        ]
        told = f"{claim.kind} {claim.activity or ''} {claim.phase or ''}".strip()
        yield CLAIM, None if id(claim) in found else Lost(read.id, CLAIM, told, words, _quoted(text, gold))


def _quoted(text: str, gold: dict[str, Any]) -> str:
    first, last = gold["evidence"][0]
    before = text[max(0, first - 120) : first]
    return " ".join(f"…{before}[{text[first:last]}]{text[last : last + 40]}…".split())


def _short(value: Any) -> Any:
    """Places by name and country, all else as it is."""
    if isinstance(value, list):
        return [_short(part) for part in value]
    return f"{value['name']} ({value.get('country')})" if isinstance(value, dict) and "level" in value else value


def _reads(folder: Path, subjects: Sequence[str]) -> list[Read]:
    corpus = any((folder / language).is_dir() for language in ("ar", "en"))
    return load_corpus(folder, tuple(subjects)) if corpus else load([folder])


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="annotated reports (ID.txt, ID.json), or a corpus of examples")
    parser.add_argument("--subject", action="append", help="a file of the corpus (all that are learned from)")
    parser.add_argument("--language", help="ar or en only")
    parser.add_argument("--slot", help=f"list what is lost of this slot; {CLAIM}: claims that no word makes")
    args = parser.parse_args(argv)
    asked: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    for read in _reads(args.folder, args.subject or SUBJECTS):
        if args.language and read.page.language != args.language:
            continue
        for slot, loss in asked_and_lost(read):
            asked[slot] += 1
            lost[slot] += loss is not None
            if loss and loss.slot == args.slot:
                print(f"{loss.report}  {_short(loss.gold)}  of {_short(loss.offered)}\n    {loss.passage}")
    for slot, number in sorted(asked.items()):
        print(f"{slot:12} {lost[slot]:5} of {number:6} lost  {lost[slot] / number:.3f}")


if __name__ == "__main__":
    main()
