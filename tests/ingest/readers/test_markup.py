"""Web pages and Markdown: what is shown of a cell, and tables within text."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.pipeline import read_report
from ingest.readers.text import clean

ROWS = [["项目", "预算数", "决算数"], ["甲", "1.50", "2.50"], ["乙", "3.50", "4.50"]]
TOLD = {
    ("甲", "预算数", "1.50", "万元"),
    ("甲", "决算数", "2.50", "万元"),
    ("乙", "预算数", "3.50", "万元"),
    ("乙", "决算数", "4.50", "万元"),
}
ABOVE = "# 2031年云海市星桥区档案馆决算\n\n收支情况表\n\n单位：万元\n\n"


def told(path: Path, text: str) -> set[tuple]:
    """Row, column, value and unit of each figure of the text in a file."""
    path.write_text(text, encoding="utf-8")
    records = read_report(path, path.name).records
    return {(r.row_label, r.column_path[-1], str(r.value), r.unit) for r in records if r.value is not None}


def markup(rows=ROWS) -> str:
    lines = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table>{lines}</table>"


@pytest.mark.parametrize(
    "shown",
    [
        "1.50<sup>1</sup>",
        "<del>9</del>1.50",
        "<s>9</s>1.50",
        '1.50<span style="visibility:hidden">9</span>',
        '1.50<span style="mso-hide:all">9</span>',
        '<span style="text-decoration:line-through">9</span>1.50',
        "1.50<s>9",
    ],
)
def test_what_a_page_does_not_show(shown: str, tmp_path: Path):
    """Note marks, hidden and struck out text are no part of a figure; an end that is missing costs
    no more than the cell."""
    page = f"<p>收支情况表</p><p>单位：万元</p>{markup().replace('1.50', shown)}"
    assert told(tmp_path / "a.html", page) == TOLD


def test_note_marks_in_a_text_export():
    """Raised marks that an export left as markup are no digits."""
    assert clean("项目支出<sup>②</sup>") == "项目支出"
    assert clean("12.50<sup>3</sup>") == "12.50³"
    assert clean("面积<sup>[1]</sup>120m<sup>2</sup>") == "面积120m²"


def test_markup_in_markdown(tmp_path: Path):
    """A table that Markdown holds as markup is read as on a web page."""
    assert told(tmp_path / "a.md", ABOVE + markup().replace("<tr>", "\n<tr>\n") + "\n\n后文。\n") == TOLD


def test_bars_without_ends(tmp_path: Path):
    """Bars between the cells alone make a table, with a line of dashes or without."""
    lines = [" | ".join(row) for row in ROWS]
    assert told(tmp_path / "a.md", ABOVE + "\n".join([lines[0], "--- | ---: | ---:", *lines[1:]])) == TOLD
    assert told(tmp_path / "a.txt", ABOVE + "\n".join(lines)) == TOLD


def test_marks_in_cells(tmp_path: Path):
    """Markdown's notes, code, formulas and escapes are no part of a figure."""
    marked = [[cell.replace("1.50", "$1.50$").replace("2.50", "2\\.50") for cell in row] for row in ROWS]
    marked = [[cell.replace("3.50", "3.50[^1]").replace("4.50", "`4.50`") for cell in row] for row in marked]
    lines = ["| " + " | ".join(row) + " |" for row in marked]
    assert told(tmp_path / "a.md", ABOVE + "\n".join([lines[0], "|---|---|---|", *lines[1:]])) == TOLD


def test_boxes(tmp_path: Path):
    """A table drawn as a box is read; where rules part the rows, lines between two rules are one."""
    rule = "+------+------+------+"
    rows = ["|项目|预算数|决算数|", "|甲|1.50|2.50|", "|乙|3.50|4.50|"]
    boxed = "\n".join([rule, rows[0], rule, *rows[1:], rule])
    assert told(tmp_path / "a.txt", ABOVE + "```\n" + boxed + "\n```\n") == TOLD
    drawn = boxed.replace("|", "│").replace(rule, "├──┼──┼──┤")
    assert told(tmp_path / "a.txt", ABOVE + drawn) == TOLD
    broken = "\n".join([rule, "|项目|预算|决算|", "||数|数|", rule, rows[1], rule, rows[2], rule])
    assert told(tmp_path / "a.txt", ABOVE + broken) == TOLD


def test_a_box_of_uneven_rows_is_left_as_text(tmp_path: Path):
    """A box whose rows have not the same cells is not guessed at."""
    rule = "+------+------+------+"
    lines = [rule, "|项目|预算数|决算数|", rule, "|甲|1.50|", rule, "|乙|3.50|4.50|", rule]
    told_of = told(tmp_path / "a.txt", ABOVE + "\n".join(lines))
    assert ("甲", "决算数", "1.50", "万元") not in told_of
    assert ("甲", "预算数", "1.50", "万元") not in told_of


MENU = "<table><tr><td>网站首页</td><td>政务公开</td></tr></table>"
NAME = "云海市星桥区档案馆2031年部门决算"


def test_the_article_of_a_site_s_page(tmp_path: Path):
    """Tables that only lay a page out are read in the page's order; the page's own name tells where
    its menu ends and the report begins."""
    inner = f"<p>收支情况表</p><p>单位：万元</p>{markup()}"
    rows = [f"<td>{NAME}</td>", "<td>来源：本馆</td>", f"<td>{inner}<p>附注</p></td>"]
    article = "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
    head = f"<head><title>{NAME}-云海市门户网站</title></head>"
    page = f"<html>{head}<body>{MENU}<table><tr><td>栏目</td><td>{article}</td></tr></table></body></html>"
    path = tmp_path / "a.html"
    assert told(path, page) == TOLD
    facts = read_report(path, path.name).facts
    assert (facts.title, facts.organisation, facts.fiscal_year) == (NAME, "云海市星桥区档案馆", 2031)


def test_a_title_that_states_the_unit(tmp_path: Path):
    """The unit in brackets at the end of a title is the table's, and no part of the title."""
    page = f"<h1>{NAME}</h1><p>文字。</p><p>收支情况表（单位：万元）</p>{markup()}"
    path = tmp_path / "a.html"
    assert told(path, page) == TOLD
    assert {record.title for record in read_report(path, path.name).records} == {"收支情况表"}
