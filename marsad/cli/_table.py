"""A table of claims, short enough for a terminal: who, where, how many, when, according to whom."""

import sys
from collections.abc import Iterable
from typing import Any

from rich.console import Console
from rich.table import Table

from marsad.model.claim import Claim

_WIDE = 160  # where output is piped there is no width to keep to


# heading → how it may be set; a date or an id broken over two lines cannot be read, a name can
_COLUMNS: dict[str, dict[str, Any]] = {
    "kind": {"min_width": 9},
    "who": {"min_width": 8},
    "where": {"min_width": 8},
    "no.": {"justify": "right"},
    "status": {"no_wrap": True},
    "when": {"no_wrap": True},
    "said by": {"min_width": 8},
    "sure": {"no_wrap": True, "justify": "right"},
    "id": {"no_wrap": True, "min_width": 12},
}


def claims_table(claims: Iterable[tuple[str, Claim]]) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 1), collapse_padding=True)
    for heading, setting in _COLUMNS.items():
        table.add_column(heading, overflow="fold", **setting)
    for id_, claim in claims:
        table.add_row(*_row(claim), id_)
    return table


def print_table(table: Table) -> None:
    Console(width=None if sys.stdout.isatty() else _WIDE, highlight=False, markup=False).print(table)


def _row(claim: Claim) -> tuple[str, ...]:
    what = claim.kind if not claim.activity else f"{claim.activity} {claim.phase or ''}".strip()
    if claim.kind == "agreement" and claim.phase:
        what = f"agreement {claim.phase}"
    return (
        what,
        _who(claim),
        _where(claim),
        str(claim.number or ""),
        claim.status,
        claim.when or "",
        claim.said_by.of if claim.said_by else "",
        f"{claim.confidence:.2f}",
    )


def _who(claim: Claim) -> str:
    actor, partner = ", ".join(claim.actor), ", ".join(claim.partner)
    if not partner:
        return actor
    return f"{actor} → {partner}" if actor else f"→ {partner}"


def _where(claim: Claim) -> str:
    place, origin, destination = (
        ", ".join(p.name for p in places) for places in (claim.place, claim.origin, claim.destination)
    )
    if not origin and not destination:
        return place
    return f"{origin} → {destination}".strip()
