"""`marsad corpus read`: the same result from every store, with any number of workers, however often it is begun."""

import io
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from plain_reader import PLACES, Plain
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from marsad.cli import main
from marsad.corpus.engines import ENGINES
from marsad.corpus.inputs import reports_of
from marsad.corpus.parquet import read_back
from marsad.corpus.plan import partitions
from marsad.corpus.read import Done, Work, files_of, notes
from marsad.corpus.storage import Storage
from marsad.reports import Failure, Metadata, Options

LOCAL = Storage()


def rows(count: int) -> list[dict[str, object]]:
    return [
        {
            "id": f"n{n}",
            "text": f"Report {n}: the coalition keeps its troops at {PLACES[n % 4]}, in «{n}» ways.",
            "published": f"2020-03-{n % 28 + 1:02}",
            "publisher": f"Outlet {n % 3}",
            "language": "en",
        }
        for n in range(count)
    ]


def write_corpus(folder: Path, count: int = 60) -> Path:
    folder.mkdir(exist_ok=True)
    table = pa.Table.from_pylist(rows(count))
    pq.write_table(table, folder / "a.parquet", row_group_size=17)
    lines = [json.dumps(row | {"id": f"line-{row['id']}"}, ensure_ascii=False) for row in rows(count)]
    (folder / "b.jsonl").write_text("\n".join([*lines, "no JSON"]) + "\n", "utf-8")
    write_archive(folder / "c.warc", 2)
    return folder


def write_archive(path: Path, pages: int, packed: bool = False) -> None:
    """A web archive with a request before each page; one page shows how a record begins."""
    with path.open("wb") as out:
        writer = WARCWriter(out, gzip=packed)
        for n in range(pages):
            address = f"https://example.org/news/{n}"
            asked = StatusAndHeaders("GET /", [("Host", "example.org")], is_http_request=True)
            writer.write_record(writer.create_warc_record(address, "request", payload=io.BytesIO(), http_headers=asked))
            said = "\r\n\r\nWARC/1.0 is how a record begins. " if n == 3 else f"Page {n}. "
            told = said + "Troops stay at Taji, officials said. " * 8
            page = f"<html><body><article><p>{told}</p></article></body></html>"
            head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.0")
            writer.write_record(
                writer.create_warc_record(address, "response", payload=io.BytesIO(page.encode()), http_headers=head)
            )


def read_corpus(
    folder: Path | str, out: Path | str, jobs: int = 1, engine: str = "local", address=None, slow=0.0, storage=LOCAL
) -> list[Done]:
    parts = list(partitions(storage, [str(folder)], rows=10, size=2_000))
    work = Work(str(out), Plain(Path("/nowhere"), slow), storage)
    return sorted(ENGINES[engine](work, parts, jobs, address), key=lambda done: done.part)


