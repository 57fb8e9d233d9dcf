"""Decisions, the chain of hashes, and states of claims that carry the ledger's clock themselves.

Tables are made anew and filled from the old ones, which every database can do. What follows from these rows (cells,
sketches, the chain, the search index) is filled afterwards, by the program: see `rebuild.py`.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_OLD = ("evidence", "claim_places", "claim_actors", "claims", "unknown_names", "readings", "reports")
_COUNTS = tuple(f"{slot}_{end}" for slot in ("number", "killed", "wounded") for end in ("min", "max"))


def upgrade() -> None:
    for name in _OLD:
        op.execute(f"CREATE TABLE old_{name} AS SELECT * FROM {name}")
        op.drop_table(name)
    _reports_and_readings()
    _claims()
    _sides_of_claims()
    _cells()
    _decisions()
    _fill()
    for name in _OLD:
        op.drop_table(f"old_{name}")


def _string(length: int | None = None) -> Any:
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def _words() -> Any:
    return sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _big() -> Any:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _row() -> Any:
    return sa.Column("row", sa.Integer, primary_key=True, autoincrement=False)


def _claim() -> Any:
    return sa.Column("claim", sa.Integer, sa.ForeignKey("claims.row"), primary_key=True, nullable=False)


def _reports_and_readings() -> None:
    op.create_table(
        "reports",
        _row(),
        sa.Column("id", _string(), nullable=False, index=True),
        sa.Column("given_id", _string(), nullable=False),
        sa.Column("digest", _string(64), nullable=False),
        sa.Column("text", _words(), nullable=False),
        sa.Column("sha256", _string(64), nullable=False, index=True),
        sa.Column("language", _string(8), nullable=False),
        sa.Column("published_at", _string(10), index=True),
        sa.Column("publisher", _string()),
        sa.Column("title", _string()),
        sa.Column("address", _string()),
        sa.Column("recorded_at", _string(32), nullable=False),
        sa.Column("sketch", _words(), nullable=False),
        sa.Column("erased_at", _string(32)),
        sa.UniqueConstraint("given_id", "digest", name="reports_version"),
    )
    op.create_table(
        "readings",
        _row(),
        sa.Column("report", sa.Integer, sa.ForeignKey("reports.row"), nullable=False, index=True),
        sa.Column("reader", _string(), nullable=False),
        sa.Column("version", _string(), nullable=False),
        sa.Column("recorded_at", _string(32), nullable=False, index=True),
        sa.Column("withdrawn_at", _string(32)),
    )
    standing = sa.text("withdrawn_at IS NULL")
    op.create_index(
        "readings_standing",
        "readings",
        ["report", "reader"],
        unique=True,
        sqlite_where=standing,
        postgresql_where=standing,
    )
    op.create_table(
        "unknown_names",
        sa.Column("reading", sa.Integer, sa.ForeignKey("readings.row"), primary_key=True),
        sa.Column("m", sa.Integer, primary_key=True),
        sa.Column("kind", _string(16), nullable=False),
        sa.Column("text", _string(), nullable=False),
        sa.Column("key", _string(), nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
    )
    op.create_index("unknown_names_key", "unknown_names", ["key"])


def _claims() -> None:
    op.create_table(
        "claims",
        _row(),
        sa.Column("report", sa.Integer, sa.ForeignKey("reports.row"), nullable=False),
        sa.Column("reading", sa.Integer, sa.ForeignKey("readings.row"), nullable=False),
        sa.Column("n", sa.Integer, nullable=False),
        sa.Column("v", sa.Integer, nullable=False),
        sa.Column("id", _string(16), nullable=False, index=True),
        sa.Column("verdict", _string(16), nullable=False),
        sa.Column("kind", _string(16), nullable=False, index=True),
        sa.Column("status", _string(16), nullable=False),
        sa.Column("activity", _string()),
        sa.Column("phase", _string()),
        *(sa.Column(name, _big()) for name in _COUNTS),
        sa.Column("when", _string()),
        sa.Column("valid_from", _string(10), index=True),
        sa.Column("valid_to", _string(10)),
        sa.Column("said_by", _string(), index=True),
        sa.Column("said_by_name", _string()),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("rule", _string(), nullable=False),
        sa.Column("json", _words(), nullable=False),
        sa.Column("published_at", _string(10)),
        sa.Column("recorded_at", _string(32), nullable=False),
        sa.Column("withdrawn_at", _string(32)),
        sa.UniqueConstraint("reading", "n", "v", name="claims_state"),
    )


def _sides_of_claims() -> None:
    op.create_table(
        "claim_actors",
        _claim(),
        sa.Column("slot", _string(16), primary_key=True),
        sa.Column("key", _string(), primary_key=True),
    )
    op.create_index("claim_actors_key", "claim_actors", ["key"])
    op.create_table(
        "claim_places",
        _claim(),
        sa.Column("slot", _string(16), primary_key=True),
        sa.Column("m", sa.Integer, primary_key=True),
        sa.Column("name", _string(), nullable=False),
        sa.Column("folded", _string(), nullable=False),
        sa.Column("country", _string(2)),
        sa.Column("lat", sa.Float),
        sa.Column("lon", sa.Float),
        sa.Column("level", _string(16), nullable=False),
    )
    op.create_index("claim_places_folded", "claim_places", ["folded"])
    op.create_index("claim_places_country", "claim_places", ["country"])
    op.create_index("claim_places_point", "claim_places", ["lat", "lon"])
    op.create_table(
        "evidence",
        _claim(),
        sa.Column("m", sa.Integer, primary_key=True),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
    )


def _cells() -> None:
    texts: dict[str, int | None] = {"kind": 16, "mode": 16, "side": 8, "actor": None, "activity": None, "slot": 16}
    texts |= {"folded": None, "country": 2, "level": 16}
    op.create_table(
        "cells",
        sa.Column("cell", _big(), primary_key=True, autoincrement=False),
        *(sa.Column(name, _string(length), nullable=False) for name, length in texts.items()),
        sa.Column("lat", sa.Float),
        sa.Column("lon", sa.Float),
    )
    op.create_index("cells_country", "cells", ["country", "side"])
    op.create_index("cells_actor", "cells", ["actor"])
    op.create_index("cells_folded", "cells", ["folded"])
    op.create_index("cells_point", "cells", ["lat", "lon"])
    op.create_table(
        "cell_claims",
        sa.Column("cell", _big(), sa.ForeignKey("cells.cell"), primary_key=True, autoincrement=False),
        sa.Column("at", _string(10), primary_key=True),
        _claim(),
        sqlite_with_rowid=False,
    )


def _decisions() -> None:
    op.create_table(
        "decisions",
        _row(),
        sa.Column("id", _string(12), nullable=False, unique=True),
        sa.Column("verb", _string(16), nullable=False),
        sa.Column("target", _string(), nullable=False, index=True),
        sa.Column("body", _words(), nullable=False),
        sa.Column("author", _string(), nullable=False),
        sa.Column("reason", _string(), nullable=False),
        sa.Column("recorded_at", _string(32), nullable=False),
    )
    op.create_table(
        "records",
        sa.Column("n", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("recorded_at", _string(32), nullable=False, unique=True),
        sa.Column("verb", _string(16), nullable=False),
        sa.Column("hash", _string(64), nullable=False),
    )


def _fill() -> None:
    op.execute(
        'INSERT INTO reports ("row", id, given_id, digest, text, sha256, language, published_at, publisher, title,'
        ' address, recorded_at, sketch) SELECT "row", id, given_id, digest, text, sha256, language, published_at,'
        " publisher, title, address, recorded_at, '' FROM old_reports"
    )
    op.execute(
        'INSERT INTO readings ("row", report, reader, version, recorded_at, withdrawn_at)'
        ' SELECT "row", report, reader, version, recorded_at, withdrawn_at FROM old_readings'
    )
    op.execute(
        'INSERT INTO unknown_names (reading, m, kind, text, key, start, "end")'
        ' SELECT reading, m, kind, text, key, start, "end" FROM old_unknown_names'
    )
    same = ["kind", "status", "activity", "phase", *_COUNTS, '"when"', "valid_from", "valid_to"]
    same += ["said_by", "said_by_name", "confidence", "rule", "json"]
    op.execute(
        f'INSERT INTO claims ("row", report, reading, n, v, id, verdict, {", ".join(same)}, published_at, recorded_at,'
        f' withdrawn_at) SELECT row_number() OVER (ORDER BY r."row", c.n), r.report, r."row", c.n, 0, c.id, \'\','
        f" {', '.join(f'c.{name}' for name in same)}, d.published_at, r.recorded_at, r.withdrawn_at"
        ' FROM old_claims c JOIN old_readings r ON r."row" = c.reading JOIN old_reports d ON d."row" = r.report'
    )
