"""What a small network makes of a report's words: convolutions over them, and a hidden layer for what is asked.

Trained by `training/network.py` and shipped as data; here it is only worked out, by NumPy. What it makes of a word
hangs on the words around it, as far as the dilations reach, so that the time taken is linear in the text's length.
"""

import json
import os
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

# Reports are read side by side, rather than one by many threads. Told to a NumPy that is not loaded yet, and heeded
# where it stands on OpenBLAS; elsewhere it makes no difference but in speed.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from marsad.model.kinds import KINDS, STATUSES
from marsad.resolve.candidates.relations import Candidate
from marsad.resolve.net.fields import Row, Told, candidate_told, mood_told, tokens_of, trigger_told
from marsad.resolve.sentence import Sentence
from marsad.resolve.triggers import Trigger

DILATIONS = (1, 1, 2, 4, 8)  # how far on either side each layer looks, in tokens
REACH = sum(DILATIONS)
UNKNOWN = 0  # the number of every value that was not met in training
OUTSIDE = 1  # the number of what lies between pages, in training
SHARE = 0.3  # of a decision that is the network's; the rest is that of the single features
_BLOCK = 1024  # tokens that are worked out at a time, so that a long page takes no more memory than a short one
NEAR = 60  # words between a trigger and a candidate, at most, that are looked at
MANY = 8  # words between them from which on more of them do not weigh more
PHASES = KINDS["activity"].phases
_STEPS = 127  # of an embedding's whole numbers
_TABLES = ("tokens", "told")  # of embeddings

Array = Any  # numpy.ndarray


class Embeddings(NamedTuple):
    """A table of embeddings as it is kept, in whole numbers with a scale a row; a report needs few of its rows."""

    steps: Array
    scales: Array

    def take(self, rows: Array, axis: int) -> Array:
        """As an array of all rows would give them."""
        return self.steps.take(rows, axis) * self.scales.take(rows, axis)

    def whole(self) -> Array:
        return self.steps * self.scales


class Vocabulary(NamedTuple):
    """The numbers of the fields' values: of tokens, a table for each field; of all else; and of the slots asked for."""

    tokens: list[dict[str, int]]
    told: dict[str, int]
    slots: dict[str, int]  # kind.slot


class Network(NamedTuple):
    """Weights by name, and the numbers of what they are about."""

    weights: dict[str, Array]  # tables of embeddings may be `Embeddings`
    vocabulary: Vocabulary

    def sight(self, sentences: Sequence[Sentence]) -> "Sight":
        """A page as the network sees it, from all of its sentences."""
        return Sight(self, sentences)


def mixed(single: float, seen: float, share: float = SHARE) -> float:
    """The log-odds that single features and the network come to together, `share` of them the network's."""
    return single + share * (seen - single)


class Moods(NamedTuple):
    """What speaks for each status of a claim, and for each phase if it is of an activity; empty where nothing does."""

    statuses: dict[str, float]
    phases: dict[str, float]


UNSEEN = Moods({}, {})


