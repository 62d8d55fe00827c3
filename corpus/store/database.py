"""The one place that makes a SQLAlchemy engine: connections for reading and for writing.

Reading sees one moment of the corpus however many statements it takes; writing is one
transaction, taken at once (SQLite: `BEGIN IMMEDIATE`), so that it never fails half way for
want of the lock.  Writers take turns on both engines.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError

from corpus.errors import SettingInvalid, StoreBusy, StoreUnavailable
from corpus.store import migrate, schema

SQLITE_BUSY_SECONDS = 30
WRITERS_LOCK = 0x57656E62616F
"""PostgreSQL's writers queue for this: any number, as long as every process takes the same."""


class Database:
    """The records' database at `url`, brought to the newest schema when opened.

    Raises SettingInvalid for a URL that names no known engine, StoreUnavailable when it
    cannot be opened or was made by a newer Wenbao, StoreBusy when another process holds it.
    """

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)
        self.sqlite = self.engine.dialect.name == "sqlite"
        with self.reading() as connection:
            current = migrate.revision_of(connection)
        if current != migrate.HEAD:
            with self.writing() as connection:
                # Of several processes that find it empty the first makes it.
                bring = migrate.create if migrate.is_new(connection) else migrate.upgrade
                bring(connection)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection whose statements all see the same moment."""
        with _typed_errors(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection in a transaction that commits when the block ends without an error."""
        # On PostgreSQL a writer must see what the one before it committed.
        options = {} if self.sqlite else {"isolation_level": "READ COMMITTED"}
        with _typed_errors(), self.engine.connect() as plain:
            connection = plain.execution_options(wenbao_writing=True, **options)
            with connection.begin():
                if not self.sqlite:
                    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": WRITERS_LOCK})
                yield connection

    def close(self) -> None:
        """Give back every pooled connection."""
        self.engine.dispose()


def _engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
        options: dict[str, Any] = {"json_serializer": schema.json_text, "json_deserializer": orjson.loads}
        if parsed.get_backend_name() == "sqlite":
            if parsed.database and parsed.database != ":memory:":
                Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
            options["connect_args"] = {"timeout": SQLITE_BUSY_SECONDS}
        else:
            options |= {"pool_pre_ping": True, "isolation_level": "REPEATABLE READ"}
        engine = create_engine(parsed, **options)
    except (ArgumentError, ModuleNotFoundError) as error:
        raise SettingInvalid(f"WENBAO_DATABASE_URL: {error}") from error
    except OSError as error:
        raise StoreUnavailable(str(error)) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    elif engine.dialect.name != "postgresql":
        raise SettingInvalid(f"WENBAO_DATABASE_URL: {engine.dialect.name}")
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver opens transactions by its own rules unless told to leave them to us.
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "cache_size=-65536",
        "mmap_size=268435456",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("wenbao_writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@contextmanager
def _typed_errors() -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        reason = str(error.orig)
        if "locked" in reason or "busy" in reason or "lock timeout" in reason:
            raise StoreBusy(reason) from error
        raise StoreUnavailable(reason) from error
    except DBAPIError as error:
        # A file that is no database, a broken page, a server that went away.
        if error.connection_invalidated or type(error.orig).__name__ == "DatabaseError":
            raise StoreUnavailable(str(error.orig)) from error
        raise
