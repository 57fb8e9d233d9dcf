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
NOT_SOURCE = shutil.ignore_patterns(".*", "build", "dist", "demo", "tests", "_built", "__pycache__")


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, env=clean, timeout=600)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """A wheel built from a copy of the sources, place index included: the checkout is left as it is."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    shutil.copytree(ROOT, source, ignore=NOT_SOURCE)
    done = run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, source, cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def programs(wheel, tmp_path_factory) -> Path:
    """The folder of programs of a bare environment into which pip installed the wheel and what it declares."""
    home = tmp_path_factory.mktemp("bare")
    venv.create(home, with_pip=True)
    bin_folder = home / ("Scripts" if os.name == "nt" else "bin")
    locked = re.findall(r"^\S+==\S+(?: ;[^\\\n]*)?", (ROOT / "requirements" / "run.txt").read_text("utf-8"), re.M)
    versions = home / "versions.txt"
    versions.write_text("\n".join(locked), "utf-8")
    pip = (bin_folder / "python", "-m", "pip", "--no-input")
    done = run(*pip, "install", "-q", "-c", versions, wheel, cwd=home)
    if done.returncode:
        probe = run(*pip, "download", "-q", "--no-deps", "-d", home / "probe", "click", cwd=home)
        if probe.returncode:
            pytest.skip("no package index can be reached, so a bare environment stays bare")
        pytest.fail(done.stderr)
    return bin_folder


def test_wheel_holds_data_and_licences(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    for suffix in ("marsad/world/_built/places.marisa", "marsad/model/kinds/move.yaml", "/LICENSE", "/NOTICE"):
        assert any(name.endswith(suffix) for name in names), suffix
    assert not [name for name in names if name.startswith(("tests", "examples", "benchmarks"))]


def test_installed_marsad_tells_its_version(programs, tmp_path):
    done = run(programs / "marsad", "--version", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert marsad.__version__ in done.stdout


def test_installed_marsad_reads_a_report_from_another_folder(programs, tmp_path):
    for path in (ROOT / "examples" / "iraq-2020").glob("en-01.*"):
        shutil.copy(path, tmp_path)
    done = run(programs / "marsad", "read", "--ledger", "new.db", "en-01.txt", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "new.db").exists()
    asked = run(programs / "marsad", "claims", "--ledger", "new.db", cwd=tmp_path)
    assert asked.returncode == 0, asked.stderr
    assert "al-Qaim" in asked.stdout
