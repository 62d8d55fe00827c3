"""What is drawn and bounds no cell: strokes through columns, white areas on white paper."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from corpus.report import Box
from ingest.content import Rule
from ingest.readers.pdf import read_pages
from ingest.tables import reconstruct
from tests.ingest.tables.drawing import HIGH, LEFT, WIDE, drawn
from tests.ingest.tables.pdf_print import print_pdf

TOP = 140.0
ROWS = [
    "科目编码|科目名称|本年支出合计|基本支出|项目支出",
    "|合计|1,286.40|905.15|381.25",
    "201|一般公共服务支出|1,020.30|800.10|220.20",
    "20103|办公厅及相关机构|1,020.30|800.10|220.20",
    "2010301|行政运行|800.10|800.10|",
    "2010302|一般行政管理事务|220.20||220.20",
    "208|社会保障和就业|266.10|105.05|161.05",
]


def told(pages):
    return [(r.row_code, r.row_path, r.column_path, r.value, r.unit) for r in reconstruct(pages).records]


def page_of(rows=ROWS):
    return drawn(rows, above=["支出决算表", "单位：万元"])


def upright(x, top):
    return Rule(Box(x, top, x + 0.5, TOP + len(ROWS) * HIGH), False)


@pytest.mark.parametrize(
    "strays",
    [
        [(LEFT + 2 * WIDE + 18, 0)],
        [(LEFT + WIDE + 40, 0)],
        [(LEFT + WIDE + 40, 1), (LEFT + 2 * WIDE + 20, 0)],
        [(LEFT + 3 * WIDE + 15, 0), (LEFT + 4 * WIDE + 15, 2)],
        [(LEFT + 15, 1), (LEFT + WIDE + 25, 0), (LEFT + WIDE + 55, 0)],
        [(LEFT + 2 * WIDE + 25, 0), (LEFT + 2 * WIDE + 12, 3)],
    ],
)
def test_lines_through_a_column_are_no_walls(strays):
    """With lines through columns, from one of the rows down, every record is as without; none is blank
    that is printed."""
    page = page_of()
    lines = tuple(upright(x, TOP + first * HIGH) for x, first in strays)
    assert told([replace(page, rules=(*page.rules, *lines))]) == told([page])
    assert len(told([page])) == 18


def test_a_label_printed_over_its_wall_leaves_the_wall():
    """A word longer than its cell crosses a wall that parts others: the wall stands."""
    rows = ["项目|金额|占比", "甲|1.00|2.00", "丙丁戊己庚辛壬癸子丑寅卯辰||3.00", "乙|4.00|5.00"]
    found = reconstruct([drawn(rows, above=["支出决算表"])]).records
    assert [r.raw for r in found if r.column_path == ("金额",) and r.raw] == ["1.00", "4.00"]


def boxes(columns, top, count=3, high=19.0):
    return [
        Box(LEFT + a * WIDE, top - (i + 1) * high, LEFT + b * WIDE, top - i * high)
        for i in range(count)
        for a, b in pairwise(columns)
    ]


@pytest.mark.parametrize(
    ("columns", "count", "above"),
    [
        ((0, 1, 2, 3, 4, 5), 3, ["2031年支出决算表", "编制单位：星桥区档案馆", "单位：万元"]),
        ((0, 5), 3, ["2031年支出决算表", "单位：万元"]),
        ((0, 2, 5), 4, ["2031年支出决算表", "公开03表", "单位：万元"]),
        ((0, 1, 2, 3, 4, 5), 2, ["支出决算表", "单位：元"]),
        ((0, 3, 4, 5), 5, ["2031年某某支出决算表", "单位：万元"]),
    ],
)
def test_white_areas_are_paper(columns, count, above, tmp_path: Path):
    """Cell backgrounds of a spreadsheet's print stand round the title as well: title, unit and
    headings are read as without them."""
    page = drawn(ROWS, above=above)
    print_pdf([page], tmp_path / "plain.pdf")
    print_pdf([page], tmp_path / "white.pdf", under=[(1, box) for box in boxes(columns, TOP, count)])
    plain, white = (reconstruct(list(read_pages(tmp_path / f"{n}.pdf"))) for n in ("plain", "white"))
    assert white.records == plain.records
    assert [(t.title, t.unit) for t in white.tables] == [(above[0], above[-1][3:])]


def test_white_areas_on_a_coloured_ground_are_cells(tmp_path: Path):
    """Where white cells lie on a dark ground, what is seen between them are rules."""
    page = replace(drawn(ROWS[:4], above=["支出决算表"]), rules=())
    cells = [
        Box(
            LEFT + c * WIDE + 0.5,
            TOP + r * HIGH + 0.5,
            LEFT + (c + 1) * WIDE - 0.5,
            TOP + (r + 1) * HIGH - 0.5,
        )
        for r in range(4)
        for c in range(5)
    ]
    ground = Box(LEFT, TOP, LEFT + 5 * WIDE, TOP + 4 * HIGH)
    print_pdf([page], tmp_path / "a.pdf", under=[(0.2, ground), *((1, cell) for cell in cells)])
    found = reconstruct(list(read_pages(tmp_path / "a.pdf"))).records
    assert [r.raw for r in found] == ["1,286.40", "905.15", "381.25", *2 * ["1,020.30", "800.10", "220.20"]]
