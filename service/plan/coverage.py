"""The gate's second half: whether the plan that was executed covers the telling spans of its question.

    question → spans (roles and values; the reader's) ┐
    plan → outcomes (figures with body, year, labels) ┴→ the spans that nothing of the plan answers for

A body that was named stands behind an operand or is said to be missing; the class of each operator is
in the plan, or the place itself states such a figure; what was excluded is excluded.  A plan that
gives no figure (it asks back, or says that there is none) leaves nothing uncovered.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from corpus.amounts import find_amounts
from corpus.text import fold
from service.lookup.facts import Fact
from service.lookup.terms import terms
from service.narrative import Role as Stating
from service.plan import types as t
from service.plan.operators import operator
from service.plan.results import (
    Executed,
    Found,
    Given,
    Passed,
    Shelf,
    Worked,
)
from service.plan.seen import Role, Seen, Span, labels_of, words_of
from service.plan.units import turned
from service.understanding.words import plain

__all__ = ["Open", "Role", "Span", "unasked", "uncovered"]

_ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class Open:
    """A span that the executed plan does not answer for; `text` are its characters."""

    span: Span
    text: str


def uncovered(executed: Executed, spans: Sequence[Span]) -> tuple[Open, ...]:
    """The spans of the question that the executed plan leaves open, in order."""
    if all(isinstance(outcome, Passed | Shelf) for outcome in executed.outcomes):
        return ()
    seen = Seen(executed, spans)
    question = executed.question
    return tuple(
        Open(span, question[span.start : span.end])
        for span in sorted(spans, key=lambda s: s.start)
        if not _CHECKS[span.role](seen, span)
    )


def unasked(executed: Executed, spans: Sequence[Span]) -> tuple[str, ...]:
    """The operations that a plan ends in and no span of the question asks for."""
    said = {span.value for span in spans if span.role == "operator"}
    roles = {span.role for span in spans}
    found = []
    for node in executed.plan.asks:
        inner = node.item if isinstance(node, t.Convert) else node
        op = getattr(inner, "op", "")
        wanted = _KIN.get(op)
        if wanted is None or said & {op, *wanted}:
            continue
        if op in ("max", "min", "rank", "filter") and roles & {"degree", "threshold"}:
            continue
        found.append(op)
    return tuple(found)


_KIN: dict[str, tuple[str, ...]] = {
    "sum": ("total",),
    "difference": ("growth", "holds", "same", "before"),
    "product": ("ratio", "share"),
    "ratio": ("mean", "share", "half"),
    "share": ("ratio",),
    "growth": ("difference",),
    "mean": ("ratio",),
    "median": (),
    "before": ("difference", "growth"),
    "max": ("rank", "difference", "holds"),
    "min": ("rank", "difference", "holds"),
    "rank": ("max", "min"),
    "filter": ("count", "holds"),
    "count": ("filter",),
}


# --- who, when, where -----------------------------------------------------------------------------


def _body(seen: Seen, span: Span) -> bool:
    name = plain(span.value or seen.question[span.start : span.end])
    held = [(f.organisation or "", *f.entry.facts.short_names) for f in seen.facts]
    if any(name == plain(one) for names in held for one in names if one):
        return True
    named = {getattr(node, "body", None) for node in seen.nodes}
    if any(body and plain(body) == name for body in named) or seen.said(seen.question[span.start : span.end]):
        return True
    return seen.told and len(seen.bodies) < 2  # words of one body's reports


def _year(seen: Seen, span: Span) -> bool:
    year = int(span.value) if span.value.isdigit() else 0
    held = {y for f in seen.facts for y in (f.year, f.entry.facts.fiscal_year)}
    if any(isinstance(o, Worked) and isinstance(o.node, t.Before) for o in seen.outcomes):
        held |= {f.year - 1 for f in seen.facts if f.year}
    held |= {getattr(node, "year", None) for node in seen.nodes}
    stated = any(span.value in fold(s.source.quote) for f in seen.facts for s in f.stated)
    columns = any(span.value in fold(" ".join(r.column_path)) for f in seen.facts for r in f.records)
    return year in held or stated or columns or seen.told or seen.said(span.value)


def _code(seen: Seen, span: Span) -> bool:
    return seen.said(span.value) or any(
        code and (code == span.value or code.startswith(span.value))
        for r in seen.records
        for code in (r.row_code, *r.row_path_codes)
    )


def _form(seen: Seen, span: Span) -> bool:
    wanted = fold(span.value)
    return seen.said(span.value) or any(r.form and fold(r.form) == wanted for r in seen.records)


def _unit(seen: Seen, span: Span) -> bool:
    wanted = span.value
    units = {o.unit for o in seen.outcomes if isinstance(o, Found | Worked | Given)}
    per = {o.per for o in seen.outcomes if isinstance(o, Worked)}
    converted = {node.unit for node in seen.nodes if isinstance(node, t.Convert)}
    lacking = {lack.what for lack in seen.lacks}
    return wanted in units | per | converted | lacking or not units


def _own(fact: Fact) -> str:
    """The words that say which account a figure is of: its columns, its label, else its table's title."""
    if not fact.records:
        return fold(fact.label) + (_words_of_budget() if fact.stated[0].role is Stating.BUDGET else "")
    record = fact.records[0]
    columns = fold(" ".join(record.column_path))
    named = any(w in columns for key in ("final", "budget", "adjusted") for w in words_of("account", key))
    return columns if named else f"{columns} {fold(record.title or '')}"


