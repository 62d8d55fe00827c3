"""What a slot of a question means: groups of places with their shares, and the slots of a question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from corpus.amounts import find_amounts
from service.evidence.features import Asked
from service.evidence.finding import Candidate, Finder, agreed, readable, shares
from service.evidence.places import Floats
from service.plan import types as t
from service.question.operators import Operators
from service.question.reading import Question, Said, extra_of
from service.question.scope import Scope, Target
from service.question.slots import Segment, lists, masked, mentions, quantities, together

_LISTED = 0.45
LONGEST_NUMBER = 20  # characters: what is longer is no amount
_BESIDE = 8  # characters between a name and its code


@dataclass(frozen=True, eq=False)
class Choice:
    """What a slot may mean: groups of candidates (one figure each), best first, with their shares."""

    segment: Segment | None
    groups: list[list[Candidate]]
    chances: list[float]

    @property
    def best(self) -> Candidate | None:
        """The likeliest place."""
        return self.groups[0][0] if self.groups else None

    def sorted(self, more: Callable[[Candidate], float]) -> Choice:
        """The same with something added to scores."""
        groups = [[replace(c, score=c.score + more(c)) for c in group] for group in self.groups]
        groups = [sorted(group, key=lambda c: -c.score) for group in groups]
        chances = shares(groups)
        order = sorted(range(len(groups)), key=lambda i: -chances[i])
        return Choice(self.segment, [groups[i] for i in order], [chances[i] for i in order])


@dataclass(eq=False)
class Planned:
    """A plan with what it rests on; `choices` are the slots' in order."""

    asks: list[t.Node]
    choices: list[Choice] = field(default_factory=list)
    why: str = ""


class Slots:
    """One question over the reports in its scope: its slots, and what each may mean."""

    def __init__(
        self, q: Question, operators: Operators, scope: Scope, finder: Finder, weights: Floats
    ) -> None:
        self.q, self.ops, self.scope, self.finder, self.weights = q, operators, scope, finder, weights
        self._extra = extra_of(q)

    def asked(self, slot: Floats, classes: tuple[str, ...] = (), forms: tuple[str, ...] = ()) -> Asked:
        """The question with one slot in view."""
        q = self.q
        context = (self.weights - slot).clip(0).astype(np.float32)
        own = Said.of(
            "".join(c if w > 0 or not f else " " for c, w, f in zip(q.text, slot, q.free, strict=True))
        )
        part = bool(context.any())
        return Asked(
            q.text, slot, context, self._codes(slot), forms or q.forms,
            classes or (own.classes if part and own.classes else q.classes),
            own.bases if part and own.bases else q.bases, own.roles if part else q.roles,
            own.side if part and own.side else q.side, q.years, self._extra,
        )  # fmt: skip

    def _codes(self, slot: Floats) -> tuple[str, ...]:
        """The codes that stand in a slot or right beside it; all of them where one thing is asked."""
        places = self.q.code_places
        if len(places) < 2 or not (self.weights - slot).any():
            return self.q.codes
        told = np.flatnonzero(slot > 0)
        first, last = (int(told[0]), int(told[-1])) if len(told) else (0, 0)
        return tuple(
            code for start, end, code in places if start <= last + _BESIDE and end >= first - _BESIDE
        )

    def choice(
        self,
        segment: Segment | None,
        targets: Sequence[Target],
        classes: tuple[str, ...] = (),
        forms: tuple[str, ...] = (),
    ) -> Choice:
        """What a slot means in these targets' reports."""
        slot = self.weights if segment is None else masked(self.weights, segment)
        entries = [e for target in targets for e in target.entries]
        found = [
            c
            for c in self.finder.candidates(
                self.asked(slot, classes, forms), entries, unwanted=self.q.excluded
            )
            if readable(c)
        ]
        groups = agreed(found)
        chances = shares(groups)
        order = sorted(range(len(groups)), key=lambda i: -chances[i])
        return Choice(segment, [groups[i] for i in order], [chances[i] for i in order])

    def slots(self, targets: Sequence[Target]) -> list[Segment]:
        """The stretches that each ask for a thing of its own, two or more; else none."""
        if found := quantities(self.q.text, self.weights):
            return found
        entries = [e for target in targets for e in target.entries][:4]
        listed = lists(self.q.text, self.weights)
        if len(listed) >= 2 and (self.ops.any("each", "sum") or len(listed) >= 3):
            choices = [self.choice(part, targets) for part in listed]
            if all(c.best is not None and self._names(c) >= _LISTED for c in choices):
                return listed
        named = mentions(self.q.text, [self.finder.matcher(e) for e in entries], self.weights)
        needs_two = self.ops.any("sum", "difference", "share", "ratio") and len(targets) == 1
        return together(self.q.text, named, self.ops.any("each"), needs_two)

    @staticmethod
    def _names(choice: Choice) -> float:
        return max(max(min(c.named, 1.0), c.covered) for c in choice.groups[0]) if choice.groups else 0.0

    def phrase(self, part: Segment | None) -> str:
        """The question's own words for a slot."""
        start, end = (0, len(self.q.text)) if part is None else (part.start, part.end)
        told = [i for i in range(start, end) if self.weights[i] > 0.35]
        words = self.q.text[told[0] : told[-1] + 1] if told else ""
        return words[:40]

    def threshold(self) -> t.Constant | None:
        """The first amount of the question that is no year."""
        for amount in find_amounts(self.q.text):
            if (
                amount.raw
                and len(amount.raw) <= LONGEST_NUMBER
                and not any(a <= amount.start < b for a, b, _ in self.q.year_places)
            ):
                return t.Constant(value=amount.value, unit=amount.unit, asked=amount.raw)
        return None

    def comparison(self) -> t.Comparison:
        """Above or below: the longer of the words that say so."""
        above, below = self.ops.found.get("above"), self.ops.found.get("below")
        if below and (not above or len(self.q.text[slice(*below)]) >= len(self.q.text[slice(*above)])):
            return "<"
        return ">"

    @staticmethod
    def same(one: t.Node, other: t.Node) -> bool:
        """Whether two leaves name one place."""
        return one.model_copy(update={"asked": ""}) == other.model_copy(update={"asked": ""})


def near_to_one(choices: Sequence[Choice]) -> list[Choice]:
    """Choices with what stands beside the surest one preferred: things asked together stand together."""
    held = [c for c in choices if c.best is not None]
    if len(held) < 2:
        return list(choices)
    anchor = max(held, key=lambda c: c.chances[0] * c.groups[0][0].covered).best
    assert anchor is not None
    return [
        c if c.best is None or c.best is anchor else c.sorted(lambda one: beside(one, anchor))
        for c in choices
    ]


def beside(one: Candidate, anchor: Candidate) -> float:
    """How much is added for standing beside the anchor."""
    if one.places is not anchor.places or one.is_cell != anchor.is_cell:
        return 0.0
    if one.is_cell:
        mine, its = (c.places.cells[c.row].record for c in (one, anchor))
        if mine.table != its.table:
            return 0.0
        return 1.5 if mine.row == its.row or mine.column == its.column else 0.7
    count = len(one.places.cells)
    a, b = (c.places.statements[c.row - count].line for c in (one, anchor))
    if a.number == b.number:
        return 2.0
    return 1.0 if a.titles == b.titles else 0.0
