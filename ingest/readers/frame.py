"""A page's own coordinates become points from the top left of the page as it reads."""

from __future__ import annotations

from collections.abc import Iterable
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

    def place(self, x: float, y: float) -> Point:
        """One point as the page is read."""
        if self.rotation in (90, 270):
            return self.along((y,))[0], self.down((x,))[0]
        return self.along((x,))[0], self.down((y,))[0]

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


def frame_of(bounds: tuple[float, float, float, float], rotation: int) -> Frame:
    """The frame of a page with these bounds, turned clockwise by `rotation` degrees."""
    left, bottom, right, top = bounds
    width, height = right - left, top - bottom
    if rotation in (90, 270):
        return Frame(height, width, bounds, rotation)
    return Frame(width, height, bounds, rotation)


def rules_of(drawn: Iterable[Drawn], frame: Frame) -> tuple[Rule, ...]:
    """Drawn pieces as rules inside the page, each once, thin areas as one rule."""
    rules: dict[tuple[float, float, float, float], Rule] = {}
    for left, bottom, right, top in drawn:
        (ax, ay), (bx, by) = frame.place(left, bottom), frame.place(right, top)
        x0, x1 = max(0.0, min(ax, bx)), min(frame.width, max(ax, bx))
        y0, y1 = max(0.0, min(ay, by)), min(frame.height, max(ay, by))
        wide, high = x1 - x0, y1 - y0
        if max(wide, high) < SHORTEST or min(wide, high) < 0:
            continue
        key = (round(x0, 1), round(y0, 1), round(x1, 1), round(y1, 1))
        rules.setdefault(key, Rule(Box(x0, y0, x1, y1), wide >= high))
    return tuple(rules.values())
