"""How Alembic runs the migrations: on the caller's connection, in the caller's transaction."""

from alembic import context

from marsad.ledger.tables import VERSION_TABLE, metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    transactional_ddl=True,  # true of SQLite too, since `database.py` begins transactions itself
)
with context.begin_transaction():
    context.run_migrations()
