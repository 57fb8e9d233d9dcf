"""The options of every question to the ledger, gathered: the clocks, names, language and form of the answer."""

import datetime as dt
import functools
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from marsad.cli._answers import load_names, load_words, open_view, write_json
from marsad.cli._options import (
    interface_option,
    json_option,
    known_option,
    ledger_option,
    recorded_option,
    register_option,
)
from marsad.errors import QuestionError

if TYPE_CHECKING:
    from marsad.ledger import View
    from marsad.posture.subject import Subject
    from marsad.publish.jsonl import Jsonable
    from marsad.publish.words import Words
    from marsad.world.register import Register


@dataclass(frozen=True)
class Asked:
    """What every question takes beside its subject."""

    known: dt.date | None
    recorded: dt.datetime | None
    register: tuple[Path, ...]
    language: str
    as_json: bool
    ledger: str

    @contextmanager
    def view(self) -> Iterator["View"]:
        with open_view(self.ledger, self.known, self.recorded) as view:
            yield view

    @property
    def names(self) -> "Register":
        return load_names(self.register)

    @property
    def words(self) -> "Words":
        return load_words(self.names, self.language)

    def graded(self, view: "View") -> "Words":
        """Words that know how analysts graded sources and claims."""
        return replace(self.words, grades=view.source_grades(), claim_grades=view.claim_grades())

    def subject(self, name: str | None, view: "View") -> "Subject":
        """What a name means; all that the ledger holds where none is given."""
        from marsad.posture.subject import EVERYTHING, find_subject

        if not name:
            return EVERYTHING
        try:
            return find_subject(name, self.names, view)
        except QuestionError as error:
            raise self._hidden(name) or error from error

    def _hidden(self, name: str) -> QuestionError | None:
        """What is said where the ledger has the name, and the clocks asked for leave it out."""
        from marsad.posture.subject import find_subject

        for clock, option in ((self.known, "--known"), (self.recorded, "--recorded")):
            recorded = self.recorded if option == "--known" else None
            with suppress(QuestionError), open_view(self.ledger, recorded=recorded) as wider:
                if clock and find_subject(name, self.names, wider):
                    till = f"Nothing that was published by {clock}" if self.known == clock else f"No claim at {clock}"
                    return QuestionError(f"{till} names {name!r}; give a later {option}, or leave it out.")
        return None

    def json(self, items: Iterable["Jsonable"]) -> None:
        write_json(items)


def asking(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command these options, as one argument `asked`."""

    @functools.wraps(command)
    def with_options(
        *,
        known: dt.date | None,
        recorded: dt.datetime | None,
        register: tuple[Path, ...],
        language: str,
        as_json: bool,
        ledger: str,
        **rest: Any,
    ) -> Any:
        return command(asked=Asked(known, recorded, register, language, as_json, ledger), **rest)

    for option in (ledger_option, json_option, interface_option, register_option, recorded_option, known_option):
        with_options = option(with_options)
    return with_options


def lines_out(lines: Iterable[Any]) -> None:
    """Print lines for people."""
    from marsad.publish.console import console

    out = console()
    for line in lines:
        out.print(line, soft_wrap=True)
