"""What a report's own checks found, as it is kept and shown.

A finding names what is stated, where, what it disagrees with, and what would be expected by which
formula.  Its `key` follows from what is said, not from where it is printed, so that it holds over
a new reading of the report and over a later edition that moves the page.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from corpus.report import Disagreement, Severity
from corpus.text import fold

Cell = tuple[int, int, int]
"""Table, row and column of a record."""


class Category(StrEnum):
    """What sort of thing was found."""

    ERROR = "error"
    ROUNDING = "rounding"
    PERCENTAGE = "percentage"
    SCOPE = "scope"
    WORDING = "wording"
    COMPLETENESS = "completeness"


class State(StrEnum):
    """What became of a finding."""

    OPEN = "open"
    ACCEPTED = "accepted"
    MENDED = "mended"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a finding: the value as printed, its page, what stands there, and the record's
    cell where it is one (else `quote` is a sentence, or a formula's parts)."""

    value: str
    page: int
    quote: str
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found.  `kind` is the identity that was checked (`sum`, `named`, `growth` …);
    `subject` names what is stated; `expected` is the value that would agree, `formula` how it
    follows; `more` are further places that bear it out."""

    kind: str
    category: Category
    severity: Severity
    subject: str
    message: str
    stated: Side
    against: Side | None = None
    expected: str = ""
    formula: str = ""
    more: tuple[Side, ...] = ()

    @property
    def key(self) -> str:
        """The stable id: what is said of what, pages and order left out."""
        told = (self.kind, fold(self.subject), fold(self.stated.value), fold(self.expected))
        return hashlib.sha256("\x1f".join(told).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of a finding, with the note and the name of whoever set it (empty while open)."""

    state: State = State.OPEN
    note: str = ""
    by: str = ""
    at: float = 0.0


OPEN = Standing()

_DISAGREEING = (Category.ERROR, Category.ROUNDING, Category.PERCENTAGE, Category.SCOPE)
_KIND = {
    Category.ROUNDING: "rounding",
    Category.PERCENTAGE: "percentage",
    Category.SCOPE: "scope",
}
_OF_ERROR = {
    "sum": "sum",
    "balance": "sum",
    "growth": "percentage",
    "completion": "percentage",
    "share": "percentage",
}


def disagreements_in(findings: Iterable[Finding]) -> tuple[Disagreement, ...]:
    """The findings that set one place of the report against another, as answers warn of them."""
    return tuple(
        _disagreement(found, found.against)
        for found in findings
        if found.category in _DISAGREEING and found.against is not None and found.against.value
    )


def _disagreement(found: Finding, against: Side) -> Disagreement:
    kind = _KIND.get(found.category) or _OF_ERROR.get(found.kind, "figure")
    return Disagreement(
        kind=kind,
        subject=found.subject,
        stated=found.stated.value,
        stated_page=found.stated.page,
        stated_quote=found.stated.quote,
        against=against.value,
        against_page=against.page,
        against_quote=against.quote,
        record=found.stated.cell,
        against_record=against.cell,
    )


_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def by_weight(findings: Iterable[Finding]) -> list[Finding]:
    """Errors first, then by page."""
    return sorted(findings, key=lambda found: (_RANK[found.severity], found.stated.page))


def at_least(severity: Severity, findings: Iterable[Finding]) -> list[Finding]:
    """The findings of that severity and of the graver ones."""
    return [found for found in findings if _RANK[found.severity] <= _RANK[severity]]


_DIGITS = re.compile(r"[^\d.]")


def digits_in(text: str) -> str:
    """The digits of a printed value, for comparing two ways of writing it."""
    return _DIGITS.sub("", fold(text))
