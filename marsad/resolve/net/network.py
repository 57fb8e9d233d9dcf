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

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # reports are read side by side, rather than one by many threads

import numpy as np

from marsad.resolve.candidates.relations import Candidate
from marsad.resolve.net.fields import Row, candidate_told, tokens_of, trigger_told
from marsad.resolve.sentence import Sentence
from marsad.resolve.triggers import Trigger

DILATIONS = (1, 1, 2, 4, 8)  # how far on either side each layer looks, in tokens
UNKNOWN = 0  # the number of every value that was not met in training
SHARE = 0.5  # of a decision that is the network's; the rest is that of the single features
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
        ids = np.empty((len(rows), len(vocabulary.tokens)), np.int32)
        for column, known in enumerate(vocabulary.tokens):
            get = known.get
            ids[:, column] = [get(row[column], UNKNOWN) for row in rows]
        self._words = encoded(self._w, ids)

    def odds(self, listed: Sequence[tuple[Sentence, Trigger]]) -> list[float]:
        """The log-odds of each trigger that it makes a claim."""
        if not listed:
            return []
        w = self._w
        hidden = self._at("trigger.words", [t.first for _, t in listed], [_last(t) for _, t in listed])
        hidden += self._sums([trigger_told(s, t, "t") for s, t in listed])
        hidden += w["trigger.start"]
        found = np.maximum(hidden, 0) @ w["trigger.out"] + w["trigger.level"]
        return found.tolist()  # type: ignore[no-any-return]

    def totals(
        self, s: Sentence, t: Trigger, slots: dict[str, tuple[str, ...]], candidates: dict[str, list[Candidate]]
    ) -> dict[str, list[float]]:
        """Slot → the totals of its layer's candidates, the last of which is that of leaving the slot empty.

        `slots` are those of each layer of candidates that are asked for.
        """
        w, number_of = self._w, self._slots
        first: list[int] = []
        last: list[int] = []
        rows: list[Row] = []
        starts = {}
        for layer in slots:
            starts[layer] = len(rows)
            for candidate in candidates[layer]:
                one, other, told = candidate_told(s, t, candidate)
                first.append(one)
                last.append(other)
                rows.append(told)
        if not rows:
            return {}
        offered = np.empty((len(rows) + 1, len(w["candidate.none"])), np.float32)
        offered[:-1] = self._at("candidate.words", first, last) + self._sums(rows)
        offered[-1] = w["candidate.none"]
        asking = self._at("slot.words", [t.first], [_last(t)])[0] + w["slot.start"]
        asking += self._sums([trigger_told(s, t, "q")])[0]
        asked = {
            slot: number
            for layer in slots
            for slot in slots[layer]
            if (number := number_of.get(f"{t.kind}.{slot}")) is not None
        }
        out = {}
        for layer, listed in slots.items():
            at = [*range(starts[layer], starts[layer] + len(candidates[layer])), len(rows)]
            for slot in listed:
                if slot in asked:
                    sought = asking + w["slot.asked"][asked[slot]]
                    weights = w["slot.out"] + w["slot.own"][asked[slot]]
                    own = offered[at]
                    found = np.maximum(own + sought, 0) @ weights + own @ (sought @ w["slot.pairs"])
                    out[slot] = found.tolist()
        return out

    def _at(self, matrix: str, first: Sequence[int], last: Sequence[int]) -> Array:
        """What stands at the first and at the last token of some stretches, seen for one purpose."""
        words = self._words
        return np.concatenate((words[first], words[last]), 1) @ self._w[matrix]

    def _sums(self, rows: Sequence[Row]) -> Array:
        get = self._told.get
        numbers = [get(told, UNKNOWN) for row in rows for told in row]
        return self._w["told"].take(numbers, 0).reshape(len(rows), len(rows[0]), -1).sum(1)


def _last(t: Trigger) -> int:
    return max(t.first, t.past - 1)


def encoded(w: dict[str, Array], ids: Array) -> Array:
    """Each token with what stands around it: float32, tokens by `width`."""
    h = _normal(w["tokens"][ids].sum(1))
    count, width = h.shape
    for layer, dilation in enumerate(DILATIONS):
        padded = np.zeros((count + 2 * dilation, width), np.float32)
        padded[dilation : count + dilation] = h
        around = np.concatenate((padded[:count], h, padded[2 * dilation :]), 1)
        z = around @ w[f"layer.{layer}"] + w[f"layer.{layer}.start"]
        h = _normal(h + z[:, :width] / (1 + np.exp(-z[:, width:])))
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
    np.savez(path, **arrays)


def load(path: Path) -> Network:
    """A network that was kept."""
    with np.load(path, allow_pickle=False) as kept:
        arrays = {name: kept[name] for name in kept.files}
    *tables, slots = json.loads(arrays.pop("vocabulary").tobytes())
    scales = {name: arrays.pop(f"{name}.scale") for name in ("tokens", "told")}
    weights = {name: array.astype(np.float32) * scales.get(name, np.float32(1)) for name, array in arrays.items()}
    # Row 0 of the embeddings is that of what was never met, row 1 of the tokens' that of what lies outside a page.
    return Network(weights, numbered(tables[:-1], tables[-1], slots))


def numbered(tokens: Sequence[Sequence[str]], told: Sequence[str], slots: Sequence[str]) -> Vocabulary:
    """The numbers of listed values: all fields of tokens in one row of numbers, the rest each in their own."""
    tables, start = [], OUTSIDE + 1
    for values in tokens:
        tables.append({value: start + k for k, value in enumerate(values)})
        start += len(values)
    return Vocabulary(
        tables,
        {value: UNKNOWN + 1 + k for k, value in enumerate(told)},
        {name: k for k, name in enumerate(slots)},
    )


OUTSIDE = 1  # the number of what lies between pages, in training


@lru_cache(maxsize=1)
def load_network() -> Network | None:
    """The network that Marsad ships."""
    path = Path(__file__).with_name("network.npz")
    return load(path) if path.exists() else None
