"""Train the reader's weights on annotated reports.

    python -m training.train GOLD_DIR... [--corpus tests/languages] [--without REMAINDER] [--output FILE]

Each folder holds ID.txt and ID.json in the contract's form. The same texts, words and code give the same weights.
"""

import argparse
import json
import multiprocessing
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from marsad.corpus.size import cores
from marsad.resolve.claims import Resolver
from marsad.resolve.model import from_json
from marsad.resolve.net.network import Network, save
from marsad.resolve.where import Whereabouts
from marsad.world.register import load_register
from training.examples import (
    Examples,
    Read,
    examples_of,
    judge,
    learn_from_answers,
    load,
    load_corpus,
    together,
    weighted,
)
from training.fit import train
from training.lessons import lessons
from training.network import train as train_network


def weigh(
    reads: list[Read], folds: int = 4, jobs: int = 1, networks: Sequence[Network] = (), **options: Any
) -> dict[str, Any]:
    """Weights of all questions.

    What hangs on answers to other questions (a claim's status on its date, its place on who is there, whether it is
    one at all on all of it) is learned from answers that were given to reports not seen, as it will be when reading.
    The folds that give them are worked at by so many processes; the weights are the same for any number. The
    `networks` are what `halves` makes.
    """
    parts = [examples_of(read) for read in reads]
    given: Examples = defaultdict(list)
    whole: Examples = defaultdict(list)
    for answers, judged in _answers(Folds(reads, parts, folds, networks, options), jobs):
        for into, found in ((given, answers), (whole, judged)):
            for question, listed in found.items():
                into[question] += listed
    questions = together(parts)
    out = train({q: listed for q, listed in questions.items() if q not in given} | given, **options)
    last = train(whole, strength=0.1, least=3)
    out["scores"] |= last["scores"]
    return out


class Folds(NamedTuple):
    """The reports, with what each teaches, and into how many parts they go."""

    reads: list[Read]
    parts: list[Examples]
    number: int
    networks: Sequence[Network]
    options: dict[str, Any]

    def answer(self, fold: int) -> tuple[Examples, Examples]:
        """What one fold's reports teach by the answers of weights that have not seen them."""
        seen = [part for i, part in enumerate(self.parts) if i % self.number != fold]
        model = from_json(train(together(seen), **self.options))
        network = self.networks[fold % len(self.networks)] if self.networks else None
        where = Whereabouts(load_register())
        given: Examples = defaultdict(list)
        whole: Examples = defaultdict(list)
        for read in self.reads[fold :: self.number]:
            resolver = Resolver(read.page.language, where, model, network)
            answers: Examples = defaultdict(list)
            judged: Examples = defaultdict(list)
            learn_from_answers(answers, read, model, network)
            judge(judged, read, resolver.drafts(read.page))
            for into, found in ((given, answers), (whole, judged)):
                for question, listed in weighted(found, read.weight).items():
                    into[question] += listed
        return dict(given), dict(whole)


HALVES = 2  # which a number of folds must be a multiple of, so that no network answers to what it has seen


def halves(reads: list[Read]) -> tuple[Network, list[Network]]:
    """A network that has learned from all reports, and for each half of them one that has learned from the other."""
    listed = lessons(reads)
    parts = [[x for i, x in enumerate(listed) if i % HALVES != half] for half in range(HALVES)]
    return train_network(listed), [train_network(part) for part in parts]


_shared: list[Folds] = []  # what processes that were forked find, so that nothing large is sent to them


def _answers(folds: Folds, jobs: int) -> Iterator[tuple[Examples, Examples]]:
    if jobs < 2 or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(folds.answer, range(folds.number))
        return
    _shared.append(folds)
    try:
        with ProcessPoolExecutor(min(jobs, folds.number), multiprocessing.get_context("fork")) as pool:
            yield from pool.map(_answer, range(folds.number))
    finally:
        _shared.clear()


def _answer(fold: int) -> tuple[Examples, Examples]:
    return _shared[0].answer(fold)


def held_out(id_: str, remainder: int | None) -> bool:
    number = id_.rpartition("-")[2]
    return remainder is not None and number.isdigit() and int(number) % 5 == remainder


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--corpus", type=Path, help="folder of the example corpus, such as tests/languages")
    parser.add_argument("--without", type=int, help="leave out the reports whose number has this remainder by 5")
    parser.add_argument("--jobs", type=int, default=cores(), help="processes at work (all cores)")
    parser.add_argument("--output", type=Path, default=Path("marsad/resolve/weights.json"))
    parser.add_argument("--network", type=Path, default=Path("marsad/resolve/net/network.npz"))
    args = parser.parse_args()
    reads = [r for r in load(args.folders) if not held_out(r.id, args.without)]
    if args.corpus:
        reads += load_corpus(args.corpus)
    network, others = halves(reads)
    save(network, args.network)
    model = weigh(reads, jobs=args.jobs, networks=others)
    args.output.write_text(json.dumps(model, ensure_ascii=False, separators=(",", ":"), sort_keys=True), "utf-8")
    size = sum(path.stat().st_size for path in (args.output, args.network))
    print(f"{len(reads)} reports, {size / 1e6:.1f} MB of weights")


if __name__ == "__main__":
    main()
