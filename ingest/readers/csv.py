"""Separated values: rows of cells become grids, lone cells between them paragraphs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus.errors import FileDamaged
from ingest.content import PageContent
from ingest.readers.blocks import Block, Budget, titled
from ingest.readers.layout import laid_out
from ingest.readers.rows import blocks_of_rows
from ingest.readers.text import clean, decoded_text

SEPARATORS = ",\t;|，"
LARGEST_CELL = 1_000_000  # characters


def read_pages(path: Path) -> Iterator[PageContent]:
    """A CSV or TSV file as one page without places.

    Raises FormatUnknown, FileDamaged (a cell without end), and LimitExceeded for more than
    a report can hold.
    """
    return laid_out(titled(_blocks(path)))


def _blocks(path: Path) -> Iterator[Block]:
    text = decoded_text(path)
    budget = Budget(path.name)
    rows: list[list[str]] = []
    csv.field_size_limit(LARGEST_CELL)
    try:
        for row in csv.reader(io.StringIO(text), delimiter=_separator(text)):
            budget.spend(cells=len(row), text=sum(map(len, row)))
            rows.append([clean(cell.strip()) for cell in row])
    except csv.Error as error:
        raise FileDamaged(f"{path.name}: {error}") from error
    yield from blocks_of_rows(rows)


def _separator(text: str) -> str:
    """The separator that most lines have, and have alike."""
    lines: Sequence[str] = [line for line in text[:65_536].split("\n") if line.strip()][:200]
    return max(SEPARATORS, key=lambda mark: (sum(mark in line for line in lines), -SEPARATORS.index(mark)))
