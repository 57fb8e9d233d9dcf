"""Damaged files of every format: each gives reports or sentences, never an error, a hang or a swollen process.

In the suite a few dozen of each; `make fuzz` gives each format 100,000 and says what the worst one cost.
"""

import gzip
import io
import json
import random
import re
import time
import zipfile
import zlib
from functools import cache

import pytest
from test_formats import ATOM, ENGLISH, JSON_FEED, PAGES, RSS, SAMPLES, letter, page, warc, zipped

from marsad.reports import Failure, Metadata, Options
from marsad.reports.get import unpack
from marsad.reports.piece import Input


def _office(kind: str) -> bytes:
    file = io.BytesIO()
    if kind == "docx":
        import docx

        document = docx.Document()
        document.add_paragraph(ENGLISH)
        document.add_table(1, 1).cell(0, 0).text = ENGLISH
        document.save(file)
    elif kind == "xlsx":
        import openpyxl

        book = openpyxl.Workbook()
        book.active.append(["text", "date"])
        book.active.append([ENGLISH, "2020-03-17"])
        book.save(file)
    else:
        import pyarrow
        import pyarrow.parquet

        pyarrow.parquet.write_table(pyarrow.table({"text": [ENGLISH] * 3}), file)
    return file.getvalue()


@cache
def samples() -> dict[str, bytes]:
    telegram = {
        "name": "C",
        "type": "public_channel",
        "id": 1,
        "messages": [{"id": 1, "date": "2020-03-17T1", "text": [ENGLISH]}],
    }
    posts = [{"tweet": {"id_str": "1", "full_text": ENGLISH, "created_at": "Tue Mar 17 20:19:24 +0000 2020"}}]
    mail = letter(html=f"<p>{ENGLISH}</p>")
    mail.add_attachment(page(ENGLISH).encode(), maintype="text", subtype="html", filename="a.html")
    mhtml = b"Snapshot-Content-Location: https://e.org/a\r\n"
    mhtml += b'Content-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n'
    return {
        "a.txt": ENGLISH.encode(), "a.md": f"---\ntitle: x\n---\n{ENGLISH}".encode(), "a.html": page(ENGLISH).encode(),
        "live.html": (SAMPLES.parent / "pages" / "ar-syrian-paper.html").read_bytes(),
        "a.pdf": (SAMPLES / "arabic-letters.pdf").read_bytes(), "b.pdf": (SAMPLES / "arabic-shapes.pdf").read_bytes(),
        "a.docx": _office("docx"), "a.xlsx": _office("xlsx"),
        "a.parquet": _office("parquet"),
        "a.eml": mail.as_bytes(), "a.mhtml": mhtml + page(ENGLISH).encode() + b"\r\n--b--",
        "a.rss": RSS.encode(), "a.atom": ATOM.encode(), "feed.json": JSON_FEED.encode(),
        "a.csv": f"date,text\n2020-03-17,{ENGLISH}\n".encode(),
        "a.jsonl": json.dumps({"text": ENGLISH}).encode() + b"\n",
        "result.json": json.dumps(telegram).encode(),
        "tweets.js": b"window.YTD.tweets.part0 = " + json.dumps(posts).encode(),
        "a.warc": warc(*PAGES, compress=False), "a.warc.gz": warc(*PAGES),
        "a.zip": zipped(a_html=page(ENGLISH), b_txt=ENGLISH),
        "a.wacz": zipped(archive__a_warc=warc(*PAGES, compress=False), datapackage_json="{}"),
    }  # fmt: skip


_TOKENS = [b"\x00", b"\xff", b"<", b">", b'"', b"\n", b"\r\n\r\n", b"{", b"[" * 500, b"<div>" * 500, b"&x;",
           b"2999-99-99", b"9" * 400, "\u202e\u2066".encode() * 50, "ﷺ".encode(), b"--b", b"%PDF-", b"obj",
           b"\x1f\x8b"]  # fmt: skip


def damaged(data: bytes, dice: random.Random) -> bytes:
    """The data damaged, or, half the time, damaged inside its packing, which stays whole: parsers get to see that."""
    if dice.random() < 0.5:
        if data.startswith(b"PK"):
            return _inside_zip(data, dice)
        if data.startswith(b"\x1f\x8b"):
            return gzip.compress(_damage(gzip.decompress(data), dice), 1)
        if data.startswith(b"%PDF"):
            return _inside_pdf(data, dice)
    return _damage(data, dice)


