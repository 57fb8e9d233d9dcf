"""Each format of reports: what comes out of a good file, and the sentence for a bad one."""

import base64
import csv
import datetime as dt
import gzip
import io
import json
import shutil
import subprocess
import sys
import time
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from marsad.errors import ReportError
from marsad.reports import Failure, Got, Metadata, Options, Source, get_reports, take_in
from marsad.reports.formats.pdf import letters
from marsad.reports.formats.rtl import Glyph, line_in_order

ENGLISH = "The coalition handed over its base at al-Qaim to the Iraqi army on Tuesday."
ARABIC = "سلّم التحالف الدولي قاعدة القائم إلى الجيش العراقي يوم الثلاثاء."
DAY = dt.date(2020, 3, 17)
SAMPLES = Path(__file__).parent / "samples"


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def taken(path: Path, **options) -> list[Got | Failure]:
    return list(take_in(Source(path), Metadata(), Options(**options)))


def reports(path: Path, **options):
    found = taken(path, **options)
    assert all(isinstance(got, Got) for got in found), found
    return [got.report for got in found]


def sentences(path: Path, **options) -> str:
    return " | ".join(got.sentence for got in taken(path, **options) if isinstance(got, Failure))


def zipped(**files: str | bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return packed.getvalue()


def page(text: str, day: str = "2020-03-17") -> str:
    return (
        f'<html><head><meta property="article:published_time" content="{day}"></head>'
        f"<body><article><p>{text}</p></article></body></html>"
    )


def test_a_table_has_a_report_in_each_row(tmp_path):
    path = tmp_path / "statements.csv"
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        csv.writer(file).writerows(
            [
                ["Date", "Source", "Full Text", "URL", "Notes"],
                ["2020-03-17", "Levant Wire", f"{ENGLISH}\nMore.", "https://example.org/a", "x"],
                ["2020-03-18T10:00", "المدار", ARABIC, "https://example.org/b", ""],
                ["", "", "", "", ""],
            ]
        )
    first, second = reports(path)
    assert (first.text, first.published, first.publisher) == (f"{ENGLISH}\nMore.", DAY, "Levant Wire")
    assert (second.language, second.address) == ("ar", "https://example.org/b")
    assert first.id != second.id
    assert reports(path)[0].id == first.id


def test_arabic_headings_and_semicolons(tmp_path):
    path = write(tmp_path / "a.csv", f"التاريخ;المصدر;النص\n2020-03-17;المدار;{ARABIC}\n")
    (report,) = reports(path)
    assert (report.text, report.published, report.publisher) == (ARABIC, DAY, "المدار")


def test_columns_are_named_where_nobody_would_guess_them(tmp_path):
    path = write(tmp_path / "a.csv", f"c1,c2\n17/03/2020,{ENGLISH}\n99/03/2020,{ENGLISH}\n")
    assert "has no column of texts; name it with --columns text=NAME. It has c1, c2." in sentences(path)
    how = {"columns": {"text": "c2", "published": "C1"}, "date_format": "%d/%m/%Y"}
    got, failure = taken(path, **how)
    assert got.report.published == DAY
    assert "row 3 gives the date '99/03/2020'; it does not fit '%d/%m/%Y'" in failure.sentence
    assert "has no column 'c9'" in sentences(path, columns={"text": "c9"})


def test_a_table_without_texts_is_told_of_once(tmp_path):
    path = write(tmp_path / "a.csv", "c1,,c2\n" + "x,,y\n" * 50)
    (failure,) = taken(path)
    assert failure.sentence.endswith("has no column of texts; name it with --columns text=NAME. It has c1, c2.")
    lines = "".join(json.dumps({f"k{n}": 1}) + "\n" for n in range(300)) + json.dumps({"text": ENGLISH})
    assert len(taken(write(tmp_path / "b.jsonl", lines))) == 301


def test_a_date_that_could_be_read_two_ways_is_not_guessed_at(tmp_path):
    path = write(tmp_path / "a.csv", f"date,text\n03/04/2020,{ENGLISH}\n")
    assert "gives the date '03/04/2020'; write it as 2020-03-17 or say --date-format" in sentences(path)


def test_spreadsheets_and_parquet(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    parquet = pytest.importorskip("pyarrow.parquet")
    import pyarrow

    book = openpyxl.Workbook()
    book.active.append(["text", "published", "outlet"])
    book.active.append([ENGLISH, dt.datetime(2020, 3, 17, 9), "Levant Wire"])
    book.create_sheet("ar").append(["نص", "تاريخ"])
    book["ar"].append([ARABIC, dt.date(2020, 3, 17)])
    book.save(tmp_path / "a.xlsx")
    table = pyarrow.table({"text": [ENGLISH, ARABIC], "published": [DAY, DAY], "embedding": [[0.1], [0.2]]})
    parquet.write_table(table, tmp_path / "a.parquet")
    for name in ("a.xlsx", "a.parquet"):
        assert [(r.text, r.published) for r in reports(tmp_path / name)] == [(ENGLISH, DAY), (ARABIC, DAY)], name


def test_json_lines(tmp_path):
    lines = [{"id": "x1", "body": ENGLISH, "date": "2020-03-17"}, {"id": "x2", "body": ARABIC, "authors": ["ليلى"]}]
    text = "\n".join(json.dumps(line) for line in lines) + "\n{broken\n[1]\n"
    first, second, broken, no_object = taken(write(tmp_path / "a.jsonl", text))
    assert (first.report.id, first.report.published) == ("x1", DAY)
    assert second.known.authors == ("ليلى",)
    assert "line 3 is no JSON" in broken.sentence
    assert "line 4 is no JSON object" in no_object.sentence


def test_a_spreadsheet_whose_columns_are_named_below_a_title(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (
        ["تقارير آذار"],
        [],
        ["م", "التاريخ", "المصدر", "النص"],
        [1, DAY, "وكالة الفرات", ARABIC],
        [2, DAY, "", ""],
    ):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    (report,) = reports(tmp_path / "a.xlsx")
    assert (report.text, report.published, report.publisher) == (ARABIC, DAY, "وكالة الفرات")


TELEGRAM_PAGE = """<html><body><div class="page_header"><div class="text bold">قناة الأنبار</div>
</div><div class="page_body chat_page"><div class="history"><div class="message service" id="message-1">
<div class="body details">17 March 2020</div></div>{posts}</div></div></body></html>"""
TELEGRAM_POST = """<div class="message default clearfix{joined}" id="message{number}"><div class="body">
<div class="pull_right date details" title="17.03.2020 20:19:24 UTC+03:00">20:19</div>{sender}{text}</div></div>"""


def test_a_chat_that_was_exported_as_a_page(tmp_path):
    sender = '<div class="from_name"> قناة الأنبار </div>'
    text = f'<div class="text">{ARABIC}<br>{ENGLISH} <a href="">link</a></div>'
    forwarded = '<div class="forwarded body"><div class="from_name">Euphrates <span class="date details">x</span></div>'
    posts = [
        TELEGRAM_POST.format(number=2, joined="", sender=sender, text=text),
        TELEGRAM_POST.format(number=3, joined=" joined", sender="", text=f'<div class="text">{ENGLISH}</div>'),
        TELEGRAM_POST.format(
            number=4, joined="", sender=sender, text=f'{forwarded}<div class="text">{ENGLISH}</div></div>'
        ),
        TELEGRAM_POST.format(number=5, joined="", sender=sender, text='<div class="media_wrap">Photo</div>'),
    ]
    found = reports(write(tmp_path / "messages.html", TELEGRAM_PAGE.format(posts="".join(posts))))
    assert [(r.id, r.published, r.publisher) for r in found] == [
        ("قناة الأنبار-2", DAY, "قناة الأنبار"),
        ("قناة الأنبار-3", DAY, "قناة الأنبار"),
        ("قناة الأنبار-4", DAY, "Euphrates"),
    ]
    assert found[0].text == f"{ARABIC}\n{ENGLISH} link"


def test_a_post_that_was_forwarded_is_its_first_channels(tmp_path):
    post = {"id": 2, "date": "2020-03-17T10:00:00", "from": "Anbar", "forwarded_from": "Euphrates", "text": ENGLISH}
    export = {"name": "Anbar", "type": "public_channel", "id": 1, "messages": [post]}
    (report,) = reports(write(tmp_path / "result.json", json.dumps(export)))
    assert report.publisher == "Euphrates"


def test_a_telegram_channel(tmp_path):
    export = {
        "name": "خلية الإعلام", "type": "public_channel", "id": 1234,
        "messages": [
            {"id": 1, "type": "service", "date": "2020-03-16T10:00:00", "text": ""},
            {"id": 2, "type": "message", "date": "2020-03-17T23:30:00", "from": "خلية الإعلام",
             "text": ["عاجل: ", {"type": "bold", "text": ARABIC}, ""]},
        ],
    }  # fmt: skip
    (report,) = reports(write(tmp_path / "result.json", json.dumps(export)))
    assert (report.text, report.published, report.publisher) == (f"عاجل: {ARABIC}", DAY, "خلية الإعلام")
    assert report.address == "https://t.me/c/1234/2"
    assert [r.text for r in get_reports([tmp_path])] == [report.text], "also found in a folder"


def test_an_archive_of_x(tmp_path):
    posts = [
        {
            "tweet": {
                "id_str": "7",
                "full_text": "1 &amp; 2: " + ENGLISH,
                "created_at": "Tue Mar 17 20:19:24 +0000 2020",
            }
        },
        {
            "tweet": {
                "id_str": "8",
                "full_text": "RT @other: " + ENGLISH,
                "created_at": "Tue Mar 17 20:19:24 +0000 2020",
            }
        },
    ]
    script = "window.YTD.tweets.part0 = " + json.dumps(posts)
    packed = zipped(data__tweets_js=script, data__like_js="window.YTD.like.part0 = []")
    for path in (write(tmp_path / "tweets.js", script), write(tmp_path / "x.zip", packed)):
        found = [got.report for got in taken(path) if isinstance(got, Got)]
        assert [(r.id, r.text, r.published) for r in found] == [("x-7", f"1 & 2: {ENGLISH}", DAY)]


def test_long_posts_of_an_archive_of_x(tmp_path):
    note = {"noteTweetId": "9", "createdAt": "2020-03-17T20:19:24.000Z", "core": {"text": ENGLISH * 5}}
    script = "window.YTD.note_tweet.part0 = " + json.dumps([{"noteTweet": note}, {"noteTweet": {"core": 1}}])
    write(tmp_path / "note-tweet.js", script)
    (report,) = get_reports([tmp_path])
    assert (report.id, report.text, report.published) == ("x-note-9", ENGLISH * 5, DAY)


RSS = f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Levant Wire</title><item><title>Base handed over</title><link>https://example.org/a</link>
<pubDate>Tue, 17 Mar 2020 09:00:00 GMT</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>{ENGLISH}</p><script>x()</script><p>Second.</p>]]></content:encoded></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Levant Wire</title><entry><title>Base handed over</title>
<link href="https://example.org/a"/><id>tag:1</id><published>2020-03-17T09:00:00Z</published>
<content type="html">&lt;p&gt;{ENGLISH}&lt;/p&gt;&lt;p&gt;Second.&lt;/p&gt;</content></entry></feed>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Levant Wire",
        "items": [
            {
                "id": "1",
                "url": "https://example.org/a",
                "title": "Base handed over",
                "date_published": "2020-03-17T09:00:00Z",
                "content_html": f"<p>{ENGLISH}</p><p>Second.</p>",
            }
        ],
    }
)


