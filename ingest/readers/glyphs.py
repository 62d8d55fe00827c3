"""Placed characters become words in reading order: the part of reading that no engine owns.

A word is a run of characters of one line without a gap; a vertical rule ends it too, since
two cells may stand closer than two letters.
"""

from __future__ import annotations

import tomllib
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from corpus.report import Box
from ingest.content import Rule, Word

# Shares of the font size.
GAP = 0.3  # a wider space between two characters ends a word
LINE = 0.3  # baselines farther apart are different lines
OVERLAY = 0.2  # the same character again, nearer than this, is a painted-on bold
ASCENT, DESCENT = 0.88, 0.12  # of the box that a character is given about its baseline


class Glyph(NamedTuple):
    """A character with the stretch of its advance and its baseline, in points from the top
    left; a white one (a space) has `text` blank.
    """

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool


@cache
def radical_map() -> dict[int, str]:
    """Radical forms and presentation forms → the character that is meant."""
    source = files("corpus") / "vocabulary" / "radicals.toml"
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    mapping = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
    mapping |= {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xF900, 0xFB00)}
    mapping |= {ord(form): meant for group in table.values() for form, meant in group.items()}
    return mapping


def fold_radicals(text: str) -> str:
    """`text` with CJK radicals and compatibility ideographs as the characters they stand for."""
    return text.translate(radical_map())


def words_of(glyphs: Iterable[Glyph], rules: Sequence[Rule] = ()) -> tuple[Word, ...]:
    """Words in reading order (lines from the top, words from the left)."""
    walls = _Walls(rules)
    runs = _runs(_without_overlays(glyphs), walls)
    return tuple(_word(run) for run in _joined(runs, walls))


class _Walls:
    """Vertical rules by x: is there one between two characters of a line?"""

    def __init__(self, rules: Sequence[Rule]) -> None:
        upright = sorted((r.box.x0 + r.box.x1, r.box.top, r.box.bottom) for r in rules if not r.horizontal)
        self._at = [doubled / 2 for doubled, _, _ in upright]
        self._spans = [(top, bottom) for _, top, bottom in upright]

    def between(self, left: Glyph, right: Glyph) -> bool:
        slack = 0.25 * min(left.x1 - left.x0, right.x1 - right.x0)
        first = bisect_left(self._at, min(left.x1, right.x0) - slack)
        last = bisect_right(self._at, max(left.x1, right.x0) + slack)
        middle = left.base - 0.38 * left.size
        return any(top <= middle <= bottom for top, bottom in self._spans[first:last])


def _without_overlays(glyphs: Iterable[Glyph]) -> Iterable[Glyph]:
    """The same character painted twice on one spot is one character."""
    seen: dict[tuple[str, int], list[Glyph]] = {}
    for glyph in glyphs:
        if not glyph.text.isspace():
            spots = seen.setdefault((glyph.text, round(glyph.base)), [])
            near = OVERLAY * glyph.size
            if any(abs(g.x0 - glyph.x0) < near and abs(g.base - glyph.base) < near for g in spots):
                continue
            spots.append(glyph)
        yield glyph


def _runs(glyphs: Iterable[Glyph], walls: _Walls) -> list[list[Glyph]]:
    """Characters that the file gives one after another, cut at spaces, gaps, lines and rules."""
    runs: list[list[Glyph]] = []
    previous: Glyph | None = None
    for glyph in glyphs:
        if glyph.text.isspace():
            previous = None
        elif previous is not None and _follows(previous, glyph) and not walls.between(previous, glyph):
            runs[-1].append(glyph)
            previous = glyph
        else:
            runs.append([glyph])
            previous = glyph
    return runs


def _follows(left: Glyph, right: Glyph, gap: float = GAP) -> bool:
    size = max(left.size, right.size)
    return (
        abs(left.base - right.base) <= LINE * size
        and -0.5 * size <= right.x0 - left.x1 <= gap * size
        and min(left.size, right.size) > 0.6 * size
    )


def _joined(runs: list[list[Glyph]], walls: _Walls) -> list[list[Glyph]]:
    """Runs in reading order, those that touch on a line made one."""
    ordered: list[list[Glyph]] = []
    for line in _lines(runs):
        line.sort(key=lambda run: run[0].x0)
        for run in line:
            last = ordered[-1][-1] if ordered else None
            touches = last is not None and _follows(last, run[0], 0.12) and run[0].x0 >= last.x0
            if last is not None and touches and not walls.between(last, run[0]):
                ordered[-1].extend(run)
            else:
                ordered.append(list(run))
    return ordered


def _lines(runs: list[list[Glyph]]) -> Iterable[list[list[Glyph]]]:
    line: list[list[Glyph]] = []
    start = 0.0
    for run in sorted(runs, key=lambda run: (run[0].base, run[0].x0)):
        if line and run[0].base - start > LINE * max(run[0].size, line[0][0].size):
            yield line
            line = []
        if not line:
            start = run[0].base
        line.append(run)
    if line:
        yield line


def _word(run: list[Glyph]) -> Word:
    size = max(glyph.size for glyph in run)
    base = max(glyph.base for glyph in run)
    box = Box(
        min(glyph.x0 for glyph in run),
        base - ASCENT * size,
        max(glyph.x1 for glyph in run),
        base + DESCENT * size,
    )
    text = fold_radicals("".join(glyph.text for glyph in run))
    return Word(text, box, size, sum(glyph.bold for glyph in run) * 2 > len(run))
