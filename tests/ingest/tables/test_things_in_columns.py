"""Tables whose columns are things and whose rows say something of each: figures, or words."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.pipeline import read_report

HEAD = "云海市星桥区档案馆2031年度部门决算\n项目情况表\n单位：万元\n"
THINGS = "项目名称,甲工程,乙工程,丙工程\n"
WORDS = ["负责单位,一科,二科,三科", "建设地点,东街,西街,南街", "进展,完工,在建,未开工"]
FIGURES = ["预算数,12.50,20.00,31.25", "决算数,13.75,21.25,30.00"]


@pytest.mark.parametrize("form", ["csv", "html"])
@pytest.mark.parametrize(
    "rows",
    [
        FIGURES,
        [*WORDS, *FIGURES],
        [*FIGURES, *WORDS],
        [WORDS[0], *FIGURES, *WORDS[1:]],
        [FIGURES[0], *WORDS, FIGURES[1]],
    ],
)
def test_each_figure_stands_under_its_thing(tmp_path: Path, rows: list[str], form: str):
    """Rows of words above, below or between those of figures are neither headings nor labels of these."""
    text = HEAD + THINGS + "\n".join(rows)
    if form == "html":
        cells = (line.split(",") for line in [THINGS.strip(), *rows])
        table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in cells)
        text = "".join(f"<p>{line}</p>" for line in HEAD.splitlines()) + f"<table>{table}</table>"
    path = tmp_path / f"a.{form}"
    path.write_text(text, encoding="utf-8")
    found = [(r.row_label, r.column_path, r.raw, r.unit) for r in read_report(path, path.name).records]
    assert found == [
        (label, (thing,), raw, "万元")
        for label, *raws in (row.split(",") for row in FIGURES)
        for thing, raw in zip(("甲工程", "乙工程", "丙工程"), raws, strict=True)
    ]


def test_heads_of_two_rows_stay_heads(tmp_path: Path):
    """A second row that tells columns apart, or states their units, heads them as before."""
    path = tmp_path / "a.csv"
    rows = "项目,甲工程,甲工程,乙工程,乙工程\n类别,预算,决算,预算,决算\n人员经费,1.50,2.50,3.50,4.50\n"
    path.write_text(HEAD + rows, encoding="utf-8")
    paths = [record.column_path for record in read_report(path, path.name).records]
    assert paths == [(a, b) for a in ("甲工程", "乙工程") for b in ("预算", "决算")]
    path.write_text("支出表\n科目,基本支出,项目支出\n单位,万元,元\n教育,1.50,2.50\n", encoding="utf-8")
    assert [(r.raw, r.unit) for r in read_report(path, path.name).records] == [
        ("1.50", "万元"),
        ("2.50", "元"),
    ]
