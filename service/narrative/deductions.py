"""Where points were lost: indicators whose given points are below the points that can be had."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from service.narrative.evidence import Role
from service.narrative.focus import Weighted
from service.narrative.headed import Piece
from service.narrative.reading import Line, Reading
from service.narrative.statements import Statement, statements_of

_LOST = re.compile(r"扣分|失分|[未没]得满分|扣(?:除|了)?[\d.一二三四五六七八九十]+分")


@dataclass(frozen=True, slots=True)
class Deduction:
    """An indicator that was not given in full, and the line that says why."""

    full: Statement
    given: Statement
    piece: Piece


def deductions(reading: Reading) -> Iterator[Deduction]:
    """Every indicator of a report with fewer points given than could be had, in order."""
    open_full: Statement | None = None
    for statement in statements_of(reading):
        if statement.role is Role.FULL_SCORE:
            open_full = statement
        elif (
            statement.role is Role.SCORE
            and open_full is not None
            and _same_part(open_full.line, statement.line)
        ):
            if statement.value < open_full.value:
                yield Deduction(open_full, statement, _why(statement))
            open_full = None


def _same_part(one: Line, other: Line) -> bool:
    return one.titles == other.titles and abs(one.number - other.number) <= 3


def _why(given: Statement) -> Piece:
    """The sentence that gives the points, with the one before when it is too short to say why."""
    sentences = given.line.sentences
    index = sentences.index(given.sentence)
    start = index - 1 if index and "," not in given.sentence.folded else index
    end = index + 1
    # 扣 1 分的原因是…: said when the points and what they are given for have been told.
    for i in range(index + 1, len(sentences)):
        if _LOST.search(sentences[i].folded):
            end = i + 1
    return Piece(given.line, tuple(sentences[start:end]))


def deducted(focus: Weighted, reading: Reading) -> list[tuple[float, Deduction]]:
    """The deductions that a question means: those of the indicator that it names, or all."""
    found = [(_about(focus, d), d) for d in deductions(reading)]
    best = max((score for score, _ in found), default=0.0)
    if not focus.terms or best < 0.5:
        return [(0.7, d) for _, d in found]
    return [(score, d) for score, d in found if score >= best - 0.1]


def _about(focus: Weighted, deduction: Deduction) -> float:
    line = deduction.given.line
    return focus.cover(
        (line.context, 1.0), (line.head, 1.0), (deduction.full.subject, 0.9), (line.folded, 0.6)
    )
