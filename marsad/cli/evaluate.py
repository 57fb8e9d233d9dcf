"""`marsad evaluate`: the reader's claims against those that people wrote, as figures."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from marsad.cli._options import json_option, register_option
from marsad.evaluate import Scores, reliability, score
from marsad.evaluate.calibration import Bin, calibration_error
from marsad.evaluate.prediction import Predicted, find_texts, grade, predict, write
from marsad.model.kinds import KINDS
from marsad.reader import Reader

_MEASURES = ("soft_precision", "soft_recall", "soft_f1", "strict_precision", "strict_recall", "strict_f1")


@click.command()
@click.argument("gold_dir", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), metavar="DIR", help="Write ID.json there.")
@register_option
@json_option
@click.option("--misses", is_flag=True, help="List missed and spurious claims.")
@click.pass_context
def evaluate(
    ctx: click.Context,
    /,
    gold_dir: Path,
    output: Path | None,
    register: tuple[Path, ...],
    as_json: bool,
    misses: bool,
) -> None:
    """Compare the reader's claims with gold claims.

    GOLD_DIR holds ID.txt with ID.json beside it. Every text is read with the metadata of its ID.json, never with its
    claims. Soft figures count how alike paired claims are; strict ones only pairs that agree on kind, status and all
    that the claim is about. Texts without gold claims are read, and written with --output, but not scored.

    \b
    Examples:
      marsad evaluate gold/dev
      marsad evaluate gold/dev --output out --misses
    """
    predicted = _read_all(find_texts(gold_dir), Reader(register))
    if output:
        _write_all(predicted, output)
    scores = score(graded for graded in map(grade, predicted) if graded)
    bins = reliability(scores.guesses)
    if as_json:
        click.echo(json.dumps(_to_json(scores, bins, misses), ensure_ascii=False, indent=1))
    elif scores.reports:
        click.echo("\n".join([*_score_lines(scores), "", *_reliability_lines(bins)]))
    if misses and not as_json:
        for miss in scores.misses:
            click.echo(f"{miss.report} {miss.what} {json.dumps(miss.claim, ensure_ascii=False)}")
    if not scores.reports:
        click.echo("No gold claims beside the texts, so nothing to score.", err=True)
    ctx.exit(1 if any(p.error for p in predicted) else 0)


def _read_all(texts: list[Path], reader: Reader) -> list[Predicted]:
    if sys.stderr.isatty():
        # click writes the bar's label even where it hides the bar.
        with click.progressbar(predict(texts, reader), length=len(texts), label="Reading", file=sys.stderr) as bar:
            predicted = list(bar)
    else:
        predicted = list(predict(texts, reader))
    for each in predicted:
        if each.error:
            click.echo(f"Failed: {each.error}", err=True)
    return predicted


def _write_all(predicted: list[Predicted], folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for each in predicted:
            write(each, folder)
    except OSError as error:
        raise click.ClickException(f"{folder} cannot be written: {error.strerror or error}.") from error


def _to_json(scores: Scores, bins: list[Bin], misses: bool) -> dict[str, Any]:
    out = scores.to_json() | {
        "reliability": [b._asdict() for b in bins],
        "calibration_error": calibration_error(bins),
    }
    return out | ({"misses": [miss._asdict() for miss in scores.misses]} if misses else {})


def _score_lines(scores: Scores) -> list[str]:
    figures = scores.to_json()
    lines = ["1 report" if scores.reports == 1 else f"{scores.reports} reports", ""]
    lines.append(f"{'':24}{'gold':>6}{'found':>7}{'soft P':>9}{'R':>7}{'F1':>7}{'strict P':>11}{'R':>7}{'F1':>7}")
    groups = figures["groups"]
    languages = [name.removeprefix("language ") for name in groups if name.startswith("language ")]
    for name, row in groups.items():
        if name.partition(" ")[0] in languages:
            continue  # shown below, side by side
        cells = (f"{row[m]:{width}.3f}" for m, width in zip(_MEASURES, (9, 7, 7, 11, 7, 7), strict=True))
        lines.append(f"{name:24}{row['gold']:6}{row['predicted']:7}{''.join(cells)}")
    lines += ["", *_by_language_and_kind(groups, languages)]
    lines += ["", f"{'slot, where gold fills it':26}{'pairs':>6}{'agree':>8}"]
    lines += [f"{slot:26}{value['pairs']:6}{value['agreement']:8.3f}" for slot, value in figures["slots"].items()]
    return lines


def _by_language_and_kind(groups: dict[str, Any], languages: list[str]) -> list[str]:
    """Gold claims and both F1 of every kind, languages side by side."""
    lines = [f"{'':12}" + "".join(f"{f'{code}: gold':>12}{'soft F1':>9}{'strict F1':>11}" for code in languages)]
    for kind in KINDS:
        rows = [groups.get(f"{code} {kind}") for code in languages]
        cells = (
            f"{r['gold']:12}{r['soft_f1']:9.3f}{r['strict_f1']:11.3f}" if r else f"{'none':>12}{'':20}" for r in rows
        )
        lines.append(f"{kind:12}{''.join(cells)}".rstrip())
    return lines


def _reliability_lines(bins: list[Bin]) -> list[str]:
    lines = [f"{'confidence':12}{'claims':>8}{'mean':>8}{'right':>8}"]
    lines += [f"{b.low:.1f} to {b.high:.1f}{b.claims:10}{b.confidence:8.2f}{b.right:8.2f}" for b in bins]
    return [*lines, f"mean distance of confidence from the share right: {calibration_error(bins):.3f}"]
