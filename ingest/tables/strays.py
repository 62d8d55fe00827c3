"""Upright lines that bound no cell: strokes through a column, which cut the words that stand in it.

A wall of a table has words on both sides of it on some line of print; it may be crossed by a word that
is too long for its cell.  A line that words run across, and that never parts two of them, is no wall.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from ingest.content import Rule, Word
from ingest.tables.lines import Line, upright_lines

INTO = 0.2  # of the font size: a line this far within a word cuts it
TOUCHES = 0.12  # of the font size: pieces of a word that was cut at a line stand no farther apart
NEAR = 1.5  # points


def without_strays(rules: Sequence[Rule], words: Sequence[Word]) -> Sequence[Rule]:
    """The rules without upright ones that cut words and part none."""
    if not _any_cut(rules, words):  # of nearly every page
        return rules
    lines = upright_lines(rules)
    cut = _cut(lines, words)
    strays = [line for line in lines if line in cut and not _parts(line, lines, words)]
    if not strays:
        return rules
    return [rule for rule in rules if rule.horizontal or not any(_of(rule, line) for line in strays)]


def _any_cut(rules: Iterable[Rule], words: Iterable[Word]) -> bool:
    """Does an upright rule stand within a word?"""
    upright = sorted(((r.box.x0 + r.box.x1) / 2, r.box.top, r.box.bottom) for r in rules if not r.horizontal)
    ats = [at for at, _, _ in upright]
    for word in words:
        box, into = word.box, INTO * word.size
        first, last = bisect_left(ats, box.x0 + into), bisect_right(ats, box.x1 - into)
        if first < last:
            middle = (box.top + box.bottom) / 2
            if any(top < middle < bottom for _, top, bottom in upright[first:last]):
                return True
    return False


def _cut(lines: Iterable[Line], words: Iterable[Word]) -> set[Line]:
    """The lines that stand within a word."""
    lines = sorted(lines)
    ats = [line.at for line in lines]
    found: set[Line] = set()
    for word in words:
        box, into = word.box, INTO * word.size
        first, last = bisect_left(ats, box.x0 + into), bisect_right(ats, box.x1 - into)
        if first < last:
            middle = (box.top + box.bottom) / 2
            found.update(line for line in lines[first:last] if line.start < middle < line.end)
    return found


def _parts(stray: Line, lines: Sequence[Line], words: Sequence[Word]) -> bool:
    """Do two words of one line of print stand on either side of a line, within the walls next to it?"""
    left = max((ln.at for ln in lines if ln.at < stray.at - NEAR and _beside(ln, stray)), default=0.0)
    right = min((ln.at for ln in lines if ln.at > stray.at + NEAR and _beside(ln, stray)), default=1e9)
    near = [w for w in words if w.box.x0 < right and w.box.x1 > left and _level(w, stray)]
    before = [w for w in near if w.box.x1 <= stray.at + INTO * w.size and w.box.x0 >= left - NEAR]
    after = [w for w in near if w.box.x0 >= stray.at - INTO * w.size and w.box.x1 <= right + NEAR]
    for one in before:
        middle = (one.box.top + one.box.bottom) / 2
        for other in after:
            if other.box.top < middle < other.box.bottom and other.box.x0 - one.box.x1 > TOUCHES * one.size:
                return True
    return False


def _beside(line: Line, stray: Line) -> bool:
    """Does a line run along at least half of another?"""
    shared = min(line.end, stray.end) - max(line.start, stray.start)
    return shared > 0.5 * (stray.end - stray.start)


def _level(word: Word, line: Line) -> bool:
    return line.start < (word.box.top + word.box.bottom) / 2 < line.end


def _of(rule: Rule, line: Line) -> bool:
    """Is a rule a piece of a line?"""
    x = (rule.box.x0 + rule.box.x1) / 2
    within = rule.box.top >= line.start - NEAR and rule.box.bottom <= line.end + NEAR
    return within and abs(x - line.at) <= NEAR
