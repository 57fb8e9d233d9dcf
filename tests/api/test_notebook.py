"""The tutorial notebook runs from top to bottom, shows what it says, and is kept without its outputs."""

import shutil
from pathlib import Path

import nbformat
import pytest
from lxml import html
from nbclient import NotebookClient

ROOT = Path(__file__).parents[2]
NOTEBOOK = ROOT / "docs" / "tutorial.ipynb"


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    folder = tmp_path_factory.mktemp("notebook")
    shutil.copytree(ROOT / "examples" / "iraq-2020", folder / "iraq-2020")
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    return NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(folder)}}).execute()


def printed(ran):
    return "".join(out.text for cell in ran.cells for out in cell.get("outputs", ()) if out.output_type == "stream")


def shown(ran):
    outputs = (out for cell in ran.cells for out in cell.get("outputs", ()) if out.output_type == "execute_result")
    return [out.data["text/html"] for out in outputs if "text/html" in out.data]


def test_it_reads_the_examples_and_asks_them(ran):
    said = printed(ran)
    assert "11 reports," in said
    assert ", 0 failed" in said
    assert said.count("True iraq.") == 3
    assert len(shown(ran)) >= 6


def test_a_posture_is_shown_with_its_sources_and_a_map(ran):
    tree = html.fromstring(shown(ran)[0])
    assert tree.xpath("//tbody/tr")
    assert tree.xpath("//ol/li")
    assert tree.xpath("//img[starts-with(@src, 'data:image/svg+xml')]")


def test_the_arabic_answer_runs_from_right_to_left(ran):
    assert any('dir="rtl"' in part and "العراق" in part for part in shown(ran))


def test_it_is_kept_without_outputs():
    cells = nbformat.read(NOTEBOOK, as_version=4).cells
    assert not [cell for cell in cells if cell.get("outputs") or cell.get("execution_count")]
