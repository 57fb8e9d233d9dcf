"""`marsad users`: who may sign in to the web app of a ledger."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from marsad.cli._options import interface_option, json_option, ledger_option
from marsad.cli._reader import say
from marsad.errors import MarsadError
from marsad.reports.shelf import folder_of

if TYPE_CHECKING:
    from marsad.serve.accounts import Accounts

ROLES = ("viewer", "analyst", "admin")
_BY = "command line"

stdin_option = click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")


class NeedsWebError(MarsadError):
    """The extra of the web app is not installed."""


@contextmanager
def needs_web() -> Iterator[None]:
    """What the web app needs is asked for by name where it is missing."""
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("marsad"):
            raise
        raise NeedsWebError(f"The web app needs {error.name}; run `pip install 'marsad[web]'`.") from error


@click.group()
def users() -> None:
    """Say who may sign in to the web app: viewers read, analysts decide and add reports, admins manage people.

    \b
    Examples:
      marsad users add rana --role admin
      marsad users list
    """


@users.command()
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), default="viewer", show_default=True)
@click.option("--openid", metavar="ADDRESS", help="The mail address that an OpenID Connect issuer knows the person by.")
@stdin_option
@interface_option
@ledger_option
def add(name: str, role: str, openid: str | None, password_stdin: bool, language: str, ledger: str) -> None:
    """Add somebody. The password is asked for; with --openid none is needed.

    \b
    Examples:
      marsad users add rana --role admin
      marsad users add omar --role analyst --openid omar@example.org
      echo "four words in row" | marsad users add bot --password-stdin
    """
    accounts = _open(ledger)
    password = None if openid and not password_stdin else _password(password_stdin)
    accounts.add(name, role, password, openid, _BY)
    click.echo(say(f"{name} may sign in as {role}."))


@users.command("list")
@json_option
@interface_option
@ledger_option
def list_(as_json: bool, language: str, ledger: str) -> None:
    """List who may sign in.

    \b
    Example: marsad users list
    """
    import json

    found = _open(ledger).people()
    if not found:
        click.echo(say("Nobody has an account; `marsad users add NAME --role admin` makes the first."), err=True)
    for one in found:
        about = {"name": one.name, "role": one.role, "openid": one.openid, "added": one.added}
        click.echo(
            json.dumps(about, ensure_ascii=False)
            if as_json
            else f"{one.name}  {one.role}  {one.added[:10]}{f'  {one.openid}' if one.openid else ''}"
        )


@users.command()
@click.argument("name")
@click.argument("role", type=click.Choice(ROLES))
@interface_option
@ledger_option
def role(name: str, role: str, language: str, ledger: str) -> None:
    """Give somebody another role, from his next click on.

    \b
    Example: marsad users role omar analyst
    """
    _open(ledger).set_role(name, role, _BY)
    click.echo(say(f"{name} is {role} now."))


@users.command()
@click.argument("name")
@stdin_option
@interface_option
@ledger_option
def password(name: str, password_stdin: bool, language: str, ledger: str) -> None:
    """Set somebody's password; it signs him out everywhere.

    \b
    Example: marsad users password omar
    """
    _open(ledger).set_password(name, _password(password_stdin), _BY)
    click.echo(say(f"{name} has a new password."))


@users.command()
@click.argument("name")
@click.argument("label", metavar="WHAT-FOR")
@click.option("--role", type=click.Choice(ROLES), default="viewer", show_default=True, help="What it may.")
@interface_option
@ledger_option
def token(name: str, label: str, role: str, language: str, ledger: str) -> None:
    """Make a token with which a program of somebody's may use the API. It is shown once.

    \b
    Example: marsad users token rana "nightly export" > token
    """
    click.echo(_open(ledger).make_token(name, label, role))


@users.command()
@click.argument("name")
@interface_option
@ledger_option
def remove(name: str, language: str, ledger: str) -> None:
    """Take somebody's account away, with sessions and tokens. Decisions keep the name.

    \b
    Example: marsad users remove omar
    """
    _open(ledger).remove(name, _BY)
    click.echo(say(f"{name} has no account any more."))


def _open(ledger: str) -> "Accounts":
    with needs_web():
        from marsad.serve.accounts import Accounts, file_of
    return Accounts(file_of(folder_of(ledger)))


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    given: str = click.prompt(say("Password"), hide_input=True, confirmation_prompt=say("Once more"), err=True)
    return given
