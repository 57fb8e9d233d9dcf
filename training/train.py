"""Train the reader's weights on annotated reports.

    python -m training.train GOLD_DIR... [--corpus tests/languages] [--without REMAINDER] [--output FILE]

Each folder holds ID.txt and ID.json in the contract's form. A claim is aligned with the trigger inside its evidence
whose slots can be filled best; that trigger becomes an example of "is a claim", its candidates examples of "fills the
slot". One logistic model per question (scikit-learn, liblinear). Deterministic.
"""

import argparse
import datetime as dt
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from marsad.evaluate.compare import similarity, slot_agreement, strictly_equal
from marsad.evaluate.matching import best_pairs
from marsad.model.claim import Claim
from marsad.model.kinds import KINDS
from marsad.model.values import Count
from marsad.reading.annotate import annotator
from marsad.reading.page import NumberMention, Page, Speech, TimeMention
from marsad.resolve.candidates import Candidate, nothing, related, slot_candidates
from marsad.resolve.claims import LAYER, LAYERS, RELATED, Resolver, date_of, final_features, keys_of
from marsad.resolve.draft import Draft
from marsad.resolve.groups import Group
from marsad.resolve.model import EMPTY, from_json
from marsad.resolve.mood import phase_features, status_features
from marsad.resolve.sentence import Sentence
from marsad.resolve.triggers import Trigger, gate_features, trigger_features, triggers
from marsad.resolve.where import Whereabouts
from marsad.world.register import load_register
from training.corpus import examples as corpus

SLOTS = (*LAYER,)
WEAK = {"counted", "have", "serve", "number", "follow", "deny", "blame", "flag"}  # senses that yield to any other
NOTHING = 2.0  # the weight of what stands in texts without any claim
SECOND = 0.05  # the weight of a second trigger inside a claim's evidence


class Example(NamedTuple):
    features: list[str]
    answer: Any
    weight: float = 1.0


class Ranking(NamedTuple):
    """Candidates, the last of which is none of the others; and which of them are right."""

    candidates: list[list[str]]
    right: list[bool]


class Read(NamedTuple):
    """A report ready to be learned from."""

    id: str
    page: Page
    sentences: list[Sentence]
    triggers: list[tuple[Sentence, Trigger]]
    gold: list[Claim]


def load(folders: Iterable[Path]) -> list[Read]:
    where = Whereabouts(load_register())
    out = []
    for path in sorted(p for folder in folders for p in Path(folder).glob("*.json")):
        raw = json.loads(path.read_text("utf-8"))
        text = path.with_suffix(".txt").read_text("utf-8")
        claims = [Claim.from_json(c) for c in raw["claims"]]
        out.append(_read(where, raw["id"], raw["language"], text, raw.get("published"), raw.get("publisher"), claims))
    return out


def load_corpus(folder: Path) -> list[Read]:
    where = Whereabouts(load_register())
    return [_read(where, e.id, e.language, e.text, e.published, e.publisher, list(e.claims)) for e in corpus(folder)]


def _read(
    where: Whereabouts,
    id_: str,
    language: str,
    text: str,
    published: str | None,
    publisher: str | None,
    gold: list[Claim],
) -> Read:
    date = dt.date.fromisoformat(published) if published else None
    page = annotator(language).page(text, date, publisher)
    sentences = list(Resolver(language, where, EMPTY).sentences(page))
    return Read(id_, page, sentences, [(s, t) for s in sentences for t in triggers(s)], gold)


def as_json(slot: str, value: object) -> Any:
    """What a candidate would put into a slot, in the contract's form."""
    if isinstance(value, Group):
        if slot in ("actor", "partner"):
            return list(value.keys)
        return [p.to_json() for p in value.places]
    if isinstance(value, NumberMention):
        return Count(value.min, value.max).to_json()
    if isinstance(value, TimeMention):
        return value.edtf
    if isinstance(value, Speech) and value.speaker:
        return {"of": value.speaker.keys[0]}
    _, hit = value  # type: ignore[misc]
    return hit.label


