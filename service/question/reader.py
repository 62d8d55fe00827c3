"""The reader without a model: a question, and what was planned before, become a plan.

question → what its stretches are → reports in scope → slots → places → plan → how sure
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import numpy as np

from corpus.view import Library, ReportEntry
from service.evidence.concepts import hearing
from service.evidence.finding import Finder
from service.evidence.passages import Passages, nodes_of
from service.evidence.places import Floats, places_of
from service.evidence.ranker import ranker
from service.evidence.sayings import sayings
from service.language import load
from service.plan import types as t
from service.question.bodies import Bodies, Kind
from service.question.choosing import Planned
from service.question.operators import Operators, operators_in, words_of_operator
from service.question.planning import Planner
from service.question.reading import Question, read, weights_of
from service.question.scope import Before, Scope, scope_of
from service.question.talk import small_talk

_CONTENT = 2.0
_MOST_OPEN = 12
_WARMED = 16
_FAR_AHEAD = 6.0
_SHOWN = 30


@dataclass(frozen=True, eq=False)
class State:
    """What was said before, as far as a follow-up may need it."""

    bodies: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    question: str = ""
    plan: t.Plan | None = None


@dataclass(frozen=True, eq=False)
class Reading:
    """A plan with what it rests on: the question's stretches, its scope and slots, how sure it is (0–1)."""

    question: Question
    operators: Operators
    scope: Scope
    planned: Planned
    sure: float
    state: State = field(default=State())
    follows: bool = False

    @property
    def plan(self) -> t.Plan:
        """All that is asked."""
        return t.Plan(asks=tuple(self.planned.asks))

    def unclear(self) -> Reading:
        """The same question as one that was not understood: the words that tell most are named."""
        words = (self.question.text[:_SHOWN],)
        return replace(self, planned=Planned([t.Unclear(words=words)], why="not understood"))


