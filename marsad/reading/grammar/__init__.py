"""A cascade of small patterns over words, written by linguists, compiled once, run on symbols.

A grammar is data (see the head of `marsad/languages/en/when.yaml`): lists of words with values, and rules in levels.
Each known word becomes one character, so that a text becomes a string and a rule a regular expression over it.
Each level replaces what it finds by one symbol for the next level: names of months, dates, spans of time.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from marsad.compiled import compiled, fingerprint
from marsad.languages import files, load
from marsad.reading.grammar.building import Builder, Packed
from marsad.reading.grammar.figures import Figures
from marsad.reading.grammar.rules import JOINED, OTHER, Found, Items, Level, Match, Part, Producer, Rule, level_of
from marsad.text import normalise
from marsad.text.tokens import Tokens

__all__ = ["Found", "Grammar", "Match", "Part", "Producer"]

_KNOWN_LIMIT = 1 << 14
# Known words read as one stretch: more stand side by side only where nobody reports, and would cost their square.
_LONGEST = 96

# What a kept grammar depends on besides the language's files.
_CODE = [*sorted(Path(__file__).parent.glob("*.py")), Path(str(normalise.__file__))]


class Grammar:
    """The rules of one or more subjects of a language, merged in order; `find` runs them over tokens."""

    def __init__(self, language: str, subjects: tuple[str, ...], producers: Mapping[str, Producer]) -> None:
        made_from = fingerprint([*(path for path in files(language) if path.stem in subjects), *_CODE])
        name = f"grammar-{language}-{subjects[-1]}"
        built: Packed = compiled(name, made_from, lambda: Builder(language, subjects, producers).packed())
        levels, anchor, self._values, self._phrases, self._base, shapes, suffixes = built
        self._levels = [level_of(level, producers) for level in levels]
        self._anchor, self._grouped = re.compile(anchor), shapes["grouped"]
        self._figures = Figures([load(language, subject) for subject in subjects], shapes, suffixes)
        self._seen: tuple[dict[str, str], dict[str, Any]] = dict(self._base), {}  # symbols of words, values of figures

    def find(self, tokens: Tokens, context: Any) -> list[Found]:
        """What the last level finds in a text, in order, none overlapping."""
        if len(self._seen[0]) > _KNOWN_LIMIT:  # not within a text, which needs its figures to the end
            self._seen = dict(self._base), {}
        (known, figures), learn = self._seen, self._learn
        symbols = "".join([known.get(word) or learn(word, known, figures) for word in tokens.words])
        out: list[Found] = []
        anchor = self._anchor
        at = 0
        for match in anchor.finditer(symbols):
            if match.start() < at:
                continue
            first = symbols.rfind(OTHER, at, match.start()) + 1 or at
            past = symbols.find(OTHER, match.start())
            at = past = len(symbols) if past < 0 else past
            for start in range(first, past, _LONGEST):
                out += self._run(tokens, symbols[start : min(past, start + _LONGEST)], start, figures, context)
        return out

    def _learn(self, word: str, known: dict[str, str], figures: dict[str, Any]) -> str:
        figure = self._figures.read(word) if any(c.isdigit() for c in word) else None
        symbol = figure[0] if figure else OTHER
        if figure:
            figures[word] = figure[1]
        known[word] = symbol
        return symbol

    def _run(self, tokens: Tokens, symbols: str, first: int, figures: dict[str, Any], context: Any) -> list[Found]:
        """Send one stretch of known words through the levels."""
        words = tokens.words
        past = first + len(symbols)
        values = [figures.get(words[i]) for i in range(first, past)] if figures else [None] * len(symbols)
        items = self._join(tokens, Items(symbols, values, list(range(first, past)), list(range(first + 1, past + 1))))
        found: list[Found] = []
        for level in self._levels:
            found = self._reduce(level, items, context)
        return found

    def _join(self, tokens: Tokens, items: Items) -> Items:
        """Replace the phrases of several words by their symbols."""
        symbols, n = items.symbols, len(items.symbols)
        out = Items("", [], [], [])
        chars: list[str] = []
        i = 0
        while i < n:
            code = ord(symbols[i])
            symbol, width = symbols[i], 1
            for rest, phrase in self._phrases.get(chr(code & ~3), ()):
                if symbols.startswith(rest, i + 1):
                    symbol, width = chr(ord(phrase) | code & 3), 1 + len(rest)
                    break
            value = items.values[i]
            if value is not None and i + 2 < n and _split_figure(tokens, items.firsts[i]):
                value, width = value * 1000 + int(tokens.words[items.firsts[i] + 2]), 3
                symbol = chr(ord(self._grouped) | code & 3)
            chars.append(symbol)
            out.values.append(value)
            out.firsts.append(items.firsts[i])
            out.pasts.append(items.pasts[i + width - 1])
            i += width
        out.symbols = "".join(chars)
        return out

    def _reduce(self, level: Level, items: Items, context: Any) -> list[Found]:
        """Find one level's rules, longest first from the left, and put its symbol in their place."""
        found: list[Found] = []
        i = 0
        assert level.starts is not None
        while start := level.starts.search(items.symbols, i):
            i = start.start()
            symbols = items.symbols
            code = ord(symbols[i])
            plain = chr(code & ~JOINED)
            rules = level.rules.get(plain)
            best = self._best(rules, items, i, plain, context) if rules else None
            if best is None:
                i += 1
                continue
            value, width, rule = best
            last = i + width
            found.append(Found(items.firsts[i], items.pasts[last - 1], value, rule.name))
            items.symbols = symbols[:i] + chr(ord(level.symbol) | code & 3) + symbols[last:]
            items.values[i:last] = [value]
            items.firsts[i:last] = [items.firsts[i]]
            items.pasts[i:last] = [items.pasts[last - 1]]
            i += 1
        return found

    def _best(self, rules: list[Rule], items: Items, i: int, plain: str, context: Any) -> tuple[Any, int, Rule] | None:
        symbols = items.symbols
        if symbols[i] != plain:
            symbols = symbols[:i] + plain + symbols[i + 1 :]
        second = symbols[i + 1 : i + 2]
        matches = [
            (m, rule)
            for rule in rules
            if (rule.second is None or second in rule.second)
            and (m := (rule.regex or rule.compiled()).match(symbols, i))
        ]
        matches.sort(key=lambda m: -m[0].end())  # stable: earlier rules win ties
        best: tuple[Any, int, Rule] | None = None
        for match, rule in matches:
            width = match.end() - i
            if best and width <= best[1]:
                break
            value = rule.produce(context, self._match(match, rule, items, i))
            if isinstance(value, Part):
                value, width = value.value, value.used
            if value is not None and (best is None or width > best[1]):
                best = value, width, rule
        return best

    def _match(self, match: re.Match[str], rule: Rule, items: Items, i: int) -> Match:
        end = match.end()
        slots = {
            key: self._value(name, items, match.start(k))
            for k, (key, name) in enumerate(rule.slots, 1)
            if match.start(k) >= 0
        }
        symbols = items.symbols
        values = [self._value(rule.slots[0][1], items, j) for j in range(i, end)] if rule.whole else []
        joined = [bool(ord(symbols[j]) & JOINED) for j in range(i, end)] if rule.whole else []
        return Match(slots, values, joined, items.firsts[i], items.pasts[end - 1], rule.given)

    def _value(self, name: str, items: Items, at: int) -> Any:
        value = self._values[name].get(chr(ord(items.symbols[at]) & ~3))
        return items.values[at] if value is None else value


def _split_figure(tokens: Tokens, i: int) -> bool:
    """Whether a figure with a particle attached was cut at its separator: و1,000."""
    words, ends, starts = tokens.words, tokens.ends, tokens.starts
    return (
        i + 2 < len(words)
        and words[i + 1] in ",.٬"
        and len(words[i + 2]) == 3
        and words[i + 2].isdigit()
        and ends[i] == starts[i + 1]
        and ends[i + 1] == starts[i + 2]
        and words[i][0].isalpha()
    )
