"""Rows → their paths: which row is a part of which.

Codes tell it (2010301 under 20103 under 201); without codes list numbers (一、 over （一） over
1.), 其中, what ends with a colon, indents, and at last sums: the rows under a list number that
add up to it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile

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


@dataclass(frozen=True, slots=True)
class _Open:
    """A row that rows under it may be parts of."""

    rank: tuple[float, int]
    label: str
    groups: tuple[str, ...]


def _by_marks(labels: Sequence[RowLabel], values: Values) -> None:
    steps = _indent_steps(labels)
    stack: list[_Open] = []
    for index, label in enumerate(labels):
        text = label.label
        stack = [above for above in stack if above.groups == label.groups]
        if not text or label.path:  # nameless, or placed by a sum already
            continue
        rank = _rank(label, steps)
        numbered = terms.enumerator_level(text) is not None
        if terms.is_including(text) and stack:
            label.path = (*_names(stack), text)
            continue
        if terms.is_total(text) and not numbered:
            stack = _over_total(stack, text)
        else:
            stack = [above for above in stack if above.rank < rank]
        label.path = (*_names(stack), text)
        if terms.is_total(text):
            stack = [above for above in stack if not _sums_up(text, above.label)]
            _parts_after(labels, index, values, steps)
            continue
        stack.append(_Open(rank, text, label.groups))
        _parts_of(labels, index, values, steps)


def _over_total(stack: Sequence[_Open], text: str) -> list[_Open]:
    """What a sum stands under: the headings that its own name holds (流动资产： 流动资产合计)."""
    word = terms.bare(text)
    return [above for above in stack if terms.bare(above.label) in word]


def _sums_up(text: str, heading: str) -> bool:
    return any(terms.bare(text) == terms.bare(heading) + total for total in terms.words("rows", "totals"))


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
    if len(plain) < 3 or any(lb.groups for lb in plain) or 3 * sum(map(_centred, plain)) > len(plain):
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


def _centred(label: RowLabel) -> bool:
    """Does a label stand in the middle of its cell?"""
    cell = label.cell
    if cell is None or cell.box is None or not cell.lines:
        return False
    line = cell.lines[0]
    left, right = line[0].box.x0 - cell.box.x0, cell.box.x1 - line[-1].box.x1
    return left > 0.7 * line[0].size and abs(left - right) < 1.2 * line[0].size


def _names(stack: Sequence[_Open]) -> tuple[str, ...]:
    return tuple(above.label for above in stack)


def _parts_of(labels: Sequence[RowLabel], index: int, values: Values, steps: Sequence[float]) -> None:
    """Rows without a list number after a numbered one, where they add up to it: its parts, and
    parts of these in turn."""
    if terms.enumerator_level(labels[index].label or "") is None or steps:
        return
    _place_by_sum(labels, index, _unnumbered_after(labels, index), values)


def _parts_after(labels: Sequence[RowLabel], index: int, values: Values, steps: Sequence[float]) -> None:
    """Between two sums, a row without a list number that all further ones add up to."""
    following = _unnumbered_after(labels, index)
    for head in range(len(following) - 2):
        if not steps and _place_by_sum(labels, index + 1 + head, following[head + 1 :], values):
            return


def _unnumbered_after(labels: Sequence[RowLabel], index: int) -> list[RowLabel]:
    following: list[RowLabel] = []
    for label in labels[index + 1 : index + 1 + MOST_ROWS]:
        text = label.label
        if not text or label.groups != labels[index].groups or terms.enumerator_level(text) is not None:
            break
        if terms.is_total(text) or terms.is_including(text):
            break
        following.append(label)
    return following


def _place_by_sum(
    labels: Sequence[RowLabel], index: int, following: Sequence[RowLabel], values: Values
) -> bool:
    """Give `following` their paths under the row at `index` where the sums close."""
    if not following:
        return False
    figures = [_first(values(label.row)) for label in (labels[index], *following)]
    tree = _Sums(figures).tree(0, len(figures))
    if tree is None:
        return False
    head = labels[index]
    paths: dict[int, tuple[str, ...]] = {0: head.path or ((head.label,) if head.label else ())}
    head.path = paths[0]
    for child, parent in sorted(tree.items()):
        label = following[child - 1]
        label.path = paths[child] = (*paths[parent], label.label or "")
    return True


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


def go_on_under(labels: Sequence[RowLabel], before: Sequence[RowLabel]) -> None:
    """Rows that a further side begins with, though their code belongs under one of the side
    before (302 … | 30231 …), take the path of that one."""
    known = {label.code: label for label in before if label.code}
    for label in labels:
        code = label.code or ""
        if len(label.path_codes) != 1 or code in known:
            continue
        over = next(
            (known[code[:size]] for size in range(len(code) - 1, 2, -1) if code[:size] in known), None
        )
        if over is not None:
            shared = sum(
                1
                for _ in takewhile(lambda pair: pair[0] == pair[1], zip(over.path, label.path, strict=False))
            )
            label.path = (*over.path, *label.path[shared:])
            label.path_codes = (*over.path_codes, *label.path_codes)
