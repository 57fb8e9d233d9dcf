"""A claim that the reader missed: the words that somebody selected, and a first filling of its slots.

The filling is what the reader makes of the sentences around the words when it reads these alone; an analyst puts it
right, and it is he who says it.
"""

from dataclasses import replace
from typing import Any

from marsad.errors import QuestionError
from marsad.model.claim import Claim
from marsad.model.kinds import KINDS
from marsad.model.report import Report
from marsad.model.span import Span
from marsad.publish.passages import sentences
from marsad.reader import Reader

_LONGEST = 2_000  # characters that may be selected
_PLAIN = "presence"  # the kind that is proposed where the reader makes nothing of the words


def selected(report: Report, start: int, end: int) -> Span:
    """The words between two offsets, without the space around them."""
    words = report.text[start:end]
    start += len(words) - len(words.lstrip())
    end = start + len(words.strip())
    if start >= end:
        raise QuestionError("No words are selected; select those that say what was missed.")
    if end - start > _LONGEST:
        raise QuestionError(f"{end - start:,} characters are selected; select {_LONGEST:,} at most.")
    return Span(start, end)


def draft(reader: Reader, report: Report, words: Span) -> Claim:
    """What the reader makes of the words, resting on just these; a bare claim where it makes nothing of them."""
    around = sentences(report.text, words)
    alone = replace(report, text=report.text[around.start : around.end], sha256="")
    found = [(_shared(claim, around, words), claim) for claim in reader.read(alone).claims]
    overlapping = [pair for pair in found if pair[0]]
    if not overlapping:
        return Claim(_PLAIN, "happened", (words,))
    best = max(overlapping, key=lambda pair: (pair[0], pair[1].confidence))[1]
    return replace(best, evidence=(words,), confidence=1.0, rule="")


def as_kind(claim: Claim, kind: str) -> Claim:
    """The same claim as one of another kind, with the slots that both have."""
    if kind == claim.kind or kind not in KINDS:
        return claim
    given: dict[str, Any] = claim.to_json() | {"kind": kind}
    if given.get("phase") not in KINDS[kind].phases:
        given.pop("phase", None)
    return Claim.from_json(given)


def _shared(claim: Claim, around: Span, words: Span) -> int:
    """How many of the selected characters a claim rests on."""
    start, end = words.start - around.start, words.end - around.start
    return sum(max(0, min(span.end, end) - max(span.start, start)) for span in claim.evidence)
