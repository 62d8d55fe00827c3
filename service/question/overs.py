"""Plans over several bodies, years or forms: the same thing in each, compared or added up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from service.plan import types as t
from service.question.choosing import Choice, Planned, Slots
from service.question.scope import Target
from service.question.slots import Segment

_TWO, _MOST_TARGETS = 2, 60


class OverPlans(Slots):
    """One measure in each of several targets."""

    def _over_targets(self, targets: Sequence[Target]) -> Planned:
        """The same measures in each body or year; of very many it is asked which are meant."""
        if len(targets) > _MOST_TARGETS:
            return Planned([t.Ambiguous(about="body")], [], "too many")
        parts = self.slots(targets[:1])
        if len(parts) > 1 and not self.ops.any("high", "low", "rank", "difference", "sum"):
            rows = [self._aligned(part, targets) for part in parts]
            asks: list[t.Node] = [self._series(leaves, targets) for leaves, _ in rows]
            return Planned(asks, [c for _, choices in rows for c in choices], "several over targets")
        leaves, choices = self._aligned(None, targets)
        if not choices:
            return Planned([t.Absent(what=self.phrase(None))], [], "nothing")
        return Planned([self._together(tuple(leaves), targets)], choices, "over targets")

    def _together(self, items: tuple[t.Node, ...], targets: Sequence[Target]) -> t.Node:
        """The operands under the operator that the question names."""
        ops = self.ops
        if len(items) > _TWO and "sum" in ops and "difference" in ops:
            return t.Difference(left=t.Sum(items=items[:-1]), right=items[-1], absolute=True)
        if "median" in ops:
            return t.Median(items=items)
        if "filter" in ops and (threshold := self.threshold()) is not None:
            return t.Filter(items=items, comparison=self.comparison(), threshold=threshold)
        if "rank" in ops or (ops.any("high", "low") and len(items) > 1):
            return self._ranked(items)
        total = "sum word" in ops and len(items) > 1 and not ops.any("each", "trend", "difference")
        if "sum" in ops or total:
            return t.Sum(items=items)
        if "mean" in ops and "each" not in ops:
            return t.Mean(items=items)
        return self._two_targets(items, targets) or self._series(items, targets)

    def _two_targets(self, items: tuple[t.Node, ...], targets: Sequence[Target]) -> t.Node | None:
        """Two operands held against each other."""
        if len(items) != _TWO:
            return None
        if "ratio" in self.ops:
            return t.Ratio(left=items[0], right=items[1])
        if "growth" in self.ops and self._years_differ(targets):
            old, new = sorted(range(_TWO), key=lambda i: targets[i].year or 0)
            return t.Growth(new=items[new], old=items[old])
        if "difference" in self.ops:
            return t.Difference(left=items[0], right=items[1], absolute=True)
        return None

    def _years_differ(self, targets: Sequence[Target]) -> bool:
        return len({target.year for target in targets}) > 1

    def _series(self, leaves: Sequence[t.Node], targets: Sequence[Target]) -> t.Node:
        years = len({target.body for target in targets}) == 1
        return t.Series(over="years" if years else "bodies", items=tuple(leaves))

    def _aligned(self, part: Segment | None, targets: Sequence[Target]) -> tuple[list[t.Node], list[Choice]]:
        """One place for each target, of the same name where there is one."""
        choices = [self.choice(part, [target]) for target in targets]
        votes: dict[tuple[str, str, str], float] = defaultdict(float)
        for choice in choices:
            if choice.best is None:
                continue
            for signature, score in self._scores(choice, choice.best.score).items():
                votes[signature] += score
        wanted = max(votes, key=lambda s: votes[s]) if votes else None
        leaves: list[t.Node] = []
        for target, choice in zip(targets, choices, strict=True):
            best = choice.best
            if best is None:
                leaves.append(t.Missing(asked=self.phrase(part), body=target.body, year=target.year))
                continue
            same = [c for group in choice.groups for c in group if c.signature == wanted]
            chosen = (
                max(same, key=lambda c: c.score)
                if same and max(c.score for c in same) > best.score - 4
                else best
            )
            leaves.append(chosen.leaf(self.phrase(part)))
        return leaves, [c for c in choices if c.best is not None]

    @staticmethod
    def _scores(choice: Choice, top: float) -> dict[tuple[str, str, str], float]:
        found: dict[tuple[str, str, str], float] = {}
        for group in choice.groups:
            for c in group:
                found[c.signature] = max(found.get(c.signature, 0.0), float(np.exp(c.score - top)))
        return found

    def _ranked(self, items: tuple[t.Node, ...]) -> t.Node:
        if "rank" in self.ops:
            low = "from low" in self.ops
            return t.Rank(items=items, direction="low" if low else "high")
        if "low" in self.ops and "high" not in self.ops:
            return t.Min(items=items)
        return t.Max(items=items)
