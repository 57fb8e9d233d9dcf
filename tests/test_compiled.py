"""The reader as machine code gives the claims of the reader in Python: `make test-compiled` (some minutes).

It is compiled from a copy of the sources; both read the same texts in processes of their own, and its tests pass
on both.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from test_packaging import build_wheel

from marsad.garbage import no_garbage
from training.corpus import examples

ROOT = Path(__file__).parents[1]
FEW = 11  # one text of so many of the corpus
READS = """
import datetime, json, sys
from marsad.model.report import Report
from marsad.reader import Reader
from marsad.resolve import claims

print(claims.__file__)
reader = Reader()
for line in sys.stdin:
    id_, language, published, publisher, text = json.loads(line)
    day = datetime.date.fromisoformat(published) if published else None
    reading = reader.read(Report(id_, text, language, day, publisher))
    print(json.dumps([id_, [claim.to_json() for claim in reading.claims], [name.key for name in reading.unknown]]))
"""

pytestmark = pytest.mark.skipif(
    os.environ.get("MARSAD_COMPILE", "0") in ("", "0"), reason="compiles for minutes: make test-compiled"
)


def texts() -> list[str]:
    """Every report of the development gold and some of the corpus, a line of JSON each."""
    out = []
    for sidecar in sorted((ROOT / "tests" / "gold" / "dev").glob("*.json")):
        about = json.loads(sidecar.read_text("utf-8"))
        text = sidecar.with_suffix(".txt").read_text("utf-8")
        out.append((about["id"], about["language"], about.get("published"), about.get("publisher"), text))
    with no_garbage():  # there is much to load
        some = list(examples(ROOT / "tests" / "languages"))[::FEW]
    out += [(e.id, e.language, e.published, e.publisher, e.text) for e in some]
    return [json.dumps(text) for text in out]


def read(given: list[str], where: Path) -> list[str]:
    """Where the reader's code was found, and what it makes of each text."""
    done = subprocess.run(
        [sys.executable, "-c", READS],
        input="\n".join(given),
        env={**os.environ, "PYTHONPATH": str(where)},
        cwd=where,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with Marsad as a compiled wheel holds it."""
    folder = tmp_path_factory.mktemp("compiled")
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--target", folder / "installed"]
    subprocess.run([*pip, build_wheel(folder)], check=True)
    return folder / "installed"


def test_both_give_the_same_claims(installed: Path) -> None:
    given = texts()
    module, *compiled = read(given, installed)
    source, *interpreted = read(given, ROOT)
    assert Path(module).suffix in (".so", ".pyd")
    assert Path(source).suffix == ".py"
    assert len(compiled) == len(given)
    assert compiled == interpreted


def test_the_tests_of_the_reader_pass_on_machine_code(installed: Path) -> None:
    """Its properties among them: any text is read, the same way each time."""
    plugin = "from marsad.resolve import claims\nassert not claims.__file__.endswith('.py')\n"
    (installed / "on_machine_code.py").write_text(plugin, "utf-8")
    tests = [ROOT / "tests" / part for part in ("text", "reading", "resolve", "reader")]
    done = subprocess.run(
        [sys.executable, "-P", "-m", "pytest", "-q", "-n", "2", "-p", "on_machine_code", *tests],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(installed), str(ROOT)])},
        cwd=installed,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-3000:]
