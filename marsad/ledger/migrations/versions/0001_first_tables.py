"""The first tables. A migration never changes once released, so it repeats what `tables.py` says today."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    _reports_and_readings()
    _claims()
    _sides_of_claims()


def _reports_and_readings() -> None:
    op.create_table(
        "reports",
        sa.Column("row", sa.Integer, primary_key=True),
        sa.Column("id", sa.String, nullable=False, index=True),
        sa.Column("given_id", sa.String, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False, index=True),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("published_at", sa.String(10), index=True),
        sa.Column("publisher", sa.String),
        sa.Column("title", sa.String),
        sa.Column("address", sa.String),
        sa.Column("recorded_at", sa.String(32), nullable=False),
        sa.UniqueConstraint("given_id", "digest", name="reports_version"),
    )
    op.create_table(
        "readings",
        sa.Column("row", sa.Integer, primary_key=True),
        sa.Column("report", sa.Integer, sa.ForeignKey("reports.row"), nullable=False),
        sa.Column("reader", sa.String, nullable=False),
        sa.Column("version", sa.String, nullable=False),
        sa.Column("recorded_at", sa.String(32), nullable=False, index=True),
        sa.Column("withdrawn_at", sa.String(32)),
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
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("text", sa.String, nullable=False),
        sa.Column("key", sa.String, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
    )


def _claims() -> None:
    op.create_table(
        "claims",
        sa.Column("reading", sa.Integer, sa.ForeignKey("readings.row"), primary_key=True),
        sa.Column("n", sa.Integer, primary_key=True),
        sa.Column("id", sa.String(16), nullable=False, index=True),
        sa.Column("kind", sa.String(16), nullable=False, index=True),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("activity", sa.String),
        sa.Column("phase", sa.String),
        *(sa.Column(f"{slot}_{end}", sa.Integer) for slot in ("number", "killed", "wounded") for end in ("min", "max")),
        sa.Column("when", sa.String),
        sa.Column("valid_from", sa.String(10), index=True),
        sa.Column("valid_to", sa.String(10)),
        sa.Column("said_by", sa.String),
        sa.Column("said_by_name", sa.String),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("rule", sa.String, nullable=False),
        sa.Column("json", sa.Text, nullable=False),
        sa.UniqueConstraint("reading", "id", name="claims_once"),
    )


def _side_of_claims(name: str, *columns: sa.Column[Any]) -> None:
    op.create_table(
        name,
        sa.Column("reading", sa.Integer, primary_key=True),
        sa.Column("n", sa.Integer, primary_key=True),
        *columns,
        sa.ForeignKeyConstraint(["reading", "n"], ["claims.reading", "claims.n"]),
    )


def _sides_of_claims() -> None:
    _side_of_claims(
        "claim_actors",
        sa.Column("slot", sa.String(16), primary_key=True),
        sa.Column("key", sa.String, primary_key=True),
    )
    op.create_index("claim_actors_key", "claim_actors", ["key"])
    _side_of_claims(
        "claim_places",
        sa.Column("slot", sa.String(16), primary_key=True),
        sa.Column("m", sa.Integer, primary_key=True),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("folded", sa.String, nullable=False),
        sa.Column("country", sa.String(2)),
        sa.Column("lat", sa.Float),
        sa.Column("lon", sa.Float),
        sa.Column("level", sa.String(16), nullable=False),
    )
    op.create_index("claim_places_folded", "claim_places", ["folded"])
    op.create_index("claim_places_country", "claim_places", ["country"])
    op.create_index("claim_places_point", "claim_places", ["lat", "lon"])
    _side_of_claims(
        "evidence",
        sa.Column("m", sa.Integer, primary_key=True),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
    )
