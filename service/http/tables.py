"""`/api/documents/{id}/tables` (a report's tables as they were reconstructed) and `/api/records/export`."""

from __future__ import annotations

import io
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse, Response

from corpus.errors import NotFound
from corpus.exports import WRITERS, record_line
from corpus.report import Record, Table, TableCell
from corpus.sheets import sheets_of, write_csv, write_xlsx
from service.http.desk import Desk
from service.http.lanes import Lane
from service.http.schemas import ErrorShape, TableList, TableShape
from service.http.shelf import checked_id
from service.wire import plain

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jsonl": "application/x-ndjson",
}


def router(desk: Desk, lane: Lane) -> APIRouter:
    """The endpoints of tables."""
    routes = APIRouter(tags=["corpus"])
    absent: dict[int | str, dict[str, Any]] = {404: {"model": ErrorShape}}

    @routes.get(
        "/api/documents/{document_id}/tables",
        response_model=None,
        responses={200: {"model": TableList}, **absent},
    )
    @lane
    def tables(document_id: str) -> JSONResponse:
        """A report's tables with the confidence of their reconstruction."""
        view = desk.view(checked_id(document_id))
        counts: dict[int, int] = {}
        for record in view.records:
            counts[record.table] = counts.get(record.table, 0) + 1
        return JSONResponse({"tables": [_head(t, counts.get(t.number, 0)) for t in view.tables]})

    @routes.get(
        "/api/documents/{document_id}/tables/{number}",
        response_model=None,
        responses={200: {"model": TableShape}, **absent},
    )
    @lane
    def table(document_id: str, number: int) -> JSONResponse:
        """One table as a grid; cells that became records carry their page and box."""
        view = desk.view(checked_id(document_id))
        found = next((t for t in view.tables if t.number == number), None)
        if found is None:
            raise NotFound()
        records = [record for record in view.records if record.table == number]
        places = {(r.row, r.column): r for r in records}
        cells = [_cell(cell, places.get((cell.row, cell.column))) for cell in found.cells]
        return JSONResponse({**_head(found, len(records)), "cells": cells})

    return routes


def export_router(desk: Desk, lane: Lane) -> APIRouter:
    """The endpoint of records as a file."""
    routes = APIRouter(tags=["corpus"])
    absent: dict[int | str, dict[str, Any]] = {404: {"model": ErrorShape}}

    @routes.get(
        "/api/records/export",
        response_class=Response,
        responses={200: {"content": {"text/csv": {}}}, **absent},
    )
    @lane
    def export(
        document: Annotated[str, Query(max_length=128, description="Id of a report.")],
        table: Annotated[int | None, Query(ge=0, le=100_000, description="One table alone.")] = None,
        row: Annotated[int | None, Query(ge=0, le=10_000_000, description="One row of it alone.")] = None,
        format: Annotated[Literal["csv", "xlsx", "jsonl"], Query()] = "csv",
        layout: Annotated[
            Literal["rows", "cells"], Query(description="A line for each row, or for each record.")
        ] = "rows",
    ) -> Response:
        """Records as a file: of a report, of a table, or of one row.  JSON lines have one for each record."""
        view = desk.view(checked_id(document))
        chosen = [r for r in view.records if table in (None, r.table) and row in (None, r.row)]
        out = io.BytesIO()
        if layout == "cells" or format == "jsonl":
            WRITERS[format]((record_line(view.entry, record) for record in chosen), out)
        else:
            (write_xlsx if format == "xlsx" else write_csv)(sheets_of(view, chosen), out)
        name = quote(
            f"{view.entry.source.rsplit('.', 1)[0]}{'' if table is None else f'-{table}'}.{format}", ""
        )
        disposition = f"attachment; filename*=utf-8''{name}"
        return Response(
            out.getvalue(), media_type=TYPES[format], headers={"Content-Disposition": disposition}
        )

    return routes


def _cell(cell: TableCell, record: Record | None) -> dict[str, Any]:
    box = record.box if record else None
    return {
        "row": cell.row,
        "column": cell.column,
        "row_span": cell.row_span,
        "column_span": cell.column_span,
        "text": plain(cell.text),
        "header": cell.header,
        "page": record.page if record else None,
        "bbox": box.as_list() if box else None,
        "confidence": record.confidence if record else None,
    }


def _head(table: Table, records: int) -> dict[str, Any]:
    return {
        "number": table.number,
        "form": plain(table.form),
        "title": plain(table.title),
        "unit": plain(table.unit),
        "pages": list(table.pages),
        "section": plain(table.section),
        "records": records,
        "confidence": round(table.confidence, 4),
        "notes": plain(table.notes),
    }
