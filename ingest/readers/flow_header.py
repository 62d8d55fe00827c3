"""The header of a table that was exported as running text: cells out of a stream of pieces.

What is known: the pieces in the order in which a page gives them (row after row), where one
certainly ends, and how many columns of figures the rows below have.  What is sought: which
pieces are one cell, and which cell stands over which.  An answer is taken only if it is the
one that fits best; a header that fits in two ways equally well is not understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from typing import NamedTuple

from corpus import vocabulary

MOST_OPEN = 12  # boundaries that may go either way; more are not searched
MOST_CELLS = 40


class Piece(NamedTuple):
    """A run of characters; `open` when the next line may go on with it."""

    text: str
    open: bool


class Side(NamedTuple):
    """The columns of one side: `stubs` in order (code, label, ordinal), then `figures`."""

    stubs: tuple[str, ...]
    figures: int


@dataclass(slots=True)
class Label:
    """A header cell with those under it."""

    text: str
    under: list[Label] = field(default_factory=list)

    def leaves(self) -> Iterator[Label]:
        """The cells at the bottom, from the left."""
        if not self.under:
            yield self
        for label in self.under:
            yield from label.leaves()


@cache
def stub_kind(text: str) -> str | None:
    """`code`, `label` or `ordinal` for the heading of a column without figures."""
    headings = vocabulary.load("tables")["headings"]
    plain = re.sub(r"\s", "", text)
    if plain in headings["ordinal_columns"] or plain in headings["ordinal_rows"]:
        return "ordinal"
    if any(plain.endswith(word) for word in headings["codes"] if len(word) > 1):
        return "code"
    return "label" if plain in headings["labels"] else None


def header_of(pieces: Sequence[Piece], sides: Sequence[Side]) -> list[Label] | None:
    """The header's trees from the left, whose leaves are the columns of `sides`; None if unsure."""
    parted = [part for piece in pieces for part in _stubs_apart(piece)]
    ways = [at for at, piece in enumerate(parted[:-1]) if piece.open and _may_join(piece, parted[at + 1])]
    forced = {at for at in ways if _must_join(parted[at + 1].text)}
    free = [at for at in ways if at not in forced]
    if len(free) > MOST_OPEN or not parted:
        return None
    found: dict[str, tuple[int, list[Label]]] = {}
    for size in range(len(free) + 1):
        for chosen in combinations(free, size):
            joined = forced | set(chosen)
            # a sum is a cell of its own, but for the last line of a cell of several lines
            if any(_is_sum(parted[at + 1].text) and at - 1 not in joined for at in chosen):
                continue
            cells = _cells(parted, joined)
            if len(cells) <= MOST_CELLS:
                left = {at for at in ways if at not in forced and at not in chosen}
                torn = sum(
                    4 for at in left if len(parted[at + 1].text) <= 2 and not _is_sum(parted[at + 1].text)
                )
                torn += sum(3 for at in chosen if _is_sum(parted[at + 1].text))
                for trees in _arrangements(cells, sides):
                    found.setdefault(repr(trees), (torn + _oddity(trees), trees))
    ranked = sorted(found.values(), key=lambda way: way[0])
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    return ranked[0][1]


def _stubs_apart(piece: Piece) -> Iterator[Piece]:
    """A heading of a stub column that is glued to the end of another cell is a cell of its own."""
    heads = vocabulary.load("flow")["headings"]["stub_beginnings"]
    for head in heads:
        at = piece.text.find(head)
        if at > 0:
            yield Piece(piece.text[:at], False)
            yield Piece(piece.text[at:], piece.open)
            return
    yield piece


def _may_join(left: Piece, right: Piece) -> bool:
    """A broken cell's line is never shorter than the next: only its last one is."""
    if _is_sum(right.text) and right.text != "小计":
        return False
    return len(left.text) >= len(right.text) or _must_join(right.text)


def _must_join(text: str) -> bool:
    return len(text) == 1 or text[0] in "（(）)、，"


def _cells(pieces: Sequence[Piece], joined: set[int]) -> list[str]:
    cells: list[str] = []
    for at, piece in enumerate(pieces):
        if at and at - 1 in joined:
            cells[-1] += piece.text
        else:
            cells.append(piece.text)
    return cells


