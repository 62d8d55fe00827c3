"""Tables of any shape: none raises, every record's place is a cell of its table, no cell is told twice."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.report import ReportFacts
from ingest.checks import Examined, findings_of
from ingest.tables import reconstruct
from tests.ingest.tables.drawing import drawn

NOTHING_SAID = ReportFacts("", None, None, None)
WORDS = (
    *(
        "项目",
        "合计",
        "科目编码",
        "类",
        "款",
        "项",
        "本年支出",
        "基本支出",
        "小计",
        "其中：",
        "一、收入",
        "（一）税",
    ),
    *(
        "1.甲",
        "单位",
        "栏次",
        "1",
        "2",
        "3",
        "201",
        "20101",
        "01",
        "1,286.40",
        "86.40-",
        "12.5%",
        "-",
        "",
        "",
        "",
    ),
    *(
        "无",
        "2021",
        "2022年",
        "序号",
        "名称",
        "决算数",
        "备注",
        "项目名称",
        "某馆",
        "占比",
        "甲乙丙丁戊己庚辛壬癸",
    ),
    *("。", "(86.40)", "△3.2", "数量", "注：见附表"),
)
CAPTIONS = ["支出表", "单位：万元", "公开01表", "项目名称：甲"]


@st.composite
def rows(draw):
    """Rows of words, figures and joined cells."""
    wide = draw(st.integers(2, 7))
    cell = st.one_of(st.sampled_from(WORDS), st.sampled_from(["<", "^", ""]))
    table = draw(st.lists(st.lists(cell, min_size=wide, max_size=wide), min_size=1, max_size=9))
    for at, row in enumerate(table):
        row[0] = "甲" if row[0] == "<" or (row[0] == "^" and not at) else row[0]
    table[0] = ["乙" if cell == "^" else cell for cell in table[0]]
    return ["|".join(row) for row in table]


@given(
    tables=st.lists(rows(), min_size=1, max_size=2),
    above=st.lists(st.sampled_from(CAPTIONS), max_size=3, unique=True),
    upright=st.booleans(),
)
@settings(max_examples=250, deadline=None)
def test_no_shape_is_too_odd(tables, above, upright):
    """What is not understood is told as such; parts that do not fit stay apart."""
    pages = [
        drawn(table, top=60.0 if at else 500.0, number=at + 1, above=() if at else above, upright=upright)
        for at, table in enumerate(tables)
    ]
    found = reconstruct(pages)
    codes = {problem.code for problem in found.problems if problem.severity.value == "error"}
    assert codes <= {"table_not_joined"}
    cells = {(t.number, c.row, c.column) for t in found.tables for c in t.cells}
    places = [(r.table, r.row, r.column) for r in found.records]
    assert set(places) <= cells
    assert len(places) == len(set(places))
    assert all((r.value is None) or r.raw for r in found.records)
    findings_of(Examined(NOTHING_SAID, found.tables, found.records, ()))
