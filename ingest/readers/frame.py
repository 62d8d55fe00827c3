"""A page's own coordinates become points from the top left of the page as it reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from corpus.report import Box
from ingest.content import Rule

SHORTEST = 2.0  # points: shorter lines bound nothing

Point = tuple[float, float]
Drawn = tuple[float, float, float, float]  # a thin or flat box in the page's own coordinates


class Frame(NamedTuple):
    """From the page's own coordinates to points from the top left of the page as read."""

    width: float
    height: float
    place: Callable[[float, float], Point]


def frame_of(bounds: tuple[float, float, float, float], rotation: int) -> Frame:
    """The frame of a page with these bounds, turned clockwise by `rotation` degrees."""
    left, bottom, right, top = bounds
    width, height = right - left, top - bottom
    if rotation == 90:
        return Frame(height, width, lambda x, y: (y - bottom, x - left))
    if rotation == 180:
        return Frame(width, height, lambda x, y: (right - x, y - bottom))
    if rotation == 270:
        return Frame(height, width, lambda x, y: (top - y, right - x))
    return Frame(width, height, lambda x, y: (x - left, top - y))


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
