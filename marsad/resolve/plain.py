"""Statements in the plainest form: "French troops left Niger.", «غادرت القوات الفرنسية النيجر».

A sentence that begins with a known actor and what it did, and tells where, says so however little stands around it.
What was learned is shyer of these: short texts without a date are mostly about other things in what was learned from.
"""

from marsad.resolve.groups import NOBODY
from marsad.resolve.sentence import Sentence
from marsad.resolve.triggers import Trigger

_KINDS = ("move", "handover", "control", "attack")
_DONE = ("ed", "past", "participle", "perfect")  # forms of verbs that tell what is done
_FIRST = 2  # tokens at the beginning of a sentence that a statement begins with
_FREE = "start"  # the place of whoever no preposition governs
_BESIDE = 1  # tokens between who acts and the verb: "has"


def is_plain(s: Sentence, t: Trigger) -> bool:
    """Whether a verb begins a sentence together with a known actor, and a place follows in the same clause."""
    if t.kind not in _KINDS or t.hit.form not in _DONE:
        return False
    clause = s.clause_of(t.first)
    named = (p.placed.group for p in s.offered.actors if p.placed.prep == _FREE and p.placed.clause == clause)
    acting = [(g.first, g.past, False) for g in named if g.keys and g.keys != NOBODY]
    if t.kind == "attack":
        acting += [(found.first, found.past, True) for found in s.hits("means")]  # «سقطت صواريخ على القاعدة»
    for first, past, is_means in acting:
        begins, gap = (first, t.first - past) if first < t.first else (t.first, first - t.past)
        if begins - s.first < _FIRST and 0 <= gap <= _BESIDE:
            behind = max(t.past, past)
            where = (p for p in s.places if p.first >= behind and s.clause_of(p.first) == clause)
            return any(not is_means or any(place.level == "site" for place in p.places) for p in where)
    return False
