"""Word documents: paragraphs, headings and tables in the order of the text.

The one module that knows python-docx.  Pages are those that Word itself noted when it last
laid the document out; without such notes everything stands on page 1.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from corpus.errors import FileDamaged
from ingest.content import PageContent
from ingest.readers.blocks import Block, GridCell, PageBreak, Paragraph, ReadyGrid, titled, within
from ingest.readers.layout import laid_out
from ingest.readers.rows import states_unit
from ingest.readers.spans import AMOUNT, grid_of_rows
from ingest.readers.wordml import W, blocks_in, children, text_of


class _Tabbed(NamedTuple):
    """A paragraph with tabs between its words: `cells` what these part."""

    cells: list[str]
    paragraphs: tuple[Paragraph, ...]


LARGE = 36  # half points: print as large as this is the title, near the beginning
OPENING = 8  # paragraphs
DEEPEST = 6  # tables within cells; deeper ones are left out

_HEADING = re.compile(r"(?:heading|标题)\s*(\d)", re.I)


def read_pages(path: Path) -> Iterator[PageContent]:
    """A Word document as pages without places.

    Raises FileDamaged, and LimitExceeded for more than a report can hold.
    """
    return laid_out(titled(within(_blocks(path), path.name)))


def _blocks(path: Path) -> Iterator[Block]:
    from docx import Document
    from docx.opc.exceptions import OpcError, PackageNotFoundError
    from lxml.etree import XMLSyntaxError

    try:
        document = Document(str(path))
        levels = _heading_levels(document)
        body = document.element.body
    except (
        OpcError,
        PackageNotFoundError,
        XMLSyntaxError,
        KeyError,
        ValueError,
        zipfile.BadZipFile,
    ) as error:
        raise FileDamaged(f"{path.name}: {error}") from error
    noted = next(body.iter(f"{W}lastRenderedPageBreak"), None) is not None
    yield from _laid_by_tabs(_in_order(body, levels, noted))


def _in_order(body: Any, levels: dict[str, int], noted: bool) -> Iterator[Block | _Tabbed]:
    seen = 0
    for element in blocks_in(body):
        if noted and _starts_page(element):
            yield PageBreak()
        if element.tag == f"{W}tbl":
            yield from _tables(element, 0)
            continue
        text = text_of(element)
        if text:
            seen += 1
            paragraphs = tuple(_paragraphs(element, text, levels, seen))
            cells = text_of(element, "\t").split("\t")
            within = len(paragraphs) == 1 and len([cell for cell in cells if cell]) > 1
            yield from [_Tabbed(cells, paragraphs)] if within else paragraphs


def _laid_by_tabs(blocks: Iterable[Block | _Tabbed]) -> Iterator[Block]:
    """Blocks with those paragraphs as tables whose tabs set figures under headings."""
    run: list[_Tabbed] = []
    for block in blocks:
        if isinstance(block, _Tabbed):
            run.append(block)
            continue
        yield from _table_of_tabs(run)
        run = []
        yield block
    yield from _table_of_tabs(run)


def _table_of_tabs(run: Sequence[_Tabbed]) -> Iterator[Block]:
    """Paragraphs as rows, where each has as many cells as the others and only the first no figure."""
    lines = [line.cells for line in run]
    above = next((index for index, cells in enumerate(lines) if not states_unit(cells)), len(lines))
    for rows in (lines[above:], [[cell for cell in cells if cell] for cells in lines[above:]]):
        figures = [any(map(AMOUNT.match, cells)) for cells in rows]
        if len(rows) > 2 and len(set(map(len, rows))) == 1 and not figures[0] and all(figures[1:]):
            yield from (Paragraph(cell) for cells in lines[:above] for cell in cells if cell)
            yield grid_of_rows(rows)
            return
    for line in run:
        yield from line.paragraphs


def _starts_page(element: Any) -> bool:
    return next(element.iter(f"{W}lastRenderedPageBreak"), None) is not None


def _heading_levels(document: Any) -> dict[str, int]:
    """Paragraph style → level: 1 for the title, 2 and more for headings."""
    levels = {}
    for style in document.styles.element.iter(f"{W}style"):
        name = style.find(f"{W}name")
        outline = next(style.iter(f"{W}outlineLvl"), None)
        stated = "" if name is None else name.get(f"{W}val", "")
        numbered = _HEADING.match(stated)
        if stated.lower() in ("title", "标题"):
            levels[style.get(f"{W}styleId", "")] = 1
        elif numbered:
            levels[style.get(f"{W}styleId", "")] = int(numbered[1]) + 1
        elif outline is not None and outline.get(f"{W}val", "9") in "012345678":
            levels[style.get(f"{W}styleId", "")] = int(outline.get(f"{W}val")) + 2
    return levels


def _paragraphs(element: Any, text: str, levels: dict[str, int], seen: int) -> Iterator[Paragraph]:
    style = element.find(f"{W}pPr/{W}pStyle")
    outline = element.find(f"{W}pPr/{W}outlineLvl")
    level = levels.get(style.get(f"{W}val", ""), 0) if style is not None else 0
    if outline is not None and outline.get(f"{W}val", "9") in "012345678":
        level = int(outline.get(f"{W}val")) + 2
    if level == 0 and seen <= OPENING and _print_size(element) >= LARGE:
        level = 1
    yield from (Paragraph(line, level) for line in text.split("\n"))


def _print_size(element: Any) -> int:
    """The largest size stated for the paragraph's own print, in half points; 0 where none is."""
    sizes = (size.get(f"{W}val", "0") for size in element.iter(f"{W}sz"))
    return max((int(size) for size in sizes if size.isdecimal()), default=0)