def content(out: Path) -> dict[str, bytes]:
    return {str(path.relative_to(out)): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


def test_every_format_is_read_into_partitions_of_parquet(tmp_path):
    done = read_corpus(write_corpus(tmp_path / "in"), tmp_path / "out")
    assert len(done) > 10
    assert (sum(d.reports for d in done), sum(d.failed for d in done)) == (60 + 60 + 2, 1)
    [failure] = [failure for d in done for failure in d.failures]
    assert "b.jsonl, byte " in failure.sentence
    assert "no JSON" in failure.sentence
    found = [item for note in notes(LOCAL, str(tmp_path / "out"))
             for item in read_back(*files_of(LOCAL, str(tmp_path / "out"), note["part"]))]  # fmt: skip
    told = {report.id: (report, reading) for report, reading in found}
    assert {f"n{n}" for n in range(60)} | {f"line-n{n}" for n in range(60)} <= set(told)
    report, reading = told["n5"]
    assert (report.text, report.publisher, str(report.published)) == (rows(6)[5]["text"], "Outlet 2", "2020-03-06")
    assert [claim.place[0].name for claim in reading.claims] == ["Taji"]
    assert report.text[slice(*reading.claims[0].evidence[0])] == "Taji"
    table = pq.read_table(tmp_path / "out" / "claims")
    assert table.num_rows == sum(d.claims for d in done)
    assert {"kind", "actor", "places", "json"} <= set(table.column_names)


def test_more_workers_and_a_second_run_give_the_same_bytes(tmp_path):
    write_corpus(tmp_path / "in")
    read_corpus(tmp_path / "in", tmp_path / "one")
    read_corpus(tmp_path / "in", tmp_path / "two", jobs=2)
    assert content(tmp_path / "two") == content(tmp_path / "one")
    again = read_corpus(tmp_path / "in", tmp_path / "one")
    assert not any(done.new for done in again)
    assert content(tmp_path / "two") == content(tmp_path / "one")


def test_a_file_that_has_changed_is_read_anew(tmp_path):
    write_corpus(tmp_path / "in")
    read_corpus(tmp_path / "in", tmp_path / "out")
    pq.write_table(pa.Table.from_pylist(rows(9)), tmp_path / "in" / "a.parquet")
    again = read_corpus(tmp_path / "in", tmp_path / "out")
    assert {done.part[0] for done in again if done.new} == {"a"}


@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=30), max_size=12),
    st.integers(1, 90),
    st.sampled_from(["\n", "\r\n", "\n\n"]),
)
@settings(deadline=None)
def test_json_lines_are_cut_anywhere_without_a_loss(tmp_path_factory, texts, size, end):
    folder = tmp_path_factory.mktemp("lines")
    written = [json.dumps({"id": str(n), "text": f"x{text}", "language": "en"}, ensure_ascii=False)
               for n, text in enumerate(texts)]  # fmt: skip
    (folder / "x.jsonl").write_bytes(end.join(written).encode())
    found = [
        item
        for part in partitions(LOCAL, [str(folder / "x.jsonl")], size=size)
        for item in reports_of(LOCAL, part, Metadata(), Options())
    ]
    named = [item.sentence if isinstance(item, Failure) else item.report.id for item in found]
    assert len(named) == len(texts)
    assert [name for name in named if name.isdigit()] == [str(n) for n, name in enumerate(named) if name.isdigit()]


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("size", [1, 333, 1_000, 5_000, 1 << 20])
def test_a_web_archive_is_read_in_parts(tmp_path, packed, size):
    path = tmp_path / ("pages.warc.gz" if packed else "pages.warc")
    write_archive(path, 12, packed)
    parts = list(partitions(LOCAL, [str(path)], size=max(size, path.stat().st_size // 200)))
    found = [item for part in parts for item in reports_of(LOCAL, part, Metadata(), Options())]
    assert len(parts) > 1 or size == 1 << 20
    assert not [item for item in found if isinstance(item, Failure)]
    assert [item.report.address for item in found] == [f"https://example.org/news/{n}" for n in range(12)]
    assert [item.report.text.startswith(f"Page {n}.") for n, item in enumerate(found)] == [n != 3 for n in range(12)]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["missing.parquet"], "holds no Parquet, JSON lines or WARC files"),
        (["notes.txt"], "is none of .parquet, .jsonl"),
        (["broken.parquet"], "is a damaged Parquet file"),
        (["empty"], "holds no Parquet, JSON lines or WARC files"),
        (["ok.jsonl", "--engine", "abacus"], "is no engine; use local or ray"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(tmp_path, monkeypatch, arguments, sentence):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.txt").write_text("notes")
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 and then nothing")
    (tmp_path / "ok.jsonl").write_text('{"text": "Troops are at Taji."}\n')
    ran = CliRunner().invoke(main, ["corpus", "read", *arguments, "--out", "out"])
    assert ran.exit_code != 0
    assert sentence in ran.output
    assert "Traceback" not in ran.output


def test_a_folder_that_cannot_be_written_is_named_before_anything_is_read(tmp_path):
    write_corpus(tmp_path / "in", 8)
    (tmp_path / "notes.txt").write_text("notes")
    given = ["corpus", "read", str(tmp_path / "in"), "--out", str(tmp_path / "notes.txt" / "out")]
    ran = CliRunner().invoke(main, given)
    assert ran.exit_code == 1
    assert "notes.txt/out cannot be written: Not a directory; name another." in ran.output
    assert "Read" not in ran.output


def test_the_command_reads_with_the_real_reader(tmp_path):
    write_corpus(tmp_path / "in", 8)
    ran = CliRunner().invoke(
        main, ["corpus", "read", str(tmp_path / "in"), "--out", str(tmp_path / "out"), "--jobs", "1"]
    )
    assert ran.exit_code == 1  # the line that is no JSON
    assert "Read 18 reports in 3 partitions" in ran.output
    assert "1 failed" in ran.output
