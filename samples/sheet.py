"""Pages, lines of text and ruled tables, printed the way a word processor prints them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from fpdf import FPDF

from samples.grid import AMOUNT, Cell, Grid, printed

A4 = (595.28, 841.89)
MARGIN, TOP, BOTTOM = 72.0, 72.0, 64.0
WIDE_MARGIN = 42.0  # of landscape pages
PADDING = 3.0
TOKEN = re.compile(r"[0-9A-Za-z.,%+\-]+|.", re.DOTALL)
NOT_FIRST = set("，。、；：？！）》”’〉】%")  # may not begin a line
NOT_LAST = set("（《“‘〈【")  # may not end one
PRINTED = datetime(2020, 1, 1, tzinfo=UTC)  # a fixed date keeps the bytes the same


@dataclass(frozen=True)
class Caption:
    """What stands above a statutory table on each of its pages."""

    title: str
    form: str
    office: str
    unit: str


class Sheet:
    """A document being printed; `y` is the cursor, in points from the top of the page."""

    def __init__(self, fonts: dict[str, Path], title: str) -> None:
        self.pdf = FPDF(unit="pt", format="A4")
        self.pdf.set_auto_page_break(False)
        self.pdf.set_creation_date(PRINTED)
        self.pdf.set_title(title)
        self.pdf.set_producer("samples.build")
        self.pdf.set_lang("zh-CN")
        for style, path in fonts.items():
            self.pdf.add_font("serif", style, str(path))
        self.pdf.set_line_width(0.6)
        self.width, self.height = A4
        self.margin, self.y, self.wide = MARGIN, TOP, False

    # pages

    def new_page(self, wide: bool = False) -> None:
        """Begin a page, upright or `wide`, and print its number."""
        self.pdf.add_page(orientation="L" if wide else "P")
        self.wide = wide
        self.width, self.height = (A4[1], A4[0]) if wide else A4
        self.margin = WIDE_MARGIN if wide else MARGIN
        number = str(self.pdf.page_no())
        self.line((self.width - self.measure(number, 9)) / 2, self.height - 36, number, 9)
        self.y = TOP

    def page(self) -> int:
        """The number of the page being printed, from 1."""
        return int(self.pdf.page_no())

    def bottom(self) -> float:
        """The lowest height that text and tables may reach."""
        return self.height - BOTTOM

    def inner(self) -> float:
        """The width between the margins."""
        return self.width - 2 * self.margin

    # text

    def measure(self, text: str, size: float, style: str = "") -> float:
        """The width of a text in points."""
        self.pdf.set_font("serif", style, size)
        return float(self.pdf.get_string_width(text))

    def line(self, x: float, baseline: float, text: str, size: float, style: str = "") -> None:
        """Print one line as it is."""
        if text.strip():
            self.pdf.set_font("serif", style, size)
            self.pdf.text(x, baseline, text)

    def wrap(self, text: str, width: float, size: float, style: str = "", first: float = 0.0) -> list[str]:
        """Lines no wider than `width`, the first shortened by `first`; numbers stay whole, and
        punctuation takes the word beside it along rather than stand alone.
        """
        lines: list[str] = []
        line: list[str] = []
        room = width - first
        for token in TOKEN.findall(text):
            if line and self.measure("".join(line) + token, size, style) > room:
                carried: list[str] = []
                while len(line) > 1 and (carried or [token])[0] in NOT_FIRST:
                    carried.insert(0, line.pop())
                while len(line) > 1 and line[-1] in NOT_LAST:
                    carried.insert(0, line.pop())
                lines.append("".join(line))
                line, room = carried, width
            line.append(token)
        return [*lines, "".join(line)]

    def paragraph(
        self,
        text: str,
        size: float = 12,
        style: str = "",
        *,
        leading: float = 1.75,
        indent: int = 2,
        centre: bool = False,
    ) -> None:
        """Flow a paragraph over lines and pages."""
        first = indent * size
        for number, line in enumerate(self.wrap(text, self.inner(), size, style, first)):
            if self.y + size * leading > self.bottom():
                self.new_page(self.wide)
            shift = first if number == 0 else 0.0
            if centre:
                shift = (self.inner() - self.measure(line, size, style)) / 2
            self.line(self.margin + shift, self.y + size, line, size, style)
            self.y += size * leading

    def caption(self, caption: Caption) -> None:
        """Title, form number, office and unit above a statutory table."""
        self.paragraph(caption.title, 14, "B", indent=0, centre=True)
        for left, right in (("", caption.form), (f"部门：{caption.office}", f"单位：{caption.unit}")):
            self.ends(left, right)

    def unit(self, unit: str) -> None:
        """The unit line above a table that has no caption."""
        self.ends("", f"单位：{unit}")

    def ends(self, left: str, right: str) -> None:
        """A small line with one text at each end."""
        self.line(self.margin, self.y + 9, left, 9)
        self.line(self.width - self.margin - self.measure(right, 9), self.y + 9, right, 9)
        self.y += 14


@dataclass
class Layout:
    """A grid measured for a page width: column edges and row edges in points, and the lines
    of each cell."""

    columns: list[float]
    rows: list[float]
    lines: dict[int, list[str]]


class TablePrinter:
    """Prints one grid, cut into slices that fit the pages."""

    def __init__(self, sheet: Sheet, grid: Grid, size: float, row_height: float) -> None:
        self.sheet, self.grid, self.size = sheet, grid, size
        self.step = size * 1.25
        self.layout = self.measure(row_height)
        self.pages: dict[tuple[int, int], list[int]] = {}

    def measure(self, row_height: float) -> Layout:
        """Break the texts into lines and give every row the height it needs."""
        total = sum(self.grid.form["widths"])
        columns = [self.sheet.margin]
        for share in self.grid.form["widths"]:
            columns.append(columns[-1] + self.sheet.inner() * share / total)
        lines, needed = {}, [row_height] * self.grid.height
        for cell in sorted(self.grid.cells, key=lambda c: c.rows):
            width = columns[cell.column + cell.columns] - columns[cell.column] - 2 * PADDING
            lines[id(cell)] = self.sheet.wrap(printed(cell.text), width, self.size)
            height = len(lines[id(cell)]) * self.step + 2 * PADDING
            span = range(cell.row, cell.row + cell.rows)
            needed[span[-1]] += max(0.0, height - sum(needed[row] for row in span))
        rows = [0.0]
        for height in needed:
            rows.append(rows[-1] + height)
        return Layout(columns, rows, lines)

    def draw(self, caption: Caption | None, headings: list[str]) -> dict[tuple[int, int], list[int]]:
        """Print all slices, `headings` above the first; returns the pages of each cell, by its
        row and column.
        """
        sheet, grid, rows = self.sheet, self.grid, self.layout.rows
        head, start, begun = rows[grid.head], rows[grid.head], False
        repeat = rows[grid.head + grid.repeat]
        while start < rows[-1] - 0.01:
            if caption or begun:
                sheet.new_page(wide=caption is not None)
            for heading in [] if begun else headings:
                sheet.paragraph(heading, 16, "B", indent=0, centre=True)
            if caption:
                sheet.caption(caption)
            if sheet.y + head + 3 * self.step > sheet.bottom():
                sheet.new_page(sheet.wide)
            top = repeat if begun else head
            if top:
                self.slice(0.0, top)
            end = self.cut(start, start + sheet.bottom() - sheet.y)
            self.slice(start, end)
            start, begun = end, True
        return self.pages

    def cut(self, start: float, limit: float) -> float:
        """Where the slice from `start` ends: at a row's edge, or within a tall row of text,
        between two of its lines."""
        rows = self.layout.rows
        edges = [edge for edge in rows if start < edge <= limit + 0.01]
        edge = edges[-1] if edges else start
        if edge >= rows[-1] - 0.01:
            return edge
        row = max(r for r in range(self.grid.height) if rows[r] <= edge + 0.01)
        left = limit - max(edge, rows[row]) - PADDING
        tall = rows[row + 1] - rows[row] > 6 * self.step
        if edges and not (tall and left > 4 * self.step and "amount" not in self.grid.form["roles"]):
            if self.crossed(row):
                self.widen(row)
            return edge
        self.widen(row)
        return edge + PADDING + int(left / self.step) * self.step

    def crossed(self, row: int) -> bool:
        """Whether a cell reaches over the upper edge of `row`."""
        return any(cell.row < row < cell.row + cell.rows for cell in self.grid.cells)

    def widen(self, row: int) -> None:
        """Give `row` the room that lines pushed over a cut need below it."""
        for later in range(row + 1, len(self.layout.rows)):
            self.layout.rows[later] += self.step + 2 * PADDING

    def slice(self, start: float, end: float) -> None:
        """Print what lies between two heights of the table, and move the cursor past it."""
        rows, columns = self.layout.rows, self.layout.columns
        for cell in self.grid.cells:
            top, bottom = rows[cell.row], rows[cell.row + cell.rows]
            if bottom <= start + 0.01 or top >= end - 0.01:
                continue
            x0, x1 = columns[cell.column], columns[cell.column + cell.columns]
            y0 = self.sheet.y + max(top, start) - start
            y1 = self.sheet.y + min(bottom, end) - start
            self.sheet.pdf.rect(x0, y0, x1 - x0, y1 - y0)
            lines = self.share(cell, y1 - y0, whole=top >= start - 0.01 and bottom <= end + 0.01)
            if lines:
                self.write(cell, lines, x0, x1, (y0, y1))
                self.pages.setdefault((cell.row, cell.column), []).append(self.sheet.page())
        self.sheet.y += end - start

    def share(self, cell: Cell, height: float, whole: bool) -> list[str]:
        """The lines of the cell that go into this slice; the others stay for the next one."""
        lines = self.layout.lines[id(cell)]
        if whole and (cell.row < self.grid.head + self.grid.repeat):
            return lines
        fits = max(1, int((height - PADDING) / self.step + 0.01))
        self.layout.lines[id(cell)] = [] if whole else lines[fits:]
        return lines if whole else lines[:fits]

    def write(self, cell: Cell, lines: list[str], x0: float, x1: float, ys: tuple[float, float]) -> None:
        """Print lines into a box: figures on the right or in the middle, text on the left."""
        role = self.grid.form["roles"][cell.column]
        figure = AMOUNT.fullmatch(cell.text) is not None
        short = len(lines) == 1 and len(cell.text) < 16
        centred = cell.row < self.grid.head or role == "order" or (cell.columns > 1 and short)
        centred = centred or (role == "text" and (figure or len(cell.text) < 16))
        y = max(ys[0] + PADDING, (ys[0] + ys[1] - len(lines) * self.step) / 2)
        for line in lines:
            width = self.sheet.measure(line, self.size)
            x = x0 + PADDING
            if centred:
                x = (x0 + x1 - width) / 2
            elif role == "amount" and figure:
                x = x1 - PADDING - width
            self.sheet.line(x, y + self.size, line, self.size)
            y += self.step
