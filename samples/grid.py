"""A table's data file and its form become one grid of cells, and the truth about its figures."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

LEFT, ABOVE = "<", "^"
AMOUNT = re.compile(r"-?\d+\.\d+%?")
INDENT = "\u3000"


@dataclass
class Cell:
    """One printed cell; `row` counts from the first header row."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1


@dataclass
class Grid:
    """A table as printed.  `head` is the number of header rows, `repeat` that of body rows
    printed again on continuation pages; `form` holds the entries of data/forms.toml."""

    form: dict[str, Any]
    head: int
    repeat: int
    height: int
    width: int
    cells: list[Cell]
    at: dict[tuple[int, int], Cell] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.rows):
                for column in range(cell.column, cell.column + cell.columns):
                    self.at[row, column] = cell


def read_grid(form: dict[str, Any], path: Path) -> Grid:
    """The grid of a form filled from a CSV file, whose first line only names the columns."""
    with path.open(encoding="utf-8", newline="") as file:
        body = list(csv.reader(file))[1:]
    rows = [*form["header"], *body]
    width = len(form["widths"])
    if any(len(row) != width for row in rows):
        raise ValueError(f"{path}: every row needs {width} cells")
    cells: dict[tuple[int, int], Cell] = {}
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text == LEFT:
                cell = cells[r, c - 1]
                cell.columns = max(cell.columns, c - cell.column + 1)
            elif text == ABOVE:
                cell = cells[r - 1, c]
                cell.rows = max(cell.rows, r - cell.row + 1)
            else:
                cell = Cell(r, c, text)
            cells[r, c] = cell
    unique = list({id(cell): cell for cell in cells.values()}.values())
    return Grid(form, len(form["header"]), form.get("repeat", 0), len(rows), width, unique)


def printed(text: str) -> str:
    """A cell's text as printed: amounts with separators, everything else as it is."""
    if not AMOUNT.fullmatch(text) or text.endswith("%"):
        return text
    return f"{Decimal(text):,}"


def truths(grid: Grid, pages: dict[tuple[int, int], list[int]], number: int) -> list[dict[str, Any]]:
    """One line for each figure of the grid; `pages` gives the pages that a cell stands on."""
    lines = []
    start = task_head(grid)
    for cell in sorted(grid.cells, key=lambda c: (c.row, c.column)):
        if cell.row < grid.head or not AMOUNT.fullmatch(cell.text):
            continue
        if "amount" in grid.form["roles"]:
            place = place_in_columns(grid, cell)
        elif start is not None and cell.row > start:
            place = place_in_tasks(grid, cell, start)
        else:
            place = place_beside_label(grid, cell)
        rate = cell.text.endswith("%")
        line = {
            "table": number,
            "form": grid.form.get("form"),
            "title": grid.form.get("title"),
            "unit": "%" if rate else grid.form.get("unit"),
            **place,
            "raw": printed(cell.text),
            "value": cell.text.rstrip("%"),
            "row": cell.row - grid.head,
            "col": cell.column,
            "page": pages[cell.row, cell.column][0],
        }
        if len(pages[cell.row, cell.column]) > 1:
            line["repeats"] = len(pages[cell.row, cell.column]) - 1
        lines.append(line)
    return lines


def place_in_columns(grid: Grid, cell: Cell) -> dict[str, Any]:
    """Row and column of a figure under a header, the label being the nearest on its left."""
    roles = grid.form["roles"]
    label = next((c for c in range(cell.column, -1, -1) if roles[c] == "label"), None)
    path: list[str] = []
    for row in range(grid.head - bool(grid.form.get("counted"))):
        text = grid.at[row, cell.column].text.replace(" ", "")
        if not path or path[-1] != text:
            path.append(text)
    if label is None:
        return placed(None, None, [], [], None, path)
    coded = label > 0 and roles[label - 1] == "code"
    text = grid.at[cell.row, label].text
    if not coded:
        above = indent_path(grid, cell.row, label)
        return placed(None, text.strip(INDENT), above, [], "indent" if above else None, path)
    code = grid.at[cell.row, label - 1].text
    code = code if code.isdigit() else ""
    ancestors = code_path(grid, cell.row, label, code)
    codes, labels = [c for c, _ in ancestors], [name for _, name in ancestors]
    return placed(code or None, text, labels, codes, "code" if codes else None, path)


def code_path(grid: Grid, row: int, label: int, code: str) -> list[tuple[str, str]]:
    """(code, label) of the rows above whose code begins `code`, shortest first."""
    found = {}
    for above in range(grid.head, row):
        other = grid.at[above, label - 1].text
        if other.isdigit() and code.startswith(other) and other != code:
            found[other] = grid.at[above, label].text
    return sorted(found.items(), key=lambda item: len(item[0]))


def indent_path(grid: Grid, row: int, label: int) -> list[str]:
    """Labels of the rows above that are indented less, outermost first."""
    path: list[str] = []
    depth = indent(grid.at[row, label].text)
    for above in range(row - 1, grid.head - 1, -1):
        text = grid.at[above, label].text
        if text and indent(text) < depth:
            depth = indent(text)
            path.insert(0, text.strip(INDENT))
    return path


def indent(text: str) -> int:
    return len(text) - len(text.lstrip(INDENT))


def task_head(grid: Grid) -> int | None:
    """The row that heads the tasks in a performance table."""
    starts = [c.row for c in grid.cells if c.column == 0 and c.text.startswith("主要任务")]
    return min(starts) if starts and "amount" not in grid.form["roles"] else None


def place_in_tasks(grid: Grid, cell: Cell, head: int) -> dict[str, Any]:
    label = grid.at[cell.row, grid.form.get("task_label", 0)].text
    column = grid.at[head, cell.column].text
    return placed(None, label, [grid.at[head, 0].text], [], "position", [column])


def place_beside_label(grid: Grid, cell: Cell) -> dict[str, Any]:
    label = grid.at[cell.row, cell.column - 1]
    group = grid.at[cell.row, 0]
    above = [group.text] if group is not label else []
    return placed(None, label.text, above, [], "position" if above else None, [])


def placed(
    code: str | None,
    label: str | None,
    path: list[str],
    codes: list[str],
    basis: str | None,
    columns: list[str],
) -> dict[str, Any]:
    return {
        "row_code": code,
        "row_label": label,
        "row_path": path,
        "row_path_codes": codes,
        "row_path_basis": basis,
        "column_path": columns,
    }
