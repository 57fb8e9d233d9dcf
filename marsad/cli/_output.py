"""Files that commands write: the form by the name of the file, and a sentence where one cannot be written."""

from collections.abc import Collection
from pathlib import Path

import click

from marsad.cli._reader import say

_OTHERWISE = {"htm": "html", "markdown": "md", "txt": "text"}


def form_of(form: str | None, output: Path, forms: Collection[str]) -> str:
    """The form asked for, else the one that the file's name says."""
    if form:
        return form
    suffix = output.suffix.lower().lstrip(".")
    suffix = _OTHERWISE.get(suffix, suffix)
    if suffix not in forms:
        raise click.UsageError(f"{output} does not say what to write; give --format {'|'.join(forms)}.")
    return suffix


def write_out(data: bytes, output: Path) -> None:
    try:
        output.write_bytes(data)
    except OSError as error:
        raise click.ClickException(f"{output} cannot be written ({error.strerror}); name another file.") from error
    click.echo(say(f"Wrote {output}."), err=True)
