"""Formats are told by content; what is none, or too large, is refused with a typed error."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from corpus.errors import FileDamaged, FileEmpty, FileEncrypted, FileMissing, FormatUnknown, LimitExceeded
from ingest.sniff import Format, sniff


def made(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_content_goes_before_the_name(tmp_path: Path):
    """A PDF, a picture and a web page are known whatever they are called."""
    assert sniff(made(tmp_path, "a.txt", b"\n%PDF-1.7\n...")) is Format.PDF
    assert sniff(made(tmp_path, "b.pdf", b"\x89PNG\r\n\x1a\n....")) is Format.IMAGE
    assert sniff(made(tmp_path, "c.txt", b"<!DOCTYPE html><html></html>")) is Format.HTML


def test_names_tell_text_formats_apart(tmp_path: Path):
    """Text is Markdown, separated values or plain by its name's ending."""
    text = "项目,金额\n".encode()
    for name, kind in (
        ("a.md", Format.MARKDOWN),
        ("a.csv", Format.CSV),
        ("a.txt", Format.TEXT),
        ("a", Format.TEXT),
    ):
        assert sniff(made(tmp_path, name, text)) is kind


def test_text_under_another_name_is_refused(tmp_path: Path):
    """A text file named .pdf, .docx or .png is not what it says it is."""
    for name in ("a.pdf", "a.docx", "a.xlsx", "a.png"):
        with pytest.raises(FormatUnknown):
            sniff(made(tmp_path, name, "这不是 PDF。".encode()))


def test_nothing_to_read(tmp_path: Path):
    """A missing file, an empty one, one of blanks only, and bytes of no format."""
    with pytest.raises(FileMissing):
        sniff(tmp_path / "missing.pdf")
    for content in (b"", b" \n\n "):
        with pytest.raises(FileEmpty):
            sniff(made(tmp_path, "a.pdf", content))
    with pytest.raises(FormatUnknown):
        sniff(made(tmp_path, "a.bin", bytes(range(256)) * 4))
    with pytest.raises(FormatUnknown, match="docx"):
        sniff(made(tmp_path, "old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99))


def test_packages(tmp_path: Path):
    """A zip is a document or workbook by its parts; a broken one, and another zip, are refused."""
    for part, kind in (("word/document.xml", Format.DOCX), ("xl/workbook.xml", Format.XLSX)):
        path = tmp_path / "a.zip"
        with zipfile.ZipFile(path, "w") as package:
            package.writestr(part, "<x/>")
        assert sniff(path) is kind
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as package:
        package.writestr("a.txt", "x")
    with pytest.raises(FormatUnknown):
        sniff(tmp_path / "b.zip")
    with pytest.raises(FileDamaged):
        sniff(made(tmp_path, "c.docx", b"PK\x03\x04" + b"\0" * 99))


def test_packages_under_a_password(tmp_path: Path):
    """A document that its program or a zip program locked says that it needs a password."""
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 70_000 + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(FileEncrypted):
        sniff(made(tmp_path, "a.xlsx", locked))
    path = tmp_path / "b.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", "<x/>")
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1  # the mark of an entry that is locked
    with pytest.raises(FileEncrypted):
        sniff(made(tmp_path, "c.docx", bytes(data)))


def test_a_package_that_unpacks_to_too_much(tmp_path: Path):
    """A zip bomb is refused by its directory, before anything is unpacked."""
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"a" * (64 << 20))
    with pytest.raises(LimitExceeded):
        sniff(path)
