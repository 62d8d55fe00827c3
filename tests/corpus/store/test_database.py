"""The database opens at the newest schema, or says why it does not."""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

import corpus.store
from corpus import library
from corpus.errors import SettingInvalid, StoreBusy, StoreUnavailable
from corpus.store import migrate, patience, schema
from corpus.store.database import Database
from tests.corpus.conftest import SERVER, Store, empty_server, open_store
from tests.corpus.invented import made_report
from tests.corpus.stalling import StallingWay

MIGRATIONS = Path(corpus.store.__file__).parent / "migrations"


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    return config


def test_the_named_head_is_the_newest_migration() -> None:
    """The revision that opening compares with is the one that the migrations end in."""
    assert ScriptDirectory.from_config(_config()).get_current_head() == migrate.HEAD


def _differences(connection: Connection) -> list[object]:
    """Between the database and the schema in the code, the full text aside."""
    full_text = ("passage_index", "passage_terms")

    def ours(name: str | None, kind: str, _parents: object) -> bool:
        return not (kind == "table" and name is not None and name.startswith(full_text))

    context = MigrationContext.configure(connection, opts={"include_name": ours})
    return [
        change
        for change in compare_metadata(context, schema.metadata)
        if "search" not in str(change)  # the full text's own column and index on PostgreSQL
    ]


def _made(connection: Connection) -> tuple[dict[str, list[str]], list[str]]:
    """What the database itself says of its tables, and of its full text."""
    found = inspect(connection)
    columns = {
        name: [f"{c['name']} {c['type']} {c['nullable']} {c['default']}" for c in found.get_columns(name)]
        for name in sorted(found.get_table_names())
    }
    own = (
        "SELECT sql FROM sqlite_master WHERE name LIKE 'passage%' AND type <> 'index' AND name <> 'passages'"
        if connection.dialect.name == "sqlite"
        else "SELECT indexdef FROM pg_indexes WHERE indexname = 'ix_passages_search'"
    )
    return columns, sorted(str(row[0]) for row in connection.execute(text(own)))


def test_an_empty_database_and_a_migrated_one_are_alike(store: Store) -> None:
    """Made at once or through every migration, the tables are those of the code, the full text too."""
    config = _config()
    with store.database.writing() as connection:
        assert _differences(connection) == []
        at_once = _made(connection)
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
        command.upgrade(config, "head")
        assert _differences(connection) == []
        assert _made(connection) == at_once
        assert at_once[1]


def test_migrations_go_back_to_nothing_and_up_again(store: Store) -> None:
    """Down and up again leaves an empty database of the newest schema."""
    config = _config()
    with store.database.writing() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
        command.upgrade(config, "head")
    assert set(store.reader.counts().values()) == {0}


def test_a_database_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    """An unknown revision is an error that says so, not a guess."""
    path = tmp_path / "a.db"
    Database(f"sqlite:///{path}").close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(StoreUnavailable, match="newer"):
        Database(f"sqlite:///{path}")


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    """Garbage in the place of the database is a typed error."""
    path = tmp_path / "a.db"
    path.write_bytes(b"this is no database" * 1000)
    with pytest.raises(StoreUnavailable):
        Database(f"sqlite:///{path}")


@pytest.mark.parametrize("url", ["nonsense", "mysql://a/b", "sqlite:////proc/no/such/place.db"])
def test_a_url_that_cannot_be_used_is_a_typed_error(url: str) -> None:
    """A wrong setting is told as one; a folder that cannot be made, as a store that cannot be opened."""
    with pytest.raises((SettingInvalid, StoreUnavailable)):
        Database(url)


def test_a_writer_that_waits_in_vain_is_told_that_the_store_is_busy(store: Store) -> None:
    """A second writer gets StoreBusy once its patience is over, and can write afterwards."""
    second = Database(store.url)
    with store.database.writing(), pytest.raises(StoreBusy), second.writing(wait_seconds=0.2):
        pass
    with second.writing():
        pass
    second.close()


def test_readers_do_not_wait_for_a_stuck_writer(store: Store) -> None:
    """However long a writer holds the store, who reads has an answer at once."""
    with store.database.writing():
        started = time.monotonic()
        assert store.library.reports() == ()
        assert time.monotonic() - started < 5


@pytest.fixture
def behind() -> Iterator[tuple[StallingWay, Store]]:
    """A store on PostgreSQL, and the way to it."""
    if SERVER is None:
        pytest.skip("WENBAO_TEST_DATABASE_URL names no server")
    way = StallingWay(empty_server(SERVER))
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(way.url, Path(folder))
        yield way, store
        store.database.close()
    way.close()


def test_a_server_that_says_nothing_is_given_up(behind: tuple[StallingWay, Store]) -> None:
    """A statement whose answer does not come is told as an unavailable store, the next one at once; when
    the server speaks again it is asked again."""
    way, store = behind
    unavailable = pytest.raises(StoreUnavailable, match="no answer")
    with unavailable, store.database.reading(0.5) as connection, way.standing_still():
        connection.execute(text("SELECT 1"))
    with way.standing_still():
        with pytest.raises(StoreUnavailable), store.database.reading():
            pass
        started = time.monotonic()
        with pytest.raises(StoreUnavailable), store.database.reading():
            pass
        assert time.monotonic() - started < 2
    time.sleep(patience.AGAIN_SECONDS)
    with store.database.reading() as again:
        assert again.execute(text("SELECT 1")).scalar_one() == 1


def test_a_statement_that_takes_too_long_is_no_server_that_is_gone(behind: tuple[StallingWay, Store]) -> None:
    """The server ends it itself; whoever asks something else is served."""
    store = behind[1]
    with pytest.raises(StoreBusy), store.database.reading(0.5) as connection:
        connection.execute(text("SELECT pg_sleep(3)"))
    assert store.library.reports() == () and store.library.away() is None


def test_what_is_loaded_is_answered_from_meanwhile(
    behind: tuple[StallingWay, Store],
) -> None:
    """With the server frozen shelf and views go on, the library says that it is away; it comes back."""
    way, store = behind
    store.publisher.publish(made_report())
    (entry,) = store.library.reports()
    view = store.library.view(entry.document_id)
    with way.standing_still():
        started = time.monotonic()
        assert store.library.view(entry.document_id) is view
        assert store.library.reports() == (entry,)
        assert time.monotonic() - started < 2 * library.SECONDS_TO_LOOK + 3
        assert store.library.away()
    end = time.monotonic() + 15
    while store.library.away() and time.monotonic() < end:
        store.library.reports()
        time.sleep(0.2)
    assert store.library.away() is None


def test_search_goes_on_over_what_is_loaded(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the database passages of loaded reports are still found, and labels too."""
    store.publisher.publish(made_report())
    (entry,) = store.library.reports()
    store.library.view(entry.document_id)

    def unavailable(*_: object) -> None:
        raise StoreUnavailable("gone")

    monkeypatch.setattr(store.lexical, "search", unavailable)
    monkeypatch.setattr(store.reader, "with_label", unavailable)
    assert store.library.search("公务用车")[0].passage == 3
    assert store.library.documents_with_label("教育支出") == (entry.document_id,)
