"""Web tables whose spans say too much, too little, or nothing that is a number."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.pipeline import read_report

BODY = """<tr><td>教育支出</td><td>100.50</td><td>60.50</td><td>40.00</td></tr>
<tr><td>合计</td><td>115.75</td><td>70.75</td><td>45.00</td></tr>"""


@pytest.mark.parametrize(
    ("header", "body"),
    [
        ('<td rowspan="2">科目</td><td colspan="4">本年支出</td>', BODY),
        ('<td rowspan="2">科目</td><td colspan="99">本年支出</td>', BODY),
        ('<td rowspan="2">科目</td><td colspan="3x">本年支出</td>', BODY),
        ('<td rowspan="2">科目</td><td colspan="3">本年支出</td>', BODY.replace("<td>6", "<td colspan=0>6")),
        (
            '<td rowspan="2">科目</td><td colspan="3">本年支出</td>',
            BODY.replace("<td>4", '<td colspan="x">4'),
        ),
        ('<td rowspan="2">科目</td><td colspan="3">本年支出</td>', BODY.replace("<td>4", "<td rowspan=-1>4")),
    ],
)
def test_spans_that_are_wrong_lose_no_figure(tmp_path: Path, header: str, body: str):
    """The columns are those in which cells begin; each figure has its headings, and there are no others."""
    path = tmp_path / "a.html"
    path.write_text(
        "<html><body><h1>云海市星桥区档案馆2031年度部门决算</h1><h2>支出决算表</h2><p>单位：万元</p><table>"
        f"<tr>{header}</tr><tr><td>合计</td><td>基本支出</td><td>项目支出</td></tr>{body}</table></body></html>",
        encoding="utf-8",
    )
    report = read_report(path, path.name)
    assert [(r.row_label, r.column_path, r.raw, r.unit) for r in report.records] == [
        (label, ("本年支出", column), raw, "万元")
        for label, raws in (
            ("教育支出", ("100.50", "60.50", "40.00")),
            ("合计", ("115.75", "70.75", "45.00")),
        )
        for column, raw in zip(("合计", "基本支出", "项目支出"), raws, strict=True)
    ]
