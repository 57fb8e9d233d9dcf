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


def earlier_texts() -> list[str]:
    """floors.yaml as of every commit that changed it; none outside a git checkout."""
    git = ("git", "-C", str(ROOT))
    name = str(FILE.relative_to(ROOT))
    commits = subprocess.run([*git, "log", "--format=%H", "--", name], capture_output=True, text=True).stdout.split()
    texts = (subprocess.run([*git, "show", f"{commit}:{name}"], capture_output=True, text=True) for commit in commits)
    return [shown.stdout for shown in texts if shown.returncode == 0]


def below(group: str, found: float, pin: float) -> bool:
    """Whether a figure is worse than its pin: soft F1 must not be lower; what counts mistakes must not be higher."""
    return found > pin if is_ceiling(group) else found < pin


def is_ceiling(group: str) -> bool:
    return "spurious" in group or "noise" in group


def unexplained(pins: dict[str, float], before: list[dict[str, float]]) -> list[str]:
    """The lines that CHANGELOG.md lacks: one for each pin that is looser than it once was."""
    strictest: dict[str, float] = {}
    for earlier in before:
        for group, pin in earlier.items():
            choose = min if is_ceiling(group) else max
            strictest[group] = choose(pin, strictest.get(group, pin))
    loosened = {group: pin for group, pin in pins.items() if below(group, pin, strictest.get(group, pin))}
    words = {False: "Floor of {} lowered to {}: ", True: "Ceiling of {} raised to {}: "}
    lines = [words[is_ceiling(group)].format(group, pin) for group, pin in loosened.items()]
    told = (ROOT / "CHANGELOG.md").read_text("utf-8")
    return [line for line in lines if line not in told]


def test_a_floor_that_was_lowered_is_explained():
    silent = unexplained(FLOORS, [pinned(text) for text in earlier_texts()])
    assert not silent, f"CHANGELOG.md does not say why; it needs: {silent}"


def test_a_ceiling_may_fall_and_a_floor_may_rise():
    assert unexplained({"x": 0.6, "spurious x": 12}, [{"x": 0.5, "spurious x": 13}]) == []
    assert unexplained({"x": 0.4, "spurious x": 14}, [{"x": 0.5, "spurious x": 13}]) == [
        "Floor of x lowered to 0.4: ",
        "Ceiling of spurious x raised to 14: ",
    ]
