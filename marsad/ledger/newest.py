"""The newest claims of each cell, by index seeks: what it costs follows the number of cells, not of claims.

These are so many as are asked for, and those of the same day as the last of them: which claims an answer rests on
never depends on the order in which a ledger learned them.
"""

import datetime as dt
from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true

from marsad.ledger.queries import ENTRIES, among, in_box
from marsad.ledger.tables import cell_claims, cells, claims, reports
from marsad.model.values import Place

_POINT_KM = 1.0  # by which a cell's point, of two digits, may be off


def newest(
    standing: list[ColumnElement[bool]],
    known: bool,
    per_cell: int,
    on: dt.date,
    country: str | Collection[str] | None,
    actor: str | None,
    near: tuple[Place, float] | None,
    lateral: bool,
) -> Select[Any]:
    """The entries, each once, in no order. `lateral` for databases that can and must join so."""
    by_then = _of_cell(standing, known).where(cell_claims.c.at <= on.isoformat())
    days = by_then.with_only_columns(cell_claims.c.at).order_by(cell_claims.c.at.desc(), cell_claims.c.claim.desc())
    since = days.limit(1).offset(per_cell - 1).correlate(cells).scalar_subquery()
    # A subquery for each cell, so that its index is sought from the end; the offset keeps planners from undoing it.
    of_cell = by_then.where(cell_claims.c.at >= func.coalesce(since, "")).offset(0).correlate(cells)
    asked = _asked(country, actor, near)
    if lateral:
        found = of_cell.lateral()
        each = select(found.c.claim).select_from(cells.join(found, true())).where(asked).distinct().cte()
        return ENTRIES.join(each, each.c.claim == claims.c.row)
    state = claims.alias()
    chosen = select(state.c.row).select_from(cells.join(state, state.c.row.in_(of_cell))).where(asked)
    return ENTRIES.where(claims.c.row.in_(chosen))


def _asked(
    country: str | Collection[str] | None, actor: str | None, near: tuple[Place, float] | None
) -> ColumnElement[bool]:
    conditions: list[ColumnElement[bool]] = []
    if country:
        # Whoever is a partner stands in a claim that some actor's cell holds as well.
        party = and_(cells.c.kind == "agreement", among(cells.c.actor, country))
        conditions.append(or_(and_(among(cells.c.country, country), cells.c.side == "actor"), party))
    if actor:
        conditions.append(cells.c.actor == actor)
    if near:
        conditions.append(in_box(cells, near[0], near[1] + _POINT_KM))
    return and_(true(), *conditions)


def actor_names(standing: list[ColumnElement[bool]], known: bool) -> Select[Any]:
    """The keys of actors and partners of whom a standing claim tells."""
    return (
        select(cells.c.actor).where(cells.c.actor != "", _of_cell(standing, known).correlate(cells).exists()).distinct()
    )


def place_names(standing: list[ColumnElement[bool]], known: bool) -> Select[Any]:
    """The folded names of places of which a standing claim tells."""
    return (
        select(cells.c.folded)
        .where(cells.c.folded != "", _of_cell(standing, known).correlate(cells).exists())
        .distinct()
    )


def _of_cell(standing: list[ColumnElement[bool]], known: bool) -> Select[Any]:
    """A cell's claims that stand. Reports are looked up only where it matters when they were published."""
    query = select(cell_claims.c.claim).join(claims, claims.c.row == cell_claims.c.claim)
    if known:
        query = query.join(reports, reports.c.row == claims.c.report)
    return query.where(cell_claims.c.cell == cells.c.cell, *standing)
