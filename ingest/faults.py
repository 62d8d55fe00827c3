"""What a step may get wrong about a table or a report, and how the rest goes on without it.

A step that meets a shape which it did not foresee raises one of SHAPE_FAULTS.  That is a problem of
the one thing it was looking at, never a reason to refuse the report.  Everything else (memory,
files, errors of type that the type checker rules out) is not caught here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from corpus.report import Problem, Severity

T = TypeVar("T")

SHAPE_FAULTS: tuple[type[Exception], ...] = (
    LookupError,  # a row, column or word that is not there
    ArithmeticError,  # figures that no sum can be made of
    ValueError,  # the least of nothing, lists that do not match
    AssertionError,  # what was taken to be so
    RecursionError,  # deeper than anything printed
)


@dataclass(slots=True)
class Attempts:
    """Steps that may fail one by one.  `problems` says which did, in order."""

    problems: list[Problem] = field(default_factory=list)

    def result(self, step: Callable[[], T], otherwise: T, code: str, what: str, page: int | None = None) -> T:
        """What `step` returns; `otherwise` where it meets a shape that it cannot handle, which is then a
        Problem `code` about `what` (two languages, as every message)."""
        try:
            return step()
        except SHAPE_FAULTS as fault:
            message = f"{what} ({type(fault).__name__})"
            self.problems.append(Problem(Severity.ERROR, code, message, page))
            return otherwise
