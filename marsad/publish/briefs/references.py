"""Numbers for sources: each report gets one in the order in which the brief first rests on it, the ledger the last."""

import re
from collections.abc import Callable
from dataclasses import replace

from marsad.ledger import Entry
from marsad.model.report import Report
from marsad.posture.brief import Brief
from marsad.publish.briefs.document import Document, Passage, Section, Sentence, Source
from marsad.publish.wording.dates import day, moment
from marsad.publish.wording.names import Namer

_LONGEST = 400  # characters of a passage that a list of sources shows
_PASSAGES = 2  # of a claim
_WITHIN = re.compile(r", (?P<of>line|row) (?P<n>\d+)$")  # where in a file of many a report stands
_FOLDERS = re.compile(r"^.*[/\\]", re.S)


def numbered(document: Document, brief: Brief, names: Namer) -> Document:
    """The document with its sources, and each sentence with their numbers."""
    entries = {entry.id: entry for entry in brief.entries}
    cited: dict[str, dict[str, None]] = {}  # report → the claims that sentences rest on
    for sentence in document.sentences:
        for claim in sentence.claims:
            cited.setdefault(entries[claim].report_id, {})[claim] = None
    numbers = {report: n for n, report in enumerate(cited, 1)}
    ledger = len(numbers) + 1

    def with_numbers(sentence: Sentence) -> Sentence:
        found = sorted({numbers[entries[claim].report_id] for claim in sentence.claims})
        return replace(sentence, sources=tuple(found or [ledger]))

    reports = {report.id: report for report in brief.reports}
    sources = [_source(numbers[id], reports[id], [entries[c] for c in cited[id]], brief, names) for id in cited]
    return replace(
        document,
        lead=tuple(map(with_numbers, document.lead)),
        sections=tuple(_numbered(section, with_numbers) for section in document.sections),
        figures=tuple(replace(figure, caption=with_numbers(figure.caption)) for figure in document.figures),
        sources=(*sources, _ledger(ledger, brief, names)),
    )


def _numbered(section: Section, with_numbers: Callable[[Sentence], Sentence]) -> Section:
    return replace(section, items=tuple(tuple(map(with_numbers, item)) for item in section.items))


def _source(number: int, report: Report, cited: list[Entry], brief: Brief, names: Namer) -> Source:
    say = names.messages
    published = day(report.published, say) if report.published else say.say("source-undated")
    parts = [names.foreign(report.publisher or report.id), published]
    if grade := brief.grades.get(report.publisher or ""):
        parts.append(say.say("source-grade", grade=grade))
    return Source(
        number,
        names.words.phrases.comma.join(parts),
        report.title or "",
        _address(report, names),
        report.language,
        _passages(cited, report, names),
        "" if report.text else say.say("source-erased"),
    )


def _address(report: Report, names: Namer) -> str:
    """Where others find it; of a file its name alone, since folders are the author's own affair."""
    address = report.address or ""
    if "://" in address:
        return address
    file = _FOLDERS.sub("", address)
    if not (found := _WITHIN.search(file)):
        return file
    within = names.messages.say(f"source-{found['of']}", n=found["n"])
    return f"{file[: found.start()]}{names.words.phrases.comma}{within}"


def _passages(cited: list[Entry], report: Report, names: Namer) -> tuple[Passage, ...]:
    """Each passage once, with all claims that it supports; a claim without words stands with its id alone."""
    claims: dict[tuple[str, int, int], list[str]] = {}
    for entry in cited:
        said_by = entry.claim.said_by
        speaker = names.voice(said_by.of, [said_by]) if said_by else ""
        spans = [tuple(span) for span in entry.claim.evidence[:_PASSAGES]] if report.text else []
        for start, end in spans or [(0, 0)]:
            claims.setdefault((speaker, start, end), []).append(entry.id)
    return tuple(
        Passage(tuple(ids), speaker, _short(report.text[start:end]), start, end)
        for (speaker, start, end), ids in claims.items()
    )


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1].rstrip() + "…"


def _ledger(number: int, brief: Brief, names: Namer) -> Source:
    say = names.messages
    told = say.say(
        "ledger-source",
        recorded=moment(brief.answer.recorded, say),
        claims=len(brief.entries),
        reports=len(brief.reports),
    )
    return Source(number, told)
