"""Tables in words: what a table is about as one passage, and its text cells row by row.

Figures are answered from records; these passages let search find the table, and let people
read the sentences that stand in cells (tasks, goals, completion, reasons).
"""

from __future__ import annotations

import re
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
    for row in sorted({cell.row for cell in table.cells if _is_sentence(cell)}):
        if _is_numeric(table, row):
            continue
        label, text, cells = _row(table, row)
        same = grouped and grouped[-1][0] == label
        if same and sum(map(len, grouped[-1][1])) + len(text) <= LONGEST_ROWS:
            grouped[-1][1].append(text)
            grouped[-1][2].extend(cells)
        else:
            grouped.append((label, [text], list(cells)))
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


def _is_numeric(table: Table, row: int) -> bool:
    """Whether the row is mostly figures: its long cell is then a label."""
    cells = [c for c in table.cells if c.row == row and c.text.strip()]
    figures = sum(_FIGURE.fullmatch(c.text.strip()) is not None for c in cells)
    stops = any(mark in c.text for c in cells for mark in "，。；,;")
    return 2 * figures > len(cells) or (2 * figures == len(cells) and not stops)


def _row(table: Table, row: int) -> tuple[str, str, list[TableCell]]:
    """A row's outer labels, its text (each cell under its heading), and the cells told."""
    across = [c for c in table.cells if c.row <= row < c.row + c.row_span and c.text.strip() and not c.header]
    across.sort(key=lambda c: c.column)
    first = min((c.column for c in across if c.row == row), default=0)
    outer = [c for c in across if c.row_span > 1 and c.column <= first and not _is_sentence(c)]
    own = [c for c in across if c.row == row and c not in outer]
    label = " ".join(tidy(c.text) for c in outer)
    parts = []
    for cell in own:
        heading = _heading_of(table, cell)
        parts.append(f"{heading}：{tidy(cell.text)}" if heading else tidy(cell.text))
    return label, "\n".join(parts), [*outer, *own]


def _heading_of(table: Table, cell: TableCell) -> str:
    """The words over the cell: the nearest short cell above it in its own column that is one of a
    row of headings."""
    over = [c for c in table.cells if c.row < cell.row and c.column <= cell.column]
    for other in sorted(over, key=lambda c: (c.row, c.column), reverse=True):
        covers = other.column + other.column_span >= cell.column + cell.column_span
        words = fold(other.text)
        short = words and len(words) < 2 * SENTENCE and not _FIGURE.fullmatch(words)
        if not covers or not short or words in _COUNTING:
            continue
        if (other.header or other.column_span <= cell.column_span) and (other.header or _heads(table, other)):
            return tidy(other.text)
    return ""


def _heads(table: Table, cell: TableCell) -> bool:
    """Whether a row without the header mark reads as headings: no figure and no sentence in it."""
    row = [c for c in table.cells if c.row == cell.row and c.text.strip()]
    return len(row) > 1 and not any(_is_sentence(c) or _FIGURE.fullmatch(c.text.strip()) for c in row)