@pytest.mark.parametrize(("name", "feed"), [("a.rss", RSS), ("a.xml", ATOM), ("a.json", JSON_FEED)])
def test_feeds_in_three_forms(tmp_path, name, feed):
    (report,) = reports(write(tmp_path / name, feed))
    assert report.text == f"Base handed over\n\n{ENGLISH}\nSecond."
    assert (report.published, report.publisher, report.address) == (DAY, "Levant Wire", "https://example.org/a")


def letter(**parts: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = '"خلية الإعلام" <press@example.org>'
    mail["Subject"] = "تسليم قاعدة القائم"
    mail["Date"] = "Tue, 17 Mar 2020 23:30:00 +0300"
    mail.set_content(parts.get("plain", ARABIC))
    if "html" in parts:
        mail.add_alternative(parts["html"], subtype="html")
    return mail


def test_a_newsletter_with_an_attachment(tmp_path):
    mail = letter(html=f"<p>{ARABIC}</p>")
    mail.add_attachment(page(ENGLISH).encode(), maintype="text", subtype="html", filename="statement.html")
    mail.add_attachment(b"\x89PNG....", maintype="image", subtype="png", filename="map.png")
    body, attached, picture = taken(write(tmp_path / "a.eml", mail.as_bytes()))
    assert (body.report.text.strip(), body.report.published, body.report.publisher) == (ARABIC, DAY, "خلية الإعلام")
    assert body.report.title == "تسليم قاعدة القائم"
    assert (attached.report.text, attached.report.id) == (ENGLISH, "statement")
    assert "map.png is a PNG image" in picture.sentence


def test_a_newsletter_whose_plain_form_leads_to_the_web(tmp_path):
    mail = letter(html=f"<table><tr><td><h1>Base left</h1><p>{ENGLISH}</p><p>{ARABIC}</p></td></tr></table>")
    mail.get_body(("plain",)).set_content("Read this on the web.")
    (report,) = reports(write(tmp_path / "a.eml", mail.as_bytes()))
    assert report.text == f"Base left\n{ENGLISH}\n{ARABIC}"


def test_a_saved_page(tmp_path):
    saved = (
        b"From: <Saved by a browser>\r\nSnapshot-Content-Location: https://example.org/a\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
        b'Content-Type: text/html; charset="windows-1256"\r\n'
        b"Content-Transfer-Encoding: base64\r\n\r\n"
    )
    plain = ARABIC.replace("سلّم", "سلم")
    body = base64.encodebytes(page(plain).encode("cp1256"))
    path = write(tmp_path / "a.mhtml", saved + body + b"\r\n--b--\r\n")
    (report,) = reports(path)
    assert (report.text, report.address, report.published) == (plain, "https://example.org/a", DAY)


def warc(*pages: tuple[str, str, bytes], compress: bool = True) -> bytes:
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=compress)
    for address, media, body in pages:
        head = StatusAndHeaders("200 OK", [("Content-Type", media)], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(address, "response", payload=io.BytesIO(body), http_headers=head))
    return file.getvalue()


