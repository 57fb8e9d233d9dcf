"""A cascade of small patterns over words, written by linguists, compiled once, run on symbols.

A grammar is data (see the head of `marsad/languages/en/when.yaml`): lists of words with values, and rules in levels.
Each known word becomes one character, so that a text becomes a string and a rule a regular expression over it.
Each level replaces what it finds by one symbol for the next level: names of months, dates, spans of time.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any, NamedTuple

from marsad.errors import RegisterError
from marsad.languages import load
from marsad.text.normalise import fold
from marsad.text.tokens import Tokens

OTHER = " "  # the symbol of every word that the grammar does not know
_JOINED, _LED = 1, 2  # bits of a symbol: "and" is attached to the word, a preposition is
_PATTERN = re.compile(r"[\[\]{}]|&?<\w+>|&?[^\s\[\]{}<>]+")
_FIGURE = re.compile(r"([^\W\d_]*)(\d+(?:[.,٫٬]\d+)*)([^\W\d_]*)")
_POINTS = str.maketrans("٬٫", ",.")
_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
_KNOWN_LIMIT = 1 << 15
SHAPES = ("d12", "d31", "hijri_figure", "year_figure", "figure", "grouped", "decimal", "dotted")


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
class _Rule:
    name: str
    source: str  # of its pattern
    slots: list[tuple[str, str]]  # key, and the list, union or level that it draws from
    produce: Producer
    given: Mapping[str, Any]
    whole: bool  # its producer wants every item, as its pattern repeats
    regex: re.Pattern[str] | None = None  # once asked for: most rules meet no word of a short report

    def compiled(self) -> re.Pattern[str]:
        self.regex = re.compile(self.source)
        return self.regex


@dataclass(slots=True)
class _Items:
    symbols: str
    values: list[Any]
    firsts: list[int]
    pasts: list[int]


@dataclass(slots=True)
class _Level:
    symbol: str
    rules: dict[str, list[_Rule]] = field(default_factory=dict)  # by the symbol that a match can begin with
    starts: re.Pattern[str] | None = None  # any symbol that one of its rules can begin with


class Grammar:
    """The rules of one or more subjects of a language, merged in order; `find` runs them over tokens."""

    def __init__(self, language: str, subjects: tuple[str, ...], producers: Mapping[str, Producer]) -> None:
        self._language, self._producers = language, producers
        self._next = 0x1000
        self._symbols: dict[str, str] = {}  # word or phrase → symbol
        self._phrases: dict[str, list[tuple[str, str]]] = {}
        self._classes: dict[str, dict[str, Any]] = {}  # slot name → symbol → value
        self._unions: dict[str, list[str]] = {}
        data = [load(language, subject) for subject in subjects]
        self._shapes = {shape: self._new() for shape in SHAPES}
        self._suffixes: dict[str, str] = {}
        for shape, symbol in self._shapes.items():
            self._classes[shape] = {symbol: None}
        anchors: set[str] = set()
        used = set(data[-1].get("uses", ()))
        for part in data[:-1]:  # of the subjects that the last one builds on, it takes the words that it names
            self._declare({"words": {name: part["words"][name] for name in used & part["words"].keys()}})
        self._declare(data[-1])
        self._values = {name: self._members(name) for name in (*self._classes, *self._unions)}
        self._levels = [self._level(name, rules) for name, rules in data[-1]["rules"].items()]
        for name in data[-1]["anchors"]:
            anchors.update(self._members(name))
        anchors.update(self._word(max(p.split(), key=len)) for p, s in list(self._symbols.items()) if s in anchors)
        self._anchor = re.compile(_charset({v for a in anchors for v in _variants(a)}))
        self._article = next((part["article"] for part in data if "article" in part), None)
        self._base = self._full_forms(data)
        self._attached = {p for part in data for ps in part.get("attached", {}).values() for p in ps}
        self._conjunctions = {p for part in data for p in part.get("attached", {}).get("and", ())}
        self._top = self._levels[-1]
        self._seen: tuple[dict[str, str], dict[str, Any]] = dict(self._base), {}  # symbols of words, values of figures

    # building

    def _new(self) -> str:
        symbol = chr(self._next)
        self._next += 4
        return symbol

    def _word(self, text: str) -> str:
        """The symbol of a word or of a phrase of several words."""
        words = tuple(fold(w) for w in text.replace("_", " ").split())
        key = " ".join(words)
        if key not in self._symbols:
            self._symbols[key] = self._new()
            if len(words) > 1:
                parts = [self._word(w) for w in words]
                self._phrases.setdefault(parts[0], []).append(("".join(parts[1:]), self._symbols[key]))
                self._phrases[parts[0]].sort(key=lambda p: -len(p[0]))
        return self._symbols[key]

    def _declare(self, part: Mapping[str, Any]) -> None:
        for name, values in part.get("words", {}).items():
            members = self._classes.setdefault(name, {})
            for value, phrases in values.items() if isinstance(values, dict) else [(True, values)]:
                for phrase in _flat(phrases):
                    for spelled in _spellings(str(phrase)):
                        members.setdefault(self._word(spelled), value)
        for name, suffixes in part.get("suffixes", {}).items():
            symbol = self._new()
            self._shapes[name] = symbol
            self._classes[name] = {symbol: None}
            self._suffixes.update({fold(s): name for s in suffixes})
        for name, names in part.get("unions", {}).items():
            self._unions[name] = names
        for name in part.get("rules", {}):
            self._classes.setdefault(name, {})[self._new()] = None

    def _members(self, name: str) -> dict[str, Any]:
        """The symbols that a slot of this name takes, with their values; a union gathers those of its members."""
        if name in self._unions:
            members = dict(self._classes.get(name, {}))
            for part in self._unions[name]:
                members |= {s: v for s, v in self._members(part).items() if members.get(s) is None}
            return members
        if name not in self._classes:
            raise RegisterError(f"{self._language}: <{name}> is no list, union or level; is its entry missing?")
        return self._classes[name]

    def _level(self, name: str, rules: list[Mapping[str, Any]]) -> _Level:
        level = _Level(list(self._classes[name])[-1])
        for rule in rules:
            patterns = rule["pattern"]
            for pattern in patterns if isinstance(patterns, list) else [patterns]:
                self._compile(level, rule, pattern)
        level.starts = re.compile(_charset({v for symbol in level.rules for v in _variants(symbol)}))
        return level

    def _compile(self, level: _Level, rule: Mapping[str, Any], pattern: str) -> None:
        gives = rule["gives"]
        if gives not in self._producers:
            raise RegisterError(f"{self._language}: rule {rule['name']!r} gives {gives!r}, which nothing produces")
        slots: list[tuple[str, str]] = []
        parts = iter(_PATTERN.findall(pattern))
        regex, first, _ = self._sequence(parts, slots, "")
        made = _Rule(rule["name"], regex, slots, self._producers[gives], rule.get("with", {}), "{" in pattern)
        for symbol in first:
            level.rules.setdefault(symbol, []).append(made)

    def _sequence(self, parts: Iterator[str], slots: list[tuple[str, str]], closer: str) -> tuple[str, set[str], bool]:
        """The regex of a sequence up to its closing bracket, the symbols that it can begin with, whether all of it
        may be missing."""
        regex, first, empty = "", set[str](), True
        for part in parts:
            if part == closer:
                return regex, first, empty
            if part in "[{":
                inner, inner_first, _ = self._sequence(parts, slots, "]" if part == "[" else "}")
                piece, starts, skippable = f"(?:{inner}){'?' if part == '[' else '*'}", inner_first, True
            else:
                piece, starts, skippable = self._element(part, slots)
            if empty:
                first |= starts
            empty = empty and skippable
            regex += piece
        return regex, first, empty

    def _element(self, part: str, slots: list[tuple[str, str]]) -> tuple[str, set[str], bool]:
        joined = part.startswith("&") and len(part) > 1
        body = part[1:] if joined else part
        bits = (_JOINED, _JOINED | _LED) if joined else (0, _LED)
        if body.startswith("<"):
            name = body[1:-1]
            uses = sum(base == name for _, base in slots)
            slots.append((f"{name}{uses + 1}" if uses else name, name))
            chars = {chr(ord(s) | b) for s in self._members(name) for b in bits}
            return f"({_charset(chars)})", chars, False
        chars, first = set[str](), set[str]()
        sequences: list[str] = []
        for option in (spelled for o in _options(body) for spelled in _spellings(o)):
            words = option.split("_") if len(option) > 1 else [option]
            phrase = " ".join(fold(w) for w in words)
            if len(words) == 1 or phrase in self._symbols:
                chars |= {chr(ord(self._word(phrase)) | b) for b in bits}
            if len(words) > 1:
                head = {chr(ord(self._word(words[0])) | b) for b in bits}
                rest = "".join(_charset({chr(ord(self._word(w)) | b) for b in (0, _LED)}) for w in words[1:])
                sequences.append(_charset(head) + rest)
                first |= head
        regex = "|".join([*sequences, *([_charset(chars)] if chars else [])])
        return f"(?:{regex})", first | chars, False

    def _full_forms(self, data: list[Any]) -> dict[str, str]:
        """Every written form of every single word, with its attached particles, mapped to its symbol."""
        forms = {w: s for w, s in self._symbols.items() if " " not in w}
        attached = {k: v for part in data for k, v in part.get("attached", {}).items()}
        article = self._article
        joins, leads = ["", *attached.get("and", ())], ["", *attached.get("to", ())]
        for (join, lead), (word, symbol) in product(product(joins, leads), list(forms.items())):
            if len(word) < (3 if lead else 2) or not word[0].isalpha():
                continue
            rest = word
            if lead and article and word.startswith(article["full"]) and lead == article["after"]:
                rest = word[len(article["full"]) - len(article["kept"]) :]
            form = join + lead + rest
            forms.setdefault(form, chr(ord(symbol) | (_JOINED if join else 0) | (_LED if lead else 0)))
        return forms

    # reading

    def _figure(self, word: str) -> tuple[str, Any] | None:
        """The symbol and value of a token with digits: 17, 5,200, و17, 17th, 1950s, 1440ه."""
        match = _FIGURE.fullmatch(word)
        if not match:
            return None
        head, digits, tail = match.groups()
        bits = 0
        if self._article:
            head = head.removesuffix(self._article["full"])
        if head:
            if head not in self._attached and not any(
                head == c + p for c in self._conjunctions for p in self._attached
            ):
                return None
            joined = head[0] in self._conjunctions
            bits = (_JOINED if joined else 0) | (_LED if len(head) > joined else 0)
        shape, value = _shape(digits.translate(_POINTS))
        if tail:
            if tail not in self._suffixes or shape in ("grouped", "decimal", "dotted"):
                return None
            shape = self._suffixes[tail]
        return chr(ord(self._shapes[shape]) | bits), value

    def _learn(self, word: str, known: dict[str, str], figures: dict[str, Any]) -> str:
        figure = self._figure(word) if any(c.isdigit() for c in word) else None
        symbol = figure[0] if figure else OTHER
        if figure:
            figures[word] = figure[1]
        known[word] = symbol
        return symbol

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
            out += self._run(tokens, symbols[first:past], first, figures, context)
        return out

    def _run(self, tokens: Tokens, symbols: str, first: int, figures: dict[str, Any], context: Any) -> list[Found]:
        """Send one stretch of known words through the levels."""
        words = tokens.words
        past = first + len(symbols)
        values = [figures.get(words[i]) for i in range(first, past)] if figures else [None] * len(symbols)
        items = self._join(tokens, _Items(symbols, values, list(range(first, past)), list(range(first + 1, past + 1))))
        found: list[Found] = []
        for level in self._levels:
            found = self._reduce(level, items, context)
        return found

    def _split_figure(self, tokens: Tokens, i: int) -> bool:
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

    def _join(self, tokens: Tokens, items: _Items) -> _Items:
        """Replace the phrases of several words by their symbols."""
        symbols, n = items.symbols, len(items.symbols)
        out = _Items("", [], [], [])
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
            if value is not None and i + 2 < n and self._split_figure(tokens, items.firsts[i]):
                value, width = value * 1000 + int(tokens.words[items.firsts[i] + 2]), 3
                symbol = chr(ord(self._shapes["grouped"]) | code & 3)
            chars.append(symbol)
            out.values.append(value)
            out.firsts.append(items.firsts[i])
            out.pasts.append(items.pasts[i + width - 1])
            i += width
        out.symbols = "".join(chars)
        return out

    def _reduce(self, level: _Level, items: _Items, context: Any) -> list[Found]:
        """Find one level's rules, longest first from the left, and put its symbol in their place."""
        found: list[Found] = []
        i = 0
        assert level.starts is not None
        while start := level.starts.search(items.symbols, i):
            i = start.start()
            symbols = items.symbols
            code = ord(symbols[i])
            plain = chr(code & ~_JOINED)
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

    def _best(
        self, rules: list[_Rule], items: _Items, i: int, plain: str, context: Any
    ) -> tuple[Any, int, _Rule] | None:
        symbols = items.symbols
        if symbols[i] != plain:
            symbols = symbols[:i] + plain + symbols[i + 1 :]
        matches = [(m, rule) for rule in rules if (m := (rule.regex or rule.compiled()).match(symbols, i))]
        matches.sort(key=lambda m: -m[0].end())  # stable: earlier rules win ties
        best: tuple[Any, int, _Rule] | None = None
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

    def _match(self, match: re.Match[str], rule: _Rule, items: _Items, i: int) -> Match:
        end = match.end()
        slots = {
            key: self._value(name, items, match.start(k))
            for k, (key, name) in enumerate(rule.slots, 1)
            if match.start(k) >= 0
        }
        symbols = items.symbols
        values = [self._value(rule.slots[0][1], items, j) for j in range(i, end)] if rule.whole else []
        joined = [bool(ord(symbols[j]) & _JOINED) for j in range(i, end)] if rule.whole else []
        return Match(slots, values, joined, items.firsts[i], items.pasts[end - 1], rule.given)

    def _value(self, name: str, items: _Items, at: int) -> Any:
        value = self._values[name].get(chr(ord(items.symbols[at]) & ~3))
        return items.values[at] if value is None else value


