"""What a small network makes of a report's words: convolutions over them, and a hidden layer for what is asked.

Trained by `training/network.py` and shipped as data; here it is only worked out, by NumPy. What it makes of a word
hangs on the words around it, as far as the dilations reach, so that the time taken is linear in the text's length.
"""

import json
import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

# Reports are read side by side, rather than one by many threads. Told to a NumPy that is not loaded yet, and heeded
# where it stands on OpenBLAS; elsewhere it makes no difference but in speed.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from marsad.resolve.candidates.relations import Candidate
from marsad.resolve.net.fields import Row, Told, candidate_told, tokens_of, trigger_told
from marsad.resolve.sentence import Sentence
from marsad.resolve.triggers import Trigger

DILATIONS = (1, 1, 2, 4, 8)  # how far on either side each layer looks, in tokens
REACH = sum(DILATIONS)
UNKNOWN = 0  # the number of every value that was not met in training
OUTSIDE = 1  # the number of what lies between pages, in training
SHARE = 0.4  # of a decision that is the network's; the rest is that of the single features
_BLOCK = 1024  # tokens that are worked out at a time, so that a long page takes no more memory than a short one
NEAR = 60  # words between a trigger and a candidate, at most, that are looked at
MANY = 8  # words between them from which on more of them do not weigh more
_STEPS = 127  # of an embedding's whole numbers

Array = Any  # numpy.ndarray


class Vocabulary(NamedTuple):
    """The numbers of the fields' values: of tokens, a table for each field; of all else; and of the slots asked for."""

    tokens: list[dict[str, int]]
    told: dict[str, int]
    slots: dict[str, int]  # kind.slot


class Network(NamedTuple):
    """Weights by name, and the numbers of what they are about."""

    weights: dict[str, Array]
    vocabulary: Vocabulary

    def sight(self, sentences: Sequence[Sentence]) -> "Sight":
        """A page as the network sees it, from all of its sentences."""
        return Sight(self, sentences)


def mixed(single: float, seen: float) -> float:
    """The log-odds that single features and the network come to together."""
    return single + SHARE * (seen - single)


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
        none = self._w["candidate.none"][None]
        told, asking = [candidate_told(s, t, candidate) for candidate in listed], trigger_told(s, t, "q")
        offered = self._vectors("candidate.words", told) + self._between(asking, told)
        trigger = self._vectors("slot.words", [asking])[0] + self._w["slot.start"]
        out, start = {}, 0
        for layer in slots:
            past = start + len(candidates[layer])
            fillers = np.concatenate((offered[start:past], none), 0)
            for slot in slots[layer]:
                number = self._slots.get(f"{t.kind}.{slot}")
                if number is not None:
                    out[slot] = self._weighed(trigger, number, fillers)
            start = past
        return out

    def _weighed(self, trigger: Array, slot: int, fillers: Array) -> list[float]:
        """What speaks for each filler of a slot of a trigger's claim."""
        w = self._w
        question = trigger + w["slot.asked"][slot]
        hidden = np.maximum(fillers + question, 0) @ (w["slot.out"] + w["slot.own"][slot])
        return (hidden + fillers @ (question @ w["slot.pairs"])).tolist()  # type: ignore[no-any-return]

    def _between(self, trigger: Told, listed: Sequence[Told]) -> Array:
        """Things by the mean of the words between them and a trigger, which weighs more where they are several."""
        w, start = self._w, max(0, trigger.first - NEAR)
        around = self.words[start : trigger.last + 1 + NEAR]
        sums = np.concatenate((np.zeros((1, around.shape[1])), np.cumsum(around, 0, np.float64)))  # up to each word
        first, last = np.array([told.first for told in listed]), np.array([told.last for told in listed])
        low, past = np.minimum(last, trigger.last) + 1, np.maximum(first, trigger.first)
        count = past - low
        out = np.repeat(w["between.none"][None], len(listed), 0)
        for matrix, side in (("between.after", first > trigger.first), ("between.before", first <= trigger.first)):
            near = np.flatnonzero(side & (count > 0) & (count <= NEAR))
            scale = np.sqrt(np.minimum(count[near], MANY)) / count[near]
            means = (sums[past[near] - start] - sums[low[near] - start]) * scale[:, None]
            out[near] = means.astype(np.float32) @ w[matrix]
        return out

    def _vectors(self, matrix: str, listed: Sequence[Told]) -> Array:
        """Things by what stands at their first and last tokens and by what else is told of them, for one purpose."""
        first, last = [told.first for told in listed], [told.last for told in listed]
        words = np.concatenate((self.words[first], self.words[last]), 1)
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
    out = np.empty((count, w["tokens"].shape[1]), np.float32)
    for start in range(0, count, _BLOCK):
        low, past = max(0, start - REACH), min(count, start + _BLOCK)
        seen = _block(w, numbers[low : past + REACH])
        out[start:past] = seen[start - low : past - low]
    return out


def _block(w: dict[str, Array], numbers: Array) -> Array:
    table = w["tokens"]
    total = table[numbers[:, 0]]
    for column in range(1, numbers.shape[1]):
        total += table[numbers[:, column]]
    h = _normal(total)
    count, width = h.shape
    for layer, dilation in enumerate(DILATIONS):
        padded = np.zeros((count + 2 * dilation, width), np.float32)
        padded[dilation : count + dilation] = h
        around = np.concatenate((padded[:count], h, padded[2 * dilation :]), 1)
        z = around @ w[f"layer.{layer}"] + w[f"layer.{layer}.start"]
        h = _normal(h + z[:, :width] * (0.5 + 0.5 * np.tanh(0.5 * z[:, width:])))  # the logistic, which never overflows
    return h


def _normal(h: Array) -> Array:
    """Each row with mean 0 and variance 1."""
    h = h - h.mean(-1, keepdims=True)
    return h / np.sqrt((h * h).mean(-1, keepdims=True) + np.float32(1e-5))


def save(network: Network, path: Path) -> None:
    """Keep a network: tables of embeddings in whole numbers with a scale a row, all else in half precision."""
    arrays: dict[str, Array] = {}
    for name, array in network.weights.items():
        if name in ("tokens", "told"):
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
    with np.load(path, allow_pickle=False) as kept:
        arrays = {name: kept[name] for name in kept.files}
    *tables, slots = json.loads(arrays.pop("vocabulary").tobytes())
    scales = {name: arrays.pop(f"{name}.scale") for name in ("tokens", "told")}
    weights = {name: array.astype(np.float32) * scales.get(name, np.float32(1)) for name, array in arrays.items()}
    return Network(weights, numbered(tables[:-1], tables[-1], slots))


def numbered(tokens: Sequence[Sequence[str]], told: Sequence[str], slots: Sequence[str]) -> Vocabulary:
    """The numbers of listed values, as rows of the embeddings: all fields of tokens share one table of these.

    Its first two rows are those of `UNKNOWN` and `OUTSIDE`; the first row of all else is that of `UNKNOWN`.
    """
    tables, start = [], OUTSIDE + 1
    for values in tokens:
        tables.append({value: start + k for k, value in enumerate(values)})
        start += len(values)
    return Vocabulary(
        tables,
        {value: UNKNOWN + 1 + k for k, value in enumerate(told)},
        {name: k for k, name in enumerate(slots)},
    )


@lru_cache(maxsize=1)
def load_network() -> Network:
    """The network that Marsad ships."""
    return load(Path(__file__).with_name("network.npz"))
