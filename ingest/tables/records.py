"""Blocks → records: one for each figure, and for each blank that the table states.

A table of figures has headings over and labels beside; a form has each label left of its
value.  What neither explains becomes no record, and is counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from corpus.report import Box, Record
from ingest.tables import terms
from ingest.tables.blocks import Block
from ingest.tables.captions import Caption
from ingest.tables.columns import (
    Role,
    Side,
    heading_path,
    headings_over,
    name_sides,
    not_stated,
    roles_of,
    sides_of,
)
from ingest.tables.figures import Kind, is_broken_figure
from ingest.tables.forms import form_entries, is_form
from ingest.tables.grid import Cell, box_around
from ingest.tables.hierarchy import go_on_under, set_paths
from ingest.tables.keys import subject_of
from ingest.tables.labels import RowLabel, key_column, labels_of
from ingest.tables.sheet import Sheet
from ingest.tables.units import Stand, unit_beside, unit_of_figure

# Of the font size: added above and below the digits, for fonts that reach farther.
ABOVE, BELOW = 0.12, 0.2


@dataclass(slots=True)
class Harvest:
    """The records of a table, and what stayed without a place."""

    records: list[Record] = field(default_factory=list)
    figures: int = 0
    unexplained: int = 0
    unread: int = 0  # cells of columns of figures that hold words, or digits that make no figure
    notes: list[str] = field(default_factory=list)


def harvest(sheet: Sheet, blocks: Sequence[Block], caption: Caption, number: int) -> Harvest:
    """The records of table `number`."""
    found = Harvest()
    taken: set[int] = set()
    subject = subject_of(sheet) or caption.subject
    for block in blocks:
        figures = [cell for row in block.body for cell in sheet.figures(row) if cell.row == row]
        found.figures += len(figures)
        if is_form(sheet, block):
            _from_form(sheet, block, caption, number, found, taken)
        else:
            _from_table(sheet, block, caption, number, found, taken)
    if subject:
        found.records = [replace(r, row_path=(subject, *r.row_path)) for r in found.records]
    found.records.sort(key=lambda record: (record.row, record.column))
    return found


def _from_form(
    sheet: Sheet, block: Block, caption: Caption, number: int, found: Harvest, taken: set[int]
) -> None:
    for entry in form_entries(sheet, block):
        if id(entry.value) in taken:
            continue
        taken.add(id(entry.value))
        over = (entry.over,) if entry.over else ()
        path = (*block.bands, *entry.groups, *over, entry.label)
        place = Stand(None, entry.label, path, (), ())
        found.records.append(_record(sheet, entry.value, place, caption, number))


def _from_table(
    sheet: Sheet, block: Block, caption: Caption, number: int, found: Harvest, taken: set[int]
) -> None:
    roles = roles_of(sheet, block)
    sides = sides_of(sheet, block, roles)
    name_sides(sheet, block, sides)
    before: dict[tuple[str, ...], list[RowLabel]] = {}
    naming: set[int] = set()
    for side in sides:
        labels = _labels(sheet, block, side)
        heads = _heads(sheet, block, side)
        go_on_under(labels, before.get(heads, ()))
        before[heads] = [*before.get(heads, ()), *labels]
        naming.update(id(label.cell) for label in labels)
        shared = _shared_labels(sheet, side, labels)
        for label in labels:
            stated = _meant(sheet, block, _stated(sheet, block, side, label))
            stated = [cell for cell in stated if id(cell) not in taken]
            overs = [headings_over(sheet, block, cell.column, cell.last_column) for cell in stated]
            paths = [tuple(heading.text for heading in over) for over in overs]
            # two headings that say the same are two; one over two figures tells neither
            above = [tuple(map(id, over)) for over in overs]
            figures = Counter(h for c, h in zip(stated, above, strict=True) if sheet.kind(c) is Kind.NUMBER)
            for cell, over, path, head in zip(stated, overs, paths, above, strict=True):
                if _beside_lost_figure(sheet, block, cell):
                    continue
                clear = figures[head] < 2 and id(label.cell) not in shared
                if not (clear and _explained(sheet, side, label, over, cell)):
                    found.unexplained += sheet.kind(cell) is Kind.NUMBER
                    continue
                taken.add(id(cell))
                found.unread += is_unread(sheet, cell) and (bool(figures) or is_broken_figure(cell.text))
                columns = (side.name, *path) if side.name else path
                unit = unit_beside(sheet, block, side, label.row, columns)
                named = label.label or (block.bands[-1] if block.bands and not side.labels else None)
                place = Stand(label.code, named, label.path, label.path_codes, columns, unit)
                found.records.append(_record(sheet, cell, place, caption, number))
    _figures_elsewhere(sheet, block, roles, taken | naming, found)


def _heads(sheet: Sheet, block: Block, side: Side) -> tuple[str, ...]:
    """The headings over a side's figures: sides of the same ones go on one after the other."""
    return tuple(cell.text for column in side.figures for cell in headings_over(sheet, block, column, column))


