"""The tables of a ledger.

Rows are only ever added. Two kinds of update exist: an end is set (`withdrawn_at`, of a reading and of a claim), and
an erasure takes a report's words away. Every change is covered by the chain of hashes in `records` (see `chain.py`).

The clocks have five plain names: `valid_from` and `valid_to` (the outer bounds of a claim's `when`), `published_at`
(the report), `recorded_at` and `withdrawn_at` (the ledger). All are ISO 8601 text, days or UTC instants of fixed
width, so that text order is time order in every database.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    event,
    text,
)
from sqlalchemy.types import TypeEngine

SCHEMA = "0002"  # the newest migration; tests hold it against the migrations folder
OLDER_SCHEMAS: tuple[str, ...] = ("0001",)  # those that this program brings up to date
VERSION_TABLE = "marsad_schema"  # a name of its own, to tell a ledger from another program's database

metadata = MetaData()


def _string(length: int | None = None) -> TypeEngine[str]:
    """Text that every database compares by its bytes, so that order is the same in all."""
    return String(length).with_variant(String(length, collation="C"), "postgresql")


def _words() -> TypeEngine[str]:
    return Text().with_variant(Text(collation="C"), "postgresql")


def _big() -> TypeEngine[int]:
    # SQLite's INTEGER has 64 bits, and only that word makes a key the row's own number.
    return BigInteger().with_variant(Integer(), "sqlite")


def _row() -> Column[int]:
    return Column("row", Integer, primary_key=True, autoincrement=False)


def _standing() -> Any:
    return text("withdrawn_at IS NULL")


# One row per version of a report: the same id with another text or another date is a new row.
reports = Table(
    "reports",
    metadata,
    _row(),
    Column("id", _string(), nullable=False, index=True),  # the ledger's: one per report, whatever its versions
    Column("given_id", _string(), nullable=False),  # as the report came; two reports may come with one name
    Column("digest", _string(64), nullable=False),  # of everything that can change what is read; not of the address
    Column("text", _words(), nullable=False),  # empty once erased
    Column("sha256", _string(64), nullable=False, index=True),  # of the text: copies share it, erased ones keep it
    Column("language", _string(8), nullable=False),
    Column("published_at", _string(10), index=True),
    Column("publisher", _string()),
    Column("title", _string()),
    Column("address", _string()),
    Column("recorded_at", _string(32), nullable=False),
    Column("sketch", _words(), nullable=False),  # see `sketch.py`
    Column("erased_at", _string(32)),
    UniqueConstraint("given_id", "digest", name="reports_version"),
)

readings = Table(
    "readings",
    metadata,
    _row(),
    Column("report", ForeignKey("reports.row"), nullable=False, index=True),
    Column("reader", _string(), nullable=False),
    Column("version", _string(), nullable=False),
    Column("recorded_at", _string(32), nullable=False, index=True),
    Column("withdrawn_at", _string(32)),
)
_readings_standing = Index(
    "readings_standing", readings.c.report, readings.c.reader, unique=True, sqlite_where=_standing()
)


@event.listens_for(metadata, "before_create")
def _for_postgresql(_tables: MetaData, connection: Connection, **_: Any) -> None:
    # Said no earlier, as this word loads all that SQLAlchemy knows of PostgreSQL, which is long for a file's ledger.
    if connection.dialect.name == "postgresql":
        _readings_standing.kwargs["postgresql_where"] = _standing()


# A row is one state of a claim: as it was read (v = 0), or as decisions made it (v > 0). At any instant at most one
# state of a claim stands. `id` stays the same when a newer reader makes the same claim.
claims = Table(
    "claims",
    metadata,
    _row(),
    Column("report", ForeignKey("reports.row"), nullable=False),
    Column("reading", ForeignKey("readings.row"), nullable=False),
    Column("n", Integer, nullable=False),  # place in the reading
    Column("v", Integer, nullable=False),
    Column("id", _string(16), nullable=False, index=True),
    Column("verdict", _string(16), nullable=False),  # "", accepted, amended, rejected
    Column("kind", _string(16), nullable=False, index=True),
    Column("status", _string(16), nullable=False),
    Column("activity", _string()),
    Column("phase", _string()),
    Column("number_min", _big()),
    Column("number_max", _big()),
    Column("killed_min", _big()),
    Column("killed_max", _big()),
    Column("wounded_min", _big()),
    Column("wounded_max", _big()),
    Column("when", _string()),
    Column("valid_from", _string(10), index=True),
    Column("valid_to", _string(10)),
    Column("said_by", _string(), index=True),
    Column("said_by_name", _string()),
    Column("confidence", Float, nullable=False),
    Column("rule", _string(), nullable=False),
    Column("json", _words(), nullable=False),  # the whole claim in the contract's form
    Column("published_at", _string(10)),  # of the report, so that an index seek needs no other table
    Column("recorded_at", _string(32), nullable=False),
    Column("withdrawn_at", _string(32)),
    UniqueConstraint("reading", "n", "v", name="claims_state"),
)


def _claim(primary: bool = True) -> Column[int]:
    return Column("claim", ForeignKey("claims.row"), primary_key=primary, nullable=False)


claim_actors = Table(
    "claim_actors",
    metadata,
    _claim(),
    Column("slot", _string(16), primary_key=True),
    Column("key", _string(), primary_key=True),
    Index("claim_actors_key", "key"),
)

claim_places = Table(
    "claim_places",
    metadata,
    _claim(),
    Column("slot", _string(16), primary_key=True),
    Column("m", Integer, primary_key=True),  # place in the slot's list
    Column("name", _string(), nullable=False),
    Column("folded", _string(), nullable=False),  # the name as it is compared
    Column("country", _string(2)),
    Column("lat", Float),
    Column("lon", Float),
    Column("level", _string(16), nullable=False),
    Index("claim_places_folded", "folded"),
    Index("claim_places_country", "country"),
    Index("claim_places_point", "lat", "lon"),
)

evidence = Table(
    "evidence",
    metadata,
    _claim(),
    Column("m", Integer, primary_key=True),  # the fullest passage is 0
    Column("start", Integer, nullable=False),  # code points into reports.text
    Column("end", Integer, nullable=False),
)

# What an answer has a line for: who does what where, once. Found by country, actor, name or point; see `cells.py`.
cells = Table(
    "cells",
    metadata,
    Column("cell", _big(), primary_key=True, autoincrement=False),  # a hash of the rest
    Column("kind", _string(16), nullable=False),
    Column("mode", _string(16), nullable=False),  # told, planned, possible, denied
    Column("side", _string(8), nullable=False),  # actor or partner
    Column("actor", _string(), nullable=False),
    Column("activity", _string(), nullable=False),
    Column("slot", _string(16), nullable=False),
    Column("folded", _string(), nullable=False),
    Column("country", _string(2), nullable=False),
    Column("level", _string(16), nullable=False),
    Column("lat", Float),
    Column("lon", Float),
    Index("cells_country", "country", "side"),
    Index("cells_actor", "actor"),
    Index("cells_folded", "folded"),
    Index("cells_point", "lat", "lon"),
)

# The claims of a cell by day: the newest is the end of an index.
cell_claims = Table(
    "cell_claims",
    metadata,
    Column("cell", _big(), ForeignKey("cells.cell"), primary_key=True, autoincrement=False),
    Column("at", _string(10), primary_key=True),  # the day from which the claim counts; of plans the day they were told
    _claim(),
    sqlite_with_rowid=False,
)

unknown_names = Table(
    "unknown_names",
    metadata,
    Column("reading", ForeignKey("readings.row"), primary_key=True),
    Column("m", Integer, primary_key=True),
    Column("kind", _string(16), nullable=False),  # "actor" or "place"
    Column("text", _string(), nullable=False),  # as it stands in the report
    Column("key", _string(), nullable=False),  # what claims call it
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Index("unknown_names_key", "key"),
)

decisions = Table(
    "decisions",
    metadata,
    _row(),
    Column("id", _string(12), nullable=False, unique=True),
    Column("verb", _string(16), nullable=False),
    Column("target", _string(), nullable=False, index=True),  # what it is about, as `claim:…`, `actor:…`
    Column("body", _words(), nullable=False),  # JSON; see `decisions.py`
    Column("author", _string(), nullable=False),
    Column("reason", _string(), nullable=False),
    Column("recorded_at", _string(32), nullable=False),
)

# One row per write, in order: the hash covers all that the write changed, and the hash before it.
records = Table(
    "records",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("recorded_at", _string(32), nullable=False, unique=True),
    Column("verb", _string(16), nullable=False),  # "read" or that of a decision
    Column("hash", _string(64), nullable=False),
)