# --- tables -----------------------------------------------------------------------------


def _tables(element: Any, depth: int) -> Iterator[Block]:
    """A table, then those that stand in its cells."""
    if depth > DEEPEST:
        return
    cells: list[GridCell] = []
    open_at: dict[int, int] = {}  # column → index of the cell that goes on downwards
    rows = list(children(element, "tr"))
    for number, row in enumerate(rows):
        column = _stated(row, f"{W}trPr/{W}gridBefore")
        for cell in children(row, "tc"):
            wide = max(1, _stated(cell, f"{W}tcPr/{W}gridSpan"))
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            above = open_at.get(column)
            if merge is not None and merge.get(f"{W}val", "continue") == "continue" and above is not None:
                start = cells[above]
                high = number - start.row + 1
                cells[above] = GridCell(start.row, start.column, start.text, high, start.column_span)
            else:
                open_at[column] = len(cells)
                cells.append(GridCell(number, column, _cell_text(cell), 1, wide))
            column += wide
    grid = ReadyGrid(tuple(cells))
    if grid.columns == 1 or grid.rows == 1:
        yield from (Paragraph(line) for cell in cells for line in cell.text.split("\n") if line)
    elif any(cell.text for cell in cells):
        yield grid
    for row in rows:
        for cell in children(row, "tc"):
            if _holds_table(cell):
                yield from _around_tables(cell, depth)


def _holds_table(cell: Any) -> bool:
    return any(inner.tag == f"{W}tbl" for inner in blocks_in(cell))


def _around_tables(cell: Any, depth: int) -> Iterator[Block]:
    """The tables that stand in a cell, and what the cell says above and below them."""
    for inner in blocks_in(cell):
        if inner.tag == f"{W}tbl":
            yield from _tables(inner, depth + 1)
        else:
            yield from (Paragraph(line) for line in text_of(inner).split("\n") if line)


def _stated(element: Any, path: str) -> int:
    found = element.find(path)
    stated = "0" if found is None else found.get(f"{W}val", "0")
    return min(int(stated), 1_000) if stated.isdecimal() else 0


def _cell_text(cell: Any) -> str:
    """A cell's paragraphs; those of a cell with a table in it stand by themselves."""
    if _holds_table(cell):
        return ""
    paragraphs = (text_of(element) for element in blocks_in(cell))
    return "\n".join(text for text in paragraphs if text)