def _labels(sheet: Sheet, block: Block, side: Side) -> list[RowLabel]:
    labels = labels_of(sheet, block.body, side)
    outer = (*block.bands, *_inner_heading(sheet, block, side))

    def values(row: int) -> list[Decimal | None]:
        cells = (sheet.at(row, column) for column in side.figures)
        return [sheet.content(cell).value if cell is not None else None for cell in cells]

    set_paths(labels, values, outer)
    return labels


def _inner_heading(sheet: Sheet, block: Block, side: Side) -> tuple[str, ...]:
    """The heading of the labels of a block in the midst, which says what its rows are."""
    key = key_column(sheet, block.body, side)
    if not block.inner or key is None or side.first != 0:
        return ()
    cell = sheet.at(block.header[0], 0) if block.header else None
    if cell is None or not cell.lines or terms.is_label_heading(cell.text) or block.bands:
        return ()
    return (cell.text,)


def _stated(sheet: Sheet, block: Block, side: Side, label: RowLabel) -> list[Cell]:
    """The cells of a row that state a figure, or state that there is none."""
    found: list[Cell] = []
    for column in side.figures:
        cell = sheet.at(label.row, column)
        if cell is None or cell.row != label.row or cell.column != column:
            continue
        kind = sheet.kind(cell)
        if (
            kind is Kind.NUMBER
            or (kind in (Kind.EMPTY, Kind.NIL) and _states_blank(sheet, block, side, label, cell))
            or (kind is Kind.TEXT and (not_stated(cell) or _unreadable(sheet, block, label, cell)))
        ):
            found.append(cell)
    return found


def _unreadable(sheet: Sheet, block: Block, label: RowLabel, cell: Cell) -> bool:
    """Words, or digits that make no figure, under a heading of figures and beside a label: something is
    stated there, and it is not known what."""
    if cell.column_span > 1 or label.label is None or cell is label.cell:
        return False
    return bool(heading_path(sheet, block, cell)) and cell.row not in block.header


def _meant(sheet: Sheet, block: Block, stated: list[Cell]) -> list[Cell]:
    """The cells of a row less its words, where it states no figure and its columns are things: such a row
    says something of each (负责单位 一科 二科), and no figure is meant."""
    words = [cell for cell in stated if is_unread(sheet, cell)]
    if len(words) < 2 or any(sheet.kind(cell) is Kind.NUMBER for cell in stated):
        return stated
    said = all(any(map(str.isalpha, cell.text)) and not is_broken_figure(cell.text) for cell in words)
    heads = (head for cell in words for head in headings_over(sheet, block, cell.column, cell.last_column))
    if not said or any(terms.is_figure_heading(head.text) for head in heads):
        return stated
    return [cell for cell in stated if not is_unread(sheet, cell)]