def _words_of_budget() -> str:
    return " ".join(words_of("account", "budget"))


def _account(seen: Seen, span: Span) -> bool:
    if not seen.facts:
        return True
    if any(getattr(node, "account", None) == span.value for node in seen.nodes):
        return True
    if span.value == "final":  # what is not said to be planned
        planned = words_of("account", "budget")
        return any(
            any(w in _own(f) for w in words_of("account", "final")) or not any(w in _own(f) for w in planned)
            for f in seen.facts
        )
    if span.value == "prior" and seen.ops & {"before", "growth"}:
        return True
    if span.value == "prior" and any(s.baseline == "prior" for f in seen.facts for s in f.stated):
        return True
    years = {f.year for f in seen.facts}
    if span.value == "prior" and len(years) > 1:
        return True
    return any(w in labels_of(f) for f in seen.facts for w in words_of("account", span.value))


def _side(seen: Seen, span: Span) -> bool:
    if not seen.facts or any(getattr(node, "side", None) == span.value for node in seen.nodes):
        return True
    other = "expense" if span.value == "income" else "income"
    of_other = [
        any(w in labels_of(f) for w in words_of("side", other))
        and not any(w in labels_of(f) for w in words_of("side", span.value))
        for f in seen.facts
    ]
    return not all(of_other)


def _exclude(seen: Seen, span: Span) -> bool:
    word = fold(span.value)
    return not word or not any(word in labels_of(f) for f in seen.facts)


def _degree(seen: Seen, span: Span) -> bool:
    ways = {_direction(node) for node in seen.nodes} - {""}
    return span.value in ways or not ways


def _direction(node: t.Node) -> str:
    match node:
        case t.Max():
            return "high"
        case t.Min():
            return "low"
        case t.Rank():
            return node.direction
    return ""


def _threshold(seen: Seen, span: Span) -> bool:
    said = find_amounts(span.value) or find_amounts(seen.question[span.start : span.end])
    constants = [o for o in seen.outcomes if isinstance(o, Given)]
    if not said:
        return bool(constants)
    value, unit = said[0].value, said[0].unit
    for one in constants:
        here = turned(one.value, one.unit, unit) if one.unit and unit else one.value
        if here == value:
            return True
    return any(value in (node.n, node.place) for node in seen.nodes if isinstance(node, t.Rank))


# --- what is asked about --------------------------------------------------------------------------


def _measure(seen: Seen, span: Span) -> bool:
    text = span.value or seen.question[span.start : span.end]
    typed = seen.question[span.start : span.end]
    if seen.asked(typed) or seen.said(text) or seen.told:
        return True
    ways = {plain(text), plain(typed), *_spellings(plain(text))} - {""}
    return any(_overlaps(way, plain(labels_of(fact))) for way in ways for fact in seen.facts)


@cache
def _spellings(words: str) -> tuple[str, ...]:
    """The other spellings of the field's terms that words are one of."""
    return tuple(form for term in terms() if words in term.forms for form in term.forms)


def _overlaps(words: str, labels: str) -> bool:
    """Whether labels hold most pairs of characters of the words."""
    if len(words) < 2:
        return words in labels
    pairs = {words[i : i + 2] for i in range(len(words) - 1)}
    return sum(pair in labels for pair in pairs) >= _ENOUGH * len(pairs)


def _several(seen: Seen, span: Span) -> bool:
    return len(seen.facts) + len(seen.lacks) > 1 or seen.told or bool(seen.ops & {"values", "series", "rows"})


def _in_words(*ops: str) -> Callable[[Seen, Span], bool]:
    def covers(seen: Seen, span: Span) -> bool:
        return bool(seen.ops & set(ops)) or seen.said(seen.question[span.start : span.end])

    return covers


_CHECKS: dict[Role, Callable[[Seen, Span], bool]] = {
    "body": _body,
    "year": _year,
    "code": _code,
    "form": _form,
    "unit": _unit,
    "account": _account,
    "side": _side,
    "exclude": _exclude,
    "operator": operator,
    "degree": _degree,
    "threshold": _threshold,
    "measure": _measure,
    "several": _several,
    "why": _in_words("why", "describe"),
    "how": _in_words("how", "describe", "list"),
    "define": _in_words("define", "describe"),
    "list": _in_words("list", "describe", "rank", "filter", "values", "rows", "series", "how", "corpus"),
    "which": lambda seen, span: True,
}
