"""Web pages: headings, paragraphs and tables with their spans, by the standard parser.

The parser is event-driven: nothing nests on the stack, however deep the page does.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from corpus.errors import FileDamaged
from ingest.content import PageContent
from ingest.most import allowed
from ingest.readers.blocks import Block, Budget, GridCell, Paragraph, ReadyGrid, titled, within
from ingest.readers.decoding import decoded_text
from ingest.readers.layout import laid_out
from ingest.readers.marks import raised

SKIPPED = {
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "math",
    "head",
    "nav",
    "select",
    "iframe",
    "object",
    "rt",
}
STRUCK = {"del", "s", "strike"}  # text that is taken back; an end that is missing ends with the block
BLOCKS = {
    "p", "div", "section", "article", "main", "header", "footer", "aside", "ul", "ol", "li", "dl", "dt", "dd",
    "blockquote", "pre", "figure", "figcaption", "form", "fieldset", "address", "hr", "center", "body",
    "html", "caption", "details", "summary",
}  # fmt: skip
HEADINGS = {f"h{level}": level for level in range(1, 7)}
VOID = {"br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "source", "track", "wbr"}
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|line-through", re.I)
_ARTICLE = re.compile(
    r"<meta\s[^<>]*name\s*=\s*([\"']?)articletitle\1[^<>]*content\s*=\s*[\"']([^\"'<>]+)", re.I
)
_TITLE = re.compile(r"<title[^<>]*>([^<>]{1,300})</title", re.I)
HEAD = 65_536  # characters in which a page says how it is called
SHORTEST_NAME = 8  # characters: less is a word of the menu
WIDEST_SPAN = 1_000  # columns or rows that one cell may cover, as browsers have it
SPANNED = 4  # times as many slots may be covered as cells are read
LONGEST_TAG = 1_000_000  # characters that the parser may hold back
DEEPEST_TABLE = 4  # tables within cells; deeper ones are read as text


def read_pages(path: Path) -> Iterator[PageContent]:
    """A web page as one page without places.

    Raises FormatUnknown, and LimitExceeded for more than a report can hold.
    """
    text = decoded_text(path)
    blocks: Sequence[Block] = list(within(blocks_of_html(text, path.name), path.name))
    if not _has_title(blocks):
        blocks = _named(blocks, _names_of(text))
    return laid_out(blocks if _has_title(blocks) else titled(blocks))


def _has_title(blocks: Iterable[Block]) -> bool:
    return any(isinstance(block, Paragraph) and block.level == 1 for block in blocks)


def _names_of(text: str) -> list[str]:
    """What the page calls itself in its head: the name of its article, or its title."""
    head = text[:HEAD]
    found = [match[2] for match in _ARTICLE.finditer(head)] + [match[1] for match in _TITLE.finditer(head)]
    return [_plain(html.unescape(name)) for name in found]


def _named(blocks: Sequence[Block], names: Sequence[str]) -> Sequence[Block]:
    """`blocks` from the first line on that the page's own name begins with, as the title, where the
    page marks none: the lines before it are the site's menu."""
    for index, block in enumerate(blocks):
        line = _plain(block.text) if isinstance(block, Paragraph) else ""
        named = len(line) >= SHORTEST_NAME and any(name.startswith(line) for name in names)
        if isinstance(block, Paragraph) and named:
            tables = [before for before in blocks[:index] if isinstance(before, ReadyGrid)]
            return [*tables, Paragraph(block.text, 1), *blocks[index + 1 :]]
    return blocks


def _plain(text: str) -> str:
    return "".join(text.split())


def blocks_of_html(text: str, name: str = "") -> Iterator[Block]:
    """Paragraphs, headings and grids in reading order; a nested table follows its own cell's."""
    reader = _Reader(name)
    for start in range(0, len(text), 65_536):
        reader.feed(text[start : start + 65_536])
        if len(reader.rawdata) > LONGEST_TAG:
            raise FileDamaged(f"{name}: a tag without end")
        yield from reader.taken()
    reader.close()
    reader.end()
    yield from reader.taken()


