"""The telling spans of a question, as the gate holds an executed plan against them."""

from __future__ import annotations

from service.plan.coverage import Span
from service.question.bodies import Kind
from service.question.operators import Operators
from service.question.reading import Question

_OPERATORS = {
    "sum": "sum", "difference": "difference", "mean": "mean", "median": "median", "before": "before",
    "ratio": "ratio", "share": "share", "growth": "growth", "half": "half",
}  # fmt: skip


def spans_of(q: Question, operators: Operators) -> tuple[Span, ...]:
    """Bodies, years, codes, forms and operators with their places in the plain question."""
    found: list[Span] = []
    for mention in q.mentions:
        if mention.kind is Kind.BODY and len(mention.holders) == 1:
            found.append(Span(mention.start, mention.end, "body", mention.holders[0]))
    for start, end, year in q.year_places:
        if year in q.years:
            found.append(Span(start, end, "year", str(year)))
    for form in q.forms:
        found.append(Span(0, 0, "form", form))
    for role, op in _OPERATORS.items():
        if role in operators:
            start, end = operators.found[role]
            found.append(Span(start, end, "operator", op))
    for role in ("high", "low"):
        if role in operators:
            found.append(Span(*operators.found[role], "degree", role))
    return tuple(found)
