"""Tables that were exported as running text: cells parted by single spaces, broken over lines.

Such an export goes on to the next line in two ways: after a blank line where print went
down, without one where it went up or across.  So a cell's own lines have blanks between them.
What cannot be put together beyond doubt stays text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus import vocabulary
from ingest.readers.blocks import GridCell, ReadyGrid
from ingest.readers.flow_header import Label, Piece, Side, header_of
from ingest.readers.flow_rows import FIGURE, WHOLE, Cells, Halves, placed, sides_of
from ingest.readers.spaced import is_spaced

LONGEST_HEADER = 60  # lines, blank ones included
LONGEST_LABEL = 6  # lines of one row's label
LONGEST_CELL = 30  # characters of one line of a header

_SENTENCE = re.compile(r"[，,；;。：:](?!\d)")


@dataclass(frozen=True, slots=True)
class Flowed:
    """A table found in lines `first` up to, not including, `end`."""

    first: int
    end: int
    grid: ReadyGrid


@dataclass(frozen=True, slots=True)
class _Seen:
    """A header that was understood: the table goes on where the same header stands again."""

    sides: list[Side]
    trees: list[Label]
    halves: Halves


def flowed_tables(lines: Sequence[str]) -> dict[int, Flowed]:
    """The tables in `lines` by their first line (of the header; captions stay outside)."""
    found: dict[int, Flowed] = {}
    seen: dict[str, _Seen] = {}
    at = 0
    while at < len(lines):
        flowed = _table_at(lines, at, seen) if _starts(lines, at) else None
        if flowed is None:
            at += 1
        else:
            found[flowed.first] = flowed
            at = flowed.end
    return found


def tokens_of(line: str) -> list[str]:
    """The cells of a line; characters set apart (项 目) are one word."""
    tokens: list[str] = []
    lone = False
    for token in line.split():
        single = len(token) == 1 and not token.isascii()
        if single and lone:
            tokens[-1] += token
            lone = False
        else:
            tokens.append(token)
            lone = single
    return tokens


# --- where a table is -------------------------------------------------------------------


def _starts(lines: Sequence[str], at: int) -> bool:
    """May a header begin here: after a caption, or with headings right above column numbers?"""
    text = lines[at].strip()
    if not text or "\t" in text or _is_caption(text) or FIGURE.match(tokens_of(text)[0]):
        return False
    before = next((lines[i].strip() for i in range(at - 1, max(-1, at - 4), -1) if lines[i].strip()), "")
    return _is_caption(before) or before.endswith("。")


def _is_caption(text: str) -> bool:
    marks = vocabulary.load("flow")["captions"]["marks"]
    plain = re.sub(r"\s", "", text)
    return any(plain.startswith(f"{mark}：") or plain.startswith(f"{mark}:") for mark in marks) or bool(
        re.match(r"公开\d+表", plain)
    )


def _table_at(lines: Sequence[str], first: int, seen: dict[str, _Seen]) -> Flowed | None:
    body = _first_row(lines, first)
    if body is None:
        return None
    head = [line for line in range(first, body) if lines[line].strip()]
    numbered = _column_numbers(tokens_of(lines[head[-1]])) if head else None
    labels_end = head[-1] if numbered else body
    raw, end = _raw_rows(lines, body)
    if is_spaced(lines[body:end]):
        return None  # the places of cells say what their order does not
    pieces = _pieces(lines, first, labels_end)
    key = " ".join(piece.text for piece in pieces)
    if key not in seen:
        sides = sides_of(raw, numbered)
        trees = header_of(pieces, sides) if sides is not None else None
        if sides is None or trees is None:
            return None
        seen[key] = _Seen(sides, trees, Halves())
    known = seen[key]
    rows = placed(raw, known.sides, known.halves)
    return None if not rows else Flowed(first, end, _grid(known.trees, known.sides, numbered, rows))


def _first_row(lines: Sequence[str], first: int) -> int | None:
    """The line of the first row's beginning: after column numbers, or of the first figures."""
    for at in range(first, min(len(lines), first + LONGEST_HEADER)):
        text = lines[at].strip()
        if not text:
            continue
        tokens = tokens_of(text)
        if _column_numbers(tokens):
            return at + 1
        if any(FIGURE.match(token) for token in tokens):
            return at
        if (
            "\t" in text
            or _is_caption(text)
            or _SENTENCE.search(text)
            or max(map(len, tokens)) > LONGEST_CELL
        ):
            return None
    return None


