"""A picture of a page, set straight, and the lines that are drawn in it.

The one module that knows OpenCV and Pillow.  Pictures are grey, one byte a pixel, white paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.report import Box
from ingest.content import Rule

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Picture = NDArray[Any]

MOST_PIXELS = 100_000_000  # of one picture
STEEPEST = 5.0  # degrees: a page turned farther was not meant to stand upright
FLAT = 0.03  # degrees: less is not worth resampling the picture
LEVEL_RUN = 12  # pixels: a thin line that rises by five degrees is as long on one row
THICKEST = 0.006  # of the longer side: a bar thicker than this is an area
SHORT, LONG = 0.018, 0.036  # of the longer side: shortest line that is tied at both ends, or free
GAP = 0.004  # of the longer side: a line may be broken for so long
SOLID = 0.93  # of a line's length that has ink: letters in a row have less


def grey(picture: NDArray[Any]) -> Picture:
    """`picture` (grey, RGB or RGBA) as grey."""
    import cv2

    if picture.ndim == 2:
        return picture
    if picture.shape[2] == 1:
        return picture[:, :, 0]
    code = cv2.COLOR_RGBA2GRAY if picture.shape[2] == 4 else cv2.COLOR_RGB2GRAY
    flat: Picture = cv2.cvtColor(picture, code)
    return flat


def decoded(path: Path, longest: int) -> Iterator[Picture]:
    """The pictures in a PNG, JPEG, TIFF, BMP or WebP file, grey or RGB, none longer than `longest` pixels.

    Raises ValueError where the file is not a picture, or one of more than 100 megapixels.
    """
    import numpy as np
    from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

    try:
        with Image.open(path) as image:
            for frame in ImageSequence.Iterator(image):
                if frame.width * frame.height > MOST_PIXELS:
                    raise ValueError(f"{frame.width} × {frame.height} pixels")
                flat = ImageOps.exif_transpose(_on_white(frame)).convert(_mode(frame))
                flat.thumbnail((longest, longest))
                yield np.asarray(flat)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, EOFError) as error:
        raise ValueError(str(error)) from error


def _mode(image: Any) -> str:
    """Grey for what has no colours, else RGB."""
    return "L" if image.mode in ("1", "L", "LA", "I", "I;16", "F") else "RGB"


def _on_white(image: Any) -> Any:
    """`image` without transparency."""
    from PIL import Image

    if image.mode not in ("RGBA", "LA", "PA") and "transparency" not in image.info:
        return image
    clear = image.convert("RGBA")
    paper = Image.new("RGBA", clear.size, "white")
    paper.alpha_composite(clear)
    return paper


def tilt(picture: Picture) -> float:
    """How many degrees the page is turned clockwise: by its long lines, else by its rows of text."""
    angles = _line_angles(picture)
    if angles is not None:
        return angles
    return _text_angle(picture)


def straightened(picture: Picture, degrees: float) -> Picture:
    """`picture` turned back by `degrees` about its middle, on white."""
    import cv2

    if abs(degrees) < FLAT:
        return picture
    height, width = picture.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    turned: Picture = cv2.warpAffine(picture, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)
    return turned


def ink(picture: Picture) -> Picture:
    """255 where there is ink, by the brightness round about (shading is not ink)."""
    import cv2

    dark: Picture = cv2.adaptiveThreshold(
        picture, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 41, 18
    )
    return dark


def rules(dark: Picture, points: float) -> tuple[Rule, ...]:
    """The drawn lines of a straight page (its ink); `points` is the length of a pixel."""
    level = _strokes(dark, level=True)
    upright = _strokes(dark, level=False)
    longest = max(dark.shape)
    kept_level = _bounding(level, upright, longest)
    kept_upright = _bounding(upright, level, longest, across=False)
    found = [(box, True) for box in kept_level] + [(box, False) for box in kept_upright]
    return tuple(
        Rule(Box(x0 * points, y0 * points, x1 * points, y1 * points), horizontal)
        for (x0, y0, x1, y1), horizontal in found
    )


Stroke = tuple[int, int, int, int]


def _strokes(dark: Picture, *, level: bool) -> list[Stroke]:
    """Straight thin pieces of ink as x0, y0, x1, y1 in pixels."""
    import cv2

    longest = max(dark.shape)
    reach, gap = max(15, round(SHORT * longest)), max(3, round(GAP * longest))
    close = cv2.getStructuringElement(cv2.MORPH_RECT, (gap, 1) if level else (1, gap))
    keep = cv2.getStructuringElement(cv2.MORPH_RECT, (reach, 1) if level else (1, reach))
    # a line that is not perfectly straight steps from one row of pixels to the next
    thick = cv2.dilate(dark, cv2.getStructuringElement(cv2.MORPH_RECT, (1, 3) if level else (3, 1)))
    runs = cv2.morphologyEx(cv2.morphologyEx(thick, cv2.MORPH_CLOSE, close), cv2.MORPH_OPEN, keep)
    count, _, stats, _ = cv2.connectedComponentsWithStats(runs, connectivity=8)
    strokes = []
    for left, top, wide, high, _ in stats[1 : min(count, 5000)].tolist():
        part = dark[top : top + high, left : left + wide]
        solid = (part.max(axis=0 if level else 1) > 0).mean()
        if (high if level else wide) <= THICKEST * longest + 2 and solid >= SOLID:
            inset = (0, 1) if level else (1, 0)
            strokes.append((left + inset[0], top + inset[1], left + wide - inset[0], top + high - inset[1]))
    return strokes


def without_rules(dark: Picture, found: Sequence[Rule], points: float) -> Picture:
    """The ink without that of the rules."""
    rest = dark.copy()
    for rule in found:
        x0, top, x1, bottom = (
            round(edge / points) for edge in (rule.box.x0, rule.box.top, rule.box.x1, rule.box.bottom)
        )
        rest[max(0, top - 1) : bottom + 2, max(0, x0 - 1) : x1 + 2] = 0
    return rest


def _bounding(strokes: list[Stroke], others: list[Stroke], longest: int, across: bool = True) -> list[Stroke]:
    """Strokes long enough to be rules, or shorter ones that run from one crossing rule to another."""
    reach = GAP * longest + 3
    kept = []
    for stroke in strokes:
        x0, y0, x1, y1 = stroke
        length = x1 - x0 if across else y1 - y0
        if length >= LONG * longest or (
            _touched(x0, y0, others, reach)
            and _touched(x1 if across else x0, y0 if across else y1, others, reach)
        ):
            kept.append(stroke)
    return kept


def _touched(x: int, y: int, others: list[Stroke], reach: float) -> bool:
    return any(
        x0 - reach <= x <= x1 + reach and y0 - reach <= y <= y1 + reach
        for x0, y0, x1, y1 in others
        if max(x1 - x0, y1 - y0) >= 2 * reach
    )


def _line_angles(picture: Picture) -> float | None:
    """The middle slope of long level lines, by length; None where there are too few."""
    import cv2
    import numpy as np

    width = picture.shape[1]
    # only what runs level for a while can be part of a rule: most strokes of letters go
    level_runs = cv2.getStructuringElement(cv2.MORPH_RECT, (LEVEL_RUN, 1))
    dark = cv2.morphologyEx(ink(picture), cv2.MORPH_OPEN, level_runs)
    found = cv2.HoughLinesP(
        dark, 1, np.pi / 1800, threshold=width // 8, minLineLength=width // 5, maxLineGap=12
    )
    if found is None:
        return None
    x0, y0, x1, y1 = found.reshape(-1, 4).astype(float).T
    degrees = np.degrees(np.arctan2(y1 - y0, x1 - x0))
    length = np.hypot(x1 - x0, y1 - y0)
    level = np.abs(degrees) <= STEEPEST
    if length[level].sum() < 0.8 * width:
        return None
    order = np.argsort(degrees[level])
    heaped = np.cumsum(length[level][order])
    return float(degrees[level][order][np.searchsorted(heaped, heaped[-1] / 2)])


def _text_angle(picture: Picture) -> float:
    """The turn under which rows of ink stand out most from the gaps between them."""
    import cv2
    import numpy as np

    shrink = 900 / max(picture.shape)
    small = cv2.resize(picture, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    dark = ink(small)
    if np.count_nonzero(dark) < 200:
        return 0.0

    def contrast(degrees: float) -> float:
        height, width = dark.shape
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
        rows = cv2.warpAffine(dark, turn, (width, height), flags=cv2.INTER_NEAREST).sum(axis=1, dtype=float)
        return float(np.square(np.diff(rows)).sum())

    best = 0.0
    for span, step in ((3.0, 0.5), (0.5, 0.1)):
        trials = np.arange(best - span, best + span + step / 2, step)
        best = float(max(trials, key=contrast))
    return best if contrast(best) > 1.05 * contrast(0.0) else 0.0
