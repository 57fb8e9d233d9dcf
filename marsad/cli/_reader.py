"""Who reads what the program says beside its answers: sentences and errors, in the language asked for."""

from collections.abc import Iterable, Sequence
from typing import IO, Any

import click

LANGUAGES = ("en", "ar")
VARIABLE = "MARSAD_LANGUAGE"
COMPLETING = "_MARSAD_COMPLETE"  # by which click's script for a shell asks
BOTH = "language_of_both"  # an option for reports in a language, and an answer in it
_HELP = getattr(click.exceptions, "NoArgsIsHelpError", ())  # of newer clicks: no error, but help that nobody asked for
_ASKED = "marsad.asked"  # what was typed, as the context keeps it

# Other commands have these words for it; the first that a command has is meant.
_MEANT = {
    "--kind": ("--over", "--what"),
    "--over": ("--kind",),
    "--type": ("--kind", "--over"),
    "--since": ("--from", "--on"),
    "--until": ("--to", "--on"),
    "--from": ("--since", "--on"),
    "--to": ("--until", "--on"),
    "--date": ("--on", "--published"),
    "--day": ("--on", "--published"),
    "--as-of": ("--known",),
    "--lang": ("--language",),
    "--max": ("--limit",),
    "--country": ("--place", "--of"),
    "--where": ("--place", "--of"),
    "--who": ("--actor", "--of"),
    "--of": ("--place", "--actor"),
    "--place": ("--of",),
    "--actor": ("--of",),
    "--speaker": ("--said-by",),
    "--source": ("--publisher", "--said-by"),
    "--outlet": ("--publisher",),
    "--db": ("--ledger",),
    "--database": ("--ledger",),
    "--output": ("--out",),
    "--out": ("--output",),
    "--yes": ("--force",),
}
_NAMES = ("--place", "--actor", "--of", "--name", "--about", "--subject", "--country", "--where", "--who")
_SUBJECT = "PLACE-OR-ACTOR"


def remember(ctx: click.Context, args: Iterable[str]) -> None:
    """What was typed behind `marsad`: an error may come before its language was looked at."""
    ctx.meta[_ASKED] = tuple(args)


def say(sentence: str) -> str:
    """The sentence in the language that the answer is asked in."""
    ctx = click.get_current_context(silent=True)
    return _in_language(sentence, _language(ctx)) if ctx else sentence


class ReadersContext(click.Context):
    """The context of every command: its help is in the language asked for. English loads nothing for that."""

    def make_formatter(self) -> click.HelpFormatter:
        language = _language(self)
        if language == "en":
            return super().make_formatter()
        from marsad.cli._help import Translated

        return Translated(language, width=self.terminal_width, max_width=self.max_content_width)


def with_help(command: click.Command) -> click.Command:
    """The command, and those that it has, with help for its reader."""
    command.context_class = ReadersContext
    for each in command.commands.values() if isinstance(command, click.Group) else ():
        with_help(each)
    return command


def complete() -> None:
    """Where a shell asks how a line may go on, describe that in the language set."""
    import os

    if COMPLETING in os.environ and environment() in LANGUAGES[1:]:
        from marsad.cli._help import describe_completions

        describe_completions()


def listed(parts: list[str]) -> str:
    """Parts of a sentence, said and parted by commas; English needs no file of phrases for that."""
    language = language_asked()
    if language == "en":
        return ", ".join(parts)
    from marsad.publish.interface import phrases

    return phrases(language).comma.join(map(say, parts))


def refusal(error: click.ClickException, ctx: click.Context) -> click.ClickException:
    """The error, with what was probably meant, and in the language that the answer is asked in."""
    error = _with_hint(error)
    language = _language(ctx)
    return error if language == "en" or isinstance(error, _HELP) else _Translated(error, language)


class _Translated(click.ClickException):
    """An error for readers of another language than English."""

    def __init__(self, error: click.ClickException, language: str) -> None:
        super().__init__(error.format_message())
        self.exit_code = error.exit_code  # type: ignore[misc]  # click reads it from the error
        self._language = language
        self._usage = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else None

    def show(self, file: IO[Any] | None = None) -> None:
        lines = [f"Error: {self.message}"]
        if self._usage:
            lines.append(f"Try '{self._usage} --help' for help.")
        for line in lines:
            click.echo(_in_language(line, self._language), file=file, err=file is None)


def _in_language(sentence: str, language: str) -> str:
    if language == "en":
        return sentence
    from marsad.publish.interface.sentences import told

    return told(sentence, language)


def language_asked() -> str:
    """The language that the answer is asked in."""
    ctx = click.get_current_context(silent=True)
    return _language(ctx) if ctx else "en"


def _language(ctx: click.Context) -> str:
    """As the command will take it: of its option for that, else of one for reports and answer, else as set."""
    args = ctx.meta.get(_ASKED, ())
    params = _params_of(ctx, args)
    answer = _typed(args, {name for param in params if param.envvar == VARIABLE for name in param.opts})
    language = answer or _typed(args, {name for param in params if param.name == BOTH for name in param.opts})
    language = language or environment()
    return language if language in LANGUAGES else "en"


def _typed(args: Sequence[str], options: set[str]) -> str | None:
    """The value that was given last to one of these options."""
    found = None
    for n, arg in enumerate(args):
        name, equals, value = arg.partition("=")
        if name in options:
            found = value if equals else "".join(args[n + 1 : n + 2])
    return found


def environment() -> str:
    """The language set for all commands, of whatever value."""
    import os

    return os.environ.get(VARIABLE, "")


def _params_of(ctx: click.Context, args: Iterable[str]) -> list[click.Parameter]:
    """What the command takes, or of a group of commands ("decide") the one that was called."""
    root = ctx.find_root()
    command: click.Command | None = root.command
    for name in (arg for arg in args if not arg.startswith("-")):
        if not isinstance(command, click.Group):
            break
        command = command.get_command(root, name)
    return command.params if command else []


def _with_hint(error: click.ClickException) -> click.ClickException:
    if not isinstance(error, click.UsageError) or error.ctx is None:
        return error
    command = error.ctx.command
    options = {name for param in command.params if isinstance(param, click.Option) for name in param.opts}
    if isinstance(error, click.NoSuchOption):
        if meant := next((name for name in _MEANT.get(error.option_name, ()) if name in options), None):
            return click.UsageError(f"{error.message} Did you mean '{meant}'?", error.ctx)
        if error.option_name in _NAMES and _takes_subject(command):
            example = f"{error.ctx.command_path} Iraq"
            return click.UsageError(f"{error.message} Name the place or actor by itself: {example}", error.ctx)
        if error.option_name == "--lang" and not environment():
            return click.UsageError(f"{error.message} Set {VARIABLE}=ar for Arabic.", error.ctx)
    elif "unexpected extra argument (" in error.message and {"--place", "--actor"} <= options:
        return click.UsageError(f"{error.message}. Use --place or --actor for names.", error.ctx)
    return error


def _takes_subject(command: click.Command) -> bool:
    return any(isinstance(param, click.Argument) and _SUBJECT in (param.metavar or "") for param in command.params)
