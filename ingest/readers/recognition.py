"""A picture of a page is recognised: words with their confidence, and the lines drawn in it.

The one module that knows rapidocr, whose models come with the package.  Loading it takes
half a second, a page four to eight on two cores, and a process some 700 MB.
"""

from __future__ import annotations

import statistics
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from corpus.report import Box, Problem, Severity
from ingest.content import PageContent, Rule, Word
from ingest.most import require
from ingest.readers import raster
from ingest.readers.stamps import covered, touched, without_stamps

if TYPE_CHECKING:
    from ingest.readers.raster import Picture

LEGIBLE = 0.80  # mean score under which a page may stand on its head
LEAST = 0.45  # a line read with less is noise
MEMORY = 1_200 << 20  # bytes of address space that recognising a page may take
DETECTION = 1_600  # pixels of the longer side in which lines are looked for
STAMPED = 0.9  # at most, under a stamp: a sum that holds confirms it
FULL, HALF = 0.90, 0.70  # height of ink by font size: of a Chinese character, of a digit


class Letter(NamedTuple):
    """A recognised character with its stretch of the line, in pixels."""

    text: str
    x0: float
    x1: float
    score: float


class Line(NamedTuple):
    """A recognised line: its letters from the left, and its box in pixels."""

    letters: tuple[Letter, ...]
    x0: float
    top: float
    x1: float
    bottom: float
    score: float


def make_room() -> None:
    """Raise MemoryError where this process may not have what recognising takes, but could be given it:
    asked before a page is drawn."""
    require(MEMORY)


def recognise(picture: Picture, number: int, width: float, height: float) -> PageContent:
    """Page `number` of `width` × `height` points, read from its picture.

    The page is turned upright (a quarter at a time) and set straight; boxes are those of the
    page as set straight, so up to a few points off the picture at its edges.
    """
    flat, stamps = without_stamps(picture)
    turned, tilt, picture, lines = _upright(flat)
    if stamps is not None:
        stamps = _turned(stamps, turned, tilt)
    if turned in (90, 270):
        width, height = height, width
    points = width / picture.shape[1]
    dark = raster.ink(picture)
    rules = tuple(r for r in raster.rules(dark, points) if not _in_a_letter(r, lines, points))
    letters = raster.without_rules(dark, rules, points)
    words = [word for line in lines for word in _words(line, rules, letters, points)]
    problems: tuple[Problem, ...] = ()
    obscured: tuple[Box, ...] = ()
    if stamps is not None:
        words = [_doubted(word, stamps, points) for word in words]
        obscured = covered(stamps, points)
        message = f"第 {number} 页有印章遮盖，遮盖处的数字不作确切数字 / a stamp covers part of the page"
        problems = (Problem(Severity.WARNING, "stamp_over_text", message, number),)
    if not words:
        message = f"第 {number} 页没有认出文字 / nothing recognised on the page"
        problems = (*problems, Problem(Severity.NOTE, "nothing_recognised", message, number))
    origin = "recognised" if words else "none"
    ordered = _in_order(words)
    return PageContent(
        number, width, height, ordered, rules, origin, problems, turned=turned, obscured=obscured
    )


def _doubted(word: Word, stamps: Picture, points: float) -> Word:
    """A word that a stamp lies on is not certain, however well it was read."""
    box = word.box
    if not touched(stamps, box.x0 / points, box.top / points, box.x1 / points, box.bottom / points):
        return word
    return replace(word, confidence=min(word.confidence, STAMPED))