class Sight:
    """A page as a network sees it."""

    def __init__(self, network: Network, sentences: Sequence[Sentence]) -> None:
        self._w, vocabulary = network.weights, network.vocabulary
        self._told, self._slots = vocabulary.told, vocabulary.slots
        rows = tokens_of(sentences)
        numbers = np.empty((len(rows), len(vocabulary.tokens)), np.int32)
        for column, known in enumerate(vocabulary.tokens):
            get = known.get
            numbers[:, column] = [get(row[column], UNKNOWN) for row in rows]
        self.words = encoded(self._w, numbers)

    def odds(self, listed: Sequence[tuple[Sentence, Trigger]]) -> list[float]:
        """The log-odds of each trigger that it makes a claim."""
        if not listed:
            return []
        w = self._w
        hidden = self._vectors("trigger.words", [trigger_told(s, t, "t") for s, t in listed]) + w["trigger.start"]
        found = np.maximum(hidden, 0) @ w["trigger.out"] + w["trigger.level"]
        return found.tolist()  # type: ignore[no-any-return]

    def totals(
        self, s: Sentence, t: Trigger, slots: dict[str, tuple[str, ...]], candidates: dict[str, list[Candidate]]
    ) -> dict[str, list[float]]:
        """Slot → the totals of its layer's candidates, the last of which is that of leaving the slot empty.

        `slots` are those of each layer of candidates that are asked for.
        """
        listed = [candidate for layer in slots for candidate in candidates[layer]]
        if not listed:
            return {}
        told, asking = [candidate_told(s, t, candidate) for candidate in listed], trigger_told(s, t, "q")
        offered = self._vectors("candidate.words", told) + self._between(asking, told)
        fillers = np.concatenate((offered, self._w["candidate.none"][None]), 0)
        asked = [(slot, layer) for layer in slots for slot in slots[layer] if f"{t.kind}.{slot}" in self._slots]
        rows = self._weighed(asking, [self._slots[f"{t.kind}.{slot}"] for slot, _ in asked], fillers)
        counts = [len(candidates[layer]) for layer in slots]
        own = {layer: slice(past - n, past) for layer, n, past in zip(slots, counts, accumulate(counts), strict=True)}
        return {slot: [*row[own[layer]], row[-1]] for (slot, layer), row in zip(asked, rows, strict=True)}

    def moods(self, s: Sentence, t: Trigger, when: str | None) -> Moods:
        """How a trigger's claim is meant, `when` that is dated."""
        w = self._w
        hidden = self._vectors("mood.words", [mood_told(s, t, when)]) + w["mood.start"]
        found = (np.maximum(hidden, 0) @ w["mood.out"] + w["mood.level"])[0].tolist()
        return Moods(dict(zip(STATUSES, found, strict=False)), dict(zip(PHASES, found[len(STATUSES) :], strict=True)))

    def _weighed(self, asking: Told, slots: list[int], fillers: Array) -> list[list[float]]:
        """What speaks for each filler of each slot of a trigger's claim."""
        w = self._w
        questions = self._vectors("slot.words", [asking]) + w["slot.start"] + w["slot.asked"][slots]
        hidden = np.maximum(questions[:, None] + fillers, 0)
        each = (hidden @ (w["slot.out"] + w["slot.own"][slots])[..., None])[..., 0]
        return (each + questions @ w["slot.pairs"] @ fillers.T).tolist()  # type: ignore[no-any-return]

    def _between(self, trigger: Told, listed: Sequence[Told]) -> Array:
        """Things by the mean of the words between them and a trigger, which weighs more where they are several."""
        w, start = self._w, max(0, trigger.first - NEAR)
        around = self.words[start : trigger.last + 1 + NEAR]
        first, last = np.array([told.first for told in listed]), np.array([told.last for told in listed])
        low, past = np.minimum(last, trigger.last) + 1, np.maximum(first, trigger.first)
        count, at = past - low, np.arange(start, start + len(around))
        near = (count > 0) & (count <= NEAR)
        many = np.maximum(count, 1).astype(np.float32)
        weight = np.where(near, np.sqrt(np.minimum(many, MANY)) / many, 0)[:, None]
        means = np.where((low[:, None] <= at) & (at < past[:, None]), weight, 0) @ around
        side = (first > trigger.first)[:, None]
        sides = np.where(side, means @ w["between.after"], means @ w["between.before"])
        return np.where(near[:, None], sides, w["between.none"])

    def _vectors(self, matrix: str, listed: Sequence[Told]) -> Array:
        """Things by what stands at their first and last tokens and by what else is told of them, for one purpose."""
        ends = [token for told in listed for token in (told.first, told.last)]
        words = self.words.take(ends, 0).reshape(len(listed), -1)
        return words @ self._w[matrix] + self._rows([told.row for told in listed])

    def _rows(self, rows: Sequence[Row]) -> Array:
        get = self._told.get
        numbers = [get(value, UNKNOWN) for row in rows for value in row]
        return self._w["told"].take(numbers, 0).reshape(len(rows), len(rows[0]), -1).sum(1)


