"""Bringing a database to the newest schema, inside the caller's writing transaction."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from corpus.errors import StoreUnavailable

HEAD = "0003"
"""The newest revision.  Named here so that opening an up-to-date database needs no Alembic."""


def revision_of(connection: Connection) -> str | None:
    """The revision that the database is at; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def upgrade(connection: Connection) -> None:
    """Run what is missing.  Several processes may call this at once: the first one works,
    the others find it done.  Raises StoreUnavailable for a revision that is not known."""
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise StoreUnavailable(f"made by a newer version? {error}") from error
