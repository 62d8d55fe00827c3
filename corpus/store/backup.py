"""A corpus as one file, made while it is used: every table, every original, and what proves them whole.

    about.json          {"format", "revision", "tables": {name: rows}, "members": {name: sha256}}
    tables/<name>.jsonl a row a line, columns by name, as the database holds them
    files/<sha256>      the originals, and their manifest
    (a tar archive, compressed by gzip)

Tables are written by name and not as a database file: a backup of SQLite can be restored to PostgreSQL
and the other way, and one of an earlier release goes through the migrations like its database would.
"""

from __future__ import annotations

import hashlib
import json
import os
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, MetaData, Table, inspect, text

from corpus.errors import NotFound, StoreUnavailable, WenbaoError
from corpus.store import migrate
from corpus.store.database import Database
from corpus.store.files import FileStore
from corpus.store.originals import NAME as MANIFEST
from corpus.store.patience import LONG_SECONDS

FORMAT = 1
ABOUT = "about.json"
_PORTION = 2_000
_ATTEMPTS = 5
_DERIVED = ("alembic_version", "passage_index", "passage_terms", "sqlite_")


class BackupInvalid(WenbaoError):
    """A file that is no whole backup."""

    code = "backup_invalid"
    zh, en = "备份文件不完整或已损坏", "The backup is not whole"


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup holds."""

    revision: str
    reports: int
    originals: int
    rows: int


def write(database: Database, files: FileStore, target: Path) -> Contents:
    """Write a backup to `target`, whole or not at all, while others read and write.

    Raises StoreUnavailable, StoreBusy, NotFound for a corpus whose originals are missing.
    """
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        with tempfile.TemporaryDirectory(dir=target.parent or Path()) as folder:
            about = _snapshot(database, files, Path(folder))
            with tarfile.open(part, "w:gz", compresslevel=1) as archive:
                for name in (ABOUT, *about["members"]):
                    archive.add(Path(folder) / name, name)
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.replace(target)
    except OSError as error:
        raise StoreUnavailable(f"{target}: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)
    return _contents(about)


def _snapshot(database: Database, files: FileStore, folder: Path) -> dict[str, Any]:
    """One moment of the corpus in `folder`.  An original that leaves between the look at the tables and the
    taking of the files was superseded: then the next moment is taken."""
    for attempt in range(_ATTEMPTS):
        members: dict[str, str] = {}
        with database.reading(LONG_SECONDS) as connection:
            shelf = connection.execute(text("SELECT sha256 FROM reports")).scalars().all()
            try:
                for sha256 in sorted({*shelf}):
                    members[f"files/{sha256}"] = _take(files.path(sha256), folder / "files" / sha256)
            except (NotFound, FileNotFoundError):
                if attempt == _ATTEMPTS - 1:
                    raise
                continue
            manifest = files.folder / MANIFEST
            if manifest.is_file():
                members[f"files/{MANIFEST}"] = _copy(manifest, folder / "files" / MANIFEST)
            counts = {}
            for table in _tables(connection):
                name = f"tables/{table.name}.jsonl"
                counts[table.name], members[name] = _dump(connection, table, folder / name)
            about = {
                "format": FORMAT,
                "revision": migrate.revision_of(connection),
                "tables": counts,
                "members": members,
            }
        (folder / ABOUT).write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")
        return about
    raise NotFound()


def _take(source: Path, target: Path) -> str:
    """The file at `target`, linked or copied; its hash."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    try:
        target.hardlink_to(source)
    except FileNotFoundError:
        raise
    except OSError:  # another file system
        return _copy(source, target)
    return _digest(target)


def _copy(source: Path, target: Path) -> str:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(source.read_bytes())
    return _digest(target)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _tables(connection: Connection) -> list[Table]:
    """The tables of the database as it is, parents before children; the full text is made again."""
    names = [name for name in inspect(connection).get_table_names() if not name.startswith(_DERIVED)]
    metadata = MetaData()
    metadata.reflect(connection, only=names)
    # Columns that the database computes itself are not written.
    return [table for table in metadata.sorted_tables if table.name in names]


def _columns(table: Table) -> list[str]:
    return [column.name for column in table.columns if column.computed is None]


def _dump(connection: Connection, table: Table, path: Path) -> tuple[int, str]:
    path.parent.mkdir(parents=True, exist_ok=True)
    names, digest, count = _columns(table), hashlib.sha256(), 0
    quoted = ", ".join(f'CAST("{n}" AS TEXT)' if _is_json(table, n) else f'"{n}"' for n in names)
    found = connection.execution_options(yield_per=_PORTION).execute(
        text(f'SELECT {quoted} FROM "{table.name}"')  # noqa: S608  names of our own schema
    )
    with path.open("wb") as out:
        for row in found:
            line = json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False).encode() + b"\n"
            digest.update(line)
            out.write(line)
            count += 1
    return count, digest.hexdigest()