def is_unread(sheet: Sheet, cell: Cell) -> bool:
    """Does a cell say something that is neither a figure nor that there is none?"""
    return sheet.kind(cell) is Kind.TEXT and not not_stated(cell)


def _beside_lost_figure(sheet: Sheet, block: Block, cell: Cell) -> bool:
    """Is nothing printed in a cell, but a figure beside it that no heading claims?  Then the column was
    told wrongly, and that the cell is blank is not stated."""
    if sheet.kind(cell) is not Kind.EMPTY:
        return False
    for column in (cell.column - 1, cell.last_column + 1):
        beside = sheet.at(cell.row, column)
        if (
            beside is not None
            and sheet.kind(beside) is Kind.NUMBER
            and not heading_path(sheet, block, beside)
        ):
            return True
    return False


def _states_blank(sheet: Sheet, block: Block, side: Side, label: RowLabel, cell: Cell) -> bool:
    """A blank under a heading, in a row that has a label and is no mere heading of rows; where
    the table labels no rows, in a row with figures."""
    if cell.column_span > 1 or not heading_path(sheet, block, cell):
        return False
    if label.label is None:
        return not side.labels and not side.codes and bool(sheet.figures(label.row))
    return not label.label.endswith((":", "："))


def _shared_labels(sheet: Sheet, side: Side, labels: Sequence[RowLabel]) -> set[int]:
    """The label cells that stand beside several rows of figures, which nothing else tells apart."""
    rows = [label for label in labels if any(_is_figure(sheet, label.row, c) for c in side.figures)]
    beside = Counter((id(label.cell), label.code) for label in rows if label.cell is not None)
    return {cell for (cell, _), count in beside.items() if count > 1}


def _explained(sheet: Sheet, side: Side, label: RowLabel, over: Sequence[Cell], cell: Cell) -> bool:
    """A figure is placed by a heading, or by a label where the row has but this one figure."""
    if any(named.unclear for named in (*over, *([label.cell] if label.cell else ()))):
        return False
    if over:
        return True
    alone = sum(1 for column in side.figures if _is_figure(sheet, label.row, column)) == 1
    return label.label is not None and alone and cell is not label.cell


def _is_figure(sheet: Sheet, row: int, column: int) -> bool:
    cell = sheet.at(row, column)
    at_place = cell is not None and (cell.row, cell.column) == (row, column)
    return cell is not None and at_place and sheet.kind(cell) is Kind.NUMBER


def _figures_elsewhere(
    sheet: Sheet, block: Block, roles: Sequence[Role], taken: set[int], found: Harvest
) -> None:
    """Figures in columns of words are not placed; they count against the table."""
    quiet = (Role.ORDINAL, Role.CODE, Role.FIGURE, Role.REFERENCE)
    for row in block.body:
        for cell in sheet.figures(row):
            if cell.row == row and id(cell) not in taken and roles[cell.column] not in quiet:
                found.unexplained += 1


def _record(sheet: Sheet, cell: Cell, place: Stand, caption: Caption, number: int) -> Record:
    content = sheet.content(cell)
    pieces = [piece for piece in (cell, *cell.parts) if piece.lines] or [
        cell
    ]  # of both sides of a page break
    words = pieces[0].words
    box = box_around(word.box for word in words) if words else cell.box
    if words and box is not None:
        size = max(word.size for word in words)
        box = Box(box.x0, box.top - ABOVE * size, box.x1, box.bottom + BELOW * size)
    return Record(
        table=number,
        row=cell.row,
        column=cell.column,
        form=caption.form,
        title=caption.title,
        row_code=place.code,
        row_label=place.label,
        row_path=place.row_path,
        column_path=place.column_path,
        value=content.value,
        raw="".join(word.text for piece in pieces for word in piece.words),
        unit=unit_of_figure(content.unit, place, caption.unit),
        page=pieces[0].page,
        box=box,
        row_path_codes=place.codes,
        confidence=0.0 if is_unread(sheet, cell) else min((word.confidence for word in words), default=1.0),
    )