@dataclass(slots=True)
class _Table:
    """A table being read: the slots that are taken, and the cell that is open."""

    cells: list[GridCell] = field(default_factory=list)
    taken: set[tuple[int, int]] = field(default_factory=set)
    row: int = -1
    column: int = 0
    open: tuple[int, int, int, int] | None = None
    text: list[str] = field(default_factory=list)
    before: list[Block] = field(default_factory=list)  # a caption, text outside cells
    inner: list[Block] = field(default_factory=list)
    within: list[int] = field(default_factory=list)  # of each inner block: the cell that it stands in

    def beside(self) -> list[Block]:
        """Where what stands in no cell goes: before the first row, or after the table."""
        return self.inner if self.row >= 0 else self.before

    def add(self, blocks: Iterable[Block]) -> None:
        """Put what stands in no cell where it goes."""
        self.beside().extend(blocks)
        self.within += [len(self.cells)] * (len(self.inner) - len(self.within))

    def unpacked(self) -> Iterator[Block]:
        """The inner blocks and the lines of the cells in the order of the page."""
        done = 0
        for index, cell in enumerate(self.grid().cells):
            here = bisect_right(self.within, index)
            yield from self.inner[done:here]
            yield from (Paragraph(line) for line in cell.text.split("\n") if line)
            done = here
        yield from self.inner[done:]

    def start_row(self) -> None:
        self.close_cell()
        self.row += 1
        self.column = 0

    def start_cell(self, high: int, wide: int) -> None:
        self.close_cell()
        if self.row < 0:
            self.start_row()
        while (self.row, self.column) in self.taken:
            self.column += 1
        wide = next((w for w in range(1, wide) if (self.row, self.column + w) in self.taken), wide)
        self.open = (self.row, self.column, high, wide)
        self.taken.update(
            (self.row + down, self.column + right) for down in range(high) for right in range(wide)
        )
        self.column += wide

    def close_cell(self) -> None:
        if self.open is not None:
            row, column, high, wide = self.open
            lines = (" ".join(line.split()) for line in "".join(self.text).split("\n"))
            self.cells.append(GridCell(row, column, "\n".join(filter(None, lines)), high, wide))
        self.open, self.text = None, []

    def grid(self) -> ReadyGrid:
        """What was read; spans that run past the last row end there, and columns in which no cell begins
        are none: a span that says too much made them."""
        self.close_cell()
        rows = max((cell.row for cell in self.cells), default=-1) + 1
        begun = sorted({cell.column for cell in self.cells})
        return ReadyGrid(
            tuple(
                GridCell(
                    c.row,
                    bisect_left(begun, c.column),
                    c.text,
                    min(c.row_span, rows - c.row),
                    bisect_left(begun, c.column + c.column_span) - bisect_left(begun, c.column),
                )
                for c in self.cells
            )
        )


