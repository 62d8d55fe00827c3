"""A store in a folder of its own; on PostgreSQL too when WENBAO_TEST_DATABASE_URL names a server."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from corpus import tokens
from corpus.index.lexical import LexicalIndex
from corpus.library import SqlLibrary
from corpus.store.database import Database
from corpus.store.files import FileStore
from corpus.store.publishing import Publisher
from corpus.store.reading import Reader

SERVER = os.environ.get("WENBAO_TEST_DATABASE_URL")


@dataclass(frozen=True)
class Store:
    """Everything that a corpus without vectors is made of."""

    url: str
    database: Database
    reader: Reader
    publisher: Publisher
    files: FileStore
    lexical: LexicalIndex
    library: SqlLibrary


def open_store(url: str, folder: Path) -> Store:
    """The store at `url`, with its files under `folder`; its library never believes an old generation."""
    database = Database(url)
    reader, lexical, files = Reader(database), LexicalIndex(database), FileStore(folder / "files")
    library = SqlLibrary(reader, files, lexical, tokens.cut, fresh_seconds=0)
    return Store(url, database, reader, Publisher(database, tokens.cut), files, lexical, library)


def empty_server(url: str) -> str:
    """A schema of its own on the server, emptied."""
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA IF EXISTS wenbao_test CASCADE"))
        connection.execute(text("CREATE SCHEMA wenbao_test"))
    engine.dispose()
    own = make_url(url).update_query_dict({"options": "-csearch_path=wenbao_test"})
    return own.render_as_string(hide_password=False)


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A new store on each engine."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'wenbao.db'}"
    elif SERVER is None:
        pytest.skip("WENBAO_TEST_DATABASE_URL names no server")
    else:
        url = empty_server(SERVER)
    opened = open_store(url, tmp_path)
    yield opened
    opened.database.close()
