"""The source book stays quick however many reports it has noted: no question walks through a whole table."""

import re

from marsad.model.report import Report
from marsad.reports.book import Book
from marsad.reports.metadata import Metadata

WORDS = "troops left the base army said officials handed control of northern camp after talks on Tuesday".split()


def test_noting_a_copy_looks_at_no_whole_table(tmp_path):
    asked: list[str] = []
    text = " ".join(WORDS * 8)
    with Book(tmp_path / "book.sqlite") as book:
        book.note(Report("one", text, "en", address="https://a.example/1"), Metadata())
        book._db.set_trace_callback(asked.append)
        links = book.note(Report("two", f"{text} again", "en", address="https://b.example/2"), Metadata())
        book._db.set_trace_callback(None)
        assert [(link.other, link.relation) for link in links] == [("one", "copy")]
        questions = [statement for statement in asked if re.match(r"\s*select\b.*\bfrom\b", statement, re.I | re.S)]
        plans = {q: [row[3] for row in book._db.execute(f"explain query plan {q}")] for q in questions}
    assert len(plans) > 3
    assert not {q: plan for q, plan in plans.items() if any(step.startswith("SCAN") for step in plan)}
