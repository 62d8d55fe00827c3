"""A table's rows → blocks: a header and the rows under it.

Most tables are one block.  A form, or a table with headers in the midst, is several; a band
(one cell over the whole width) names the rows under it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.tables import terms
from ingest.tables.figures import Kind, is_year, read_figure
from ingest.tables.grid import Cell, line_text
from ingest.tables.keys import is_key_row
from ingest.tables.sheet import Sheet

LONGEST_HEADING = 45  # characters; longer cells tell, they do not head
_AMOUNT = re.compile(r"(?<![\d.])(?!(?:19|20)\d\d\.)(?:\d+\.\d+|\d{1,3}(?:,\d{3})+)(?![\d.])")
_ORDINAL = re.compile(r"^\d{1,3}(?:[=＝][\d+\-＋－×÷*/()（）]+)?$")


@dataclass(slots=True)
class Block:
    """Rows under one header.  `header` holds the header's rows, `ordinals` those of them that
    number the columns; `bands` are the bands above, the outermost first."""

    header: list[int] = field(default_factory=list)
    ordinals: set[int] = field(default_factory=set)
    body: list[int] = field(default_factory=list)
    bands: tuple[str, ...] = ()
    inner: bool = False  # the header stands in the midst of the table


def blocks_of(sheet: Sheet) -> list[Block]:
    """The blocks of a table, from the top."""
    blocks: list[Block] = []
    bands: list[int] = []
    row = 0
    while row < sheet.rows and is_key_row(sheet, row):
        row += 1
    keys = Block(body=list(range(row)))
    while row < sheet.rows:
        if sheet.is_band(row) and names(sheet.row(row)[0]):
            bands.append(row)
            row += 1
            continue
        header = _header_at(sheet, row, blocks, bool(bands))
        if header is not None:
            header.bands = _texts(sheet, bands)
            header.inner = bool(blocks)
            blocks.append(header)
            bands = []
            row = header.header[-1] + 1
            continue
        if not blocks or bands:
            blocks.append(_same_header(sheet, blocks, bands))
            bands = []
        blocks[-1].body.append(row)
        row += 1
    return [keys, *blocks] if keys.body else blocks


def _texts(sheet: Sheet, rows: list[int]) -> tuple[str, ...]:
    return tuple(sheet.row(row)[0].text for row in rows)


def _same_header(sheet: Sheet, blocks: list[Block], bands: list[int]) -> Block:
    """Rows under a band that has no header of its own: the header above holds for them."""
    if not blocks:
        return Block(bands=_texts(sheet, bands))
    last = blocks[-1]
    return Block(list(last.header), set(last.ordinals), [], _texts(sheet, bands), last.inner)


def names(cell: Cell) -> bool:
    """Is a cell's text short enough for a name, no sentence, no amount (约 12.50), and more than figures
    in lines?"""
    if len(cell.lines) > 1 and all(read_figure(line_text(line)).kind is Kind.NUMBER for line in cell.lines):
        return False
    short = len(cell.text) <= LONGEST_HEADING and not cell.text.endswith(("。", "；"))
    return short and not _AMOUNT.search(cell.text)


def _header_at(sheet: Sheet, row: int, blocks: list[Block], banded: bool) -> Block | None:
    """The header that begins at a row, or None."""
    if sheet.figures(row) or len(sheet.names(row)) < (1 if not blocks else 2):
        return None
    if any(not names(cell) for cell in sheet.names(row)):
        return None
    if blocks and not _inner_header(sheet, row, banded):
        return None
    if not blocks and not _opens_table(sheet, row):
        return None
    header = Block(header=[row])
    while header.header[-1] + 1 < sheet.rows:
        following = header.header[-1] + 1
        if _is_ordinal_row(sheet, following, header):
            header.header.append(following)
            header.ordinals.add(following)
            break
        if not (_is_gap(sheet, following, header.header) or _extends(sheet, following, header.header)):
            break
        header.header.append(following)
    _without_attributes(sheet, header)
    return header


def _without_attributes(sheet: Sheet, header: Block) -> None:
    """Where each column is a thing, told by the rows above, rows that say something of it under a name of
    their own (负责单位 一科 二科) are no heads."""
    if header.ordinals:
        return
    for count in range(1, len(header.header)):
        told = [
            tuple(cell.text for row in header.header[:count] if (cell := sheet.at(row, column)) is not None)
            for column in range(1, sheet.columns)
        ]
        apart = len(told) > 1 and len(set(told)) == len(told) and all(map(any, told))
        if apart and all(_is_attribute(sheet, row) for row in header.header[count:]):
            del header.header[count:]
            return


def _is_attribute(sheet: Sheet, row: int) -> bool:
    """Does a row name, in its first column, what its words say of each column: no units, years, or
    headings of figures?"""
    first, *others = sheet.row(row)
    single = all(cell.row_span == 1 and cell.column_span == 1 for cell in (first, *others))
    if not single or sheet.kind(first) is not Kind.TEXT or terms.is_label_heading(first.text):
        return False
    heads = (terms.is_unit, terms.is_figure_heading, is_year, terms.is_total, terms.unit_named)
    return not any(says(cell.text) for cell in others for says in heads)


def _is_gap(sheet: Sheet, row: int, header: list[int]) -> bool:
    """A row that is blank but for headings that reach into it from above (with one below it to come):
    what a form leaves free under a heading of fewer levels."""
    cells = sheet.row(row)
    own = [cell for cell in cells if cell.row == row]
    reaching = any(cell.row in header and sheet.kind(cell) is Kind.TEXT for cell in cells)
    blank = bool(own) and all(sheet.kind(cell) is Kind.EMPTY for cell in own)
    return blank and reaching and row + 1 < sheet.rows


def _opens_table(sheet: Sheet, row: int) -> bool:
    """The top row heads the table when it names more than its first column."""
    cells = sheet.row(row)
    return any(cell.column > 0 for cell in sheet.names(row)) or (
        len(cells) > 1 and cells[0].column_span > 1 and bool(cells[0].lines)
    )


def _inner_header(sheet: Sheet, row: int, banded: bool) -> bool:
    """A row of words in the midst that heads figures: every column named (but for the corner),
    a figure under one of the names, which is a heading of figures by its words or its place."""
    cells = sheet.row(row)
    if any(cell.row != row for cell in cells):
        return False
    if any(sheet.kind(cell) is not Kind.TEXT for cell in cells[1:]) or len(cells) < 2:
        return False
    corner_blank = sheet.kind(cells[0]) is Kind.EMPTY
    headed = [cell for cell in cells[1:] if _figure_below(sheet, cell)]
    if not headed:
        return False
    return banded or corner_blank or all(terms.is_figure_heading(cell.text) for cell in headed)


def _figure_below(sheet: Sheet, cell: Cell) -> bool:
    """Is the first thing under a cell, blanks, dashes and headings under it left out, a figure?"""
    for row in range(cell.last_row + 1, min(cell.last_row + 6, sheet.rows)):
        below = sheet.at(row, cell.column)
        if below is None or below.row != row:
            continue
        kind = sheet.kind(below)
        if kind is Kind.NUMBER:
            return True
        if kind is Kind.TEXT and below.column_span >= cell.column_span:
            return False
    return False


def _extends(sheet: Sheet, row: int, header: list[int]) -> bool:
    """Does the header go on in this row?"""
    if sheet.figures(row) or not sheet.names(row) or sheet.is_band(row):
        return False
    if any(not names(cell) for cell in sheet.names(row)):
        return False
    above = [cell for cell in sheet.row(row) if cell.row in header]
    if above and any(cell.row == row for cell in sheet.names(row)) and _not_only_labels(above, sheet):
        return True
    return _divides(sheet, row, header) or _names_every_figure_column(sheet, row)


def _not_only_labels(above: list[Cell], sheet: Sheet) -> bool:
    """A header cell reaches into this row (and is not the empty corner alone)."""
    return any(sheet.kind(cell) is Kind.TEXT for cell in above)


def _divides(sheet: Sheet, row: int, header: list[int]) -> bool:
    """A name in this row stands under a wider one of the header and divides it."""
    for cell in sheet.names(row):
        above = _heading_above(sheet, cell, header)
        if above is None or cell.row != row:
            continue
        if above.column_span > cell.column_span and sheet.kind(above) is Kind.TEXT:
            first = sheet.row(row)[0]
            # A band over the whole header divides into the columns; a total row does not.
            return not (terms.is_total(first.text) and len(sheet.texts(row)) == 1)
    return False


def _heading_above(sheet: Sheet, cell: Cell, header: list[int]) -> Cell | None:
    """The heading over a cell, what is left free between them passed over."""
    for row in reversed(header):
        above = sheet.at(row, cell.column)
        if above is not None and above.row in header and sheet.kind(above) is not Kind.EMPTY:
            return above
    return None


def _names_every_figure_column(sheet: Sheet, row: int) -> bool:
    """Under the top row, a second full row of names: words wherever figures follow."""
    columns = {
        cell.column for below in range(row + 1, min(row + 6, sheet.rows)) for cell in sheet.figures(below)
    }
    cells = [sheet.at(row, column) for column in columns]
    return bool(cells) and all(cell is not None and sheet.kind(cell) is Kind.TEXT for cell in cells)


def _is_ordinal_row(sheet: Sheet, row: int, header: Block) -> bool:
    """A row that numbers the columns: 栏次 1 2 3, or just 1 2 3 (with formulas, 3=1+2).  Headings from
    above may reach into it, and those of codes stand in it (类 款 项 栏次 1 2 3)."""
    cells = [cell for cell in sheet.row(row) if cell.row == row and sheet.kind(cell) is not Kind.EMPTY]
    marks = terms.words("headings", "ordinal_rows")
    named = [cell for cell in cells if terms.plain(cell.text) in marks]
    codes = [cell for cell in cells if terms.is_code_heading(cell.text)]
    counted = [cell for cell in cells if cell not in named and cell not in codes]
    numbers = [terms.plain(number) for cell in counted for number in _numbers_in(cell.text)]
    if not numbers or not all(_ORDINAL.match(number) for number in numbers):
        return False
    if named:
        return True
    counts = [int(re.split("[=＝]", number)[0]) for number in numbers]
    consecutive = all(b - a == 1 for a, b in pairwise(counts))
    more = any(sheet.figures(below) for below in range(row + 1, sheet.rows))
    return consecutive and counts[0] in (0, 1) and len(counts) >= (2 if more else 4) and bool(header.header)


def _numbers_in(text: str) -> list[str]:
    """Numbers that stand apart in one cell, where columns were not told apart; else the text."""
    return text.split() if text.replace(" ", "").isdigit() else [text]
