"""Walls that a shaded header draws for the rows under it."""

from __future__ import annotations

from decimal import Decimal

from corpus.report import Box
from ingest.content import PageContent
from ingest.tables import reconstruct
from ingest.tables.walls import continued_walls
from tests.ingest.tables.drawing import HIGH, LEFT, WIDE, drawn, frame, word

TOP = 140.0
ROWS = [
    "项目|2030年|<|说明",
    "^|预算数|决算数|^",
    "绿化养护与苗圃管护|1,200.00|1,150.50|含上年结转资金",
    "步道|30.00|<|两年合并安排",
    "合计|1,230.00|1,180.50|",
]


def shaded(rows: list[str], top: float = TOP, number: int = 1) -> PageContent:
    """Level lines cell by cell, and boxes round the cells of a header of two rows."""
    page = drawn(rows, top=top, number=number, above=["某某支出表"], upright=False)
    rules = list(page.rules)
    for column in range(4):
        first, last = (0, 2) if column in (0, 3) else (1, 2)
        x = LEFT + column * WIDE
        rules += frame(Box(x, top + first * HIGH, x + WIDE, top + last * HIGH))
    return PageContent(number, page.width, page.height, page.words, tuple(rules))


def test_the_walls_of_a_shaded_header_go_on_down() -> None:
    """Cells under a shaded header are parted where the lines under them are drawn cell by cell."""
    read = reconstruct([shaded(ROWS)])
    (table,) = read.tables
    assert table.confidence == 1.0
    assert {(r.row_label, *r.column_path): r.value for r in read.records} == {
        ("绿化养护与苗圃管护", "2030年", "预算数"): Decimal("1200.00"),
        ("绿化养护与苗圃管护", "2030年", "决算数"): Decimal("1150.50"),
        ("步道", "2030年"): Decimal("30.00"),
        ("合计", "2030年", "预算数"): Decimal("1230.00"),
        ("合计", "2030年", "决算数"): Decimal("1180.50"),
    }


def test_no_wall_goes_through_a_word_or_into_another_table() -> None:
    """A line of text under a table ends its walls, and so does the next table's header."""
    page = shaded(ROWS)
    end = TOP + len(ROWS) * HIGH
    assert max(rule.box.bottom for rule in continued_walls(page.rules, page.words)) == end
    text = word("本表各项数字均以万元为单位并经核对无误请查收", LEFT + 20, end + 10)
    line = frame(Box(LEFT, end + 2 * HIGH, LEFT + 4 * WIDE, end + 3 * HIGH))
    cells = [
        rule
        for rule in frame(Box(LEFT + WIDE, end + HIGH, LEFT + 2 * WIDE, end + 2 * HIGH))
        if rule.horizontal
    ]
    below = (*page.rules, *line, *cells)
    assert max(rule.box.bottom for rule in continued_walls(below, (*page.words, text))) == end


def test_a_table_with_all_its_walls_gets_none() -> None:
    """Nothing is added to a ruled table."""
    page = drawn(ROWS, top=TOP)
    assert continued_walls(page.rules, page.words) == []
