"""Train the network that reads words in their order (`marsad.resolve.net`), by JAX. Deterministic on one machine.

Whole reports are packed into pieces of one size, as JAX compiles a step for each size that it meets. What is learned
is the log-odds of triggers, and the shares of a slot's candidates, of statuses and of phases.
Optax moves the weights, by AdamW (Loshchilov and Hutter 2019) with a rate that falls as a cosine; those kept
are a running mean (Polyak and Juditsky 1992).
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
import optax

from marsad.model.kinds import STATUSES
from marsad.resolve.net.fields import Told
from marsad.resolve.net.network import (
    DILATIONS,
    MANY,
    NEAR,
    OUTSIDE,
    PHASES,
    UNKNOWN,
    Network,
    Vocabulary,
    numbered,
)
from training.lessons import Believed, Filled, Lesson, Meant

WIDTH = 128  # of what is known of a token, and of the hidden layers
LEAST = 3  # a value that is met less often has no number
EPOCHS = 5
RATE = 3e-3
WARM = 100  # steps until the rate is reached
LAST = 0.02  # the share of the rate that is left at the end
DECAY = 0.02
DROPPED, DROPPED_WORDS = 0.15, 0.15  # shares of what is known of tokens, and of their stems, that are left out
MEAN = 0.003  # how fast the running mean follows

# A piece: tokens, triggers, slots, candidates. The tokens between two reports keep them from seeing each other.
TOKENS_A_PIECE, TRIGGERS_A_PIECE, SLOTS_A_PIECE, CANDIDATES_A_PIECE = 4096, 1664, 1280, 7168
MEANT_A_PIECE = 256  # claims that are asked how they are meant
BETWEEN = 16
_DECAYS = 0.9, 0.99  # of Adam's moments

Weights = dict[str, Any]
_Piece = dict[str, Any]


class _Numbered(NamedTuple):
    """A lesson by numbers, with the tokens as an array of one row each."""

    tokens: Any
    triggers: list[Believed]
    slots: list[Filled]
    meant: list[Meant]


def train(lessons: Sequence[Lesson], seed: int = 0, epochs: int = EPOCHS, width: int = WIDTH) -> Network:
    """A network that has learned from annotated reports."""
    vocabulary = _vocabulary(lessons)
    reports = [_numbers(lesson, vocabulary) for lesson in lessons]
    return Network(_fitted(reports, vocabulary, seed, epochs, width), vocabulary)


def _vocabulary(lessons: Sequence[Lesson]) -> Vocabulary:
    fields = [Counter(row[k] for lesson in lessons for row in lesson.tokens) for k in range(_fields(lessons))]
    told: Counter[str] = Counter()
    for lesson in lessons:
        asked = [x.trigger for x in lesson.triggers] + [x.trigger for x in lesson.slots]
        asked += [x.trigger for x in lesson.meant]
        for thing in chain(asked, *(x.candidates for x in lesson.slots)):
            told.update(thing.row)
    often = [sorted(value for value, met in counts.items() if met >= LEAST) for counts in (*fields, told)]
    return numbered(often[:-1], often[-1], sorted({x.slot for lesson in lessons for x in lesson.slots}))


def _fields(lessons: Sequence[Lesson]) -> int:
    return next(len(row) for lesson in lessons for row in lesson.tokens)


def _numbers(lesson: Lesson, vocabulary: Vocabulary) -> _Numbered:
    tokens = [
        [known.get(value, UNKNOWN) for known, value in zip(vocabulary.tokens, row, strict=True)]
        for row in lesson.tokens
    ]
    table = np.array(tokens, np.int32).reshape(-1, len(vocabulary.tokens))
    return _Numbered(table, lesson.triggers, lesson.slots, lesson.meant)


class _Packer:
    """A piece in the making."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._tokens = np.full((TOKENS_A_PIECE, len(vocabulary.tokens)), OUTSIDE, np.int32)
        self._past = BETWEEN
        self._triggers: list[list[int]] = []
        self._answers: list[tuple[bool, float]] = []
        self._slots: list[list[int]] = []
        self._weights: list[float] = []
        self._candidates: list[list[int]] = []
        self._meant: list[list[int]] = []
        self._told: list[list[float]] = []  # weight, status, phase
        self._of: list[tuple[int, bool, bool]] = []  # which slot a candidate is for, whether right, whether none

    def takes(self, report: _Numbered) -> bool:
        """Whether there is room for a report."""
        offered = len(self._candidates) + sum(len(slot.right) for slot in report.slots)
        return (
            self._past + len(report.tokens) + BETWEEN <= TOKENS_A_PIECE
            and len(self._triggers) + len(report.triggers) <= TRIGGERS_A_PIECE
            and len(self._slots) + len(report.slots) <= SLOTS_A_PIECE
            and offered <= CANDIDATES_A_PIECE
            and len(self._meant) + len(report.meant) <= MEANT_A_PIECE
        )

    def add(self, report: _Numbered) -> None:
        start = self._past
        self._tokens[start : start + len(report.tokens)] = report.tokens
        self._past += len(report.tokens) + BETWEEN
        for trigger in report.triggers:
            self._triggers.append(self._row(trigger.trigger, start))
            self._answers.append((trigger.answer, trigger.weight))
        for meant in report.meant:
            self._meant.append(self._row(meant.trigger, start))
            self._told.append([meant.weight, *_marks(meant)])
        for filled in report.slots:
            number = len(self._slots)
            self._slots.append([*self._row(filled.trigger, start), self._vocabulary.slots[filled.slot]])
            self._weights.append(filled.weight)
            self._candidates += [self._row(candidate, start) for candidate in filled.candidates]
            self._candidates.append([0] * len(self._candidates[-1]))
            last = len(filled.right) - 1
            self._of += [(number, right, k == last) for k, right in enumerate(filled.right)]

    def _row(self, thing: Told, start: int) -> list[int]:
        told = self._vocabulary.told
        return [thing.first + start, thing.last + start, *(told.get(value, UNKNOWN) for value in thing.row)]

    def piece(self) -> _Piece:
        count = len(self._of)
        owner = np.full(CANDIDATES_A_PIECE, SLOTS_A_PIECE, np.int32)
        owner[:count] = [of[0] for of in self._of]
        return {
            "tokens": self._tokens,
            "triggers": _filled(self._triggers, TRIGGERS_A_PIECE, np.int32),
            "answers": _filled(self._answers, TRIGGERS_A_PIECE, np.float32),
            "slots": _filled(self._slots, SLOTS_A_PIECE, np.int32),
            "meant": _filled(self._meant, MEANT_A_PIECE, np.int32),
            "told": _filled(self._told, MEANT_A_PIECE, np.float32),
            "weights": _filled([[w] for w in self._weights], SLOTS_A_PIECE, np.float32)[:, 0],
            "candidates": _filled(self._candidates, CANDIDATES_A_PIECE, np.int32),
            "owner": owner,
            "marks": _filled([of[1:] for of in self._of], CANDIDATES_A_PIECE, np.float32),
        }


