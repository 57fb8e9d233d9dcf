"""An erased report leaves no word beside the ledger either: not in the web archive, the source book or the watch."""

import fcntl
import gzip
from pathlib import Path

import pytest
from click.testing import CliRunner
from loopback import Site
from warcio.archiveiterator import ArchiveIterator

from marsad.cli import main
from marsad.ledger import Ledger
from marsad.reports.web import Archive

SECRET = "Bulletin of the heron"


def article(title: str, n: int) -> bytes:
    text = f"The coalition handed over its base at al-Qaim to the Iraqi army on Tuesday. {title} number {n}."
    head = f'<meta property="article:published_time" content="2020-03-17"><title>{title}</title>'
    return f"<html><head>{head}</head><body><article><p>{text}</p></article></body></html>".encode()


def command(*arguments: object, code: int = 0):
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exit_code == code, result.output
    return result


@pytest.fixture
def watched(tmp_path):
    """Two articles that the watch read, one of them to be erased, and an alert on each."""
    site = Site()
    here = site.url("", "127.0.0.1")
    items = "".join(
        f"<item><title>{t}</title><link>{here}/news/{n}</link></item>" for n, t in ((1, SECRET), (2, "Crane"))
    )
    site.pages |= {
        "/news/1": article(SECRET, 1), "/again": article(SECRET, 1), "/news/2": article("Crane", 2),
        "/rss": f'<rss version="2.0"><channel><title>Wire</title>{items}</channel></rss>'.encode(),
    }  # fmt: skip
    rule = f'[[alert]]\nname = "all"\nto = "file:{tmp_path}/told.jsonl"\n'
    (tmp_path / "feeds.toml").write_text(f'{rule}[watch]\npace = 0\n[[feed]]\nurl = "{here}/rss"\n', "utf-8")
    command("watch", tmp_path / "feeds.toml", "--once", "--allow-host", "127.0.0.1", "--ledger", tmp_path / "m.db")
    command("read", f"{here}/again", "--allow-host", "127.0.0.1", "--ledger", tmp_path / "m.db")
    yield site
    site.close()


def named(folder: Path, part: str) -> str:
    with Ledger.open(folder / "m.db") as ledger:
        return next(report.id for report in ledger.view().reports() if (report.address or "").endswith(part))


def words_left(folder: Path) -> list[str]:
    """The files beside the ledger in which the secret can be found, unpacked."""
    found = []
    for path in (folder / "m.sources").rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            data = gzip.decompress(data) if path.name.endswith(".gz") else data
            found += [path.name] if SECRET.encode() in data else []
    return found


def test_no_word_of_an_erased_report_is_left_beside_the_ledger(tmp_path, watched):
    assert len(words_left(tmp_path)) >= 3
    for part in ("/news/1", "again"):  # the same page at two addresses: its bytes were kept once
        command("erase", named(tmp_path, part), "--yes", "--by", "A", "--why", "asked", "--ledger", tmp_path / "m.db")
    assert words_left(tmp_path) == []
    assert "2 were erased" in command("archive", "--verify", "--ledger", tmp_path / "m.db").stdout
    assert command("verify", "--ledger", tmp_path / "m.db").stdout.startswith("Sound")
    with Archive(tmp_path / "m.sources") as archive:
        other = next(capture for capture in archive.captures() if capture.url.endswith("/news/2"))
        assert b"Crane" in archive.load(other).body
        assert not any("news/1" in url for url in archive.addresses())


def test_what_is_left_is_a_web_archive_with_a_tombstone(tmp_path, watched):
    command("erase", named(tmp_path, "/news/1"), "--yes", "--by", "A", "--why", "x", "--ledger", tmp_path / "m.db")
    records = []
    for path in sorted((tmp_path / "m.sources" / "warc").iterdir()):
        with path.open("rb") as file:
            records += [(r.rec_type, r.rec_headers.get_header("WARC-Target-URI") or "", r.content_stream().read())
                        for r in ArchiveIterator(file)]  # fmt: skip
    assert ("metadata", watched.url("/news/1", "127.0.0.1"), b"What was fetched from here was erased.\n") in records
    assert any(kind == "response" and url.endswith("/news/2") for kind, url, _ in records)


def test_an_archive_that_is_written_to_is_not_erased_from(tmp_path, watched):
    """Nor is the ledger: what is refused has changed nothing."""
    report = named(tmp_path, "/news/1")
    with Archive(tmp_path / "m.sources") as archive:
        capture = archive.captures_of(report)[0]
        with (archive.folder / "warc" / capture.file).open("ab") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            refused = command(
                "erase", report, "--yes", "--by", "A", "--why", "x", "--ledger", tmp_path / "m.db", code=1
            )
    assert "end `marsad watch` or `read` first" in refused.stderr
    with Ledger.open(tmp_path / "m.db") as ledger:
        assert SECRET in ledger.view().report(report).text
    assert len(words_left(tmp_path)) >= 3
    assert command("archive", "--verify", "--ledger", tmp_path / "m.db").stdout.startswith("3 of 3")