PAGES = (
    ("https://example.org/a", "text/html; charset=utf-8", page(ENGLISH).encode()),
    ("https://example.org/style.css", "text/css", b"p {}"),
    ("https://example.org/b.txt", "text/plain", ARABIC.encode()),
)


def test_web_archives(tmp_path):
    wacz = zipped(archive__data_warc_gz=warc(*PAGES), datapackage_json="{}", pages__pages_jsonl="{}\n{}\n")
    for name, data in (("a.warc.gz", warc(*PAGES)), ("a.warc", warc(*PAGES, compress=False)), ("a.wacz", wacz)):
        found = reports(write(tmp_path / name, data))
        assert [(r.text, r.address) for r in found] == [
            (ENGLISH, "https://example.org/a"),
            (ARABIC, "https://example.org/b.txt"),
        ], name
        assert found[0].published == DAY, "by the page, not by the day of capture"


def test_a_crawlers_own_notes_are_no_reports(tmp_path):
    rules = ("https://example.org/robots.txt", "text/plain", b"User-agent: *")
    path = write(tmp_path / "a.warc.gz", warc(rules, ("metadata://gnu.org/wget.log", "text/plain", b"log"), *PAGES))
    assert len(reports(path)) == 2


def test_a_zip_of_any_of_these(tmp_path):
    inner = zipped(deep_txt=ARABIC)
    path = write(
        tmp_path / "a.zip",
        zipped(
            a_html=page(ENGLISH),
            sub__b_txt=ARABIC,
            c_zip=inner,
            __MACOSX___b_txt="x",
            _hidden="x",
            d_gz=gzip.compress(b"\xff"),
        ),
    )
    found = taken(path)
    assert [got.report.text for got in found if isinstance(got, Got)] == [ENGLISH, ARABIC, ARABIC]
    (failure,) = [got for got in found if isinstance(got, Failure)]
    assert "a.zip: d.gz: d is no valid UTF-8" in failure.sentence


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_a_packed_file_that_was_cut_off_is_no_report(tmp_path, share):
    """Half a report reads like a whole one: nobody could see that what it took back on page two is missing."""
    packed = gzip.compress("\n".join(f"{ENGLISH} {n}" for n in range(500)).encode())
    path = write(tmp_path / "a.txt.gz", packed[: int(share * len(packed))])
    assert sentences(path) == f"{path} is a gzip archive that breaks off in the middle; copy it anew."


