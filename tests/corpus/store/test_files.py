"""The reports' own bytes: whole, or not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import FileDamaged, FileMissing, NotFound
from corpus.store.files import FileStore, sha256_of


def test_a_file_is_kept_by_its_content(tmp_path: Path) -> None:
    """What was added is found by its hash, byte for byte; adding it again does nothing."""
    source = tmp_path / "a.pdf"
    source.write_bytes(b"content" * 1000)
    files, sha256 = FileStore(tmp_path / "files"), sha256_of(source)
    files.add(source, sha256)
    files.add(source, sha256)
    assert files.path(sha256).read_bytes() == source.read_bytes()
    assert files.present() == {sha256}


def test_a_file_that_changed_meanwhile_is_not_kept(tmp_path: Path) -> None:
    """Bytes other than those that were read do not get under their hash."""
    source = tmp_path / "a.pdf"
    source.write_bytes(b"before")
    files, sha256 = FileStore(tmp_path / "files"), sha256_of(source)
    source.write_bytes(b"after")
    with pytest.raises(FileDamaged, match="changed"):
        files.add(source, sha256)
    assert list((tmp_path / "files").iterdir()) == []


def test_a_copy_that_was_cut_short_is_made_again(tmp_path: Path) -> None:
    """An original that a failing disk shortened is replaced by the same file's next coming."""
    source = tmp_path / "a.pdf"
    source.write_bytes(b"whole")
    files, sha256 = FileStore(tmp_path / "files"), sha256_of(source)
    files.add(source, sha256)
    files.path(sha256).write_bytes(b"who")
    files.add(source, sha256)
    assert files.path(sha256).read_bytes() == b"whole"


def test_halves_go_and_nothing_else(tmp_path: Path) -> None:
    """What a killed process left half written is removed; files of other corpora stay."""
    files = FileStore(tmp_path)
    (tmp_path / ("0" * 64)).write_bytes(b"of another database")
    (tmp_path / f"{'1' * 64}.99.part").write_bytes(b"half")
    files.drop_halves()
    assert files.sizes() == {"0" * 64: 19} and len(list(tmp_path.iterdir())) == 1


def test_missing_files_are_typed_errors(tmp_path: Path) -> None:
    """Neither a missing source nor an unknown hash is an error of the system's own."""
    with pytest.raises(FileMissing):
        sha256_of(tmp_path / "none.pdf")
    with pytest.raises(NotFound):
        FileStore(tmp_path).path("0" * 64)
