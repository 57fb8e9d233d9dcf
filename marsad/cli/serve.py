"""`marsad serve`: the web app on a ledger."""

from pathlib import Path

import click

from marsad.cli._options import ledger_option, register_option
from marsad.cli._sources import folder_of
from marsad.errors import MarsadError

_LOOPBACK = ("127.0.0.1", "::1", "localhost")


class ServeError(MarsadError):
    """A server cannot be started as asked."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="The address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8470, show_default=True, help="The port to listen on.")
@click.option("--name", "names", multiple=True, metavar="NAME", help="A name that people reach it by; may be repeated.")
@click.option("--public", is_flag=True, help="Read-only for everybody, without sign-in.")
@click.option(
    "--language",
    type=click.Choice(["en", "ar"]),
    default="en",
    show_default=True,
    help="Of the pages, where a browser does not say.",
)
@click.option(
    "--tiles", metavar="URL", help="Map tiles, as https://tiles.example.org/{z}/{x}/{y}.png.  [default: none]"
)
@click.option(
    "--workers", type=click.IntRange(min=1), default=1, show_default=True, metavar="N", help="Processes that answer."
)
@ledger_option
@register_option
def serve(
    host: str,
    port: int,
    names: tuple[str, ...],
    public: bool,
    language: str,
    tiles: str | None,
    workers: int,
    ledger: str,
    register: tuple[Path, ...],
) -> None:
    """Open the web app on the ledger: map, timeline, posture, reports, review, and a JSON API.

    \b
    Examples:
      marsad serve                                  then open http://127.0.0.1:8470
      marsad serve --ledger demo/ledger.db --language ar
      marsad serve --public --host 0.0.0.0 --name marsad.example.org
    """
    try:
        from marsad.serve.run import run
    except ModuleNotFoundError as error:
        raise ServeError(f"The web app needs {error.name}; run `pip install 'marsad[web]'`.") from error
    from marsad.serve.settings import LOOPBACK, Settings

    settings = Settings(
        ledger=ledger,
        folder=str(folder_of(ledger)),
        register=tuple(map(str, register)),
        sources=str(folder_of(ledger)),
        public=public,
        hosts=(*LOOPBACK, *([host] if host not in ("0.0.0.0", "::") else []), *names),
        language=language,
        tiles=tiles,
    )
    if host not in _LOOPBACK and not public:
        raise ServeError(f"Only this machine is served without accounts; {host} needs --public, or accounts.")
    run(settings, host, port, workers, click.echo)
