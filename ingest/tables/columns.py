"""A block's columns: what each is for, the headings over it, and the sides they fall into."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise

from ingest.tables import terms
from ingest.tables.blocks import Block
from ingest.tables.figures import Kind, is_broken_figure, is_year
from ingest.tables.grid import Cell
from ingest.tables.sheet import Sheet

_DATE = re.compile(r"^(?:19|20)\d\d(?:[.]?(?:0?[1-9]|1[0-2])(?:[.]?(?:0?[1-9]|[12]\d|3[01]))?)?$")


class Role(Enum):
    """What a column holds."""

    ORDINAL = "ordinal"  # numbers of the rows
    CODE = "code"
    LABEL = "label"
    FIGURE = "figure"
    REMARK = "remark"
    REFERENCE = "reference"  # numbers of notes
    UNIT = "unit"  # the unit of each row
    BLANK = "blank"


@dataclass(slots=True)
class Side:
    """A label column (or several) with its figure columns; most tables have one side.
    `name` heads the side where the header does not; `deepest` is the last of the columns that are
    headed as levels of labels (一级指标, 二级指标); `unit` tells the unit of each row."""

    labels: list[int] = field(default_factory=list)
    codes: list[int] = field(default_factory=list)
    figures: list[int] = field(default_factory=list)
    first: int = 0
    last: int = 0
    name: str | None = None
    deepest: int | None = None
    unit: int | None = None


def heading_path(sheet: Sheet, block: Block, cell: Cell) -> tuple[str, ...]:
    """The headings over a cell, the outermost first."""
    return tuple(heading.text for heading in headings_over(sheet, block, cell.column, cell.last_column))


def headings_over(sheet: Sheet, block: Block, first: int, last: int) -> list[Cell]:
    """The header's cells over all these columns, from the top, each once."""
    found: list[Cell] = []
    for row in block.header:
        cell = sheet.at(row, first)
        if cell is None or cell in found or sheet.kind(cell) is Kind.EMPTY:
            continue
        if row in block.ordinals and not terms.is_code_heading(cell.text):
            continue
        if cell.column <= first and cell.last_column >= last:
            found.append(cell)
    return found


def roles_of(sheet: Sheet, block: Block) -> list[Role]:
    """The role of each column of a block."""
    roles = [_role(sheet, block, column) for column in range(sheet.columns)]
    first_figure = next((i for i, role in enumerate(roles) if role is Role.FIGURE), None)
    for column, role in enumerate(roles):
        if role is Role.BLANK and _awaits_figures(sheet, block, column, first_figure):
            roles[column] = Role.FIGURE
    if Role.LABEL not in roles and Role.CODE not in roles:
        _label_by_numbers(sheet, block, roles)
    if _states_across(sheet, block):
        roles[1:] = [Role.FIGURE] * (len(roles) - 1)
    return roles


def _states_across(sheet: Sheet, block: Block) -> bool:
    """Is each column a thing, and each row something of it: figures in some rows, words in others?"""
    if not block.header or sheet.columns < 3:
        return False
    kinds: set[Kind] = set()
    for row in block.body:
        first, *others = sheet.row(row)
        said = {sheet.kind(cell) for cell in others} - {Kind.EMPTY, Kind.NIL}
        single = first.column_span == 1 and first.row == row == first.last_row and len(others) > 1
        if not single or sheet.kind(first) is not Kind.TEXT or len(said) > 1:
            return False
        kinds |= said
    heads = [_leaf(sheet, block, column) for column in range(1, sheet.columns)]
    others_headed = any(terms.is_remark_heading(h) or terms.is_label_heading(h) or not h for h in heads)
    return kinds == {Kind.NUMBER, Kind.TEXT} and len(set(heads)) == len(heads) and not others_headed


def _leaf(sheet: Sheet, block: Block, column: int) -> str:
    headings = headings_over(sheet, block, column, column)
    return headings[-1].text if headings else ""


