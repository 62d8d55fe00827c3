"""Whether the operators of a question are in the plan, or what they ask for is stated as such."""

from __future__ import annotations

from corpus.report import Record
from service.lookup.terms import total_rows
from service.narrative import Role as Stating
from service.plan import types as t
from service.plan.results import Worked, found_in
from service.plan.seen import Seen, Span, labels_of, words_of
from service.understanding.words import plain_label

_DOES: dict[str, frozenset[str]] = {
    "sum": frozenset({"sum", "mean"}),
    "difference": frozenset({"difference", "growth", "before"}),
    "product": frozenset({"product"}),
    "ratio": frozenset({"ratio", "share"}),
    "share": frozenset({"share", "ratio", "product"}),
    "growth": frozenset({"growth", "difference"}),
    "mean": frozenset({"mean", "ratio"}),
    "median": frozenset({"median"}),
    "before": frozenset({"before", "difference"}),
    "convert": frozenset({"convert"}),
    "max": frozenset({"max", "rank"}),
    "min": frozenset({"min", "rank"}),
    "rank": frozenset({"rank", "max", "min"}),
    "filter": frozenset({"filter", "holds"}),
    "count": frozenset({"count"}),
    "same": frozenset({"same", "holds"}),
    "holds": frozenset({"holds", "same", "filter"}),
    "find": frozenset({"find"}),
    "half": frozenset({"ratio", "product", "holds"}),
    "series": frozenset({"series", "values", "rank"}),
}
_STATING = {
    "difference": {Stating.CHANGE},
    "growth": {Stating.GROWTH, Stating.CHANGE},
    "share": {Stating.SHARE, Stating.COMPLETION},
    "before": {Stating.CHANGE},
}


def operator(seen: Seen, span: Span) -> bool:
    """Whether the plan holds a node of the operator's kind, or its one place states such a figure."""
    op = span.value
    if op == "share" and _adds_percentages(seen):
        return False
    if op == "difference" and seen.ops & {"holds", "same"} and "difference" not in seen.ops:
        return True  # a comparison tells by how much
    if seen.ops & _DOES.get(op, frozenset({op})):
        return True
    if _is_lacking(seen, op):
        return True
    if op == "sum" and not seen.each and (len(seen.bodies) > 1 or len(seen.measures) > 1):
        return False  # what several come to is no place's own
    return _stated_by_place(seen, op)


def _is_lacking(seen: Seen, op: str) -> bool:
    """Whether the plan says that it gives no such value: nothing is told that could be mistaken for it."""
    return not seen.facts and bool(seen.lacks) and op != "find"


def _adds_percentages(seen: Seen) -> bool:
    """Whether percentages of several wholes were added up: that is no percentage of anything."""
    for outcome in seen.outcomes:
        if isinstance(outcome, Worked) and isinstance(outcome.node, t.Sum) and outcome.unit == "%":
            owners = {(f.fact.organisation, f.fact.year) for f in found_in(outcome)}
            if len(owners) > 1:
                return True
    return False


def _stated_by_place(seen: Seen, op: str) -> bool:
    """Whether a place itself states a figure of that kind: a total row, a stated share, a change."""
    for fact in seen.facts:
        if any(s.role in _STATING.get(op, ()) for s in fact.stated):
            return True
        if any(w in labels_of(fact) for w in words_of("stated", op)):
            return True
        if op == "sum" and fact.records and _is_total(fact.records[0]):
            return True
        if op == "count" and not fact.unit.endswith("元"):
            return True
        if op == "share" and fact.unit == "%":
            return True
    return False


def _is_total(record: Record) -> bool:
    """Whether a cell is in a row of totals, or its table has no rows."""
    return not record.row_label or plain_label(record.row_label) in total_rows()
