"""Invented tables set on pages of words and rules, as a printer would."""

from __future__ import annotations

import random
from dataclasses import dataclass

from corpus.report import Box
from ingest.content import PageContent, Rule, Word
from tests.ingest.tables.invented import Heading, InventedSide, InventedTable

WIDTH, HEIGHT = 842.0, 1000.0
LEFT, TOP = 50.0, 130.0
SIZE = 10.0


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