def _is_json(table: Table, name: str) -> bool:
    """JSON is written as its text, whatever the engine makes of it."""
    return str(table.c[name].type).upper().startswith("JSON")


def _contents(about: dict[str, Any]) -> Contents:
    tables, members = about["tables"], about["members"]
    originals = sum(name.startswith("files/") and not name.endswith(MANIFEST) for name in members)
    return Contents(about["revision"], tables["reports"], originals, sum(tables.values()))


def verify(source: Path) -> Contents:
    """Read a backup to its end: every member whole, every table as long as it was, every report's original
    there.  Raises BackupInvalid."""
    with tempfile.TemporaryDirectory() as folder:
        return _contents(_unpack(source, Path(folder)))


def _unpack(source: Path, folder: Path) -> dict[str, Any]:
    try:
        with tarfile.open(source, "r:gz") as archive:
            archive.extractall(folder, filter="data")
        about: dict[str, Any] = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
        wrong = [name for name, digest in about["members"].items() if _digest(folder / name) != digest]
        if about["format"] != FORMAT or wrong:
            raise BackupInvalid(f"{source}: {', '.join(wrong[:3])}")
        for name, count in about["tables"].items():
            if sum(1 for _ in _rows(folder, name)) != count:
                raise BackupInvalid(f"{source}: {name}")
        for row in _rows(folder, "reports"):
            if f"files/{row['sha256']}" not in about["members"]:
                raise BackupInvalid(f"{source}: {row['source']}")
    except FileNotFoundError as error:
        raise BackupInvalid(f"{source}: {Path(str(error.filename)).name}") from error
    except (OSError, EOFError, tarfile.TarError, ValueError, KeyError, TypeError) as error:
        raise BackupInvalid(f"{source}: {error}") from error
    return about


def _rows(folder: Path, table: str) -> Iterator[dict[str, Any]]:
    with (folder / "tables" / f"{table}.jsonl").open("rb") as file:
        for line in file:
            yield json.loads(line)


def restore(source: Path, url: str, files: FileStore) -> Contents:
    """Bring a backup back, into an empty database at `url` and the folder of `files`.

    The originals come first, the tables in one transaction: broken off, it can be begun again.
    Raises BackupInvalid, StoreUnavailable for a database that is not empty or an earlier release's.
    """
    files.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=files.folder.parent) as name:
        folder = Path(name)
        about = _unpack(source, folder)
        database = Database(url, fill=lambda connection: _fill(connection, folder, about))
        database.close()
        for path in sorted((folder / "files").iterdir()) if (folder / "files").is_dir() else ():
            if path.name != MANIFEST or not (files.folder / MANIFEST).exists():
                path.replace(files.folder / path.name)
    return _contents(about)


def _fill(connection: Connection, folder: Path, about: dict[str, Any]) -> None:
    """Make the schema that the backup has, fill it, and bring it up to the newest."""
    migrate.upgrade(connection, about["revision"])
    for table in _tables(connection):
        if table.name not in about["tables"]:
            continue
        portion: list[dict[str, Any]] = []
        for row in _rows(folder, table.name):
            portion.append(row)
            if len(portion) == _PORTION:
                _insert(connection, table, portion)
                portion = []
        _insert(connection, table, portion)
        _advance_sequence(connection, table)
    migrate.upgrade(connection)


def _insert(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    names = [name for name in _columns(table) if name in rows[0]]
    typed = connection.dialect.name == "postgresql"
    values = [f"CAST(:{n} AS JSON)" if typed and _is_json(table, n) else f":{n}" for n in names]
    columns = ", ".join(f'"{name}"' for name in names)
    connection.execute(
        text(f'INSERT INTO "{table.name}" ({columns}) VALUES ({", ".join(values)})'),  # noqa: S608
        rows,
    )


def _advance_sequence(connection: Connection, table: Table) -> None:
    """PostgreSQL counts on from where the rows end; SQLite does by itself."""
    if connection.dialect.name != "postgresql":
        return
    for column in table.primary_key.columns:
        found = connection.execute(
            text("SELECT pg_get_serial_sequence(:table, :column)"),
            {"table": f'"{table.name}"', "column": column.name},
        ).scalar_one()
        if found is not None:
            last = f'SELECT COALESCE(max("{column.name}"), 0) + 1 FROM "{table.name}"'  # noqa: S608
            connection.execute(text(f"SELECT setval(:name, ({last}), false)"), {"name": found})
