"""The database under a ledger: connecting, telling a ledger from other files, making it and bringing it up to date."""

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError, ProgrammingError

from marsad.errors import LedgerError
from marsad.ledger.faults import fault_code
from marsad.ledger.rebuild import rebuild
from marsad.ledger.search import create_index
from marsad.ledger.tables import OLDER_SCHEMAS, SCHEMA, VERSION_TABLE, metadata

_NO_TABLE = (1, "42P01")  # what SQLite (among other things) and PostgreSQL say of a table that is not there
_POSTGRES = "postgresql"
_WRITERS = 0x6D617273  # the advisory lock that keeps writers in one order


def connect(path_or_url: str | Path, create: bool, wait: float) -> tuple[Engine, str]:
    """An engine for a file or a database URL, and what to call it in messages."""
    url = _url(path_or_url)
    backend = url.get_backend_name()
    if backend == _POSTGRES:
        return _connect_postgres(url, wait)
    if backend != "sqlite":
        raise LedgerError(f"A ledger is a SQLite file or a PostgreSQL database; {backend!r} is neither.")
    path = Path(url.database or "")
    _check_file(path, create)
    engine = create_engine(url, connect_args={"timeout": wait})
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine, str(path)


def prepare(engine: Engine, where: str, create: bool) -> None:
    """Make sure that the database is a ledger of this program's version."""
    found = _version(engine)
    if found is None and (tables := inspect(engine).get_table_names()):
        # Tables without a version are somebody else's, unless another process made the ledger between the two looks.
        found = _version(engine)
        if found is None:
            raise LedgerError(
                f"{where} is another program's database (it has {tables[0]!r}); name another with --ledger."
            )
    if found == SCHEMA:
        return
    if found is not None and found not in OLDER_SCHEMAS:
        raise LedgerError(
            f"The ledger {where} was made by a newer Marsad (schema {found}, this one knows {SCHEMA}); upgrade Marsad."
        )
    if found is None and not create:
        raise LedgerError(f"{where} is empty and no ledger yet; fill it with `marsad read FILE --ledger {where}`.")
    if engine.dialect.name == "sqlite":
        _use_wal(engine)
    else:
        _check_encoding(engine, where)
    with engine.execution_options(writes=True).connect() as connection, connection.begin():
        # Another process may have been quicker.
        found = _version_in(connection) if inspect(connection).has_table(VERSION_TABLE) else None
        if found is None:
            _create(connection)
        elif found != SCHEMA:
            migrate(connection)


def _url(path_or_url: str | Path) -> URL:
    if "://" not in str(path_or_url):
        return URL.create("sqlite", database=str(path_or_url))
    try:
        url = make_url(str(path_or_url))
        if url.get_backend_name() in (_POSTGRES, "postgres"):
            return url.set(drivername="postgresql+psycopg")
    except (ArgumentError, NoSuchModuleError) as error:
        raise LedgerError(f"{str(path_or_url)!r} is neither a path nor a database URL.") from error
    return url


def _connect_postgres(url: URL, wait: float) -> tuple[Engine, str]:
    where = url.set(drivername=_POSTGRES).render_as_string(hide_password=True)
    try:
        engine = create_engine(url, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise LedgerError(f"No driver for {where} is installed; run `pip install 'marsad[postgres]'`.") from error

    def on_begin(connection: Connection) -> None:
        # Writers wait for each other before they look, so that instants and hashes follow in one order. Readers see
        # what is committed and wait for nobody.
        if connection.get_execution_options().get("writes"):
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(wait * 1000)}")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS})")

    event.listen(engine, "begin", on_begin)
    return engine, where


def _check_file(path: Path, create: bool) -> None:
    if path.is_dir():
        raise LedgerError(f"{path} is a folder; name a file in it, such as {path / 'marsad.db'}.")
    if not path.exists():
        if not create:
            raise LedgerError(
                f"There is no ledger at {path}; make one with `marsad read FILE --ledger {path}`, or name another."
            )
        if not path.parent.is_dir():  # which is oftener a slip in the path than a wish
            raise LedgerError(f"There is no folder {path.parent}; make it, or name another place for the ledger.")


def _check_encoding(engine: Engine, where: str) -> None:
    with engine.connect() as connection:
        encoding = connection.scalar(text("SHOW server_encoding"))
    if encoding != "UTF8":
        raise LedgerError(f"The database {where} keeps text as {encoding}; make one with ENCODING 'UTF8'.")


def _on_connect(connection: Any, _record: Any) -> None:
    # Python's driver would begin transactions by itself, too late and never IMMEDIATE; see _on_begin.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA cache_size = -65536")  # 64 MiB at most: the inner pages of a large ledger's indexes
    connection.execute("PRAGMA synchronous = NORMAL")  # with WAL, a crash loses the last reports at worst


def _on_begin(connection: Connection) -> None:
    # A writer takes the lock before it looks, so that what it saw still holds when it writes.
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _use_wal(engine: Engine) -> None:
    """Kept in the file, so it is set once; outside a transaction, where SQLAlchemy cannot set it."""
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("PRAGMA journal_mode = WAL")
    finally:
        raw.close()


def _version(engine: Engine) -> str | None:
    """The schema's version by one plain query: importing Alembic takes longer than most questions."""
    with engine.connect() as connection:
        try:
            return _version_in(connection)
        except (OperationalError, ProgrammingError) as error:
            if fault_code(error) not in _NO_TABLE:
                raise
            return None


def _version_in(connection: Connection) -> str | None:
    version: str | None = connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}"))
    return version


def _create(connection: Connection) -> None:
    """The newest tables at once, without Alembic, whose import takes longer; a test holds them against migrations."""
    metadata.create_all(connection)
    create_index(connection)
    connection.execute(text(f"CREATE TABLE {VERSION_TABLE} (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
    connection.execute(text(f"INSERT INTO {VERSION_TABLE} (version_num) VALUES (:version)"), {"version": SCHEMA})


def migrate(connection: Connection) -> None:
    """Bring a ledger up to date, from whatever version, or from nothing: tables first, then all that follows."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    create_index(connection)
    rebuild(connection)
