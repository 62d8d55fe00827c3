"""What somebody else's agent needs to write plans: outlines of reports with the places that a plan names, and
sentences with their numbers.  Plain data for the doors; no value of a cell."""

from __future__ import annotations

from typing import Any

from corpus.report import Passage
from corpus.view import DocumentView
from service.model.outlines import TableShape
from service.model.ranking import index_of, weights
from service.narrative.statements import statements_of

_MOST_TABLES = 40


def outline_of(view: DocumentView, table: int | None = None, words: str = "") -> dict[str, Any]:
    """The tables of a report, or one of them, with their columns and rows; with `words` those that fit first,
    and only their titles where there are many."""
    index = index_of(view)
    numbers = [table] if table is not None else list(index.shapes)
    if words and table is None:
        found = index.rows_for(weights(words, [index]))
        best = {n: max((v for (t, _), v in found.items() if t == n), default=0.0) for n in numbers}
        numbers.sort(key=lambda n: -best[n])
    shapes = [index.shapes[number] for number in numbers if number in index.shapes]
    entry = view.entry
    return {
        "document_id": entry.document_id,
        "title": entry.facts.title,
        "organisation": entry.facts.organisation,
        "fiscal_year": entry.facts.fiscal_year,
        "report_type": entry.facts.report_type,
        "tables": [_table(shape) for shape in shapes[:_MOST_TABLES]],
        "tables_left_out": max(0, len(shapes) - _MOST_TABLES),
    }


def _table(shape: TableShape) -> dict[str, Any]:
    table = shape.table
    return {
        "table": table.number,
        "form": table.form,
        "title": shape.title or None,
        "unit": table.unit,
        "pages": list(table.pages),
        "sides": [
            {
                "columns": [
                    {"column": c, "path": [p for p in shape.paths[c] if p], "unit": shape.unit_of(c)}
                    for c in side.columns
                ],
                "rows": [
                    {
                        "row": row.number,
                        "code": row.code or None,
                        "label": row.label or None,
                        "depth": row.depth,
                        "under": list(row.path[:-1]),
                        **({"columns": list(row.columns)} if row.columns != side.columns else {}),
                        **({"blank": True} if row.blank else {}),
                    }
                    for row in side.rows
                ],
            }
            for side in shape.sides
        ],
    }


def numbers_of(view: DocumentView, passage: Passage) -> list[dict[str, Any]]:
    """The numbers that a passage's sentences state, as a Stated of a plan names them."""
    return [
        {"line": s.line.number, "order": s.order, "raw": s.raw, "unit": s.unit, "sentence": s.sentence.text}
        for s in statements_of(index_of(view).reading)
        if s.line.passage == passage.number and s.line.cell is None
    ]