def _role(sheet: Sheet, block: Block, column: int) -> Role:
    leaf = _leaf(sheet, block, column)
    cells = _cells(sheet, block, column)
    if cells and terms.is_level_of_codes(cells[0].text):  # 类 stands in the first row, beside 合计
        leaf, cells = cells[0].text, cells[1:]
    headed = _headed_role(leaf, cells)
    if headed is not None:
        return headed
    kinds = [sheet.kind(cell) for cell in cells if not not_stated(cell)]
    numbers = kinds.count(Kind.NUMBER)
    words = kinds.count(Kind.TEXT)
    broken = sum(is_broken_figure(cell.text) for cell in cells) if words else 0
    if broken and terms.is_figure_heading(leaf):  # meant as figures, though they cannot be read
        numbers, words = numbers + broken, words - broken
    if not numbers and not words:
        return Role.FIGURE if kinds.count(Kind.NIL) else _blank_role(leaf)
    if numbers >= 3 and not words and _counts_rows(sheet, block, column, cells):
        return Role.ORDINAL
    if numbers and words <= numbers:
        return Role.FIGURE
    if numbers and terms.is_figure_heading(leaf) and not terms.is_label_heading(leaf):
        return Role.FIGURE
    return Role.REMARK if terms.is_remark_heading(leaf) else Role.LABEL


def _headed_role(leaf: str, cells: Sequence[Cell]) -> Role | None:
    """The role that a column's heading tells, where its cells bear it out."""
    if terms.bare(leaf) in terms.words("headings", "ordinal_columns"):
        return Role.ORDINAL
    if terms.is_reference_heading(leaf) or (terms.is_date_heading(leaf) and _holds_dates(cells)):
        return Role.REFERENCE
    if terms.bare(leaf) in terms.words("headings", "units") and _holds_units(cells):
        return Role.UNIT
    filled = any(cell.lines for cell in cells)
    return Role.CODE if filled and terms.is_code_heading(leaf) and _holds_codes(cells) else None


def not_stated(cell: Cell) -> bool:
    """Does a cell say that there is no figure (不适用)?"""
    return terms.plain(cell.text) in terms.words("cells", "not_stated")


def _holds_dates(cells: Sequence[Cell]) -> bool:
    """Is all that a column holds a year, a month or a day, in digits?"""
    said = [terms.plain(cell.text) for cell in cells if cell.lines]
    return bool(said) and all(map(_DATE.match, said))


def _holds_units(cells: Sequence[Cell]) -> bool:
    """Are most of the words of a column units?"""
    said = [cell.text for cell in cells if cell.lines]
    return 2 * sum(map(terms.is_unit, said)) > len(said)


def _blank_role(leaf: str) -> Role:
    if terms.is_code_heading(leaf):
        return Role.CODE
    if terms.is_label_heading(leaf):
        return Role.LABEL
    return Role.REMARK if terms.is_remark_heading(leaf) else Role.BLANK


def _cells(sheet: Sheet, block: Block, column: int) -> list[Cell]:
    """The body's cells that begin in a column, totals of the whole row's labels left out."""
    found: list[Cell] = []
    for row in block.body:
        cell = sheet.at(row, column)
        if cell is None or cell.column != column or (found and cell is found[-1]):
            continue
        if cell.row in block.header and terms.is_code_heading(cell.text):  # beside the first row
            continue
        if cell.column_span > 1 and sheet.kind(cell) is Kind.TEXT and terms.is_total(cell.text):
            continue
        found.append(cell)
    return found


def _holds_codes(cells: Sequence[Cell]) -> bool:
    """Codes, and the labels of sums where codes would stand."""
    said = [cell.text for cell in cells if cell.lines and not terms.is_total(cell.text)]
    return all(_is_code(text) for text in said)


def _is_code(text: str) -> bool:
    return terms.plain(text).isdigit()


def _counts_rows(sheet: Sheet, block: Block, column: int, cells: Sequence[Cell]) -> bool:
    """1, 2, 3 … down a column with words to its right: it numbers the rows."""
    texts = [terms.plain(cell.text) for cell in cells if cell.lines]
    if not all(text.isdigit() and len(text) <= 3 for text in texts):
        return False
    numbers = [int(text) for text in texts]
    if any(b - a != 1 for a, b in pairwise(numbers)):
        return False
    right = (
        [cell for cell in _cells(sheet, block, column + 1) if cell.lines]
        if column + 1 < sheet.columns
        else []
    )
    return sum(sheet.kind(cell) is Kind.TEXT for cell in right) * 2 > len(texts)


