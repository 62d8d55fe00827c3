"""A plan carried out, whoever wrote it: executed, put into words, and let through by the gate.  The one way
from a Plan to an Answer."""

from __future__ import annotations

from corpus.view import Library
from service.answer import Answer, Route
from service.compose.answers import compose
from service.gate import Ungrounded, check
from service.plan.execute import execute
from service.plan.types import Plan

_UNCOVERED = (
    "抱歉，无法为答案中的每个数字给出依据，因此不作回答。",
    "Sorry: not every number of the answer could be given its ground, so none is told.",
)


def carried_out(plan: Plan, question: str, library: Library) -> Answer:
    """The answer that a plan comes to; every number in it is covered."""
    english = question.isascii() and bool(question.strip())
    answer = compose(execute(plan, library, question), library, "en" if english else "zh")
    known = [part for e in library.reports() for part in (e.facts.title, f"{e.facts.fiscal_year}年")]
    known += [text for warning in answer.warnings for text in warning.computed]
    try:
        return check(answer, question, known)
    except Ungrounded as error:
        uncovered = [item.raw for item in error.uncovered]
        return Answer(_UNCOVERED[english], Route.REFUSE, explain={"uncovered": uncovered})
