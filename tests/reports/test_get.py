"""Sources to reports: what is found, which metadata wins, and the sentence for each thing that can be wrong."""

import datetime as dt
import io
import json
import os
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad.errors import ReportError
from marsad.model.report import Report
from marsad.reports import Failure, Metadata, Source, find_files, get_report, get_reports, report_from_text, take_in

ENGLISH = "The coalition handed over its base at al-Qaim to the Iraqi army on Tuesday."
ARABIC = "سلّم التحالف الدولي قاعدة القائم إلى الجيش العراقي يوم الثلاثاء."
FRENCH = "Les forces américaines ont quitté la base d'Al-Qaïm, dans l'ouest de l'Irak, et l'ont remise à l'armée."


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def only(path: Path, **options) -> Report:
    (report,) = get_reports([path], **options)
    assert isinstance(report, Report), report
    return report


def refused(path: Path, **options) -> str:
    (failure,) = get_reports([path], **options)
    assert isinstance(failure, Failure), failure
    return failure.sentence


def test_text_is_kept_as_given(tmp_path):
    text = f"  {ENGLISH}\r\n\r\n{ENGLISH}\n\n"
    report = only(write(tmp_path / "one.txt", text))
    assert report.text == text
    assert (report.id, report.language, report.published) == ("one", "en", None)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("text", [ENGLISH, ARABIC])
def test_encodings_with_their_marks(tmp_path, encoding, text):
    assert only(write(tmp_path / "a.txt", text.encode(encoding))).text == text


def test_utf16_big_endian(tmp_path):
    assert only(write(tmp_path / "a.txt", b"\xfe\xff" + ARABIC.encode("utf-16-be"))).text == ARABIC


def test_markdown_keeps_its_marks_and_gives_its_front_matter(tmp_path):
    text = (
        f"---\ntitle: Qaim handed over\ndate: 2020-03-19T10:00:00Z\nsource: Levant Wire\n---\n# Heading\n\n{ENGLISH}\n"
    )
    report = only(write(tmp_path / "a.md", text))
    assert report.text == text
    assert (report.published, report.publisher, report.title) == (
        dt.date(2020, 3, 19),
        "Levant Wire",
        "Qaim handed over",
    )


@pytest.mark.parametrize("line", ["# The base", "#\t The base ##", "# The base #\t\r", "# The base\r"])
def test_the_first_heading_of_markdown_is_its_title(tmp_path, line):
    report = only(write(tmp_path / "a.md", f"## Part\n\n{line}\n{ENGLISH}\n# Another\n".encode()))
    assert report.title == "The base"


@pytest.mark.parametrize(
    "front", ["title: [unclosed", "date: 2020-13-45", "date: 2999-01-01", "- a\n- list", "lang: fr", "date: {a: b}"]
)
def test_odd_front_matter_costs_nothing_but_its_metadata(tmp_path, front):
    report = only(write(tmp_path / "a.md", f"---\n{front}\n---\n\n# The base\n\n{ENGLISH} {ENGLISH}\n"))
    assert (report.language, report.published, report.title) == (
        "en",
        None,
        "The base" if "title" not in front else report.title,
    )


def test_flags_win_over_sidecar_and_sidecar_over_page(tmp_path):
    page = write(
        tmp_path / "a.md", f"---\ntitle: Page\ndate: 2020-03-01\nsource: Page\nurl: https://page\n---\n{ENGLISH}"
    )
    fields = {"id": "x-1", "published": "2020-03-02", "publisher": "Sidecar", "claims": "never looked at"}
    write(tmp_path / "a.json", json.dumps(fields))
    report = only(page, given=Metadata(published=dt.date(2020, 3, 3)))
    assert (report.id, report.published, report.publisher) == ("x-1", dt.date(2020, 3, 3), "Sidecar")
    assert (report.title, report.address) == ("Page", "https://page")


def test_a_sidecar_speaks_as_a_front_matter_does(tmp_path):
    path = write(tmp_path / "a.txt", ENGLISH)
    fields = {"date": "2020-03-02", "source": "Sidecar", "headline": "Title", "link": "https://a", "lang": "en"}
    write(tmp_path / "a.json", json.dumps(fields))
    report = only(path)
    assert (report.published, report.publisher) == (dt.date(2020, 3, 2), "Sidecar")
    assert (report.title, report.address) == ("Title", "https://a")


def test_address_is_the_file_where_nothing_else_is_known(tmp_path):
    path = write(tmp_path / "a.txt", ENGLISH)
    assert only(path).address == str(path)
    write(tmp_path / "a.json", '{"url": "https://example.org/a"}')
    assert only(path).address == "https://example.org/a"