class _Reader(HTMLParser):
    def __init__(self, name: str) -> None:
        super().__init__(convert_charrefs=True)
        self._budget = Budget(name, cells=SPANNED * allowed().cells)
        self._ready: list[Block] = []
        self._text: list[str] = []
        self._level = 0
        self._skipping: str | None = None
        self._depth = 0  # of elements of the name that is skipped
        self._tables: list[_Table] = []
        self._raised = 0  # elements of raised characters that are open
        self._too_deep = 0

    def taken(self) -> list[Block]:
        """The blocks that are complete, each handed over once."""
        ready, self._ready = self._ready, []
        return ready

    def end(self) -> None:
        """Close whatever the page left open."""
        while self._tables:
            self._end_table()
        self._flush()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._end_inline(tag)
        if self._skipping is not None:
            self._depth += tag == self._skipping
        elif tag == "sup":
            self._raised += 1
        elif tag in SKIPPED or tag in STRUCK or _hidden(attrs):
            if tag not in VOID:
                self._skipping, self._depth = tag, 1
        elif tag == "br":
            self._put("\n")
        elif tag == "table":
            self._start_table()
        elif self._tables and tag in ("tr", "td", "th"):
            self._start_cell(tag, dict(attrs))
        elif tag in BLOCKS or tag in HEADINGS:
            self._flush()
            self._level = HEADINGS.get(tag, 0)

    def _end_inline(self, tag: str) -> None:
        """What is raised or struck out ends with its block at the latest."""
        if tag in BLOCKS or tag in HEADINGS or tag in ("table", "tr", "td", "th"):
            self._raised = 0
            self._skipping = None if self._skipping in STRUCK else self._skipping

    def handle_endtag(self, tag: str) -> None:
        self._end_inline(tag)
        if tag == "sup":
            self._raised = max(0, self._raised - 1)
        if self._skipping is not None:
            if tag == self._skipping:
                self._depth -= 1
                self._skipping = self._skipping if self._depth else None
        elif tag == "table" and (self._tables or self._too_deep):
            if self._too_deep:
                self._too_deep -= 1
            else:
                self._end_table()
        elif self._tables and tag in ("td", "th"):
            self._tables[-1].close_cell()
        elif tag in BLOCKS or tag in HEADINGS:
            self._flush()
            self._level = 0

    def handle_data(self, data: str) -> None:
        if self._skipping is None:
            self._put(re.sub(r"\s+", " ", data))

    def _put(self, text: str) -> None:
        self._budget.spend(text=len(text))
        within = self._tables and self._tables[-1].open is not None
        into = self._tables[-1].text if within else self._text
        into.append(raised(text, "".join(into[-2:])) if self._raised else text)

    def _flush(self) -> None:
        """What was collected becomes a paragraph (in a cell: a line of the cell)."""
        if self._tables and self._tables[-1].open is not None:
            self._tables[-1].text.append("\n")
            return
        blocks: list[Block] = [
            Paragraph(" ".join(line.split()), self._level)
            for line in "".join(self._text).split("\n")
            if line.strip()
        ]
        self._text = []
        if self._tables:
            self._tables[-1].add(blocks)
        else:
            self._ready.extend(blocks)

    def _start_table(self) -> None:
        self._flush()
        if self._tables and self._tables[-1].open is not None:
            # what a cell says before a table that stands in it is read before that table
            outer = self._tables[-1]
            lines = "".join(outer.text).split("\n")
            outer.add(Paragraph(" ".join(line.split())) for line in lines if line.strip())
            outer.text = []
        if len(self._tables) >= DEEPEST_TABLE:
            self._too_deep += 1
            return
        self._tables.append(_Table())

    def _start_cell(self, tag: str, attributes: dict[str, str | None]) -> None:
        table = self._tables[-1]
        if self._too_deep:
            table.text.append("\n")
        elif tag == "tr":
            table.start_row()
        else:
            high, wide = _span(attributes.get("rowspan")), _span(attributes.get("colspan"))
            self._budget.spend(cells=high * wide)
            table.start_cell(high, wide)

    def _end_table(self) -> None:
        table = self._tables.pop()
        grid = table.grid()
        found: list[Block] = [*table.before]
        if _is_layout(grid):
            found += table.unpacked()
        else:
            found += [grid, *table.inner]
        if self._tables:
            self._tables[-1].add(found)
        else:
            self._ready.extend(found)


def _is_layout(grid: ReadyGrid) -> bool:
    """A table of one column or one row only sets things on the page."""
    return grid.columns <= 1 or grid.rows <= 1


def _span(stated: str | None) -> int:
    digits = re.match(r"\s*(\d{1,6})", stated or "")
    return max(1, min(int(digits[1]), WIDEST_SPAN)) if digits else 1


def _hidden(attributes: list[tuple[str, str | None]]) -> bool:
    return any(
        name == "hidden" or (name == "style" and _UNSEEN.search(value or "")) for name, value in attributes
    )
