"""Rows → their paths: which row is a part of which.

Codes tell it (2010301 under 20103 under 201); without codes list numbers (一、 over （一） over
1.), 其中, what ends with a colon, indents, and at last sums: the rows under a list number that
add up to it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ingest.tables import terms
from ingest.tables.labels import RowLabel

Values = Callable[[int], Sequence[Decimal | None]]
MOST_ROWS = 40  # rows looked at for sums


def set_paths(labels: Sequence[RowLabel], values: Values, outer: tuple[str, ...] = ()) -> None:
    """Fill in `path` and `path_codes` of the labels of one side, in order.

    `values(row)` gives the figures of a row, for the sums; `outer` goes before every path.
    """
    if any(label.code for label in labels):
        _by_codes(labels)
    else:
        _by_marks(labels, values)
    for label in labels:
        label.path = outer + label.groups + label.path


def _by_codes(labels: Sequence[RowLabel]) -> None:
    seen: dict[str, str] = {}
    for label in labels:
        own = (label.label,) if label.label else ()
        if label.code is None:
            label.path = own
            continue
        seen[label.code] = label.label or label.code
        above = [label.code[:length] for length in range(1, len(label.code)) if label.code[:length] in seen]
        label.path = tuple(seen[code] for code in above) + own
        label.path_codes = (*above, label.code)


@dataclass(slots=True)
class _Open:
    """A row that rows under it may be parts of."""

    rank: tuple[float, int]
    label: str


def _by_marks(labels: Sequence[RowLabel], values: Values) -> None:
    steps = _indent_steps(labels)
    stack: list[_Open] = []
    for index, label in enumerate(labels):
        text = label.label
        if not text:
            stack = [] if label.cell is None or not label.cell.lines else stack
            continue
        if label.path:  # already placed by a sum
            continue
        rank = _rank(label, steps)
        if terms.is_total(text) and terms.enumerator_level(text) is None:
            stack = [above for above in stack if above.rank < rank and steps]
        elif terms.is_including(text) and stack:
            label.path = (*_names(stack), text)
            continue
        else:
            stack = [above for above in stack if above.rank < rank]
        label.path = (*_names(stack), text)
        if not terms.is_total(text):
            stack.append(_Open(rank, text))
            if rank[1] < _UNNUMBERED:
                _parts_by_sum(labels, index, values, steps)


_UNNUMBERED = 9


def _rank(label: RowLabel, steps: Sequence[float]) -> tuple[float, int]:
    """How deep a row stands: by its indent, then by its list number."""
    indent = 0.0
    if steps and label.indent is not None:
        indent = float(sum(label.indent >= step - 0.3 for step in steps))
    text = label.label or ""
    if text.endswith((":", "：")):
        return (indent, -1)
    level = terms.enumerator_level(text)
    return (indent, _UNNUMBERED if level is None else level)


def _indent_steps(labels: Sequence[RowLabel]) -> list[float]:
    """The indents that are used as levels: at least a character apart, each by two rows or more;
    none where rows with the same kind of list number stand differently (centred labels)."""
    plain = [
        lb for lb in labels if lb.label and lb.indent is not None and not terms.is_total(lb.label) and lb.cell
    ]
    if len(plain) < 3:
        return []
    steps: list[float] = []
    for indent in sorted(lb.indent for lb in plain if lb.indent is not None):
        if not steps or indent - steps[-1] > 0.7:
            steps.append(indent)
    if not 2 <= len(steps) <= 6:
        return []
    counts = [sum(1 for lb in plain if lb.indent is not None and abs(lb.indent - s) <= 0.7) for s in steps]
    if min(counts) < 1 or max(counts) < 2 or steps[0] > 3:
        return []
    numbered = {
        lb.indent for lb in plain if lb.indent is not None and terms.enumerator_level(lb.label or "") == 0
    }
    if numbered and max(numbered) - min(numbered) > 0.7:
        return []
    return steps[1:]


def _names(stack: Sequence[_Open]) -> tuple[str, ...]:
    return tuple(above.label for above in stack)


def _parts_by_sum(labels: Sequence[RowLabel], index: int, values: Values, steps: Sequence[float]) -> None:
    """Rows without a list number after a numbered one, where they add up to it: its parts, and
    parts of these in turn."""
    if steps:
        return
    following: list[RowLabel] = []
    for label in labels[index + 1 : index + 1 + MOST_ROWS]:
        text = label.label
        if (
            not text
            or terms.enumerator_level(text) is not None
            or terms.is_total(text)
            or terms.is_including(text)
        ):
            break
        following.append(label)
    if not following:
        return
    figures = [_first(values(label.row)) for label in (labels[index], *following)]
    tree = _Sums(figures).tree(0, len(figures))
    if tree is None:
        return
    paths: dict[int, tuple[str, ...]] = {0: labels[index].path}
    for child, parent in sorted(tree.items()):
        label = following[child - 1]
        paths[child] = (*paths[parent], label.label or "")
        label.path = paths[child]


def _first(values: Sequence[Decimal | None]) -> Decimal | None:
    return next((value for value in values if value is not None), None)


class _Sums:
    """Search for parents so that children add up to their parent; gives up after `budget` steps."""

    def __init__(self, figures: Sequence[Decimal | None], budget: int = 20_000) -> None:
        self.figures = figures
        self.budget = budget
        self._trees: dict[tuple[int, int], dict[int, int] | None] = {}

    def tree(self, head: int, end: int) -> dict[int, int] | None:
        """Row → parent for the rows after `head` up to `end`, all used up; None where their
        sums do not close.  A row of nothing has no parts."""
        target = self.figures[head]
        if target is None or target == 0:
            return None
        if (head, end) not in self._trees:
            self._trees[head, end] = None
            self._trees[head, end] = self._split(head, head + 1, end, target, {})
        return self._trees[head, end]

    def _split(
        self, head: int, start: int, end: int, left: Decimal, failed: dict[tuple[int, Decimal], None]
    ) -> dict[int, int] | None:
        if start == end:
            return {} if left == 0 else None
        own = self.figures[start]
        self.budget -= 1
        if own is None or (start, left) in failed or self.budget < 0:
            return None
        rest = self._split(head, start + 1, end, left - own, failed)
        if rest is not None:
            return {start: head, **rest}
        for stop in range(end, start + 1, -1):
            inner = self.tree(start, stop)
            rest = self._split(head, stop, end, left - own, failed) if inner is not None else None
            if inner is not None and rest is not None:
                return {start: head, **inner, **rest}
        failed[start, left] = None
        return None
