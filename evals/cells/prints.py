"""The same tables as a web page, a Word document and a workbook."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpus.report import Report, Table

Rows = list[list[str]]
Spans = dict[tuple[int, int], tuple[int, int]]


@dataclass
class Grid:
    """A table with its captions; `spans` are its merged cells: rows and columns that they cover."""

    captions: list[str]
    rows: Rows
    spans: Spans = field(default_factory=dict)


@dataclass
class Paper:
    """What is to be printed: a title, lines of text, and tables, each with `note` under it."""

    title: str
    heading: str
    prose: str
    grids: Sequence[Grid]
    note: str = ""


def paper_of(report: Report) -> Paper:
    """A report's tables with their captions, as a workbook of them would hold them."""
    grids = [_grid(table, report.facts.organisation) for table in report.tables]
    return Paper(report.facts.title, "第一部分 决算表", "以下各表反映本单位本年度的收支情况。", grids)


def _grid(table: Table, organisation: str | None) -> Grid:
    captions = [table.title, table.form, organisation and f"部门：{organisation}"]
    captions += [table.unit and f"单位：{table.unit}"]
    high = max(cell.row + cell.row_span for cell in table.cells)
    wide = max(cell.column + cell.column_span for cell in table.cells)
    grid = Grid([caption for caption in captions if caption], [[""] * wide for _ in range(high)])
    for cell in table.cells:
        grid.rows[cell.row][cell.column] = cell.text
        if (cell.row_span, cell.column_span) != (1, 1):
            grid.spans[cell.row, cell.column] = (cell.row_span, cell.column_span)
    return grid


def as_html(path: Path, paper: Paper) -> None:
    """A web page with merged cells."""
    head = f"<h1>{html.escape(paper.title)}</h1><h2>{paper.heading}</h2><p>{paper.prose}</p>"
    parts = [f"<html><head><title>x</title></head><body>{head}"]
    for grid in paper.grids:
        parts += [f"<p>{html.escape(caption)}</p>" for caption in grid.captions]
        parts.append("<table>")
        last = -1
        for row, _, text, high, wide in _cells(grid):
            parts += ["<tr>"] * (row - last)
            last = row
            parts.append(f"<td rowspan={high} colspan={wide}>{html.escape(text)}</td>")
        parts += ["</table>", f"<p>{paper.note}</p>"]
    path.write_text("".join(parts), encoding="utf-8")


def as_docx(path: Path, paper: Paper) -> None:
    """A Word document with merged cells."""
    from docx import Document

    document = Document()
    document.add_heading(paper.title, 0)
    document.add_heading(paper.heading, 1)
    document.add_paragraph(paper.prose)
    for grid in paper.grids:
        for caption in grid.captions:
            document.add_paragraph(caption)
        table = document.add_table(len(grid.rows), len(grid.rows[0]))
        places = [list(row.cells) for row in table.rows]  # asked one by one they take minutes
        for row, column, text, high, wide in _cells(grid):
            cell = places[row][column]
            if (high, wide) != (1, 1):
                cell = cell.merge(places[row + high - 1][column + wide - 1])
            cell.text = text
        document.add_paragraph(paper.note)
    document.save(str(path))


def as_xlsx(path: Path, paper: Paper) -> None:
    """A workbook with a sheet for each table; figures are numbers with a format."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for number, grid in enumerate(paper.grids):
        sheet = book.create_sheet(f"表{number + 1}")
        top = 0
        for line in ([paper.title] if number == 0 else []) + grid.captions:
            sheet.cell(top + 1, 1, line)
            sheet.merge_cells(
                start_row=top + 1, end_row=top + 1, start_column=1, end_column=len(grid.rows[0])
            )
            top += 1
        for row, column, text, high, wide in _cells(grid):
            cell = sheet.cell(top + row + 1, column + 1)
            plain = text.replace(",", "")
            if plain.replace(".", "", 1).isdigit() and "." in plain:
                cell.value, cell.number_format = float(plain), "#,##0.00" if "," in text else "0.00"
            elif text:
                cell.value = text
            if (high, wide) != (1, 1):
                sheet.merge_cells(
                    start_row=top + row + 1, end_row=top + row + high,
                    start_column=column + 1, end_column=column + wide,
                )  # fmt: skip
        sheet.cell(top + len(grid.rows) + 1, 1, paper.note)
    book.save(path)


def _cells(grid: Grid) -> list[tuple[int, int, str, int, int]]:
    covered = {
        (row + down, column + right)
        for (row, column), (high, wide) in grid.spans.items()
        for down in range(high)
        for right in range(wide)
        if down or right
    }
    return [
        (row, column, text, *grid.spans.get((row, column), (1, 1)))
        for row, texts in enumerate(grid.rows)
        for column, text in enumerate(texts)
        if (row, column) not in covered
    ]
