"""Outlines of tables as a chat model is shown them: what each row and column is called, and no value.

    r1.t5 〔表号〕 支出决算表 单位：万元
    列 c2 本年支出合计 | c3 基本支出
    x3 合计
    x4 201 一般公共服务支出
     x5 20103 政府办公厅（室）及相关机构事务
      x6 2010306 政务公开审批 （空）

`r`, `t`, `x` and `c` with their numbers make up the id of a cell; `x` and `c` are the grid's own rows and
columns.  Depth is indentation.  A table with two sides (or several labels in one line) is shown side by side.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus.report import Record, Table
from corpus.text import fold
from corpus.view import DocumentView

_LONGEST_LABEL, _LONGEST_TITLE = 60, 80
_MOST_ROWS = 90
_BLANK, _MORE, _COLUMNS, _UNIT = "（空）", "…（另有 {count} 行未列）", "列", "单位："
_SIGNS = str.maketrans({"<": "＜", ">": "＞", "〔": "（", "〕": "）", "\n": " ", "\r": " "})


def inert(text: str) -> str:
    """Text of a report that can end no stretch marked as data and looks like no id."""
    return " ".join(text.translate(_SIGNS).split())


@dataclass(frozen=True, slots=True)
class Row:
    """A line of one side: its grid row, what it is called, and the columns that it has cells in."""

    number: int
    code: str
    label: str
    path: tuple[str, ...]
    columns: tuple[int, ...]
    blank: bool
    unit: str | None

    @property
    def depth(self) -> int:
        """Levels above the row."""
        return max(0, len(self.path) - 1)


@dataclass(frozen=True, slots=True)
class Side:
    """Columns whose rows are called the same, with these rows."""

    columns: tuple[int, ...]
    rows: tuple[Row, ...]


class TableShape:
    """What a table is called, line by line and column by column."""

    def __init__(self, table: Table, records: Sequence[Record]) -> None:
        self.table, self._records = table, records
        self.paths: dict[int, tuple[str, ...]] = {}
        self.cells: dict[tuple[int, int], Record] = {}
        for record in records:
            self.paths.setdefault(record.column, record.column_path)
            self.cells[record.row, record.column] = record

    @property
    def title(self) -> str:
        """The table's title, or the heading that it stands under."""
        table = self.table
        return table.title or (table.section[-1] if table.section else "")

    @cached_property
    def sides(self) -> tuple[Side, ...]:
        """The columns grouped by what their rows are called."""
        labels: dict[int, dict[int, tuple[str | None, tuple[str, ...]]]] = {}
        for record in self._records:
            labels.setdefault(record.column, {})[record.row] = (record.row_code, record.row_path)
        groups: list[list[int]] = []
        for column in sorted(labels):
            for group in groups:
                if all(_agree(labels[column], labels[other]) for other in group):
                    group.append(column)
                    break
            else:
                groups.append([column])
        return tuple(Side(tuple(group), tuple(self._rows(group))) for group in groups)

    @cached_property
    def labels(self) -> tuple[tuple[int, str], ...]:
        """Each row's number with its folded code and labels; -1 for the title and the columns."""
        heads = fold(
            " ".join([self.table.form or "", self.title, *(" ".join(p) for p in self.paths.values())])
        )
        rows = [
            (row.number, fold(f"{row.code} {row.label} {' '.join(row.path[-2:-1])}"))
            for side in self.sides
            for row in side.rows
        ]
        return ((-1, heads), *rows)

    def unit_of(self, column: int) -> str | None:
        """The unit that all cells of a column share."""
        units = {r.unit for r in self._records if r.column == column}
        return next(iter(units)) if len(units) == 1 else None

    def _rows(self, columns: Collection[int]) -> Iterator[Row]:
        held: dict[int, list[Record]] = {}
        for record in self._records:
            if record.column in columns:
                held.setdefault(record.row, []).append(record)
        for number in sorted(held):
            records = held[number]
            first = records[0]
            units = {r.unit for r in records}
            mixed = any(self.unit_of(column) is None for column in columns)
            yield Row(
                number,
                first.row_code or "",
                first.row_label or (first.row_path[-1] if first.row_path else ""),
                first.row_path,
                tuple(r.column for r in records),
                all(r.value is None for r in records),
                next(iter(units)) if mixed and len(units) == 1 else None,
            )


