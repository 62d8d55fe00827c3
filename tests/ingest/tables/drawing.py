"""A page drawn from rows of text, for tests of single steps: `|` parts cells, `<` joins a cell to
the one on its left, `^` to the one above."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.report import Box
from ingest.content import PageContent, Rule, Word

WIDE, HIGH, LEFT = 110.0, 24.0, 60.0


def drawn(
    rows: Sequence[str],
    top: float = 140.0,
    number: int = 1,
    above: Sequence[str] = (),
    below: str = "",
    upright: bool = True,
) -> PageContent:
    """A ruled table with centred lines `above` it and a line `below`.  Without `upright` rules,
    words stand in the middle of their cells and figures right, as such tables are printed."""
    grid = [[cell.strip() for cell in row.split("|")] for row in rows]
    words, rules = [], []
    for row, cells in enumerate(grid):
        for column, text in enumerate(cells):
            if text in ("<", "^"):
                continue
            wide = 1
            while column + wide < len(cells) and cells[column + wide] == "<":
                wide += 1
            high = 1
            while row + high < len(grid) and grid[row + high][column] == "^":
                high += 1
            box = Box(
                LEFT + column * WIDE,
                top + row * HIGH,
                LEFT + (column + wide) * WIDE,
                top + (row + high) * HIGH,
            )
            rules += [rule for rule in frame(box) if upright or rule.horizontal]
            if text:
                words.append(word(text, _start(text, box, upright), (box.top + box.bottom) / 2 - 5))
    width = len(grid[0]) * WIDE
    for index, text in enumerate(above):
        x = LEFT + (width - 10 * len(text)) / 2
        words.append(word(text, x, top - 16 * (len(above) - index)))
    if below:
        words.append(word(below, LEFT, top + len(grid) * HIGH + 8))
    return PageContent(number, LEFT * 2 + width, 842.0, tuple(words), tuple(rules))


def _start(text: str, box: Box, upright: bool) -> float:
    """Where a text begins in its cell."""
    if upright:
        return box.x0 + 4
    room = box.x1 - box.x0 - sum(10 * (0.5 if ord(c) < 128 else 1) for c in text)
    return box.x0 + (room - 4 if "." in text else room / 2)


def word(text: str, x: float, top: float, size: float = 10.0) -> Word:
    return Word(
        text, Box(x, top, x + sum(size * (0.5 if ord(c) < 128 else 1) for c in text), top + size), size
    )


def frame(box: Box) -> list[Rule]:
    return [
        Rule(Box(box.x0, box.top, box.x1, box.top), True),
        Rule(Box(box.x0, box.bottom, box.x1, box.bottom), True),
        Rule(Box(box.x0, box.top, box.x0, box.bottom), False),
        Rule(Box(box.x1, box.top, box.x1, box.bottom), False),
    ]
