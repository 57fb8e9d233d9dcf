"""The list of attacks and of the tests that answer them names tests that there are."""

import re

from documentation import ROOT

NAMED = re.findall(r"`(\w+/\w+\.py)::(test_\w+)`", (ROOT / "docs" / "hostile-input.md").read_text("utf-8"))


def test_every_test_that_is_named_exists():
    missing = [
        f"{file}::{name}"
        for file, name in set(NAMED)
        if not re.search(rf"^def {name}\(", (ROOT / "tests" / file).read_text("utf-8"), re.M)
    ]
    assert not missing


def test_there_are_forty():
    assert len(set(NAMED)) >= 40
