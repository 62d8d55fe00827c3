"""From slots and operators to a plan over places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

import numpy as np

from corpus.amounts import find_amounts
from service.evidence.features import Asked
from service.evidence.finding import Candidate, Finder, agreed, readable, shares
from service.evidence.places import ROLES, Floats
from corpus.vocabulary import load
from service.narrative.asks import class_of, unit_classes
from service.narrative.evidence import Role
from service.plan import types as t
from service.question.operators import Operators, words_of_operator
from service.question.reading import Question, Said, asked_classes, extra_of
from service.question.scope import Scope, Target
from service.question.lexicon import words_of
from service.question.slots import Segment, lists, masked, mentions, quantities, split, taken_off, together

_NAMED = 0.55
_ALIKE = 2.0
_ROWS = 40
_APART = 1.5
_STATED = 0.55  # of the question that a sentence must explain to be taken at its word
_LISTED = 0.45


@dataclass(frozen=True, eq=False)
class Choice:
    """What a slot was found to mean: groups of candidates (one figure each), best first, with their shares."""

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


class Planner:
    """Makes the plan of one question over the reports in its scope."""

    def __init__(self, q: Question, operators: Operators, scope: Scope, finder: Finder, weights: Floats) -> None:
        self.q, self.ops, self.scope, self.finder, self.weights = q, operators, scope, finder, weights
        self._extra = extra_of(q)

    # --- slots --------------------------------------------------------------------------------

    def asked(self, slot: Floats, classes: tuple[str, ...] = (), forms: tuple[str, ...] = ()) -> Asked:
        """The question with one slot in view."""
        q = self.q
        context = (self.weights - slot).clip(0).astype(np.float32)
        own = Said.of("".join(c if w > 0 or not f else " " for c, w, f in zip(q.text, slot, q.free, strict=True)))
        part = bool(context.any())
        return Asked(
            q.text, slot, context, q.codes, forms or q.forms,
            classes or (own.classes if part and own.classes else q.classes),
            own.bases if part and own.bases else q.bases, own.roles if part else q.roles,
            own.side if part and own.side else q.side, q.years, self._extra,
        )  # fmt: skip

    def choice(
        self, segment: Segment | None, targets: Sequence[Target], classes: tuple[str, ...] = (), forms: tuple[str, ...] = ()
    ) -> Choice:
        """What a slot means in these targets' reports."""
        slot = self.weights if segment is None else masked(self.weights, segment)
        entries = [e for target in targets for e in target.entries]
        found = [c for c in self.finder.candidates(self.asked(slot, classes, forms), entries, unwanted=self.q.excluded) if readable(c)]
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

    # --- plans --------------------------------------------------------------------------------

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

    def _share(self, targets: Sequence[Target]) -> Planned | None:
        """A part of a whole that are both named; what a sentence states as a share comes first."""
        if "share" not in self.ops or (found := split(self.q.text, self.weights)) is None:
            return None
        stated = self.choice(None, targets)
        best = stated.best
        if best is not None and not best.is_cell and best.unit == "%" and best.covered >= _STATED:
            return None
        part, whole = near_to_one([self.choice(one, targets) for one in found])
        if part.best is None or whole.best is None or part.best.unit == "%" or whole.best.unit == "%":
            return None
        left, right = part.best.leaf(self.phrase(found[0])), whole.best.leaf(self.phrase(found[1]))
        if self._same(left, right) or part.best.unit.endswith("元") != whole.best.unit.endswith("元"):
            return None
        return Planned([t.Share(part=left, whole=right)], [part, whole], "share")

    def _taken_off(self, targets: Sequence[Target]) -> Planned | None:
        """What is left of a figure when others are taken off (去掉A和B之后的C)."""
        span = taken_off(self.q.text)
        if span is None:
            return None
        entries = [e for target in targets for e in target.entries][:4]
        named = [m for m in mentions(self.q.text, [self.finder.matcher(e) for e in entries], self.weights) if not m.column]
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
            found = [c for c in self.finder.candidates(asked, entries) if not c.is_cell and int(c.places.role[c.row]) == ROLES.index(role)]
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

    def _open(self, targets: Sequence[Target]) -> Planned:
        """The body or the year was left open: answered where one alone can be meant, else asked back."""
        everyone = self.choice(None, targets)
        best = everyone.best
        if best is None:
            return Planned([t.Absent(what=self.phrase(None))], [], "nothing")
        owner = lambda c: (c.entry.facts.organisation, c.entry.facts.fiscal_year)  # noqa: E731
        tops: dict[object, Candidate] = {}
        for group in everyone.groups:
            for c in group:
                if owner(c) not in tops or c.score > tops[owner(c)].score:
                    tops[owner(c)] = c
        others = [c for key, c in tops.items() if key != owner(best)]
        rival = max(others, key=lambda c: c.score, default=None)
        alike = [c for c in others if c.signature[:2] == best.signature[:2] and best.is_cell]
        if alike or (rival is not None and rival.score > best.score - _APART):
            choices = [best, *sorted(alike or others, key=lambda c: -c.score)[:5]]
            about: Literal["body", "year"] = "body" if len({c.entry.facts.organisation for c in choices}) > 1 else "year"
            return Planned([t.Ambiguous(about=about, choices=tuple(c.leaf() for c in choices))], [], "open")
        chosen = [x for x in targets if (x.body, x.year) == owner(best)]
        narrowed = Planner(self.q, self.ops, replace(self.scope, targets=tuple(chosen), open_body=False, open_year=False), self.finder, self.weights)
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
            return Planned([t.Difference(left=leaves[0], right=leaves[1], absolute=True)], choices, "forms differ")
        if len(leaves) == 2 and self.ops.any("same", "yesno"):
            return Planned([t.Same(left=leaves[0], right=leaves[1])], choices, "forms agree")
        return Planned([t.Values(items=tuple(leaves))], choices, "forms")

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
        levels = [c for g in level.groups for c in g if c.is_cell or int(c.places.role[c.row]) == ROLES.index(Role.LEVEL)]
        if not levels or not changes:
            return None
        change = max(changes, key=lambda c: c.score)
        top = max(levels, key=lambda c: c.score + _beside(c, change))
        prior = [c for g in level.groups for c in g if c.is_cell and c.places.cells[c.row].year == year]
        if prior:
            return Planned([prior[0].leaf()], [level], "column of the year before")
        return Planned([t.Before(level=top.leaf(), change=change.leaf())], [level], "before")

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

    def _entries(self, choice: Choice) -> t.Rows | None:
        """The entries of a table that a question means alike (五项任务): their column."""
        best = choice.best
        if best is None or not best.is_cell or choice.chances[0] > 0.5:
            return None
        p, record = best.places, best.places.cells[best.row].record
        near = [c for g in choice.groups[:8] for c in g if c.is_cell and c.score > best.score - 1.0]
        kin = {p.cells[c.row].record.row for c in near if c.places is p and p.cells[c.row].record.table == record.table and p.cells[c.row].record.column == record.column}
        if len(kin) < 3:
            return None
        return t.Rows(document=best.entry.document_id, table=record.table, column=record.column, depth=None)

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
            if unit_classes().get(amount.unit) in (cls, *load("counting")["near"].get(cls, ())) and amount.unit:
                return Planned([t.Ratio(left=left, right=t.Constant(value=amount.value, unit=amount.unit))], [money], "per given")
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

    def _several(self, parts: Sequence[Segment], targets: Sequence[Target]) -> Planned:
        choices = near_to_one([self.choice(part, targets) for part in parts])
        leaves: list[t.Node] = []
        kept: list[Choice] = []
        for choice in choices:
            best = choice.best
            if best is None:
                continue
            leaf = best.leaf(self.phrase(choice.segment))
            if any(self._same(leaf, other) for other in leaves):
                continue
            leaves.append(leaf)
            kept.append(choice)
        if len(leaves) == 1:
            return self._single(targets)
        return Planned([self._combined(leaves, kept)], kept, "several")

    @staticmethod
    def _same(one: t.Node, other: t.Node) -> bool:
        return one.model_copy(update={"asked": ""}) == other.model_copy(update={"asked": ""})

    def _combined(self, leaves: list[t.Node], choices: Sequence[Choice]) -> t.Node:
        """The operands under the operator that the question names."""
        ops = self.ops
        units = {c.best.unit for c in choices if c.best}
        money = all(u.endswith("元") for u in units)
        alike = money or len(units) == 1
        items = tuple(leaves)
        if len(leaves) >= 3 and "sum" in ops and ops.any("difference") and alike:
            return t.Difference(left=t.Sum(items=items[:-1]), right=items[-1], absolute=True)
        if len(leaves) >= 3 and "sum" in ops and "share" in ops and alike:
            return t.Share(part=t.Sum(items=items[:-1]), whole=items[-1])
        if ("sum" in ops or ("sum word" in ops and not ops.any("each"))) and alike:
            return t.Sum(items=items)
        if len(leaves) == 2 and alike and "difference" in ops:
            return t.Difference(left=items[0], right=items[1], absolute=True)
        if len(leaves) == 2 and alike and "ratio" in ops:
            return t.Ratio(left=items[0], right=items[1])
        if len(leaves) == 2 and "share" in ops and alike and not any(u == "%" for u in units):
            part, whole = self._part_and_whole(items, choices)
            return t.Share(part=part, whole=whole)
        if len(leaves) == 2 and not alike and "mean" in ops:
            money_first = choices[0].best and choices[0].best.unit.endswith("元")
            left, right = (items[0], items[1]) if money_first else (items[1], items[0])
            return t.Ratio(left=left, right=right)
        if ops.any("high", "low") and alike:
            return self._ranked(items)
        return t.Values(items=items)

    def _part_and_whole(self, items: tuple[t.Node, ...], choices: Sequence[Choice]) -> tuple[t.Node, t.Node]:
        """Which of two is the whole: what stands behind 占, or else the larger."""
        at = self.ops.found["share"][0]
        places = [c.segment.start if c.segment else 0 for c in choices]
        if self.q.text[at : at + 1] == "占" and places[0] < at < places[1]:
            return items[0], items[1]
        values = [c.best.value if c.best and c.best.value is not None else Decimal(0) for c in choices]
        return (items[0], items[1]) if values[0] <= values[1] else (items[1], items[0])

    def _ranked(self, items: tuple[t.Node, ...]) -> t.Node:
        if "rank" in self.ops:
            low = "from low" in self.ops
            return t.Rank(items=items, direction="low" if low else "high")
        if "low" in self.ops and "high" not in self.ops:
            return t.Min(items=items)
        return t.Max(items=items)

    def _finished(self, node: t.Node, best: Candidate) -> t.Node:
        """A single figure told as it was asked: in another unit, held against a number of the question."""
        threshold = self._threshold()
        if "yesno" in self.ops and threshold is not None and self.ops.any("above", "below") and best.unit.endswith("元") == threshold.unit.endswith("元"):
            return t.Holds(left=node, comparison=self._comparison(), right=threshold)
        unit = self.q.cues.unit
        if unit and best.unit.endswith("元") and unit.endswith("元") and unit != best.unit:
            return t.Convert(item=node, unit=unit, decimals=self.q.cues.decimals)
        return node

    # --- over bodies or years -----------------------------------------------------------------

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
        if "rank" in ops or (ops.any("high", "low") and len(items) > 1):
            node = self._ranked(items)
        elif "sum" in ops or ("sum word" in ops and len(items) > 1 and not ops.any("each", "trend", "difference")):
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
            chosen = max(same, key=lambda c: c.score) if same and max(c.score for c in same) > best.score - 4 else best
            leaves.append(chosen.leaf(self.phrase(part)))
        return leaves, [c for c in choices if c.best is not None]

    @staticmethod
    def _scores(choice: Choice, top: float) -> dict[tuple[str, str, str], float]:
        found: dict[tuple[str, str, str], float] = {}
        for group in choice.groups:
            for c in group:
                found[c.signature] = max(found.get(c.signature, 0.0), float(np.exp(c.score - top)))
        return found

    # --- rows of a table ----------------------------------------------------------------------

    def _of_rows(self, targets: Sequence[Target]) -> Planned | None:
        """The rows under a heading, ranked or held against a threshold; statements of one kind likewise."""
        choice = self.choice(None, targets)
        items, about = self._stated_items(choice, targets)
        node = self._rows_of(choice) if not items else None
        if node is None and len(items) < 2:
            return None
        operands: tuple[t.Node, ...] = tuple(items) if items else (node,)  # type: ignore[assignment]
        threshold = self._threshold()
        if threshold is not None and "filter" in self.ops:
            comparison = self._comparison()
            filtered: t.Node = t.Filter(items=operands, comparison=comparison, threshold=threshold)
            return Planned([filtered], [choice], f"filter {about}")
        if not self.ops.any("high", "low", "rank"):
            return None
        n = self._first_few()
        if n or "rank" in self.ops:
            low = "from low" in self.ops or ("low" in self.ops and "high" not in self.ops)
            return Planned([t.Rank(items=operands, direction="low" if low else "high", n=n)], [choice], f"rank {about}")
        kind = t.Min if "low" in self.ops and "high" not in self.ops else t.Max
        return Planned([kind(items=operands)], [choice], f"extreme {about}")

    def _rows_of(self, choice: Choice) -> t.Rows | None:
        """The column and the row whose entries are meant, off the likeliest cells."""
        for group in choice.groups[:8]:
            for c in group:
                if not c.is_cell:
                    continue
                cell = c.places.cells[c.row]
                record = cell.record
                table = [o.record for o in c.places.cells if o.record.table == record.table and o.record.column == record.column]
                children = [o for o in table if len(o.row_path) > len(record.row_path) and o.row_path[: len(record.row_path)] == record.row_path]
                if children and record.row_path:
                    return t.Rows(document=c.entry.document_id, table=record.table, column=record.column, under=record.row)
                if cell.total_row or c.places.flags[c.row][3]:
                    deep = max((len(o.row_path) for o in table), default=1)
                    if len(table) > 2:
                        return t.Rows(document=c.entry.document_id, table=record.table, column=record.column, depth=1 if deep <= 1 else None)
        return None

    def _stated_items(self, choice: Choice, targets: Sequence[Target]) -> tuple[list[t.Node], str]:
        """Numbers of one kind that sentences state of several things (完成年初预算的百分比 of each item)."""
        best = choice.best
        if best is None or best.is_cell:
            return [], "rows"
        p = best.places
        s = p.statements[best.row - len(p.cells)]
        if s.role not in (Role.COMPLETION, Role.SHARE, Role.GROWTH):
            return [], "sentences"
        kin = [
            Candidate(best.entry, p, len(p.cells) + k, 0.0, best.features)
            for k, o in enumerate(p.statements)
            if o.role is s.role and o.unit == s.unit and o.line.depth == s.line.depth
        ]
        return [c.leaf() for c in kin[:_ROWS]], "sentences"

    def _threshold(self) -> t.Constant | None:
        for amount in find_amounts(self.q.text):
            if amount.raw and not any(a <= amount.start < b for a, b, _ in self.q.year_places):
                return t.Constant(value=amount.value, unit=amount.unit, asked=amount.raw)
        return None

    def _comparison(self) -> t.Comparison:
        above, below = self.ops.found.get("above"), self.ops.found.get("below")
        if below and (not above or len(self.q.text[slice(*below)]) >= len(self.q.text[slice(*above)])):
            return "<"
        return ">"

    def _first_few(self) -> int | None:
        for n, role in ((2, "first two"), (3, "first three"), (4, "first four"), (5, "first five")):
            if role in self.ops:
                return n
        return None

    def phrase(self, part: Segment | None) -> str:
        """The question's own words for a slot."""
        start, end = (0, len(self.q.text)) if part is None else (part.start, part.end)
        told = [i for i in range(start, end) if self.weights[i] > 0.35]
        words = self.q.text[told[0] : told[-1] + 1] if told else ""
        return words[:40]


def near_to_one(choices: Sequence[Choice]) -> list[Choice]:
    """Choices with what stands beside the surest one preferred: things asked together stand together."""
    held = [c for c in choices if c.best is not None]
    if len(held) < 2:
        return list(choices)
    anchor = max(held, key=lambda c: c.chances[0] * c.groups[0][0].covered).best
    assert anchor is not None
    return [c if c.best is None or c.best is anchor else c.sorted(lambda one: _beside(one, anchor)) for c in choices]


def _beside(one: Candidate, anchor: Candidate) -> float:
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
