"""Running the server: uvicorn, with time limits for who is slow."""

import asyncio
import socket
from collections.abc import Callable
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from marsad.errors import MarsadError
from marsad.serve.app import create_app
from marsad.serve.assets import HOW_TO_BUILD
from marsad.serve.settings import Settings

HEAD_SECONDS = 10  # for a request line and its headers
KEEP_ALIVE = 15  # seconds that an idle connection is kept
_AT_ONCE = 1000  # connections
_HEAD_BYTES = 32_768
_WORKER_SECONDS = 120  # a worker of a busy machine may be slow to start, and is not begun anew for that


class Impatient(H11Protocol):
    """HTTP that hangs up on who does not say in time what he wants."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._given_up = self.loop.call_later(HEAD_SECONDS, self._give_up)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.cycle is not None:  # the headers are there; bodies have limits of their own
            self._given_up.cancel()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if not self.transport.is_closing():
            self._given_up.cancel()
            self._given_up = self.loop.call_later(HEAD_SECONDS + KEEP_ALIVE, self._give_up)

    def connection_lost(self, error: Exception | None) -> None:
        self._given_up.cancel()
        super().connection_lost(error)

    def _give_up(self) -> None:
        if self.cycle is None or self.cycle.response_complete:
            self.transport.close()


def run(
    settings: Settings, host: str, port: int, workers: int, say: Callable[[str], None], proxy: str | None = None
) -> None:
    """Serve until Ctrl-C. Raises MarsadError where the ledger cannot be opened."""
    house = create_app(settings).state.house
    if not house.assets.is_built:
        say(HOW_TO_BUILD)
    house.close()
    settings.to_environment()
    _check_free(host, port)
    shown = f"[{host}]" if ":" in host else host
    say(f"Marsad is at http://{shown}:{port} (Ctrl-C ends it).")
    uvicorn.run(
        "marsad.serve.app:from_environment", factory=True, host=host, port=port, workers=workers, **options(proxy)
    )


class AddressTaken(MarsadError):
    """The server cannot listen where it was told to."""


def _check_free(host: str, port: int) -> None:
    """Whether a port can be listened on, told before anything is said to run there."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        why = error.strerror or str(error)
        raise AddressTaken(f"Nothing can listen on {host}, port {port} ({why}); choose another with --port.") from error


def options(proxy: str | None = None) -> dict[str, Any]:
    """How uvicorn runs the app, beside where."""
    return {
        "http": Impatient,
        "log_level": "warning",
        "server_header": False,
        "timeout_keep_alive": KEEP_ALIVE,
        "limit_concurrency": _AT_ONCE,
        "h11_max_incomplete_event_size": _HEAD_BYTES,
        "proxy_headers": proxy is not None,
        "forwarded_allow_ips": proxy or "",
        "timeout_graceful_shutdown": 5,
        "timeout_worker_healthcheck": _WORKER_SECONDS,
    }