def _column_numbers(tokens: Sequence[str]) -> list[int] | None:
    """How many columns each side numbers (栏次 1 栏次 2 3 → [1, 2]); None for another line."""
    words = vocabulary.load("tables")["headings"]["ordinal_rows"]
    groups: list[int] = []
    expected = 1
    for token in tokens:
        if token in words:
            groups.append(0)
        elif token == str(expected):
            groups = groups or [0]
            groups[-1] += 1
            expected += 1
        else:
            return None
    return groups if expected > 2 and 0 not in groups else None


def _pieces(lines: Sequence[str], first: int, end: int) -> list[Piece]:
    """The header's runs of characters; open where a blank line follows."""
    pieces: list[Piece] = []
    for at in range(first, end):
        tokens = tokens_of(lines[at])
        if tokens:
            down = at + 1 < end and not lines[at + 1].strip()
            pieces += [Piece(token, False) for token in tokens[:-1]]
            pieces.append(Piece(tokens[-1], down))
    return pieces


# --- rows -------------------------------------------------------------------------------


def _raw_rows(lines: Sequence[str], body: int) -> tuple[list[list[str]], int]:
    """Rows as tokens, a label's lines joined; and the line after the last row."""
    rows: list[list[str]] = []
    held: list[str] = []
    end = at = body
    lines_held = 0
    while at < len(lines):
        text = lines[at].strip()
        at += 1
        if not text:
            continue
        tokens = tokens_of(text)
        figures = any(FIGURE.match(token) for token in tokens)
        if "\t" in text or _is_caption(text) or _is_note(text) or (not figures and _SENTENCE.search(text)):
            break
        if figures and _is_prose(tokens):
            break
        if figures:
            rows.append(_with_label(held, tokens))
            held, lines_held, end = [], 0, at
        else:
            held += tokens
            lines_held += 1
            if lines_held > LONGEST_LABEL:
                break
    return rows, end


def _is_note(text: str) -> bool:
    return any(re.match(rf"{mark}\s*[：:]", text) for mark in vocabulary.load("flow")["captions"]["notes"])


def _is_prose(tokens: Sequence[str]) -> bool:
    return any(re.search(r"[，；。]", token) and not FIGURE.match(token) for token in tokens)


def _with_label(held: Sequence[str], tokens: Sequence[str]) -> list[str]:
    """The lines of a label before its row's figures: one cell, after the code if there is one."""
    row: list[str] = []
    for token in held:
        if row and not WHOLE.match(token) and not WHOLE.match(row[-1]):
            row[-1] += token
        else:
            row.append(token)
    return [*row, *tokens]


# --- the grid ---------------------------------------------------------------------------


def _grid(
    trees: Sequence[Label], sides: Sequence[Side], numbered: Sequence[int] | None, rows: Sequence[Cells]
) -> ReadyGrid:
    depth = max(_depth(tree) for tree in trees)
    width = sum(len(side.stubs) + side.figures for side in sides)
    cells: list[GridCell] = []
    column = 0
    for tree in trees:
        column = _set_label(tree, 0, column, depth, cells)
    top = depth
    if numbered is not None:
        cells += _number_row(sides, top)
        top += 1
    for offset, row in enumerate(rows):
        cells += [GridCell(top + offset, column, row.get(column, "")) for column in range(width)]
    return ReadyGrid(tuple(cells))


def _depth(label: Label) -> int:
    return 1 + max((_depth(under) for under in label.under), default=0)


def _set_label(label: Label, row: int, column: int, depth: int, cells: list[GridCell]) -> int:
    """Put a label and those under it from `column` on; the column after them."""
    if not label.under:
        cells.append(GridCell(row, column, label.text, depth - row, 1))
        return column + 1
    at = column
    for under in label.under:
        at = _set_label(under, row + 1, at, depth, cells)
    cells.append(GridCell(row, column, label.text, 1, at - column))
    return at


def _number_row(sides: Sequence[Side], row: int) -> Iterator[GridCell]:
    column, number = 0, 1
    word = vocabulary.load("tables")["headings"]["ordinal_rows"][0]
    for side in sides:
        if side.stubs:
            yield GridCell(row, column, word, 1, len(side.stubs))
        column += len(side.stubs)
        for _ in range(side.figures):
            yield GridCell(row, column, str(number))
            column, number = column + 1, number + 1
