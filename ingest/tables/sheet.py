"""A whole table laid open: which cell covers each place, and what it states."""

from __future__ import annotations

from ingest.tables.figures import Content, Kind, content_of, is_year
from ingest.tables.grid import Cell, Grid


class Sheet:
    """A grid with quick answers: `at(row, column)`, `row(row)`, `content(cell)`."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.rows = grid.rows
        self.columns = grid.columns
        self._lookup = grid.lookup()
        self._contents = {id(cell): content_of(cell) for cell in grid.cells}
        self._figures: dict[int, list[Cell]] = {}  # of the rows that were asked for
        self._rows: list[list[Cell]] = [[] for _ in range(grid.rows)]
        for cell in sorted(grid.cells, key=lambda c: c.column):
            for row in range(cell.row, min(cell.row + cell.row_span, self.rows)):
                self._rows[row].append(cell)

    def at(self, row: int, column: int) -> Cell | None:
        """The cell that covers a place."""
        return self._lookup.get((row, column))

    def row(self, row: int) -> list[Cell]:
        """The cells that cover a row, from the left."""
        return self._rows[row]

    def content(self, cell: Cell) -> Content:
        """What a cell states."""
        return self._contents[id(cell)]

    def kind(self, cell: Cell) -> Kind:
        """The kind of what a cell states."""
        return self._contents[id(cell)].kind

    def texts(self, row: int) -> list[Cell]:
        """The cells of a row that hold words."""
        return [cell for cell in self.row(row) if self.kind(cell) is Kind.TEXT]

    def figures(self, row: int) -> list[Cell]:
        """The cells of a row that state a figure; bare years beside words are headings, no figures."""
        known = self._figures.get(row)
        if known is None:
            found = [cell for cell in self.row(row) if self.kind(cell) is Kind.NUMBER]
            known = self._figures[row] = [] if self._heads_years(row, found) else found
        return known

    def names(self, row: int) -> list[Cell]:
        """The cells of a row that hold words, or years that are headings."""
        years = [cell for cell in self.row(row) if self.kind(cell) is Kind.NUMBER]
        texts = self.texts(row)
        return sorted([*texts, *years], key=lambda c: c.column) if self._heads_years(row, years) else texts

    def _heads_years(self, row: int, figures: list[Cell]) -> bool:
        """Are all figures of a row years, one after another, beside words or an empty corner?"""
        if len(figures) < 2 or not all(is_year(cell.text) for cell in figures):
            return False
        return bool(self.texts(row)) or self.kind(self.row(row)[0]) is Kind.EMPTY

    def is_band(self, row: int) -> bool:
        """One cell over the whole width, with words, and nothing else."""
        cells = self.row(row)
        return len(cells) == 1 and self.kind(cells[0]) is Kind.TEXT
