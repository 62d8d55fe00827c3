"""Which reader reads which format.

A reader is a module with `read_pages(path) -> Iterator[PageContent]` and, where the format
tells it beforehand, `page_count(path) -> int`.  It is imported when a file of its format comes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from corpus.errors import FormatUnknown
from ingest.content import PageContent
from ingest.sniff import Format, sniff

READERS: dict[Format, str] = {
    Format.PDF: "ingest.readers.document",
    Format.TEXT: "ingest.readers.text",
    Format.MARKDOWN: "ingest.readers.text",
    Format.CSV: "ingest.readers.csv",
    Format.HTML: "ingest.readers.html",
    Format.DOCX: "ingest.readers.docx",
    Format.XLSX: "ingest.readers.xlsx",
    Format.XLS: "ingest.readers.xls",
    Format.IMAGE: "ingest.readers.image",
}


def format_of(path: Path) -> Format:
    """The format of a file that is to be read.  Raises as `sniff` does, and FormatUnknown for a
    format that has no reader."""
    found = sniff(path)
    if found not in READERS:
        raise FormatUnknown(f"{path.name} ({found.value})")
    return found


def reader_of(kind: Format) -> Callable[[Path], Iterator[PageContent]]:
    """The function that reads files of a format page by page."""
    read: Callable[[Path], Iterator[PageContent]] = import_module(READERS[kind]).read_pages
    return read


def page_count_of(path: Path, kind: Format) -> int | None:
    """How many pages the reader expects; None where the format does not tell beforehand."""
    count: Callable[[Path], int] | None = getattr(import_module(READERS[kind]), "page_count", None)
    return None if count is None else count(path)
