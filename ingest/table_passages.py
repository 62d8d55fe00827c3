"""Tables in words: what a table is about as one passage, and its text cells row by row.

Figures are answered from records; these passages let search find the table, and let people
read the sentences that stand in cells (tasks, goals, completion, reasons).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.report import Place, Table, TableCell
from corpus.text import fold, tidy

LONGEST_SUMMARY, LONGEST_ROWS = 1200, 900  # characters of a passage
SENTENCE = 16  # characters from which a cell is read as text, not as a label

_STOP = re.compile("[。；;]")
_FIGURE = re.compile(r"[\d.,%‰\s()（）+\-−–—△¥￥]*")

_COUNTING = ("栏次", "行次")  # rows and columns that number the others


@dataclass(frozen=True, slots=True)
class Draft:
    """A passage before it is numbered."""

    section: tuple[str, ...]
    text: str
    places: tuple[Place, ...]
    table: int | None = None


def drafts_of(table: Table, captions: Sequence[str] = (), notes: Sequence[str] = ()) -> list[Draft]:
    """The passages of a table: its summary, then its rows of text in groups of one label."""
    return [_summary(table, captions, notes), *_rows_of_text(table)]


def _summary(table: Table, captions: Sequence[str], notes: Sequence[str]) -> Draft:
    head = [part for part in (table.form, table.title) if part]
    unit = f"单位：{table.unit}" if table.unit else ""
    printed = [tidy(line) for line in captions if not any(fold(part) == fold(line) for part in head)]
    columns = _labels(cell for cell in table.cells if cell.header)
    rows = _labels(cell for cell in table.cells if not cell.header and _is_label(cell))
    lines = [
        " ".join(head),
        " ".join(printed) or unit,
        f"栏目：{'、'.join(columns)}" if columns else "",
        f"项目：{'、'.join(rows)}" if rows else "",
    ]
    text = "\n".join(line for line in lines if line)
    shortened = text if len(text) <= LONGEST_SUMMARY else text[: text.rfind("、", 0, LONGEST_SUMMARY)] + "……"
    whole = "\n".join([shortened, *(tidy(note) for note in notes)])
    return Draft(table.section, whole, table.places, table.number)


def _labels(cells: Iterable[TableCell]) -> list[str]:
    """Distinct words of cells, figures and bare numbers left out."""
    texts = (tidy(cell.text) for cell in cells)
    return list(dict.fromkeys(text for text in texts if text and not _FIGURE.fullmatch(text)))


def _rows_of_text(table: Table) -> list[Draft]:
    """Rows that hold sentences; those under one label together while they fit."""
    grouped: list[tuple[str, list[str], list[TableCell]]] = []
    length = 0  # of the texts of the last group
    cells_of = _Cells(table)
    for row in sorted({cell.row for cell in table.cells if _is_sentence(cell)}):
        if cells_of.is_numeric(row):
            continue
        label, text, cells = cells_of.told(row)
        if grouped and grouped[-1][0] == label and length + len(text) <= LONGEST_ROWS:
            grouped[-1][1].append(text)
            grouped[-1][2].extend(cells)
            length += len(text)
        else:
            grouped.append((label, [text], list(cells)))
            length = len(text)
    return [
        Draft(
            table.section,
            "\n".join(part for part in (label, *texts) if part),
            tuple(dict.fromkeys(place for cell in cells for place in cell.places)),
            table.number,
        )
        for label, texts, cells in grouped
    ]


def _is_sentence(cell: TableCell) -> bool:
    text = cell.text.strip()
    return not cell.header and len(text) >= SENTENCE and not _FIGURE.fullmatch(text)


def _is_label(cell: TableCell) -> bool:
    return len(cell.text) < 2 * SENTENCE and not _STOP.search(cell.text)


class _Cells:
    """The cells of a table by their rows and columns: a row of a long list is told as fast as one of a
    short one."""

    def __init__(self, table: Table) -> None:
        self._rows: dict[int, list[TableCell]] = defaultdict(list)  # that begin in a row
        self._across: dict[int, list[TableCell]] = defaultdict(list)  # that reach into it from above
        for cell in table.cells:
            if cell.text.strip():
                self._rows[cell.row].append(cell)
                for row in range(cell.row + 1, cell.row + cell.row_span):
                    self._across[row].append(cell)
        self._headings: dict[int, list[TableCell]] = defaultdict(list)  # over a column, from the top
        for row in sorted(self._rows):
            heads = self._heads(row)
            for cell in sorted(self._rows[row], key=lambda c: c.column):
                if (cell.header or heads) and _is_heading(cell):
                    for column in range(cell.column, cell.column + cell.column_span):
                        self._headings[column].append(cell)

    def is_numeric(self, row: int) -> bool:
        """Whether the row is mostly figures: its long cell is then a label."""
        cells = self._rows[row]
        figures = sum(_FIGURE.fullmatch(c.text.strip()) is not None for c in cells)
        stops = any(mark in c.text for c in cells for mark in "，。；,;")
        return 2 * figures > len(cells) or (2 * figures == len(cells) and not stops)

    def told(self, row: int) -> tuple[str, str, list[TableCell]]:
        """A row's outer labels, its text (each cell under its heading), and the cells told."""
        across = [c for c in (*self._across[row], *self._rows[row]) if not c.header]
        across.sort(key=lambda c: c.column)
        first = min((c.column for c in across if c.row == row), default=0)
        outer = [c for c in across if c.row_span > 1 and c.column <= first and not _is_sentence(c)]
        own = [c for c in across if c.row == row and c not in outer]
        label = " ".join(tidy(c.text) for c in outer)
        parts = []
        for cell in own:
            heading = self._heading_of(cell)
            parts.append(f"{heading}：{tidy(cell.text)}" if heading else tidy(cell.text))
        return label, "\n".join(parts), [*outer, *own]

    def _heading_of(self, cell: TableCell) -> str:
        """The words over the cell: the nearest heading above it that covers all its columns."""
        over = self._headings[cell.column]
        end = cell.column + cell.column_span
        for at in range(bisect_left(over, cell.row, key=lambda c: c.row) - 1, -1, -1):
            other = over[at]
            if other.column + other.column_span >= end and (
                other.header or other.column_span <= cell.column_span
            ):
                return tidy(other.text)
        return ""

    def _heads(self, row: int) -> bool:
        """Whether a row without the header mark reads as headings: no figure and no sentence in it."""
        cells = self._rows[row]
        return len(cells) > 1 and not any(_is_sentence(c) or _FIGURE.fullmatch(c.text.strip()) for c in cells)


def _is_heading(cell: TableCell) -> bool:
    """Whether a cell is as short as a heading, and in words."""
    words = fold(cell.text)
    short = bool(words) and len(words) < 2 * SENTENCE and not _FIGURE.fullmatch(words)
    return short and words not in _COUNTING