def _marks(meant: Meant) -> list[float]:
    """Which of the statuses and phases a claim has."""
    return [*(float(s == meant.status) for s in STATUSES), *(float(p == meant.phase) for p in PHASES)]


def _filled(rows: Sequence[Sequence[float]], count: int, sort: Any) -> Any:
    """Rows as an array of so many, the last ones empty."""
    out = np.zeros((count, len(rows[0]) if rows else 1), sort)
    if rows:
        out[: len(rows)] = rows
    return out


def _pieces(reports: Sequence[_Numbered], order: Any, vocabulary: Vocabulary) -> Iterator[_Piece]:
    """Reports in some order, packed; those too long for any piece are left out, as are pieces without slots."""
    packer, full = _Packer(vocabulary), False
    for k in order:
        if not packer.takes(reports[k]):
            if full:
                yield packer.piece()
            packer, full = _Packer(vocabulary), False
            if not packer.takes(reports[k]):
                continue
        packer.add(reports[k])
        full = full or bool(reports[k].slots)
    if full:
        yield packer.piece()


def _first(vocabulary: Vocabulary, width: int, seed: int) -> Weights:
    """Weights to begin with."""
    draw = np.random.default_rng(seed)

    def normal(*shape: int, scale: float | None = None) -> Any:
        return jnp.asarray(draw.normal(0, scale or shape[0] ** -0.5, shape), jnp.float32)

    values = OUTSIDE + 1 + sum(map(len, vocabulary.tokens))
    slots = len(vocabulary.slots)
    weights = {
        "tokens": normal(values, width, scale=0.15),
        "told": normal(UNKNOWN + 1 + len(vocabulary.told), width, scale=0.1),
        "trigger.words": normal(2 * width, width),
        "trigger.start": jnp.zeros(width),
        "trigger.out": normal(width, 1)[:, 0],
        "trigger.level": jnp.zeros(1)[0] - 2.0,
        "slot.words": normal(2 * width, width),
        "slot.start": jnp.zeros(width),
        "slot.asked": normal(slots, width, scale=0.1),
        "slot.own": normal(slots, width, scale=0.1),
        "slot.out": normal(width, 1)[:, 0],
        "slot.pairs": normal(width, width, scale=0.05),
        "candidate.words": normal(2 * width, width),
        "candidate.none": normal(1, width, scale=0.1)[0],
        "between.before": normal(width, width, scale=0.03),
        "between.after": normal(width, width, scale=0.03),
        "between.none": jnp.zeros(width),
        "mood.words": normal(2 * width, width),
        "mood.start": jnp.zeros(width),
        "mood.out": normal(width, len(STATUSES) + len(PHASES)),
        "mood.level": jnp.zeros(len(STATUSES) + len(PHASES)),
    }
    for layer in range(len(DILATIONS)):
        weights[f"layer.{layer}"] = normal(3 * width, 2 * width)
        weights[f"layer.{layer}.start"] = jnp.zeros(2 * width)
    return weights


