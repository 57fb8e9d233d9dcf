"""One fact, one claim: what a report repeats is merged, with the fullest filling and every passage as evidence."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from marsad.model.claim import Claim
from marsad.model.kinds import KINDS
from marsad.model.span import Span
from marsad.model.values import Place, bounds
from marsad.resolve.draft import REBUTTAL, Draft

_ALIKE = (("origin", "destination"), ("number", "killed", "wounded"))  # slots that do not share what they hold


def merged(drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts with repeats brought together, in the order of their evidence."""
    out: list[Draft] = []
    for draft in drafts:
        for i, earlier in enumerate(out):
            if _repeats(earlier.claim, draft.claim) and not _at_odds(earlier, draft):
                best = earlier if earlier.belief >= draft.belief else draft
                out[i] = best._replace(claim=_joined(earlier.claim, draft.claim), merged=earlier.merged + 1)
                break
        else:
            out.append(draft)
    return sorted(out, key=lambda d: (d.claim.evidence[0], d.claim.kind))


def _at_odds(a: Draft, b: Draft) -> bool:
    """Whether one denies what the other says: two claims, however near."""
    return a.claim.status != b.claim.status and REBUTTAL in (a.trigger.hit.form, b.trigger.hit.form)


def _repeats(a: Claim, b: Claim) -> bool:
    """Whether two drafts state one fact: one kind and status, and no slot on which they disagree."""
    if a.kind != b.kind or a.phase != b.phase or a.activity != b.activity:
        return False
    near = a.evidence[0].overlaps(b.evidence[0])
    if a.status != b.status and not near:
        return False
    kind = KINDS[a.kind]
    agree = 0
    same = _same_attack(a, b)
    for slot in kind.about:
        x, y = getattr(a, slot), getattr(b, slot)
        if x and y:
            if not (_compatible(x, y) or (same and slot == "place" and _nested(x, y))):
                return False
            agree += 1
    if not agree:
        return False
    for slot in kind.extra:
        x, y = getattr(a, slot), getattr(b, slot)
        if x and y and x != y:
            return False
    if a.when and b.when and not _within(a.when, b.when):
        return False
    filled_a = sum(bool(getattr(a, slot)) for slot in kind.about)
    filled_b = sum(bool(getattr(b, slot)) for slot in kind.about)
    return near or agree == max(filled_a, filled_b) or agree >= 2


def _same_attack(a: Claim, b: Claim) -> bool:
    """Whether two attacks cost as many lives, so that only how closely they are placed tells them apart."""
    return a.kind == "attack" and bool(a.killed and a.killed.min) and a.killed == b.killed


def _nested(x: tuple[Place, ...], y: tuple[Place, ...]) -> bool:
    """Whether one place is the country of the other."""
    return any(p.country == q.country and "country" in (p.level, q.level) for p in x for q in y)


def _within(x: str, y: str) -> bool:
    """Whether one date lies within the other: "in March", "on 17 March"."""
    if x == y:
        return True
    (start, end), (first, last) = bounds(x), bounds(y)
    return (start <= first and last <= end) or (first <= start and end <= last)


def _length(when: str) -> dt.timedelta:
    start, end = bounds(when)
    return end - start


def _compatible(x: object, y: object) -> bool:
    if isinstance(x, tuple) and isinstance(y, tuple):
        return bool(set(x) & set(y))
    return x == y


def _joined(a: Claim, b: Claim) -> Claim:
    """The fuller of two drafts with what only the other fills, and the evidence of both."""
    first, second = (a, b) if _filled(a) >= _filled(b) else (b, a)
    changes = {}
    for slot in (*KINDS[a.kind].slots, "when", "said_by", "reasons"):
        if not getattr(first, slot) and getattr(second, slot) and not _is_taken(first, second, slot):
            changes[slot] = getattr(second, slot)
    if first.when and second.when and _length(second.when) < _length(first.when):
        changes["when"] = second.when
    evidence = apart((*first.evidence, *second.evidence))
    status = first.status if first.confidence >= second.confidence else second.status
    return replace(first, evidence=evidence, confidence=max(a.confidence, b.confidence), status=status, **changes)


def apart(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Passages in their order; those that overlap are one, where the first of them stood."""
    out: list[tuple[int, Span]] = []
    for place, span in sorted(enumerate(spans), key=lambda placed: placed[1]):
        if out and span.start < out[-1][1].end and span.start < span.end:
            first, whole = out[-1]
            out[-1] = min(first, place), Span(whole.start, max(whole.end, span.end))
        else:
            out.append((place, span))
    return tuple(span for _, span in sorted(out))


def _is_taken(claim: Claim, other: Claim, slot: str) -> bool:
    """Whether what a slot would take from another draft fills a like slot: a move ends not where it began."""
    alike = next((group for group in _ALIKE if slot in group), ())
    value = getattr(other, slot)
    return any(name != slot and getattr(claim, name) == value for name in alike)


def _filled(claim: Claim) -> int:
    return sum(bool(getattr(claim, slot)) for slot in (*KINDS[claim.kind].slots, "when", "said_by", "reasons"))
