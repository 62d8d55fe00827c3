"""Plans over several bodies, years or forms: the same thing in each, compared or added up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from service.plan import types as t
from service.question.choosing import Choice, Planned, Slots
from service.question.scope import Target
from service.question.slots import Segment

_TWO = 2


class OverPlans(Slots):
    """One measure in each of several targets."""

    def _over_targets(self, targets: Sequence[Target]) -> Planned:
        """The same measures in each body or year."""
        parts = self.slots(targets[:1])
        if len(parts) > 1 and not self.ops.any("high", "low", "rank", "difference", "sum"):
            rows = [self._aligned(part, targets) for part in parts]
            asks: list[t.Node] = [self._series(leaves, targets) for leaves, _ in rows]
            return Planned(asks, [c for _, choices in rows for c in choices], "several over targets")
        leaves, choices = self._aligned(None, targets)
        if not choices:
            return Planned([t.Absent(what=self.phrase(None))], [], "nothing")
        ops, items = self.ops, tuple(leaves)
        node: t.Node
        if len(items) > _TWO and "sum" in ops and "difference" in ops:
            node = t.Difference(left=t.Sum(items=items[:-1]), right=items[-1], absolute=True)
        elif "median" in ops:
            node = t.Median(items=items)
        elif "filter" in ops and (threshold := self.threshold()) is not None:
            node = t.Filter(items=items, comparison=self.comparison(), threshold=threshold)
        elif "rank" in ops or (ops.any("high", "low") and len(items) > 1):
            node = self._ranked(items)
        elif "sum" in ops or (
            "sum word" in ops and len(items) > 1 and not ops.any("each", "trend", "difference")
        ):
            node = t.Sum(items=items)
        elif "mean" in ops and "each" not in ops:
            node = t.Mean(items=items)
        elif len(items) == 2 and "ratio" in ops:
            node = t.Ratio(left=items[0], right=items[1])
        elif len(items) == 2 and "growth" in ops and self._years_differ(targets):
            old, new = sorted(range(2), key=lambda i: targets[i].year or 0)
            node = t.Growth(new=items[new], old=items[old])
        elif len(items) == 2 and "difference" in ops:
            node = t.Difference(left=items[0], right=items[1], absolute=True)
        else:
            node = self._series(leaves, targets)
        return Planned([node], choices, "over targets")

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
