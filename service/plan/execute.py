"""A plan is executed: leaves become evidence, inner nodes outcomes, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, Protocol

from corpus.view import Library
from service.plan import arithmetic, leaves, searching, words
from service.plan import types as t
from service.plan.choosing import Spread, filtered, incomplete, ranked, verdict
from service.plan.constants import given
from service.plan.results import (
    Executed,
    Fault,
    Lack,
    Outcome,
    Passed,
    Quantity,
    Several,
    Shown,
    Worked,
    quantity_of,
)

MOST_LEVELS = 12
MOST_NODES = 400


class Resolver(Protocol):
    """Finds the place that a slot describes."""

    def resolve(self, slot: t.Slot, library: Library, question: str) -> t.Node:
        """A Cell or Stated; Missing where nothing fits, Ambiguous with the places where several do."""
        ...


def execute(plan: t.Plan, library: Library, question: str, resolver: Resolver | None = None) -> Executed:
    """The outcomes of all that a plan asks.  Never raises for what a plan says: faults are outcomes."""
    running = _Running(library, question, resolver)
    return Executed(plan, question, tuple(running.asked(node) for node in plan.asks))


class _Running:
    """One execution: the corpus, the question, and what is left of the nodes that may be worked out."""

    def __init__(self, library: Library, question: str, resolver: Resolver | None) -> None:
        self._library, self._question, self._resolver = library, question, resolver

    def asked(self, node: t.Node) -> Outcome:
        """The outcome of one thing asked."""
        if _size(node) > MOST_NODES or _depth(node) > MOST_LEVELS:
            return Lack(node, Fault.TOO_LARGE)
        return self.outcome(node)

    def outcome(self, node: t.Node) -> Outcome:
        """The outcome of any node."""
        way = _WAYS.get(type(node))
        return way(self, node) if way is not None else Lack(node, Fault.OPERAND)

    # --- leaves -------------------------------------------------------------------------------

    def _cell(self, node: t.Cell) -> Outcome:
        return leaves.cell(node, self._library)

    def _stated(self, node: t.Stated) -> Outcome:
        return leaves.stated(node, self._library)

    def _constant(self, node: t.Constant) -> Outcome:
        return given(node, self._question)

    def _missing(self, node: t.Missing) -> Outcome:
        return Lack(node, Fault.MISSING, what=node.asked)

    def _passage(self, node: t.Passage) -> Outcome:
        return words.passages(node, (node,), self._library)

    def _rows(self, node: t.Rows) -> Outcome:
        spread = self._spread((node,))
        if spread.lacking:
            return spread.lacking[0]
        return Several(node, spread.items, len(spread.items) + len(spread.left_out), spread.left_out)

    def _slot(self, node: t.Slot) -> Outcome:
        if self._resolver is None:
            return Lack(node, Fault.UNRESOLVED, what=node.asked)
        place = self._resolver.resolve(node, self._library, self._question)
        if isinstance(place, t.Cell | t.Stated | t.Missing | t.Rows):
            outcome = self.outcome(place)
            return replace(outcome, what=outcome.what or node.asked) if isinstance(outcome, Lack) else outcome
        if isinstance(place, t.Ambiguous):
            choices = tuple(self.outcome(c) for c in place.choices if not isinstance(c, t.Slot))
            return Lack(node, Fault.AMBIGUOUS, (), choices, what=node.asked)
        return Lack(node, Fault.UNRESOLVED, what=node.asked)

    # --- several ------------------------------------------------------------------------------

    def _spread(self, nodes: Sequence[t.Node]) -> Spread:
        """Operands one by one: rows, what a filter left, and the first of a rank are several."""
        items: list[Outcome] = []
        lacking: list[Lack] = []
        left_out: list[Lack] = []
        for node in nodes:
            if isinstance(node, t.Rows):
                expanded = leaves.rows(node, self._library)
                if isinstance(expanded, Lack):
                    lacking.append(expanded)
                elif len(expanded[0]) + len(expanded[1]) > MOST_NODES:
                    lacking.append(Lack(node, Fault.TOO_LARGE))
                else:
                    items += expanded[0]
                    # a blank adds nothing; what is printed and cannot be read would add what is not known
                    lacking += [lack for lack in expanded[1] if lack.fault is Fault.UNREAD]
                    left_out += [lack for lack in expanded[1] if lack.fault is not Fault.UNREAD]
                continue
            self._sort_in(self.outcome(node), items, lacking, left_out)
        return Spread(tuple(items), tuple(lacking), tuple(left_out))

    def _sort_in(
        self, outcome: Outcome, items: list[Outcome], lacking: list[Lack], left_out: list[Lack]
    ) -> None:
        if isinstance(outcome, Lack):
            lacking.append(outcome)
        elif isinstance(outcome, Several):
            for item in outcome.items:
                self._sort_in(item, items, lacking, left_out)
            left_out += outcome.left_out
        elif quantity_of(outcome) is None:
            lacking.append(Lack(outcome.node, Fault.OPERAND))
        else:
            items.append(outcome)

    def _several(self, node: t.Values | t.Series) -> Several:
        """Several things, each for itself: what one lacks does not touch the others."""
        spread: list[Outcome] = []
        for item in node.items:
            one = self.outcome(item)
            spread += one.items if isinstance(one, Several) and isinstance(item, t.Rows) else [one]
        return Several(node, tuple(spread), len(spread))

    def _over(self, node: t.Sum | t.Product | t.Mean | t.Median) -> Outcome:
        spread = self._spread(node.items)
        if spread.lacking:
            return Lack(node, Fault.INCOMPLETE, spread.lacking, spread.items)
        if not spread.items:
            return Lack(node, Fault.EMPTY)
        work = {"sum": arithmetic.total, "mean": arithmetic.mean, "median": arithmetic.median}
        if isinstance(node, t.Product):
            done = arithmetic.product(node, spread.quantities)
        else:
            done = work[node.op](node, spread.quantities)
        return _with_operands(done, spread.items, spread.left_out)

    def _of_two(self, node: t.Difference | t.Ratio | t.Share | t.Growth | t.Before) -> Outcome:
        pair = [self._one(item) for item in t.operands(node)]
        if any(isinstance(item, Lack) for item in pair):
            return incomplete(node, pair)
        one, other = (quantity_of(item) for item in pair)
        assert one is not None and other is not None
        match node:
            case t.Difference():
                done = arithmetic.difference(node, one, other)
            case t.Ratio():
                done = arithmetic.ratio(node, one, other)
            case t.Share():
                done = arithmetic.share(node, one, other)
            case t.Growth():
                done = arithmetic.growth(node, one, other)
            case t.Before():
                done = arithmetic.before(node, one, other)
        return _with_operands(done, tuple(pair), ())

    def _one(self, node: t.Node) -> Outcome:
        """An operand that must have one value."""
        outcome = self.outcome(node)
        if isinstance(outcome, Several) and len(outcome.items) == 1:
            outcome = outcome.items[0]
        if isinstance(outcome, Lack) or quantity_of(outcome) is not None:
            return outcome
        return Lack(node, Fault.OPERAND, (), (outcome,))

    def _convert(self, node: t.Convert) -> Outcome:
        inner = self.outcome(node.item)
        if isinstance(inner, Lack):
            return inner
        unit = node.unit
        if unit and not all(arithmetic.convertible(q, unit) for q in _told(inner)):
            return Lack(node, Fault.NO_UNIT, (), (inner,), what=unit)
        return Shown(node, inner, unit, node.decimals)

    # --- choosing -----------------------------------------------------------------------------

    def _ranked(self, node: t.Max | t.Min | t.Rank) -> Outcome:
        return ranked(node, self._spread(node.items))

    def _filter(self, node: t.Filter) -> Outcome:
        return filtered(node, self._spread(node.items), self._one(node.threshold))

    def _count(self, node: t.Count) -> Outcome:
        spread = self._spread(node.items)
        if spread.lacking:
            return Lack(node, Fault.INCOMPLETE, spread.lacking, spread.items)
        return Worked(node, Decimal(len(spread.items)), "", spread.items, left_out=spread.left_out)

    # --- words and the corpus -----------------------------------------------------------------

    def _words(self, node: t.Words) -> Outcome:
        return words.told(node, self._question, self._library)

    def _find(self, node: t.Find) -> Outcome:
        return searching.stands(node, self._library, self._question)

    def _shelf(self, node: t.Corpus | t.Help) -> Outcome:
        return searching.shelf(node, self._library)

    def _passed(self, node: t.Ambiguous | t.Absent | t.Unclear) -> Outcome:
        choices = node.choices if isinstance(node, t.Ambiguous) else ()
        return Passed(node, tuple(map(self.outcome, choices)), searching.held(self._library))

    # --- asking -------------------------------------------------------------------------------

    def _verdict(self, node: t.Same | t.Holds) -> Outcome:
        return verdict(node, self._one(node.left), self._one(node.right))


def _with_operands(done: Worked | Lack, operands: tuple[Outcome, ...], left_out: tuple[Lack, ...]) -> Outcome:
    """A result over the outcomes that its quantities were taken from."""
    if isinstance(done, Lack):
        return replace(done, known=operands)
    return replace(done, operands=operands, left_out=left_out)


def _told(outcome: Outcome) -> list[Quantity]:
    """The values that an outcome tells first: its own, or each of several."""
    if isinstance(outcome, Several):
        return [q for item in outcome.items for q in _told(item)]
    if isinstance(outcome, Shown):
        return _told(outcome.inner)
    quantity = quantity_of(outcome)
    return [quantity] if quantity is not None else []


def _size(node: t.Node) -> int:
    return 1 + sum(_size(item) for item in t.operands(node))


def _depth(node: t.Node) -> int:
    return 1 + max((_depth(item) for item in t.operands(node)), default=0)


_WAYS: dict[type[t.Node], Callable[[_Running, Any], Outcome]] = {
    t.Cell: _Running._cell,
    t.Rows: _Running._rows,
    t.Stated: _Running._stated,
    t.Passage: _Running._passage,
    t.Constant: _Running._constant,
    t.Slot: _Running._slot,
    t.Missing: _Running._missing,
    **dict.fromkeys((t.Values, t.Series), _Running._several),
    **dict.fromkeys((t.Sum, t.Product, t.Mean, t.Median), _Running._over),
    **dict.fromkeys((t.Difference, t.Ratio, t.Share, t.Growth, t.Before), _Running._of_two),
    t.Convert: _Running._convert,
    **dict.fromkeys((t.Max, t.Min, t.Rank), _Running._ranked),
    t.Filter: _Running._filter,
    t.Count: _Running._count,
    **dict.fromkeys((t.Same, t.Holds), _Running._verdict),
    **dict.fromkeys((t.Why, t.How, t.Define, t.List, t.Describe), _Running._words),
    t.Find: _Running._find,
    **dict.fromkeys((t.Corpus, t.Help), _Running._shelf),
    **dict.fromkeys((t.Ambiguous, t.Absent, t.Unclear), _Running._passed),
}
