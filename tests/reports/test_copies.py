"""Copies told from reports that only tell of the same thing: labelled pairs made of the annotated reports.

What outlets do to a wire story is done here to each report: another headline, house spelling, sentences dropped and
added, an excerpt, a translated title. The other pairs are two reports of the same weeks and places, also such as share
a quotation or a paragraph of background.
"""

import datetime as dt
import itertools
import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.model.report import Report
from marsad.reports.book import Book
from marsad.reports.copies import alike, fingerprint
from marsad.reports.metadata import NOTHING

GOLD = sorted((Path(__file__).parents[1] / "gold" / "dev").glob("*.txt"))
TEXTS = {path.stem: path.read_text("utf-8") for path in GOLD}
HOUSE = {
    "ar": [("إ", "ا"), ("أ", "ا"), ("ة ", "ه "), ("،", ","), ("وقال", "وأضاف")],
    "en": [("said", "told reporters"), ("’", "'")],
}
LEAD = {
    "ar": "خاص - أفادت مصادر متابعة اليوم بتطورات جديدة في هذا الملف تنشرها الصحيفة تباعًا لقرائها الكرام.",
    "en": "Exclusive - this newspaper has followed the matter for weeks and now brings its readers the full account.",
}
TITLE = {"ar": "Coalition hands over another base, command says", "en": "التحالف يسلم قاعدة أخرى بحسب القيادة"}
BACKGROUND = {
    "ar": "يُذكر أن البرلمان كان قد صوّت في كانون الثاني من ذلك العام على قرار غير ملزم "
    "يدعو الحكومة إلى إنهاء وجود القوات الأجنبية على أراضي البلاد، ولم يُنفذ القرار حتى اليوم.",
    "en": "Parliament had voted in January of that year for a resolution, which binds nobody, "
    "that calls on the government to end the presence of foreign troops; it has not been carried out to this day.",
}


def parts(text: str) -> list[str]:
    return [part for part in re.split(r"\n+", text) if part.strip()]


def identical(text: str, language: str) -> str:
    return "  " + text.replace("\n", "\r\n") + "\n\n"


def house_style(text: str, language: str) -> str:
    for old, new in HOUSE[language]:
        text = text.replace(old, new)
    return text


def edited(text: str, language: str) -> str:
    """Another headline and lead, every seventh sentence dropped, some background added."""
    sentences = [s for part in parts(text)[1:] for s in re.split(r"(?<=[.؟!])\s+", part)]
    kept = [s for n, s in enumerate(sentences) if n % 7 != 3]
    return "\n".join([LEAD[language], *kept, BACKGROUND[language]])


def excerpted(text: str, language: str) -> str:
    """A third of the text, with a sentence of one's own before and after."""
    words = text.split()
    start = len(words) // 4
    return f"{LEAD[language]}\n{' '.join(words[start : start + max(45, len(words) // 3)])}\n{TITLE[language]}"


def translated_title(text: str, language: str) -> str:
    return "\n".join([TITLE[language], *parts(text)[1:]])


CHANGES = [identical, house_style, edited, excerpted, translated_title]


@cache
def pairs() -> list[tuple[str, str, bool]]:
    one = [(text, change(text, name[:2]), True) for name, text in TEXTS.items() for change in CHANGES]
    two = [(a, b, False) for (n, a), (m, b) in itertools.combinations(TEXTS.items(), 2) if n[:2] == m[:2]]
    names = list(TEXTS)
    quoting = []
    for n, name in enumerate(names):
        other = names[(n + 1) % len(names)]
        sentence = max(
            re.split(r"(?<=[.؟!])\s+", TEXTS[name]), key=lambda s: len(s.split()) if len(s.split()) < 40 else 0
        )
        language = name[:2]
        quoting.append(
            (f"{TEXTS[name]}\n{BACKGROUND[language]}", f"{TEXTS[other]}\n{sentence}\n{BACKGROUND[language]}", False)
        )
    return one + two + quoting


def test_copies_among_labelled_pairs():
    found = [(alike(fingerprint(a), fingerprint(b)) is not None, label) for a, b, label in pairs()]
    right = sum(seen and label for seen, label in found)
    precision, recall = right / sum(seen for seen, _ in found), right / sum(label for _, label in found)
    print(f"{len(found)} pairs, {sum(label for _, label in found)} of one text: "
          f"precision {precision:.3f}, recall {recall:.3f}")  # fmt: skip
    assert len(found) >= 300
    assert precision >= 0.98
    assert recall >= 0.95


@pytest.mark.parametrize(
    ("change", "relation"),
    [(identical, {"copy"}), (house_style, {"copy"}), (edited, {"copy", "excerpt"}), (excerpted, {"excerpt"})],
)
def test_how_they_are_alike(change, relation):
    seen = [alike(fingerprint(text), fingerprint(change(text, name[:2]))) for name, text in TEXTS.items()]
    right = sum(found is not None and found.relation in relation for found in seen)
    assert right >= 0.95 * len(seen)


@given(st.text(max_size=300), st.text(max_size=300))
def test_likeness_has_no_direction(one, other):
    a, b = fingerprint(one), fingerprint(other)
    assert alike(a, b) == alike(b, a)
    assert alike(a, a) is None or alike(a, a).share == 1.0


def report(id: str, text: str, publisher: str = "A", address: str | None = None) -> Report:
    return Report(id, text, "en", dt.date(2020, 3, 17), publisher, None, address or f"https://{id}.example/a")


def test_the_book_says_what_is_one_with_what(tmp_path):
    text, other = TEXTS["en-01"], TEXTS["en-02"]
    with Book(tmp_path / "book.sqlite") as book:
        assert book.note(report("one", text), NOTHING) == []
        assert book.note(report("unrelated", other), NOTHING) == []
        (copy,) = book.note(report("wire", house_style(text, "en"), "B"), NOTHING)
        assert (copy.other, copy.relation, copy.publisher) == ("one", "copy", "A")
        updated = report("one", f"{text}\n{BACKGROUND['en']}")
        links = {link.other: link.relation for link in book.note(updated, NOTHING)}
        assert links == {"one": "version", "wire": "copy"}
        assert book.note(updated, NOTHING) == [], "once is enough"
    with Book(tmp_path / "book.sqlite") as book:
        assert {link.relation for link in book.links("one")} == {"version", "copy"}
        assert {link.other for link in book.links("unrelated")} == set()


def test_a_version_is_known_by_its_address_whatever_its_text(tmp_path):
    with Book(tmp_path / "book.sqlite") as book:
        book.note(report("a", TEXTS["en-01"], address="https://example.org/live"), NOTHING)
        rewritten = report("b", TEXTS["en-02"], address="https://EXAMPLE.org/live?utm_source=x")
        (link,) = book.note(rewritten, NOTHING)
        assert (link.other, link.relation) == ("a", "version")
        assert "is a new version of a" in link.sentence


def test_failures_are_remembered_until_they_are_mended(tmp_path):
    with Book(tmp_path / "book.sqlite") as book:
        book.failed("https://example.org/a", "answers 503.")
        book.failed("https://example.org/a", "answers 500.")
        (failure,) = book.failures()
        assert (failure.sentence, failure.times) == ("answers 500.", 2)
        book.mended(["https://example.org/a", "never seen"])
        assert book.failures() == []
