"""Word documents: what is shown of a paragraph, and tables that stand in boxes, cells and tabs."""

from __future__ import annotations

from pathlib import Path

from ingest.pipeline import read_report

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def run(text: str, shown: str = "") -> str:
    return f"<w:r><w:rPr>{shown}</w:rPr><w:t>{text}</w:t></w:r>"


def cell(*paragraphs: str) -> str:
    inner = "".join(f"<w:p>{p if p.startswith('<') else run(p)}</w:p>" for p in paragraphs)
    return f"<w:tc><w:tcPr/>{inner}</w:tc>"


def table(*rows: list[str]) -> str:
    lines = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{lines}</w:tbl>"


def paragraph(inner: str) -> str:
    return f"<w:p>{inner}</w:p>"


HEAD = [cell("项目"), cell("预算数"), cell("决算数")]
PLAIN = table(HEAD, [cell("甲"), cell("1.50"), cell("2.50")], [cell("乙"), cell("3.50"), cell("4.50")])
TOLD = {
    ("甲", "预算数", "1.50", "万元"),
    ("甲", "决算数", "2.50", "万元"),
    ("乙", "预算数", "3.50", "万元"),
    ("乙", "决算数", "4.50", "万元"),
}
CAPTIONS = paragraph(run("收支情况表")) + paragraph(run("单位：万元"))


def told(folder: Path, *parts: str) -> set[tuple]:
    """Row, column, value and unit of each figure of a document of these parts."""
    from docx import Document
    from lxml import etree

    document = Document()
    document.add_heading("2031年云海市星桥区档案馆决算", 0)
    body = document.element.body
    for element in etree.fromstring(f"<x {SPACES}>{''.join(parts)}</x>"):
        body[-1].addprevious(element)
    path = folder / "a.docx"
    document.save(str(path))
    records = read_report(path, path.name).records
    return {(r.row_label, r.column_path[-1], str(r.value), r.unit) for r in records if r.value is not None}


def test_marks_of_notes_are_no_digits(tmp_path: Path):
    """A raised note mark is part of neither figure nor label."""
    up = '<w:vertAlign w:val="superscript"/>'
    first = [cell(run("甲") + run("1", up)), cell(run("1.50") + run("2", up)), cell("2.50")]
    assert told(tmp_path, CAPTIONS, PLAIN) == TOLD
    rows = table(HEAD, first, [cell("乙"), cell("3.50"), cell("4.50")])
    assert told(tmp_path, CAPTIONS, rows) == TOLD


def test_what_is_not_shown_is_not_read(tmp_path: Path):
    """Hidden, struck out, deleted and moved text is no part of a figure."""
    gone = [
        run("9", "<w:vanish/>"),
        run("8", "<w:strike/>"),
        f'<w:moveFrom w:id="1" w:author="a">{run("7")}</w:moveFrom>',
        '<w:del w:id="2" w:author="a"><w:r><w:delText>6</w:delText></w:r></w:del>',
    ]
    values = iter(["1.50", "2.50", "3.50", "4.50"])
    figures = [cell(before + run(value)) for before, value in zip(gone, values, strict=True)]
    rows = table(HEAD, [cell("甲"), *figures[:2]], [cell("乙"), *figures[2:]])
    assert told(tmp_path, CAPTIONS, rows) == TOLD


def test_a_table_in_a_text_box_is_read_once(tmp_path: Path):
    """A text box is given twice, for programs old and new; its table is read, and once."""
    box = f"<v:textbox><w:txbxContent>{PLAIN}</w:txbxContent></v:textbox>"
    both = f'<mc:AlternateContent><mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>'
    inner = paragraph(f"<w:r>{both}</mc:AlternateContent></w:r>")
    assert told(tmp_path, CAPTIONS, inner) == TOLD


def test_captions_in_the_cell_of_a_table(tmp_path: Path):
    """What a cell says above a table that stands in it is that table's caption."""
    outer = f"<w:tc><w:tcPr/>{CAPTIONS}{PLAIN}<w:p/></w:tc>"
    layout = table([outer, cell("左表为收支情况。")], [cell("甲栏"), cell("乙栏")])
    assert told(tmp_path, layout) == TOLD


def test_a_table_laid_by_tabs(tmp_path: Path):
    """Paragraphs whose tabs set figures under headings are a table; a list of contents is none."""
    tab = "<w:r><w:tab/></w:r>"
    rows = [["项目", "预算数", "决算数"], ["甲", "1.50", "2.50"], ["乙", "3.50", "4.50"]]
    lines = [paragraph(tab.join(map(run, row))) for row in rows]
    assert told(tmp_path, CAPTIONS, *lines) == TOLD
    contents = [paragraph(tab.join(map(run, row))) for row in (["概况", "1"], ["收入", "2"], ["支出", "5"])]
    assert told(tmp_path, *contents) == set()


def test_rows_set_into_one(tmp_path: Path):
    """A row whose cells all have two lines, figures beside labels, is two rows."""
    rows = table(HEAD, [cell("甲", "乙"), cell("1.50", "3.50"), cell("2.50", "4.50")])
    assert told(tmp_path, CAPTIONS, rows) == TOLD


def test_lines_of_figures_head_nothing(tmp_path: Path):
    """A cell of several figures that no label parts is neither a figure nor a heading."""
    rows = table(
        HEAD,
        [cell("甲"), cell("1.50", "3.50"), cell("2.50", "4.50")],
        [cell("乙"), cell("3.50"), cell("4.50")],
    )
    assert told(tmp_path, CAPTIONS, rows) == {each for each in TOLD if each[0] == "乙"}
