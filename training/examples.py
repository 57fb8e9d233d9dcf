"""What annotated reports teach: each question with its examples.

A claim is aligned with the trigger inside its evidence whose slots can be filled best; that trigger becomes an example
of "is a claim", its candidates examples of "fills the slot".
"""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from marsad.evaluate.compare import similarity, slot_agreement, strictly_equal
from marsad.evaluate.matching import best_pairs
from marsad.model.claim import Claim
from marsad.model.kinds import KINDS
from marsad.model.values import Count
from marsad.reading.annotate import annotator
from marsad.reading.page import NumberMention, Page, Speech, TimeMention
from marsad.reading.phrases import Hit
from marsad.resolve.candidates import Candidate, nothing, related, slot_candidates
from marsad.resolve.claims import Resolver
from marsad.resolve.copies import copy_features, topics
from marsad.resolve.draft import Draft
from marsad.resolve.features import Features
from marsad.resolve.filling import LAYER, RELATED, date_of, fill, keys_of, seen_in
from marsad.resolve.groups import Group
from marsad.resolve.model import EMPTY, Model
from marsad.resolve.mood import phase_features, status_features
from marsad.resolve.net.network import Network
from marsad.resolve.sentence import Sentence
from marsad.resolve.stated import in_time
from marsad.resolve.triggers import Trigger, gate_features, trigger_features, triggers
from marsad.resolve.weighing import final_features
from marsad.resolve.where import Whereabouts
from marsad.world.register import load_register
from training.corpus import SUBJECTS, is_dense, is_hard
from training.corpus import examples as corpus

WEAK = {"counted", "have", "serve", "number", "follow", "deny", "blame", "flag"}  # senses that yield to any other
NOTHING = 1.5  # the weight of what stands in texts without any claim
REPORT = 1.25  # the weight of what stands in a report of the gold, beside 1 for a text of the corpus
HARD = 0.5  # the weight of a text of the corpus written around what is misread: denials and plans are too many there
DENSE = 0.6  # the weight of one that says more in fewer words than outlets do: it would make too much a claim
CLOSE = 0.6  # how alike a draft that stands elsewhere must be to a gold claim to mean it
LEAD = 5  # tokens by which a word may stand before the evidence, where that begins with its subject or object
SECOND = 0.05  # the weight of a second trigger inside a claim's evidence


class Example(NamedTuple):
    """One thing asked about, by its features, and the right answer."""

    features: Iterable[str]
    answer: Any
    weight: float = 1.0


Examples = dict[str, list[Any]]  # question -> each an Example, or a Ranking where it begins with "rank "


class Ranking(NamedTuple):
    """Candidates, the last of which is none of the others; and which of them are right."""

    candidates: list[Features]
    right: list[bool]
    weight: float = 1.0


class Read(NamedTuple):
    """A report ready to be learned from."""

    id: str
    page: Page
    sentences: list[Sentence]
    triggers: list[tuple[Sentence, Trigger]]
    gold: list[Claim]
    weight: float = 1.0  # how much each of its examples counts


def load(folders: Iterable[Path]) -> list[Read]:
    where = Whereabouts(load_register())
    out = []
    for path in sorted(p for folder in folders for p in Path(folder).glob("*.json")):
        raw = json.loads(path.read_text("utf-8"))
        text = path.with_suffix(".txt").read_text("utf-8")
        claims = [Claim.from_json(c) for c in raw["claims"]]
        read = _read(where, raw["id"], raw["language"], text, raw.get("published"), raw.get("publisher"), claims)
        out.append(read._replace(weight=REPORT))
    return out


def load_corpus(folder: Path, subjects: tuple[str, ...] = SUBJECTS) -> list[Read]:
    """The examples of some files of the corpus, or of all."""
    where = Whereabouts(load_register())
    out = []
    for e in corpus(folder, subjects=subjects):
        read = _read(where, e.id, e.language, e.text, e.published, e.publisher, list(e.claims))
        out.append(read._replace(weight=HARD if is_hard(e.id) else DENSE if is_dense(e.id) else 1.0))
    return out


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


Aligned = tuple[Claim, dict[str, Any], Sentence, Trigger, float]  # a claim, as JSON, its trigger, how well it fits


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
    return _word(value).label


