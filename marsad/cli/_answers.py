"""What the commands that ask share: the ledger as the options want it, names, and answers that are empty."""

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from marsad.ledger import View
    from marsad.publish.jsonl import Jsonable
    from marsad.publish.words import Words
    from marsad.world.register import Register


@contextmanager
def open_view(path: str | Path, known: dt.date | None = None, recorded: dt.datetime | None = None) -> Iterator["View"]:
    """A view of a ledger that is there already: a question makes none."""
    from marsad.ledger import Ledger

    with Ledger.open(path, create=False) as ledger:
        yield ledger.view(known=known, recorded=recorded)


def load_names(files: tuple[Path, ...]) -> "Register":
    from marsad.world.register import load_register

    return load_register(files)


def load_words(names: "Register", language: str) -> "Words":
    """Phrases and names in the language of the reader."""
    from marsad.publish.words import words_in

    return words_in(language, names)


def write_json(items: Iterable["Jsonable"]) -> None:
    from marsad.publish.jsonl import lines

    for line in lines(items):
        click.echo(line)


def say_empty(sentence: str) -> None:
    """On standard error, so that a program that reads the answer finds it empty."""
    click.echo(sentence, err=True)
