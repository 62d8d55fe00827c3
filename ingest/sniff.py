"""Which format a file is in: by its content; the name's ending only tells text formats apart."""

from __future__ import annotations

import re
import zipfile
from enum import StrEnum
from pathlib import Path

from corpus.errors import FileDamaged, FileEmpty, FileEncrypted, FileMissing, FormatUnknown, LimitExceeded
from ingest.readers.decoding import utf16_without_mark

HEAD = 65_536  # bytes looked at
LARGEST_TEXT = 64 * 2**20  # bytes of a text file that is read
LARGEST_PACKAGE = 256 * 2**20  # bytes that a .docx or .xlsx may unpack to
MOST_ENTRIES = 10_000  # files in a .docx or .xlsx
STEEPEST = 400  # times that one entry may shrink by packing, where it is large
CONTROL = 0.02  # share of control characters that text may hold


class Format(StrEnum):
    """A format that can be read, by its media type."""

    PDF = "application/pdf"
    TEXT = "text/plain"
    MARKDOWN = "text/markdown"
    CSV = "text/csv"
    HTML = "text/html"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    XLS = "application/vnd.ms-excel"
    IMAGE = "image/*"


ENDINGS = {
    ".pdf": Format.PDF,
    ".txt": Format.TEXT,
    ".text": Format.TEXT,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".csv": Format.CSV,
    ".tsv": Format.CSV,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".docx": Format.DOCX,
    ".xlsx": Format.XLSX,
    ".xlsm": Format.XLSX,
    ".xls": Format.XLS,
    ".et": Format.XLS,
    ".png": Format.IMAGE,
    ".jpg": Format.IMAGE,
    ".jpeg": Format.IMAGE,
    ".tif": Format.IMAGE,
    ".tiff": Format.IMAGE,
    ".bmp": Format.IMAGE,
    ".webp": Format.IMAGE,
}
TEXTUAL = (Format.TEXT, Format.MARKDOWN, Format.CSV, Format.HTML)

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # the part that holds a document under a password
_SHEETS = tuple(f"{name}\0".encode("utf-16-le") for name in ("Workbook", "Book"))  # a workbook's streams
PORTION = 2**20  # bytes
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"BM")
_MARKUP = re.compile(
    rb"<!doctype\s+html|<html[\s>]|<body[\s>]|<table[\s>].{0,2000}?<t[rdh][\s>]", re.I | re.S
)


def sniff(path: Path) -> Format:
    """The format of the file at `path`.

    Raises FileMissing, FileEmpty, FormatUnknown (no known format, or text under the name of
    another one), FileEncrypted, FileDamaged (a broken package), LimitExceeded (a package that
    unpacks to more than can be meant).
    """
    if not path.is_file():
        raise FileMissing(path.name)
    with path.open("rb") as file:
        head = file.read(HEAD)
    if not head.strip():
        raise FileEmpty(path.name)
    named = ENDINGS.get(path.suffix.lower())
    found = _binary(path, head)
    if found is not None:
        return found
    if named is not None and named not in TEXTUAL:
        if named is Format.PDF and not _is_text(head):
            return Format.PDF  # a broken head: the PDF reader says what it makes of it
        raise FormatUnknown(f"{path.name}：内容不是 {path.suffix} / the content is not {path.suffix}")
    if not _is_text(head):
        raise FormatUnknown(path.name)
    if path.stat().st_size > LARGEST_TEXT:
        raise LimitExceeded(f"{path.name} > {LARGEST_TEXT // 2**20} MB")
    return _textual(head, named)


def _binary(path: Path, head: bytes) -> Format | None:
    if b"%PDF-" in head[:1024]:
        return Format.PDF
    if head.startswith(b"PK\x03\x04"):
        return _package(path)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        if _holds(path, _ENCRYPTED):
            raise FileEncrypted(path.name)
        if any(_holds(path, mark) for mark in _SHEETS):
            return Format.XLS
        hint = "旧版 Office 文件，请另存为 .docx 或 .xlsx / save as .docx or .xlsx"
        raise FormatUnknown(f"{path.name}：{hint}")
    webp = head.startswith(b"RIFF") and head[8:12] == b"WEBP"
    # two letters are little to go by: a bitmap's header says its own length
    if webp or head.startswith(_PICTURES[:4]) or (head.startswith(b"BM") and not _is_text(head)):
        return Format.IMAGE
    return None


def _holds(path: Path, mark: bytes) -> bool:
    """Does a file hold these bytes?  It is read in portions that overlap."""
    with path.open("rb") as file:
        tail = b""
        while portion := file.read(PORTION):
            if mark in tail + portion:
                return True
            tail = portion[-len(mark) :]
    return False


def _package(path: Path) -> Format:
    """A zip with the parts of a document or workbook, of a size that can be meant."""
    try:
        with zipfile.ZipFile(path) as package:
            entries = package.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise FileDamaged(path.name) from error
    steep = any(
        entry.file_size > 8 * 2**20 and entry.file_size > STEEPEST * max(1, entry.compress_size)
        for entry in entries
    )
    if steep or len(entries) > MOST_ENTRIES or sum(e.file_size for e in entries) > LARGEST_PACKAGE:
        raise LimitExceeded(path.name)
    if any(entry.flag_bits & 1 for entry in entries):
        raise FileEncrypted(path.name)
    names = {entry.filename for entry in entries}
    if "word/document.xml" in names:
        return Format.DOCX
    if "xl/workbook.xml" in names:
        return Format.XLSX
    raise FormatUnknown(path.name)


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return True
    if utf16_without_mark(head):
        return True
    control = sum(byte < 32 and byte not in (9, 10, 12, 13, 27) for byte in head)
    return control <= CONTROL * len(head)


def _textual(head: bytes, named: Format | None) -> Format:
    if named in (Format.MARKDOWN, Format.CSV, Format.HTML):
        return named
    return Format.HTML if _MARKUP.search(head[:8192]) else Format.TEXT
