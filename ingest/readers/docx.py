"""Word documents: paragraphs, headings and tables in the order of the text.

The one module that knows python-docx.  Pages are those that Word itself noted when it last
laid the document out; without such notes everything stands on page 1.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.errors import FileDamaged
from ingest.content import PageContent
from ingest.readers.blocks import Block, GridCell, PageBreak, Paragraph, ReadyGrid, titled, within
from ingest.readers.layout import laid_out

LARGE = 36  # half points: print as large as this is the title, near the beginning
OPENING = 8  # paragraphs
DEEPEST = 6  # tables within cells; deeper ones are left out

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WRAPPERS = {
    f"{_W}{name}" for name in ("sdt", "sdtContent", "ins", "smartTag", "customXml", "hyperlink", "moveTo")
}
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
    noted = next(body.iter(f"{_W}lastRenderedPageBreak"), None) is not None
    seen = 0
    for element in _inside(body):
        if noted and _starts_page(element):
            yield PageBreak()
        if element.tag == f"{_W}p":
            text = _text(element)
            if text:
                seen += 1
                yield from _paragraphs(element, text, levels, seen)
        else:
            yield from _tables(element, 0)


def _inside(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables under `parent`, through content controls and accepted changes."""
    for child in parent:
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
        elif child.tag in _WRAPPERS:
            yield from _inside(child)


def _starts_page(element: Any) -> bool:
    return next(element.iter(f"{_W}lastRenderedPageBreak"), None) is not None


def _heading_levels(document: Any) -> dict[str, int]:
    """Paragraph style → level: 1 for the title, 2 and more for headings."""
    levels = {}
    for style in document.styles.element.iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        outline = next(style.iter(f"{_W}outlineLvl"), None)
        stated = "" if name is None else name.get(f"{_W}val", "")
        numbered = _HEADING.match(stated)
        if stated.lower() in ("title", "标题"):
            levels[style.get(f"{_W}styleId", "")] = 1
        elif numbered:
            levels[style.get(f"{_W}styleId", "")] = int(numbered[1]) + 1
        elif outline is not None and outline.get(f"{_W}val", "9") in "012345678":
            levels[style.get(f"{_W}styleId", "")] = int(outline.get(f"{_W}val")) + 2
    return levels


def _paragraphs(element: Any, text: str, levels: dict[str, int], seen: int) -> Iterator[Paragraph]:
    style = element.find(f"{_W}pPr/{_W}pStyle")
    outline = element.find(f"{_W}pPr/{_W}outlineLvl")
    level = levels.get(style.get(f"{_W}val", ""), 0) if style is not None else 0
    if outline is not None and outline.get(f"{_W}val", "9") in "012345678":
        level = int(outline.get(f"{_W}val")) + 2
    if level == 0 and seen <= OPENING and _print_size(element) >= LARGE:
        level = 1
    yield from (Paragraph(line, level) for line in text.split("\n"))


def _print_size(element: Any) -> int:
    """The largest size stated for the paragraph's own print, in half points; 0 where none is."""
    sizes = (size.get(f"{_W}val", "0") for size in element.iter(f"{_W}sz"))
    return max((int(size) for size in sizes if size.isdecimal()), default=0)


def _text(element: Any) -> str:
    """The paragraph's text, deleted text and field codes left out; line breaks as line ends."""
    parts: list[str] = []
    for node in element.iter():
        if node.tag == f"{_W}t":
            parts.append(node.text or "")
        elif node.tag == f"{_W}tab" and node.getparent().tag == f"{_W}r":
            parts.append(" ")
        elif node.tag in (f"{_W}br", f"{_W}cr"):
            parts.append("\n")
        elif node.tag == f"{_W}noBreakHyphen":
            parts.append("-")
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


# --- tables -----------------------------------------------------------------------------


def _tables(element: Any, depth: int) -> Iterator[Block]:
    """A table, then those that stand in its cells."""
    if depth > DEEPEST:
        return
    cells: list[GridCell] = []
    open_at: dict[int, int] = {}  # column → index of the cell that goes on downwards
    rows = list(_rows(element))
    for number, row in enumerate(rows):
        column = _stated(row, f"{_W}trPr/{_W}gridBefore")
        for cell in _cells(row):
            wide = max(1, _stated(cell, f"{_W}tcPr/{_W}gridSpan"))
            merge = cell.find(f"{_W}tcPr/{_W}vMerge")
            above = open_at.get(column)
            if merge is not None and merge.get(f"{_W}val", "continue") == "continue" and above is not None:
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
    elif cells:
        yield grid
    for row in rows:
        for cell in _cells(row):
            for inner in _inside(cell):
                if inner.tag == f"{_W}tbl":
                    yield from _tables(inner, depth + 1)


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == f"{_W}tr":
            yield child
        elif child.tag in _WRAPPERS:
            yield from _rows(child)


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag == f"{_W}tc":
            yield child
        elif child.tag in _WRAPPERS:
            yield from _cells(child)


def _stated(element: Any, path: str) -> int:
    found = element.find(path)
    stated = "0" if found is None else found.get(f"{_W}val", "0")
    return min(int(stated), 1_000) if stated.isdecimal() else 0


def _cell_text(cell: Any) -> str:
    paragraphs = (_text(element) for element in _inside(cell) if element.tag == f"{_W}p")
    return "\n".join(text for text in paragraphs if text)
