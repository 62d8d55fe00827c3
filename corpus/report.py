"""What a report is, once read: the types that ingest makes and service asks.

Everything here is frozen (what there are thousands of, by the type checker: `corpus.values`)
and needs the standard library only.  Pages count from 1; boxes are in PDF points from the
page's top left corner; values are exact decimals in the unit that stands beside them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from math import floor
from typing import TYPE_CHECKING

from corpus.values import value

if TYPE_CHECKING:
    from corpus.findings import Finding

CERTAIN = 0.95
"""A record of less confidence does not answer exactly: its digits may have been misread."""


class PassageKind(StrEnum):
    """Where a passage's text stands in the report."""

    TEXT = "text"
    TABLE = "table"


class Severity(StrEnum):
    """How much of the report a problem touches."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


@value
class Box:
    """A rectangle on a page, in PDF points from the top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float

    def as_list(self) -> list[float]:
        """`[x0, top, x1, bottom]`, rounded to a hundredth of a point."""
        # `round` takes four times as long, and a report has tens of thousands of boxes.
        ends = (self.x0, self.top, self.x1, self.bottom)
        return [floor(end * 100 + 0.5) / 100 for end in ends]


@value
class Place:
    """A box on a numbered page."""

    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its size in points, its text in reading order, and where the text came from
    (`text-layer`, `recognised`, or `none`).  `unsure` are the numbers of a recognised page, without
    separators, that may have been misread (under CERTAIN)."""

    number: int
    width: float
    height: float
    text: str
    origin: str = "text-layer"
    unsure: tuple[str, ...] = ()


@value
class TableCell:
    """One cell of a reconstructed grid, spans included; rows and columns count from 0 over
    the whole (stitched) table.  `header` marks cells of the column header."""

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    header: bool = False
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table as one thing, however many pages it runs over.

    `number` counts from 1 in the report.  `form` is the printed form number (公开NN表),
    `unit` what the unit line states.  `confidence` is 0–1 with the reasons in `notes`.
    """

    number: int
    form: str | None
    title: str | None
    unit: str | None
    pages: tuple[int, ...]
    cells: tuple[TableCell, ...]
    section: tuple[str, ...] = ()
    confidence: float = 1.0
    notes: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()


@value
class Record:
    """One numeric body cell of a table (or a stated blank, with `value` None).

    `row_path` and `column_path` run from the outermost label to the cell's own;
    `column_path` begins with the side in a two-sided table.  `row` and `column` place the
    cell in the grid of table `table`.  `confidence` is below 1 for recognised digits, and 0 for a cell
    that says something (`raw`) which is no figure that can be read: `value` is None then, too.
    """

    table: int
    row: int
    column: int
    form: str | None
    title: str | None
    row_code: str | None
    row_label: str | None
    row_path: tuple[str, ...]
    column_path: tuple[str, ...]
    value: Decimal | None
    raw: str
    unit: str | None
    page: int
    box: Box | None
    row_path_codes: tuple[str, ...] = ()
    confidence: float = 1.0

    @property
    def unread(self) -> bool:
        """Whether the cell states something that could not be read as a figure (详见附表, 86.40-), or may
        do so under a stamp: not blank, and no value of it may be told."""
        return self.value is None and self.confidence < CERTAIN


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the stretch of text under it.  `path` ends with its own title."""

    number: int
    level: int
    title: str
    path: tuple[str, ...]
    page: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text that is indexed and cited: whole paragraphs of one section, or a
    table in words.  `index_text` is what retrieval sees: the report's title and the section
    path before the text."""

    number: int
    kind: PassageKind
    section: tuple[str, ...]
    text: str
    index_text: str
    page: int
    page_end: int
    places: tuple[Place, ...] = ()
    table: int | None = None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two statements of the report that cannot both be right (kind `figure`, `sum`,
    `percentage`), or that differ by what they cover (kind `scope`).

    `subject` names what is stated; the places are quotes with their pages, so that both can
    be cited.  `record` refers to a record's (table, row, column) where one is concerned.
    """

    kind: str
    subject: str
    stated: str
    stated_page: int
    stated_quote: str
    against: str
    against_page: int
    against_quote: str
    record: tuple[int, int, int] | None = None
    against_record: tuple[int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that was not read, or not understood, and where."""

    severity: Severity
    code: str
    message: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What the report says of itself.  `organisation` is the full published name;
    `short_names` are those that the report itself uses for it."""

    title: str
    organisation: str | None
    fiscal_year: int | None
    report_type: str | None
    short_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A file, read.  `document_id` follows from the bytes (`sha256`), so that the same bytes
    are the same report."""

    document_id: str
    source: str
    sha256: str
    media_type: str
    facts: ReportFacts
    pages: tuple[Page, ...]
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    tables: tuple[Table, ...]
    records: tuple[Record, ...]
    findings: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
