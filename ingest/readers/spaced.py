"""Tables whose columns are kept apart by runs of spaces, as print stood on the page.

Where a cell stands is all that tells its column: in columns of a typewriter, of which a Chinese
character takes two.  Lines of which that is not enough (a label broken over lines, figures without
a label, a heading that may stand over more columns or fewer) are no table.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from typing import NamedTuple

from ingest.readers.blocks import GridCell, ReadyGrid
from ingest.readers.spans import AMOUNT, grid_of_rows, heads_with_years

LEAST_ROWS = 2
OFF_CENTRE = 3.0  # columns of a typewriter: a heading stands no farther from the middle of its columns
MOST_GROUPED = 16  # columns under groups side by side
_GAP = "  "
_COLON = re.compile(r"[：:]")
_CELL = re.compile(r"[^\s　]+(?: [^\s　]+)*")


class _Piece(NamedTuple):
    start: int
    end: int
    text: str

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2


def spaced_table(lines: Sequence[str], at: int) -> tuple[ReadyGrid, int] | None:
    """The table whose header begins at line `at`, and the line after it; None where none does."""
    if at and len(_pieces(lines[at - 1])) > 1 and not _COLON.search(lines[at - 1]):
        return None  # a header without its first line says less than it did
    end = at
    while end < len(lines) and lines[end].strip() and "\t" not in lines[end]:
        end += 1
    rows = [_pieces(line) for line in lines[at:end]]
    last = body = _first_row(rows)
    while last < len(rows) and (_is_row(rows[last]) or _heads_rows(rows[last])):
        last += 1
    noted = any(AMOUNT.match(piece.text) for row in rows[last:] for piece in row) or len(rows) - last > 1
    if noted or last - body < LEAST_ROWS or any(len(row) < 2 for row in rows[:body]):
        return None
    grid = _grid(rows[:body], rows[body:last])
    return None if grid is None else (grid, at + last)


def _first_row(rows: Sequence[Sequence[_Piece]]) -> int:
    """Where figures begin, or the labels right above them that only head rows."""
    texts = [[piece.text for piece in row] for row in rows]
    with_figures = (
        i for i, row in enumerate(texts) if any(map(AMOUNT.match, row)) and not heads_with_years(row)
    )
    first = next(with_figures, len(rows))
    while first > 1 and _heads_rows(rows[first - 1]):
        first -= 1
    return first


def is_spaced(lines: Sequence[str]) -> bool:
    """Do most of these lines keep cells apart by runs of spaces?"""
    said = [line.strip(" 　") for line in lines if line.strip()]
    return 2 * sum(_GAP in line for line in said) > len(said)


def _pieces(line: str) -> list[_Piece]:
    return [
        _Piece(_wide(line[: match.start()]), _wide(line[: match.end()]), match.group())
        for match in _CELL.finditer(line)
    ]


def _wide(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def _is_row(row: Sequence[_Piece]) -> bool:
    """A label and figures, each apart from the others."""
    cells = [piece.text for piece in row]
    mixed = any(len(cell.split()) > 1 and any(map(AMOUNT.match, cell.split())) for cell in cells)
    named = cells[1:] if cells[0].isdecimal() and len(cells) > 2 else cells
    return any(map(AMOUNT.match, cells)) and not mixed and not AMOUNT.match(named[0])


def _heads_rows(row: Sequence[_Piece]) -> bool:
    """Labels alone that say that rows under them are their parts (流动资产：)."""
    return all(piece.text.endswith(("：", ":")) for piece in row)


def _grid(header: Sequence[Sequence[_Piece]], body: Sequence[Sequence[_Piece]]) -> ReadyGrid | None:
    """Rows under one line of headings, or under two of which the upper names groups."""
    if not 1 <= len(header) <= 2:
        return None
    columns = _columns([*header[-1:], *body])
    texts = [_under(columns, row) for row in (header[-1], *body)]
    if any(row is None for row in texts):
        return None
    rows = [row for row in texts if row is not None]
    if len(header) == 1:
        return grid_of_rows(rows) if all(rows[0]) else None
    leaves = {column: piece for piece in header[1] for column in _overlapped(columns, piece)}
    above = _groups(columns, leaves, header[0])
    if above is None:
        return None
    own = {column: text for column, high, _, text in above if high == 2}
    rows[0] = [text or own.get(column, "") for column, text in enumerate(rows[0])]
    under = [replace(cell, row=cell.row + 1) for cell in grid_of_rows(rows).cells]
    kept = [cell for cell in under if not (cell.row == 1 and cell.column in own)]
    heads = [GridCell(0, column, text, high, wide) for column, high, wide, text in above]
    return ReadyGrid((*heads, *kept)) if all(rows[0]) else None


def _columns(rows: Sequence[Sequence[_Piece]]) -> list[tuple[int, int]]:
    """The stretches that the cells of these rows fill."""
    columns: list[tuple[int, int]] = []
    for piece in sorted(piece for row in rows for piece in row):
        if columns and piece.start <= columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], piece.end))
        else:
            columns.append((piece.start, piece.end))
    return columns


def _under(columns: Sequence[tuple[int, int]], row: Sequence[_Piece]) -> list[str] | None:
    """The cells of a row by column; None where two stand in one."""
    texts = [""] * len(columns)
    for piece in row:
        (column,) = _overlapped(columns, piece)
        if texts[column]:
            return None
        texts[column] = piece.text
    return texts


def _overlapped(columns: Sequence[tuple[int, int]], piece: _Piece) -> list[int]:
    return [c for c, (first, last) in enumerate(columns) if first < piece.end and piece.start < last]


Heading = tuple[int, int, int, str]  # column, rows, columns, text


def _groups(
    columns: Sequence[tuple[int, int]], leaves: dict[int, _Piece], upper: Sequence[_Piece]
) -> list[Heading] | None:
    """The headings of the upper line: of columns that the lower one leaves out, and of groups; None
    where a group may be another."""
    found: list[Heading] = []
    groups: list[_Piece] = []
    for piece in upper:
        over = _overlapped(columns, piece)
        if len(over) == 1 and over[0] not in leaves:
            found.append((over[0], 2, 1, piece.text))
        else:
            groups.append(piece)
    for run in _runs(sorted(leaves)):
        first, last = leaves[run[0]].start, leaves[run[-1]].end
        inside = [group for group in groups if first <= group.middle <= last]
        groups = [group for group in groups if group not in inside]
        if not inside:
            continue
        ways = list(_ways(run, leaves, inside)) if len(run) <= MOST_GROUPED else []
        if len(ways) != 1:
            return None
        found += ways[0]
    whole = len(found) == len({column for column, *_ in found})
    return None if groups or not whole else found


def _runs(columns: Sequence[int]) -> list[list[int]]:
    """Columns that stand next to each other."""
    runs: list[list[int]] = []
    for column in columns:
        if runs and column == runs[-1][-1] + 1:
            runs[-1].append(column)
        else:
            runs.append([column])
    return runs


def _ways(run: Sequence[int], leaves: dict[int, _Piece], groups: Sequence[_Piece]) -> Iterator[list[Heading]]:
    """Every way to part neighbouring columns among groups that stand over their middle."""
    for cuts in combinations(range(1, len(run)), len(groups) - 1):
        parts = [run[a:b] for a, b in pairwise((0, *cuts, len(run)))]
        middles = [(leaves[part[0]].start + leaves[part[-1]].end) / 2 for part in parts]
        if all(abs(group.middle - at) <= OFF_CENTRE for group, at in zip(groups, middles, strict=True)):
            yield [(part[0], 1, len(part), group.text) for part, group in zip(parts, groups, strict=True)]
