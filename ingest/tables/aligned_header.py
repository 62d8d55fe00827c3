"""The header of a table without upright rules: which columns each heading stands over.

A heading is set in the middle of its cell, across and down.  So the height of its middle tells
how far down from the bottom of the header its cell reaches up, and a heading over others stands
over the columns whose middle is its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.report import Box
from ingest.content import Word
from ingest.tables import terms
from ingest.tables.aligned_rows import LEADING, Block
from ingest.tables.grid import line_text, lines_of

SPREAD = 4.0  # of the font size: characters of one heading stand no farther apart
Span = tuple[float, float]


@dataclass(slots=True)
class Header:
    """Headings with their row and row span, and how many rows the header has."""

    rows: int = 0
    cells: list[tuple[Block, int, int]] = field(default_factory=list)


@dataclass(slots=True)
class _Heading:
    lines: list[list[Word]]
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    band: Span | None = None  # the rules above and under it, where there are some within the header
    first: int = 0
    last: int = 0
    leaf: bool = False
    depth: int = 0

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def middle(self) -> float:
        top, bottom = self.band or (self.top, self.bottom)
        return (top + bottom) / 2

    @property
    def text(self) -> str:
        return "".join(line_text(line) for line in self.lines)


def leaf_blocks(
    words: Sequence[Word], columns: Sequence[Span], rules: Sequence[Box] = ()
) -> list[list[Word]]:
    """The words of each lowest heading (and the numbers of the columns): where columns are, even
    those that are blank all the way down."""
    headings, ordinals = _headings(words, rules)
    leaves = _leaves(headings, columns)
    return [[w for line in leaf.lines for w in line] for leaf in leaves] + [
        [word] for word in ordinals if word.text.isdigit()
    ]


def header_cells(
    words: Sequence[Word], xs: Sequence[float], bottom: float, rules: Sequence[Box] = ()
) -> Header:
    """The header's cells over the columns between `xs`; `bottom` is the line under it, `rules` are
    the level lines above, within and under it."""
    headings, ordinals = _headings(words, rules)
    if not headings:
        return Header()
    spans = [(xs[i], xs[i + 1]) for i in range(len(xs) - 1)]
    floor = _floor(headings, ordinals, bottom)
    leaves = _leaves(headings, spans)
    columns = [_column(leaf.centre, xs) for leaf in leaves]
    if len(set(columns)) < len(leaves) == len(spans):  # as many as columns: each has its own
        in_order = sorted(leaves, key=lambda leaf: leaf.centre)
        columns = [in_order.index(leaf) for leaf in leaves]
    for leaf, column in zip(leaves, columns, strict=True):
        leaf.first = leaf.last = column
        leaf.leaf = True
    upper = sorted((h for h in headings if not h.leaf), key=lambda h: -h.middle)
    for heading in upper:
        heading.first, heading.last = _stands_over(heading, headings, leaves, xs, floor)
    _set_depths(headings, leaves, floor)
    return _as_cells(headings, ordinals, xs)


def _band(heading: _Heading, rules: Sequence[Box]) -> Span | None:
    """The rules next above and under a heading."""
    over = [rule for rule in rules if rule.x0 <= heading.centre <= rule.x1]
    above = [rule.top for rule in over if rule.top <= heading.top + 1]
    under = [rule.top for rule in over if rule.top >= heading.bottom - 1]
    return (max(above), min(under)) if above and under else None


def _headings(words: Sequence[Word], rules: Sequence[Box]) -> tuple[list[_Heading], list[Word]]:
    """Headings of one or more lines, and the words of the row that numbers the columns."""
    lines = lines_of(words)
    ordinals: list[Word] = []
    if lines and numbers_columns(lines[-1]):
        ordinals = lines.pop()
    headings: list[_Heading] = []
    for line in lines:
        for piece in _pieces(line):
            _place(headings, piece, rules)
    for heading in headings:
        heading.band = _band(heading, rules)
    return headings, ordinals


def numbers_columns(line: Sequence[Word]) -> bool:
    """Does a line only number the columns (栏次 1 2 3), perhaps beside levels of codes (类 款 项)?"""
    numbers = [word for word in line if terms.plain(word.text).isdigit()]
    others = [word for word in line if word not in numbers and not terms.names_levels(word.text)]
    rest = "".join(word.text for word in others)
    marks = terms.words("headings", "ordinal_rows")
    named = not rest or all(part in marks for part in _repeats(terms.plain(rest)))
    return len(numbers) >= 1 and named and (bool(rest) or len(numbers) > 1)


def _repeats(text: str) -> list[str]:
    """栏次栏次 → 栏次, 栏次."""
    for size in range(1, len(text) + 1):
        if len(text) % size == 0 and text[:size] * (len(text) // size) == text and size > 1:
            return [text[:size]] * (len(text) // size)
    return [text]


def _pieces(line: Sequence[Word]) -> list[list[Word]]:
    pieces: list[list[Word]] = []
    for word in line:
        before = pieces[-1] if pieces else []
        whole = bool(before) and min(len(before[-1].text), len(word.text)) > 1
        near = 0.4 if whole else 0.6  # single characters may be one word, spaced
        if before and (word.box.x0 - before[-1].box.x1 <= near * word.size or is_spread(before, word)):
            before.append(word)
        else:
            pieces.append([word])
    return pieces


def is_spread(before: Sequence[Word], word: Word) -> bool:
    """Is a word of two characters, set apart to fill its cell (收　入, 合　计), going on here?"""
    first = before[-1]
    if len(before) > 1 or len(first.text) > 1 or len(word.text) > 1:
        return False
    near = word.box.x0 - first.box.x1 <= SPREAD * word.size
    said = first.text + word.text
    return near and (said in terms.words("headings", "labels") or said in terms.words("rows", "totals"))


def _place(headings: list[_Heading], piece: list[Word], rules: Sequence[Box]) -> None:
    """A piece under a heading in the making goes on with it, or begins one."""
    x0, x1 = piece[0].box.x0, piece[-1].box.x1
    base = piece[0].box.bottom
    for heading in headings:
        last = heading.lines[-1]
        near = 0 < base - last[0].box.bottom <= LEADING * max(piece[0].size, heading.size)
        centred = abs((x0 + x1) / 2 - heading.centre) <= 0.8 * heading.size
        aligned = abs(x0 - heading.x0) <= 0.3 * heading.size
        if near and (centred or aligned) and not _parted(heading, piece, rules):
            heading.lines.append(piece)
            heading.x0, heading.x1 = min(heading.x0, x0), max(heading.x1, x1)
            heading.bottom = base
            return
    headings.append(_Heading([piece], x0, x1, min(w.box.top for w in piece), base, piece[0].size))


def _parted(heading: _Heading, piece: Sequence[Word], rules: Sequence[Box]) -> bool:
    """Does a rule run between a heading and the piece under it?"""
    x, y = (piece[0].box.x0 + piece[-1].box.x1) / 2, (piece[0].box.top + piece[0].box.bottom) / 2
    return any(
        rule.x0 <= x <= rule.x1 and (heading.top + heading.bottom) / 2 < rule.top < y for rule in rules
    )


def _leaves(headings: Sequence[_Heading], columns: Sequence[Span]) -> list[_Heading]:
    """The lowest headings: those over a column of their own, from below."""
    leaves: list[_Heading] = []
    floor = max((h.band[1] for h in headings if h.band), default=0.0)
    for heading in sorted(headings, key=lambda h: -h.bottom):
        if heading.band and heading.band[1] < floor - 3:
            continue  # a rule parts it from those under it
        if any(h.x0 < heading.x1 and heading.x0 < h.x1 for h in leaves):
            continue
        own = [c for c in columns if c[0] < heading.x1 and heading.x0 < c[1]]
        free = [c for c in own if not any(c[0] < h.x1 and h.x0 < c[1] for h in leaves)]
        if not free and (own or _between_lower(heading, leaves)) and not _over_bare(heading, leaves, columns):
            continue
        if len(free) > 1 and _between_lower(heading, leaves):
            continue
        leaves.append(heading)
    return leaves


def _over_bare(heading: _Heading, leaves: Sequence[_Heading], columns: Sequence[Span]) -> bool:
    """Does a column without a heading stand between the neighbours of this one?"""
    left = max((h.x1 for h in leaves if h.x1 <= heading.x0), default=0.0)
    right = min((h.x0 for h in leaves if h.x0 >= heading.x1), default=1e9)
    return any(left <= c[0] and c[1] <= right for c in columns)


def _between_lower(heading: _Heading, leaves: Sequence[_Heading]) -> bool:
    """Do lower headings stand next to it on both sides?"""
    left = [h for h in leaves if h.x1 <= heading.x0]
    right = [h for h in leaves if h.x0 >= heading.x1]
    if not left or not right:
        return False
    neighbours = max(left, key=lambda h: h.x1), min(right, key=lambda h: h.x0)
    return all(h.top >= heading.bottom - 0.2 * h.size for h in neighbours)


def _floor(headings: Sequence[_Heading], ordinals: Sequence[Word], bottom: float) -> float:
    """Where the lowest headings' cells end: the line under the header, or the upper edge of the
    row that numbers the columns, which is as far above its middle as the line is under it."""
    lowest = max(h.bottom for h in headings)
    if ordinals:
        middle = (ordinals[0].box.top + ordinals[0].box.bottom) / 2
        return max(lowest, 2 * middle - bottom) if bottom else (lowest + ordinals[0].box.top) / 2
    return bottom or lowest + 0.5 * headings[0].size


def _column(x: float, xs: Sequence[float]) -> int:
    inner = sum(edge <= x for edge in xs[1:-1])
    return max(0, min(len(xs) - 2, inner))


def _cell_top(heading: _Heading, floor: float) -> float:
    return 2 * heading.middle - floor


def _stands_over(
    heading: _Heading,
    headings: Sequence[_Heading],
    leaves: Sequence[_Heading],
    xs: Sequence[float],
    floor: float,
) -> tuple[int, int]:
    """The columns that a heading stands over: of all runs of columns with room for it above
    their own headings, the widest whose middle is (nearly) nearest to its own."""
    by_column = {leaf.first: leaf for leaf in leaves}
    own = _column(heading.centre, xs)

    def room(column: int) -> bool:
        leaf = by_column.get(column)
        return leaf is None or _cell_top(leaf, floor) > heading.middle - 0.1 * heading.size

    taken = [h for h in headings if not h.leaf and h is not heading and h.last and _level(h, heading)]
    lower = [h for h in headings if not h.leaf and h.last and h.middle > heading.middle + 0.6 * heading.size]
    runs = []
    for first in range(own + 1):
        for last in range(own, len(xs) - 1):
            inside = xs[first] <= heading.x0 + heading.size and heading.x1 - heading.size <= xs[last + 1]
            apart = all(h.last < first or h.first > last for h in taken) and all(
                h.last < first or h.first > last or (first <= h.first and h.last <= last) for h in lower
            )
            if inside and apart and all(room(c) for c in range(first, last + 1)):
                runs.append((abs((xs[first] + xs[last + 1]) / 2 - heading.centre), first, last))
    if not runs:
        return own, own
    best = min(runs)[0]
    near = [run for run in runs if run[0] <= best + 0.5 * heading.size]
    _, first, last = max(near, key=lambda run: (run[2] - run[1], -run[0]))
    return first, last


def _level(one: _Heading, other: _Heading) -> bool:
    return abs(one.middle - other.middle) < 0.6 * max(one.size, other.size)


def _set_depths(headings: Sequence[_Heading], leaves: Sequence[_Heading], floor: float) -> None:
    """How many headings stand over each."""
    for heading in sorted(headings, key=lambda h: h.middle):
        over = [
            h.depth + 1
            for h in headings
            if h is not heading
            and not h.leaf
            and h.middle < heading.middle - 0.4 * heading.size
            and h.first <= heading.first
            and heading.last <= h.last
        ]
        heading.depth = max(over, default=0)


def _beside(lines: Sequence[Sequence[Word]], others: Sequence[Sequence[Word]]) -> bool:
    """Do two headings stand side by side, so that they cannot be one?"""
    return any(
        abs(one[0].box.bottom - other[0].box.bottom) < 0.5 * one[0].size
        and (one[-1].box.x1 < other[0].box.x0 or other[-1].box.x1 < one[0].box.x0)
        for one in lines
        for other in others
    )


def _as_cells(headings: Sequence[_Heading], ordinals: Sequence[Word], xs: Sequence[float]) -> Header:
    rows = 1 + max(h.depth for h in headings)
    header = Header(rows)
    seen: dict[tuple[int, int], Block] = {}
    for heading in sorted(headings, key=lambda h: (h.depth, h.first, h.middle)):
        block = Block(heading.first, heading.last - heading.first + 1, heading.lines)
        held = seen.get((heading.depth, heading.first))
        if held is not None:
            held.unclear = held.unclear or _beside(held.lines, heading.lines)
            held.lines.extend(heading.lines)
            continue
        seen[heading.depth, heading.first] = block
        span = rows - heading.depth if heading.leaf else 1
        header.cells.append((block, heading.depth, span))
    if ordinals:
        header.rows += 1
        held_columns: dict[int, Block] = {}
        for word in ordinals:
            column = _column((word.box.x0 + word.box.x1) / 2, xs)
            if column in held_columns:
                held_columns[column].lines[0].append(word)
            else:
                held_columns[column] = Block(column, 1, [[word]])
        header.cells.extend((block, rows, 1) for block in held_columns.values())
    return header
