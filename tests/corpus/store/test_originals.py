"""The manifest of the originals: what is superseded goes, and nothing else ever does."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.store.files import FileStore, sha256_of
from corpus.store.originals import NAME, Originals
from tests.corpus.conftest import Store
from tests.corpus.invented import made_report


def file_of(folder: Path, name: str, content: str) -> tuple[Path, str]:
    """A file with its hash."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(content)
    return path, sha256_of(path)


def test_what_was_superseded_goes_and_only_that(tmp_path: Path) -> None:
    """A new edition takes the old one's place; the other corpus that has the old one keeps it."""
    files = FileStore(tmp_path / "files")
    old, old_hash = file_of(tmp_path / "1", "a.pdf", "old")
    new, new_hash = file_of(tmp_path / "2", "a.pdf", "new")
    ours, theirs = Originals(files, 1), Originals(files, 2)
    ours.keep(old, old_hash, "a.pdf")
    ours.published(old_hash, "a.pdf")
    ours.keep(new, new_hash, "a.pdf")
    ours.published(new_hash, "a.pdf")
    assert files.present() == {new_hash}
    theirs = Originals(files, 2)
    theirs.published(new_hash, "a.pdf")
    Originals(files, 1).superseded("a.pdf")
    assert files.present() == {new_hash}
    Originals(files, 2).superseded("a.pdf")
    assert files.present() == set()


def test_an_empty_database_deletes_nothing(store: Store, tmp_path: Path) -> None:
    """Another database over the same home finds originals that it does not know: they stay."""
    path, sha256 = file_of(tmp_path / "1", "a.pdf", "content")
    first = Originals(store.files, 1)
    first.keep(path, sha256, "a.pdf")
    first.published(sha256, "a.pdf")
    shelf = store.reader.shelf()[1]
    other = Originals(store.files, store.publisher.identity())
    other.settle(shelf)
    assert store.files.present() == {sha256}
    assert [original.source for original in other.unshelved(shelf)] == ["a.pdf"]


def test_the_identity_of_a_corpus_is_made_once(store: Store) -> None:
    """Whoever asks gets the same number."""
    assert store.reader.identity() is None
    assert store.publisher.identity() == store.publisher.identity() == store.reader.identity()


@pytest.mark.parametrize("committed", [False, True])
def test_a_kill_between_the_database_and_the_manifest(store: Store, tmp_path: Path, committed: bool) -> None:
    """What was noted as leaving goes when the database let it go, and stays when it did not."""
    old, new = made_report(salt="old"), made_report(salt="new")
    store.publisher.publish(old)
    originals = Originals(store.files, store.publisher.identity())
    store.files.folder.mkdir(exist_ok=True)
    for report in (old, new):
        (store.files.folder / report.sha256).write_bytes(b"content")
    originals.settle(store.reader.shelf()[1])
    originals.leaving(new.source, new.sha256)
    if committed:
        store.publisher.publish(new)
    again = Originals(store.files, store.publisher.identity())
    again.settle(store.reader.shelf()[1])
    assert (old.sha256 in store.files.present()) is not committed
    assert new.sha256 in store.files.present()
    final = Originals(store.files, store.publisher.identity())
    assert final.unshelved(store.reader.shelf()[1]) == []


def test_a_database_restored_from_an_earlier_copy_deletes_nothing(store: Store, tmp_path: Path) -> None:
    """The manifest knows a newer edition than the database: neither original goes."""
    old, new = made_report(salt="old"), made_report(salt="new")
    store.files.folder.mkdir(exist_ok=True)
    for report in (old, new):
        (store.files.folder / report.sha256).write_bytes(b"content")
    identity = store.publisher.identity()
    Originals(store.files, identity).published(new.sha256, new.source)
    store.publisher.publish(old)
    Originals(store.files, identity).settle(store.reader.shelf()[1])
    assert {old.sha256, new.sha256} <= store.files.present()


def test_half_a_line_is_passed_over(tmp_path: Path) -> None:
    """A process that was killed while it wrote leaves a manifest that can be read and written on."""
    files = FileStore(tmp_path)
    Originals(files, 1).published("0" * 64, "a.pdf")
    with (tmp_path / NAME).open("ab") as out:
        out.write(b'{"event": "gone", "sha')
    Originals(files, 1).published("1" * 64, "b.pdf")
    (tmp_path / ("1" * 64)).write_bytes(b"")
    assert [found.source for found in Originals(files, 1).unshelved([])] == ["b.pdf"]
    assert (tmp_path / NAME).read_bytes().count(b"\n") == 3
