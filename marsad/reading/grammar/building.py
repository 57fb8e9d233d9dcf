"""From a grammar's data to its symbols, its levels of rules and the forms of its words."""

import re
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from marsad.errors import RegisterError
from marsad.languages import load
from marsad.reading.grammar.figures import SHAPES
from marsad.reading.grammar.rules import JOINED, LED, Level, PackedLevel, Producer, Rule, variants
from marsad.reading.grammar.starts import NOTHING, Starts
from marsad.text.normalise import fold

_PATTERN = re.compile(r"[\[\]{}]|&?<\w+>|&?[^\s\[\]{}<>]+")

Packed = tuple[
    list[PackedLevel],
    str,  # the pattern of anchors
    dict[str, dict[str, Any]],  # slot → symbol → value
    dict[str, list[tuple[str, str]]],  # first symbol of a phrase → the others, and the symbol of the whole
    dict[str, str],  # written form → symbol
    dict[str, str],  # shape of a figure → symbol
    dict[str, str],  # suffix of a figure → its shape
]


class Builder:
    """A grammar in the making; what it comes to stands in the attributes without an underscore."""

    def __init__(self, language: str, subjects: tuple[str, ...], producers: Mapping[str, Producer]) -> None:
        self._language, self._producers = language, producers
        self._next = 0x1000
        self._symbols: dict[str, str] = {}  # word or phrase → symbol
        self.phrases: dict[str, list[tuple[str, str]]] = {}
        self._classes: dict[str, dict[str, Any]] = {}  # slot name → symbol → value
        self._unions: dict[str, list[str]] = {}
        data = [load(language, subject) for subject in subjects]
        self.shapes = {shape: self._new() for shape in SHAPES}
        self.suffixes: dict[str, str] = {}
        for shape, symbol in self.shapes.items():
            self._classes[shape] = {symbol: None}
        anchors: set[str] = set()
        used = set(data[-1].get("uses", ()))
        for part in data[:-1]:  # of the subjects that the last one builds on, it takes the words that it names
            self._declare({"words": {name: part["words"][name] for name in used & part["words"].keys()}})
        self._declare(data[-1])
        self.values = {name: self._members(name) for name in (*self._classes, *self._unions)}
        self.levels = [self._level(name, rules) for name, rules in data[-1]["rules"].items()]
        for name in data[-1]["anchors"]:
            anchors.update(self._members(name))
        anchors.update(self._word(max(p.split(), key=len)) for p, s in list(self._symbols.items()) if s in anchors)
        self.anchor = re.compile(_charset({v for a in anchors for v in variants(a)}))
        self.forms = self._full_forms(data)

    def packed(self) -> Packed:
        """What the grammar comes to as plain data, to be kept."""
        levels = [level.packed() for level in self.levels]
        return levels, self.anchor.pattern, self.values, self.phrases, self.forms, self.shapes, self.suffixes

    def _new(self) -> str:
        symbol = chr(self._next)
        self._next += 4
        return symbol

    def _word(self, text: str) -> str:
        """The symbol of a word or of a phrase of several words."""
        words = tuple(fold(w) or w for w in text.replace("_", " ").split())
        key = " ".join(words)
        if key not in self._symbols:
            self._symbols[key] = self._new()
            if len(words) > 1:
                parts = [self._word(w) for w in words]
                self.phrases.setdefault(parts[0], []).append(("".join(parts[1:]), self._symbols[key]))
                self.phrases[parts[0]].sort(key=lambda p: -len(p[0]))
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
            self.shapes[name] = symbol
            self._classes[name] = {symbol: None}
            self.suffixes.update({fold(s): name for s in suffixes})
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

    def _level(self, name: str, rules: list[Mapping[str, Any]]) -> Level:
        level = Level(list(self._classes[name])[-1])
        for rule in rules:
            patterns = rule["pattern"]
            for pattern in patterns if isinstance(patterns, list) else [patterns]:
                self._compile(level, rule, pattern)
        level.starts = re.compile(_charset({v for symbol in level.rules for v in variants(symbol)}))
        return level

    def _compile(self, level: Level, rule: Mapping[str, Any], pattern: str) -> None:
        gives: str = rule["gives"]
        if gives not in self._producers:
            raise RegisterError(f"{self._language}: rule {rule['name']!r} gives {gives!r}, which nothing produces")
        slots: list[tuple[str, str]] = []
        parts = iter(_PATTERN.findall(pattern))
        regex, starts = self._sequence(parts, slots, "")
        produce, second = self._producers[gives], None if starts.one else frozenset(starts.second)
        made = Rule(rule["name"], regex, slots, gives, produce, rule.get("with", {}), "{" in pattern, second)
        for symbol in starts.first:
            level.rules.setdefault(symbol, []).append(made)

    def _sequence(self, parts: Iterator[str], slots: list[tuple[str, str]], closer: str) -> tuple[str, Starts]:
        """The regex of a sequence up to its closing bracket, and how it can begin."""
        regex, starts = "", NOTHING
        for part in parts:
            if part == closer:
                break
            if part in "[{":
                inner, begins = self._sequence(parts, slots, "]" if part == "[" else "}")
                piece = f"(?:{inner}){'?' if part == '[' else '*'}"
                begins = begins.optional() if part == "[" else begins.then(begins).optional()
            else:
                piece, begins = self._element(part, slots)
            regex += piece
            starts = starts.then(begins)
        return regex, starts

    def _element(self, part: str, slots: list[tuple[str, str]]) -> tuple[str, Starts]:
        joined = part.startswith("&") and len(part) > 1
        body = part[1:] if joined else part
        bits = (JOINED, JOINED | LED) if joined else (0, LED)
        if body.startswith("<"):
            name = body[1:-1]
            uses = sum(base == name for _, base in slots)
            slots.append((f"{name}{uses + 1}" if uses else name, name))
            chars = {chr(ord(s) | b) for s in self._members(name) for b in bits}
            return f"({_charset(chars)})", Starts(chars, set(), False, True)
        chars, heads, seconds = set[str](), set[str](), set[str]()
        sequences: list[str] = []
        for option in (spelled for o in _options(body) for spelled in _spellings(o)):
            words = option.split("_") if len(option) > 1 else [option]
            phrase = " ".join(fold(w) for w in words)
            if len(words) == 1 or phrase in self._symbols:
                chars |= {chr(ord(self._word(phrase)) | b) for b in bits}
            if len(words) > 1:
                head = {chr(ord(self._word(words[0])) | b) for b in bits}
                rest = [{chr(ord(self._word(w)) | b) for b in (0, LED)} for w in words[1:]]
                sequences.append("".join(map(_charset, [head, *rest])))
                heads |= head
                seconds |= rest[0]
        regex = "|".join([*sequences, *([_charset(chars)] if chars else [])])
        return f"(?:{regex})", Starts(heads | chars, seconds, False, bool(chars))

    def _full_forms(self, data: list[Any]) -> dict[str, str]:
        """Every written form of every single word, with its attached particles, mapped to its symbol."""
        forms = {w: s for w, s in self._symbols.items() if " " not in w}
        attached = {k: v for part in data for k, v in part.get("attached", {}).items()}
        article = next((part["article"] for part in data if "article" in part), None)
        joins, leads = ["", *attached.get("and", ())], ["", *attached.get("to", ())]
        for (join, lead), (word, symbol) in product(product(joins, leads), list(forms.items())):
            if len(word) < (3 if lead else 2) or not word[0].isalpha():
                continue
            rest = word
            if lead and article and word.startswith(article["full"]) and lead == article["after"]:
                rest = word[len(article["full"]) - len(article["kept"]) :]
            form = join + lead + rest
            forms.setdefault(form, chr(ord(symbol) | (JOINED if join else 0) | (LED if lead else 0)))
        return forms


def _flat(phrases: Any) -> list[Any]:
    return [p for part in phrases for p in _flat(part)] if isinstance(phrases, list) else [phrases]


def _charset(chars: set[str]) -> str:
    return "[" + "".join(sorted(chars)) + "]" if chars else "(?!)"


def _options(text: str) -> list[str]:
    return text.split("/") if len(text) > 1 else [text]


def _spellings(text: str) -> list[str]:
    """(ال)شهر stands for شهر and الشهر."""
    pieces = re.split(r"\((\w+)\)", text)
    choices = [[p] if i % 2 == 0 else ["", p] for i, p in enumerate(pieces)]
    return ["".join(c) for c in product(*choices)]
