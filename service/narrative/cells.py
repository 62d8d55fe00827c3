"""Text cells of tables (goals, tasks, problems, measures): their words with row and column labels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.report import PassageKind, Place, Table, TableCell
from corpus.view import DocumentView

_WORD = re.compile(r"[\u3400-\u9fff]")
_STOP = re.compile(r"[，。；,;]")
_LABEL_LENGTH = 60
_SENTENCE = 16
_FEW = 0.25  # of the cells: fewer figures make a table of words


@dataclass(frozen=True, slots=True)
class CellText:
    """A cell that holds words.

    `labels` are the words left of it in its row (outermost first), `header` the nearest
    column title above it, `row_cells` how many cells its row has, `title_row` tells that the
    row itself is one of column titles.  Without a grid (`column`
    -1) the cell is a piece of a table's passage.
    """

    table: int
    row: int
    column: int
    text: str
    labels: tuple[str, ...]
    header: str
    row_cells: int
    title_row: bool
    page: int
    places: tuple[Place, ...]
    passage: int | None
    section: tuple[str, ...]
    form: str | None
    title: str | None


def cell_texts(view: DocumentView) -> Iterator[CellText]:
    """Every cell with words in it, table by table, row by row."""
    passages = {p.table: p for p in view.passages if p.kind is PassageKind.TABLE and p.table is not None}
    grids = {t.number for t in view.tables if t.cells}
    counts = Counter(record.table for record in view.records)
    for table in view.tables:
        if not _speaks(table, counts[table.number]):
            continue
        passage = passages.get(table.number)
        yield from _grid(table, passage.number if passage else None)
    for p in view.passages:
        if p.kind is PassageKind.TABLE and p.table not in grids:
            for row, line in enumerate(p.text.split("\n")):
                pieces = [piece.strip() for piece in re.split(r"[|\t]", line)]
                for i, piece in enumerate(pieces):
                    if _WORD.search(piece):
                        labels = tuple(x for x in pieces[:i] if x and len(x) <= _LABEL_LENGTH)
                        yield CellText(
                            p.table or 0, row, -1, piece, labels, "", len(pieces), False, p.page, p.places,
                            p.number, p.section, None, None,
                        )  # fmt: skip


def _speaks(table: Table, records: int) -> bool:
    """Whether a table holds words to be read, not only labels of figures."""
    if any(len(c.text) >= _SENTENCE and _STOP.search(c.text) for c in table.cells):
        return True
    return records < _FEW * sum(bool(c.text.strip()) for c in table.cells)


def _grid(table: Table, passage: int | None) -> Iterator[CellText]:
    rows: dict[int, list[TableCell]] = {}
    for cell in sorted(table.cells, key=lambda c: (c.row, c.column)):
        if cell.text.strip():
            rows.setdefault(cell.row, []).append(cell)
    page = table.pages[0] if table.pages else 1
    titles: dict[int, str] = {}
    spanning: list[TableCell] = []
    for number, cells in rows.items():
        spanning = [c for c in spanning if c.row + c.row_span > number]
        wide = len({c.column for c in cells} | {c.column for c in spanning})
        title_row = _is_header(cells)
        for cell in cells:
            if not _WORD.search(cell.text):
                continue
            left = [c for c in (*spanning, *cells) if c.column < cell.column and _WORD.search(c.text)]
            labels = tuple(c.text.replace("\n", "") for c in left if len(c.text) <= _LABEL_LENGTH)
            yield CellText(
                table.number, cell.row, cell.column, cell.text, labels, titles.get(cell.column, ""), wide,
                title_row, cell.places[0].page if cell.places else page, cell.places, passage,
                table.section, table.form, table.title,
            )  # fmt: skip
        if title_row:
            below = {c.column + i: c.text.replace("\n", "") for c in cells for i in range(c.column_span)}
            # A second row of titles completes the first, it does not end it.
            titles = {**titles, **below} if cells[0].header else below
        spanning += [c for c in cells if c.row_span > 1]


def _is_header(cells: list[TableCell]) -> bool:
    """A row of titles: marked so, or several cells, all short words, none a sentence or a number."""
    if all(c.header for c in cells):
        return True
    return len(cells) >= 3 and all(
        len(c.text) <= 24 and _WORD.search(c.text) and not re.search(r"[。；;]|\d{3}", c.text) for c in cells
    )
