"""A page's own coordinates become points from the top left of the page as it reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from corpus.report import Box
from ingest.content import Rule

SHORTEST = 2.0  # points: shorter lines bound nothing

Point = tuple[float, float]
Drawn = tuple[float, float, float, float]  # a thin or flat box in the page's own coordinates


class Frame(NamedTuple):
    """From the page's own coordinates to points from the top left of the page as read.

    `bounds` are left, bottom, right, top of the page, `rotation` its clockwise turn in degrees.
    """

    width: float
    height: float
    bounds: tuple[float, float, float, float]
    rotation: int

    def along(self, values: Iterable[float]) -> list[float]:
        """Coordinates on the axis that lines of text run along, from the left."""
        left, bottom, right, top = self.bounds
        if self.rotation in (180, 270):
            far = right if self.rotation == 180 else top
            return [far - value for value in values]
        near = bottom if self.rotation == 90 else left
        return [value - near for value in values]

    def down(self, values: Iterable[float]) -> list[float]:
        """Coordinates on the other axis, from the top."""
        left, bottom, right, top = self.bounds
        if self.rotation in (90, 180):
            near = left if self.rotation == 90 else bottom
            return [value - near for value in values]
        far = right if self.rotation == 270 else top
        return [far - value for value in values]

    def back(self, along: float, down: float) -> Point:
        """The page's own coordinates of a point."""
        left, bottom, right, top = self.bounds
        if self.rotation == 90:
            return left + down, bottom + along
        if self.rotation == 180:
            return right - along, bottom + down
        if self.rotation == 270:
            return right - down, top - along
        return left + along, top - down

    def place(self, point: Point) -> Point:
        """Where a point of the page's own coordinates is, as `back` takes it."""
        x, y = point
        across = self.rotation in (90, 270)
        return self.along([y if across else x])[0], self.down([x if across else y])[0]


def frame_of(bounds: tuple[float, float, float, float], rotation: int) -> Frame:
    """The frame of a page with these bounds, turned clockwise by `rotation` degrees."""
    left, bottom, right, top = bounds
    width, height = right - left, top - bottom
    if rotation in (90, 270):
        return Frame(height, width, bounds, rotation)
    return Frame(width, height, bounds, rotation)


def rules_of(drawn: Sequence[Drawn], frame: Frame) -> tuple[Rule, ...]:
    """Drawn pieces as rules inside the page, each once, thin areas as one rule."""
    if not drawn:
        return ()
    left, bottom, right, top = zip(*dict.fromkeys(drawn), strict=True)  # many edges are drawn twice
    if frame.rotation in (90, 270):
        left, bottom, right, top = bottom, left, top, right
    edges = frame.along(left), frame.down(bottom), frame.along(right), frame.down(top)
    rules: dict[tuple[int, int, int, int], Rule] = {}
    width, height = frame.width, frame.height
    for ax, ay, bx, by in zip(*edges, strict=True):
        x0, x1 = (ax, bx) if ax <= bx else (bx, ax)
        y0, y1 = (ay, by) if ay <= by else (by, ay)
        # Within the page.  Four calls of `min` and `max` would take as long as all the rest.
        x0, y0 = x0 if x0 > 0.0 else 0.0, y0 if y0 > 0.0 else 0.0
        x1, y1 = x1 if x1 < width else width, y1 if y1 < height else height
        wide, high = x1 - x0, y1 - y0
        if (wide < SHORTEST and high < SHORTEST) or not (wide >= 0 and high >= 0):
            continue
        # to a tenth of a point
        key = (int(x0 * 10 + 0.5), int(y0 * 10 + 0.5), int(x1 * 10 + 0.5), int(y1 * 10 + 0.5))
        if key not in rules:
            rules[key] = Rule(Box(x0, y0, x1, y1), wide >= high)
    return tuple(rules.values())
