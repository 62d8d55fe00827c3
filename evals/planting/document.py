"""A report as paragraphs and tables that can be changed, and written in several formats."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus.report import PassageKind, Report, Table


@dataclass(frozen=True, slots=True)
class Block:
    """A title, heading (of a level), paragraph, or table."""

    kind: str
    text: str = ""
    level: int = 0
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A report's blocks in their order."""

    name: str
    blocks: tuple[Block, ...] = field(default=())

    def with_block(self, at: int, block: Block | None) -> Written:
        """The same with another block at a place, or without it."""
        kept = [*self.blocks]
        kept[at : at + 1] = [] if block is None else [block]
        return replace(self, blocks=tuple(kept))


def written_from(report: Report) -> Written:
    """The blocks of a report as it was read: its headings, paragraphs and tables."""
    tables = {table.number: table for table in report.tables}
    blocks = [Block("title", report.facts.title), *_contents(report)]
    path: tuple[str, ...] = ()
    shown: set[int] = set()
    for passage in report.passages:
        for level, title in enumerate(passage.section):
            if passage.section[: level + 1] != path[: level + 1]:
                blocks.append(Block("heading", title, min(level + 1, 4)))
        path = passage.section
        if passage.kind is PassageKind.TABLE and passage.table is not None:
            if passage.table not in shown:
                shown.add(passage.table)
                blocks.append(Block("table", table=tables[passage.table]))
            continue
        lines = [line for line in passage.text.split("\n") if line.strip() and line not in passage.section]
        blocks += [Block("paragraph", line) for line in lines]
    blocks += [Block("table", table=t) for number, t in tables.items() if number not in shown]
    return Written(report.source, tuple(blocks))


def _contents(report: Report) -> list[Block]:
    titles = [table.title for table in report.tables if table.title]
    if len(titles) < 3:
        return []
    return [Block("paragraph", "目录"), *(Block("paragraph", title) for title in titles)]


def rows_of(table: Table) -> list[list[str]]:
    """The grid of a table, spans left blank."""
    height = 1 + max((cell.row for cell in table.cells), default=-1)
    width = max((cell.column + cell.column_span for cell in table.cells), default=0)
    grid = [[""] * width for _ in range(height)]
    for cell in table.cells:
        grid[cell.row][cell.column] = cell.text
    return grid


def head_of(table: Table) -> list[str]:
    """The lines over a table."""
    unit = f"单位：{table.unit}" if table.unit else None
    return [line for line in (table.title, table.form, unit) if line]


def _html(written: Written) -> Iterator[str]:
    yield '<!doctype html><html lang="zh"><head><meta charset="utf-8"></head><body>'
    for block in written.blocks:
        if block.table is None:
            tag = {"title": "h1", "paragraph": "p"}.get(block.kind, f"h{min(block.level + 1, 6)}")
            yield f"<{tag}>{html.escape(block.text)}</{tag}>"
            continue
        yield "".join(f"<p>{html.escape(line)}</p>" for line in head_of(block.table))
        yield "<table border=1>"
        by_row: dict[int, list[str]] = {}
        for cell in sorted(block.table.cells, key=lambda c: (c.row, c.column)):
            spans = f' rowspan="{cell.row_span}" colspan="{cell.column_span}"'
            by_row.setdefault(cell.row, []).append(f"<td{spans}>{html.escape(cell.text)}</td>")
        yield "".join(f"<tr>{''.join(cells)}</tr>" for cells in by_row.values())
        yield "</table>"
    yield "</body></html>"


def write_html(written: Written, path: Path) -> None:
    """As a web page."""
    path.write_text("".join(_html(written)), encoding="utf-8")


def write_text(written: Written, path: Path) -> None:
    """As text with tables by tabs."""
    lines: list[str] = []
    for block in written.blocks:
        if block.table is None:
            lines += [block.text, ""]
        else:
            lines += [part for line in head_of(block.table) for part in (line, "")]
            lines += ["\t".join(row) for row in rows_of(block.table)]
            lines.append("")
    path.write_text("\n".join(lines), encoding="utf-8")


def write_docx(written: Written, path: Path) -> None:
    """As a Word document with merged cells."""
    from docx import Document

    book = Document()
    for block in written.blocks:
        if block.table is None:
            if block.kind == "paragraph":
                book.add_paragraph(block.text)
            else:
                book.add_heading(block.text, block.level if block.kind == "heading" else 0)
            continue
        for line in head_of(block.table):
            book.add_paragraph(line)
        grid = rows_of(block.table)
        if not grid or not grid[0]:
            continue
        made = book.add_table(rows=len(grid), cols=len(grid[0]))
        made.style = "Table Grid"
        # `_cells` is asked once: asking a table for one cell makes all of them.
        cells, width = made._cells, len(grid[0])
        for cell in block.table.cells:
            first = cells[cell.row * width + cell.column]
            last_row, last_column = cell.row + cell.row_span - 1, cell.column + cell.column_span - 1
            if (cell.row_span, cell.column_span) != (1, 1) and last_row < len(grid):
                first = first.merge(cells[last_row * width + last_column])
            first.text = cell.text
    book.save(str(path))


def write_xlsx(written: Written, path: Path) -> None:
    """As a workbook: the text on one sheet, each table on its own."""
    from openpyxl import Workbook

    book = Workbook()
    text = book.active
    assert text is not None
    text.title = "说明"
    for block in written.blocks:
        if block.table is None:
            text.append([block.text])
            continue
        sheet = book.create_sheet(f"表{block.table.number}")
        for line in head_of(block.table):
            sheet.append([line])
        down = len(head_of(block.table))
        for cell in block.table.cells:
            place = sheet.cell(down + cell.row + 1, cell.column + 1, cell.text)
            place.data_type = "s"
            if (cell.row_span, cell.column_span) != (1, 1):
                sheet.merge_cells(
                    start_row=place.row,
                    start_column=place.column or 1,
                    end_row=place.row + cell.row_span - 1,
                    end_column=(place.column or 1) + cell.column_span - 1,
                )
    book.save(path)


WRITERS: dict[str, Callable[[Written, Path], None]] = {
    "html": write_html,
    "docx": write_docx,
    "xlsx": write_xlsx,
    "txt": write_text,
}
