"""What cannot be written is said in one sentence, and nothing that was there is lost."""

import sys

import pytest
from click.testing import CliRunner

from marsad.cli import main


def run(*words, code=1):
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert result.exit_code == code, result.output
    return " ".join(result.output.split())


@pytest.mark.parametrize(
    ("form", "package", "extra"),
    [("parquet", "pyarrow", "parquet"), ("geoparquet", "pyarrow", "parquet"), ("xlsx", "openpyxl", "sheets")],
)
def test_a_missing_package_is_asked_for_by_name(ledger_path, tmp_path, monkeypatch, form, package, extra):
    monkeypatch.setitem(sys.modules, package, None)
    said = run("export", "--format", form, "-o", tmp_path / "out", "--ledger", ledger_path)
    assert f"needs {package}: pip install 'marsad[{extra}]'." in said
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("export", "iraq.docx", "--of", "Iraq"), 2, "iraq.docx does not say what to write; give --format"),
        *(
            (("export", "-o", f"c{suffix}"), 2, f"c{suffix} does not say what to write; give --format, or name it .con")
            for suffix in (".html", ".md", ".docx", ".json", ".foo")
        ),
        (("export", "c.html"), 2, "The whole ledger goes to a .jsonl file or a new folder."),
        (("export",), 2, "Name one file to write"),
        (("export", "a.csv", "-o", "b.csv"), 2, "Name one file to write"),
        (("export", "-o", "nowhere/a.csv"), 1, "nowhere/a.csv cannot be written (No such file or directory)"),
        (("export", "-o", "nowhere/a.gpkg"), 1, "nowhere/a.gpkg cannot be written (unable to open database file)"),
        (("export", "-o", "nowhere/a.kml"), 1, "nowhere/a.kml cannot be written"),
        (("export", "-o", "nowhere/a.xlsx"), 1, "nowhere/a.xlsx cannot be written"),
        (("export", "-o", "nowhere/a.parquet"), 1, "nowhere/a.parquet cannot be written"),
        (("export", "-o", ".", "--format", "csv"), 1, ". is a folder; name a file in it."),
        (("export", "-o", "a.csv", "--of", "Zzyzxia"), 1, "No actor or place is named 'Zzyzxia'"),
        (("export", "-o", "a.xyz", "--format", "doc"), 2, "'doc' is not one of"),
    ],
)
def test_what_is_asked_wrongly_is_said(ledger_path, tmp_path, monkeypatch, words, code, sentence):
    monkeypatch.chdir(tmp_path)
    assert sentence in run(*words, "--ledger", ledger_path, code=code)
    assert not list(tmp_path.iterdir())


def test_a_name_without_a_suffix_is_a_new_folder(ledger_path, tmp_path):
    assert "Exported to" in run("export", "-o", tmp_path / "all", "--ledger", ledger_path, code=0)
    assert (tmp_path / "all" / "ledger.json").is_file()


def test_a_file_that_is_there_stays_whole_where_writing_fails(ledger_path, tmp_path, monkeypatch):
    import marsad.exports.csv

    def full(value):
        raise OSError(28, "No space left on device")

    (tmp_path / "a.csv").write_text("kept", "utf-8")
    monkeypatch.setattr(marsad.exports.csv, "cell", full)
    said = run("export", "-o", tmp_path / "a.csv", "--ledger", ledger_path)
    assert "cannot be written (No space left on device)" in said
    assert [(path.name, path.read_text("utf-8")) for path in tmp_path.iterdir()] == [("a.csv", "kept")]


def test_an_empty_ledger_gives_files_that_open(tmp_path):
    import json

    import pyogrio

    from marsad.exports import FORMATS
    from marsad.ledger import Ledger

    Ledger.open(tmp_path / "l.db").close()
    for form in FORMATS:
        run("export", "--format", form.name, "-o", tmp_path / f"out.{form.name}", "--ledger", tmp_path / "l.db", code=0)
    assert json.loads((tmp_path / "out.geojson").read_text("utf-8"))["features"] == []
    assert len(json.loads((tmp_path / "out.stix").read_text("utf-8"))["objects"]) == 2
    assert len(pyogrio.read_dataframe(tmp_path / "out.gpkg", layer="claims")) == 0
