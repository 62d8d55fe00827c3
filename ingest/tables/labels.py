"""A row's own label, code and groups, side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.tables import terms
from ingest.tables.columns import Side
from ingest.tables.figures import Kind
from ingest.tables.grid import Cell
from ingest.tables.sheet import Sheet

SORTS = 0.7  # distinct words a row, at most, in a column that sorts rows
_NOTE_MARK = re.compile(r"(?<=[^A-Za-z米])[⁰¹²³⁴-⁹]+$")
_CUT_CODE = re.compile(r"^(\d{3,6}) (\d{1,4})(?=[^\d.,])")
_LEADING_CODE = re.compile(r"^(\d{3}(?:\d{2}){0,2})\s*([^\d\s.,、．%].*)$")


@dataclass(slots=True)
class RowLabel:
    """What names a row within a side: `groups` are the merged cells left of the label; `path`
    is filled in from the hierarchy, the row's own label last."""

    row: int
    code: str | None
    label: str | None
    groups: tuple[str, ...]
    cell: Cell | None
    indent: float | None = None
    path: tuple[str, ...] = ()
    path_codes: tuple[str, ...] = ()


def key_column(sheet: Sheet, body: Sequence[int], side: Side) -> int | None:
    """The label column whose cells tell the rows with figures apart: the first in which no cell
    stands for two figures of one column, and which does not merely sort rows that a later one
    names (货物类, 货物类, 服务类)."""
    if side.deepest is not None:
        return side.deepest
    apart = [column for column in side.labels if not _shared(sheet, body, side, column)]
    if not apart:
        return side.labels[-1] if side.labels else None
    if side.codes or not (_sorts(sheet, body, side, apart[0]) or _leaves_out(sheet, body, side, apart[0])):
        return apart[0]
    return next((column for column in apart[1:] if _names_each(sheet, body, side, column)), apart[0])


def _sorts(sheet: Sheet, body: Sequence[int], side: Side, column: int) -> bool:
    """Do the words of a column stand for several rows each, on the whole?"""
    texts = _texts(sheet, body, side, column)
    return len(texts) > 2 and all(texts) and len(set(texts)) <= SORTS * len(texts)


def _leaves_out(sheet: Sheet, body: Sequence[int], side: Side, column: int) -> bool:
    """Does a column name only some of the rows (or none, standing between them), as one does that stands
    for several each?"""
    return not all(_texts(sheet, body, side, column))


def _names_each(sheet: Sheet, body: Sequence[int], side: Side, column: int) -> bool:
    texts = _texts(sheet, body, side, column)
    return all(texts) and len(set(texts)) == len(texts)


def _texts(sheet: Sheet, body: Sequence[int], side: Side, column: int) -> list[str]:
    """What a column says in the rows with figures, sums left out."""
    rows = [row for row in body if any(_figure(sheet, row, c) for c in side.figures)]
    cells = [sheet.at(row, column) for row in rows if _total_beside(sheet, row, side) is None]
    once = {id(cell): cell for cell in cells}.values()
    return [terms.plain(cell.text) if cell is not None else "" for cell in once]


def _figure(sheet: Sheet, row: int, column: int) -> bool:
    cell = sheet.at(row, column)
    return cell is not None and sheet.kind(cell) is Kind.NUMBER


def _shared(sheet: Sheet, body: Sequence[int], side: Side, column: int) -> bool:
    for figures in side.figures:
        seen: dict[int, Cell] = {}
        for row in body:
            figure, label = sheet.at(row, figures), sheet.at(row, column)
            if figure is None or label is None or sheet.kind(figure) is not Kind.NUMBER:
                continue
            if seen.setdefault(id(label), figure) is not figure:
                return True
    return False


def labels_of(sheet: Sheet, body: Sequence[int], side: Side) -> list[RowLabel]:
    """The label of every body row of a side, from the top."""
    key = key_column(sheet, body, side)
    levels: list[str] = []
    labels = []
    for row in body:
        cell = sheet.at(row, key) if key is not None else None
        text = cell.text if cell is not None else ""
        if not text:
            cell = _total_beside(sheet, row, side) or cell
            text = cell.text if cell is not None else ""
        spanning = _total_over_codes(sheet, row, body, side)
        if spanning is not None:
            cell, text = spanning, spanning.text
        code = None if spanning is not None else _code(sheet, row, side, levels)
        if code is None and not side.codes:
            text = _mended(text, cell)
            match = _LEADING_CODE.match(text)
            if match:
                code, text = match.group(1), match.group(2)
        text = _NOTE_MARK.sub("", text)
        groups = _groups(sheet, row, side, key, cell)
        labels.append(RowLabel(row, code, text or None, groups, cell, _indent(cell)))
    return labels


def _mended(text: str, cell: Cell | None) -> str:
    """A label whose code the print cut over lines, whole again (20103 / 01行政运行)."""
    first = cell.lines[0] if cell is not None and len(cell.lines) > 1 else []
    cut = len(first) == 1 and first[0].text.isdigit() and _CUT_CODE.match(text)
    return _CUT_CODE.sub(r"\1\2", text) if cut else text


def _total_beside(sheet: Sheet, row: int, side: Side) -> Cell | None:
    """A sum's label that stands in another of the label columns, as it runs over them all."""
    cells = [sheet.at(row, column) for column in side.labels]
    return next((cell for cell in cells if cell is not None and terms.is_total(cell.text)), None)


def _total_over_codes(sheet: Sheet, row: int, body: Sequence[int], side: Side) -> Cell | None:
    """A label that runs over the code columns (合计), or stands in one of them alone."""
    for column in side.codes:
        cell = sheet.at(row, column)
        if (
            cell is not None
            and cell.row in body
            and sheet.kind(cell) is Kind.TEXT
            and not terms.plain(cell.text).isdigit()
            and not terms.is_level_of_codes(cell.text)
        ):
            return cell
    return None


def _code(sheet: Sheet, row: int, side: Side, levels: list[str]) -> str | None:
    """The code of a row; what a level leaves out it has from the row above (类 over 款 over 项)."""
    parts = []
    for column in side.codes:
        cell = sheet.at(row, column)
        digits = terms.plain(cell.text) if cell is not None else ""
        parts.append(digits if digits.isdigit() else "")
    if not any(parts):
        return None
    deepest = max(i for i, part in enumerate(parts) if part)
    for i in range(deepest):
        if not parts[i] and i < len(levels):
            parts[i] = levels[i]
    levels[:] = parts[: deepest + 1]
    return "".join(levels)


def _groups(sheet: Sheet, row: int, side: Side, key: int | None, own: Cell | None) -> tuple[str, ...]:
    groups: list[str] = []
    for column in side.labels:
        if key is None or column >= key:
            break
        cell = sheet.at(row, column)
        if cell is not None and cell is not own and sheet.kind(cell) is Kind.TEXT and cell.text not in groups:
            groups.append(cell.text)
    return tuple(groups)


def _indent(cell: Cell | None) -> float | None:
    """How far a label stands in from its cell's left edge, in its own characters."""
    if cell is None or cell.box is None or not cell.lines:
        return None
    first = cell.lines[0][0]
    return (first.box.x0 - cell.box.x0) / first.size
