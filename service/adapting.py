"""What the present reading understood, as a Plan: its figures as places, its computations as nodes.

An adapter: it goes when the reading writes plans itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from corpus.text import fold
from corpus.view import DocumentView
from service.answer import Route
from service.computing.results import Computation, Parts, Ranking, Result, inputs_of
from service.frame import Frame, Operation
from service.lookup.facts import Fact
from service.narrative import StatedFigure
from service.narrative.reading import read
from service.narrative.statements import statements_of
from service.plan import types as t
from service.plan.units import is_money
from service.routing import Obstacle, Scope
from service.turns import Turn

_WORDS: dict[Operation, type[t.Words]] = {
    Operation.WHY: t.Why,
    Operation.HOW: t.How,
    Operation.DEFINE: t.Define,
    Operation.LIST: t.List,
}
_KINDS: dict[Obstacle, Literal["body", "year"]] = {
    Obstacle.BODY: "body",
    Obstacle.YEAR: "year",
    Obstacle.PERIOD: "year",
}


def plan_of(turn: Turn) -> t.Plan | None:
    """The plan of what became of a question; None where something of it has no place in a plan."""
    match turn.answer.route:
        case Route.LOOKUP | Route.COMPUTE:
            asks = _computed(turn.done) if turn.done is not None else _looked_up(turn.facts)
            facts = inputs_of(turn.done) if turn.done is not None else turn.facts
            asks = tuple(_in_unit(node, turn.reading.frame, facts) for node in asks)
        case Route.NARRATIVE:
            asks = (_words(turn),)
        case Route.CLARIFY:
            asks = (t.Ambiguous(about=_open(turn.scope)),)
        case Route.REFUSE:
            asks = (_absent(turn),)
    return t.Plan(asks=asks) if asks else None


def _looked_up(facts: Sequence[Fact]) -> tuple[t.Node, ...]:
    leaves = _leaves(facts)
    return leaves if len(leaves) < 2 else (t.Values(items=leaves),)


def leaf_of(fact: Fact) -> t.Cell | t.Stated | None:
    """The place that states a fact."""
    document = fact.entry.document_id
    if fact.records:
        record = fact.records[0]
        return t.Cell(
            document=document, table=record.table, row=record.row, column=record.column, asked=fact.label
        )
    return _stated(fact.view, fact.stated[0], fact.label) if fact.stated else None


def _stated(view: DocumentView, figure: StatedFigure, asked: str) -> t.Stated | None:
    quote = fold(figure.source.quote)
    for s in statements_of(read(view)):
        same = (s.raw, s.role, s.value) == (figure.raw, figure.role, figure.value)
        if same and quote in s.line.folded and s.sentence.folded in quote:
            return t.Stated(
                document=view.entry.document_id, line=s.line.number, order=s.order, raw=s.raw, unit=s.unit,
                asked=asked,
            )  # fmt: skip
    return None


def _leaves(facts: Sequence[Fact]) -> tuple[t.Node, ...]:
    """The places of all facts; none where one has no place, or there are more than a plan holds."""
    found = [leaf for fact in facts if (leaf := leaf_of(fact)) is not None]
    return tuple(found) if len(found) == len(facts) <= t.MOST_ITEMS else ()


def _computed(done: Result) -> tuple[t.Node, ...]:
    if isinstance(done, Parts):
        parts = [node for one in done.each if (node := _computation(one)) is not None]
        return tuple(parts) if len(parts) == len(done.each) else ()
    node = _ranking(done) if isinstance(done, Ranking) else _computation(done)
    return () if node is None else (node,)


def _ranking(done: Ranking) -> t.Node | None:
    items = _leaves(done.facts)
    if not items:
        return None
    missing = tuple(t.Missing(kind="operand", asked=words) for words in done.missing)
    if done.condition:
        return t.Values(items=items)
    if done.of and done.top == 1:
        return t.Min(items=items) if done.least else t.Max(items=items)
    if missing or not done.of:
        return t.Rank(items=(*items, *missing)[: t.MOST_ITEMS])
    return t.Rank(items=items, n=done.top, direction="low" if done.least else "high")


def _computation(done: Computation) -> t.Node | None:
    items = _leaves(done.result.inputs)
    if not items:
        return None
    if len(items) < 2 or done.operation in (Operation.SUM, Operation.AVERAGE):
        return _of_all(done, items)
    first, other = items[0], items[1]
    if done.operation is Operation.DIFFERENCE:
        return t.Same(left=first, right=other) if done.compared else t.Difference(left=first, right=other)
    if done.operation is Operation.SHARE:
        part = t.Sum(items=items[:-1]) if done.together else first
        return t.Share(part=part, whole=items[-1])
    pairs: dict[Operation, t.Node] = {
        Operation.MULTIPLE: t.Ratio(left=first, right=other),
        Operation.GROWTH: t.Growth(new=first, old=other),
        Operation.BACK_CALCULATION: t.Before(level=first, change=other),
    }
    return pairs.get(done.operation)


def _of_all(done: Computation, items: tuple[t.Node, ...]) -> t.Node | None:
    if done.operation is Operation.AVERAGE:
        each = done.each and len(items) == 2
        return t.Ratio(left=items[0], right=items[1]) if each else t.Mean(items=items)
    return t.Sum(items=items) if done.operation is Operation.SUM else None


def _in_unit(node: t.Node, frame: Frame, facts: Sequence[Fact]) -> t.Node:
    """The node told in the unit asked for, where its figures are money in another."""
    unit = frame.unit
    if unit is None or not is_money(unit) or not facts or isinstance(node, t.Share | t.Growth | t.Same):
        return node
    others = all(is_money(f.unit) for f in facts) and any(f.unit != unit for f in facts)
    return t.Convert(item=node, unit=unit) if others else node


def _words(turn: Turn) -> t.Node:
    kind = _WORDS.get(turn.reading.frame.operation, t.Describe)
    documents = tuple(dict.fromkeys(c.document_id for c in turn.answer.citations))
    return kind(about=turn.reading.frame.question, documents=documents)


def _open(scope: Scope | None) -> Literal["body", "year", "measure"]:
    if scope is None or not (scope.missing_body or scope.missing_year):
        return "measure"
    return "body" if scope.missing_body else "year"


def _absent(turn: Turn) -> t.Node:
    scope = turn.scope
    if scope is None:
        return t.Unclear()
    kind = _KINDS.get(scope.obstacle) if scope.obstacle else None
    what = scope.subject or "".join(m.text for m in turn.reading.frame.metrics)
    return t.Absent(
        kind=kind or "measure", what=what, documents=tuple(e.document_id for e in scope.entries[:20])
    )
