"""The documents do not lie: their commands, Makefile targets and links exist; no file tells of a machine."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SKIPPED = {".git", ".venv", ".venv-bench", "build", "dist", "demo", "_built"}


def tracked_files() -> list[Path]:
    """What git tracks; outside a git checkout, every file that no tool made."""
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    if listing.returncode == 0:
        return [path for name in listing.stdout.split("\0") if name and (path := ROOT / name).is_file()]
    return [p for p in ROOT.rglob("*") if p.is_file() and not SKIPPED & set(p.relative_to(ROOT).parts)]


FILES = tracked_files()
DOCUMENTS = [path for path in FILES if path.suffix == ".md"]


def code_in(document: Path) -> Iterator[str]:
    """Lines of shell in a document: fenced blocks without a language of their own, and `inline` code."""
    text = document.read_text("utf-8")
    for block in re.findall(r"^```(?:sh|console|bash)?\n(.*?)^```", text, re.M | re.S):
        yield from block.splitlines()
    yield from re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.M | re.S))


def first_words(program: str) -> list[tuple[Path, str]]:
    """The first argument of each call of a program in the documents, with the document."""
    call = re.compile(rf"^(?:\$ )?(?:\S*/)?{program} ([a-z][a-z-]*)\b")
    return [(doc, found[1]) for doc in DOCUMENTS for line in code_in(doc) if (found := call.match(line.strip()))]


def test_every_documented_command_exists():
    from marsad.cli import COMMANDS

    calls = first_words("marsad")
    assert calls, "the documents name no command"
    missing = {f"{doc.relative_to(ROOT)}: marsad {word}" for doc, word in calls if word not in COMMANDS}
    assert not missing


def test_every_command_is_in_the_readme():
    from marsad.cli import COMMANDS

    named = {word for doc, word in first_words("marsad") if doc.name == "README.md"}
    assert set(COMMANDS) <= named


def test_every_documented_make_target_exists():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    calls = first_words("make")
    assert calls, "the documents name no target"
    assert not {f"{doc.relative_to(ROOT)}: make {word}" for doc, word in calls if word not in targets}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_resolve(document):
    text = re.sub(r"^```.*?^```", "", document.read_text("utf-8"), flags=re.M | re.S)
    links = re.findall(r"\]\(([^)\s]+)\)", text)
    broken = [
        link
        for link in links
        if not re.match(r"[a-z]+:|#", link) and not (document.parent / link.partition("#")[0]).exists()
    ]
    assert not broken


def test_no_file_tells_of_a_machine_or_a_registry():
    told = re.compile(
        rf"(?<![\w.])/(?:home|Users|root|work)/\w|{re.escape(str(ROOT))}|"
        r"pypi\.(?:org|python)|pythonhosted\.|registry\.npmjs|/simple/"
    )
    texts = {path: path.read_bytes().decode("utf-8", "ignore") for path in FILES if path != Path(__file__)}
    found = [
        f"{path.relative_to(ROOT)}: {hit[0]}" for path, text in texts.items() if (hit := told.search(text)) is not None
    ]
    assert not found


def test_the_demo_reports_have_sidecars():
    folder = ROOT / "examples" / "iraq-2020"
    texts = {path.stem for path in folder.glob("*.txt")}
    assert texts == {path.stem for path in folder.glob("*.json")}
    assert {name[:2] for name in texts} == {"ar", "en"}
