"""How the groups of a sentence stand in it, as all of its triggers see them alike."""

from bisect import bisect_left
from itertools import accumulate
from typing import NamedTuple

from marsad.languages import words
from marsad.resolve import chains
from marsad.resolve.clauses import preposition
from marsad.resolve.groups import Group, joints
from marsad.resolve.outline import Outline


class Placed(NamedTuple):
    """A group with what is the same about it for all triggers of its sentence."""

    group: Group
    first: int
    past: int
    clause: int
    prep: str
    many: bool
    rank: tuple[int, int]  # how many groups begin before its first token, and before its end
    starts: tuple[int, int]  # the same of triggers
    verbs: tuple[int, int]  # the same of verbs of saying


class PlacedPlace(NamedTuple):
    """A located place with what is told by it."""

    placed: Placed
    level: str
    acts: bool  # whether it names an actor too
    parted: bool  # whether a place within it is named
    role: tuple[str, str]  # in its chain of places


class Layout:
    """Where triggers, verbs of saying and places stand among each other."""

    def __init__(self, s: Outline) -> None:
        self.starts = _counts(s, [found.first for found in s.hits("trigger")])  # triggers before each token
        self.verbs = _counts(s, s.speech_verbs)  # verbs of saying before each token
        self.places = self._places(s) if s.located else []
        self.governed = {p.placed.first: p.placed.prep for p in self.places}  # first token → preposition
        self._ways = words(s.language, "_script", "ways")  # before one end of a way, or what stands apart

    def placed(self, s: Outline, groups: list[Group]) -> list[Placed]:
        starts, verbs, at = self.starts, self.verbs, s.at
        firsts = [g.first for g in groups]
        out = []
        for g in groups:
            first, past = at(g.first), at(g.past)
            rank = bisect_left(firsts, g.first), bisect_left(firsts, g.past)
            counts = (starts[first], starts[past]), (verbs[first], verbs[past])
            clause, prep = s.clause_of(g.first), preposition(s.page, s.first, g)
            out.append(Placed(g, g.first, g.past, clause, prep, g.size > 1, rank, *counts))
        return out

    def _places(self, s: Outline) -> list[PlacedPlace]:
        parties = {a.first for a in s.actors if a.sub in ("state", "capital")}
        roles = chains.roles(s.places, s.word, joints(s.language).starting)
        return [
            PlacedPlace(p, p.group.places[0].level, p.first in parties, s.has_finer(p.group), role)
            for p, role in zip(self.placed(s, s.places), roles, strict=True)
            if p.group.places and p.first >= s.dateline
        ]

    def locates(self, g: Group, other: Group) -> bool:
        """Whether a place only tells where another is: "from K-1 base in Kirkuk", not "from K-1 base to Kirkuk"."""
        listed = [(p.placed.group, p.role[0]) for p in self.places]
        at = next((k for k, (group, _) in enumerate(listed) if group is other), None)
        if at is None:
            return False
        for linked, role in listed[at + 1 :]:
            if role != chains.LINK or self.governed[linked.first] in self._ways:
                return False
            if linked is g:
                return True
        return False


def _counts(s: Outline, tokens: list[int]) -> list[int]:
    """How many of some tokens stand before each token of a sentence."""
    counts = [0] * (s.past - s.first + 1)
    for i in tokens:
        counts[i - s.first + 1] += 1
    return list(accumulate(counts))
