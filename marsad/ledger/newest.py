"""The newest claims of each cell, by index seeks: what it costs follows the number of cells, not of claims."""

import datetime as dt
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select, true

from marsad.ledger.queries import ENTRIES, in_box, ordered
from marsad.ledger.tables import cell_claims, cells, claims, reports
from marsad.model.values import Place

_POINT_KM = 1.0  # by which a cell's point, of two digits, may be off


def newest(
    standing: list[ColumnElement[bool]],
    per_cell: int,
    on: dt.date,
    country: str | None,
    actor: str | None,
    near: tuple[Place, float] | None,
    lateral: bool,
) -> Select[Any]:
    """The entries, each once, in the order of their dates. `lateral` for databases that can and must join so."""
    of_cell = (
        select(cell_claims.c.claim)
        .join(claims, claims.c.row == cell_claims.c.claim)
        .join(reports, reports.c.row == claims.c.report)
        .where(cell_claims.c.cell == cells.c.cell, cell_claims.c.at <= on.isoformat(), *standing)
        .order_by(cell_claims.c.at.desc(), cell_claims.c.claim.desc())
        .limit(per_cell)
        .correlate(cells)
    )
    # A subquery for each cell, so that its index is sought from the end.
    if lateral:
        found = of_cell.lateral()
        chosen = select(found.c.claim).select_from(cells.join(found, true()))
    else:
        state = claims.alias()
        chosen = select(state.c.row).select_from(cells.join(state, state.c.row.in_(of_cell)))
    return ordered(ENTRIES.where(claims.c.row.in_(chosen.where(_asked(country, actor, near)))))


def _asked(country: str | None, actor: str | None, near: tuple[Place, float] | None) -> ColumnElement[bool]:
    conditions: list[ColumnElement[bool]] = []
    if country:
        party = and_(cells.c.kind == "agreement", cells.c.actor == country)
        conditions.append(or_(cells.c.country == country, party))
    if actor:
        conditions.append(cells.c.actor == actor)
    if near:
        conditions.append(in_box(cells, near[0], near[1] + _POINT_KM))
    return and_(true(), *conditions)
