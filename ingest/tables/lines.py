"""Rules → straight lines → areas: pieces of one line made whole, lines that meet kept together."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from corpus.report import Box
from ingest.content import Rule

SAME = 1.5  # points: two rules nearer than this are one line drawn twice
REACH = 3.0  # points: a line this near another meets it
STRIPES = 2  # bands of the same width
MOST_LINES = 4_000  # more lines than any table has


class Line(NamedTuple):
    """A line at `at` (y of a level line, x of an upright one) from `start` to `end`."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Area:
    """Lines that hang together."""

    level: tuple[Line, ...]
    upright: tuple[Line, ...]

    @property
    def box(self) -> Box:
        """The extent of all lines."""
        xs = [x for line in self.level for x in (line.start, line.end)] + [line.at for line in self.upright]
        ys = [y for line in self.upright for y in (line.start, line.end)] + [line.at for line in self.level]
        return Box(min(xs), min(ys), max(xs), max(ys))


def areas_of(rules: Iterable[Rule]) -> list[Area]:
    """The areas of a page, from the top; empty where there are more lines than tables have."""
    level, upright = _whole(rules, horizontal=True), upright_lines(rules)
    if len(level) + len(upright) > MOST_LINES:
        return []
    groups = _connected(level, upright)
    areas = [Area(tuple(sorted(ls)), tuple(sorted(us))) for ls, us in groups]
    return sorted(_without_stripes(areas), key=lambda area: (area.box.top, area.box.x0))


def _without_stripes(areas: Sequence[Area]) -> list[Area]:
    """Shading of every other row draws a box round each of its cells and none round the next row's:
    of such bands, one row high and as wide as each other, the level lines are kept."""
    kept: list[Area] = []
    for area in areas:
        near = [other for other in areas if _alike(area, other) and _is_band(other)]
        if len(near) >= STRIPES and (_is_band(area) or _meets_next(area, near)):
            kept += [Area((line,), ()) for line in area.level]
        else:
            kept.append(area)
    return kept


def _is_band(area: Area) -> bool:
    return bool(area.upright) and len(positions(line.at for line in area.level)) == 2


def _alike(one: Area, other: Area) -> bool:
    """Whether two areas begin and end at the same places of a line of print."""
    return abs(one.box.x0 - other.box.x0) < SAME and abs(one.box.x1 - other.box.x1) < SAME


def _meets_next(area: Area, bands: Sequence[Area]) -> bool:
    """Whether the first of the bands stands right under a header that is shaded too."""
    first = min(bands, key=lambda band: band.box.top).box
    return 0 < first.top - area.box.bottom < 2 * (first.bottom - first.top)


def positions(values: Iterable[float], apart: float = REACH) -> list[float]:
    """Values nearer than `apart` as one position, their mean."""
    found: list[list[float]] = []
    for value in sorted(values):
        if found and value - found[-1][-1] <= apart and value - found[-1][0] <= 2 * apart:
            found[-1].append(value)
        else:
            found.append([value])
    return [sum(group) / len(group) for group in found]


def upright_lines(rules: Iterable[Rule]) -> list[Line]:
    """The upright rules as whole lines, from the left."""
    return _whole(rules, horizontal=False)


def _whole(rules: Iterable[Rule], horizontal: bool) -> list[Line]:
    """Rules of one direction as lines: what continues or doubles another is joined to it."""
    pieces = [_line(rule.box, horizontal) for rule in rules if rule.horizontal is horizontal]
    pieces.sort()
    lines: list[Line] = []
    bundle: list[Line] = []
    for piece in pieces:
        if bundle and (piece.at - bundle[-1].at > SAME or piece.at - bundle[0].at > 2 * SAME):
            lines.extend(_strung(bundle))
            bundle = []
        bundle.append(piece)
    return lines + _strung(bundle)


def _line(box: Box, horizontal: bool) -> Line:
    if horizontal:
        return Line((box.top + box.bottom) / 2, box.x0, box.x1)
    return Line((box.x0 + box.x1) / 2, box.top, box.bottom)


def _strung(bundle: Sequence[Line]) -> list[Line]:
    joined: list[list[Line]] = []
    end = 0.0
    for piece in sorted(bundle, key=lambda line: line.start):
        if joined and piece.start <= end + REACH:
            joined[-1].append(piece)
            end = max(end, piece.end)
        else:
            joined.append([piece])
            end = piece.end
    return [
        Line(sum(p.at for p in run) / len(run), min(p.start for p in run), max(p.end for p in run))
        for run in joined
    ]


def _connected(level: list[Line], upright: list[Line]) -> list[tuple[list[Line], list[Line]]]:
    """Groups of lines that meet, directly or through others."""
    parent = list(range(len(level) + len(upright)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    ats = [line.at for line in level]
    for index, line in enumerate(upright):
        first, last = bisect_left(ats, line.start - REACH), bisect_right(ats, line.end + REACH)
        for other in range(first, last):
            if level[other].start - REACH <= line.at <= level[other].end + REACH:
                parent[root(other)] = root(len(level) + index)
    groups: dict[int, tuple[list[Line], list[Line]]] = {}
    for index in range(len(parent)):
        group = groups.setdefault(root(index), ([], []))
        if index < len(level):
            group[0].append(level[index])
        else:
            group[1].append(upright[index - len(level)])
    return list(groups.values())