def _word(value: object) -> Hit:
    """The word of a candidate that is one: (token, hit)."""
    assert isinstance(value, tuple)
    hit: Hit = value[1]
    return hit


def fit_of(slot: str, gold: dict[str, Any], value: object, published: dt.date | None) -> float:
    """How far a candidate agrees with what a slot should hold; a time, once its year goes by the claim's status."""
    told = in_time(value, gold["status"], published) if isinstance(value, TimeMention) else as_json(slot, value)
    return slot_agreement(slot, gold, {"kind": gold["kind"], slot: told}) or 0.0


def alignments(read: Read) -> list[Aligned]:
    """Each gold claim with its best trigger, one trigger for one claim where there are enough."""
    pairs = []
    tokens, published = read.page.tokens, read.page.published
    told = _told(read)
    for g, claim in enumerate(read.gold):
        gold = claim.to_json()
        for k, (sentence, trigger) in enumerate(read.triggers):
            if trigger.kind != claim.kind:
                continue
            if claim.kind == "activity" and trigger.hit.label != claim.activity:
                continue
            if claim.kind == "agreement" and trigger.hit.label != claim.phase:
                continue
            word = tokens.span(trigger.first, trigger.first + 1)  # evidence may begin behind a particle written with it
            last = 2 if _leads(trigger.first, sentence, claim, told) else None
            rank = next((n for n, span in enumerate(claim.evidence) if span.overlaps(word)), last)
            if rank is None:
                continue
            candidates = slot_candidates(sentence, trigger)
            score = 0.5 - 0.2 * min(rank, 2)
            for slot in (*KINDS[claim.kind].slots, "when"):
                if slot in gold and gold[slot] and slot in LAYER:
                    listed = candidates[LAYER[slot]]
                    fits = (fit_of(slot, gold, c.value, published) / (1 + 0.02 * _gap(c, trigger)) for c in listed)
                    score += max(fits, default=0)
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


def _told(read: Read) -> frozenset[int]:
    """The tokens that stand in the evidence of any claim."""
    tokens = read.page.tokens
    spans = [span for claim in read.gold for span in claim.evidence]
    return frozenset(i for span in spans for i in range(tokens.at(span.start), tokens.at(span.end - 1) + 1))


def _leads(first: int, sentence: Sentence, claim: Claim, told: frozenset[int]) -> bool:
    """Whether a word that no evidence holds stands right before a claim's: "Then landed [300 marines]"."""
    begin = sentence.page.tokens.at(claim.evidence[0].start)
    return first not in told and sentence.first <= first < begin < sentence.past and begin - first <= LEAD


def _gap(candidate: Candidate, trigger: Trigger) -> int:
    first: int = getattr(candidate.value, "first", trigger.first)
    return abs(first - trigger.first)


def together(parts: Iterable[Examples]) -> Examples:
    """The examples of several reports."""
    out: Examples = defaultdict(list)
    for part in parts:
        for question, listed in part.items():
            out[question] += listed
    return out


def examples_of(read: Read) -> Examples:
    """What one annotated report teaches."""
    out: Examples = defaultdict(list)
    aligned = alignments(read)
    for sentence, trigger, yes, weight in believed(read, aligned):
        out[f"gate:{trigger.kind}"].append(Example(gate_features(sentence, trigger), yes, weight))
        out[f"trigger:{trigger.kind}"].append(Example(trigger_features(sentence, trigger), yes, weight))
    for claim, gold, sentence, trigger, _ in aligned:
        parties = tuple(gold.get("actor") or ()), tuple(gold.get("partner") or ())
        learn_slots(out, claim, gold, sentence, trigger, parties, {*LAYER.values(), "reason"})
        out["status"].append(Example(status_features(sentence, trigger, claim.when), claim.status))
        if claim.kind == "activity" and claim.phase:
            out["phase"].append(Example(phase_features(sentence, trigger), claim.phase))
    return weighted(out, read.weight)


def weighted(parts: Examples, weight: float) -> Examples:
    """Examples that count so many times as much."""
    return {q: [e._replace(weight=e.weight * weight) for e in listed] for q, listed in parts.items()}


