"""From slots and operators to a plan over places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from service.evidence.finding import Candidate
from service.narrative.asks import class_of
from service.plan import types as t
from service.question.choosing import Choice, Planned, near_to_one
from service.question.derived import Derived
from service.question.lexicon import words_of
from service.question.overs import OverPlans
from service.question.reading import asked_classes
from service.question.rowplans import RowPlans
from service.question.scope import Target
from service.question.slots import Segment

_APART = 1.5


class Planner(Derived, RowPlans, OverPlans):
    """Makes the plan of one question over the reports in its scope."""

    def plan(self) -> Planned:
        """The plan of the question."""
        targets = self.scope.targets
        if self.scope.open_body or self.scope.open_year:
            return self._open(targets)
        if len(self.q.forms) > 1 and len(targets) == 1:
            return self._over_forms(targets)
        if len(targets) > 1 and not self.scope.open_body and not self.scope.open_year:
            return self._over_targets(targets)
        if self.ops.any("filter", "high", "low", "rank") and (made := self._of_rows(targets)):
            return made
        if made := self._share(targets) or self._taken_off(targets) or self._changes(targets):
            return made
        parts = self.slots(targets)
        if len(parts) > 1:
            return self._several(parts, targets)
        return self._single(targets)

    def _open(self, targets: Sequence[Target]) -> Planned:
        """The body or the year was left open: answered where one alone can be meant, else asked back."""
        everyone = self.choice(None, targets)
        best = everyone.best
        if best is None:
            return Planned([t.Absent(what=self.phrase(None))], [], "nothing")
        tops: dict[object, Candidate] = {}
        for group in everyone.groups:
            for c in group:
                if _owner(c) not in tops or c.score > tops[_owner(c)].score:
                    tops[_owner(c)] = c
        others = [c for key, c in tops.items() if key != _owner(best)]
        rival = max(others, key=lambda c: c.score, default=None)
        alike = [c for c in others if c.signature[:2] == best.signature[:2] and best.is_cell]
        if alike or (rival is not None and rival.score > best.score - _APART):
            choices = [best, *sorted(alike or others, key=lambda c: -c.score)[:5]]
            about: Literal["body", "year"] = (
                "body" if len({c.entry.facts.organisation for c in choices}) > 1 else "year"
            )
            return Planned([t.Ambiguous(about=about, choices=tuple(c.leaf() for c in choices))], [], "open")
        chosen = [x for x in targets if (x.body, x.year) == _owner(best)]
        narrowed = Planner(
            self.q,
            self.ops,
            replace(self.scope, targets=tuple(chosen), open_body=False, open_year=False),
            self.finder,
            self.weights,
        )
        return narrowed.plan()

    def _over_forms(self, targets: Sequence[Target]) -> Planned:
        """One thing in several forms: each, whether they agree, or by how much they differ."""
        choices = [self.choice(None, targets, forms=(form,)) for form in self.q.forms]
        if any(c.best is None for c in choices):
            return self._single(targets)
        leaves = [c.best.leaf() for c in choices if c.best]
        parts = self.slots(targets)
        if len(parts) > 1:
            return self._several(parts, targets)
        if len(leaves) == 2 and "difference" in self.ops:
            return Planned(
                [t.Difference(left=leaves[0], right=leaves[1], absolute=True)], choices, "forms differ"
            )
        if len(leaves) == 2 and self.ops.any("same", "yesno"):
            return Planned([t.Same(left=leaves[0], right=leaves[1])], choices, "forms agree")
        return Planned([t.Values(items=tuple(leaves))], choices, "forms")

    def _single(self, targets: Sequence[Target]) -> Planned:
        choice = self.choice(None, targets)
        best = choice.best
        if best is None:
            return Planned([t.Absent(what=self.phrase(None))], [], "nothing")
        wanted = asked_classes(self.q.text)
        if wanted and class_of(best.unit) not in wanted and not (best.unit == "%" and "share" in self.ops):
            fitting = [g for g in choice.groups if class_of(g[0].unit) in wanted]
            if not fitting:
                return Planned([t.Absent(what=self.phrase(None))], [], "no such unit")
            chances = [choice.chances[choice.groups.index(g)] for g in fitting]
            choice = Choice(None, fitting, chances)
            best = fitting[0][0]
        if "mean" in self.ops and best.unit != "%" and (made := self._per(targets)):
            return made
        if self.ops.any("sum", "sum word") and (rows := self._entries(choice)):
            return Planned([t.Sum(items=(rows,))], [choice], "sum of entries")
        node: t.Node = best.leaf(self.phrase(None))
        return Planned([self._finished(node, best)], [choice], "single")

    def _several(self, parts: Sequence[Segment], targets: Sequence[Target]) -> Planned:
        choices = near_to_one([self.choice(part, targets) for part in parts])
        leaves: list[t.Node] = []
        kept: list[Choice] = []
        for choice in choices:
            best = choice.best
            if best is None:
                continue
            leaf = best.leaf(self.phrase(choice.segment))
            if any(self.same(leaf, other) for other in leaves):
                continue
            leaves.append(leaf)
            kept.append(choice)
        if len(leaves) == 1:
            return self._single(targets)
        return Planned([self._combined(leaves, kept)], kept, "several")

    def _combined(self, leaves: list[t.Node], choices: Sequence[Choice]) -> t.Node:
        """The operands under the operator that the question names."""
        ops = self.ops
        units = {c.best.unit for c in choices if c.best}
        money = all(u.endswith("元") for u in units)
        alike = money or len(units) == 1
        items = tuple(leaves)
        if alike and len(items) >= 3 and "sum" in ops:
            if "difference" in ops:
                return t.Difference(left=t.Sum(items=items[:-1]), right=items[-1], absolute=True)
            if "share" in ops:
                return t.Share(part=t.Sum(items=items[:-1]), whole=items[-1])
        if alike and ("sum" in ops or self._totals(choices)):
            return t.Sum(items=items)
        if len(items) == 2 and (made := self._of_two(items, choices, alike, units)):
            return made
        return self._ranked(items) if alike and ops.any("high", "low") else t.Values(items=items)

    def _totals(self, choices: Sequence[Choice]) -> bool:
        """Whether a word like 合计 asks for the sum of what is named, and is no part of a name itself."""
        if "sum word" not in self.ops or self.ops.any("each"):
            return False
        start, end = self.ops.found["sum word"]
        segments = [c.segment for c in choices if c.segment is not None]
        return not any(s.start < end and start < s.end for s in segments)

    def _of_two(
        self, items: tuple[t.Node, ...], choices: Sequence[Choice], alike: bool, units: set[str]
    ) -> t.Node | None:
        """Two operands under the operator that needs two."""
        one, other = items
        if not alike:
            if "mean" not in self.ops:
                return None
            money_first = choices[0].best is not None and choices[0].best.unit.endswith("元")
            return t.Ratio(left=one, right=other) if money_first else t.Ratio(left=other, right=one)
        if "difference" in self.ops:
            return t.Difference(left=one, right=other, absolute=True)
        if "ratio" in self.ops:
            return t.Ratio(left=one, right=other)
        if "share" in self.ops and "%" not in units:
            part, whole = self._part_and_whole(items, choices)
            return t.Share(part=part, whole=whole)
        return None

    def _part_and_whole(self, items: tuple[t.Node, ...], choices: Sequence[Choice]) -> tuple[t.Node, t.Node]:
        """Which of two is the whole: what stands behind 占, or else the larger."""
        at = self.ops.found["share"][0]
        places = [c.segment.start if c.segment else 0 for c in choices]
        if self.q.text.startswith(words_of("part of"), at) and places[0] < at < places[1]:
            return items[0], items[1]
        values = [c.best.value if c.best and c.best.value is not None else Decimal(0) for c in choices]
        return (items[0], items[1]) if values[0] <= values[1] else (items[1], items[0])

    def _finished(self, node: t.Node, best: Candidate) -> t.Node:
        """A single figure told as it was asked: in another unit, held against a number of the question."""
        if "half" in self.ops:
            return t.Ratio(left=node, right=t.Constant(value=Decimal(2)))
        threshold = self.threshold()
        if (
            "yesno" in self.ops
            and threshold is not None
            and self.ops.any("above", "below")
            and best.unit.endswith("元") == threshold.unit.endswith("元")
        ):
            return t.Holds(left=node, comparison=self.comparison(), right=threshold)
        unit = self.q.cues.unit
        if unit and best.unit.endswith("元") and unit.endswith("元") and unit != best.unit:
            return t.Convert(item=node, unit=unit, decimals=self.q.cues.decimals)
        return node


def _owner(candidate: Candidate) -> tuple[str | None, int | None]:
    facts = candidate.entry.facts
    return facts.organisation, facts.fiscal_year
