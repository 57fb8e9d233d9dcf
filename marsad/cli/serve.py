"""`marsad serve`: the web app on a ledger."""

from pathlib import Path

import click

from marsad.cli._options import ledger_option, register_option
from marsad.cli._sources import allow_host_option
from marsad.cli.users import needs_web
from marsad.errors import MarsadError
from marsad.reports.shelf import folder_of

_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_ANY = ("0.0.0.0", "::")


class ServeError(MarsadError):
    """A server cannot be started as asked."""


_openid = (
    click.option("--openid", metavar="URL", help="An OpenID Connect issuer by which people sign in."),
    click.option("--openid-client", metavar="ID", help="The name by which the issuer knows this server."),
    click.option(
        "--openid-secret", type=click.Path(exists=True, dir_okay=False), metavar="FILE", help="A file with its secret."
    ),
    click.option(
        "--openid-role",
        type=click.Choice(["viewer", "analyst"]),
        help="The role of people without an account whom the issuer knows.  [default: none, they stay out]",
    ),
)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="The address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8470, show_default=True, help="The port to listen on.")
@click.option("--name", "names", multiple=True, metavar="NAME", help="A name people reach it by; may be repeated.")
@click.option("--public", is_flag=True, help="Read-only for everybody, without sign-in.")
@click.option("--https", is_flag=True, help="People come by https, through a proxy before this server.")
@click.option("--proxy", metavar="ADDRESS", help="The proxy's address: what it says of visitors is believed.")
@click.option(
    "--alerts",
    "alerts",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A file that `marsad watch` writes alerts to; may be repeated.",
)
@click.option(
    "--language",
    type=click.Choice(["en", "ar"]),
    default="en",
    show_default=True,
    help="Of the pages, where a browser does not say.",
)
@click.option("--tiles", metavar="URL", help="Map tiles, as https://host/{z}/{x}/{y}.png.  [default: none]")
@click.option(
    "--max-upload",
    type=click.IntRange(1, 1000),
    default=20,
    show_default=True,
    metavar="MB",
    help="The largest file that may be added.",
)
@click.option(
    "--workers", type=click.IntRange(min=1), default=1, show_default=True, metavar="N", help="Processes that answer."
)
@click.option(
    "--behind",
    type=click.IntRange(0, 300),
    default=0,
    show_default=True,
    metavar="SECONDS",
    help="How far answers may be behind the ledger, so that many can read while one writes.",
)
@allow_host_option
@ledger_option
@register_option
def serve(
    host: str,
    port: int,
    names: tuple[str, ...],
    public: bool,
    https: bool,
    proxy: str | None,
    alerts: tuple[Path, ...],
    language: str,
    tiles: str | None,
    max_upload: int,
    workers: int,
    behind: int,
    allow_hosts: tuple[str, ...],
    ledger: str,
    register: tuple[Path, ...],
    **openid: str | None,
) -> None:
    """Open the web app on the ledger: map, timeline, posture, reports, review, and a JSON API.

    It is open to this machine alone, without sign-in, until somebody has an account (marsad users add).

    \b
    Examples:
      marsad serve                                  then open http://127.0.0.1:8470
      marsad serve --ledger demo/ledger.db --language ar
      marsad serve --host 0.0.0.0 --name marsad.example.org --https --proxy 10.0.0.1
      marsad serve --public --host 0.0.0.0 --name marsad.example.org
    """
    with needs_web():
        from marsad.serve.run import run
        from marsad.serve.settings import LOOPBACK, Settings

    folder = folder_of(ledger)
    settings = Settings(
        ledger=ledger,
        folder=str(folder),
        register=tuple(map(str, register)),
        sources=str(folder),
        alerts=tuple(map(str, alerts)),
        public=public,
        accounts=not public and _has_accounts(folder),
        hosts=(*LOOPBACK, *(() if host in _ANY else (host,)), *names),
        behind=behind,
        secure=https,
        language=language,
        tiles=_tiles(tiles),
        max_upload=max_upload * 1_000_000,
        allow_hosts=allow_hosts,
        oidc=_issuer(**openid),
    )
    if host not in _LOOPBACK and not public and not settings.accounts:
        raise ServeError(
            f"Whoever reaches {host} could change the ledger: make an account first with `marsad users add NAME "
            f"--role admin --ledger {ledger}`, or serve it read-only with --public."
        )
    if host in _ANY and not names:
        click.echo("Name the host that people will type with --name, or only this machine is answered.", err=True)
    if host not in _LOOPBACK and settings.accounts and not https:
        click.echo("Passwords cross the network readable by others; put a proxy with https before it.", err=True)
    run(settings, host, port, workers, click.echo, proxy)


for _option in _openid:
    serve = _option(serve)


def _has_accounts(folder: Path) -> bool:
    from marsad.serve.accounts import Accounts, file_of

    path = file_of(folder)
    return path.exists() and bool(Accounts(path).people())


def _tiles(address: str | None) -> str | None:
    if address and not (
        address.startswith(("https://", "http://")) and all(p in address for p in ("{z}", "{x}", "{y}"))
    ):
        raise ServeError(f"{address!r} is no address of map tiles; write it as https://host/{{z}}/{{x}}/{{y}}.png.")
    return address


def _issuer(
    openid: str | None, openid_client: str | None, openid_secret: str | None, openid_role: str | None
) -> dict[str, str] | None:
    if openid is None:
        return None
    if not openid_client:
        raise ServeError("An issuer knows its servers by names: give this one's with --openid-client ID.")
    given = {"address": openid, "client": openid_client, "secret_file": openid_secret, "role": openid_role}
    return {key: value for key, value in given.items() if value}
