"""Train the reader's weights on annotated reports.

    python -m training.train GOLD_DIR... [--corpus tests/languages] [--without REMAINDER] [--jobs N]
        [--output FILE --network FILE]

Each folder holds ID.txt and ID.json in the contract's form. The same texts, words and code give the same weights.
"""

import argparse
import json
import multiprocessing
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from marsad.corpus.size import cores
from marsad.resolve.claims import Resolver
from marsad.resolve.model import from_json
from marsad.resolve.net.network import Network, save
from marsad.resolve.net.network import load as load_kept
from marsad.resolve.where import Whereabouts
from marsad.world.register import load_register
from training.codes import Codes
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
from training.lessons import Lesson, lessons


def weigh(
    reads: list[Read], folds: int = 4, jobs: int = 1, networks: Sequence[Network] = (), **options: Any
) -> dict[str, Any]:
    """Weights of all questions.

    What hangs on answers to other questions (a claim's status on its date, its place on who is there, whether it is
    one at all on all of it) is learned from answers that were given to reports not seen, as it will be when reading.
    The folds that give them are worked at by so many processes; the weights are the same for any number. The
    `networks` are one for each half of the reports, which has learned from the other (`networks_of`).
    """
    codes = Codes()
    parts = [codes.coded(examples_of(read)) for read in reads]
    given: Examples = defaultdict(list)
    whole: Examples = defaultdict(list)
    for answers, judged in _answers(Folds(reads, parts, codes.names, folds, networks, options), jobs):
        for into, found in ((given, answers), (whole, judged)):
            for question, listed in codes.coded(found).items():
                into[question] += listed
    questions = together(parts)
    out = train({q: listed for q, listed in questions.items() if q not in given} | given, codes.names, **options)
    last = train(whole, codes.names, strength=0.1, least=3)
    out["scores"] |= last["scores"]
    return out


class Folds(NamedTuple):
    """The reports, with what each teaches, and into how many parts they go."""

    reads: list[Read]
    parts: list[Examples]
    names: list[str]  # of the features by number
    number: int
    networks: Sequence[Network]
    options: dict[str, Any]

    def answer(self, fold: int) -> tuple[Examples, Examples]:
        """What one fold's reports teach by the answers of weights that have not seen them."""
        seen = [part for i, part in enumerate(self.parts) if i % self.number != fold]
        model = from_json(train(together(seen), self.names, **self.options))
        where = Whereabouts(load_register())
        given: Examples = defaultdict(list)
        whole: Examples = defaultdict(list)
        for position in range(fold, len(self.reads), self.number):
            read = self.reads[position]
            network = self.networks[position % HALVES] if self.networks else None
            resolver = Resolver(read.page.language, where, model, network)
            answers: Examples = defaultdict(list)
            judged: Examples = defaultdict(list)
            learn_from_answers(answers, read, model, network)
            judge(judged, read, resolver.drafts(read.page))
            for into, found in ((given, answers), (whole, judged)):
                for question, listed in weighted(found, read.weight).items():
                    into[question] += listed
        return dict(given), dict(whole)


class Texts(NamedTuple):
    """Which annotated texts are learned from."""

    folders: list[Path]
    corpus: Path | None
    without: int | None  # the remainder by 5 of the numbers of reports that are left out

    def read(self) -> list[Read]:
        reads = [r for r in load(self.folders) if not held_out(r.id, self.without)]
        return reads + load_corpus(self.corpus) if self.corpus else reads


HALVES = 2
HALF_EPOCHS = 4  # of the networks that have seen half of the reports: they only answer for the others


def without_half(listed: Sequence[Lesson], half: int) -> list[Lesson]:
    """What a network learns from that is to answer to one half of the reports: the other half."""
    return [lesson for position, lesson in enumerate(listed) if position % HALVES != half]


def networks_of(texts: Texts, folder: Path) -> None:
    """Train the networks that a folder lacks: one that learns from all texts, one from each half of the reports."""
    from training.network import EPOCHS  # JAX starts threads, which processes are not to be forked from
    from training.network import train as train_network

    whole, *halves = network_files(folder)
    listed = lessons(texts.read()) if not all(path.exists() for path in (whole, *halves)) else []
    todo = [(whole, listed, EPOCHS)]
    todo += [(path, without_half(listed, half), HALF_EPOCHS) for half, path in enumerate(halves)]
    for path, taught, epochs in todo:
        if not path.exists():
            save(train_network(taught, epochs=epochs), path)


def network_files(folder: Path) -> list[Path]:
    """Where the networks are kept: that of all texts, then that which answers to each half of the reports."""
    return [folder / "all.npz", *(folder / f"half-{half}.npz" for half in range(HALVES))]


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
    parser.add_argument("--output", type=Path, help="file of the weights (that which Marsad ships)")
    parser.add_argument("--network", type=Path, help="file of the network (that which Marsad ships)")
    parser.add_argument("--keep", type=Path, help="folder that keeps the networks; those that it has are not trained")
    args = parser.parse_args()
    if (args.output is None) != (args.network is None):
        parser.error("give both --output and --network, or neither: weights and network are learned for each other")
    if not args.corpus and not any(any(folder.glob("*.json")) for folder in args.folders):
        parser.error(f"no annotated reports (ID.json beside ID.txt) in {', '.join(map(str, args.folders))}")
    output = args.output or Path("marsad/resolve/weights.json")
    path = args.network or Path("marsad/resolve/net/network.npz")
    texts = Texts(args.folders, args.corpus, args.without)
    with TemporaryDirectory() as new:
        folder = args.keep or Path(new)
        folder.mkdir(parents=True, exist_ok=True)
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
            pool.submit(networks_of, texts, folder).result()  # its memory is free again before the folds
        network, *by_half = map(load_kept, network_files(folder))
    reads = texts.read()
    model = weigh(reads, jobs=args.jobs, networks=by_half)
    output.write_text(json.dumps(model, ensure_ascii=False, separators=(",", ":"), sort_keys=True), "utf-8")
    save(network, path)
    print(f"{len(reads)} reports, {(output.stat().st_size + path.stat().st_size) / 1e6:.1f} MB of weights")


if __name__ == "__main__":
    main()
