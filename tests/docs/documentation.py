"""The pages of the documentation, and the commands and links in them."""

import re
import shlex
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
_BLOCK = re.compile(r"^[ \t]*```(\w*)[^\n]*\n(.*?)^[ \t]*```", re.S | re.M)


class Command(NamedTuple):
    words: tuple[str, ...]  # without "marsad"
    given: str | None  # file that it reads from standard input
    text: str


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def blocks(page: Path, *languages: str) -> list[str]:
    return [body for language, body in _BLOCK.findall(page.read_text("utf-8")) if language in languages]


def commands(page: Path) -> list[Command]:
    """Every `marsad …` line of the code blocks, in order."""
    return [command for command, _ in told(page)]


def told(page: Path) -> list[tuple[Command, str | None]]:
    """Every command, and what the page says that it prints: the block `output` that stands behind it."""
    found: list[tuple[Command, str | None]] = []
    for language, block in _BLOCK.findall(page.read_text("utf-8")):
        if language == "output":
            found[-1] = (found[-1][0], block)
        if language not in ("", "sh", "text", "console", "bash"):
            continue
        for line in block.replace("\\\n", " ").splitlines():
            text = line.strip().removeprefix("$ ")
            if text.startswith("marsad "):
                found.append((_command(text), None))
    return found


def is_printed(shown: str, printed: str) -> bool:
    """Whether a command prints what a page shows. A line of nothing but … stands for any lines.

    Not compared are the width of the terminal, the marks of direction that nobody sees, ids, and confidence.
    """
    parts = [re.escape(_plain(part)) for part in re.split(r"^[ ]*…[ ]*$", shown, flags=re.M)]
    return re.fullmatch(r"\s*" + r".*?".join(parts) + r"\s*", _plain(printed), re.S) is not None


def _plain(text: str) -> str:
    text = re.sub(r"[\u200e\u200f\u2066-\u2069]", "", text)
    text = re.sub(r"\b(\w+-)?e?[0-9a-f]{12}(\.\d+)?\b", "ID", text)
    text = re.sub(r"\b[01]\.\d\d\b", "SURE", text)
    return " ".join(text.split())


def _command(text: str) -> Command:
    told = re.split(r"\s{2,}|\s#", text)[0]  # what stands behind is said of it
    told, _, _ = told.partition(" > ")
    told, _, given = told.partition(" < ")
    return Command(tuple(shlex.split(told)[1:]), given or None, text)


def without_code(page: Path) -> str:
    text = _BLOCK.sub("", page.read_text("utf-8"))
    return re.sub(r"`[^`\n]+`", "", text)


def links(page: Path) -> list[str]:
    return re.findall(r"(?<!\!)\[[^\]]*\]\(([^)\s]+)\)", without_code(page))


def anchors(page: Path) -> set[str]:
    """What may stand behind # in a link to this page: headings as GitHub names them."""
    heads = re.findall(r"^#+ (.+)$", _BLOCK.sub("", page.read_text("utf-8")), re.M)
    return {re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", head.lower()).strip()) for head in heads}
