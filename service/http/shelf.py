"""`GET /api/reports`, `/api/reports/{id}` and `/api/records`: what the corpus holds."""

from __future__ import annotations

import re
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse

from corpus.errors import NotFound, RequestMalformed
from service.http.collaborators import RecordQuery, Shelf
from service.http.lanes import Lane
from service.http.schemas import ID, ErrorShape, RecordList, ReportList, ReportShape
from service.wire import record_object, report_object

MOST_RECORDS = 1_000
CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def checked_id(document_id: str) -> str:
    """The id as it may be looked up.  Raises NotFound for what no report can be called."""
    if not re.match(ID, document_id):
        raise NotFound()
    return document_id


def router(shelf: Shelf, lane: Lane) -> APIRouter:
    """The endpoints of the shelf."""
    routes = APIRouter(tags=["corpus"])
    absent: dict[int | str, dict[str, Any]] = {404: {"model": ErrorShape}}

    @routes.get("/api/reports", response_model=None, responses={200: {"model": ReportList}})
    @lane
    def reports() -> JSONResponse:
        """Every report, by organisation and year."""
        held = [report_object(entry) for entry in shelf.reports()]
        return JSONResponse({"reports": held, "total": len(held)})

    @routes.get(
        "/api/reports/{document_id}",
        response_model=None,
        responses={200: {"model": ReportShape}, **absent},
    )
    @lane
    def report(document_id: str) -> JSONResponse:
        """One report."""
        return JSONResponse(report_object(shelf.report(checked_id(document_id))))

    @routes.get("/api/records", response_model=None, responses={200: {"model": RecordList}, **absent})
    @lane
    def records(
        document: Annotated[str | None, Query(max_length=128, description="Id of a report.")] = None,
        form: Annotated[str | None, Query(max_length=50, description="Printed form number.")] = None,
        label: Annotated[
            str | None, Query(max_length=100, description="Stretch of a row or column label.")
        ] = None,
        offset: Annotated[int, Query(ge=0, le=1_000_000_000)] = 0,
        limit: Annotated[int, Query(ge=1, le=MOST_RECORDS)] = 100,
    ) -> JSONResponse:
        """Structured records, in the order of the reports, a page at a time."""
        for name, value in (("form", form), ("label", label)):
            if value is not None and CONTROL.search(value):
                raise RequestMalformed(f"query.{name}")
        wanted = checked_id(document) if document is not None else None
        found = shelf.records(RecordQuery(wanted, form or None, label or None, offset, limit))
        end = offset + len(found.items)
        body = {
            "records": [record_object(entry, record) for entry, record in found.items],
            "total": found.total,
            "offset": offset,
            "limit": limit,
            "next_offset": end if found.items and end < found.total else None,
        }
        return JSONResponse(body)

    return routes
