"""The leaves of a Plan: places of the reports, numbers of the question, and what is missing."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Number = Annotated[Decimal, Field(max_digits=40, decimal_places=12)]
"""A number as questions write them: none is told that would not fit a line."""


class Node(BaseModel):
    """What all nodes share: they are frozen and refuse fields that they do not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="strings")


class Leaf(Node):
    """A node without operands; `asked` are the words of the question that it stands for."""

    asked: str = ""


class Cell(Leaf):
    """One body cell: `table`, `row` and `column` are those of `corpus.report.Record`."""

    op: Literal["cell"] = "cell"
    document: str
    table: int
    row: int
    column: int


class Rows(Leaf):
    """The cells of one column of a table, as so many operands.

    `under` is the grid row whose children are meant (None: the outermost rows), `depth` counts the
    levels below it (None: the rows that have no children).  Totals are left out.
    """

    op: Literal["rows"] = "rows"
    document: str
    table: int
    column: int
    under: int | None = None
    depth: int | None = 1


class Stated(Leaf):
    """A number in a sentence: `line` and `order` are those of `service` statements of the report;
    `raw` and `unit` are repeated, and must stand there."""

    op: Literal["stated"] = "stated"
    document: str
    line: int
    order: int
    raw: str
    unit: str = ""


class Passage(Leaf):
    """Words of a report: a passage by its number, or some of its sentences (from 0), or one of the
    lines (paragraphs, text cells) that the report is read in."""

    op: Literal["passage"] = "passage"
    document: str
    passage: int
    sentences: tuple[int, ...] = ()
    line: int | None = None


class Constant(Leaf):
    """A number that the question itself states."""

    op: Literal["constant"] = "constant"
    value: Number
    unit: str = ""


class Slot(Leaf):
    """A figure by description, to be resolved against the corpus; `asked` holds the words of its measure."""

    op: Literal["slot"] = "slot"
    body: str | None = None
    year: int | None = None
    kind: str | None = None
    account: Literal["final", "budget", "adjusted", "prior"] | None = None
    side: Literal["income", "expense"] | None = None
    level: str | None = None
    form: str | None = None
    code: str | None = None
    unit: str | None = None


class Missing(Leaf):
    """Something that was asked for and is not in the reports: what kind of thing, in the question's words."""

    op: Literal["missing"] = "missing"
    kind: Literal["measure", "body", "year", "report", "operand"] = "measure"
    body: str | None = None
    year: int | None = None
