"""`marsad try`: a piece of text, what every layer finds in it, and the claims with the rules that made them."""

import datetime as dt
import json
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from marsad.cli._given import language_option, published_option
from marsad.cli._options import json_option, register_option, spoken_option
from marsad.cli._reader import say
from marsad.model.claim import Claim
from marsad.model.report import Report
from marsad.publish.interface import Phrases, phrases
from marsad.reader import Reader
from marsad.reports import MAX_SIZE, Metadata, report_from_text

_WORDS = ("status", "activity", "phase", "means")  # slots whose values are words of the contract
Step = dict[str, Any]  # layer, span, text, value, rule


@click.command("try")
@click.argument("text")
@language_option
@published_option
@register_option
@spoken_option
@json_option
def try_(
    text: str,
    language: str | None,
    published: dt.date | None,
    register: tuple[Path, ...],
    spoken: str,
    as_json: bool,
) -> None:
    """Show what is found in a piece of text, layer by layer, and by which rule.

    TEXT is the text itself, or - for standard input. Nothing is recorded.

    \b
    Examples:
      marsad try "The coalition left al-Qaim on Tuesday." --published 2020-03-19
      marsad try "انسحب التحالف من قاعدة القائم." --language ar
    """
    if text == "-":
        text = sys.stdin.read(MAX_SIZE + 1)
    report = report_from_text(text, Metadata(id="try", language=language, published=published), "the text")
    reader = Reader(register)
    steps, claims = _steps(reader, report), reader.read(report).claims
    if as_json:
        out = {"steps": steps, "claims": [claim.to_json() for claim in claims]}
        click.echo(json.dumps(out, ensure_ascii=False))
    else:
        _print(report, steps, claims, phrases(spoken))


def _steps(reader: Reader, report: Report) -> list[Step]:
    explain = getattr(reader, "explain", None)
    return list(explain(report)) if explain else list(_steps_of(reader.annotate(report), report.text))


def _steps_of(layers: dict[str, Any], text: str) -> Iterator[Step]:
    """Annotations in the form of steps, for readers that annotate without telling their rules."""
    for layer, found in layers.items():
        for item in found if isinstance(found, list) else []:
            span, value = (item["span"], item) if isinstance(item, dict) else (item, {})
            rest = {key: v for key, v in value.items() if key not in ("span", "text") and v is not None}
            yield {"layer": layer, "span": span, "text": text[span[0] : span[1]], "value": rest, "rule": ""}


def _print(report: Report, steps: list[Step], claims: tuple[Claim, ...], words: Phrases) -> None:
    from rich.tree import Tree

    from marsad.publish.console import show

    date = report.published or words.word("time", "undated")
    root = Tree(f"{report.language}, {date}, {words.say('characters', n=len(report.text))}")
    for layer, found in groupby(steps, key=lambda step: str(step["layer"])):
        branch = root.add(words.word("layer", layer))
        for step in found:
            branch.add(_step_line(step, words))
    branch = root.add(words.word("column", "claims") if claims else say("claims: none"))
    for claim in claims:
        kind = words.word("kind", claim.kind)
        leaf = branch.add(f"{kind} ({claim.rule or say('no rule named')}, {claim.confidence:.2f})")
        for line in _claim_lines(claim, report.text, words):
            leaf.add(line)
    show(root)


def _step_line(step: Step, words: Phrases) -> str:
    start, end = step["span"]
    value = step["value"] if isinstance(step["value"], str) else json.dumps(step["value"], ensure_ascii=False)
    rule = f"  [{words.word('sort', step['rule'])}]" if step.get("rule") else ""
    return f"{start}–{end} {step['text']!r}{f' = {value}' if value not in ('{}', '', 'null') else ''}{rule}"


def _claim_lines(claim: Claim, text: str, words: Phrases) -> Iterator[str]:
    """The slots as an answer calls them; of what they hold, words of the contract too, the rest as JSON has it."""
    for slot, value in claim.to_json().items():
        name = slot if words.language == "en" else words.word("slot", slot.replace("_", " "))
        if slot == "evidence":
            yield f"{name}: " + " | ".join(repr(span.text(text)) for span in claim.evidence)
        elif slot in _WORDS and value:
            many = value if isinstance(value, list) else [value]
            yield f"{name}: {words.comma.join(words.word(slot, each) for each in many)}"
        elif slot not in ("kind", "confidence", "rule") and value not in (None, []):
            yield f"{name}: {value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}"