def _turned(picture: Picture, turn: int, tilt: float) -> Picture:
    """A picture turned clockwise by so many quarters in degrees, then set straight."""
    import numpy as np

    return raster.straightened(np.ascontiguousarray(np.rot90(picture, -turn // 90)), tilt)


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.log_level": "error",
            "Global.use_cls": False,
            "Global.text_score": 0.0,
            "Global.max_side_len": 4000,
            # lines are found in a smaller picture (a third of the memory, no fewer lines) and
            # read from the full one
            "Det.limit_type": "max",
            "Det.limit_side_len": DETECTION,
            "Global.return_word_box": True,
            "Global.return_single_char_box": True,
        }
    )


def _upright(picture: Picture) -> tuple[int, float, Picture, list[Line]]:
    """The turn (clockwise degrees) that makes the page read, its tilt then, the straight picture, its
    lines."""

    def read(turn: int) -> tuple[int, float, Picture, list[Line]]:
        turned = _turned(picture, turn, 0.0)
        tilt = raster.tilt(turned)
        straight = raster.straightened(turned, tilt)
        return turn, tilt, straight, _lines(straight)

    first = read(0)
    lines = first[3]
    if not lines:
        return first
    # lines of several characters that are taller than wide run up or down the page
    long = [line for line in lines if len(line.letters) >= 2] or lines
    tall = sum(line.bottom - line.top > 1.5 * (line.x1 - line.x0) for line in long)
    if tall * 2 > len(long):
        others = [read(90), read(270)]
    elif _score(lines) < LEGIBLE:
        others = [read(180)]
    else:
        return first
    return max([first, *others], key=lambda tried: _score(tried[3]))


def _score(lines: Sequence[Line]) -> float:
    """Mean score by length of line; 0 without lines."""
    letters = sum(len(line.letters) for line in lines)
    return sum(line.score * len(line.letters) for line in lines) / letters if letters else 0.0


def _lines(picture: Picture) -> list[Line]:
    import numpy as np

    result = _engine()(np.repeat(picture[:, :, None], 3, axis=2))
    if result.boxes is None:
        return []
    found = result.word_results or ()
    paired = len(found) == len(result.boxes)
    lines = []
    for index, (corners, text, score) in enumerate(
        zip(result.boxes, result.txts, result.scores, strict=True)
    ):
        if score < LEAST:
            continue
        x0, x1 = float(corners[:, 0].min()), float(corners[:, 0].max())
        top, bottom = float(corners[:2, 1].mean()), float(corners[2:, 1].mean())
        letters = _letters(found[index]) if paired else ()
        if "".join(letter.text for letter in letters) != "".join(text.split()):
            letters = _spread("".join(text.split()), x0, x1, float(score))
        if letters:
            lines.append(Line(letters, x0, top, x1, bottom, float(score)))
    return lines


def _letters(found: Sequence[Any]) -> tuple[Letter, ...]:
    letters = []
    for text, score, corners in found:
        across = [float(x) for x, _ in corners]
        if text.strip():
            letters.append(Letter(text, min(across), max(across), float(score)))
    return tuple(sorted(letters, key=lambda letter: letter.x0))


def _spread(text: str, x0: float, x1: float, score: float) -> tuple[Letter, ...]:
    """Characters evenly over the line, a Chinese one twice as wide as a digit."""
    shares = [2 if _wide(char) else 1 for char in text]
    unit = (x1 - x0) / max(1, sum(shares))
    letters, at = [], x0
    for char, share in zip(text, shares, strict=True):
        letters.append(Letter(char, at, at + share * unit, score))
        at += share * unit
    return tuple(letters)


def _wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"


def _in_a_letter(rule: Rule, lines: Sequence[Line], points: float) -> bool:
    """A drawn line that lies within a line of text is the stroke of a large letter."""
    box = rule.box
    return any(
        line.x0 * points <= box.x0
        and box.x1 <= line.x1 * points
        and line.top * points <= box.top
        and box.bottom <= line.bottom * points
        for line in lines
    )


def _words(line: Line, rules: Sequence[Rule], dark: Picture, points: float) -> list[Word]:
    """A line as words: cut where an upright rule crosses it and at wide gaps."""
    middle = (line.top + line.bottom) / 2 * points
    walls = sorted(
        (rule.box.x0 + rule.box.x1) / 2 / points
        for rule in rules
        if not rule.horizontal and rule.box.top <= middle <= rule.box.bottom
    )
    runs: list[list[Letter]] = []
    for letter in line.letters:
        if runs and not _parted(runs[-1][-1], letter, walls, line.bottom - line.top):
            runs[-1].append(letter)
        else:
            runs.append([letter])
    return [_word(run, line, walls, dark, points) for run in runs]


def _parted(left: Letter, right: Letter, walls: Sequence[float], height: float) -> bool:
    centre = (left.x0 + left.x1) / 2, (right.x0 + right.x1) / 2
    if any(centre[0] < wall < centre[1] for wall in walls):
        return True
    return right.x0 - left.x1 > 0.6 * height


def _word(run: Sequence[Letter], line: Line, walls: Sequence[float], dark: Picture, points: float) -> Word:
    text = "".join(letter.text for letter in run)
    x0, x1 = run[0].x0, run[-1].x1
    if run[0] is line.letters[0]:
        x0 = min(x0, line.x0)
    if run[-1] is line.letters[-1]:
        x1 = max(x1, line.x1)
    middle = (x0 + x1) / 2
    x0 = max([x0, *(wall + 2 for wall in walls if wall < middle)])
    x1 = min([x1, *(wall - 2 for wall in walls if wall > middle)])
    x0, top, x1, bottom = _ink_box(dark, x0, line.top, x1, line.bottom)
    share = FULL if any(_wide(char) for char in text) else HALF
    size = (bottom - top) / share * points
    numeric = [letter.score for letter in run if letter.text.isdigit() or letter.text in ".,-"]
    confidence = min(numeric) if numeric else statistics.fmean(letter.score for letter in run)
    box = Box(x0 * points, top * points, x1 * points, bottom * points)
    return Word(text, box, size, confidence=min(0.99, round(confidence, 4)))


def _ink_box(
    dark: Picture, x0: float, top: float, x1: float, bottom: float
) -> tuple[float, float, float, float]:
    """The part of the box that has ink, without lines that run through it."""
    import numpy as np

    left, right, high, low = (max(0, round(v)) for v in (x0, x1, top, bottom))
    part = dark[high:low, left:right] > 0
    if part.size == 0:
        return x0, top, x1, bottom
    rows = part.mean(axis=1)
    some = np.flatnonzero((rows > 0) & (rows < 0.85))
    columns = np.flatnonzero(part[rows < 0.85].any(axis=0))
    if some.size == 0 or columns.size == 0:
        return x0, top, x1, bottom
    return (
        float(left + columns[0]),
        float(high + some[0]),
        float(left + columns[-1] + 1),
        float(high + some[-1] + 1),
    )


def _in_order(words: Sequence[Word]) -> tuple[Word, ...]:
    """Words by line from the top, then from the left."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.box.top + word.box.bottom):
        middle = (word.box.top + word.box.bottom) / 2
        if lines:
            first = lines[-1][0].box
            if abs(middle - (first.top + first.bottom) / 2) <= 0.4 * max(word.size, lines[-1][0].size):
                lines[-1].append(word)
                continue
        lines.append([word])
    return tuple(word for line in lines for word in sorted(line, key=lambda word: word.box.x0))
