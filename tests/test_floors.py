"""How well the reader reads may rise, and may not fall: the floors in `floors.yaml`, over the reports of gold/dev."""

import subprocess
from pathlib import Path

import pytest
import yaml

from marsad.evaluate import predict, score
from marsad.evaluate.prediction import find_texts, grade
from marsad.reader import Reader

ROOT = Path(__file__).parents[1]
FILE = ROOT / "tests" / "floors.yaml"


def pinned(text: str) -> dict[str, float]:
    """Group of claims → floor of its soft F1: "all", "language ar", "kind move", "ar move"."""
    floors = yaml.safe_load(text)
    out = {"all": floors["all"]}
    out |= {f"kind {kind}": floor for kind, floor in floors["kinds"].items()}
    for language, kinds in floors["languages"].items():
        out |= {f"{language} {kind}" if kind != "all" else f"language {language}": f for kind, f in kinds.items()}
    return out


FLOORS = pinned(FILE.read_text("utf-8"))


@pytest.fixture(scope="module")
def figures():
    graded = (grade(predicted) for predicted in predict(find_texts(ROOT / "tests" / "gold" / "dev"), Reader()))
    return score(report for report in graded if report).to_json()["groups"]


def test_every_group_of_claims_has_a_floor(figures):
    assert set(figures) == set(FLOORS)


@pytest.mark.parametrize("group", FLOORS)
def test_the_reader_does_not_fall(figures, group):
    found, floor = figures[group]["soft_f1"], FLOORS[group]
    assert found >= floor, (
        f"Soft F1 of {group} is {found:.3f}, below its floor {floor}. Mend the reader; or lower the floor in "
        f"tests/floors.yaml, with a line in CHANGELOG.md: 'Floor of {group} lowered to …: why'."
    )


def earlier() -> list[dict[str, float]]:
    """The floors of every commit that changed them; none outside a git checkout."""
    git = ("git", "-C", str(ROOT))
    name = str(FILE.relative_to(ROOT))
    commits = subprocess.run([*git, "log", "--format=%H", "--", name], capture_output=True, text=True).stdout.split()
    texts = (subprocess.run([*git, "show", f"{commit}:{name}"], capture_output=True, text=True) for commit in commits)
    return [pinned(shown.stdout) for shown in texts if shown.returncode == 0]


def test_a_floor_that_was_lowered_is_explained():
    told = (ROOT / "CHANGELOG.md").read_text("utf-8")
    highest: dict[str, float] = {}
    for floors in earlier():
        highest |= {group: max(floor, highest.get(group, 0)) for group, floor in floors.items()}
    lowered = {group: floor for group, floor in FLOORS.items() if floor < highest.get(group, 0)}
    silent = [f"Floor of {group} lowered to {floor}: " for group, floor in lowered.items()]
    silent = [line for line in silent if line not in told]
    assert not silent, f"CHANGELOG.md does not say why; it needs: {silent}"
