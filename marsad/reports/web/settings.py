"""What the user decides about fetching. The defaults are polite and let nothing inside."""

from dataclasses import dataclass

from marsad import __version__
from marsad.errors import ReportError


@dataclass(frozen=True, slots=True)
class Settings:
    """Bounds and manners of fetching."""

    allow_hosts: frozenset[str] = frozenset()  # internal hosts that may be asked: name or name:port
    max_size: int = 10_000_000  # bytes of a body, packed or unpacked
    connect_seconds: float = 10.0
    read_seconds: float = 20.0  # without a byte
    total_seconds: float = 60.0  # of one request
    max_redirects: int = 5
    tries: int = 3
    max_wait: float = 60.0  # seconds; a server that wants more is left until the next run
    pace: float = 2.0  # seconds between two requests to one host
    robots: bool = True
    contact: str = ""  # where a server's owner can complain
    ca_file: str | None = None  # certificates to trust besides the system's

    @property
    def agent(self) -> str:
        contact = f"; {self.contact}" if self.contact else ""
        return f"Marsad/{__version__} (reads news reports{contact})"


class FetchError(ReportError):
    """A page cannot be had: refused, gone, broken off, too slow, too large. `again` where a later try may succeed.

    Where it was not even `connected`, another address of the same host may answer.
    """

    def __init__(
        self,
        sentence: str,
        again: bool = False,
        wait: float | None = None,
        status: int | None = None,
        connected: bool = True,
    ) -> None:
        super().__init__(sentence)
        self.again, self.wait, self.status, self.connected = again, wait, status, connected
