"""Invented tables and their print: what Hypothesis draws, set on pages as a printer would."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from corpus.report import Box
from ingest.content import PageContent, Rule, Word

WIDTH, HEIGHT = 842.0, 1000.0
LEFT, TOP = 50.0, 130.0
SIZE = 10.0
SYLLABLES = "东南西北春夏秋冬山川湖海松柏兰竹梅桃金银铜铁石玉丝绸茶米盐糖"
ENDINGS = ("数", "支出", "收入", "经费", "金额", "余额")


@dataclass
class Heading:
    """A node of the header: leaves are columns."""

    text: str
    children: list[Heading] = field(default_factory=list)

    @property
    def leaves(self) -> list[Heading]:
        return [leaf for child in self.children for leaf in child.leaves] if self.children else [self]

    @property
    def depth(self) -> int:
        return 1 + max((child.depth for child in self.children), default=0)

    def paths(self) -> list[tuple[str, ...]]:
        if not self.children:
            return [(self.text,)]
        return [(self.text, *path) for child in self.children for path in child.paths()]


@dataclass
class InventedSide:
    """Labels (with codes or without) and the figures beside them."""

    name: str | None
    codes: list[str] | None
    labels: list[str]
    headings: list[Heading]
    values: list[list[str]]


@dataclass
class Style:
    """How a table is printed."""

    ruled: bool
    rows_per_page: int
    header_repeats: bool
    caption_repeats: bool
    ordinals: bool
    total_first: bool = False  # the first row is a sum over the code and label columns
    split_codes: bool = False  # 类, 款, 项 in columns of their own
    open_sides: bool = False  # no rule at the left and right edge
    row_height: float = 32.0
    unit: str = "万元"


@dataclass
class InventedTable:
    title: str
    form: str | None
    sides: list[InventedSide]
    style: Style

    def expected(self) -> set[tuple]:
        """(code, label, column path, printed figure, page) of every figure."""
        found = set()
        for side in self.sides:
            paths = [path for heading in side.headings for path in heading.paths()]
            for row, (label, values) in enumerate(zip(side.labels, side.values, strict=True)):
                for path, value in zip(paths, values, strict=True):
                    if value:
                        whole = (side.name, *path) if side.name else path
                        code = (side.codes[row] or None) if side.codes else None
                        found.add((code, label, whole, value, 1 + row // self.style.rows_per_page))
        return found


def name(rng: random.Random, least: int, most: int) -> str:
    return "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(least, most)))


def heading(rng: random.Random, depth: int, room: int) -> Heading:
    """A heading with up to `room` leaves and at most `depth` levels."""
    own = Heading(name(rng, 2, 4) + rng.choice(ENDINGS))
    if depth > 1 and room > 1:
        count = rng.randint(2, min(3, room))
        own.children = [heading(rng, depth - 1 if i == 0 else rng.randint(1, depth - 1), room // count)
                        for i in range(count)]  # fmt: skip
    return own


def codes_and_labels(rng: random.Random, rows: int) -> tuple[list[str], list[str]]:
    codes: list[str] = []
    major = rng.randint(201, 230)
    while len(codes) < rows:
        codes.append(str(major))
        for middle in range(1, rng.randint(1, 3)):
            codes.append(f"{major}{middle:02d}")
            codes += [f"{major}{middle:02d}{minor:02d}" for minor in range(1, rng.randint(1, 4))]
        major += rng.randint(1, 3)
    return codes[:rows], [name(rng, 2, 14) for _ in range(rows)]


def side(
    rng: random.Random, rows: int, columns: int, depth: int, coded: bool, label: str | None
) -> InventedSide:
    headings: list[Heading] = []
    left = columns
    while left > 0:
        drawn = heading(rng, depth if not headings else rng.randint(1, depth), left)
        headings.append(drawn)
        left -= len(drawn.leaves)
    count = sum(len(h.leaves) for h in headings)
    codes, labels = codes_and_labels(rng, rows) if coded else (None, [name(rng, 2, 14) for _ in range(rows)])
    values = [[figure(rng) for _ in range(count)] for _ in range(rows)]
    for column in range(count):
        if not any(row[column] for row in values):
            values[rng.randrange(rows)][column] = f"{rng.randint(1, 999999) / 100:,.2f}"
    return InventedSide(label, codes, labels, headings, values)


def figure(rng: random.Random) -> str:
    kind = rng.random()
    if kind < 0.12:
        return ""
    if kind < 0.3:
        return "0.00"
    sign = "-" if kind > 0.95 else ""
    return f"{sign}{rng.randint(1, 9_999_999) / 100:,.2f}"


def invent(seed: int, ruled: bool) -> InventedTable:
    """A table of random shape."""
    rng = random.Random(seed)
    two = rng.random() < 0.35
    rows = rng.randint(2, 16)
    if two:
        sides = [
            side(rng, rows, rng.randint(1, 2), rng.randint(1, 2), False, name(rng, 2, 2) + "收入"),
            side(rng, rows, rng.randint(1, 3), rng.randint(1, 2), False, name(rng, 2, 2) + "支出"),
        ]
    else:
        sides = [side(rng, rows, rng.randint(2, 7), rng.randint(1, 4), rng.random() < 0.5, None)]
    style = Style(
        ruled=ruled,
        rows_per_page=rng.choice([4, 6, 30]),
        header_repeats=rng.random() < 0.6,
        caption_repeats=rng.random() < 0.5,
        ordinals=rng.random() < 0.5,
        total_first=not two and rng.random() < 0.4,
        split_codes=rng.random() < 0.4,
        open_sides=rng.random() < 0.2,
        row_height=rng.choice([26.0, 32.0]),
        unit=rng.choice(["万元", "元"]),
    )
    if style.total_first:
        sides[0].labels[0] = "合计"
        if sides[0].codes:
            sides[0].codes = ["", *sides[0].codes[:-1]]
    form = f"公开{rng.randint(1, 19):02d}表" if rng.random() < 0.6 else None
    return InventedTable(name(rng, 5, 9) + "决算表", form, sides, style)


# --- the print --------------------------------------------------------------------------


@dataclass
class _Slot:
    """A cell to be printed: rows and columns it covers, its text, and how it is set."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    align: str = "centre"


