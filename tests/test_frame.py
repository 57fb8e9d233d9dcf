"""The documents do not lie: their commands, Makefile targets and links exist; no file tells of a machine."""

import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from marsad.cli import COMMANDS, main
from marsad.world.register import load_register

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


FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)


def code_in(document: Path) -> Iterator[str]:
    """Lines of shell in a document: fenced blocks of shell or of no language, and `inline` code."""
    text = document.read_text("utf-8")
    for language, block in FENCED.findall(text):
        if language in ("", "sh", "console"):
            yield from block.splitlines()
    yield from re.findall(r"`([^`\n]+)`", FENCED.sub("", text))


def calls_of(program: str) -> list[tuple[str, str, str]]:
    """Each call of a program in the documents: the document, the first argument, the rest of the line."""
    call = re.compile(rf"^(?:\$ )?(?:\S*/)?{program} ([a-z][a-z-]*)\b(.*)")
    lines = ((str(document.relative_to(ROOT)), line.strip()) for document in DOCUMENTS for line in code_in(document))
    return [(name, found[1], found[2]) for name, line in lines if (found := call.match(line))]


def test_every_documented_command_and_option_exists():
    calls = calls_of("marsad")
    assert calls, "the documents name no command"
    wrong = set()
    for document, name, rest in calls:
        command = main.get_command(click.Context(main), name)
        for word in rest.split():  # marsad decide accept …
            if not isinstance(command, click.Group) or word not in command.commands:
                break
            command = command.commands[word]
        known = {"--help"} | {option for param in command.params for option in param.opts} if command else set()
        options = re.findall(r"(?<!\S)--[a-z][a-z-]*", rest.partition("#")[0])
        if command is None or not known.issuperset(options):
            wrong.add(f"{document}: marsad {name} {' '.join(options)}")
    assert not wrong


def test_every_command_is_in_the_readme():
    assert set(COMMANDS) <= {name for document, name, _ in calls_of("marsad") if document == "README.md"}


def test_every_documented_make_target_exists():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    calls = calls_of("make")
    assert calls, "the documents name no target"
    assert not {f"{document}: make {target}" for document, target, _ in calls if target not in targets}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_resolve(document):
    links = re.findall(r"\]\(([^)\s]+)\)", FENCED.sub("", document.read_text("utf-8")))
    broken = [
        link
        for link in links
        if not re.match(r"[a-z]+:|#", link) and not (document.parent / link.partition("#")[0]).exists()
    ]
    assert not broken


@pytest.mark.parametrize("index", ["docs/README.md", "docs/decisions/README.md"])
def test_every_page_is_in_the_index_of_its_folder(index):
    folder = (ROOT / index).parent
    text = (ROOT / index).read_text("utf-8")
    assert not {page.name for page in folder.glob("*.md") if page.name != "README.md" and f"]({page.name})" not in text}


def test_the_layers_are_those_of_the_contract():
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"][0]
    block = next(text for _, text in FENCED.findall((ROOT / "ARCHITECTURE.md").read_text("utf-8")) if "errors" in text)
    shown = [re.split(r"\s{2,}", line.strip())[0].replace("│", "|") for line in block.splitlines()]
    assert shown == contract["layers"]


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


def test_the_example_of_own_names_is_understood():
    register = load_register((ROOT / "examples" / "names.yaml",))
    assert register.find_actor("الفرقة الثامنة") == "IQ"
    assert register.find_actor("Tigris Institute") == "TIGRIS-INSTITUTE"
    assert str(register.find_place("مخيم ليلان")) == "Laylan camp"
