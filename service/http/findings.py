"""`/api/findings` (what the reports' own checks found, as a list, as a file, and with what was decided)
and `/api/checks` (a report that is checked and taken away without being asked about)."""

# Annotations are not postponed here: FastAPI reads them.
import io
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field

from corpus.auditing import WRITERS, Audited, Wanted, audited, counts_of, line_object
from corpus.errors import NotFound
from corpus.findings import Category, State
from corpus.report import Severity
from corpus.store.findings import FindingStates, Standings
from corpus.store.jobs import new_job_id
from corpus.view import DocumentView
from service.http.collaborators import Original, RecordPage, RecordQuery, Shelf
from service.http.desk import CheckRoom, Desk
from service.http.lanes import Lane, Lanes
from service.http.schemas import ErrorShape
from service.http.shelf import checked_id
from service.http.uploads import file_name, write_body
from service.wire import plain, report_object

TYPES = {
    "jsonl": "application/x-ndjson",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8",
}
_KEY = re.compile(r"^[0-9a-f]{16}$")
_Shape = dict[int | str, dict[str, Any]]
ABSENT: _Shape = {404: {"model": ErrorShape}}
REFUSED: _Shape = {status: {"model": ErrorShape} for status in (401, 413, 422, 503)}


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid")


class SideShape(_Closed):
    """A place of a report: the value as printed, the page, the sentence or cell, and its box."""

    value: str
    page: int
    quote: str
    table: int | None
    bbox: list[float] | None


class FindingShape(_Closed):
    """One thing that was found."""

    id: str = Field(description="Holds over new readings and later editions.")
    document_id: str
    source: str
    organisation: str | None
    fiscal_year: int | None
    kind: str = Field(description="The identity that was checked: sum, across, named, growth …")
    category: Category
    severity: Severity
    subject: str
    message: str
    stated: SideShape
    against: SideShape | None
    expected: str
    formula: str
    more: list[SideShape]
    state: State
    note: str
    by: str
    at: float | None


class FindingList(_Closed):
    """A page of findings; `counts` are of all reports that were asked for, open ones by severity."""

    findings: list[FindingShape]
    total: int
    counts: dict[str, int]
    offset: int
    limit: int
    next_offset: int | None


class DecisionRequest(_Closed):
    """Accept a finding with a reason, or open it again."""

    state: Literal["accepted", "open"]
    note: str = Field(default="", max_length=2_000)
    by: str = Field(default="", max_length=100)


Document = Annotated[str | None, Query(max_length=128, description="Id of a report.")]
Least = Annotated[Severity, Query(description="This and graver ones.")]
Only = Annotated[Category | None, Query(description="Only these.")]
InState = Annotated[State | None, Query(description="Only these.")]
Words = Annotated[str, Query(max_length=100, description="Words of the finding.")]


class _Lists:
    """The findings of one report, or of all."""

    def __init__(self, books: Shelf, desk: Desk, states: FindingStates) -> None:
        self._books, self._desk, self._states = books, desk, states

    def of(self, document: str | None, wanted: Wanted) -> Iterator[Audited]:
        """Those that are wanted.  Raises NotFound."""
        room = self._desk.checks
        for document_id in _documents(document, self._books):
            if room is not None and room.holds(document_id):
                yield from audited(room.view(document_id), Standings(), wanted)
            else:
                view = self._desk.view(document_id)
                yield from audited(view, self._states.of(view.entry.source), wanted)


def router(books: Shelf, desk: Desk, states: FindingStates, lanes: Lanes) -> APIRouter:
    """The endpoints of findings."""
    routes = APIRouter(tags=["findings"])
    lists = _Lists(books, desk, states)

    @routes.get("/api/findings", response_model=None, responses={200: {"model": FindingList}, **ABSENT})
    @lanes.reading
    def listed(
        document: Document = None,
        severity: Least = Severity.NOTE,
        category: Only = None,
        state: InState = None,
        words: Words = "",
        offset: Annotated[int, Query(ge=0, le=1_000_000_000)] = 0,
        limit: Annotated[int, Query(ge=1, le=1_000)] = 200,
    ) -> JSONResponse:
        """What the reports' checks found, by report, gravest first."""
        every = list(lists.of(document, Wanted(severity, category, state, words)))
        counts = counts_of(lists.of(document, Wanted()))
        return JSONResponse(_page(every, counts, offset, limit))

    @routes.get(
        "/api/findings/export",
        response_class=Response,
        responses={200: {"content": {"text/html": {}}}, **ABSENT},
    )
    @lanes.reading
    def export(
        document: Document = None,
        severity: Least = Severity.NOTE,
        category: Only = None,
        state: InState = None,
        words: Words = "",
        format: Annotated[Literal["xlsx", "html", "jsonl"], Query()] = "xlsx",
    ) -> Response:
        """The same as a file: a workbook, a page to print, or JSON lines."""
        lines = list(lists.of(document, Wanted(severity, category, state, words)))
        return _file(lines, format, named=document is not None)

    routes.add_api_route(
        "/api/findings/{document_id}/{finding_id}",
        lanes.opinions(_decide(desk, states)),
        methods=["PATCH"],
        response_model=None,
        responses={200: {"model": FindingShape}, 401: {"model": ErrorShape}, **ABSENT},
    )
    return routes