def width_of(text: str) -> float:
    return sum(SIZE * (0.5 if ord(c) < 128 else 1.0) for c in text)


class Printer:
    """Prints a table on pages of words and rules."""

    def __init__(self, table: InventedTable) -> None:
        self.table = table
        self.tops = max(self._depth(s) for s in table.sides)
        self.xs = self._columns()
        self.header = self._header()
        self.rows = max(len(s.labels) for s in table.sides)

    def _depth(self, one: InventedSide) -> int:
        depth = max(h.depth for h in one.headings)
        if one.codes and self.table.style.split_codes:
            depth = max(depth, 2)
        return depth + (1 if one.name else 0)

    def _columns(self) -> list[float]:
        widths: list[float] = []
        for one in self.table.sides:
            widths += self._code_widths(one)
            widths.append(120.0 if len(self.table.sides) > 1 else 150.0)
            widths += [76.0 for heading in one.headings for _ in heading.leaves]
        xs = [LEFT]
        for wide in widths:
            xs.append(xs[-1] + wide)
        return xs

    def _code_widths(self, one: InventedSide) -> list[float]:
        if not one.codes:
            return []
        return [36.0, 30.0, 30.0] if self.table.style.split_codes else [58.0]

    def _code_slots(self, one: InventedSide, row: int, at: int, column: int) -> list[_Slot]:
        code = one.codes[row] if one.codes else ""
        if not self.table.style.split_codes:
            return [_Slot(at, column, 1, 1, code, "left")]
        parts = [code[:3], code[3:5], code[5:7]]
        return [_Slot(at, column + i, 1, 1, part, "centre") for i, part in enumerate(parts)]

    def _header(self) -> list[_Slot]:
        slots: list[_Slot] = []
        column = 0
        for one in self.table.sides:
            first = column
            base = 1 if one.name else 0
            codes = self._code_widths(one)
            if len(codes) == 3:
                slots.append(_Slot(base, column, self.tops - base - 1, 3, "科目编码"))
                for i, level in enumerate("类款项"):
                    slots.append(_Slot(self.tops - 1, column + i, 1, 1, level))
            elif codes:
                slots.append(_Slot(base, column, self.tops - base, 1, "科目编码"))
            column += len(codes)
            slots.append(_Slot(base, column, self.tops - base, 1, "科目名称" if one.codes else "项目"))
            column += 1
            for heading in one.headings:
                column = self._slots(heading, base, column, slots)
            if one.name:
                slots.append(_Slot(0, first, 1, column - first, one.name))
        if self.table.style.ordinals:
            slots += self._ordinals()
        return slots

    def _slots(self, heading: Heading, row: int, column: int, slots: list[_Slot]) -> int:
        count = len(heading.leaves)
        rows = 1 if heading.children else self.tops - row
        slots.append(_Slot(row, column, rows, count, heading.text))
        for child in heading.children:
            column = self._slots(child, row + 1, column, slots)
        return column if heading.children else column + 1

    def _ordinals(self) -> list[_Slot]:
        slots, column, number = [], 0, 1
        for one in self.table.sides:
            for is_label in [True] * (1 + len(self._code_widths(one))) + [False] * sum(
                len(h.leaves) for h in one.headings
            ):
                text = "" if is_label else str(number)
                number += not is_label
                slots.append(_Slot(self.tops, column, 1, 1, "栏次" if is_label and column == 0 else text))
                column += 1
        return slots

    def body(self, first: int, last: int) -> list[_Slot]:
        slots = []
        for row in range(first, last):
            column = 0
            for one in self.table.sides:
                codes = len(self._code_widths(one))
                if self.table.style.total_first and row == 0:
                    slots.append(_Slot(0, column, 1, codes + 1, one.labels[0]))
                else:
                    slots += self._code_slots(one, row, row - first, column) if codes else []
                    slots.append(_Slot(row - first, column + codes, 1, 1, one.labels[row], "left"))
                column += codes + 1
                for value in one.values[row]:
                    slots.append(_Slot(row - first, column, 1, 1, value, "right"))
                    column += 1
        return slots

    def pages(self) -> list[PageContent]:
        style = self.table.style
        starts = list(range(0, self.rows, style.rows_per_page))
        return [
            self._page(n + 1, start, min(start + style.rows_per_page, self.rows), n == len(starts) - 1)
            for n, start in enumerate(starts)
        ]

    def _page(self, number: int, first: int, last: int, final: bool) -> PageContent:
        style, words, rules = self.table.style, [], []
        top = 60.0
        if number == 1 or style.caption_repeats:
            self._caption(words)
            top = TOP
        header = self.header if number == 1 or style.header_repeats else []
        depth = self.tops + style.ordinals if header else 0
        edges = [top + 32.0 * i for i in range(depth + 1)]
        edges += [edges[-1] + style.row_height * (i + 1) for i in range(last - first)]
        body = [
            _Slot(s.row + depth, s.column, 1, s.column_span, s.text, s.align) for s in self.body(first, last)
        ]
        for slot in [*header, *body]:
            self._set(slot, edges, words)
            if style.ruled:
                rules += self._frame(slot, edges)
        if not style.ruled:
            marks = {edges[0]} if number == 1 or header else set()
            marks |= {edges[depth]} if header else set()
            marks |= {edges[-1]} if final or style.header_repeats else set()
            rules = [Rule(Box(self.xs[0], y - 0.3, self.xs[-1], y + 0.3), True) for y in sorted(marks)]
        if final:
            self._words("注：本表由机器编成，用于核对。", LEFT, edges[-1] + 18, words)
        self._words(str(number), WIDTH / 2, HEIGHT - 30, words)
        random.Random(number).shuffle(words)
        return PageContent(number, max(WIDTH, self.xs[-1] + 40), HEIGHT, tuple(words), tuple(rules))

    def _caption(self, words: list[Word]) -> None:
        middle = (self.xs[0] + self.xs[-1]) / 2
        title = self.table.title
        self._words(title, middle - width_of(title) / 2, 70, words)
        if self.table.form:
            self._words(self.table.form, self.xs[-1] - width_of(self.table.form), 92, words)
        self._words(f"单位：{self.table.style.unit}", self.xs[-1] - 50, 110, words)

    def _set(self, slot: _Slot, edges: list[float], words: list[Word]) -> None:
        x0, x1 = self.xs[slot.column], self.xs[slot.column + slot.column_span]
        top, bottom = edges[slot.row], edges[slot.row + slot.row_span]
        lines = self._wrapped(slot.text, x1 - x0 - 8)
        y = (top + bottom) / 2 + 0.38 * SIZE - 12.0 * (len(lines) - 1) / 2
        for line in lines:
            wide = width_of(line)
            x = {"left": x0 + 4, "right": x1 - 4 - wide, "centre": (x0 + x1 - wide) / 2}[slot.align]
            self._words(line, x, y, words)
            y += 12.0

    @staticmethod
    def _wrapped(text: str, room: float) -> list[str]:
        lines = [""] if text else []
        for character in text:
            if width_of(lines[-1] + character) > room:
                lines.append("")
            lines[-1] += character
        return lines

    @staticmethod
    def _words(text: str, x: float, base: float, words: list[Word]) -> None:
        words.append(Word(text, Box(x, base - 0.88 * SIZE, x + width_of(text), base + 0.12 * SIZE), SIZE))

    def _frame(self, slot: _Slot, edges: list[float]) -> list[Rule]:
        x0, x1 = self.xs[slot.column], self.xs[slot.column + slot.column_span]
        top, bottom = edges[slot.row], edges[slot.row + slot.row_span]
        outer = (self.xs[0], self.xs[-1]) if self.table.style.open_sides else ()
        level = [Rule(Box(x0, y - 0.3, x1, y + 0.3), True) for y in (top, bottom)]
        return level + [Rule(Box(x - 0.3, top, x + 0.3, bottom), False) for x in (x0, x1) if x not in outer]
