"""`marsad read` of addresses: fetched, kept, read again without the server, failures listed and tried again."""

import hashlib
import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

sys.path.insert(0, str(Path(__file__).parents[1] / "reports"))
from loopback import Site

from marsad.cli import main

ENGLISH = "The coalition handed over its base at al-Qaim to the Iraqi army on Tuesday."


def page(text: str) -> bytes:
    day = '<meta property="article:published_time" content="2020-03-19">'
    return f"<html><head>{day}</head><body><article><p>{text}</p></article></body></html>".encode()


@pytest.fixture
def site(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MARSAD_LEDGER", "ledger.db")
    made = Site()
    yield made
    made.close()


def run(*arguments: str, code: int = 0):
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    return result


def test_addresses_are_read_kept_and_read_again(site):
    url = site.url("/a", "127.0.0.1")
    site.pages["/a"] = page(ENGLISH)
    assert "is inside a network; --allow-host 127.0.0.1 allows it" in run("read", url, code=1).stderr
    assert not site.asked
    assert "Read 1 report: 1 new claim" in run("read", url, "--allow-host", "127.0.0.1").stderr
    site.close()
    assert "1 unchanged" in run("read", "--archive").stderr
    assert "1 unchanged" in run("read", "--archive", url).stderr
    assert "is not in the archive" in run("read", "--archive", url + "b", code=1).stderr


def test_what_failed_is_tried_again(site):
    url = site.url("/a", "127.0.0.1")
    Path("list.txt").write_text(f"# morning\n{url}  # the base\n\n", "utf-8")
    assert "answers 404 (gone)" in run("read", "--list", "list.txt", "--allow-host", "127.0.0.1", code=1).stderr
    assert "answers 404" in run("sources", "--failed").stdout
    site.pages["/a"] = page(ENGLISH)
    assert "Read 1 report" in run("read", "--failed", "--allow-host", "127.0.0.1").stderr
    assert "Read 0 reports" in run("read", "--failed").stderr
    assert "Nothing has failed" in run("sources", "--failed").stderr


def test_copies_are_said(site):
    words = " ".join(f"{ENGLISH[:-1]}, the command said in its statement number {n}." for n in range(4))
    Path("a.txt").write_text(f"First outlet. {words}", "utf-8")
    Path("b.txt").write_text(f"Second outlet. {words}", "utf-8")
    assert "b is a copy of a" in run("read", "a.txt", "b.txt", "--published", "2020-03-19").stderr
    assert "b is a copy of a" in run("sources", "--copies").stdout
    assert json.loads(run("sources", "--copies", "--json").stdout)["relation"] == "copy"
    Path("a.txt").write_text(f"First outlet, corrected. {words}", "utf-8")
    assert "a has a new version." in run("read", "a.txt", "--published", "2020-03-19").stderr
    Path("a.txt").write_text(f"First outlet, corrected twice. {words}", "utf-8")
    run("read", "a.txt", "--published", "2020-03-19")
    said = run("sources", "--copies").stdout.splitlines()
    assert len(said) == len(set(said)), "each once, however many versions there are"


def test_a_claim_leads_back_to_its_bytes(site):
    assert "There is no archive" in run("archive", code=1).stderr
    site.pages["/a"] = page(ENGLISH)
    run("read", site.url("/a", "127.0.0.1"), "--allow-host", "127.0.0.1")
    (claim,) = [json.loads(line) for line in run("claims", "--json").stdout.splitlines()]
    capture = json.loads(run("archive", claim["report"], "--json").stdout)
    assert capture["sha256"] == hashlib.sha256(page(ENGLISH)).hexdigest()
    assert run("archive", claim["report"], "--bytes").stdout_bytes == page(ENGLISH)
    assert "1 of 1 captures are as they were fetched" in run("archive", "--verify").stdout
    assert "is not in the archive" in run("archive", "https://example.org/", code=1).stderr


def test_nothing_to_read(site):
    assert "Nothing to read" in run("read", code=2).stderr