def _normal(h: Any) -> Any:
    h = h - h.mean(-1, keepdims=True)
    return h / jnp.sqrt((h * h).mean(-1, keepdims=True) + 1e-5)


def _thinned(key: Any, h: Any) -> Any:
    return h * jax.random.bernoulli(key, 1 - DROPPED, h.shape) / (1 - DROPPED)


def _encoded(w: Weights, tokens: Any, key: Any) -> Any:
    """As `marsad.resolve.net.network.encoded`, with a part left out, and nothing where no report is."""
    keys = jax.random.split(key, len(DILATIONS) + 2)
    inside = tokens[:, :1] != OUTSIDE
    dropped = jax.random.bernoulli(keys[0], DROPPED_WORDS, inside.shape[:1]) & inside[:, 0]
    tokens = tokens.at[:, 0].set(jnp.where(dropped, UNKNOWN, tokens[:, 0]))
    h = _thinned(keys[1], _normal(w["tokens"][tokens].sum(1)) * inside)
    width = h.shape[1]
    for layer, dilation in enumerate(DILATIONS):
        around = jnp.concatenate((jnp.roll(h, dilation, 0), h, jnp.roll(h, -dilation, 0)), 1)
        z = around @ w[f"layer.{layer}"] + w[f"layer.{layer}.start"]
        h = _thinned(keys[layer + 2], _normal(h + z[:, :width] * jax.nn.sigmoid(z[:, width:])) * inside)
    return h


def _vectors(w: Weights, h: Any, rows: Any, matrix: str) -> Any:
    """Things by what stands at their first and last tokens and by what else is told of them, for one purpose."""
    words = jnp.concatenate((h[rows[:, 0]], h[rows[:, 1]]), 1)
    return words @ w[matrix] + w["told"][rows[:, 2:]].sum(1)


def _odds(w: Weights, h: Any, piece: _Piece) -> Any:
    """As `marsad.resolve.net.network.Sight.odds`, of a piece's triggers."""
    hidden = _vectors(w, h, piece["triggers"], "trigger.words") + w["trigger.start"]
    return jax.nn.relu(hidden) @ w["trigger.out"] + w["trigger.level"]


def _totals(w: Weights, h: Any, piece: _Piece) -> Any:
    """As `marsad.resolve.net.network.Sight.totals`, of a piece's candidates for all of its slots."""
    owner, none = jnp.minimum(piece["owner"], SLOTS_A_PIECE - 1), piece["marks"][:, 1]
    number = piece["slots"][:, -1]
    trigger = _vectors(w, h, piece["slots"][:, :-1], "slot.words") + w["slot.start"]
    question, out = (trigger + w["slot.asked"][number])[owner], (w["slot.out"] + w["slot.own"][number])[owner]
    named = _vectors(w, h, piece["candidates"], "candidate.words")
    named += _between(w, h, piece["slots"][owner], piece["candidates"])
    fillers = jnp.where(none[:, None] > 0, w["candidate.none"], named)
    return (jax.nn.relu(fillers + question) * out).sum(1) + ((question @ w["slot.pairs"]) * fillers).sum(1)


