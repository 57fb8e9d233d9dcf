"""What a grammar is made of: symbols, rules in levels, what a rule sees and what it finds."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

OTHER = " "  # the symbol of every word that the grammar does not know
JOINED, LED = 1, 2  # bits of a symbol: "and" is attached to the word, a preposition is


class Found(NamedTuple):
    """What a rule found: tokens [first, past), the value it stands for, and the rule's name."""

    first: int
    past: int
    value: Any
    rule: str


class Part(NamedTuple):
    """A value that a producer drew from only the first `used` items of what its rule matched."""

    value: Any
    used: int


class Match(NamedTuple):
    """What a producer sees: its slots' values, the items matched as (symbol, value), and the tokens' place."""

    slots: dict[str, Any]
    items: list[Any]
    joined: list[bool]
    first: int
    past: int
    given: Mapping[str, Any]


Producer = Callable[[Any, Match], Any]


@dataclass(slots=True)
class Rule:
    name: str
    source: str  # of its pattern
    slots: list[tuple[str, str]]  # key, and the list, union or level that it draws from
    gives: str  # the name of what produces its value
    produce: Producer
    given: Mapping[str, Any]
    whole: bool  # its producer wants every item, as its pattern repeats
    second: frozenset[str] | None  # what a match has as its second symbol; None if it can be of one
    regex: re.Pattern[str] | None = None  # once asked for: most rules meet no word of a short report

    def compiled(self) -> re.Pattern[str]:
        self.regex = re.compile(self.source)
        return self.regex


_PackedRule = tuple[str, str, list[tuple[str, str]], str, Mapping[str, Any], bool, frozenset[str] | None]
PackedLevel = tuple[str, str, list[_PackedRule], dict[str, list[int]]]  # and by symbol the numbers of its rules


@dataclass(slots=True)
class Items:
    symbols: str
    values: list[Any]
    firsts: list[int]
    pasts: list[int]


@dataclass(slots=True)
class Level:
    symbol: str
    rules: dict[str, list[Rule]] = field(default_factory=dict)  # by the symbol that a match can begin with
    starts: re.Pattern[str] | None = None  # any symbol that one of its rules can begin with

    def packed(self) -> PackedLevel:
        """The level as plain data, to be kept."""
        assert self.starts is not None
        listed = list({id(rule): rule for rules in self.rules.values() for rule in rules}.values())
        numbers = {id(rule): number for number, rule in enumerate(listed)}
        by_symbol = {symbol: [numbers[id(rule)] for rule in rules] for symbol, rules in self.rules.items()}
        rows = [(r.name, r.source, r.slots, r.gives, r.given, r.whole, r.second) for r in listed]
        return self.symbol, self.starts.pattern, rows, by_symbol


def level_of(packed: PackedLevel, producers: Mapping[str, Producer]) -> Level:
    """The level that was kept."""
    symbol, starts, rows, by_symbol = packed
    rules = [Rule(*row[:4], producers[row[3]], *row[4:]) for row in rows]
    by_rules = {symbol: [rules[number] for number in numbers] for symbol, numbers in by_symbol.items()}
    return Level(symbol, by_rules, re.compile(starts))


def variants(symbol: str) -> list[str]:
    """A symbol with and without what may be attached to its word."""
    return [chr(ord(symbol) | bits) for bits in range(4)]
