"""A cell that a question may mean, and what counts against its labels."""

from __future__ import annotations

from dataclasses import dataclass, field

from service.lookup.index import Cell, DocumentIndex
from service.lookup.matching import Match

UNNAMED_COLUMN = 2.5
FIRM = 0.9
BY_TERM = 0.5
_LABEL_REST, _REST_MOST = 0.45, 1.2
_PASSED_OVER = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cell with its score (0 is a perfect match, lower is worse) and the reasons."""

    document: DocumentIndex
    cell: Cell
    score: float
    cover: int
    head: bool
    exact: bool
    unexplained: tuple[str, ...]
    passed_over: int
    reasons: tuple[str, ...] = field(default=())

    @property
    def confident(self) -> bool:
        """Whether the cell explains the whole question and nothing of it was guessed."""
        if self.passed_over >= _PASSED_OVER:
            return False
        return self.head and self.score > -UNNAMED_COLUMN and not self.unexplained


def rest_of(label: str, match: Match) -> float:
    """What counts against a label that is not said word for word."""
    if match.quality >= 1:
        return 0.0
    missing = len(label) * max(0.0, 1 - match.quality / FIRM)
    return max(BY_TERM, min(_REST_MOST, missing * _LABEL_REST))
