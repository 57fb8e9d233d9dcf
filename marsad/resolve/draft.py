"""A claim in the making: with it, how sure each step was."""

from typing import NamedTuple

from marsad.model.claim import Claim
from marsad.resolve.triggers import Trigger

REBUTTAL = "rebuttal"  # the form of a trigger that denies what another states


class Draft(NamedTuple):
    """One trigger's claim, or several triggers' that state one fact."""

    claim: Claim
    belief: float  # the probability that the trigger makes a claim
    slots: dict[str, float]  # slot → the probability of what fills it
    mood: float  # the probability of the status
    trigger: Trigger
    notes: tuple[str, ...] = ()  # features of what fills the slots, for the last weighing
    merged: int = 1  # how many triggers stated it
    words: frozenset[str] = frozenset()  # the stems of the passage that says so
