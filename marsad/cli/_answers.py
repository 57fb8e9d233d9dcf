"""What the commands that ask share: the ledger as the options want it, names, and answers that are empty."""

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from marsad.cli._reader import say

if TYPE_CHECKING:
    from marsad.cli._asked import Asked
    from marsad.ledger import View
    from marsad.posture.subject import Subject
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
    click.echo(say(sentence), err=True)


def say_forces(view: "View", subject: "Subject", words: "Words") -> None:
    """That a state is an actor, too, where its land was asked about and its forces are told of elsewhere."""
    from marsad.posture.subject import state_elsewhere

    if key := state_elsewhere(subject, view):
        say_empty(f"This is about the land; for the forces of {words.subject(subject)} ask about actor:{key}.")


def why_nothing(asked: "Asked", view: "View", subject: "Subject", on: dt.date, words: "Words") -> str:
    """Why nothing is told of a subject on a day, and what to ask instead: it may be a clock that leaves all out."""
    about = words.subject(subject)
    if not _told(subject, view):
        with open_view(asked.ledger, recorded=asked.recorded) as ever:
            if asked.known and _told(subject, ever):
                return f"Nothing that was published by {asked.known} tells of {about}; {_later('--known')}."
        with open_view(asked.ledger) as now:
            if asked.recorded and _told(subject, now):
                return f"The ledger had no claim on {about} at {asked.recorded}; {_later('--recorded')}."
    if on < dt.date.today() and _told(subject, view):
        return f"No claim tells of {about} by {on}; ask for a later day, or read more reports."
    return f"No claim tells of {words.located(subject)}; read more reports."


def _told(subject: "Subject", view: "View") -> bool:
    return bool(subject.newest(view, 1, dt.date.max))


def _later(option: str) -> str:
    return f"give a later {option}, or leave it out"
