"""The tables of a ledger. Rows are only ever added; setting `readings.withdrawn_at` is the only update.

The clocks have five plain names: `valid_from` and `valid_to` (the outer bounds of a claim's `when`), `published_at`
(the report), `recorded_at` and `withdrawn_at` (the ledger). All are ISO 8601 text, days or UTC instants of fixed
width, so that text order is time order in every database.
"""

from sqlalchemy import (
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

SCHEMA = "0001"  # the newest migration; tests hold it against the migrations folder
OLDER_SCHEMAS: tuple[str, ...] = ()  # those that this program brings up to date
VERSION_TABLE = "marsad_schema"  # a name of its own, to tell a ledger from another program's database

metadata = MetaData()

# One row per version of a report: the same id with another text or another date is a new row.
reports = Table(
    "reports",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("id", String, nullable=False, index=True),  # the ledger's: one per report, whatever its versions
    Column("given_id", String, nullable=False),  # as the report came; two reports may come with one name
    Column("digest", String(64), nullable=False),  # of everything that can change what is read; not of the address
    Column("text", Text, nullable=False),
    Column("sha256", String(64), nullable=False, index=True),  # of the text: copies share it
    Column("language", String(8), nullable=False),
    Column("published_at", String(10), index=True),
    Column("publisher", String),
    Column("title", String),
    Column("address", String),
    Column("recorded_at", String(32), nullable=False),
    UniqueConstraint("given_id", "digest", name="reports_version"),
)

readings = Table(
    "readings",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("report", ForeignKey("reports.row"), nullable=False),
    Column("reader", String, nullable=False),
    Column("version", String, nullable=False),
    Column("recorded_at", String(32), nullable=False, index=True),
    Column("withdrawn_at", String(32)),
    Index(
        "readings_standing",
        "report",
        "reader",
        unique=True,
        sqlite_where=text("withdrawn_at IS NULL"),
        postgresql_where=text("withdrawn_at IS NULL"),
    ),
)

# `id` stays the same when a newer reader makes the same claim, so it repeats over readings; of those, one stands.
claims = Table(
    "claims",
    metadata,
    Column("reading", ForeignKey("readings.row"), primary_key=True),
    Column("n", Integer, primary_key=True),  # place in the reading
    Column("id", String(16), nullable=False, index=True),
    Column("kind", String(16), nullable=False, index=True),
    Column("status", String(16), nullable=False),
    Column("activity", String),
    Column("phase", String),
    Column("number_min", Integer),
    Column("number_max", Integer),
    Column("killed_min", Integer),
    Column("killed_max", Integer),
    Column("wounded_min", Integer),
    Column("wounded_max", Integer),
    Column("when", String),
    Column("valid_from", String(10), index=True),
    Column("valid_to", String(10)),
    Column("said_by", String),
    Column("said_by_name", String),
    Column("confidence", Float, nullable=False),
    Column("rule", String, nullable=False),
    Column("json", Text, nullable=False),  # the whole claim in the contract's form
    UniqueConstraint("reading", "id", name="claims_once"),
)


def _of_claim() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["reading", "n"], ["claims.reading", "claims.n"])


claim_actors = Table(
    "claim_actors",
    metadata,
    Column("reading", Integer, primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("slot", String(16), primary_key=True),
    Column("key", String, primary_key=True),
    _of_claim(),
    Index("claim_actors_key", "key"),
)

claim_places = Table(
    "claim_places",
    metadata,
    Column("reading", Integer, primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("slot", String(16), primary_key=True),
    Column("m", Integer, primary_key=True),  # place in the slot's list
    Column("name", String, nullable=False),
    Column("folded", String, nullable=False),  # the name as it is compared
    Column("country", String(2)),
    Column("lat", Float),
    Column("lon", Float),
    Column("level", String(16), nullable=False),
    _of_claim(),
    Index("claim_places_folded", "folded"),
    Index("claim_places_country", "country"),
    Index("claim_places_point", "lat", "lon"),
)

evidence = Table(
    "evidence",
    metadata,
    Column("reading", Integer, primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("m", Integer, primary_key=True),  # the fullest passage is 0
    Column("start", Integer, nullable=False),  # code points into reports.text
    Column("end", Integer, nullable=False),
    _of_claim(),
)

unknown_names = Table(
    "unknown_names",
    metadata,
    Column("reading", ForeignKey("readings.row"), primary_key=True),
    Column("m", Integer, primary_key=True),
    Column("kind", String(16), nullable=False),  # "actor" or "place"
    Column("text", String, nullable=False),  # as it stands in the report
    Column("key", String, nullable=False),  # what claims call it
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
)