def test_folders_are_read_in_order_without_sidecars_ledgers_and_hidden_files(tmp_path):
    for name in ("b.txt", "a.md", "sub/c.html", "z"):
        write(tmp_path / name, f"<html><body><p>{ENGLISH}</p></body></html>" if "html" in name else ENGLISH)
    write(tmp_path / "b.json", "{}")
    write(tmp_path / "marsad.db", b"\x00")
    write(tmp_path / ".hidden.txt", ENGLISH)
    write(tmp_path / ".git/c.txt", ENGLISH)
    assert [report.id for report in get_reports([tmp_path])] == ["a", "b", "z", "c"]


def test_a_file_named_twice_is_read_once(tmp_path):
    path = write(tmp_path / "a.txt", ENGLISH)
    assert len(find_files([path, tmp_path, path])) == 1


def test_a_folder_of_reports_may_hold_a_readme_and_a_register(tmp_path):
    for name in ("README.md", "readme", "names.yaml", "a.txt"):
        write(tmp_path / name, ENGLISH)
    assert [report.id for report in get_reports([tmp_path])] == ["a"]
    assert [report.id for report in get_reports([tmp_path / "README.md"])] == ["README"], "named, it is read"


def test_programs_and_settings_beside_reports_are_no_reports(tmp_path):
    others = ("gen.py", "fetch.sh", "Notes.R", "query.sql", "site.css", "app.js", "conf.json", "setup.cfg", "run.log",
              "Makefile", "LICENSE", "a.txt~", "~$a.docx")  # fmt: skip
    for name in ("a.txt", "b.text", "no suffix", "Statement no. 3", "d.news", *others):
        write(tmp_path / name, ENGLISH)
    assert {report.text for report in get_reports([tmp_path])} == {ENGLISH}
    assert {source.path.name for source in find_files([tmp_path])} == {
        "a.txt", "b.text", "no suffix", "Statement no. 3", "d.news",
    }  # fmt: skip
    assert only(tmp_path / "gen.py").text == ENGLISH, "named, it is read"


def test_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(ARABIC.encode())))
    report = only(Path("-"))
    assert (report.id, report.text, report.language) == ("stdin", ARABIC, "ar")


def test_a_page_on_standard_input_is_seen_to_be_one(monkeypatch):
    page = f"<!DOCTYPE html><html><body><p>{ENGLISH}</p></body></html>"
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(page.encode())))
    assert only(Path("-")).text == ENGLISH


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b" \r\n\t ", "is empty"),
        ("mark.txt", b"\xef\xbb\xbf", "is empty"),
        ("blob.txt", b"abc\x00def", "is binary: byte 3"),
        ("blob.bin", bytes(range(256)), "is binary"),
        ("controls.txt", b"\x01\x02\x03\x04\x05\x06 text", "is binary"),
        ("a.pdf", b"%PDF-1.7 \x00", "is a damaged PDF"),
        ("a.docx", b"PK\x03\x04....", "is a damaged ZIP archive"),
        ("a.doc", b"\xd0\xcf\x11\xe0....", "is an old Office document"),
        ("broken.txt", b"The base \xff was left", "is no valid UTF-8: byte 9 (0xFF)"),
        ("cut.txt", ARABIC.encode()[:-2], "is no valid UTF-8: byte"),
        ("odd.txt", b"\xff\xfea\x00b", "is no valid UTF-16: byte 4"),
        ("cp1256.txt", ARABIC.encode("cp1256", "ignore"), "WINDOWS-1256"),
        ("digits.txt", b"12:30 2020 - 17", "holds no words"),
        ("page.html", b"<html><body></body></html>", "holds no article"),
        ("charset.html", b'<html><meta charset="klingon"><body><p>x</p>', "declares the charset 'klingon'"),
        ("a.json", b"{}", "is JSON"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(tmp_path, name, content, sentence):
    path = write(tmp_path / name, content)
    assert sentence in refused(path)
    assert str(path) in refused(path)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("{", "is no JSON"),
        (b"\xff", "is no JSON"),
        ("[" * 100_000, "is no JSON"),
        ("[]", "is no JSON object"),
        ('{"published": "17 March"}', "gives the date '17 March'"),
        ('{"date": "17 March"}', "gives the date '17 March'"),
        ('{"published": "2020-02-30"}', "gives the date '2020-02-30'"),
        ('{"language": "fr"}', "marked as language 'fr'"),
    ],
)
def test_what_is_wrong_with_a_sidecar_is_said(tmp_path, content, sentence):
    path = write(tmp_path / "a.txt", ENGLISH)
    write(tmp_path / "a.json", content)
    assert sentence in refused(path)


