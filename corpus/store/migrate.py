"""Bringing a database to the newest schema, inside the caller's writing transaction.

An empty database gets that schema at once; one that was made earlier goes through the migrations that it
lacks.  A test holds the two ways together.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, select, text

from corpus.errors import StoreUnavailable
from corpus.store import schema

HEAD = "0006"
"""The newest revision.  Named here so that opening an up-to-date database needs no Alembic."""


_VERSION = (
    "CREATE TABLE alembic_version "
    "(version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)


def is_new(connection: Connection) -> bool:
    """Whether nothing was ever made in the database."""
    return not inspect(connection).has_table("alembic_version")


def revision_of(connection: Connection) -> str | None:
    """The revision that the database is at; None for an empty one."""
    if is_new(connection):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def create(connection: Connection) -> None:
    """Make the newest schema in an empty database, which takes no Alembic (and a tenth of its time)."""
    schema.metadata.create_all(connection, checkfirst=False)
    for statement in (*schema.FULL_TEXT[connection.dialect.name], _VERSION):
        connection.execute(text(statement))
    connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})


def empty(connection: Connection) -> None:
    """Take the schema out of a database that holds nothing.  Raises StoreUnavailable for one that does."""
    if is_new(connection):
        return
    held = [
        table.name
        for table in schema.metadata.sorted_tables
        if table is not schema.state
        and inspect(connection).has_table(table.name)
        and connection.execute(select(table).limit(1)).first() is not None
    ]
    if held:
        raise StoreUnavailable(f"the database is not empty: {', '.join(held)}")
    _run("downgrade", connection, "base")
    connection.execute(text("DROP TABLE alembic_version"))


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Run what is missing up to `revision`.  Several processes may call this at once: the first one works,
    the others find it done.  Raises StoreUnavailable for a revision that is not known."""
    _run("upgrade", connection, revision)


def _run(way: str, connection: Connection, revision: str) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    try:
        (command.upgrade if way == "upgrade" else command.downgrade)(config, revision)
    except CommandError as error:
        raise StoreUnavailable(f"made by a newer version? {error}") from error