def _awaits_figures(sheet: Sheet, block: Block, column: int, first_figure: int | None) -> bool:
    """A blank column that is headed as figures are, or stands among columns of figures."""
    leaf = _leaf(sheet, block, column)
    if not leaf or column == 0:
        return False
    return terms.is_figure_heading(leaf) or (first_figure is not None and column > first_figure)


def _label_by_numbers(sheet: Sheet, block: Block, roles: list[Role]) -> None:
    """A first column of bare years, or of 1, 2, 3 … right of which only figures stand, labels its rows."""
    texts = [terms.plain(cell.text) for cell in _cells(sheet, block, 0) if cell.lines]
    if len(texts) < 2:
        return
    counted = all(text.isdigit() and len(text) <= 2 for text in texts) and all(
        int(b) - int(a) == 1 for a, b in pairwise(texts)
    )
    if all(map(is_year, texts)) or (
        counted and len(texts) > 2 and not terms.unit_named(_leaf(sheet, block, 0))
    ):
        roles[0] = Role.LABEL


def sides_of(sheet: Sheet, block: Block, roles: Sequence[Role]) -> list[Side]:
    """The sides of a block, from the left."""
    sides = [Side()]
    for column, role in enumerate(roles):
        side = sides[-1]
        if (
            role in (Role.LABEL, Role.CODE)
            and side.figures
            and _begins_side(sheet, block, roles, sides, column)
        ):
            side = Side(first=column)
            sides.append(side)
        if role is Role.LABEL and not side.figures:
            side.labels.append(column)
            if terms.is_level_heading(_leaf(sheet, block, column)):
                side.deepest = column
        elif role is Role.UNIT:
            side.unit = column
        elif role is Role.CODE and not side.figures:
            side.codes.append(column)
        elif role is Role.FIGURE:
            side.figures.append(column)
        side.last = column
    return sides


def _begins_side(
    sheet: Sheet, block: Block, roles: Sequence[Role], sides: Sequence[Side], column: int
) -> bool:
    """A label column right of figures begins a side when figures follow it and it is headed as
    the first side's labels are, or as labels are; when the figures right of it are headed as those
    of the first side; or when a column without a word parts it from them."""
    if not any(role is Role.FIGURE for role in roles[column + 1 :]):
        return False
    if roles[column] is Role.LABEL and _heads_repeat(sheet, block, roles, sides[0], column):
        return True
    if roles[column - 1] is Role.BLANK and not headings_over(sheet, block, column - 1, column - 1):
        return roles[column + 1] is Role.FIGURE
    leaf = terms.plain(_leaf(sheet, block, column))
    first = {terms.plain(_leaf(sheet, block, c)) for c in (*sides[0].labels, *sides[0].codes)}
    return leaf in first or terms.is_label_heading(leaf) or terms.is_code_heading(leaf)


def _heads_repeat(sheet: Sheet, block: Block, roles: Sequence[Role], first: Side, column: int) -> bool:
    """Are the figures right of a column headed just as all those of the first side?"""
    figures = [c for c in range(column + 1, len(roles)) if roles[c] is Role.FIGURE]
    ours = [terms.plain(_leaf(sheet, block, c)) for c in first.figures]
    return all(ours) and ours == [terms.plain(_leaf(sheet, block, c)) for c in figures[: len(ours)]]


def name_sides(sheet: Sheet, block: Block, sides: Sequence[Side]) -> None:
    """Where no heading stands over a whole side, its sum names it (人员经费合计 → 人员经费)."""
    if len(sides) < 2:
        return
    for side in sides:
        over = headings_over(sheet, block, side.first, side.last)
        if over:
            continue
        for row in reversed(block.body):
            cell = sheet.at(row, side.first)
            if cell is None or cell.last_column > side.last or sheet.kind(cell) is not Kind.TEXT:
                continue
            name = _named_by_sum(cell.text)
            if name:
                side.name = name
                break


def _named_by_sum(label: str) -> str | None:
    word = terms.plain(label)
    for total in sorted(terms.words("rows", "totals"), key=len, reverse=True):
        if word.endswith(total) and len(word) > len(total):
            return word.removesuffix(total)
    return None
