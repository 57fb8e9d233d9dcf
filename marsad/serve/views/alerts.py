"""Alerts as the watch writes them, a JSON object on each line; only the end of a long file is read."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from marsad.errors import ContractError
from marsad.model.claim import Claim

_AT_MOST = 4_000_000  # bytes of a file


@dataclass(frozen=True)
class Told:
    """An alert: by which rule, of which claim, in which words."""

    rule: str
    id: str
    claim: Claim
    publisher: str | None
    published: str | None
    title: str | None
    report: str
    passage: str | None

    def to_json(self) -> dict[str, Any]:
        about = {name: getattr(self, name) for name in ("id", "report", "publisher", "published", "title", "passage")}
        return {"alert": self.rule, **about, **self.claim.to_json()}


def read_alerts(files: Iterable[str], rule: str, limit: int) -> tuple[list[Told], list[str]]:
    """The newest alerts, of one rule if so asked, and the names of all rules. A line that is damaged is passed over."""
    told = [alert for file in files for alert in _alerts(Path(file))]
    rules = sorted({alert.rule for alert in told})
    wanted = [alert for alert in reversed(told) if rule in ("", alert.rule)]
    return wanted[:limit], rules


def _alerts(path: Path) -> Iterator[Told]:
    try:
        with path.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(max(0, size - _AT_MOST))
            lines = file.read().split(b"\n")
    except OSError:
        return  # the watch has not told of anything yet
    for line in lines[1 if size > _AT_MOST else 0 :]:
        try:
            raw = json.loads(line)
            yield _told(raw)
        except (ValueError, TypeError, KeyError, AttributeError, ContractError):
            continue


def _told(raw: dict[str, Any]) -> Told:
    publisher, published, title = (raw.get(name) for name in ("publisher", "published", "title"))
    claim, passage = Claim.kept(raw), raw.get("passage")
    return Told(raw["alert"], raw["id"], claim, publisher, published, title, raw["report"], passage)
