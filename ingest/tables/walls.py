"""Walls that only a header draws: a shaded header over rows that are parted by level lines alone.

The lines under such rows are drawn cell by cell. Where a piece ends at a wall of the header, the
wall goes on beside that row; where none does, the row's cells are one.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from corpus.report import Box
from ingest.content import Rule, Word
from ingest.tables.lines import REACH, SAME, positions

_FEWEST = 3  # walls of a header: its two ends and one between
_HIGHEST = 120.0  # points: a row is no higher


def continued_walls(rules: Sequence[Rule], words: Sequence[Word]) -> list[Rule]:
    """The upright rules that go on below a header; none where every line has its walls."""
    upright = [rule.box for rule in rules if not rule.horizontal]
    tops = sorted(box.top for box in upright)
    found: list[Rule] = []
    for bottom in positions(box.bottom for box in upright):
        if _any_within(tops, bottom - REACH, bottom + REACH):
            continue  # walls of their own go on from here
        header = [box for box in upright if abs(box.bottom - bottom) <= REACH]
        walls = positions(((box.x0 + box.x1) / 2 for box in header), SAME)
        if len(walls) >= _FEWEST:
            next_table = min((top for top in tops if top > bottom), default=math.inf)
            level = [rule.box for rule in rules if rule.horizontal and rule.box.top > bottom - SAME]
            found += _below(bottom, next_table, walls, level, words)
    return found


def _any_within(values: Sequence[float], least: float, most: float) -> bool:
    return bisect_left(values, least) < bisect_right(values, most)


def _below(
    bottom: float, floor: float, walls: Sequence[float], level: Sequence[Box], words: Sequence[Word]
) -> list[Rule]:
    """The walls of the rows from a header that ends at `bottom` down to the first that has none."""
    pieces = [box for box in level if walls[0] - REACH <= box.x0 and box.x1 <= walls[-1] + REACH]
    found: list[Rule] = []
    top, crossed_above = bottom, frozenset[float]()
    for at in positions((box.top for box in pieces if box.top > bottom + SAME), SAME):
        here = [box for box in pieces if abs(box.top - at) <= SAME]
        ended = [
            wall for wall in walls if any(abs(x - wall) <= SAME for box in here for x in (box.x0, box.x1))
        ]
        crossed = frozenset(w for w in walls if any(box.x0 + SAME < w < box.x1 - SAME for box in here))
        # A line over a wall above and below: a joined cell, whose neighbours have lines of their own.
        own = [wall for wall in ended if not (wall in crossed and wall in crossed_above)]
        row = [word for word in words if top < (word.box.top + word.box.bottom) / 2 < at]
        through = any(word.box.x0 + SAME < wall < word.box.x1 - SAME for word in row for wall in own)
        if not ended or through or at - top > _HIGHEST or at > floor - REACH:
            break
        found += [Rule(Box(wall, top, wall, at), False) for wall in own]
        top, crossed_above = at, crossed
    return found
