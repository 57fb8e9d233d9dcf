"""docs/how-marsad-reads.md shows what `marsad try` prints, but for probabilities, which move with each training."""

import re
from pathlib import Path

from click.testing import CliRunner

from marsad.cli import main

PAGE = Path(__file__).parents[2] / "docs" / "how-marsad-reads.md"
_TREE = re.compile(r"^[\s│├└─]+")


def lines_of(text: str) -> list[str]:
    """Lines without the branches of the tree, and without probabilities."""
    return [re.sub(r"\b0\.\d+\b", "p", _TREE.sub("", line)).rstrip() for line in text.splitlines() if line.strip()]


def test_the_sentence_is_read_as_the_page_says() -> None:
    command, *blocks = re.findall(r"^ *```text\n(.*?)^ *```$", PAGE.read_text("utf-8"), re.M | re.S)
    found = re.match(r'\$ marsad try "(.*)" --published (\S+)', command)
    assert found
    shown = CliRunner().invoke(main, ["try", found[1], "--published", found[2]], env={"COLUMNS": "200"})
    assert shown.exit_code == 0, shown.output
    printed = lines_of(shown.output)
    assert blocks
    assert [line for block in blocks for line in lines_of(block) if line not in printed] == []
