"""The one place that makes a SQLAlchemy engine: connections for reading and for writing.

Reading sees one moment of the corpus however many statements it takes; writing is one
transaction, taken at once (SQLite: `BEGIN IMMEDIATE`), so that it never fails half way for
want of the lock.  Writers take turns on both engines.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import orjson
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from corpus.errors import SettingInvalid, StoreBusy, StoreUnavailable
from corpus.store import migrate, schema
from corpus.store.patience import CONNECT_SECONDS, READ_SECONDS, WRITE_SECONDS, Breaker, patient_connection

BUSY_SECONDS = 30.0
"""For how long a writer waits for its turn."""

VISITOR_SECONDS = 3.0
"""The same for somebody at the other end of a request."""

POOL = {"pool_size": 16, "max_overflow": 32, "pool_timeout": READ_SECONDS}
SERVER_SHARE = 0.8
"""Of the client's patience, after which the server itself ends a statement."""

WRITERS_LOCK = 0x57656E62616F
"""PostgreSQL's writers queue for this: any number, as long as every process takes the same."""


class Database:
    """The records' database at `url`, brought to the newest schema when opened.

    Raises SettingInvalid for a URL that names no known engine, StoreUnavailable when it
    cannot be opened or was made by a newer Wenbao, StoreBusy when another process holds it.
    `fill` makes and fills the schema of an empty database instead, in one transaction; StoreUnavailable
    when it is not empty.
    """

    def __init__(self, url: str, fill: Callable[[Connection], None] | None = None) -> None:
        self.engine, self._breaker = _engine(url), Breaker()
        self.sqlite = self.engine.dialect.name == "sqlite"
        if fill is not None:
            with self.writing() as connection:
                migrate.empty(connection)
                fill(connection)
        with self.reading() as connection:
            current = migrate.revision_of(connection)
        if current != migrate.HEAD:
            with self.writing() as connection:
                # Of several processes that find it empty the first makes it.
                bring = migrate.create if migrate.is_new(connection) else migrate.upgrade
                bring(connection)

    @contextmanager
    def reading(self, seconds: float = READ_SECONDS) -> Iterator[Connection]:
        """A connection whose statements all see the same moment; each may take `seconds`.

        Raises StoreUnavailable when the database does not answer, at once while it is known not to.
        """
        with self._watched(), self.engine.connect() as connection:
            self._wait_for(connection, seconds)
            yield connection

    @contextmanager
    def writing(self, wait_seconds: float = BUSY_SECONDS) -> Iterator[Connection]:
        """A connection in a transaction that commits when the block ends without an error.

        Raises StoreBusy when another writes for longer than `wait_seconds`, else as `reading`.
        """
        # On PostgreSQL a writer must see what the one before it committed.
        options = {} if self.sqlite else {"isolation_level": "READ COMMITTED"}
        with self._watched(), self.engine.connect() as plain:
            connection = plain.execution_options(wenbao_writing=wait_seconds, **options)
            with connection.begin():
                self._wait_for(connection, max(WRITE_SECONDS, wait_seconds))
                if not self.sqlite:
                    milliseconds = int(wait_seconds * 1000)
                    connection.exec_driver_sql(f"SET LOCAL lock_timeout = {milliseconds}")
                    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": WRITERS_LOCK})
                yield connection

    @contextmanager
    def _watched(self) -> Iterator[None]:
        if (reason := self._breaker.reason()) is not None:
            raise StoreUnavailable(reason)
        try:
            with _typed_errors():
                yield
        except StoreUnavailable as error:
            if not self.sqlite:  # a file answers, if only that it is damaged
                self._breaker.failed(error.detail)
            raise
        self._breaker.answered()

    def _wait_for(self, connection: Connection, seconds: float) -> None:
        if self.sqlite:
            return
        raw: Any = connection.connection.dbapi_connection
        raw.seconds = seconds
        if seconds != READ_SECONDS:
            connection.exec_driver_sql(f"SET LOCAL statement_timeout = {int(seconds * SERVER_SHARE * 1000)}")

    def close(self) -> None:
        """Give back every pooled connection."""
        self.engine.dispose()


def _engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
        options: dict[str, Any] = {"json_serializer": schema.json_text, "json_deserializer": orjson.loads}
        if parsed.get_backend_name() == "sqlite":
            if parsed.database and parsed.database != ":memory:":
                parsed = _readable(parsed, Path(parsed.database))
                options |= POOL
            options["connect_args"] = {"timeout": READ_SECONDS}
        else:
            options |= POOL | {"pool_pre_ping": True, "isolation_level": "REPEATABLE READ"}
            options["connect_args"] = {"connect_timeout": CONNECT_SECONDS}
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
    elif engine.dialect.driver == "psycopg":
        event.listen(engine, "do_connect", _connect_patiently)
    return engine


def _readable(parsed: URL, path: Path) -> URL:
    """The URL by which the file can be opened: as it is, or, where nothing may be written, as one that
    nobody changes.  Then what a log beside it still holds is brought in by reading a copy."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return parsed
    log = path.with_name(f"{path.name}-wal")
    if log.exists() and log.stat().st_size:
        folder = Path(tempfile.mkdtemp(prefix="wenbao-"))
        for part in (path, log):
            shutil.copy(part, folder)
            (folder / part.name).chmod(0o600)
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        return parsed.set(database=str(folder / path.name))
    return parsed.set(database=f"file:{quote(str(path))}").update_query_dict(
        {"mode": "ro", "immutable": "1", "uri": "true"}
    )


def _connect_patiently(_dialect: Any, _record: Any, given: Any, named: Any) -> Any:
    connection = patient_connection().connect(*given, **named)
    # A server that is well ends a statement itself, before it is given up as gone.
    connection.execute(f"SET statement_timeout = {int(READ_SECONDS * SERVER_SHARE * 1000)}")
    connection.commit()
    return connection


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver opens transactions by its own rules unless told to leave them to us.
    connection.isolation_level = None
    for pragma in (
        *(("journal_mode=WAL",) if _may_write(connection) else ()),
        "synchronous=FULL",
        "foreign_keys=ON",
        "cache_size=-65536",
        "mmap_size=268435456",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _may_write(connection: Any) -> bool:
    """Whether the file was opened to be written too."""
    (_, _, path), *_ = connection.execute("PRAGMA database_list").fetchall()
    return not path or (os.access(path, os.W_OK) and os.access(Path(path).parent, os.W_OK))


def _begin_sqlite(connection: Connection) -> None:
    waits = connection.get_execution_options().get("wenbao_writing")
    seconds = READ_SECONDS if waits is None else waits
    raw: Any = connection.connection.dbapi_connection
    raw.execute(f"PRAGMA busy_timeout={int(seconds * 1000)}")
    connection.exec_driver_sql("BEGIN" if waits is None else "BEGIN IMMEDIATE")


@contextmanager
def _typed_errors() -> Iterator[None]:
    try:
        yield
    except PoolTimeout as error:
        raise StoreBusy("no connection is free") from error
    except OperationalError as error:
        reason = str(error.orig)
        if any(word in reason for word in ("locked", "busy", "lock timeout", "statement timeout")):
            raise StoreBusy(reason) from error
        raise StoreUnavailable(reason) from error
    except DBAPIError as error:
        # A file that is no database, a broken page, a server that went away.
        if error.connection_invalidated or type(error.orig).__name__ == "DatabaseError":
            raise StoreUnavailable(str(error.orig)) from error
        raise
