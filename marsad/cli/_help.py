"""Help for readers of another language than English: laid out as click does it, its texts from a file of data.

Commands say their help in English and know nothing of this. A text that the file lacks stays English.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import click
from click.shell_completion import CompletionItem, FishComplete, ZshComplete, add_completion_class

from marsad.cli._reader import environment
from marsad.publish.bidi import apart
from marsad.publish.interface.help import help_texts

_RIGHT = "\u200f"  # keeps what stands at the edge of a line in the order of a line that runs from right to left
_LATIN = re.compile(r"""(?:[-./]*\w|["'`{*%])(?:[ -~…]*[\w"'`}*%/])?""", re.ASCII)
# What stands for hyphens, and for blanks in `code`, while lines are broken: an option that is broken cannot be copied.
_KEPT = {"-": "\ue000", " ": "\ue001"}
_CODE = re.compile("`[^`]*`")
_COMMENTED = re.compile(r"(\s*\S.*?)( {3,})(\S.*)")
_ROW = re.compile(r"( *)(\S+(?: \S+)*)( *)(.*)")


class Translated(click.HelpFormatter):
    """Lays help out with Arabic lines. What is Latin in them is set apart; commands to be copied stay as they are."""

    def __init__(self, language: str, **widths: Any) -> None:
        super().__init__(**widths)
        self._texts = help_texts(language)

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        label = self._texts.said("Usage:") or "Usage:"
        with self._marked(lambda line: _usage(line, label)):
            super().write_usage(prog, args, f"{label} ")

    def write_heading(self, heading: str) -> None:
        with self._marked(_line):
            super().write_heading(self._texts.said(heading) or heading)

    def write_text(self, text: str) -> None:
        for n, paragraph in enumerate(text.split("\n\n")):
            if n:
                self.write_paragraph()
            if paragraph.startswith("\b\n"):
                self._write_examples(paragraph.split("\n")[1:])
            elif said := self._texts.said(paragraph):
                with self._marked(_line):
                    super().write_text(_whole(said))
            else:
                super().write_text(paragraph)

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        said = [(first, _whole(self._texts.short(second) or second)) for first, second in rows]
        with self._marked(self._row):
            super().write_dl(said, col_max, col_spacing)

    def _write_examples(self, lines: list[str]) -> None:
        indent = " " * self.current_indent
        for line in lines:
            label, colon, command = line.partition(": ")
            if colon and (said := self._texts.said(f"{label}:")):
                self.write(f"{_line(indent + said)}\n{indent}  {command}\n")
            elif said := self._texts.said(line):
                self.write(f"{_line(indent + said)}\n")
            else:
                self.write(f"{indent}{self._commented(line)}\n")

    def _commented(self, line: str) -> str:
        match = _COMMENTED.fullmatch(line)
        said = match and self._texts.said(match[3])
        return f"{match[1]}{match[2]}{apart(_line(said))}" if match and said else line

    def _row(self, line: str) -> str:
        """A line of a list: the name and what it is, each apart. What goes on from the line before has no name."""
        match = _ROW.fullmatch(line)
        if not match:
            return line
        if len(match[1]) > self.current_indent:
            return f"{_RIGHT}{match[1]}{apart(_line(line.lstrip()))}"
        what = apart(_line(match[4])) if match[4] else ""
        return f"{_RIGHT}{match[1]}{apart(match[2])}{match[3]}{what}"

    @contextmanager
    def _marked(self, mark: Callable[[str], str]) -> Iterator[None]:
        """Each line written in this block, marked after it was broken: marks have no width."""
        before, self.buffer = self.buffer, []
        yield
        lines = "".join(self.buffer).translate({ord(kept): char for char, kept in _KEPT.items()}).splitlines()
        self.buffer = [*before, *(f"{mark(line) if line.strip() else line}\n" for line in lines)]


def _line(line: str) -> str:
    """A line from right to left, and what is Latin in it apart."""
    said = line.lstrip(" ")
    indent = line[: len(line) - len(said)]
    return f"{indent}{_RIGHT}{_LATIN.sub(lambda run: apart(run[0]), said)}{_RIGHT}"


def _usage(line: str, label: str) -> str:
    typed = line.removeprefix(label).lstrip()
    return f"{_RIGHT}{line.removesuffix(typed)}{apart(typed)}"


def _whole(text: str) -> str:
    return _CODE.sub(lambda code: code[0].replace(" ", _KEPT[" "]), text).replace("-", _KEPT["-"])


def describe_completions() -> None:
    """What shells show beside a command or option that they complete, in the language that the environment sets."""
    add_completion_class(_Zsh)
    add_completion_class(_Fish)


class _Zsh(ZshComplete):
    def format_completion(self, item: "CompletionItem[str]") -> str:  # quoted: generic only in newer clicks
        return super().format_completion(_described(item))


class _Fish(FishComplete):
    def format_completion(self, item: "CompletionItem[str]") -> str:
        return super().format_completion(_described(item))


def _described(item: "CompletionItem[str]") -> "CompletionItem[str]":
    item.help = help_texts(environment()).short(item.help or "") or item.help
    return item
