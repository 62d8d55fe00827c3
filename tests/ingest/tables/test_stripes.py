"""Shaded rows, notes under the last line, and rows that the page's end cuts."""

from __future__ import annotations

from decimal import Decimal

from corpus.report import Box
from ingest.content import PageContent
from ingest.tables import reconstruct
from tests.ingest.tables.drawing import HIGH, LEFT, WIDE, drawn, frame, word

ROWS = ["项目|下达数|支出数", "甲|1.00|2.00", "乙|3.00|4.00", "丙|5.00|6.00", "合计|9.00|12.00"]
FIGURES = {
    (label, column): Decimal(value)
    for label, *values in (row.split("|") for row in ROWS[1:])
    for column, value in zip(("下达数", "支出数"), values, strict=True)
}
TOP = 140.0


def printed(rows: list[str], top: float = TOP) -> PageContent:
    return drawn(rows, top=top, above=["某某支出表"], upright=False)


def shaded(page: PageContent, *rows: int) -> PageContent:
    """The page with each cell of these rows filled: its edges are drawn on all sides."""
    rules = list(page.rules)
    for row in rows:
        for column in range(3):
            x, y = LEFT + column * WIDE, TOP + row * HIGH
            rules += frame(Box(x, y, x + WIDE, y + HIGH))
    return PageContent(page.number, page.width, page.height, page.words, tuple(rules))


def figures(page: PageContent) -> dict[tuple[str | None, str], Decimal | None]:
    (table,) = reconstruct([page]).tables
    assert table.title == "某某支出表"
    return {(r.row_label, r.column_path[-1]): r.value for r in reconstruct([page]).records}


def test_shading_of_every_other_row_makes_no_tables_of_its_own() -> None:
    """A table without upright rules whose header and every second row are shaded is one table."""
    assert figures(printed(ROWS)) == FIGURES
    assert figures(shaded(printed(ROWS), 0, 2, 4)) == FIGURES
    assert figures(shaded(printed(ROWS), 2, 4)) == FIGURES


def test_a_note_under_the_last_line_is_no_row() -> None:
    """A footnote's mark is a number to look at; what it explains stands outside the table."""
    page = printed(ROWS)
    under = TOP + len(ROWS) * HIGH + 6
    note = (word("①", LEFT, under), word("含上年结转。", LEFT + 20, under))
    noted = PageContent(page.number, page.width, page.height, (*page.words, *note), page.rules)
    assert figures(noted) == FIGURES
    (table,) = reconstruct([noted]).tables
    assert max(place.box.bottom for place in table.places) < under


def test_a_row_that_the_pages_end_cuts_is_a_row() -> None:
    """The last row of a page, under which no line was drawn, keeps its figures."""
    top = 842.0 - 60 - len(ROWS) * HIGH
    page = printed(ROWS, top)
    end = top + len(ROWS) * HIGH
    rules = tuple(rule for rule in page.rules if rule.box.top < end - 1)
    cut = PageContent(page.number, page.width, page.height, page.words, rules)
    assert figures(cut) == FIGURES
