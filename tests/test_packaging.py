"""A built wheel works for somebody who has nothing else: its own environment, another folder, no checkout."""

import os
import re
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

import marsad

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.slow
NOT_SOURCE = shutil.ignore_patterns(".*", "build", "dist", "demo", "tests", "_built", "__pycache__", "node_modules")


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, env=clean, timeout=600)


def build_wheel(folder: Path) -> Path:
    """A wheel built from a copy of the sources, place index included: the checkout is left as it is."""
    source = folder / "source"
    shutil.copytree(ROOT, source, ignore=NOT_SOURCE)
    done = run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, source, cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(folder.glob("*.whl"))


def install_bare(wheel: Path, home: Path) -> Path:
    """The program of a bare environment into which pip installed the wheel and what it declares, as locked."""
    venv.create(home, with_pip=True)
    programs = home / ("Scripts" if os.name == "nt" else "bin")
    locked = re.findall(r"^\S+==\S+(?: ;[^\\\n]*)?", (ROOT / "requirements" / "run.txt").read_text("utf-8"), re.M)
    versions = home / "versions.txt"
    versions.write_text("\n".join(locked), "utf-8")
    pip = (programs / "python", "-m", "pip", "--no-input")
    done = run(*pip, "install", "-q", "-c", versions, wheel, cwd=home)
    if done.returncode:
        probe = run(*pip, "download", "-q", "--no-deps", "-d", home / "probe", "click", cwd=home)
        if probe.returncode:
            pytest.skip("no package index can be reached, so a bare environment stays bare")
        pytest.fail(done.stderr)
    return programs / "marsad"


def test_a_wheel_alone_is_enough(tmp_path, monkeypatch):
    """One test, so that one worker builds and installs once."""
    monkeypatch.delenv("MARSAD_COMPILE", raising=False)
    wheel = build_wheel(tmp_path)
    names = zipfile.ZipFile(wheel).namelist()
    assert wheel.name.endswith("-py3-none-any.whl")
    assert not [name for name in names if name.endswith((".so", ".pyd"))]
    for suffix in ("marsad/world/_built/places.marisa", "marsad/model/kinds/move.yaml", "/LICENSE", "/NOTICE"):
        assert any(name.endswith(suffix) for name in names), suffix
    assert not [name for name in names if name.startswith(("tests", "examples", "benchmarks", "web"))]
    if (ROOT / "marsad" / "serve" / "_built").is_dir():  # Node is here, and its packages could be had
        for name in ("app.js", "map.js", "maplibre-worker.js", "LICENSES.txt"):
            assert f"marsad/serve/_built/{name}" in names

    program = install_bare(wheel, tmp_path / "bare")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for path in (ROOT / "examples" / "iraq-2020").glob("en-01.*"):
        shutil.copy(path, elsewhere)

    def marsad_says(*arguments: str) -> str:
        done = run(program, *arguments, cwd=elsewhere)
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert marsad.__version__ in marsad_says("--version")
    marsad_says("read", "--ledger", "new.db", "en-01.txt")
    assert "al-Qaim" in marsad_says("claims", "--ledger", "new.db")
