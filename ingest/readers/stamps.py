"""Stamps on a scanned page: coloured rings over black print.

Their ink is taken out, so that it makes neither words nor rules; where it lay is kept, since what it
covered may be misread or unread.  Coloured print, coloured rules and shaded cells are left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.report import Box
from ingest.readers import raster

if TYPE_CHECKING:
    from ingest.readers.raster import Picture

COLOURED = 60  # of 255: the strongest channel over the weakest, in ink that has a colour
LIGHT = 110  # of 255: what is darker than this under a stamp is black print
SMALLEST, LARGEST = 0.04, 0.25  # of the page's longer side: a stamp, either way
SQUARE = 1.8  # a stamp is no more times as long as wide
DENSEST = 0.6  # of its box that is inked: what has more is a shaded area
JOINED = 5  # pixels: parts of a stamp that are nearer hang together
TILE = 8  # pixels: how finely it is told where a stamp lies
TOUCHED = 0.02  # of a word's box


def without_stamps(picture: Picture) -> tuple[Picture, Picture | None]:
    """`picture` (grey, RGB or RGBA) in grey without the ink of stamps, and a picture of that ink alone
    (black on white); None where there is none."""
    import cv2
    import numpy as np

    grey = raster.grey(picture)
    if picture.ndim == 2 or picture.shape[2] < 3:
        return grey, None
    channels = picture[:, :, :3]
    strongest, weakest = channels.max(axis=2), channels.min(axis=2)
    coloured = ((strongest.astype(np.int16) - weakest) > COLOURED).astype(np.uint8)
    if not coloured.any():
        return grey, None
    joined = cv2.dilate(coloured, np.ones((JOINED, JOINED), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    stamped = np.zeros_like(coloured)
    for left, top, wide, high, _ in stats[1 : min(count, 5000)].tolist():
        part = coloured[top : top + high, left : left + wide]
        if _is_stamp(wide, high, float(part.mean()), max(grey.shape)):
            stamped[top : top + high, left : left + wide] |= part
    if not stamped.any():
        return grey, None
    edges = cv2.dilate(stamped, np.ones((3, 3), np.uint8)) > 0
    cleaned = np.where(edges & (strongest > LIGHT), 255, grey).astype(np.uint8)
    return cleaned, np.where(stamped > 0, 0, 255).astype(np.uint8)


def _is_stamp(wide: int, high: int, inked: float, longest: int) -> bool:
    small, large = min(wide, high), max(wide, high)
    size = SMALLEST * longest <= small and large <= LARGEST * longest
    return size and large <= SQUARE * small and inked <= DENSEST


def touched(stamps: Picture, left: float, top: float, right: float, bottom: float) -> bool:
    """Whether stamps lie on a box, in pixels."""
    part = stamps[max(0, round(top)) : round(bottom), max(0, round(left)) : round(right)]
    return part.size > 0 and float((part < 128).mean()) > TOUCHED


def covered(stamps: Picture, points: float) -> tuple[Box, ...]:
    """Where stamps lie, as boxes in points; `points` is the length of a pixel."""
    import numpy as np

    high, wide = stamps.shape[0] // TILE, stamps.shape[1] // TILE
    tiles = np.any((stamps[: high * TILE, : wide * TILE] < 128).reshape(high, TILE, wide, TILE), axis=(1, 3))
    side = TILE * points
    found: list[Box] = []
    for row in range(high):
        edges = np.flatnonzero(np.diff(tiles[row].astype(np.int8), prepend=0, append=0)).tolist()
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            found.append(Box(start * side, row * side, end * side, (row + 1) * side))
    return tuple(found)
