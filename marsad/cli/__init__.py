"""The command line: one command per stage. Commands are imported when they are called, so that help comes at once."""

import importlib
from typing import Any

import click

from marsad import __version__
from marsad.cli._garbage import seldom
from marsad.cli._reader import ReadersContext, complete, refusal, remember, with_help
from marsad.errors import MarsadError

# name → where the command is, and its line in `marsad --help`. A plain list: read it, add to it.
COMMANDS = {
    "read": ("marsad.cli.read:read", "Read reports into the ledger and show the new claims."),
    "corpus": ("marsad.cli.corpus:corpus", "Read millions of reports on all cores or a cluster, to Parquet and back."),
    "archive": ("marsad.cli.archive:archive", "List what was fetched from the web, and give it back byte by byte."),
    "watch": ("marsad.cli.watch:watch", "Watch feeds and sitemaps, and read what is new."),
    "try": ("marsad.cli.try_:try_", "Show what is found in a piece of text, and by which rule."),
    "serve": ("marsad.cli.serve:serve", "Open the web app on the ledger."),
    "users": ("marsad.cli.users:users", "Say who may sign in to the web app."),
    "claims": ("marsad.cli.ask:claims", "List the claims that the ledger holds."),
    "show": ("marsad.cli.ask:show", "Show a claim with the passages that support it."),
    "posture": ("marsad.cli.ask:posture", "Say who is where, who holds what and what has stopped, on any day."),
    "events": ("marsad.cli.events:events", "List happenings, with the claims of all reports on each brought together."),
    "explain": ("marsad.cli.events:explain", "Say why the claims of an event belong together, and what was left out."),
    "conflicts": ("marsad.cli.conflicts:conflicts", "List what reports are at odds over, and what settled it."),
    "timeline": ("marsad.cli.ask:timeline", "List what happened, in order."),
    "diff": ("marsad.cli.diff:diff", "Say what changed between two days, or between what was known on them."),
    "brief": ("marsad.cli.brief:brief", "Write a brief, each sentence with its sources: HTML, DOCX, PDF, text."),
    "chart": ("marsad.cli.chart:chart", "Draw a map of a day, a timeline, or numbers over time."),
    "publish": ("marsad.cli.publish:publish", "Write a read-only site of the ledger, as files for any web server."),
    "sources": ("marsad.cli.ask:sources", "List the outlets and the speakers in the ledger."),
    "search": ("marsad.cli.search:search", "Find reports and passages by their words, in any spelling."),
    "unknown": ("marsad.cli.search:unknown", "List the names that nothing knows, with their contexts."),
    "decide": ("marsad.cli.decide:decide", "Accept, reject or amend claims; merge, split, grade, resolve; undo."),
    "decisions": ("marsad.cli.decide:decisions", "List the decisions: what, by whom, when and why."),
    "retract": ("marsad.cli.decide:retract", "Take a report back: its claims do not count from now on."),
    "erase": ("marsad.cli.decide:erase", "Remove a report's text for good; a tombstone stays."),
    "verify": ("marsad.cli.keep:verify", "Prove that nothing in the ledger was altered."),
    "copy": ("marsad.cli.keep:copy", "Copy a whole ledger to another store, SQLite or PostgreSQL."),
    "backup": ("marsad.cli.keep:backup", "Write a verified copy of the ledger to a file."),
    "restore": ("marsad.cli.keep:restore", "Bring a backup back."),
    "export": ("marsad.cli.export:export", "Hand on claims or posture to other tools; or write the whole ledger."),
    "import": ("marsad.cli.import_:import_", "Take in facts from a table, annotations, or what export wrote."),
    "annotate": (
        "marsad.cli.annotate:annotate",
        "Write names, places, dates, numbers and speech with offsets, as JSON.",
    ),
    "evaluate": ("marsad.cli.evaluate:evaluate", "Compare the reader's claims with gold claims."),
    "completion": ("marsad.cli.completion:completion", "Print the script that completes commands in your shell."),
}
GROUPS = ("decide", "corpus", "users")  # those that have commands of their own


class Commands(click.Group):
    """A group that knows its commands from the table above; a Marsad error ends it with one sentence."""

    context_class = ReadersContext

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module, attribute = COMMANDS[name][0].split(":")
        command = getattr(importlib.import_module(module), attribute)
        assert isinstance(command, click.Command)
        return with_help(command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            raise click.UsageError(f"No command is named {args[0]!r}.{_near(args[0])}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        # click would import every command to ask for its help.
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])

    def main(self, *args: Any, **kwargs: Any) -> Any:
        complete()
        with seldom():
            return super().main(*args, **kwargs)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        remember(ctx, args)
        try:
            return super().parse_args(ctx, args)
        except click.ClickException as error:
            raise refusal(error, ctx) from error

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except MarsadError as error:
            raise refusal(click.ClickException(str(error)), ctx) from error
        except click.ClickException as error:
            raise refusal(error, ctx) from error


def _near(name: str) -> str:
    from difflib import get_close_matches

    if whole := [f"{group} {name}" for group in GROUPS if name in _commands_of(group)]:
        return f" Did you mean {' or '.join(whole)}?"
    near = get_close_matches(name, COMMANDS, cutoff=0.5)
    return f" Did you mean {' or '.join(near)}?" if near else " See marsad --help."


def _commands_of(group: str) -> list[str]:
    command = Commands().get_command(click.Context(main), group)
    return list(command.commands) if isinstance(command, click.Group) else []


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="marsad")
def main() -> None:
    """Read Arabic and English reports on forces into a sourced ledger, and ask who is where.

    \b
    Examples:
      marsad read reports/                     read a folder: text, pages, PDFs, tables, …
      marsad read page.html --published 2020-03-19
      marsad posture Iraq --on 2020-04-01      who is where on that day
      marsad try "The coalition left al-Qaim on Tuesday." --published 2020-03-19

    Completion of commands: marsad completion bash --help
    """
