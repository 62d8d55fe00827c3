"""`GET /documents/{id}`: the report's own file, shown in the browser, whole or by byte ranges."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse

from corpus.errors import NotFound
from service.http.collaborators import Original, Shelf
from service.http.errors import RangeUnmet
from service.http.lanes import Lane
from service.http.schemas import ErrorShape
from service.http.shelf import checked_id

ONE_RANGE = re.compile(r"^bytes=(\d{0,18})-(\d{0,18})$")

# Shown in place; anything else is offered for download.  A report is somebody else's file: as HTML
# it could run scripts under this site's name, so it is shut in a sandbox.
INLINE = frozenset({"application/pdf", "text/plain", "image/png", "image/jpeg"})
SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
SHOWN = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; img-src 'self' data:"


def router(shelf: Shelf, lane: Lane) -> APIRouter:
    """The endpoint of the files."""
    routes = APIRouter(tags=["corpus"])
    absent: dict[int | str, dict[str, Any]] = {status: {"model": ErrorShape} for status in (404, 416)}
    files: dict[int | str, dict[str, Any]] = {
        200: {"description": "The file", "content": {"application/pdf": {}}},
        206: {"description": "The range of bytes asked for"},
    }

    @routes.head("/documents/{document_id}", include_in_schema=False)
    @routes.get("/documents/{document_id}", response_class=FileResponse, responses={**files, **absent})
    async def document(document_id: str, request: Request) -> FileResponse:
        """The report as it was ingested."""
        original = await lane.run(shelf.original, checked_id(document_id))
        try:
            stat = await lane.run(original.path.stat)
        except FileNotFoundError:
            raise NotFound(original.source) from None
        heed_range(request, stat.st_size)
        return FileResponse(
            original.path, media_type=content_type(original), headers=headers(original), stat_result=stat
        )

    return routes


def heed_range(request: Request, size: int) -> None:
    """Keep one well-formed range; drop any other `Range`, as HTTP lets a server do.

    Raises RangeUnmet when it begins behind the end of the file.
    """
    given = request.headers.get("range")
    if given is None:
        return
    match = ONE_RANGE.match(given.strip())
    first, last = match.groups() if match else ("", "")
    kept = match is not None and bool(first or last) and not (first and last and int(last) < int(first))
    if not kept:
        request.scope["headers"] = [item for item in request.scope["headers"] if item[0] != b"range"]
        return
    if (first and int(first) >= size) or (not first and int(last) == 0):
        raise RangeUnmet(f"{size} B")


def content_type(original: Original) -> str:
    """The type with its charset, where text needs one."""
    kind = original.media_type
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def headers(original: Original) -> dict[str, str]:
    """Inline where that is safe, under the report's own name, and never taken for another type."""
    kind = original.media_type
    disposition = "inline" if kind in INLINE or kind == "text/html" else "attachment"
    return {
        "Content-Disposition": f"{disposition}; filename*=utf-8''{quote(original.source, safe='')}",
        "Content-Security-Policy": SHOWN if kind in INLINE else SANDBOX,
        "Cache-Control": "private, max-age=3600",
    }
