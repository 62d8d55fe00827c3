"""Backups: whole, restored to either engine, and of every schema that was released."""

from __future__ import annotations

import gzip
import threading
from pathlib import Path

import pytest
from sqlalchemy import text

from corpus.errors import StoreUnavailable
from corpus.store import backup, migrate
from corpus.store.access import AccessBook, Scope
from corpus.store.database import Database
from corpus.store.files import FileStore
from corpus.store.opinions import Opinions, Verdict
from tests.corpus.conftest import SERVER, Store, empty_server, open_store
from tests.corpus.invented import made_report

REVISIONS = ("0001", "0002", "0003", "0005", migrate.HEAD)


def fill(store: Store, reports: int = 3) -> str:
    """Reports with their originals, a key and a vote; the key's secret."""
    store.files.folder.mkdir(exist_ok=True)
    for year in range(2020, 2020 + reports):
        report = made_report(year=year)
        (store.files.folder / report.sha256).write_bytes(f"the report of {year}".encode())
        store.publisher.publish(report)
    Opinions(store.database).add(Verdict.WRONG, "“不对”", "问题", {"figures": [None, "1"]}, "t", "")
    return AccessBook(store.database).add_key("portal", {Scope.ASK})[1]


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_a_backup_brings_everything_back(store: Store, tmp_path: Path, engine: str) -> None:
    """On the same engine and on the other: reports with figures and text, keys, votes, originals."""
    secret = fill(store)
    before = [store.library.view(entry.document_id) for entry in store.library.reports()]
    written = backup.write(store.database, store.files, tmp_path / "b.wenbao")
    assert backup.verify(tmp_path / "b.wenbao") == written and written.reports == written.originals == 3
    store.database.close()
    if engine == "postgresql" and SERVER is None:
        pytest.skip("WENBAO_TEST_DATABASE_URL names no server")
    url = f"sqlite:///{tmp_path / 'new' / 'wenbao.db'}" if engine == "sqlite" else empty_server(str(SERVER))
    backup.restore(tmp_path / "b.wenbao", url, FileStore(tmp_path / "new" / "files"))
    new = open_store(url, tmp_path / "new")
    assert [new.library.view(entry.document_id) for entry in new.library.reports()] == before
    assert new.reader.miscounted() == [] and new.lexical.sound() and new.library.search("公务用车")
    assert AccessBook(new.database).key_of(secret) is not None
    assert Opinions(new.database).listed(None, None, 0, 9)[0][0].answer == {"figures": [None, "1"]}
    assert new.files.present() == {made_report(year=year).sha256 for year in (2020, 2021, 2022)}
    new.publisher.publish(made_report(year=2030))  # ids go on from where they were
    new.database.close()


def test_a_backup_while_others_write(store: Store, tmp_path: Path) -> None:
    """Whatever comes and goes meanwhile, what is written is one moment, and whole."""
    fill(store, 1)
    done = threading.Event()

    def write() -> None:
        for number in range(30):
            report = made_report(year=2020, salt=str(number))
            (store.files.folder / report.sha256).write_bytes(b"edition")
            store.publisher.publish(report)
            for sha256 in store.files.present() - {report.sha256}:
                store.files.remove(sha256)
        done.set()

    thread = threading.Thread(target=write)
    thread.start()
    while not done.is_set():
        backup.write(store.database, store.files, tmp_path / "b.wenbao")
        assert backup.verify(tmp_path / "b.wenbao").reports == 1
    thread.join()


@pytest.mark.parametrize("how", ["cut", "changed", "nothing"])
def test_a_backup_that_is_not_whole_is_told(store: Store, tmp_path: Path, how: str) -> None:
    """Cut short, with a byte changed, or no backup at all; nothing is restored from it."""
    fill(store)
    file = tmp_path / "b.wenbao"
    backup.write(store.database, store.files, file)
    content = file.read_bytes()
    if how == "cut":
        file.write_bytes(content[: len(content) // 2])
    elif how == "changed":
        plain = gzip.decompress(content)
        file.write_bytes(gzip.compress(plain.replace("教育支出".encode(), "教育支山".encode())))
    else:
        file.write_bytes(b"nothing")
    url = f"sqlite:///{tmp_path / 'new' / 'wenbao.db'}"
    with pytest.raises(backup.BackupInvalid):
        backup.verify(file)
    with pytest.raises(backup.BackupInvalid):
        backup.restore(file, url, FileStore(tmp_path / "new" / "files"))
    assert not (tmp_path / "new" / "wenbao.db").exists()


def test_a_corpus_that_holds_something_is_not_overwritten(store: Store, tmp_path: Path) -> None:
    """An empty one is, though a command has opened it before."""
    fill(store)
    backup.write(store.database, store.files, tmp_path / "b.wenbao")
    with pytest.raises(StoreUnavailable, match="not empty"):
        backup.restore(tmp_path / "b.wenbao", store.url, store.files)
    url = f"sqlite:///{tmp_path / 'new.db'}"
    Database(url).close()
    assert backup.restore(tmp_path / "b.wenbao", url, FileStore(tmp_path / "n")).reports == 3


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_populated_database_of_every_release_is_brought_up(
    store: Store, tmp_path: Path, revision: str
) -> None:
    """Filled as that release filled it, then opened by this one: every report, figure and label is there."""
    fill(store)
    before = [store.library.view(entry.document_id) for entry in store.library.reports()]
    with store.database.writing() as connection:
        migrate._run("downgrade", connection, revision)
    with store.database.reading() as connection:
        assert migrate.revision_of(connection) == revision
    again = open_store(store.url, tmp_path)
    with again.database.reading() as connection:
        assert migrate.revision_of(connection) == migrate.HEAD
        labelled = connection.execute(text("SELECT count(*) FROM record_labels")).scalar_one()
    assert labelled == 3 * sum(len({*r.row_path, *r.column_path}) for r in made_report().records)
    found = [again.library.view(entry.document_id) for entry in again.library.reports()]
    assert [view.records for view in found] == [view.records for view in before]
    assert again.reader.miscounted() == [] and again.lexical.sound()
    again.database.close()