def fit_of(slot: str, gold: dict[str, Any], value: object) -> float:
    return slot_agreement(slot, gold, {"kind": gold["kind"], slot: as_json(slot, value)}) or 0.0


def alignments(read: Read) -> list[tuple[Claim, dict[str, Any], Sentence, Trigger, float]]:
    """Each gold claim with its best trigger, one trigger for one claim where there are enough."""
    pairs = []
    offsets = read.page.tokens.starts
    for g, claim in enumerate(read.gold):
        gold = claim.to_json()
        for k, (sentence, trigger) in enumerate(read.triggers):
            if trigger.kind != claim.kind:
                continue
            if claim.kind == "activity" and trigger.hit.label != claim.activity:
                continue
            if claim.kind == "agreement" and trigger.hit.label != claim.phase:
                continue
            start = offsets[trigger.first]
            rank = next((n for n, span in enumerate(claim.evidence) if span.start <= start < span.end), None)
            if rank is None:
                continue
            candidates = slot_candidates(sentence, trigger)
            score = 0.5 - 0.2 * min(rank, 2)
            for slot in (*KINDS[claim.kind].slots, "when"):
                if slot in gold and gold[slot] and slot in LAYER:
                    listed = candidates[LAYER[slot]]
                    near = max((fit_of(slot, gold, c.value) / (1 + 0.02 * _gap(c, trigger)) for c in listed), default=0)
                    score += near
            if trigger.hit.label in WEAK:
                score -= 0.4
            pairs.append((score, -g, -k, claim, gold, sentence, trigger))
    pairs.sort(key=lambda p: p[:3], reverse=True)
    used_gold: set[int] = set()
    used_trigger: set[int] = set()
    out = []
    for score, g, k, claim, gold, sentence, trigger in pairs:
        if g in used_gold or k in used_trigger:
            continue
        used_gold.add(g)
        used_trigger.add(k)
        out.append((claim, gold, sentence, trigger, score))
    return out


def _gap(candidate: Candidate, trigger: Trigger) -> int:
    value = candidate.value
    return abs(getattr(value, "first", trigger.first) - trigger.first)


def examples(reads: list[Read]) -> dict[str, list[Example]]:
    """Question → examples."""
    return _together([_examples_of(read) for read in reads])


def _together(parts: list[dict[str, list[Example]]]) -> dict[str, list[Example]]:
    out: dict[str, list[Example]] = defaultdict(list)
    for part in parts:
        for question, listed in part.items():
            out[question] += listed
    return out


def _examples_of(read: Read) -> dict[str, list[Example]]:
    out: dict[str, list[Example]] = defaultdict(list)
    aligned = alignments(read)
    chosen = {id(t): claim for claim, _, _, t, _ in aligned}
    spans = [(span, claim) for claim in read.gold for span in claim.evidence]
    for sentence, trigger in read.triggers:
        yes = id(trigger) in chosen
        start = read.page.tokens.starts[trigger.first]
        inside = any(c.kind == trigger.kind and span.start <= start < span.end for span, c in spans)
        weight = (1.0 if yes or not inside else SECOND) * (1.0 if read.gold else NOTHING)
        out[f"gate:{trigger.kind}"].append(Example(gate_features(sentence, trigger), yes, weight))
        out[f"trigger:{trigger.kind}"].append(Example(trigger_features(sentence, trigger), yes, weight))
    for claim, gold, sentence, trigger, _ in aligned:
        parties = tuple(gold.get("actor") or ()), tuple(gold.get("partner") or ())
        learn_slots(out, claim, gold, sentence, trigger, parties, {*LAYER.values(), "reason"})
        out["status"].append(Example(status_features(sentence, trigger, claim.when), claim.status))
        if claim.kind == "activity" and claim.phase:
            out["phase"].append(Example(phase_features(sentence, trigger), claim.phase))
    return out


