"""What else a report says of a cell's measure: the same figure in other tables, and figures that differ."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace

from service.certainty import certain
from service.lookup.facts import Fact
from service.lookup.index import Cell, DocumentIndex, index_of
from service.lookup.resolve import contradicts
from service.lookup.terms import total_columns
from service.understanding.words import plain_label

_CITED, _RIVALS, _REPORTS = 2, 2, 256


def with_rivals(fact: Fact) -> Fact:
    """A cell's fact with the other cells that state the same measure: equal ones are cited too, those that
    differ are its rivals, in conflict where both cannot be right."""
    record = fact.records[0]
    rows = _rows(index_of(fact.view))
    cells = rows.get(record.row_label, ())
    own = next((c for c in cells if c.record is record), None)
    if own is None or own.row is None or own.total_row or record.value is None:
        return fact
    near = [c for c in rows.get(own.row, ()) if c is not own and _same_row(own, c)]
    alike = [c for c in near if _same_figure(own, c)]
    same = [c.record for c in alike if c.record.value == record.value and c.scopes == own.scopes]
    rivals = [c for c in near if c.record.value != record.value and certain(c.record)]
    conflicting = [c for c in rivals if (c in alike or not _column(own)) and contradicts(own, c)]
    kept = tuple(c.record for c in (conflicting or [c for c in rivals if c in alike])[:_RIVALS])
    return replace(fact, records=(record, *same[:_CITED]), rivals=kept, conflict=bool(conflicting))


_kept: OrderedDict[str, tuple[DocumentIndex, dict[object, list[Cell]]]] = OrderedDict()


def _rows(index: DocumentIndex) -> dict[object, list[Cell]]:
    """The cells of each row: by its label as printed and by its number in the index; made once a report."""
    key = index.view.entry.document_id
    held = _kept.get(key)
    if held is None or held[0] is not index:
        rows: dict[object, list[Cell]] = {}
        for cell in index.cells:
            rows.setdefault(cell.record.row_label, []).append(cell)
            rows.setdefault(cell.row, []).append(cell)
        held = _kept[key] = (index, rows)
        while len(_kept) > _REPORTS:
            _kept.popitem(last=False)
    return held[1]


def _same_row(own: Cell, other: Cell) -> bool:
    """Whether a cell of another table is of a row of the same name and of the same account."""
    if other.record.table == own.record.table or other.record.value is None or other.row != own.row:
        return False
    return other.side == own.side and other.basis == own.basis and not other.total_row


def _same_figure(own: Cell, other: Cell) -> bool:
    """Whether the row has the same code and stands under the same, and the columns are alike."""
    if own.record.row_code != other.record.row_code or own.ancestors[-1:] != other.ancestors[-1:]:
        return False
    return _column(own) == _column(other)


def _column(cell: Cell) -> str:
    """What a column is about; all that stand for the whole are one."""
    labels = [plain_label(label) for label in cell.record.column_path]
    telling = [label for label in labels if label not in total_columns()]
    return "/".join(telling)
