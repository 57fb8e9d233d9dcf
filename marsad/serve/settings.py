"""What `marsad serve` was told: where the ledger is, who may come in, and from where."""

import json
import os
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

LOOPBACK = ("127.0.0.1", "localhost", "::1")
_VARIABLE = "MARSAD_SERVE_SETTINGS"  # how workers, which are processes of their own, learn the settings


@dataclass(frozen=True)
class Settings:
    """Settings of one server; plain values, so that they reach its workers."""

    ledger: str
    folder: str  # what the web app keeps beside the ledger: accounts, and the desk of the review
    register: tuple[str, ...] = ()
    sources: str | None = None  # the folder of the source book and the archive
    alerts: tuple[str, ...] = ()  # files that the watch writes alerts to
    public: bool = False  # read-only for everybody, without sign-in
    accounts: bool = False  # whether people sign in
    hosts: tuple[str, ...] = LOOPBACK  # the names that this server answers to
    behind: float = 0  # seconds by which an answer may be behind the ledger, so that many can read while one writes
    secure: bool = False  # whether browsers come by https
    language: str = "en"
    tiles: str | None = None  # address of map tiles, as https://host/{z}/{x}/{y}.png
    max_upload: int = 20_000_000  # bytes of a request
    allow_hosts: tuple[str, ...] = ()  # internal hosts that reports may be added from, as name or name:port
    oidc: dict[str, str] | None = None

    @property
    def home(self) -> Path:
        return Path(self.folder)

    def to_environment(self) -> None:
        os.environ[_VARIABLE] = json.dumps(asdict(self))

    @classmethod
    def from_environment(cls) -> "Settings":
        given: dict[str, Any] = json.loads(os.environ[_VARIABLE])
        lists = {f.name: tuple(given[f.name]) for f in fields(cls) if isinstance(given.get(f.name), list)}
        return cls(**given | lists)

    def but(self, **changes: Any) -> "Settings":
        return replace(self, **changes)