def learn_slots(
    out: Examples,
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
    for slot, listed, right in answered(claim, gold, candidates, s.page.published):
        if LAYER[slot] in layers:
            features = [c.features for c in listed] + [nothing(t, len(listed))]
            out[f"rank {claim.kind}.{slot}"].append(Ranking(features, right))
    if "reason" not in layers:
        return
    codes = {r.code: r.holds for r in claim.reasons}
    for candidate in candidates["reason"]:
        hit = _word(candidate.value)
        out["reasons"].append(Example(candidate.features, hit.label in codes))
        if hit.label in codes:
            out["reason-holds"].append(Example(candidate.features, codes[hit.label]))


def answered(
    claim: Claim, gold: dict[str, Any], candidates: dict[str, list[Candidate]], published: dt.date | None
) -> Iterator[tuple[str, list[Candidate], list[bool]]]:
    """Each slot of a claim with its candidates and which of them are right, the last of which is none of them.

    Left out is what no candidate fits.
    """
    for slot in (*KINDS[claim.kind].slots, "when", "said_by"):
        listed = candidates[LAYER[slot]] if slot in LAYER else []
        fits = [fit_of(slot, gold, c.value, published) if gold.get(slot) else 0.0 for c in listed]
        best = max(fits, default=0.0)
        right = [fit >= max(0.5, best - 0.01) for fit in fits]
        if fits and (any(right) or not gold.get(slot)):
            yield slot, listed, [*right, not any(right)]


def believed(read: Read, aligned: Iterable[Aligned]) -> Iterator[tuple[Sentence, Trigger, bool, float]]:
    """Each trigger of a report, whether it makes a claim, and how much that counts."""
    chosen = {id(t) for _, _, _, t, _ in aligned}
    spans = [(span, claim) for claim in read.gold for span in claim.evidence]
    for sentence, trigger in read.triggers:
        yes = id(trigger) in chosen
        word = read.page.tokens.span(trigger.first, trigger.first + 1)
        inside = any(c.kind == trigger.kind and span.overlaps(word) for span, c in spans)
        yield sentence, trigger, yes, (1.0 if yes or not inside else SECOND) * (1.0 if read.gold else NOTHING)


def learn_from_answers(out: Examples, read: Read, model: Model, network: Network | None = None) -> None:
    """Examples of what hangs on a model's own answers: places on the parties, the status on the date."""
    sight = network.sight(read.sentences) if network else None
    for claim, gold, sentence, trigger, _ in alignments(read):
        candidates = slot_candidates(sentence, trigger)
        filled = fill(model, trigger, candidates, seen_in(sight, sentence, trigger, candidates))
        parties = keys_of(filled.get("actor")), keys_of(filled.get("partner"))
        learn_slots(out, claim, gold, sentence, trigger, parties, RELATED)
        out["status"].append(Example(status_features(sentence, trigger, date_of(filled)), claim.status))


def judge(out: Examples, read: Read, drafts: list[Draft]) -> None:
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
    learn_copies(out, read, drafts)


def learn_copies(out: Examples, read: Read, drafts: list[Draft]) -> None:
    """Examples of two claims that tell one fact, or two: each by the gold claim that it comes closest to."""
    meant = [_meant(read, draft) for draft in drafts]
    order = sorted(range(len(drafts)), key=lambda k: -drafts[k].belief)
    for n, k in enumerate(order):
        for m in order[n + 1 :]:
            if meant[k] is None or meant[m] is None:
                continue
            if not set(topics(drafts[k])).isdisjoint(topics(drafts[m])):  # as in reading
                features = copy_features(drafts[k], drafts[m])
                out["copy"].append(Example(features, meant[k] == meant[m], drafts[k].belief * drafts[m].belief))


def _meant(read: Read, draft: Draft) -> int | None:
    """The number of the gold claim that a draft comes closest to, if it comes close to any or stands where it does."""
    told, best, chosen = draft.claim.to_json(), 0.0, None
    for number, claim in enumerate(read.gold):
        close = similarity(claim.to_json(), told)
        there = any(span.overlaps(other) for span in claim.evidence for other in draft.claim.evidence)
        if close and (there or close >= CLOSE) and close + 0.5 * there > best:
            best, chosen = close + 0.5 * there, number
    return chosen
