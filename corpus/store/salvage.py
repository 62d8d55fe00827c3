"""A SQLite database that is damaged: set aside, and what the service keeps of its own carried over.

The reports are read from their originals again; keys, sites, feedback and shared answers stand nowhere
else, so as much of them as can still be read is taken along, and with them the identity of the corpus.
"""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import make_url

from corpus.store import schema
from corpus.store.database import Database

_CARRIED = (schema.keys, schema.sites, schema.feedback, schema.shares)
_BESIDE = ("", "-wal", "-shm")


def fault_of(url: str) -> str | None:
    """What SQLite finds wrong with the file at `url`; None when it is sound, absent or not SQLite's."""
    path = sqlite_path(url)
    if path is None or not path.is_file():
        return None
    try:
        connection = sqlite3.connect(path, timeout=5)
        try:
            found = connection.execute("PRAGMA quick_check(1)").fetchone()
        finally:
            connection.close()
    except sqlite3.OperationalError:
        return None  # held or out of reach, not damaged
    except sqlite3.DatabaseError as error:
        return str(error)
    return None if found == ("ok",) else str(found and found[0])


def sqlite_path(url: str) -> Path | None:
    """The file of a SQLite URL."""
    parsed = make_url(url)
    named = parsed.database if parsed.get_backend_name() == "sqlite" else None
    return None if named in (None, "", ":memory:") else Path(str(named))


def set_aside(path: Path) -> Path:
    """Move a database with its log away; where it is now."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    for ending in _BESIDE:
        part = path.with_name(path.name + ending)
        if part.exists():
            part.replace(path.with_name(f"{path.name}.damaged-{stamp}{ending}"))
    return path.with_name(f"{path.name}.damaged-{stamp}")


def carry_over(damaged: Path, database: Database) -> dict[str, int]:
    """Copy what can be read of the service's own tables into the empty `database`; rows of each."""
    carried: dict[str, int] = {}
    old = sqlite3.connect(f"file:{damaged}?mode=ro", uri=True)
    old.row_factory = sqlite3.Row
    try:
        with database.writing() as connection:
            for table in (*_CARRIED, schema.state):
                names = [column.name for column in table.columns]
                rows = _readable(old, table.name, names)
                if table is schema.state:
                    rows = [row for row in rows if row[0] == schema.IDENTITY]
                for row in rows:
                    connection.exec_driver_sql(
                        f"INSERT OR IGNORE INTO {table.name} ({', '.join(names)}) "  # noqa: S608
                        f"VALUES ({', '.join('?' * len(names))})",
                        tuple(row),
                    )
                carried[table.name] = len(rows)
    finally:
        old.close()
    return carried


def _readable(old: sqlite3.Connection, table: str, names: list[str]) -> list[sqlite3.Row]:
    """The rows up to the first that cannot be read."""
    rows: list[sqlite3.Row] = []
    try:
        for row in old.execute(f"SELECT {', '.join(names)} FROM {table}"):  # noqa: S608
            rows.append(row)
    except sqlite3.DatabaseError:
        pass
    return rows