def learn_slots(
    out: dict[str, list[Example]],
    claim: Claim,
    gold: dict[str, Any],
    s: Sentence,
    t: Trigger,
    parties: tuple[tuple[str, ...], tuple[str, ...]],
    layers: Iterable[str],
) -> None:
    """Examples of which candidate fills which slot, for the slots of some layers."""
    candidates = slot_candidates(s, t)
    for layer in RELATED:
        candidates[layer] = [related(c, t, *parties) for c in candidates[layer]]
    for slot in (*KINDS[claim.kind].slots, "when", "said_by"):
        if LAYER.get(slot) not in layers:
            continue
        fits = [fit_of(slot, gold, c.value) if gold.get(slot) else 0.0 for c in candidates[LAYER[slot]]]
        best = max(fits, default=0.0)
        right = [fit >= max(0.5, best - 0.01) for fit in fits]
        if fits and (any(right) or not gold.get(slot)):
            listed = [c.features for c in candidates[LAYER[slot]]] + [nothing(t, len(fits))]
            out[f"rank {claim.kind}.{slot}"].append(Ranking(listed, [*right, not any(right)]))  # type: ignore[arg-type]
    if "reason" not in layers:
        return
    codes = {r.code: r.holds for r in claim.reasons}
    for candidate in candidates["reason"]:
        _, hit = candidate.value  # type: ignore[misc]
        out["reasons"].append(Example(candidate.features, hit.label in codes))
        if hit.label in codes:
            out["reason-holds"].append(Example(candidate.features, codes[hit.label]))


def weigh(reads: list[Read], folds: int = 4, **options: Any) -> dict[str, Any]:
    """Weights of all questions.

    What hangs on answers to other questions (a claim's status on its date, its place on who is there, whether it is
    one at all on all of it) is learned from answers that were given to reports not seen, as it will be when reading.
    """
    whole: dict[str, list[Example]] = defaultdict(list)
    where = Whereabouts(load_register())
    parts = [_examples_of(read) for read in reads]
    given: dict[str, list[Example]] = defaultdict(list)
    for fold in range(folds):
        seen = [part for i, part in enumerate(parts) if i % folds != fold]
        model = from_json(train(_together(seen), **options))
        for read in reads[fold::folds]:
            resolver = Resolver(read.page.language, where, model)
            learn_from_answers(given, read, resolver)
            judge(whole, read, resolver.drafts(read.page))
    questions = _together(parts)
    out = train({q: listed for q, listed in questions.items() if q not in given} | given, **options)
    last = train(whole, strength=0.1, least=3)
    out["scores"] |= last["scores"]
    return out


def learn_from_answers(out: dict[str, list[Example]], read: Read, resolver: Resolver) -> None:
    """Examples of what hangs on a model's own answers: places on the parties, the status on the date."""
    for claim, gold, sentence, trigger, _ in alignments(read):
        filled = resolver.fill(trigger, slot_candidates(sentence, trigger))
        parties = keys_of(filled.get("actor")), keys_of(filled.get("partner"))
        learn_slots(out, claim, gold, sentence, trigger, parties, RELATED)
        out["status"].append(Example(status_features(sentence, trigger, date_of(filled)), claim.status))


def judge(out: dict[str, list[Example]], read: Read, drafts: list[Draft]) -> None:
    """Examples of whole claims: does one match a gold claim, and is it right in kind, status and what it is about."""
    gold = [c.to_json() for c in read.gold]
    claims = [d.claim.to_json() for d in drafts]
    pairs = best_pairs([[similarity(g, c) for c in claims] for g in gold]) if gold and claims else []
    matched = {p.column: gold[p.row] for p in pairs}
    for k, draft in enumerate(drafts):
        features = final_features(draft, drafts)
        hit = matched.get(k)
        weight = 1.0 if gold else NOTHING
        worth = similarity(hit, claims[k]) if hit else 0.0
        out["keep"] += [
            Example(features, answer, share * weight)
            for answer, share in ((True, worth), (False, 1.0 - worth))
            if share
        ]
        out["right"].append(Example(features, bool(hit and strictly_equal(hit, claims[k])), weight))