def encoded(w: dict[str, Array], numbers: Array) -> Array:
    """Each token with what stands around it: float32, tokens by width; `numbers` are those of its fields."""
    count = len(numbers)
    if count <= _BLOCK:
        return _block(w, numbers)
    out = np.empty((count, w["layer.0"].shape[1] // 2), np.float32)
    for start in range(0, count, _BLOCK):
        low, past = max(0, start - REACH), min(count, start + _BLOCK)
        seen = _block(w, numbers[low : past + REACH])
        out[start:past] = seen[start - low : past - low]
    return out


def _block(w: dict[str, Array], numbers: Array) -> Array:
    table = w["tokens"]
    h = table.take(numbers[:, 0], 0)
    for column in range(1, numbers.shape[1]):
        h += table.take(numbers[:, column], 0)
    _normalise(h)
    count, width = h.shape
    for layer, dilation in enumerate(DILATIONS):
        padded = np.zeros((count + 2 * dilation, width), np.float32)
        padded[dilation : count + dilation] = h
        around = np.concatenate((padded[:count], h, padded[2 * dilation :]), 1)
        z = around @ w[f"layer.{layer}"]
        z += w[f"layer.{layer}.start"]
        gate = z[:, width:]  # the logistic, by a function that never overflows
        gate *= 0.5
        np.tanh(gate, out=gate)
        gate += 1
        gate *= 0.5
        h += z[:, :width] * gate
        _normalise(h)
    return h


def _normalise(h: Array) -> None:
    """Give each row mean 0 and variance 1, in place."""
    width = h.shape[1]
    h -= (h @ np.full(width, 1 / width, np.float32))[:, None]
    h /= np.sqrt(np.einsum("ij,ij->i", h, h) / width + np.float32(1e-5))[:, None]


def save(network: Network, path: Path) -> None:
    """Keep a network: tables of embeddings in whole numbers with a scale a row, all else in half precision."""
    arrays: dict[str, Array] = {}
    for name, array in network.weights.items():
        if name in _TABLES:
            scale = np.maximum(np.abs(array).max(1, keepdims=True), 1e-8) / _STEPS
            arrays[name] = np.round(array / scale).astype(np.int8)
            arrays[f"{name}.scale"] = scale.astype(np.float32)
        else:
            arrays[name] = array.astype(np.float16)
    tokens, told, slots = network.vocabulary
    listed = [list(table) for table in (*tokens, told, slots)]
    arrays["vocabulary"] = np.frombuffer(json.dumps(listed, ensure_ascii=False).encode(), np.uint8)
    new = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        with new.open("wb") as file:
            np.savez(file, **arrays)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def load(path: Path) -> Network:
    """A network that was kept."""
    network = _kept(path)
    whole = {name: network.weights[name].whole() for name in _TABLES}
    return network._replace(weights=network.weights | whole)


def _kept(path: Path) -> Network:
    """The same, its tables as they are kept."""
    with np.load(path, allow_pickle=False) as kept:
        arrays = {name: kept[name] for name in kept.files}
    *tables, slots = json.loads(arrays.pop("vocabulary").tobytes())
    weights: dict[str, Array] = {t: Embeddings(arrays.pop(t), arrays.pop(f"{t}.scale")) for t in _TABLES}
    weights |= {name: array.astype(np.float32) for name, array in arrays.items()}
    return Network(weights, numbered(tables[:-1], tables[-1], slots))


def numbered(tokens: Sequence[Sequence[str]], told: Sequence[str], slots: Sequence[str]) -> Vocabulary:
    """The numbers of listed values, as rows of the embeddings: all fields of tokens share one table of these.

    Its first two rows are those of `UNKNOWN` and `OUTSIDE`; the first row of all else is that of `UNKNOWN`.
    """
    tables, start = [], OUTSIDE + 1
    for values in tokens:
        tables.append(_from(start, values))
        start += len(values)
    return Vocabulary(
        tables,
        _from(UNKNOWN + 1, told),
        _from(0, slots),
    )


def _from(first: int, values: Sequence[str]) -> dict[str, int]:
    return dict(zip(values, range(first, first + len(values)), strict=True))


@lru_cache(maxsize=1)
def load_network() -> Network:
    """The network that Marsad ships."""
    return _kept(Path(__file__).with_name("network.npz"))
