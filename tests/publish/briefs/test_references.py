"""What a brief rests on, as its language writes it: quotation marks, and where in a file a report stands."""

import re
from dataclasses import replace

import pytest

from marsad.model.report import Report
from marsad.publish.briefs import compose
from marsad.publish.briefs.forms import FORMS


@pytest.fixture(scope="module", params=["reports.jsonl, line 2", "/of/somebody/facts.csv, row 30"])
def sources(request, found, names):
    """The list of sources as Markdown, where the first report comes from a file of many."""
    first, *rest = found.reports
    moved: list[Report] = [replace(first, address=request.param), *rest]
    document = compose(replace(found, reports=tuple(moved)), names)
    return document.language, FORMS["md"](document).decode()


def test_passages_are_quoted_as_the_language_quotes(sources):
    language, text = sources
    marks = {"en": "“”", "ar": "«»"}[language]
    assert re.search(f"    - .*{marks[0]}.+{marks[1]} \\(\\d+–\\d+, `", text)
    assert language == "en" or not re.search("[“”]", text)


def test_where_in_a_file_a_report_stands_is_in_words_of_the_language(sources):
    language, text = sources
    plain = re.sub("[\u2066-\u2069]", "", text)
    told = {
        "en": ("reports.jsonl, line 2", "facts.csv, row 30"),
        "ar": ("reports.jsonl، السطر 2", "facts.csv، الصف 30"),
    }
    assert any(each in plain for each in told[language])
    assert "somebody" not in plain