def _arrangements(cells: list[str], sides: Sequence[Side]) -> Iterator[list[Label]]:
    """Every way to put the cells on one to three levels whose leaves are the columns."""
    count = sum(len(side.stubs) + side.figures for side in sides)
    if len(cells) < count:
        return
    if len(cells) == count:
        trees = [Label(text) for text in cells]
        if _fits(trees, sides):
            yield trees
        return
    for first in range(1, len(cells)):
        for second in range(first + 1, len(cells) + 1):
            levels = [cells[:first], cells[first:second], cells[second:]]
            trees_or_none = _stacked([level for level in levels if level])
            if trees_or_none is not None and _fits(trees_or_none, sides):
                yield trees_or_none


def _stacked(levels: list[list[str]]) -> list[Label] | None:
    trees = [Label(text) for text in levels[0]]
    parents = trees
    for level in levels[1:]:
        labels = [Label(text) for text in level]
        if not _put_under(parents, _runs(labels)):
            return None
        parents = [label for parent in parents for label in parent.under or ()]
        if [label.text for label in parents] != level:
            return None
    return trees


def _runs(labels: list[Label]) -> list[list[Label]]:
    """Labels that stand under one cell together: a sum or a stub column begins a run."""
    runs: list[list[Label]] = []
    for label in labels:
        stub = stub_kind(label.text) is not None
        last = runs[-1] if runs else []
        last_stub = bool(last) and stub_kind(last[-1].text) is not None
        again = bool(last) and label.text == last[0].text
        if not last or again or (_is_sum(label.text) and not last_stub) or (stub and not last_stub):
            runs.append([label])
        else:
            last.append(label)
    return runs


def _is_sum(text: str) -> bool:
    return text in ("小计", "合计", "总计", "共计")


def _put_under(parents: list[Label], runs: list[list[Label]]) -> bool:
    """Give each run its parent, in order; False where that cannot be told."""
    sides = [parent for parent in parents if stub_kind(parent.text) is None or len(parents) == len(runs)]
    if len(runs) == len(parents) and len(sides) == len(parents):
        for parent, run in zip(parents, runs, strict=True):
            parent.under = run
        return True
    at = 0
    for run in _split_stubs(runs):
        stubs = all(stub_kind(label.text) for label in run)
        scores = [
            (_kinship(parent, run, stubs), -index) for index, parent in enumerate(parents) if index >= at
        ]
        best = max(scores, default=(0, 0))
        if best[0] <= 0:
            return False
        parents[-best[1]].under = run
        at = -best[1] + 1
    return True


def _split_stubs(runs: list[list[Label]]) -> Iterator[list[Label]]:
    for run in runs:
        stubs = [label for label in run if stub_kind(label.text)]
        figures = [label for label in run if not stub_kind(label.text)]
        yield from (part for part in (stubs, figures) if part)


def _kinship(parent: Label, run: list[Label], stubs: bool) -> int:
    """How much the labels of a run have in common with a cell that may stand over them."""
    if stubs or stub_kind(parent.text):
        return 1 if stubs and stub_kind(parent.text) == "label" else 0
    pairs = {parent.text[at : at + 2] for at in range(len(parent.text) - 1)}
    return sum(label.text[at : at + 2] in pairs for label in run for at in range(len(label.text) - 1))


def _fits(trees: Sequence[Label], sides: Sequence[Side]) -> bool:
    """Are the leaves the columns of the sides, in order, stubs being stubs?"""
    wanted = [kind for side in sides for kind in (*side.stubs, *("figure",) * side.figures)]
    leaves = [leaf.text for tree in trees for leaf in tree.leaves()]
    if len(leaves) != len(wanted):
        return False
    return all((stub_kind(text) or "figure") == kind for text, kind in zip(leaves, wanted, strict=True))


def _oddity(trees: Sequence[Label]) -> int:
    """How unlike a table's header: the same label twice under one cell, something under a sum,
    levels, lone cells."""
    odd = 0

    def walk(labels: Sequence[Label], depth: int) -> None:
        nonlocal odd
        texts = [label.text for label in labels if stub_kind(label.text) is None]
        odd += 10 * (len(texts) - len(set(texts)))
        odd += sum(3 for label in labels if len(label.under) == 1) + depth
        for label in labels:
            if label.under:
                odd += 8 * _is_sum(label.text)
                walk(label.under, depth + 1)

    walk(trees, 0)
    # groups that repeat say the same under each
    under = [tuple(leaf.text for leaf in tree.leaves()) for tree in trees if tree.under]
    odd -= 5 * (len(under) - len(set(under)))
    return odd
