"""Which of a report's claims say again what another says already, though not all of their slots agree.

What agrees in all slots is merged before (see `merge`). A report also tells one fact in its headline, its lead and
further down, with another date, a wider place or the coalition for one of its members; how the slots of two claims
compare, and how sure each is, tells whether they are two facts. Learned as all else (`training/train.py`).
"""

from dataclasses import replace

from marsad.model.claim import PLACE_SLOTS, Claim
from marsad.model.kinds import KINDS
from marsad.model.values import Count, Speaker, bounds
from marsad.resolve.draft import Draft
from marsad.resolve.merge import apart
from marsad.resolve.model import Model, probability

ALIKE = 0.65  # two claims that are one fact with at least this probability are brought together
_NOBODY = "UNKNOWN"
_MOST = 24  # claims of one force, or at one place, that another is compared with, lest a chronicle take too long
_GAPS = (0, 1, 2, 4, 8)  # sentences between two claims, in steps

Weighed = tuple[float, Draft, Claim]  # the probability that a draft is a claim, the draft, the claim


def without_copies(model: Model, weighed: list[Weighed]) -> list[Weighed]:
    """The claims in their order, less the copies; what a copy's passage says in other words is evidence too."""
    if not model.knows("copy"):
        return weighed
    kept: list[Weighed] = []
    near: dict[object, list[int]] = {}  # what claims are about → their places among those kept
    for keep, draft, claim in sorted(weighed, key=lambda w: -w[0]):
        told_of = topics(draft)
        rivals = likeliest(near, told_of)
        likely, place = max(((_likely(model, kept[i][1], draft), i) for i in rivals), default=(0.0, -1))
        if likely < ALIKE:
            for topic in told_of:
                near.setdefault(topic, []).append(len(kept))
            kept.append((keep, draft, claim))
            continue
        _, other, told = kept[place]
        kept[place] = (kept[place][0], other, replace(told, evidence=apart((*told.evidence, *claim.evidence))))
    return sorted(kept, key=lambda w: (w[2].evidence[0], w[2].kind))


def likeliest(near: dict[object, list[int]], told_of: list[tuple[str, str, object]]) -> list[int]:
    """Those that a claim is compared with: of what shares a topic with it the likeliest, so many at most."""
    return list(dict.fromkeys(i for topic in told_of for i in near.get(topic, [])[:_MOST]))


def topics(draft: Draft) -> list[tuple[str, str, object]]:
    """What a claim is about: two of a kind may be one fact only where they share one of these."""
    claim = draft.claim
    out: list[tuple[str, str, object]] = []
    for slot in KINDS[claim.kind].about:
        value = getattr(claim, slot)
        out += [(claim.kind, slot, part) for part in (value if isinstance(value, tuple) else (value,) if value else ())]
    return out


def _likely(model: Model, a: Draft, b: Draft) -> float:
    return probability(model.score("copy", copy_features(a, b)))


def copy_features(a: Draft, b: Draft) -> list[str]:
    """How a claim (b) compares with another of its kind that is likelier (a)."""
    kind, x, y = a.claim.kind, a.claim, b.claim
    out = [f"kind={kind}"]
    about = []
    for slot in (*KINDS[kind].slots, "when", "said_by"):
        told = _compared(slot, getattr(x, slot), getattr(y, slot))
        if slot in KINDS[kind].about:
            about.append(told)
        out += [f"{slot}={told}", f"{kind}.{slot}={told}"]
        if told in "x~":
            out.append(f"{slot}={told}:{int(a.slots.get(slot, 0.0) * 4)}:{int(b.slots.get(slot, 0.0) * 4)}")
    out.append(f"{kind}:about={''.join(about)}")
    moods = f"{x.status}>{y.status}"
    out += [f"status={moods}", f"{kind}:status={moods}", f"status={x.status == y.status}:{int(b.mood * 4)}"]
    apart_by = sum(abs(a.trigger.sentence - b.trigger.sentence) >= gap for gap in _GAPS)
    out += [f"gap={apart_by}", f"{kind}:gap={apart_by}", f"gap+about={apart_by}:{''.join(about)}"]
    near = x.evidence[0].overlaps(y.evidence[0])
    word = a.trigger.hit.lemma == b.trigger.hit.lemma
    out += [f"near={near}", f"{kind}:near={near}:{word}", f"word={word}", f"word+about={word}:{''.join(about)}"]
    out += [f"first={min(a.trigger.sentence, b.trigger.sentence) == 0}", f"belief={int(b.belief * 5)}"]
    alike, fewer = len(a.words & b.words), min(len(a.words), len(b.words))
    share = int(5 * alike / fewer) if fewer else 0
    out += [
        f"said={share}",
        f"{kind}:said={share}",
        f"said+about={share}:{''.join(about)}",
        f"said+gap={share}:{apart_by}",
    ]
    out += [f"alike={min(alike, 8)}", f"alike+word={min(alike, 8)}:{word}"]
    sentences = sorted((a.trigger.sentence, b.trigger.sentence))
    out += [f"early={min(sentences[0], 3)}:{min(sentences[1], 5)}", f"early+said={min(sentences[0], 3)}:{share}"]
    return out


def _compared(slot: str, x: object, y: object) -> str:
    """How two values of a slot compare: = alike, ~ in part, x not, 1 or 2 where only one is there, - where none is."""
    if not x or not y:
        return "1" if x else "2" if y else "-"
    if x == y:
        return "="
    return "~" if _in_part(slot, x, y) else "x"


def _in_part(slot: str, x: object, y: object) -> bool:
    if isinstance(x, Count) and isinstance(y, Count):
        return (x.min or 0) <= _top(y) and (y.min or 0) <= _top(x)
    if isinstance(x, Speaker) and isinstance(y, Speaker):
        return x.of == y.of and x.of != _NOBODY
    if isinstance(x, tuple) and isinstance(y, tuple):
        return bool(set(x) & set(y)) or (slot in PLACE_SLOTS and any(p.country == q.country for p in x for q in y))
    if slot == "when" and isinstance(x, str) and isinstance(y, str):
        (first, last), (start, end) = bounds(x), bounds(y)
        return first <= end and start <= last
    return False


def _top(count: Count) -> float:
    return float("inf") if count.max is None else count.max
