"""The rows of a table that was exported as running text: which cell stands under which column.

A row is a run of tokens without its blanks.  It is taken only where one way of putting them
under the columns is possible.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.readers.flow_header import Side

FIGURE = re.compile(r"[-−–△(（]?(?:\d{1,3}(?:,\d{3})+|\d+)\.\d+[)）]?[%％]?$")
WHOLE = re.compile(r"\d+$")

Cells = dict[int, str]
"""Column → text, blanks left out."""


def _shape(row: Sequence[str]) -> str:
    """F for a figure, N for a whole number, T for text."""
    return "".join("F" if FIGURE.match(cell) else "N" if WHOLE.match(cell) else "T" for cell in row)


_SIDE = re.compile(r"(NT|TN|T|N)?(F+)")


def sides_of(rows: Sequence[Sequence[str]], numbered: Sequence[int] | None) -> list[Side] | None:
    """The sides' columns, by the fullest row; as many figures as the columns are numbered for."""
    shapes = sorted((_shape(row) for row in rows), key=len, reverse=True)
    for shape in shapes:
        parts = _SIDE.findall(shape)
        if "".join(stubs + figures for stubs, figures in parts) != shape:
            continue
        sides = [Side(_stub_kinds(stubs), len(figures)) for stubs, figures in parts]
        if numbered is None or [side.figures for side in sides] == list(numbered):
            return sides
        if len(sides) == len(numbered) and all(
            side.figures <= count for side, count in zip(sides, numbered, strict=True)
        ):
            return [Side(side.stubs, count) for side, count in zip(sides, numbered, strict=True)]
    return None


def _stub_kinds(stubs: str) -> tuple[str, ...]:
    kinds = {"NT": ("code", "label"), "TN": ("label", "ordinal"), "T": ("label",), "N": ("ordinal",)}
    return kinds.get(stubs, ())


class Halves:
    """Where the sides of a table stand, also over repeated headers: their last codes."""

    def __init__(self) -> None:
        self.last_code: Cells = {}
        self._alone: int | None = None

    def side_of(self, code: str, count: int) -> int | None:
        """The side on which `code` goes on: the one that went on alone before, else the only one
        whose codes have not passed it; None where it may be either."""
        if self._alone is not None:
            return self._alone
        able = [side for side in range(count) if self.last_code.get(side, "") < code]
        return able[0] if len(able) == 1 else None

    def saw(self, side: int, code: str) -> None:
        """Side `side` has come to `code`."""
        self.last_code[side] = code

    def alone(self, side: int) -> None:
        """Only this side goes on from here."""
        self._alone = side


def placed(rows: Sequence[Sequence[str]], sides: Sequence[Side], halves: Halves) -> list[Cells] | None:
    """Each row's cells by column; None where a row can be put under the columns in no way, or in
    more than one.  A row with fewer figures than others is left out: it does not say which of them
    are blank."""
    found = []
    for row in rows:
        cells = _place(row, sides, halves)
        if cells is None:
            return None
        found.append(cells)
    return [cells for cells in found if not _lacks_some(cells, found, sides)]


def _lacks_some(cells: Cells, others: Sequence[Cells], sides: Sequence[Side]) -> bool:
    """Does a side of a row state some of its figures, and not as many as in another row?"""
    start = 0
    for side in sides:
        figures = range(start + len(side.stubs), start + len(side.stubs) + side.figures)
        start = figures.stop
        count = sum(column in cells for column in figures)
        if 0 < count < max(sum(column in row for column in figures) for row in others):
            return True
    return False


def _place(row: Sequence[str], sides: Sequence[Side], halves: Halves) -> Cells | None:
    fits = list(_assignments(row, sides, 0, 0))
    if len(fits) > 1:
        fits = [fit for fit in fits if _goes_on(fit, sides, halves)]
    if len(fits) != 1:
        return None
    used = _used(fits[0], sides)
    for index, code in _codes(fits[0], sides):
        halves.saw(index, code)
    if len(used) == 1 and len(sides) > 1:
        halves.alone(used[0])
    return fits[0]


def _goes_on(fit: Cells, sides: Sequence[Side], halves: Halves) -> bool:
    """Is a row of one side put on the side whose codes it continues?"""
    if len(_used(fit, sides)) != 1:
        return True
    return all(halves.side_of(code, len(sides)) == index for index, code in _codes(fit, sides))


def _codes(fit: Cells, sides: Sequence[Side]) -> Iterator[tuple[int, str]]:
    """The code that each side of a row states."""
    start = 0
    for index, side in enumerate(sides):
        if side.stubs[:1] == ("code",) and fit.get(start):
            yield index, fit[start]
        start += len(side.stubs) + side.figures


def _used(fit: Cells, sides: Sequence[Side]) -> list[int]:
    used, start = [], 0
    for index, side in enumerate(sides):
        width = len(side.stubs) + side.figures
        if any(column in fit for column in range(start, start + width)):
            used.append(index)
        start += width
    return used


def _assignments(row: Sequence[str], sides: Sequence[Side], side: int, start: int) -> Iterator[Cells]:
    """Every way in which the row's cells fill the sides from `side` on, in order."""
    if side == len(sides):
        if not row:
            yield {}
        return
    width = len(sides[side].stubs) + sides[side].figures
    for taken, cells in _fillings(row, sides[side], start):
        for rest in _assignments(row[taken:], sides, side + 1, start + width):
            yield {**cells, **rest}


def _fillings(row: Sequence[str], side: Side, start: int) -> Iterator[tuple[int, Cells]]:
    """How many cells one side may take, and where they go: its stubs, then all its figures, or
    the first of them where the rest is blank to the end of the row; or nothing at all."""
    shape = _shape(row)
    for stubs in _stub_patterns(side.stubs):
        if not shape.startswith("".join(letter for letter in stubs if letter != "-")):
            continue
        cells: Cells = {}
        at = 0
        for column, letter in enumerate(stubs):
            if letter != "-":
                cells[start + column] = row[at]
                at += 1
        run = len(shape[at:]) - len(shape[at:].lstrip("F"))
        if at and run == 0:
            yield at, cells
        # fewer figures than columns: which ones are blank is only sure at the end of a row
        partial = run < side.figures and run > 0 and at + run == len(row) and at > 0
        for count in {min(run, side.figures)} if run >= side.figures or partial else ():
            filled = {start + len(side.stubs) + offset: row[at + offset] for offset in range(count)}
            yield at + count, {**cells, **filled}
    yield 0, {}


def _stub_patterns(stubs: tuple[str, ...]) -> list[str]:
    """The stubs that a row may state: all, without its code, without its label (- is blank)."""
    return {
        ("code", "label"): ["NT", "-T"],
        ("label", "ordinal"): ["TN", "-N"],
        ("label",): ["T"],
        ("ordinal",): ["N"],
    }.get(stubs, [""])
