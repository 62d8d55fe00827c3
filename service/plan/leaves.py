"""Leaves of a plan against the corpus: a cell, the rows under a row, a number in a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.errors import NotFound
from corpus.report import Record
from corpus.text import fold
from corpus.view import DocumentView, Library
from service.lookup.facts import Fact, fact_stated, record_label, unit_of
from service.lookup.terms import total_rows, total_scores
from service.narrative.figures import stated_of
from service.narrative.otherwise import counted_otherwise
from service.narrative.reading import read
from service.narrative.statements import statements_of
from service.plan import types as t
from service.plan.beside import with_rivals
from service.plan.results import Fault, Found, Lack
from service.understanding.words import plain_label

_YEAR = re.compile(r"^(?:截至)?((?:19|20)\d\d)年?(?:度|末|底)?")
_BETWEEN = re.compile(r"(?:19|20)\d\d年?度?[比较与和\-—~至]")


def view_of(library: Library, document: str) -> DocumentView | None:
    """The report, or None where it is not held."""
    try:
        return library.view(document)
    except NotFound:
        return None


def cell(node: t.Cell, library: Library) -> Found | Lack:
    """What a cell states."""
    view = view_of(library, node.document)
    record = _record(view, node.table, node.row, node.column) if view else None
    if view is None or record is None:
        return Lack(node, Fault.NOT_HELD, what=node.asked)
    return found_at(node, view, record)


def found_at(node: t.Node, view: DocumentView, record: Record) -> Found | Lack:
    """What a record states; an empty one and one with a stroke have no value."""
    fact = fact_at(view, record)
    if fact.value is None:
        fault = Fault.UNREAD if record.unread else Fault.DASH if record.raw.strip() else Fault.BLANK
        return Lack(node, fault, fact=fact)
    return Found(node, with_rivals(fact), fact.value, fact.unit)


def fact_at(view: DocumentView, record: Record) -> Fact:
    """The fact that a cell states, of the year that its column is of."""
    return Fact(
        view, record.value, unit_of(view, record), record_label(record), record.raw, 1.0, (record,),
        fiscal_year=_year_of(record),
    )  # fmt: skip


def _year_of(record: Record) -> int | None:
    """The year that a column heads its figures with (2022年预算数), where it names one alone."""
    for label in record.column_path:
        text = fold(label)
        if (match := _YEAR.match(text)) and not _BETWEEN.search(text):
            return int(match[1])
    return None


def _record(view: DocumentView, table: int, row: int, column: int) -> Record | None:
    return next((r for r in view.records if (r.table, r.row, r.column) == (table, row, column)), None)


def stated(node: t.Stated, library: Library) -> Found | Lack:
    """What a number of a sentence states, where it stands there with its unit."""
    view = view_of(library, node.document)
    if view is None:
        return Lack(node, Fault.NOT_HELD, what=node.asked)
    for statement in statements_of(read(view)):
        if (statement.line.number, statement.order) == (node.line, node.order):
            if fold(statement.raw) != fold(node.raw) or fold(statement.unit) != fold(node.unit):
                return Lack(node, Fault.UNSTATED, what=f"{node.raw}")
            others = tuple(stated_of(view, o, 1.0) for o in counted_otherwise(statement, read(view)))
            fact = fact_stated(view, replace(stated_of(view, statement, 1.0), others=others))
            return Found(node, fact, statement.value, statement.unit)
    return Lack(node, Fault.NOT_HELD, what=node.asked)


def rows(node: t.Rows, library: Library) -> tuple[list[Found], list[Lack]] | Lack:
    """The cells of a column under a row, and those of them that have no value."""
    view = view_of(library, node.document)
    if view is None:
        return Lack(node, Fault.NOT_HELD, what=node.asked)
    column = sorted(
        (r for r in view.records if r.table == node.table and r.column == node.column), key=lambda r: r.row
    )
    if not column:
        return Lack(node, Fault.NOT_HELD, what=node.asked)
    above = None
    if node.under is not None:
        in_row = [r for r in view.records if (r.table, r.row) == (node.table, node.under)]
        above = next((r for r in in_row if r.column == node.column), in_row[0] if in_row else None)
        if above is None:
            return Lack(node, Fault.NOT_HELD, what=node.asked)
    found: list[Found] = []
    blank: list[Lack] = []
    for record in _children(column, above, node.depth):
        one = found_at(node, view, record)
        if isinstance(one, Found):
            found.append(one)
        else:
            blank.append(one)
    return found, blank


def _children(column: Sequence[Record], above: Record | None, depth: int | None) -> list[Record]:
    """The rows of a column `depth` levels under `above` (the outermost rows: under nothing), totals left out.

    A row's parent is the nearest row before it whose path begins its own: headings without a row of
    their own are no level.
    """
    levels: list[tuple[Record, int, bool]] = []  # the row, its level under `above`, whether it has children
    open_rows: list[tuple[tuple[str, ...], int, int]] = []
    inside = above is None or _is_total(above)
    start = () if inside or above is None else above.row_path
    for record in column:
        if above is not None and record.row == above.row:
            inside = True
            continue
        if not inside or _is_total(record):
            continue
        path = record.row_path
        if start and not (_begins(start, path) and above is not None and record.row > above.row):
            if above is not None and record.row > above.row:
                break
            continue
        while open_rows and not _begins(open_rows[-1][0], path):
            open_rows.pop()
        level = open_rows[-1][1] + 1 if open_rows else 1
        if open_rows:
            parent = open_rows[-1][2]
            levels[parent] = (*levels[parent][:2], True)
        levels.append((record, level, False))
        open_rows.append((path, level, len(levels) - 1))
    if depth is None:
        return [record for record, _, parent in levels if not parent]
    return [record for record, level, _ in levels if level == depth]


def _begins(start: tuple[str, ...], path: tuple[str, ...]) -> bool:
    return len(path) > len(start) and path[: len(start)] == start


def _is_total(record: Record) -> bool:
    label = plain_label(record.row_label or "")
    return label in total_rows() or label in total_scores()
