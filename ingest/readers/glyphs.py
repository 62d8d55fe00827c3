"""Placed characters become words in reading order: the part of reading that no engine owns.

A word is a run of characters of one line without a gap; a vertical rule ends it too, since
two cells may stand closer than two letters.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from corpus.report import Box
from corpus.text import mend_radicals
from ingest.content import Rule, Word

# Shares of the font size.
GAP = 0.3  # a wider space between two characters ends a word
LINE = 0.3  # baselines farther apart are different lines
SLACK = 0.25  # of the narrower of two characters: how far into them a rule between them may stand
OVERLAY = 0.2  # the same character again, nearer than this, is a painted-on bold
HALF_BLANK = frozenset("）】》」』〕，。、；：")  # the right half is blank, and may be pushed over a rule
RAISED = (0.12, 0.7)  # how far a small character stands above the line, as one set high does
SMALL = 0.87  # of the size of the word before it
_HIGH = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MARK = re.compile(r"^\d{1,2}$")
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


def words_of(glyphs: Iterable[Glyph], rules: Sequence[Rule] = ()) -> tuple[Word, ...]:
    """Words in reading order (lines from the top, words from the left)."""
    walls = _Walls(rules)
    runs = _runs(glyphs, walls)
    return _with_marks([_word(run) for run in _joined(runs, walls)])


def _with_marks(words: list[Word]) -> tuple[Word, ...]:
    """The words, where small digits set high right behind one are told as such (12³): they are marks
    of notes, or powers, and no digits of the number that they stand at."""
    largest = max((word.size for word in words), default=0.0)
    if not any(word.size < SMALL * largest and _MARK.match(word.text) for word in words):
        return tuple(words)
    ends: dict[int, list[Word]] = {}
    for word in words:
        ends.setdefault(round(word.box.x1), []).append(word)
    return tuple(
        replace(word, text=word.text.translate(_HIGH))
        if _MARK.match(word.text) and _is_set_high(word, ends)
        else word
        for word in words
    )


def _is_set_high(word: Word, ends: Mapping[int, Sequence[Word]]) -> bool:
    """Does a small word stand right behind a larger one, above its line?"""
    at = round(word.box.x0)
    for before in (other for x in range(at - 3, at + 3) for other in ends.get(x, ())):
        apart = word.box.x0 - before.box.x1
        raised = before.box.bottom - word.box.bottom
        if (
            word.size < SMALL * before.size
            and -0.3 * word.size < apart < 0.3 * word.size
            and RAISED[0] * before.size < raised < RAISED[1] * before.size
        ):
            return True
    return False


class _Walls:
    """Vertical rules by x: is there one between two characters of a line?"""

    def __init__(self, rules: Sequence[Rule]) -> None:
        upright = sorted((r.box.x0 + r.box.x1, r.box.top, r.box.bottom) for r in rules if not r.horizontal)
        self._at = [doubled / 2 for doubled, _, _ in upright]
        self._spans = [(top, bottom) for _, top, bottom in upright]

    def near(self, left: float, right: float) -> tuple[int, int]:
        """Which walls stand from `left` to `right`: first and after the last, by place."""
        return bisect_left(self._at, left), bisect_right(self._at, right)

    def free(self, place: int) -> tuple[float, float]:
        """The stretch without walls before the one at `place`."""
        return (
            self._at[place - 1] if place else -math.inf,
            self._at[place] if place < len(self._at) else math.inf,
        )

    def cross(self, places: tuple[int, int], height: float) -> bool:
        """Whether one of the walls at these places stands at that height."""
        return any(top <= height <= bottom for top, bottom in self._spans[slice(*places)])

    def between(self, left: Glyph, right: Glyph) -> bool:
        """Whether there is one between two characters of a line."""
        places = self.near(*_reach(left.x0, _end_of(left), right.x0, right.x1))
        return self.cross(places, _middle(left.base, left.size))


def _end_of(glyph: Glyph) -> float:
    """Where what is printed of a character ends."""
    return (glyph.x0 + glyph.x1) / 2 if glyph.text in HALF_BLANK else glyph.x1


def _reach(left_x0: float, left_x1: float, right_x0: float, right_x1: float) -> tuple[float, float]:
    """Where a wall may stand between two characters, whose boxes may overlap a little."""
    slack = SLACK * min(left_x1 - left_x0, right_x1 - right_x0)
    return min(left_x1, right_x0) - slack, max(left_x1, right_x0) + slack


def _middle(base: float, size: float) -> float:
    """Half the height of print over its base."""
    return base - 0.38 * size


def _runs(glyphs: Iterable[Glyph], walls: _Walls) -> list[list[Glyph]]:
    """Characters that the file gives one after another, cut at spaces, gaps, lines and rules.

    The same character painted twice on one spot is one character.  This loop sees every character
    of a report: what is nearly always so is asked first.
    """
    runs: list[list[Glyph]] = []
    seen: dict[tuple[str, int], list[Glyph]] = {}
    run: list[Glyph] | None = None
    previous = _NONE
    free_from, free_to = math.inf, -math.inf  # a stretch without walls
    for glyph in glyphs:
        text, x0, x1, base, size, _ = glyph
        if text.isspace():
            run = None
            continue
        key = (text, round(base))
        spots = seen.get(key)
        if spots is None:
            seen[key] = [glyph]
        elif _painted(x0, base, OVERLAY * size, spots):
            continue
        else:
            spots.append(glyph)
        _, before_x0, before_x1, before_base, before_size, _ = previous
        if run is not None and (
            -0.5 * size <= x0 - before_x1 <= GAP * size
            if size == before_size and base == before_base
            else _follows(previous, glyph)
        ):
            cut = False
            if not (
                free_from < before_x0
                and before_x1 < free_to
                and free_from < x0 - SLACK * (x1 - x0)
                and x1 < free_to
            ):
                places = walls.near(*_reach(before_x0, _end_of(previous), x0, x1))
                if places[0] == places[1]:
                    free_from, free_to = walls.free(places[0])
                else:
                    cut = walls.cross(places, _middle(before_base, before_size))
            if not cut:
                run.append(glyph)
                previous = glyph
                continue
        run = [glyph]
        runs.append(run)
        previous = glyph
    return runs


_NONE = Glyph("", 0.0, 0.0, 0.0, 0.0, False)


def _painted(x0: float, base: float, near: float, spots: Iterable[Glyph]) -> bool:
    for _, left, _, line, _, _ in spots:  # noqa: SIM110  `any` takes twice the time
        if -near < left - x0 < near and -near < line - base < near:
            return True
    return False


def _follows(left: Glyph, right: Glyph, gap: float = GAP) -> bool:
    _, _, end, base, small, _ = left
    _, start, _, own_base, size, _ = right
    if small > size:
        small, size = size, small
    return (
        -0.5 * size <= start - end <= gap * size
        and -LINE * size <= base - own_base <= LINE * size
        and small > 0.6 * size
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
    texts, lefts, rights, bases, sizes, bolds = zip(*run, strict=True)
    size, base = max(sizes), max(bases)
    box = Box(min(lefts), base - ASCENT * size, max(rights), base + DESCENT * size)
    if min(sizes) < SMALL * size:
        texts = tuple(
            text.translate(_HIGH)
            if small < SMALL * size and RAISED[0] * size < base - own < RAISED[1] * size
            else text
            for text, small, own in zip(texts, sizes, bases, strict=True)
        )
    return Word(mend_radicals("".join(texts)), box, size, sum(bolds) * 2 > len(run))