def _between(w: Weights, h: Any, triggers: Any, rows: Any) -> Any:
    """As `marsad.resolve.net.network.Sight` tells candidates by the words between them and their triggers."""
    sums = jnp.concatenate((jnp.zeros((1, h.shape[1])), jnp.cumsum(h, 0)))
    low, past = jnp.minimum(rows[:, 1], triggers[:, 1]) + 1, jnp.maximum(rows[:, 0], triggers[:, 0])
    count = jnp.maximum(past - low, 1)[:, None]
    means = (sums[jnp.maximum(past, low)] - sums[low]) * jnp.sqrt(jnp.minimum(count, MANY)) / count
    behind = (rows[:, 0] > triggers[:, 0])[:, None]
    near = ((past > low) & (past - low <= NEAR))[:, None]
    sides = jnp.where(behind, means @ w["between.after"], means @ w["between.before"])
    return jnp.where(near, sides, w["between.none"])


def _moods(w: Weights, h: Any, piece: _Piece) -> Any:
    """As `marsad.resolve.net.network.Sight.moods`, of a piece's claims."""
    hidden = _vectors(w, h, piece["meant"], "mood.words") + w["mood.start"]
    return jax.nn.relu(hidden) @ w["mood.out"] + w["mood.level"]


def _missed(w: Weights, h: Any, piece: _Piece) -> Any:
    """The negative log of what is right about how claims are meant."""
    told = piece["told"]
    weight, marks = told[:, 0], told[:, 1:]
    split = len(STATUSES)
    status, phase = marks[:, :split], marks[:, split:]
    moods = _moods(w, h, piece)
    missed = -(status * jax.nn.log_softmax(moods[:, :split])).sum(1)
    missed -= (phase * jax.nn.log_softmax(moods[:, split:])).sum(1)
    return (weight * missed).sum()


def _loss(w: Weights, piece: _Piece, key: Any) -> Any:
    """The negative log of what is right, over a piece."""
    h = _encoded(w, piece["tokens"], key)
    odds = _odds(w, h, piece)
    answer, weight = piece["answers"].T
    missed = (weight * (jax.nn.softplus(odds) - answer * odds)).sum()

    totals, owner, weight = _totals(w, h, piece), piece["owner"], piece["weights"]
    sums = partial(jax.ops.segment_sum, segment_ids=owner, num_segments=SLOTS_A_PIECE + 1)
    high = jax.lax.stop_gradient(jax.ops.segment_max(totals, owner, SLOTS_A_PIECE + 1))
    power = jnp.exp(totals - jnp.where(jnp.isfinite(high), high, 0.0)[owner])
    whole, good = sums(power)[:-1], sums(power * piece["marks"][:, 0])[:-1]
    is_asked = weight > 0
    share = jnp.log(jnp.where(is_asked, whole, 1.0)) - jnp.log(jnp.where(is_asked, jnp.maximum(good, 1e-9), 1.0))
    return (missed + (weight * share).sum() + _missed(w, h, piece)) / SLOTS_A_PIECE


def _optimiser(steps: int) -> optax.GradientTransformation:
    rate = optax.warmup_cosine_decay_schedule(0.0, RATE, WARM, max(steps, WARM + 1), LAST * RATE)
    return optax.adamw(rate, *_DECAYS, weight_decay=DECAY)


@partial(jax.jit, static_argnums=0, donate_argnums=(1, 2, 3))
def _step(steps: int, w: Weights, mean: Weights, state: Any, piece: _Piece, key: Any, n: Any) -> Any:
    """One step of so many: the weights, their running mean, and what the optimiser keeps."""
    moves, state = _optimiser(steps).update(jax.grad(_loss)(w, piece, key), state, w)
    w = optax.apply_updates(w, moves)
    return w, optax.incremental_update(w, mean, jnp.maximum(1 / n, MEAN)), state


def _fitted(reports: Sequence[_Numbered], vocabulary: Vocabulary, seed: int, epochs: int, width: int) -> Weights:
    draw = np.random.default_rng(seed)
    orders = [draw.permutation(len(reports)) for _ in range(epochs)]
    long = sum(not _Packer(vocabulary).takes(report) for report in reports)
    if long:
        print(f"{long} reports are too long for the network to learn from", file=sys.stderr)
    steps = len(list(_pieces(reports, orders[0], vocabulary))) * epochs
    w = _first(vocabulary, width, seed)
    mean, state, key = jax.tree.map(jnp.array, w), _optimiser(steps).init(w), jax.random.PRNGKey(seed)
    n = 0
    for order in orders:
        for piece in _pieces(reports, order, vocabulary):
            n += 1
            key, own = jax.random.split(key)
            w, mean, state = _step(steps, w, mean, state, piece, own, float(n))
    return {name: np.asarray(array) for name, array in mean.items()}
