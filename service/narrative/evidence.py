"""What the narrative gives back: quoted extracts and the figures that sentences state."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Role(StrEnum):
    """What a stated number says of its subject."""

    LEVEL = "level"  # the amount or count itself
    BUDGET = "budget"  # what was budgeted for it
    CHANGE = "change"  # an increase or decrease, signed, in the subject's unit
    GROWTH = "growth"  # the same in percent, signed
    COMPLETION = "completion"  # percent of the budget
    SHARE = "share"  # percent of a whole
    FULL_SCORE = "full_score"  # points that can be had
    SCORE = "score"  # points that were given
    DEDUCTED = "deducted"  # points that were taken off


@dataclass(frozen=True, slots=True)
class Source:
    """Where words stand: material for a citation.

    `page` counts from 1, `section` is the path of headings, `quote` the sentence (or the
    table cell) as printed, `box` `(x0, top, x1, bottom)` in PDF points or None.  `table` is
    the table's number for text of a cell.
    """

    document_id: str
    passage: int | None
    page: int
    section: tuple[str, ...]
    quote: str
    box: tuple[float, float, float, float] | None = None
    table: int | None = None
    form: str | None = None
    title: str | None = None

    @property
    def kind(self) -> str:
        """`table` or `text`, as citations name it."""
        return "text" if self.table is None else "table"


@dataclass(frozen=True, slots=True)
class Extract:
    """A stretch of the report that answers: `text` in the report's own words, in order.

    `heading` is the title that it stands under (empty where the sentence speaks for
    itself); `score` is 0-1.
    """

    text: str
    source: Source
    heading: str = ""
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A number that a sentence states, bound to what it counts.

    `value` is signed for CHANGE and GROWTH (negative: decrease), exact, in `unit` (``""``
    when none is printed).  `label` names what is counted in the report's words, `asked` is
    the question's own wording (several may be asked at once; `ask` counts them from 0).
    `baseline` is what a change is measured against (`prior`, `budget` or None).
    `approximate` marks 约, 余, 近 and the like.  `unexplained` holds the question's words
    found neither in the sentence nor above it.  `same` are places that state the same value
    for the same subject, `others` those that state it differently.
    """

    value: Decimal
    unit: str
    label: str
    raw: str
    source: Source
    score: float
    role: Role = Role.LEVEL
    baseline: str | None = None
    approximate: bool = False
    ask: int = 0
    asked: str = ""
    unexplained: tuple[str, ...] = ()
    same: tuple[StatedFigure, ...] = ()
    others: tuple[StatedFigure, ...] = ()


@dataclass(frozen=True, slots=True)
class NarrativeEvidence:
    """Ordered extracts that answer a descriptive question, from one report or several.

    `topic` says which kind of passage was looked for (`reason`, `problems`, `duties`, …),
    `confidence` is 0-1, `figures` are the numbers that the question asked for beside the
    description, `missing` the question's words that no extract holds.
    """

    topic: str
    extracts: tuple[Extract, ...]
    confidence: float
    figures: tuple[StatedFigure, ...] = ()
    missing: tuple[str, ...] = ()