@pytest.mark.parametrize(
    "content", ['{"id": null, "published": null}', '{"id": 7, "title": ["x"]}', '{"id": "\\ud800"}']
)
def test_odd_values_in_a_sidecar_are_passed_over(tmp_path, content):
    path = write(tmp_path / "a.txt", ENGLISH)
    write(tmp_path / "a.json", content)
    assert only(path).id in ("a", "7")


def test_a_missing_file_a_folder_without_reports_and_a_broken_link(tmp_path):
    assert "does not exist" in refused(tmp_path / "nothere.txt")
    (tmp_path / "none").mkdir()
    assert "holds no reports" in refused(tmp_path / "none")
    (tmp_path / "none" / "link.txt").symlink_to(tmp_path / "gone.txt")
    assert "does not exist" in refused(tmp_path / "none")
    assert "no path" in refused(Path("a\x00b"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_rights(tmp_path):
    path = write(tmp_path / "a.txt", ENGLISH)
    path.chmod(0)
    assert "permission denied" in refused(path)


def test_a_huge_file_is_refused_unread(tmp_path):
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    start = time.perf_counter()
    assert "is too large: 50,000,000 bytes, and the limit is 10,000,000" in refused(path)
    assert time.perf_counter() - start < 0.5


def test_the_limit_can_be_set(tmp_path):
    path = write(tmp_path / "a.txt", ENGLISH)
    assert "too large" in refused(path, max_size=20)
    assert only(path, max_size=len(ENGLISH)).text == ENGLISH


def test_an_endless_stream_is_refused(monkeypatch):
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"word " * 100)))
    assert "too large" in refused(Path("-"), max_size=50)
    assert "too large" in refused(Path("/dev/zero"), max_size=50)


def test_the_others_of_a_batch_are_read(tmp_path):
    write(tmp_path / "a.txt", ENGLISH)
    write(tmp_path / "b.txt", b"\xff")
    write(tmp_path / "c.txt", ARABIC)
    kinds = [type(got).__name__ for got in get_reports([tmp_path, tmp_path / "none"])]
    assert kinds == ["Report", "Failure", "Report", "Failure"]


def test_a_report_in_another_language_is_kept_and_the_language_said(tmp_path):
    path = write(tmp_path / "french.txt", FRENCH)
    (got,) = take_in(Source(path))
    assert (got.report.language, got.language_name, got.report.text) == ("fr", "French", FRENCH)
    with pytest.raises(ReportError, match="another language \\(French\\)"):
        get_report(Source(path))


def test_the_language_given_is_not_questioned(tmp_path):
    assert only(write(tmp_path / "a.txt", FRENCH), given=Metadata(language="en")).language == "en"


def test_a_text_at_hand_goes_through_the_same_checks():
    assert report_from_text(ARABIC, Metadata(id="x"), "line 1").language == "ar"
    for text, sentence in [("", "empty"), ("a\x00b", "binary"), ("a \ud800", "surrogate"), (FRENCH, "French")]:
        with pytest.raises(ReportError, match=sentence):
            report_from_text(text, Metadata(), "line 1")
    with pytest.raises(ReportError, match="too large"):
        report_from_text(ENGLISH, Metadata(), "line 1", max_size=5)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.binary(max_size=300),
        st.text(max_size=200).map(lambda s: s.encode("utf-8", "surrogatepass")),
        st.text(alphabet="<>/pbodyhtml=\"' meta charset-?!-[]{}:\nابت", max_size=300).map(str.encode),
        st.text(max_size=100).map(lambda s: f"---\n{s}\n---\n{ENGLISH}".encode("utf-8", "replace")),
        st.text(max_size=100).map(lambda s: f"<html><head>{s}</head><body><p>{ENGLISH}{s}".encode("utf-8", "replace")),
    ),
    st.sampled_from([".txt", ".md", ".html", ".xhtml", ""]),
)
def test_any_bytes_give_a_report_or_a_sentence(tmp_path, data, suffix):
    path = write(tmp_path / f"any{suffix}", data)
    for got in take_in(Source(path)):  # any other exception than a ReportError comes out here
        if isinstance(got, Failure):
            assert got.sentence
            assert "\n" not in got.sentence
            assert "bug" not in got.sentence
        else:
            assert got.report.text.encode("utf-8")
            assert (got.report.language in ("ar", "en")) != bool(got.language_name)


def test_a_relative_path_is_read_from_the_folder_it_was_given_in(tmp_path, monkeypatch):
    for name in ("first", "second"):
        write(tmp_path / name / f"{name}.csv", f"text,published\n{ENGLISH},2020-03-18\n")
        monkeypatch.chdir(tmp_path / name)
        assert only(Path(f"{name}.csv")).text.strip() == ENGLISH
