"""Statements in the plainest form: "French troops left Niger.", «غادرت القوات الفرنسية النيجر».

A sentence that begins with a known actor and what it did, and tells where, says so however little stands around it.
What was learned is shyer of these: short texts without a date are mostly about other things in what was learned from.
"""

from collections.abc import Iterator

from marsad.resolve.clauses import FREE
from marsad.resolve.groups import NOBODY, Group
from marsad.resolve.sentence import Sentence
from marsad.resolve.triggers import Trigger

_SHARED = "agreement"  # the kind of which two parties are told; of all others a place
_KINDS = ("move", "handover", "control", "attack", _SHARED)
_DONE = ("ed", "past", "participle", "perfect")  # forms of verbs that tell what is done
_FIRST = 2  # tokens at the beginning of a sentence that a statement begins with
_BESIDE = 1  # tokens between who acts and the verb: "has"
_LONGEST = 12  # tokens before the verb, at most: nobody has a longer name


def is_plain(s: Sentence, t: Trigger) -> bool:
    """Whether a verb begins a sentence together with a known actor, or with weapons, and a place follows it; or, of an
    agreement, with two who are known."""
    if t.kind not in _KINDS or t.hit.form not in _DONE or t.first - s.first > _LONGEST:
        return False
    clause = s.clause_of(t.first)
    if t.kind == _SHARED:
        return any(len(g.keys) > 1 and _begins(s, t, g.first, g.past) for g in _acting(s, clause))
    places = [p for p in s.places if p.first >= t.past and s.clause_of(p.first) == clause]
    if not places:
        return False
    if t.kind == "attack" and any(_begins(s, t, m.first, m.past) for m in s.hits("means")):
        # «سقطت صواريخ على القاعدة»: what falls on a town is seldom told of so shortly
        return any(place.level == "site" for p in places for place in p.places)
    return any(_begins(s, t, g.first, g.past) and places[-1].first >= g.past for g in _acting(s, clause))


def _acting(s: Sentence, clause: int) -> Iterator[Group]:
    """The known actors of a clause whom no preposition governs."""
    named = (p.placed for p in s.offered.actors)
    return (p.group for p in named if p.prep == FREE and p.clause == clause and p.group.keys not in ((), NOBODY))


def _begins(s: Sentence, t: Trigger, first: int, past: int) -> bool:
    """Whether a sentence begins with a verb and those tokens [first, past), side by side."""
    begins, gap = (first, t.first - past) if first < t.first else (t.first, first - t.past)
    return begins - s.first < _FIRST and 0 <= gap <= _BESIDE
