"""Tables drawn with upright bars in text: Markdown's, with or without bars at the ends, and boxes."""

from __future__ import annotations

import re
from collections.abc import Sequence

LEAST_LINES = 3  # of a table without rules
_BOX = str.maketrans("│┃║￨｜", "|||||")
_RULE = re.compile(r"[|+\s:=\-—─━═┄┈┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝╞╪╡]+$")
_DASH = re.compile(r"[-—─━═=]")
_NOTE = re.compile(r"\[\^[^\]]{1,12}\]")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_FORMULA = re.compile(r"^\$\s*([^$]*?)\s*\$$")
Table = tuple[list[list[str]], int]


def table_of_bars(lines: Sequence[str], at: int) -> Table | None:
    """The rows of the table that begins at line `at`, and the line after it; None where none does."""
    line = _plain(lines[at])
    if line.startswith("|") and line.count("|") >= 2 and not _is_rule(line):
        return _barred(lines, at)
    return _boxed(lines, at) if _is_rule(line) else _without_ends(lines, at)


def without_marks(cell: str) -> str:
    """A cell without Markdown's marks: notes, code, formulas, escapes."""
    cell = _NOTE.sub("", cell).strip()
    if len(cell) > 2 and cell[0] == cell[-1] == "`":
        cell = cell[1:-1]
    return _ESCAPED.sub(r"\1", _FORMULA.sub(r"\1", cell))


def _plain(line: str) -> str:
    return line.translate(_BOX).strip()


def _is_rule(line: str) -> bool:
    return bool(_RULE.match(line)) and bool(_DASH.search(line))


def _cells(line: str) -> list[str]:
    inner = line.removeprefix("|").removesuffix("|").replace("\\|", "\x00")
    return [cell.strip().replace("\x00", "|") for cell in inner.split("|")]


def _barred(lines: Sequence[str], at: int) -> Table | None:
    """Lines that begin with a bar, without those of dashes; None within a box that is no table."""
    rows: list[list[str]] = []
    while at < len(lines) and (line := _plain(lines[at])).startswith("|"):
        at += 1
        if not _is_rule(line):
            rows.append(_cells(line))
    below = _plain(lines[at]) if at < len(lines) else ""
    boxed = _is_rule(below) and below[0] not in "-—─"
    return None if boxed else (rows, at)


def _without_ends(lines: Sequence[str], at: int) -> Table | None:
    """Lines with bars within, all as many, several of them or a line of dashes under the first."""
    count, first = _plain(lines[at]).count("|"), at
    ruled = at + 1 < len(lines) and "|" in lines[at + 1] and _is_rule(_plain(lines[at + 1]))
    if count < (1 if ruled else 2):
        return None
    rows: list[list[str]] = []
    while at < len(lines) and (line := _plain(lines[at])).count("|") == count:
        at += 1
        if not _is_rule(line):
            rows.append(_cells(line))
    return (rows, at) if ruled or at - first >= LEAST_LINES else None


def _boxed(lines: Sequence[str], at: int) -> Table | None:
    """A box: rules above, between and below.  Where rules part all rows, the lines between two of
    them are one; None where the rows have not the same cells."""
    bands: list[list[list[str]]] = []
    while at < len(lines) and (line := _plain(lines[at])):
        if _is_rule(line):
            bands.append([])
        elif line.startswith("|") and bands:
            bands[-1].append(_cells(line))
        else:
            break
        at += 1
    bands = [band for band in bands if band]
    if len({len(cells) for band in bands for cells in band}) != 1:
        return None
    if len(bands) > 2:
        return [["\n".join(filter(None, parts)) for parts in zip(*band, strict=True)] for band in bands], at
    return [cells for band in bands for cells in band], at