def _inside_zip(data: bytes, dice: random.Random) -> bytes:
    """One member damaged, all packed anew with the right sums."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        chosen = dice.choice(old.namelist())
        for name in old.namelist():
            new.writestr(name, _damage(old.read(name), dice) if name == chosen else old.read(name))
    return file.getvalue()


def _inside_pdf(data: bytes, dice: random.Random) -> bytes:
    """One stream damaged and packed anew; the table of offsets is wrong after it, which readers repair."""
    found = list(_STREAM.finditer(data))
    if not found:
        return _damage(data, dice)
    chosen = dice.choice(found)
    try:
        inner = zlib.compress(_damage(zlib.decompressobj().decompress(chosen[1]), dice), 1)
    except zlib.error:  # a stream that is not packed
        inner = _damage(chosen[1], dice)
    return data[: chosen.start(1)] + inner + data[chosen.end(1) :]


_STREAM = re.compile(rb"stream\r?\n(.*?)\s*endstream", re.S)


def _damage(data: bytes, dice: random.Random) -> bytes:
    """The data with some bytes changed, cut out, doubled, put in, or the end gone."""
    made = bytearray(data)
    for _ in range(dice.choice([1, 1, 2, 5, 20])):
        at = dice.randrange(len(made) + 1)
        match dice.randrange(6):
            case 0 if at < len(made):
                made[at] = dice.randrange(256)
            case 1:
                del made[at : at + dice.choice([1, 4, 50])]
            case 2:
                made[at:at] = made[at : at + dice.choice([1, 30, 300])]
            case 3:
                made[at:at] = dice.choice(_TOKENS)
            case 4 if dice.random() < 0.3:
                del made[at:]
            case _ if at + 4 < len(made):
                made[at : at + 4] = dice.choice([0, 1, 2**31 - 1, 2**32 - 1]).to_bytes(4, "little")
    return bytes(made)


def attempt(name: str, data: bytes) -> float:
    """Take apart one damaged file; the seconds that it took."""
    start = time.monotonic()
    for got in unpack(Input("it", name, data, Options(1_000_000)), Metadata(), Metadata(id="it", address="it")):
        if isinstance(got, Failure):
            assert got.sentence
            assert "\n" not in got.sentence
            assert "seconds and was given up" not in got.sentence, "a hang"
            assert "parser, or needs more" not in got.sentence, "a crash"
        else:
            assert got.report.text.encode("utf-8")
    return time.monotonic() - start


@pytest.mark.parametrize("name", samples())
def test_damaged_files_give_reports_or_sentences(name):
    dice = random.Random(name)
    for _ in range(25):
        attempt(name, damaged(samples()[name], dice))


@pytest.mark.parametrize("name", samples())
def test_a_file_under_a_wrong_name(name):
    for other in samples():
        attempt(other, samples()[name])


BOUND = 10  # seconds, on a busy machine


def test_text_full_of_directions_is_read_in_bounds():
    text = f"{ENGLISH} " + "\u202e\u2066\u200f" * 200_000
    assert attempt("a.txt", text.encode()) < BOUND
    assert attempt("a.html", f"<html><body><p>{text}</p></body></html>".encode()) < BOUND


def test_endless_lines_and_deep_trees():
    assert attempt("a.html", b"<html><body>" + b"<div>" * 100_000 + ENGLISH.encode()) < BOUND
    assert attempt("a.csv", b"text," + b"x" * 2_000_000) < BOUND
    assert attempt("a.json", b"[" * 500_000) < BOUND
    assert attempt("a.jsonl", b'{"text": "' + b"x" * 3_000_000) < BOUND
    assert attempt("a.eml", b"Subject: x\n" + b"X: y\n" * 100_000 + b"\n" + ENGLISH.encode()) < BOUND
    nested = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(2_000))
    assert attempt("a.eml", nested) < BOUND


def test_a_heading_of_marks_without_end_is_read_at_once():
    """Markdown is taken apart in the process that reads, which a server shares with all who look at it."""
    for filling in (b"#", b" ", b"# ", b"\t", b"\r", b"# \r"):
        assert attempt("a.md", b"# " + filling * 100_000 + b"x\n" + ENGLISH.encode()) < 5


NO_ADDRESSES = ["http://[x", "http://[::1", "//[", "http://a]b/", "http://[v1.x]/"]


@pytest.mark.parametrize("address", NO_ADDRESSES)
def test_a_malformed_address_costs_no_report(address):
    feed = RSS.replace("https://example.org/a", address)
    entry = {"version": "https://jsonfeed.org/version/1", "items": [{"url": address, "content_text": ENGLISH}]}
    linked = f'<html><head><link rel="canonical" href="{address}"></head><body><p>{ENGLISH}</p></body></html>'
    row = json.dumps({"text": ENGLISH, "url": address})
    for name, text in (("a.rss", feed), ("f.json", json.dumps(entry)), ("a.html", linked), ("a.jsonl", row)):
        given = Input("it", name, text.encode(), Options())
        assert not any(isinstance(got, Failure) for got in unpack(given, Metadata(), Metadata(id="it", address="it")))


def test_the_columns_of_a_table_are_told_on_one_line():
    attempt("a.csv", b'"date,text\n2020","x\ny"\n1,2\n')
