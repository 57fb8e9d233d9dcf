"""A claim as JSON, put together from the texts of its parts: actors, places, speakers, which come again and again.

Letter for letter what `json` writes of `Claim.to_json`, once to keep it and once with its keys in order for its id.
Both at once take a third of the time.
"""

import json
from collections.abc import Callable
from functools import lru_cache, partial
from operator import attrgetter
from typing import Any

from marsad.model.claim import COUNT_SLOTS, KEY_SLOTS, PLACE_SLOTS, Claim
from marsad.model.kinds import KINDS
from marsad.model.values import Count, Place, Reason, Speaker

Both = tuple[str, str]  # as it is kept, and as ids are reckoned from: keys in order, ASCII alone

_REMEMBERED = 1 << 15  # of each kind of part
_kept = json.JSONEncoder(ensure_ascii=False).encode
_for_id = json.JSONEncoder(sort_keys=True).encode


def texts(claim: Claim) -> Both:
    """The whole claim as it is kept; and what it says, for its id: how sure the reader is, and by what, left out."""
    head, values, writers = _OF_KIND[claim.kind]
    status, said_by = _plain("status", claim.status), claim.said_by
    when = _NO_WHEN if claim.when is None else _plain("when", claim.when)
    reasons = _reasons(claim.reasons) if claim.reasons else _NO_REASONS
    speaker = _part(Speaker, "said_by", *said_by) if said_by else _NO_SPEAKER
    evidence = f'"evidence": [{", ".join([_span(*span) for span in claim.evidence])}]'
    kept = [head[0]]
    for_id = [head[1], status[1], when[1], reasons[1], speaker[1], evidence]
    for value, (write, spread) in zip(values(claim), writers, strict=True):
        if value or value == "":
            one, other = write(*value) if spread else write(value)
            kept.append(one)
            for_id.append(other)
    how = _how(round(claim.confidence, 3), claim.rule)
    kept += status[0], when[0], reasons[0], speaker[0], evidence, how
    for_id.sort()  # each begins with its key, in quotes
    return f"{{{', '.join(kept)}}}", f"{{{', '.join(for_id)}}}"


# Typed: 1, 1.0 and True are one to Python and three in JSON.
@lru_cache(_REMEMBERED, typed=True)
def _plain(name: str, value: Any) -> Both:
    return _named(name, value)


@lru_cache(_REMEMBERED, typed=True)
def _part(made: Callable[..., Place | Speaker | Count], name: str, *values: Any) -> Both:
    return _named(name, made(*values).to_json())


@lru_cache(_REMEMBERED, typed=True)
def _listed(name: str, *values: Any) -> Both:
    return _named(name, list(values))


@lru_cache(_REMEMBERED, typed=True)
def _how(confidence: float, rule: str) -> str:
    return f"{_plain('confidence', confidence)[0]}, {_plain('rule', rule)[0]}"


def _span(start: int, end: int) -> str:
    # What a reader of somebody else's gives may be another number, or none.
    return f"[{start}, {end}]" if type(start) is int is type(end) else _kept([start, end])


def _reasons(reasons: tuple[Reason, ...]) -> Both:
    return _named("reasons", [reason.to_json() for reason in reasons])


def _named(name: str, value: Any) -> Both:
    return f'"{name}": {_kept(value)}', f'"{name}": {_for_id(value)}'


def _places(name: str, places: tuple[Place, ...]) -> Both:
    if len(places) == 1:
        return _part(Place, name, *places[0])
    return _named(name, [place.to_json() for place in places])


def _means(name: str, means: tuple[str, ...]) -> Both:
    return _plain(name, means[0]) if len(means) == 1 else _listed(name, *means)


def _writer(slot: str) -> tuple[Callable[..., Both], bool]:
    """What writes a slot's value, and whether it takes the parts of the value one by one."""
    if slot in PLACE_SLOTS:
        return partial(_places, slot), False
    if slot in COUNT_SLOTS:
        return partial(_part, Count, slot), True
    if slot == "means":
        return partial(_means, slot), False
    return (partial(_listed, slot), True) if slot in KEY_SLOTS else (partial(_plain, slot), False)


_NO_REASONS, _NO_WHEN, _NO_SPEAKER = _reasons(()), _named("when", None), _named("said_by", None)
_OF_KIND = {
    name: (_named("kind", name), attrgetter(*kind.slots), [_writer(slot) for slot in kind.slots])
    for name, kind in KINDS.items()
}
assert all(len(kind.slots) > 1 for kind in KINDS.values())  # so that their values are a tuple
