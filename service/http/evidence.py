"""`/api/documents/{id}/pages/…`: a page as a picture, its text, and what to mark on it."""

from __future__ import annotations

import re
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse, Response

from corpus.errors import FileDamaged, LimitExceeded, NotFound, RequestMalformed
from corpus.report import Box, Page, Record
from corpus.view import DocumentView
from service.http.collaborators import Shelf
from service.http.desk import Desk
from service.http.lanes import Lane
from service.http.schemas import ErrorShape, MarksShape, PageShape
from service.http.shelf import checked_id
from service.marking import Marks, marks_of
from service.wire import plain, record_object

WIDTHS = (800, 1600, 2400)
"""Pixels: a few sizes, so that the cache holds a page a few times only."""

PDF = "application/pdf"
LONGEST_QUOTE = 1_000
NEAR = 6.0  # points by which printed lines may stand out of a sentence's box
BOX = re.compile(r"^-?\d{1,6}(?:\.\d{1,4})?(?:,-?\d{1,6}(?:\.\d{1,4})?){3}$")


def router(shelf: Shelf, desk: Desk, lane: Lane) -> APIRouter:
    """The endpoints of the evidence."""
    routes = APIRouter(tags=["evidence"])
    absent: dict[int | str, dict[str, Any]] = {404: {"model": ErrorShape}}

    shape: dict[int | str, dict[str, Any]] = {200: {"model": PageShape}, **absent}

    @routes.get("/api/documents/{document_id}/pages/{page}", response_model=None, responses=shape)
    @lane
    def page_of(document_id: str, page: int) -> JSONResponse:
        """One page: its size in points, its text, and whether there is a picture of it."""
        view = desk.view(checked_id(document_id))
        drawn = shelf.original(view.entry.document_id).media_type == PDF
        return JSONResponse(_page_object(view, _page(view, page), drawn))

    @routes.get(
        "/api/documents/{document_id}/pages/{page}/picture",
        response_class=Response,
        responses={200: {"content": {"image/png": {}}}, **absent},
    )
    @lane
    def picture(
        document_id: str,
        page: int,
        width: Annotated[int, Query(ge=1, le=4_000, description="Pixels; the next size at hand.")] = 1_600,
    ) -> Response:
        """The page as a PNG."""
        original = shelf.original(checked_id(document_id))
        if original.media_type != PDF or not 1 <= page <= 100_000:
            raise NotFound()
        size = next((size for size in WIDTHS if size >= width), WIDTHS[-1])
        content = desk.pictures.picture(original.path, page, size)
        # The id follows from the bytes, so that a page never changes under it.
        kept = {"Cache-Control": "private, max-age=31536000, immutable"}
        return Response(content, media_type="image/png", headers=kept)

    @routes.get(
        "/api/documents/{document_id}/pages/{page}/marks",
        response_model=None,
        responses={200: {"model": MarksShape}, **absent},
    )
    @lane
    def marks(
        document_id: str,
        page: int,
        box: Annotated[str, Query(max_length=80, description="x0,top,x1,bottom of the citation.")],
        quote: Annotated[
            str, Query(max_length=LONGEST_QUOTE, description="The sentence that is cited.")
        ] = "",
    ) -> JSONResponse:
        """The cell at `box`, the heads of its row and of its column, and the row's other figures; for a
        sentence, the lines that print it."""
        if not BOX.match(box):
            raise RequestMalformed("query.box")
        view = desk.view(checked_id(document_id))
        found = marks_of(view, _page(view, page).number, Box(*(float(part) for part in box.split(","))))
        lines = _lines(shelf, desk, view, found, quote) if quote and found.record is None else []
        return JSONResponse({**_marks_object(view, found), "lines": lines})

    return routes


def _lines(shelf: Shelf, desk: Desk, view: DocumentView, marks: Marks, quote: str) -> list[list[float]]:
    """Lines of the quote within what is cited; without them the whole box is marked."""
    original = shelf.original(view.entry.document_id)
    if original.media_type != PDF:
        return []
    try:
        found = desk.pictures.lines(original.path, marks.page, quote)
    except (NotFound, FileDamaged, LimitExceeded):
        return []
    cell = marks.cell
    inside = all(cell.top - NEAR <= top and bottom <= cell.bottom + NEAR for _, top, _, bottom in found)
    return [list(line) for line in found] if inside else []


def _page(view: DocumentView, number: int) -> Page:
    for page in view.pages:
        if page.number == number:
            return page
    raise NotFound(f"{number}")


def _page_object(view: DocumentView, page: Page, drawn: bool) -> dict[str, Any]:
    return {
        "document_id": view.entry.document_id,
        "source": plain(view.entry.source),
        "title": plain(view.entry.facts.title),
        "page": page.number,
        "pages": len(view.pages),
        "width": page.width,
        "height": page.height,
        "origin": page.origin,
        "text": plain(page.text),
        "picture": drawn,
        "url": f"/documents/{view.entry.document_id}#page={page.number}",
    }


def _marks_object(view: DocumentView, marks: Marks) -> dict[str, Any]:
    record = marks.record
    return {
        "page": marks.page,
        "cell": marks.cell.as_list(),
        "row": None if marks.row is None else marks.row.as_list(),
        "column": None if marks.column is None else marks.column.as_list(),
        "row_heads": [box.as_list() for box in marks.row_heads],
        "column_heads": [box.as_list() for box in marks.column_heads],
        "table": None if record is None else record.table,
        "row_number": None if record is None else record.row,
        "record": None if record is None else record_object(view.entry, record),
        "in_row": [] if record is None else _in_row(view, record),
    }


def _in_row(view: DocumentView, record: Record) -> list[dict[str, Any]]:
    """The figures of the record's row, in their order."""
    same = [r for r in view.records if (r.table, r.row) == (record.table, record.row)]
    return [record_object(view.entry, other) for other in same]
