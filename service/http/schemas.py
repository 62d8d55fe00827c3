"""The shapes of requests and replies, as OpenAPI shows them.

Requests are validated by these; replies are made by `service.wire`, and a test holds both to one shape.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

EARLIER = 4
"""Questions before the last that are asked again, to know what a short one means."""

ID = r"^[0-9A-Za-z_.:-]{1,128}$"


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Filters(_Closed):
    """What the question is confined to, beside what it says itself."""

    organisation: str | None = Field(default=None, max_length=200)
    fiscal_year: int | None = Field(default=None, ge=1900, le=2999, strict=True)


class AskRequest(BaseModel):
    """A question.  Fields that are not known are passed over."""

    question: str = Field(description="In Chinese or English.", examples=["一般公共预算支出是多少"])
    conversation_id: str | None = Field(None, pattern=ID, description="Of the answer before, or null.")
    earlier: list[Annotated[str, Field(max_length=4_000)]] = Field(
        default_factory=list,
        max_length=100,
        description="Questions of the conversation, oldest first; where it is forgotten, four are asked.",
    )
    filters: Filters | None = None
    explain: bool = Field(default=False, strict=True, description="Add `explain`: how it was understood.")
    plan: bool = Field(default=False, strict=True, description="Add `plan`: what was executed.")


class FigureShape(_Closed):
    """An exact value.  A computed one has a `formula` over the figures cited by `inputs`."""

    value: str = Field(description="Exact decimal with its printed digits.", examples=["1250.30"])
    unit: str
    label: str
    organisation: str | None
    fiscal_year: int | None
    citation: int | None
    formula: str | None
    inputs: list[int]


class TablePlace(BaseModel):
    """Where in a table a figure stands."""

    form: str | None
    title: str | None
    row_path: list[str]
    column_path: list[str]


class CitationShape(_Closed):
    """A place in a report: `bbox` is `[x0, top, x1, bottom]` in points from the page's top left."""

    number: int
    document_id: str
    source: str
    title: str
    page: int = Field(ge=1)
    kind: Literal["table", "text"]
    table: TablePlace | None
    section: list[str] | None
    quote: str
    bbox: list[float] | None
    url: str


class WarningShape(_Closed):
    """What must be known beside the figure."""

    kind: str
    message: str
    citations: list[int]


class AnswerShape(_Closed):
    """One answer.  Every number in `answer` stands in `figures` or in a cited `quote`."""

    answer: str = Field(description="Markdown, in the language of the question.")
    route: Literal["lookup", "compute", "narrative", "clarify", "refuse"]
    figures: list[FigureShape]
    citations: list[CitationShape]
    warnings: list[WarningShape]
    suggestions: list[str]
    chart: dict[str, Any] | None
    conversation_id: str
    trace_id: str
    explain: dict[str, Any] | None = None
    plan: dict[str, Any] | None = None


class ProblemShape(_Closed):
    """Something that was not read, or not understood."""

    severity: Literal["note", "warning", "error"]
    code: str
    message: str
    page: int | None


class ReportShape(_Closed):
    """A report of the corpus."""

    document_id: str
    source: str
    title: str
    organisation: str | None
    short_names: list[str]
    fiscal_year: int | None
    report_type: str | None
    pages: int
    tables: int
    records: int
    passages: int
    confidence: float
    problems: list[ProblemShape]
    ingested_at: str
    url: str


class ReportList(_Closed):
    """All reports of the corpus."""

    reports: list[ReportShape]
    total: int


class RecordShape(_Closed):
    """One body cell of a table; `value` is null where the cell is blank.  `table` is the number of its table,
    `confidence` below 1 where the digits were recognised from a picture."""

    document_id: str
    source: str
    organisation: str | None
    fiscal_year: int | None
    form: str | None
    title: str | None
    row_code: str | None
    row_label: str | None
    row_path: list[str]
    column_path: list[str]
    value: str | None
    raw: str
    unit: str | None
    page: int
    bbox: list[float] | None
    table: int
    confidence: float


class RecordList(_Closed):
    """A page of records; `next_offset` is null on the last one."""

    records: list[RecordShape]
    total: int
    offset: int
    limit: int
    next_offset: int | None


class PageShape(_Closed):
    """A page of a report; `width` and `height` are in points, `picture` says whether it can be drawn."""

    document_id: str
    source: str
    title: str
    page: int
    pages: int
    width: float
    height: float
    origin: str
    text: str
    picture: bool
    url: str


class MarksShape(_Closed):
    """Boxes `[x0, top, x1, bottom]` in points: the cell, the cells that name its row and its column, and
    the bands between; `in_row` are all figures of its row, `lines` those that print a sentence."""

    page: int
    cell: list[float]
    row: list[float] | None
    column: list[float] | None
    row_heads: list[list[float]]
    column_heads: list[list[float]]
    table: int | None
    row_number: int | None
    record: RecordShape | None
    in_row: list[RecordShape]
    lines: list[list[float]]


class JobShape(_Closed):
    """An upload: `page` of `pages` is read; `result` is `added`, `replaced` or `unchanged`; times are
    seconds since the epoch."""

    id: str
    source: str
    size: int
    again: bool
    state: Literal["queued", "reading", "done", "failed", "cancelled"]
    page: int
    pages: int | None
    result: str | None
    document_id: str | None
    reason: str
    problems: list[ProblemShape]
    created_at: float
    updated_at: float


class JobList(_Closed):
    """The last uploads."""

    jobs: list[JobShape]


class OpinionShape(_Closed):
    """What a reader said of an answer."""

    id: int
    verdict: Literal["right", "wrong", "missing"]
    note: str
    question: str
    answer: dict[str, Any]
    trace_id: str
    asker: str
    state: Literal["open", "settled"]
    created_at: float


class OpinionList(_Closed):
    """A page of what readers said."""

    feedback: list[OpinionShape]
    total: int
    offset: int
    limit: int


class SharedShape(_Closed):
    """An answer under a link."""

    id: str
    question: str
    answer: dict[str, Any]
    created_at: float


class TableHead(BaseModel):
    """A table of a report, without its cells."""

    number: int
    form: str | None
    title: str | None
    unit: str | None
    pages: list[int]
    section: list[str]
    records: int
    confidence: float
    notes: list[str]


class TableList(_Closed):
    """A report's tables."""

    tables: list[TableHead]


class GridCell(_Closed):
    """A cell of a table; `page` and `bbox` where its figure is a record."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    header: bool
    page: int | None
    bbox: list[float] | None
    confidence: float | None


class TableShape(TableHead):
    """A table as a grid."""

    cells: list[GridCell]


class TraceShape(_Closed):
    """One question, explained."""

    trace_id: str
    question: str
    route: str
    at: float = Field(description="Seconds since the epoch.")
    explain: dict[str, Any]


class Alive(_Closed):
    """The process answers."""

    status: Literal["ok"]
    version: str


class CheckShape(_Closed):
    """The health of one part."""

    name: str
    ok: bool
    required: bool
    detail: str


class Ready(_Closed):
    """`ready`, `degraded` (a part that answers can do without is missing) or `unavailable`."""

    status: Literal["ready", "degraded", "unavailable"]
    checks: list[CheckShape]


class ErrorBody(_Closed):
    """`code` is for programs, `message` for people, `trace_id` finds it in the log."""

    code: str
    message: str
    trace_id: str


class ErrorShape(_Closed):
    """The envelope of every error."""

    error: ErrorBody