class Reader:
    """Reads questions over a library; safe to call from several threads."""

    def __init__(self, library: Library, today: Callable[[], date] = date.today) -> None:
        self._library, self._today = library, today
        self._lock = threading.Lock()
        self._bodies: tuple[int, Bodies] | None = None

    def bodies(self) -> Bodies:
        """The bodies of the corpus as it is now."""
        generation = self._library.generation()
        with self._lock:
            if self._bodies is None or self._bodies[0] != generation:
                facts = [entry.facts for entry in self._library.reports()]
                self._bodies = (generation, Bodies(facts))
            return self._bodies[1]

    def warm(self) -> None:
        """Load what the first questions would otherwise wait for."""
        sayings()
        hearing()
        ranker()
        for entry in list(self._library.reports())[:_WARMED]:
            places = places_of(self._library.view(entry.document_id))
            sayings().owners(places)
            _ = places.words, places.heard

    def read(
        self, question: str, state: State | None = None, filters: Mapping[str, Any] | None = None
    ) -> Reading:
        """The reading of a question after `state`."""
        state = state or State()
        q = read(question, self.bodies(), self._today())
        weights = weights_of(q)
        taken = (*((m.start, m.end) for m in q.mentions), *((a, b) for a, b, _ in q.year_places))
        ops = operators_in(q.text, taken)
        if node := small_talk(q, ops, float((weights > 0.35).sum())):
            return Reading(q, ops, Scope(()), Planned([node], why="talk"), 1.0, state)
        follows = self._follows(q, ops, weights, state)
        if follows and self._lacks_measure(q, weights, ops):
            return self._renewed(q, ops, weights, state, filters)
        before = Before(state.bodies, state.years) if follows else Before()
        scope = scope_of(q, ops, self._library, before, filters)
        return self._planned(q, ops, scope, weights, state, follows)

    def _follows(self, q: Question, ops: Operators, weights: Floats, state: State) -> bool:
        """Whether the question leaves open what was said before: a complete one takes nothing."""
        if not state.bodies and not state.question:
            return False
        named = any(m.holders or m.kind is Kind.UNHELD for m in q.mentions)
        return not named or self._lacks_measure(q, weights, ops)

    def _lacks_measure(self, q: Question, weights: Floats, ops: Operators) -> bool:
        """Whether nothing is named but bodies, years and words that only carry a question."""
        told = weights.copy()
        for start, end in ops.found.values():
            told[start:end] = 0
        return float(told[told > 0.35].sum()) < _CONTENT and not q.codes

    def _renewed(
        self, q: Question, ops: Operators, weights: Floats, state: State, filters: Mapping[str, Any] | None
    ) -> Reading:
        """The question before, of another body or year: its words in the new scope."""
        old = read(state.question, self.bodies(), self._today())
        old_weights = weights_of(old)
        old_ops = operators_in(old.text, tuple((m.start, m.end) for m in old.mentions))
        scope = scope_of(q, ops, self._library, Before(state.bodies, state.years), filters)
        merged = Operators(
            {
                **old_ops.found,
                **{
                    k: (0, 0)
                    for k in ops.found
                    if k in ("difference", "sum", "high", "low", "share", "growth")
                },
            }
        )
        return self._planned(old, merged, scope, old_weights, state, True)

    def _planned(
        self, q: Question, ops: Operators, scope: Scope, weights: Floats, state: State, follows: bool
    ) -> Reading:
        def made(node: t.Node, why: str) -> Reading:
            return Reading(q, ops, scope, Planned([node], why=why), 1.0, state, follows)

        if scope.absent:
            return made(t.Absent(kind="body", what=scope.absent[0].text), "body not held")
        if scope.absent_years and (back := self._year_before(q, ops, scope, weights)):
            return Reading(q, ops, scope, back, sureness(back), state, follows)
        if not scope.targets and scope.absent_years:
            return made(t.Absent(kind="year", what=_years(scope.absent_years)), "year not held")
        if not scope.targets:
            return made(t.Absent(kind="report", what=q.text[:40]), "no report")
        if scope.absent_years:
            return made(t.Absent(kind="year", what=_years(scope.absent_years)), "a year is not held")
        if (words := self._words(q, ops)) is not None:
            node = self._told(words, q, scope, weights)
            return made(node, "words")
        finder = Finder(self._library, q.text, q.free)
        planner = Planner(q, ops, self._narrowed(q, scope), finder, _without(ops, weights))
        planned = planner.plan()
        return Reading(q, ops, scope, planned, sureness(planned), state, follows)

    def _narrowed(self, q: Question, scope: Scope) -> Scope:
        """Of very many reports that may be meant those whose text is nearest to the question."""
        entries = scope.entries
        if not scope.open_body or len(entries) <= _MOST_OPEN * 2:
            return scope
        hits = self._library.search(q.text, [e.document_id for e in entries], _MOST_OPEN * 2)
        near = {hit.document_id for hit in hits}
        return replace(
            scope, targets=tuple(x for x in scope.targets if any(e.document_id in near for e in x.entries))
        )

    def _year_before(self, q: Question, ops: Operators, scope: Scope, weights: Floats) -> Planned | None:
        """The figure of a year that is not held, out of the next year's report, where that is asked."""
        year = max(scope.absent_years)
        wide = replace(q, years=(year + 1,))
        later = scope_of(wide, ops, self._library, Before((), (year + 1,)))
        if later.open_body or len(later.targets) != 1:
            return None
        if (
            "before" not in ops
            and not any(target.year == year + 1 for target in scope.targets)
            and "change" not in ops
        ):
            return None
        finder = Finder(self._library, q.text, q.free)
        return Planner(wide, ops, later, finder, weights).before(year, later.targets)

    @staticmethod
    def _words(q: Question, ops: Operators) -> type[t.Words] | None:
        """Whether the report's own words are asked for, and of which kind."""
        if "why" in ops and "asks value" not in ops:
            return t.Why
        if "define" in ops and "asks value" not in ops:
            return t.Define
        doing = ops.any(
            "asks value", "sum", "difference", "mean", "high", "low", "rank", "filter", "yesno", "growth"
        )
        if doing or q.codes:
            return None
        for role, node in (("list", t.List), ("how", t.How), ("describe", t.Describe)):
            if role in ops:
                return node
        return None

    def _told(self, kind: type[t.Words], q: Question, scope: Scope, weights: Floats) -> t.Node:
        entries: list[ReportEntry] = list(scope.entries)[:_MOST_OPEN]
        boost = words_of_operator("reason") if kind is t.Why else ()
        found = Passages(self._library, q.text, weights).best(entries, boost)
        items = nodes_of(found, kind in (t.List, t.How))
        if not items:
            return t.Absent(what=q.text[:40], documents=tuple(e.document_id for e in entries))
        return kind(about=q.text[:60], documents=tuple(e.document_id for e in entries), items=items)


_DOING = (
    "sum",
    "difference",
    "ratio",
    "mean",
    "high",
    "low",
    "rank",
    "from low",
    "yesno",
    "each",
    "asks value",
    "before",
    "not",
    "trend",
)


def _without(ops: Operators, weights: Floats) -> Floats:
    """The weights with words of doing counted for little: they tell nothing of what is measured."""
    told = weights.copy()
    for role in _DOING:
        if role in ops:
            start, end = ops.found[role]
            told[start:end] = np.minimum(told[start:end], 0.1)
    return told


def _years(years: tuple[int, ...]) -> str:
    return "、".join(f"{year}年" for year in years)


def sureness(planned: Planned) -> float:
    """How sure a plan is: that of its least sure slot, by the learned weights of the decision."""
    if not planned.choices or any(not choice.groups for choice in planned.choices):
        return 0.0
    weights = load("weights/decision")
    least = min(planned.choices, key=lambda c: c.chances[0] * c.groups[0][0].covered)
    best = least.groups[0][0]
    ahead = best.score - least.groups[1][0].score if len(least.groups) > 1 else _FAR_AHEAD
    computed = not isinstance(planned.asks[0], t.Cell | t.Stated | t.Values | t.Convert)
    odds = (
        weights["bias"] + weights["chance"] * least.chances[0] + weights["covered"] * best.covered
        + weights["named"] * min(best.named, 1.0)
        + weights["margin"] * min(max(ahead, 0.0), _FAR_AHEAD) / _FAR_AHEAD
        + weights["several"] * (len(planned.choices) > 1) + weights["computed"] * computed
    )  # fmt: skip
    return float(1 / (1 + np.exp(-odds)))
