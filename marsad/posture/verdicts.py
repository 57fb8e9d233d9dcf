"""What analysts decided about events: these claims are one event, those are not. The newest word on a pair counts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import Protocol

from marsad.posture.telling import Telling


class Decided(Protocol):
    """A decision about claims as the ledger keeps it."""

    @property
    def same(self) -> bool: ...
    @property
    def sides(self) -> tuple[tuple[str, ...], ...]: ...


@dataclass(frozen=True)
class Verdicts:
    """Pairs of claims, by id, and whether they are of one event."""

    pairs: dict[frozenset[str], bool] = field(default_factory=dict)
    _apart: dict[str, set[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, decisions: Iterable[Decided]) -> "Verdicts":
        """From decisions, oldest first."""
        pairs: dict[frozenset[str], bool] = {}
        for decision in decisions:
            if decision.same:
                told = combinations([claim for side in decision.sides for claim in side], 2)
                pairs |= {frozenset(pair): True for pair in told}
            else:
                for one, other in combinations(decision.sides, 2):
                    pairs |= {frozenset(pair): False for pair in product(one, other)}
        apart: dict[str, set[str]] = {}
        for pair, same in pairs.items():
            for claim in pair if not same else ():
                apart.setdefault(claim, set()).update(pair - {claim})
        return cls(pairs, apart)

    def allow(self, told: Iterable[Telling], telling: Telling) -> bool:
        """Whether nobody said that this telling is of another event than those."""
        apart = self._apart.get(telling.entry.id)
        return not apart or not any(other.entry.id in apart for other in told)

    def joins(self) -> Iterator[tuple[str, str]]:
        """The pairs that are one event, in the order of the decisions."""
        for pair, same in self.pairs.items():
            if same and len(pair) == 2:
                one, other = sorted(pair)
                yield one, other

    def word(self, one: str, other: str) -> bool | None:
        return self.pairs.get(frozenset((one, other)))


NO_VERDICTS = Verdicts()