def _flat(phrases: Any) -> list[Any]:
    return [p for part in phrases for p in _flat(part)] if isinstance(phrases, list) else [phrases]


def _variants(symbol: str) -> list[str]:
    return [chr(ord(symbol) | bits) for bits in range(4)]


def _charset(chars: set[str]) -> str:
    return "[" + "".join(sorted(chars)) + "]" if chars else "(?!)"


def _options(text: str) -> list[str]:
    return text.split("/") if len(text) > 1 else [text]


def _spellings(text: str) -> list[str]:
    """(ال)شهر stands for شهر and الشهر."""
    pieces = re.split(r"\((\w+)\)", text)
    choices = [[p] if i % 2 == 0 else ["", p] for i, p in enumerate(pieces)]
    return ["".join(c) for c in product(*choices)]


def _shape(digits: str) -> tuple[str, Any]:
    if digits.isdigit():
        value = int(digits) if len(digits) < 16 else 0
        if len(digits) <= 2 and 1 <= value <= 12:
            return "d12", value
        if len(digits) == 2 and 13 <= value <= 31:
            return "d31", value
        if len(digits) == 4 and 1300 <= value <= 1500:
            return "hijri_figure", value
        if len(digits) == 4 and 1900 <= value <= 2100:
            return "year_figure", value
        return "figure", value
    if _GROUPED.fullmatch(digits):
        return "grouped", int(digits.replace(",", "").replace(".", ""))
    if digits.count(".") + digits.count(",") == 1:
        return "decimal", float(digits.replace(",", "."))
    return "dotted", digits
