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


def test_what_no_report_has_is_removed(tmp_path: Path) -> None:
    """Spare files and halves left by a killed process go; wanted ones stay."""
    source = tmp_path / "a.pdf"
    source.write_bytes(b"wanted")
    files, sha256 = FileStore(tmp_path / "files"), sha256_of(source)
    files.add(source, sha256)
    (files.folder / "0000").write_bytes(b"spare")
    (files.folder / "1111.99.part").write_bytes(b"half")
    assert files.keep_only({sha256}) == ["0000", "1111.99.part"]
    assert files.present() == {sha256}


def test_missing_files_are_typed_errors(tmp_path: Path) -> None:
    """Neither a missing source nor an unknown hash is an error of the system's own."""
    with pytest.raises(FileMissing):
        sha256_of(tmp_path / "none.pdf")
    with pytest.raises(NotFound):
        FileStore(tmp_path).path("0" * 64)