STRENGTHS = {"status": 0.5, "reasons": 0.5, "reason-holds": 0.5}  # of questions for which more was found to be better


def train(questions: dict[str, list[Example]], strength: float = 0.2, least: int = 2) -> dict[str, Any]:
    """Weights of every question, as `marsad.resolve.model` reads them."""
    scores: dict[str, dict[str, float]] = {}
    tables: dict[str, dict[str, list[float]]] = {}
    ranked: dict[str, dict[str, float]] = {}
    for slot in LAYER:
        ranked |= _ranked({q: listed for q, listed in questions.items() if _asks_for(q, slot)}, least)  # type: ignore[arg-type]
    for layer in sorted({f"{kind}.{layer}" for kind in LAYERS for layer in LAYERS[kind]}):
        slots = _slots(layer, questions)
        if slots:
            columns = [ranked[f"rank {layer.split('.')[0]}.{slot}"] for slot in slots]
            tables[f"{layer}={'|'.join(slots)}"] = _columns(columns)
    for question, listed in sorted(questions.items()):
        answers = sorted({e.answer for e in listed}, key=str) if not question.startswith("rank ") else []
        if len(answers) < 2:
            continue
        counts = Counter(f for e in listed for f in set(e.features))
        vocabulary = {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= least))}
        matrix = _matrix(listed, vocabulary)
        y = np.array([answers.index(e.answer) for e in listed])
        w = np.array([e.weight for e in listed])
        force = STRENGTHS.get(question, strength)
        if answers == [False, True]:
            scores[question] = _fitted(matrix, y, w, vocabulary, force)
        else:
            columns = [_fitted(matrix, (y == k).astype(int), w, vocabulary, force) for k in range(len(answers))]
            tables[f"{question}={'|'.join(map(str, answers))}"] = _columns(columns)
    return {"scores": scores, "tables": tables}


def _asks_for(question: str, slot: str) -> bool:
    return question.startswith("rank ") and question.endswith(f".{slot}")


def _slots(layer: str, questions: dict[str, list[Example]]) -> list[str]:
    """The slots of a kind that one layer of candidates may fill and that some example fills."""
    kind, _, name = layer.partition(".")
    listed = (*KINDS[kind].slots, "when", "said_by")
    return [slot for slot in listed if LAYER.get(slot) == name and questions.get(f"rank {kind}.{slot}")]


def _columns(columns: list[dict[str, float]]) -> dict[str, list[float]]:
    """Several answers' weights as rows, a feature each."""
    features = sorted({f for column in columns for f in column})
    return {f: [column.get(f, 0.0) for column in columns] for f in features}


def _matrix(listed: list[Example], vocabulary: dict[str, int]) -> csr_matrix:
    rows, columns = [], []
    for row, example in enumerate(listed):
        for feature in set(example.features):
            column = vocabulary.get(feature)
            if column is not None:
                rows.append(row)
                columns.append(column)
    return csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(listed), len(vocabulary)))


LEAST_WEIGHT = 0.04  # of a candidate's feature; what counts less is left out
SHARED, OWN = 4.0, 8.0  # L2 penalties of the weights that kinds of claims share, and of what each adds to them