def test_a_packed_file_is_read_with_all_its_members(tmp_path):
    """As files that were packed one by one and joined, or packed in blocks."""
    members = gzip.compress(f"{ENGLISH}\n".encode()), gzip.compress(b""), gzip.compress(ARABIC.encode())
    (report,) = reports(write(tmp_path / "a.txt.gz", b"".join(members)), max_size=1_000)
    assert report.text == f"{ENGLISH}\n{ARABIC}"
    (padded,) = reports(write(tmp_path / "b.txt.gz", members[0] + b"\0" * 512))
    assert padded.text.strip() == ENGLISH
    whole = members[0] + members[2]
    assert "is a damaged gzip archive" in sentences(write(tmp_path / "c.txt.gz", whole + b"and something else"))
    assert "breaks off" in sentences(write(tmp_path / "d.txt.gz", whole[:-1]))


def test_a_packed_file_of_members_without_end_is_given_up_at_once(tmp_path):
    data = gzip.compress(b"") * 400_000
    start = time.monotonic()
    assert "is a damaged gzip archive" in sentences(write(tmp_path / "a.txt.gz", data))
    assert time.monotonic() - start < 20


def test_a_packed_file_may_be_named_in_capitals(tmp_path):
    assert [r.text for r in reports(write(tmp_path / "A.TXT.GZ", gzip.compress(ENGLISH.encode())))] == [ENGLISH]


