"""`marsad search` and `marsad unknown`: words in reports, and names that nothing knows."""

import datetime as dt
from typing import TYPE_CHECKING, Any

import click

from marsad.cli._answers import open_view, say_empty, write_json
from marsad.cli._options import (
    days_options,
    in_order,
    interface_option,
    json_option,
    known_option,
    ledger_option,
    limit_option,
    recorded_option,
    spoken_option,
)
from marsad.cli._reader import BOTH, LANGUAGES, language_asked

if TYPE_CHECKING:
    from marsad.ledger import Hit, Unknown
    from marsad.publish.interface import Phrases

_LRM = "\u200e"


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--evidence", "in_evidence", is_flag=True, help="Only in passages that a claim rests on.")
@click.option("--report-language", "language", type=click.Choice(LANGUAGES), help="Only reports in this language.")
@click.option("--language", BOTH, type=click.Choice(LANGUAGES), help="The same, and the answer in it, too.")
@click.option("--publisher", metavar="NAME", help="Only reports of this outlet.")
@days_options("Only reports published on this day or later.", "Only reports published on this day or before.")
@click.option(
    "--limit", type=click.IntRange(min=1), default=20, show_default=True, metavar="N", help="At most N reports."
)
@known_option
@recorded_option
@spoken_option
@json_option
@ledger_option
def search(
    words: tuple[str, ...],
    known: dt.date | None,
    recorded: dt.datetime | None,
    spoken: str,
    language: str | None,
    language_of_both: str | None,
    as_json: bool,
    ledger: str,
    **filters: Any,
) -> None:
    """Find reports that have all these words, those published last first.

    Arabic is found in any spelling of its hamzas, ta marbutas and vowel signs, English in any case and with or without
    accents. Quotes keep words together, and an asterisk stands for the rest of a word.

    \b
    Examples:
      marsad search القاعدة
      marsad search '"handed over"' qaim --since 2020-03-01
      marsad search 'withdr*' --evidence --json
    """
    in_order(filters["since"], filters["until"])
    asked = " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words)
    with open_view(ledger, known, recorded) as view:
        found = view.search(asked, language=language or language_of_both, **filters)
    if not found:
        say_empty("No report has all these words; search for fewer, or end a word with an asterisk.")
    if as_json:
        write_json(found)
        return
    from marsad.publish.interface import phrases

    for hit in found:
        _print(hit, phrases(language_asked()))


def _print(hit: "Hit", phrases: "Phrases") -> None:
    from marsad.publish.bidi import apart, isolate

    told = [isolate(part) for part in (hit.publisher, hit.title) if part]
    # The day stands behind an Arabic id, not within it; the id stays as it is, to be copied.
    turned = _LRM if isolate(hit.report_id) != hit.report_id else ""
    about = [f"{turned}{hit.published or phrases.word('time', 'undated')}", *told]
    click.echo(click.style(hit.report_id, bold=True) + "  " + "  ".join(about))
    click.echo(f"  … {_marked(hit)} …")
    if hit.claims:
        claims = map(apart, hit.claims) if phrases.language == "ar" else hit.claims
        click.echo(f"  {phrases.word('column', 'claims')}: {' '.join(claims)}")


def _marked(hit: "Hit") -> str:
    """The snippet on one line, with what was found in bold where a terminal shows it."""
    out, last, start = "", 0, hit.snippet.start
    for span in hit.found:
        if hit.snippet.covers(span) and span.start - start >= last:
            out += hit.text[last : span.start - start] + click.style(
                hit.text[span.start - start : span.end - start], bold=True
            )
            last = span.end - start
    return " ".join((out + hit.text[last:]).split())


@click.command()
@limit_option(50, "names", None)
@known_option
@recorded_option
@interface_option
@json_option
@ledger_option
def unknown(
    limit: int, known: dt.date | None, recorded: dt.datetime | None, language: str, as_json: bool, ledger: str
) -> None:
    """List the names that neither register nor gazetteer knows: how often, in what context.

    Say what one is with `marsad decide resolve`, and old claims follow.

    \b
    Examples:
      marsad unknown
      marsad unknown --known 2020-03-20 --json
    """
    with open_view(ledger, known, recorded) as view:
        found = view.unknown(limit or None)
    if not found:
        say_empty("Every name in the ledger is known.")
    if as_json:
        write_json(found)
        return
    for name in found:
        _print_name(name, language)


def _print_name(name: "Unknown", language: str) -> None:
    from marsad.publish.interface import phrases
    from marsad.publish.wording.numbers import GENITIVE, counted

    words = phrases(language)
    told = words.say(
        "times_in",
        n=f"{name.count:,}",
        reports=counted(name.reports, "report", language, GENITIVE),
        claims=counted(name.claims, "claim", language, GENITIVE),
    )
    about = words.comma.join((words.word("slot", name.kind), name.key))
    click.echo(f"{click.style(name.text, bold=True)}  ({about})  {told}")
    for context in name.contexts:
        click.echo(f"  {context.report_id}: … {' '.join(context.text.split())} …")