def _ranked(questions: dict[str, list[Ranking]], least: int) -> dict[str, dict[str, float]]:
    """Weights of one slot for every kind of claim that has it: a conditional logit over the candidates.

    Minimises the negative log of the right ones' share. A kind's weight is one that all kinds share plus its own
    (Daumé 2007, "Frustratingly Easy Domain Adaptation"), so that rare kinds learn from the common ones.
    """
    listed = [(q, r) for q, rankings in sorted(questions.items()) for r in rankings]
    if not listed:
        return {}
    columns = _shared_columns(listed, least)
    x = _shared_matrix(listed, columns)
    penalty = np.array([SHARED if not q else OWN for q, _ in columns])
    right = np.array([y for _, r in listed for y in r.right], dtype=float)
    starts = np.cumsum([0, *[len(r.candidates) for _, r in listed][:-1]])
    group = np.repeat(np.arange(len(listed)), [len(r.candidates) for _, r in listed])

    def loss(w: Any) -> tuple[float, Any]:
        scores = x @ w
        scores = scores - np.maximum.reduceat(scores, starts)[group]
        exp = np.exp(scores)
        total = np.add.reduceat(exp, starts)
        good = np.maximum(np.add.reduceat(exp * right, starts), 1e-300)
        residual = exp / total[group] - exp * right / good[group]
        value = np.sum(np.log(total) - np.log(good)) + 0.5 * np.sum(penalty * w * w)
        return float(value), x.T @ residual + penalty * w

    w = minimize(loss, np.zeros(len(columns)), jac=True, method="L-BFGS-B", options={"maxiter": 120}).x
    met: dict[str, set[str]] = defaultdict(set)
    for question, ranking in listed:
        met[question].update(*ranking.candidates)
    out: dict[str, dict[str, float]] = {}
    for question, features in met.items():
        sums = {f: sum(float(w[columns[q, f]]) for q in ("", question) if (q, f) in columns) for f in features}
        out[question] = {f: round(weight, 3) for f, weight in sorted(sums.items()) if abs(weight) >= LEAST_WEIGHT}
    return out


def _shared_columns(listed: list[tuple[str, Ranking]], least: int) -> dict[tuple[str, str], int]:
    """(question, or "" for all of them; feature) → column."""
    counts: Counter[tuple[str, str]] = Counter()
    for question, ranking in listed:
        for candidate in ranking.candidates:
            for feature in set(candidate):
                counts["", feature] += 1
                counts[question, feature] += 1
    return {key: i for i, key in enumerate(sorted(key for key, n in counts.items() if n >= least))}


def _shared_matrix(listed: list[tuple[str, Ranking]], columns: dict[tuple[str, str], int]) -> csr_matrix:
    rows, cells, row = [], [], 0
    for question, ranking in listed:
        for candidate in ranking.candidates:
            for feature in set(candidate):
                for key in (("", feature), (question, feature)):
                    if key in columns:
                        rows.append(row)
                        cells.append(columns[key])
            row += 1
    return csr_matrix((np.ones(len(rows)), (rows, cells)), shape=(row, len(columns)))


def _fitted(x: csr_matrix, y: Any, w: Any, vocabulary: dict[str, int], strength: float) -> dict[str, float]:
    model = LogisticRegression(C=strength, solver="liblinear", max_iter=300, random_state=0)
    model.fit(x, y, sample_weight=w)
    out = {"": round(float(model.intercept_[0]), 3)}
    for feature, column in vocabulary.items():
        value = round(float(model.coef_[0][column]), 3)
        if abs(value) >= 0.02:
            out[feature] = value
    return out


def held_out(id_: str, remainder: int | None) -> bool:
    number = id_.rpartition("-")[2]
    return remainder is not None and number.isdigit() and int(number) % 5 == remainder


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--corpus", type=Path, help="folder of the example corpus, such as tests/languages")
    parser.add_argument("--without", type=int, help="leave out the reports whose number has this remainder by 5")
    parser.add_argument("--output", type=Path, default=Path("marsad/resolve/weights.json"))
    args = parser.parse_args()
    reads = [r for r in load(args.folders) if not held_out(r.id, args.without)]
    if args.corpus:
        reads += load_corpus(args.corpus)
    model = weigh(reads)
    args.output.write_text(json.dumps(model, ensure_ascii=False, separators=(",", ":"), sort_keys=True), "utf-8")
    print(f"{len(reads)} reports, {args.output.stat().st_size / 1e6:.1f} MB of weights")


if __name__ == "__main__":
    main()
