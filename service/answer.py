"""What comes out: the Answer with its figures, citations and warnings (the public shape of
`POST /api/ask`), and the Evidence that it is composed from."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from service.plan.types import Plan


class Route(StrEnum):
    """What became of a question."""

    LOOKUP = "lookup"
    COMPUTE = "compute"
    NARRATIVE = "narrative"
    CLARIFY = "clarify"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a report: the page, and the cell's box or the sentence quoted.

    `table` is `{form, title, row_path, column_path}` for a cell, `section` the path of
    headings for text; `bbox` is `[x0, top, x1, bottom]` in PDF points.
    """

    number: int
    document_id: str
    source: str
    title: str
    page: int
    kind: str
    quote: str
    table: dict[str, Any] | None = None
    section: tuple[str, ...] | None = None
    bbox: tuple[float, float, float, float] | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """An exact value with its unit and owner.  `citation` is the number of its place;
    a computed figure has a `formula` over the figures cited by `inputs`."""

    value: Decimal
    unit: str
    label: str
    organisation: str | None
    fiscal_year: int | None
    citation: int | None
    raw: str = ""
    formula: str | None = None
    inputs: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Warning:
    """Something that the reader must know beside the figure (kind `discrepancy`, `scope`, …)."""

    kind: str
    message: str
    citations: tuple[int, ...] = ()
    computed: tuple[str, ...] = ()  # what the message says that a check worked out of the cited places


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer.  Every number in `text` stands in `figures` or in a cited quote."""

    text: str
    route: Route
    figures: tuple[Figure, ...] = ()
    citations: tuple[Citation, ...] = ()
    warnings: tuple[Warning, ...] = ()
    suggestions: tuple[str, ...] = ()
    chart: dict[str, Any] | None = None
    conversation_id: str = ""
    trace_id: str = ""
    explain: dict[str, Any] | None = field(default=None)
    plan: Plan | None = None
