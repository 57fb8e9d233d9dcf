"""What the site of the documentation needs beyond its pages: their order, the project's own files, links out of docs/.

The pages are written to be read in the repository; here links between them are made to fit the site.
"""

import html
import os
import posixpath
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

ROOT = Path(__file__).parents[2]
PROJECT = (
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "examples/README.md",
    "benchmarks/README.md",
)
NAV: list[tuple[str, list[str]]] = [
    ("Start", ["README.md", "tutorial.md", "project/README.md"]),
    ("How to", ["reading-reports.md", "fetching.md", "watching.md", "hostile-input.md", "add-to-the-register.md",
                "sources.md", "import.md", "briefs-and-charts.md", "export.md", "web-app.md", "web-views.md",
                "scale.md", "add-a-claim-kind.md", "add-a-language.md", "train-the-reader.md"]),
    ("Understand", ["method.md", "responsible-use.md", "how-marsad-reads.md", "ledger.md", "posture.md", "events.md",
                    "voices.md", "conflicts.md"]),
    ("Look up", ["commands.md", "contract.md", "formats.md", "python.md", "api.md"]),
]  # fmt: skip
_LINK = re.compile(r"(?<!\!)\[([^\]\n]*)\]\(([^)\s#:]+)(#[^)\s]*)?\)")
_FENCE = re.compile(r"(^[ \t]*```.*?^[ \t]*```)", re.S | re.M)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """The order of the pages; a page that is not listed comes under the last heading."""
    if config.theme["language"] != "en":
        return config
    folder = Path(config.docs_dir)
    there = {str(path.relative_to(folder)) for path in folder.rglob("*.md")}
    listed = [
        (heading, [page for page in pages if page in there or page.startswith("project/")]) for heading, pages in NAV
    ]
    known = {page for _, pages in listed for page in pages}
    rest = sorted(page for page in there - known if not page.startswith(("ar/", "decisions/")))
    decisions = ["decisions/README.md", *sorted(p for p in there if p.startswith("decisions/") and "README" not in p)]
    project = [f"project/{name}" for name in PROJECT[1:] if (ROOT / name).exists()]
    more = [*rest, *project, {"Decisions": decisions}]
    nav: list[Any] = [{heading: pages} for heading, pages in listed]
    config.nav = [*nav, {"More": more}]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """The project's own files become pages too; the Arabic part has a style of its own."""
    if config.theme["language"] != "en":
        files.append(File.generated(config, "ar.css", abs_src_path=str(ROOT / ".ci/docs/ar.css")))
        return files
    for name in PROJECT:
        if (ROOT / name).exists():
            files.append(File.generated(config, f"project/{name}", abs_src_path=str(ROOT / name)))
    return files


def on_page_markdown(markdown: str, page: Any, config: MkDocsConfig, files: Files) -> str:
    """Links as the site has them; one that leads to a file of the repository becomes its name."""
    if page.file.src_uri == "commands.md":
        markdown += commands(config.theme["language"])
    if config.theme["language"] != "en":
        return _in_prose(_out_of_arabic, markdown)
    here = page.file.src_uri
    at = posixpath.dirname(here.removeprefix("project/") if here.startswith("project/") else f"docs/{here}")

    def fitted(link: re.Match[str]) -> str:
        text, target, anchor = link[1], posixpath.normpath(posixpath.join(at, link[2])), link[3] or ""
        if target.startswith("docs/ar/"):
            target = re.sub(r"README\.md$", "index.md", target.removeprefix("docs/")).replace(".md", ".html")
            return f'<a href="{posixpath.relpath(target, posixpath.dirname(here) or ".")}">{text}</a>'
        wanted = target.removeprefix("docs/") if target.startswith("docs/") else f"project/{target}"
        if found := files.get_file_from_path(wanted):
            text = _title(found) if text.endswith(".md") else text
            return f"[{text}]({posixpath.relpath(wanted, posixpath.dirname(here) or '.')}{anchor})"
        folder = f"{wanted.rstrip('/')}/README.md"
        if files.get_file_from_path(folder):
            return f"[{text}]({posixpath.relpath(folder, posixpath.dirname(here) or '.')}{anchor})"
        return text if "`" in text else f"{text} (`{target}`)"

    return _in_prose(fitted, markdown)


def _in_prose(fitted: Callable[[re.Match[str]], str], markdown: str) -> str:
    parts = _FENCE.split(markdown)
    return "".join(part if n % 2 else _LINK.sub(fitted, part) for n, part in enumerate(parts))


def _out_of_arabic(link: re.Match[str]) -> str:
    """A link of the Arabic part: to an English page as the site has it; to a file of the repository, its name."""
    text, target, anchor = link[1], posixpath.normpath(posixpath.join("docs/ar", link[2])), link[3] or ""
    if target.startswith("docs/ar/"):
        return link[0]
    if not target.startswith("docs/"):
        return text if "`" in text else f"{text} (`{target}`)"
    page = re.sub(r"README\.md$", "index.md", target.removeprefix("docs/")).removesuffix(".md")
    return f'<a href="../{page}.html{anchor}">{text}</a>'


def _title(file: File) -> str:
    """The heading of a page, where its link would show the name of a file."""
    head = re.search(r"^# (.+)$", file.content_string, re.M)
    return head[1] if head else file.src_uri


def commands(language: str) -> str:
    """The help of every command, as the terminal shows it: lines in Arabic from the right, commands from the left."""
    import click

    from marsad.cli import main

    os.environ["MARSAD_LANGUAGE"] = language

    def told(command: click.Command, names: tuple[str, ...], parent: click.Context | None) -> str:
        context = command.context_class(command, parent=parent, info_name=names[-1], terminal_width=82)
        shown = command.get_help(context)
        block = (
            f"```text\n{shown}\n```" if language == "en" else f'<pre dir="auto"><code>{html.escape(shown)}</code></pre>'
        )
        text = f"\n\n{'#' * min(len(names) + 1, 4)} `{' '.join(names)}`\n\n{block}\n"
        if isinstance(command, click.Group):
            for each in command.list_commands(context):
                below = command.get_command(context, each)
                assert below
                text += told(below, (*names, each), context)
        return text

    return told(main, ("marsad",), None)
