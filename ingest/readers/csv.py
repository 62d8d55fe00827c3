"""Separated values: rows of cells become grids, lone cells between them paragraphs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus.errors import FileDamaged
from ingest.content import PageContent
from ingest.most import allowed
from ingest.readers.blocks import Block, Budget, left_out, titled
from ingest.readers.decoding import decoded_text
from ingest.readers.layout import laid_out
from ingest.readers.rows import blocks_of_rows
from ingest.readers.spans import AMOUNT
from ingest.readers.text import clean

SEPARATORS = ",\t;|，"
LARGEST_CELL = 1_000_000  # characters
MOST_WAYS = 256  # to put a row's cells together; more are not looked at
LEAST_HEADER = 3  # cells: a line above a table has fewer
_GROUPS = re.compile(r"-?\d{1,3}(?:,\d{3})*$")
_GROUP = re.compile(r"\d{3}(?:\.\d+)?$")


def read_pages(path: Path) -> Iterator[PageContent]:
    """A CSV or TSV file as one page without places.

    Raises FormatUnknown, FileDamaged (a cell without end), and LimitExceeded for more text than
    a report can hold.
    """
    return laid_out(titled(_blocks(path)))


def _blocks(path: Path) -> Iterator[Block]:
    text = decoded_text(path)
    budget = Budget(path.name)
    rows: list[list[str]] = []
    beyond = 0
    csv.field_size_limit(LARGEST_CELL)
    try:
        for row in csv.reader(io.StringIO(text), delimiter=_separator(text)):
            if beyond or len(rows) == allowed().rows or len(row) > budget.cells:
                beyond += 1
                continue
            budget.spend(cells=len(row), text=sum(map(len, row)))
            rows.append([clean(cell.strip()) for cell in row])
    except csv.Error as error:
        raise FileDamaged(f"{path.name}: {error}") from error
    if beyond:
        yield left_out(len(rows), len(rows) + beyond)
    yield from blocks_of_rows(list(_with_thousands(rows)) if _separator(text) == "," else rows)


def _with_thousands(rows: Sequence[list[str]]) -> Iterator[list[str]]:
    """Rows whose amounts were parted at their own commas (1,234.50 without quotes), put together
    where only one way gives the header's columns; else the row is left as words."""
    width = 0
    for row in rows:
        cells = _without_tail(row)
        if not any(map(AMOUNT.match, row)) and len(cells) >= LEAST_HEADER:
            width = max(width, len(cells))
        if not cells:
            width = 0
        if not width or len(cells) <= width:
            yield row
            continue
        ways = [way for way in _ways_together(cells) if len(way) == width]
        yield ways[0] if len(ways) == 1 else [",".join(cells)]


def _ways_together(cells: Sequence[str]) -> list[list[str]]:
    """Every way to put neighbours together that are the groups of one amount."""
    ways: list[list[str]] = [[]]
    for cell in cells:
        further = [[*way, cell] for way in ways]
        if _GROUP.match(cell):
            further += [[*way[:-1], f"{way[-1]},{cell}"] for way in ways if way and _GROUPS.match(way[-1])]
        if len(further) > MOST_WAYS:
            return []
        ways = further
    return ways


def _without_tail(row: Sequence[str]) -> list[str]:
    last = max((index for index, cell in enumerate(row) if cell), default=-1)
    return list(row[: last + 1])


def _separator(text: str) -> str:
    """The separator that most lines have, and have alike."""
    lines: Sequence[str] = [line for line in text[:65_536].split("\n") if line.strip()][:200]
    return max(SEPARATORS, key=lambda mark: (sum(mark in line for line in lines), -SEPARATORS.index(mark)))