def stored(**files: bytes) -> bytes:
    """A ZIP that packs nothing, so that no bound of its ratio is met."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("_", "."), content)
    return packed.getvalue()


@pytest.mark.parametrize("name", ["a_warc", "A_WARC", "a_warc_gz", "A_Warc_GZ"])
def test_a_web_archive_in_a_zip_may_be_larger_than_one_report(tmp_path, name):
    data = warc(*PAGES, compress=name.lower().endswith("gz"))
    found = taken(write(tmp_path / "a.zip", stored(**{name: data})), max_size=len(data) - 1)
    assert [type(got) for got in found] == [Got] * len(taken(write(tmp_path / "a.warc.gz", warc(*PAGES))))


def test_a_large_report_in_a_zip_is_refused_whatever_its_name(tmp_path):
    for name in ("a_txt", "A_TXT", "a_csv", "a"):
        assert "is too large" in sentences(write(tmp_path / "a.zip", stored(**{name: b"x" * 2_000})), max_size=1_000)


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_damaged_member_of_a_zip_costs_no_other(tmp_path, method):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        archive.writestr("bad.txt", ENGLISH)
        archive.writestr("good.txt", ARABIC)
        start = archive.getinfo("bad.txt").header_offset + 30 + len("bad.txt")
        size = archive.getinfo("bad.txt").compress_size
    data = bytearray(packed.getvalue())
    data[start + size // 3 : start + size] = b"\xff" * (size - size // 3)
    good, bad = sorted(taken(write(tmp_path / "a.zip", bytes(data))), key=lambda got: isinstance(got, Failure))
    assert good.report.text == ARABIC
    assert "a.zip: bad.txt is damaged and cannot be unpacked" in bad.sentence


def test_what_saved_pages_are_made_of_is_no_report(tmp_path):
    """Browsers save a page with a folder of its parts beside it; a picture by itself is no report either."""
    parts = {
        "Base left_files/ad.html": page("Buy this."),
        "Base left_files/a.css": "p {}",
        "photo.jpg": "\0",
        "a.js": "",
    }
    for name, content in {"Base left.html": page(ENGLISH), **parts}.items():
        (tmp_path / "saved" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "saved" / name).write_text(content, "utf-8")
    assert [r.text for r in get_reports([tmp_path / "saved"])] == [ENGLISH]
    shutil.make_archive(str(tmp_path / "saved"), "zip", tmp_path / "saved")
    assert [got.report.text for got in taken(tmp_path / "saved.zip") if isinstance(got, Got)] == [ENGLISH]
    (failure,) = get_reports([tmp_path / "saved" / "photo.jpg"])
    assert isinstance(failure, Failure), "who names it is told"


def test_names_that_lead_out_of_an_archive_lead_nowhere(tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("../../escaped.txt", ENGLISH)
        archive.writestr("/etc/escaped.txt", ENGLISH)
    before = set(tmp_path.parent.rglob("*"))
    path = write(tmp_path / "a.zip", packed.getvalue())
    assert {got.report.id for got in taken(path) if isinstance(got, Got)} <= {"escaped"}
    assert set(tmp_path.parent.rglob("*")) - before == {path}


def test_bombs_are_refused(tmp_path):
    zeros = b"0" * 30_000_000
    assert "as a bomb does" in sentences(write(tmp_path / "a.zip", zipped(a_txt=zeros)))
    nested = zipped(x_txt=ENGLISH)
    for _ in range(8):
        nested = zipped(x_zip=nested)
    assert "packed more than 4 times over" in sentences(write(tmp_path / "b.zip", nested))
    assert "unpacks to more than 10,000,000 bytes" in sentences(write(tmp_path / "c.txt.gz", gzip.compress(zeros)))
    document = zipped(word__document_xml=b"<x>" + zeros, **{"[Content__Types]_xml": "<x/>"})
    assert "as a bomb does" in sentences(write(tmp_path / "d.docx", document))
    assert "as a bomb does" in sentences(write(tmp_path / "e.xlsx", document))
    body = gzip.compress(b"<html><body>" + zeros)
    head = StatusAndHeaders(
        "200 OK", [("Content-Type", "text/html"), ("Content-Encoding", "gzip")], protocol="HTTP/1.1"
    )
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=True)
    writer.write_record(writer.create_warc_record("https://e.org/", "response", io.BytesIO(body), http_headers=head))
    assert "is larger than 10,000,000 bytes" in sentences(write(tmp_path / "f.warc.gz", file.getvalue()))


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
)


def test_entities_are_not_expanded(tmp_path):
    secret = write(tmp_path / "secret.txt", "The secret of the file system.")
    rss = RSS.split("?>", 1)[1]
    for declared, used in ((LAUGHS + "]>", "&j;"), (f'<!DOCTYPE x [<!ENTITY s SYSTEM "file://{secret}">]>', "&s;")):
        feed = '<?xml version="1.0"?>' + declared + rss.replace("Base handed over", used)
        assert "declares entities of its own" in sentences(write(tmp_path / "a.rss", feed))
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_paragraph("USED")
    document.save(tmp_path / "a.docx")
    with zipfile.ZipFile(tmp_path / "a.docx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    body = parts["word/document.xml"].decode().replace("USED", "&s; and more of the text")
    declared = f'<!DOCTYPE x [<!ENTITY s SYSTEM "file://{secret}">]>'
    parts["word/document.xml"] = body.replace("?>", "?>" + declared, 1).encode()
    with zipfile.ZipFile(tmp_path / "b.docx", "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    for got in taken(tmp_path / "b.docx"):
        assert "secret" not in (got.sentence if isinstance(got, Failure) else got.report.text)


def test_a_word_document(tmp_path):
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.core_properties.title = "بيان"
    document.add_heading("بيان", 1)
    document.add_paragraph(ARABIC)
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "القوة", "300 جندي"
    document.add_paragraph(ENGLISH)
    document.save(tmp_path / "a.docx")
    for name in ("a.docx", "named-wrongly.zip"):
        (tmp_path / name).write_bytes((tmp_path / "a.docx").read_bytes())
        (report,) = reports(tmp_path / name)
        assert report.text == f"بيان\n{ARABIC}\nالقوة\t300 جندي\n{ENGLISH}"
        assert report.title == "بيان"


def test_letters_for_their_shapes():
    assert letters("ﺳﻠﻢ اﻟﺘﺤﺎﻟﻒ ﻻ") == "سلم التحالف لا"
    assert letters("½ 5³ ①") == "½ 5³ ①", "other characters stay as they are"


def test_a_missing_package_is_asked_for_by_name(tmp_path, monkeypatch):
    from marsad.reports.formats import Input, format_of, take_apart  # in this process: the child has all packages

    extras = {"pypdfium2": "pdf", "docx": "docx", "openpyxl": "sheets", "pyarrow": "parquet"}
    for package, extra in extras.items():
        name = "a.xlsx" if extra == "sheets" else f"a.{extra}"
        monkeypatch.setitem(sys.modules, package, None)
        with pytest.raises(Exception, match=rf"pip install 'marsad\[{extra}\]'"):
            list(take_apart(format_of(name, b""), Input(name, name, b"%PDF-1.7")))


ARABIC_LINES = [
    "سلم التحالف الدولي قاعدة القائم إلى الجيش العراقي يوم الثلاثاء 17 آذار 2020.",
    "وقال المتحدث (مايلز كاغينز) إن نحو 300 جندي غادروا القاعدة، بحسب بيان CJTF-OIR.",
    "ولا علاقة للانسحاب بالهجمات الأخيرة.",
]


@pytest.mark.parametrize("written", ["shapes", "letters", "shaped"])
def test_arabic_in_a_pdf_is_read_in_its_order(written):
    """Written as shapes from left to right, as letters with ligatures, and by a shaping engine."""
    pytest.importorskip("pypdfium2")
    (report,) = reports(SAMPLES / f"arabic-{written}.pdf")
    assert report.text.split("\n") == ARABIC_LINES
    assert report.language == "ar"


def test_an_english_pdf_and_a_scan():
    pytest.importorskip("pypdfium2")
    (report,) = reports(SAMPLES / "english.pdf")
    assert report.text == f"{ENGLISH}\nAbout 300 troops left the base, a spokesman said."
    assert report.title is None, "'untitled' is no title"
    assert "is a scanned PDF: pictures without text" in sentences(SAMPLES / "scan.pdf")


def scanned(name: str, folder: Path) -> Path:
    """A sample as a scanner gives it: its pages as pictures."""
    pdfium = pytest.importorskip("pypdfium2")
    made = pdfium.PdfDocument.new()
    for page in pdfium.PdfDocument(SAMPLES / name):
        picture = pdfium.PdfImage.new(made)
        picture.set_bitmap(page.render(scale=4))
        picture.set_matrix(pdfium.PdfMatrix().scale(*page.get_size()))
        sheet = made.new_page(*page.get_size())
        sheet.insert_obj(picture)
        sheet.gen_content()
    made.save(folder / name)
    return folder / name


@pytest.mark.skipif(not shutil.which("tesseract"), reason="Tesseract is not installed")
def test_a_scan_is_read_where_tesseract_is(tmp_path):
    (report,) = reports(scanned("english.pdf", tmp_path))
    assert "About 300 troops left the base, a spokesman said." in report.text
    if "ara" in subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True).stdout.split():
        (report,) = reports(scanned("arabic-shaped.pdf", tmp_path))
        assert report.language == "ar"
        assert len(set(" ".join(ARABIC_LINES).split()) & set(report.text.split())) >= 3


def test_a_scan_where_tesseract_is_not(tmp_path, monkeypatch):
    from marsad.reports.formats import pdf

    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ReportError, match=r"install Tesseract .* or recognise its text first with ocrmypdf"):
        pdf.take(scanned("english.pdf", tmp_path).read_bytes(), "it")


def glyphs(line: str, width: float = 5.0) -> list[Glyph]:
    """A line as it stands on the page, given from left to right."""
    return [Glyph(char, n * width, (n + 1) * width) for n, char in enumerate(line)]


@pytest.mark.parametrize(
    ("seen", "read"),
    [
        ("يدنج 300 وحن", "نحو 300 جندي"),
        ("10:30 ةعاسلا", "الساعة 10:30"),
        ("3.5 ةبسن", "نسبة 3.5"),
        (".2020", "2020."),
        ("F-16 زارط", "طراز F-16"),
        (".(JOC) نايب", "بيان (JOC)."),
        ("٢٠٢٠ ماع", "عام ٢٠٢٠"),
    ],
)
def test_what_runs_from_left_to_right_in_an_arabic_line(seen, read):
    assert line_in_order(glyphs(seen)) == read