def _decide(desk: Desk, states: FindingStates) -> Callable[..., JSONResponse]:
    def decide(document_id: str, finding_id: str, body: DecisionRequest, request: Request) -> JSONResponse:
        """Accept a finding with a note and a name, or open it again."""
        if not _KEY.match(finding_id):
            raise NotFound()
        view = desk.view(checked_id(document_id))
        finding = next((f for f in view.findings if f.key == finding_id), None)
        if finding is None:
            raise NotFound()
        by = plain(body.by.strip()) or request.state.grant.user
        if body.state == "accepted":
            standing = states.accept(view.entry.source, finding_id, plain(body.note.strip()), by)
        else:
            standing = states.reopen(view.entry.source, finding_id)
        return JSONResponse(plain(line_object(Audited(view.entry, finding, standing, view))))

    return decide


def _page(every: Sequence[Audited], counts: dict[str, int], offset: int, limit: int) -> dict[str, Any]:
    page = every[offset : offset + limit]
    end = offset + len(page)
    return {
        "findings": [plain(line_object(line)) for line in page],
        "total": len(every),
        "counts": counts,
        "offset": offset,
        "limit": limit,
        "next_offset": end if page and end < len(every) else None,
    }


def _file(lines: Sequence[Audited], form: str, named: bool) -> Response:
    out = io.BytesIO()
    WRITERS[form](lines, out)
    stem = lines[0].entry.source.rsplit(".", 1)[0] if named and lines else "勾稽结果"
    place = "inline" if form == "html" else "attachment"
    headers = {"Content-Disposition": f"{place}; filename*=utf-8''{quote(f'{stem}-勾稽.{form}', '')}"}
    if form == "html":
        headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return Response(out.getvalue(), media_type=TYPES[form], headers=headers)


def _documents(document: str | None, books: Shelf) -> list[str]:
    return [entry.document_id for entry in books.reports()] if document is None else [checked_id(document)]


# --- checked and taken away -----------------------------------------------------------------------


def checks_router(room: CheckRoom, limit: int, lane: Lane) -> APIRouter:
    """The endpoints of checking before publication."""
    routes = APIRouter(tags=["findings"])

    @routes.post("/api/checks", status_code=201, response_model=None, responses=REFUSED)
    async def check(
        request: Request,
        name: Annotated[str, Query(min_length=1, max_length=500, description="The file's name.")],
    ) -> JSONResponse:
        """Read the body as a report and check it.  It is on no shelf, answers no question, and is gone
        when it is taken away, or after an hour."""
        source = file_name(name)
        part = room.folder / f"{new_job_id()}.part"
        try:
            await write_body(request, part, limit, lane)
            view = await lane.run(room.check, part, source)
        finally:
            part.unlink(missing_ok=True)
        return JSONResponse(report_object(view.entry), status_code=201)

    @routes.delete(
        "/api/checks/{document_id}", status_code=204, response_class=Response, responses={**ABSENT}
    )
    @lane
    def take_away(document_id: str) -> Response:
        """Take a checked report away, with its file."""
        room.take_away(checked_id(document_id))
        return Response(status_code=204)

    return routes


class WithChecks:
    """A shelf on which checked reports can be looked at by those who know their id; they are in no list."""

    def __init__(self, books: Shelf, room: CheckRoom) -> None:
        self._books, self._room = books, room

    def reports(self) -> Any:
        """Every visible report; none that is only checked."""
        return self._books.reports()

    def report(self, document_id: str) -> Any:
        """One report.  Raises NotFound."""
        if self._room.holds(document_id):
            return self._room.view(document_id).entry
        return self._books.report(document_id)

    def records(self, query: RecordQuery) -> RecordPage:
        """Records of the visible reports."""
        return self._books.records(query)

    def away(self) -> str | None:
        """Why the store cannot be asked just now."""
        return self._books.away()

    def original(self, document_id: str) -> Original:
        """The file as it was sent.  Raises NotFound."""
        return (
            self._room.original(document_id)
            if self._room.holds(document_id)
            else self._books.original(document_id)
        )


def view_with(desk: Desk, room: CheckRoom, document_id: str) -> DocumentView:
    """A report of the shelf, or one that is only checked.  Raises NotFound."""
    return room.view(document_id) if room.holds(document_id) else desk.view(document_id)