def _agree(one: Mapping[int, object], other: Mapping[int, object]) -> bool:
    shared = one.keys() & other.keys()
    return bool(shared) and all(one[row] == other[row] for row in shared)


def shapes_of(view: DocumentView) -> dict[int, TableShape]:
    """The shapes of a report's tables that hold figures, by number."""
    held: dict[int, list[Record]] = {}
    for record in view.records:
        held.setdefault(record.table, []).append(record)
    return {t.number: TableShape(t, held[t.number]) for t in view.tables if t.number in held}


def heading(prefix: str, shape: TableShape) -> str:
    """One line for a table: its id, form, title and unit."""
    table = shape.table
    form = f"〔{inert(table.form)}〕 " if table.form else ""
    unit = f" {_UNIT}{inert(table.unit)}" if table.unit else ""
    under = table.section[-1] if table.section and table.title and table.section[-1] != table.title else ""
    name = inert(f"{under} › {shape.title}" if under else shape.title)[:_LONGEST_TITLE]
    return f"{prefix} {form}{name}{unit}"


def told(prefix: str, shape: TableShape, wanted: Collection[int] | None = None) -> tuple[str, frozenset[int]]:
    """A table's outline and the grid rows that it shows; `wanted` rows first where it is too long, or
    only those (with what they stand under) where it is given and the table is shown in part."""
    lines, rows = [heading(prefix, shape)], set[int]()
    for side in shape.sides:
        kept = _kept(side.rows, wanted)
        if not kept:
            continue
        lines.append(f"{_COLUMNS} " + " | ".join(_column(shape, column) for column in side.columns))
        above: tuple[str, ...] = ()
        for row in kept:
            lines += _ancestors(row, above, kept)
            lines.append(_row(row, side.columns))
            above = row.path
            rows.add(row.number)
        if missing := len(side.rows) - len(kept):
            lines.append(_MORE.format(count=missing))
    return "\n".join(lines), frozenset(rows)


def _kept(rows: Sequence[Row], wanted: Collection[int] | None) -> Sequence[Row]:
    if wanted is None:
        return rows[:_MOST_ROWS]
    paths = {row.path[:i] for row in rows if row.number in wanted for i in range(1, len(row.path))}
    return [row for row in rows if row.number in wanted or row.path in paths][:_MOST_ROWS]


def _ancestors(row: Row, above: tuple[str, ...], kept: Iterable[Row]) -> Iterator[str]:
    """Labels over a row that are no rows of their own and have not just been said."""
    own = {other.path for other in kept}
    for depth in range(1, len(row.path)):
        path = row.path[:depth]
        if path not in own and above[:depth] != path:
            yield f"{' ' * (depth - 1)}（{inert(path[-1])[:_LONGEST_LABEL]}）"


def _row(row: Row, columns: tuple[int, ...]) -> str:
    parts = [f"{' ' * row.depth}x{row.number}", inert(row.code), inert(row.label)[:_LONGEST_LABEL]]
    if row.unit:
        parts.append(f"({inert(row.unit)})")
    if row.columns != columns:
        parts.append("[" + " ".join(f"c{column}" for column in row.columns) + "]")
    if row.blank:
        parts.append(_BLANK)
    return " ".join(part for part in parts if part).rstrip() if parts else ""


def _column(shape: TableShape, column: int) -> str:
    path = "·".join(inert(part)[:_LONGEST_LABEL] for part in shape.paths[column] if part)
    unit = shape.unit_of(column)
    own = f"({inert(unit)})" if unit and unit != shape.table.unit else ""
    return f"c{column} {path}{own}".rstrip()
