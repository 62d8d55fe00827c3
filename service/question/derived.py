"""Plans of figures that are worked out: shares, what is left, changes, amounts per unit, the year before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.amounts import find_amounts
from corpus.vocabulary import load
from service.evidence.finding import agreed, shares
from service.evidence.places import ROLES
from service.narrative.asks import unit_classes
from service.narrative.evidence import Role
from service.plan import types as t
from service.question.choosing import LONGEST_NUMBER, Choice, Planned, Slots, beside, near_to_one
from service.question.lexicon import words_of
from service.question.operators import words_of_operator
from service.question.scope import Target
from service.question.slots import mentions, split, taken_off

_STATED = 0.55  # of the question that a sentence must explain to be taken at its word


class Derived(Slots):
    """Figures that are worked out of one body's reports."""

    def _share(self, targets: Sequence[Target]) -> Planned | None:
        """A part of a whole that are both named; what a sentence states as a share comes first."""
        if (
            "share" not in self.ops
            or "sum" in self.ops
            or (found := split(self.q.text, self.weights)) is None
        ):
            return None
        stated = self.choice(None, targets)
        best = stated.best
        if best is not None and not best.is_cell and best.unit == "%" and best.covered >= _STATED:
            return None
        part, whole = near_to_one([self.choice(one, targets) for one in found])
        if part.best is None or whole.best is None or part.best.unit == "%" or whole.best.unit == "%":
            return None
        left, right = part.best.leaf(self.phrase(found[0])), whole.best.leaf(self.phrase(found[1]))
        if self.same(left, right) or part.best.unit.endswith("元") != whole.best.unit.endswith("元"):
            return None
        return Planned([t.Share(part=left, whole=right)], [part, whole], "share")

    def _taken_off(self, targets: Sequence[Target]) -> Planned | None:
        """What is left of a figure when others are taken off (去掉A和B之后的C)."""
        span = taken_off(self.q.text)
        if span is None:
            return None
        entries = [e for target in targets for e in target.entries][:4]
        named = mentions(self.q.text, [self.finder.matcher(e) for e in entries], self.weights)
        off = [m for m in named if span[0] <= m.start < span[1]]
        kept = [m for m in named if not span[0] <= m.start < span[1]]
        if not off or len(kept) != 1:
            return None
        choices = near_to_one([self.choice(m, targets) for m in (*kept, *off)])
        leaves = [c.best.leaf(self.phrase(c.segment)) for c in choices if c.best]
        if len(leaves) != len(choices):
            return None
        less = leaves[1] if len(leaves) == 2 else t.Sum(items=tuple(leaves[1:]))
        return Planned([t.Difference(left=leaves[0], right=less)], choices, "taken off")

    def _changes(self, targets: Sequence[Target]) -> Planned | None:
        """By how much, and by what percentage, something changed, where a sentence says both."""
        if not self.ops.any("change", "growth") or len(targets) != 1:
            return None
        wanted = [Role.GROWTH] if any(w in self.q.text for w in words_of("in percent")) else []
        if not wanted or any(w in self.q.text for w in words_of("in amount")):
            wanted = [Role.CHANGE, *wanted]
        entries = targets[0].entries
        choices = []
        for role in wanted:
            asked = replace(self.asked(self.weights), roles=(ROLES.index(role),), classes=())
            found = [
                c
                for c in self.finder.candidates(asked, entries)
                if not c.is_cell and int(c.places.role[c.row]) == ROLES.index(role)
            ]
            groups = agreed(found)
            if not groups:
                return None
            chances = shares(groups)
            order = sorted(range(len(groups)), key=lambda i: -chances[i])
            choices.append(Choice(None, [groups[i] for i in order], [chances[i] for i in order]))
        if len(choices) == 2:
            choices = near_to_one(choices)
        leaves = tuple(c.best.leaf() for c in choices if c.best)
        if choices[0].groups[0][0].covered < _STATED:
            return None
        return Planned([leaves[0] if len(leaves) == 1 else t.Values(items=leaves)], choices, "changes")

    def _per(self, targets: Sequence[Target]) -> Planned | None:
        """An amount for each of what is counted (每人次, 一辆): two figures, or one of the question."""
        unit = self._unit_per()
        if unit is None:
            return None
        cls = unit_classes()[unit]
        money = self.choice(None, targets, ("money",))
        if money.best is None or not money.best.unit.endswith("元"):
            return None
        left = money.best.leaf()
        for amount in find_amounts(self.q.text):
            if len(amount.raw) > LONGEST_NUMBER:
                continue
            if (
                unit_classes().get(amount.unit) in (cls, *load("counting")["near"].get(cls, ()))
                and amount.unit
            ):
                return Planned(
                    [t.Ratio(left=left, right=t.Constant(value=amount.value, unit=amount.unit))],
                    [money],
                    "per given",
                )
        counted = self.choice(None, targets, (cls,))
        fitting = [c for g in counted.groups for c in g if unit_classes().get(c.unit) == cls]
        if not fitting:
            return None
        best = max(fitting, key=lambda c: c.score)
        kept = Choice(None, [[best]], [0.8])
        return Planned([t.Ratio(left=left, right=best.leaf())], [money, kept], "per")

    def _unit_per(self) -> str | None:
        for word in words_of_operator("per"):
            at = self.q.text.find(word)
            if at < 0:
                continue
            rest = self.q.text[at + len(word) - (word[-1] in unit_classes()) :]
            for unit in sorted(unit_classes(), key=len, reverse=True):
                if rest.startswith(unit) and unit_classes()[unit] not in ("money", "ratio"):
                    return unit
        return None

    def before(self, year: int, targets: Sequence[Target]) -> Planned | None:
        """The figure of the year before, out of a level and the change that the report tells."""
        level = self.choice(None, targets, ("money",) if "money" in self.q.classes else ())
        slot = self.weights
        asked = replace(self.asked(slot), roles=(ROLES.index(Role.CHANGE),))
        entries = [e for target in targets for e in target.entries]
        changes = [
            c for c in self.finder.candidates(asked, entries)
            if not c.is_cell and int(c.places.role[c.row]) == ROLES.index(Role.CHANGE)
        ]  # fmt: skip
        levels = [
            c
            for g in level.groups
            for c in g
            if c.is_cell or int(c.places.role[c.row]) == ROLES.index(Role.LEVEL)
        ]
        if not levels or not changes:
            return None
        change = max(changes, key=lambda c: c.score)
        top = max(levels, key=lambda c: c.score + beside(c, change))
        prior = [c for g in level.groups for c in g if c.is_cell and c.places.cells[c.row].year == year]
        if prior:
            return Planned([prior[0].leaf()], [level], "column of the year before")
        return Planned([t.Before(level=top.leaf(), change=change.leaf())], [level], "before")
