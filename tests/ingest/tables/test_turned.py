"""Words that run another way than the page is read: turned headings, an upright title beside a turned
table."""

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.report import Box
from ingest.content import Word
from ingest.pipeline import read_report
from tests.ingest.tables.drawing import LEFT, WIDE, drawn, word
from tests.ingest.tables.pdf_print import print_pdf

TOP, SIZE = 240.0, 10.0


def turned_headings(headings, column=1):
    """Headings as words that stand upright in their cells, each line of one beside the other."""
    found = []
    for at, lines in enumerate(headings, column):
        middle = LEFT + (at + 0.5) * WIDE
        for index, text in enumerate(lines):
            x = middle + (index - len(lines) / 2) * 14
            found.append(Word(text, Box(x, TOP + 4, x + SIZE, TOP + 4 + SIZE * len(text)), SIZE))
    return tuple(found)


TABLES = [
    ([["因公出国费"], ["公务接待费"]], ["甲|12.50|3.20", "乙|1.00|2.20"]),
    ([["公务用车购置", "及运行费"], ["会议费"]], ["甲|12.50|3.20", "乙|1.00|2.20"]),
    ([["会议费"], ["培训费"], ["专用材料", "购置支出"]], ["甲|12.50|3.20|7.70", "乙|1.00||2.20"]),
    ([["面积"], ["产量"]], ["北坡果园|12.50|3.20", "南坡果园|1.00|2.20", "合计|13.50|5.40"]),
    ([["甲类"], ["乙类"], ["丙类"], ["丁类"]], ["一季度|1|2|3|4", "二季度|5|6|7|8"]),
]


@pytest.mark.parametrize("way", [90, 270])
@pytest.mark.parametrize(("headings", "rows"), TABLES)
def test_headings_turned_by_a_quarter(headings, rows, way, tmp_path: Path):
    """Every figure stands under its turned heading, the lines of which follow each other as they run."""
    head = "项目" + "|" * len(headings)
    page = drawn([head, *["^" + "|^" * len(headings)] * 3, *rows], top=TOP, above=["费用表", "单位：万元"])
    lines = headings if way == 90 else [one[::-1] for one in headings]
    page = replace(page, aside=turned_headings(lines))
    print_pdf([page], tmp_path / "a.pdf", way=way)
    report = read_report(tmp_path / "a.pdf", "a.pdf")
    wanted = [
        (row.split("|")[0], ("".join(heading),), raw)
        for row in rows
        for heading, raw in zip(headings, row.split("|")[1:], strict=True)
    ]
    assert [(r.row_label, r.column_path, r.raw) for r in report.records] == wanted


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("云海市档案馆2031年度部门决算", 2031),
        ("云海市星桥区水务局2027年单位预算", 2027),
        ("2030年度云海市统计局部门决算公开", 2030),
        ("云海市卫生健康委员会2029年部门预算", 2029),
        ("云海市气象局2033年度部门决算", 2033),
    ],
)
def test_the_upright_title_beside_a_turned_table_says_whose_and_when(title, year, tmp_path: Path):
    """The sheet is shown upright with its title; the table on it is printed sideways."""
    rows = ["科目名称|合计|基本支出", "一般公共服务支出|1,020.30|800.10", "社会保障支出|266.10|105.05"]
    table = drawn(rows, above=["支出表", "单位：万元"])
    print_pdf([table], tmp_path / "a.pdf", turned=90, rights=False, upright=[word(title, 60.0, 40.0)])
    report = read_report(tmp_path / "a.pdf", "a.pdf")
    assert (report.facts.fiscal_year, report.facts.organisation is not None) == (year, True)
    assert title in report.pages[0].text
    assert [r.raw for r in report.records] == ["1,020.30", "800.10", "266.10", "105.05"]
    assert [t.title for t in report.tables] == ["支出表"]
