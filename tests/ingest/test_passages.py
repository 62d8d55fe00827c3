"""Passages: whole paragraphs of one section, and tables in words."""

from __future__ import annotations

from corpus.report import Box, Passage, PassageKind, Place, Table, TableCell
from corpus.text import fold
from ingest.passages import LONGEST, passages_of
from ingest.prose import read_prose
from ingest.sections import outline, with_sections
from tests.ingest.printing import Press

TEXT = "本单位按照年度计划安排各项工作，统筹资金使用，加强过程管理，按时完成了全部任务，群众反映良好。"


def passages(press: Press, *tables: Table) -> tuple[Passage, ...]:
    prose = read_prose(press.pages(), tables)
    found = outline(prose, tables)
    return passages_of("某局年度报告", prose, found, with_sections(tables, found))


def test_a_passage_belongs_to_one_section_and_carries_its_headings() -> None:
    """Text of two sections never shares a passage; the index sees title and path before it."""
    press = (
        Press()
        .title("某局年度报告")
        .text("一、机构设置")
        .text(TEXT)
        .text("二、人员情况")
        .text("共有十人" + TEXT)
    )
    _, one, two = passages(press)
    assert one.section == ("一、机构设置",)
    assert one.text == "一、机构设置\n" + TEXT
    assert two.section == ("二、人员情况",)
    assert two.index_text.startswith("某局年度报告\n二、人员情况\n")


def test_every_paragraph_is_inside_a_passage() -> None:
    """Title, contents, headings without text and paragraphs are all kept, each paragraph whole."""
    press = (
        Press().title("某局年度报告").page().title("目 录").line("一、机构设置", 112).line("二、附表", 112)
    )
    press.page().text("一、机构设置").texts([TEXT * 3] * 20).text("二、附表")
    prose = read_prose(press.pages())
    found = passages(press)
    for paragraph in prose.paragraphs:
        assert any(paragraph.text in passage.text for passage in found)


def test_an_enumeration_stays_together_while_it_fits() -> None:
    """Items are not parted at the usual length of a passage."""
    items = [f"（{n}）负责第{n}项工作；" + TEXT * 2 for n in "一二三四五六"]
    press = Press().text("一、主要职责").text("主要职责是：").texts(items)
    (passage,) = [p for p in passages(press) if p.section == ("一、主要职责",)]
    assert all(item in passage.text for item in items)


def test_a_paragraph_that_is_too_long_is_cut_at_sentences() -> None:
    """No passage is longer than the bound, and every sentence is whole in one of them."""
    sentences = [f"第{n}段，" + TEXT for n in range(60)]
    found = passages(Press().text("".join(sentences)))
    assert all(len(p.text) <= LONGEST for p in found)
    assert all(any(s in p.text for p in found) for s in sentences)


def test_pages_and_places_are_those_of_the_lines() -> None:
    """A passage over a page break names both pages and has boxes on both."""
    press = Press().texts([TEXT * 5] * 3 + [TEXT * 7])
    spanning = [p for p in passages(press) if p.page != p.page_end]
    assert spanning
    assert {place.page for place in spanning[0].places} == {spanning[0].page, spanning[0].page_end}


def cells(rows: list[list[str]], header: int = 1) -> tuple[TableCell, ...]:
    return tuple(
        TableCell(
            r,
            c,
            text,
            header=r < header,
            places=(Place(1, Box(80 + 100 * c, 300 + 20 * r, 180 + 100 * c, 320 + 20 * r)),),
        )
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    )


def table(rows: list[list[str]], **known: str) -> Table:
    box = Box(80, 300, 520, 300 + 20 * len(rows))
    return Table(
        1,
        known.get("form"),
        known.get("title"),
        known.get("unit"),
        (1,),
        cells(rows),
        places=(Place(1, box),),
    )


def test_a_table_of_figures_is_one_passage_of_its_labels() -> None:
    """Search finds the table by its title, rows and columns; figures are not repeated in words."""
    rows = [["项目", "预算数", "决算数"], ["会议费", "12.00", "10.50"], ["培训费", "3.00", "2.75"]]
    found = passages(Press(), table(rows, form="公开09表", title="费用支出表", unit="万元"))
    (passage,) = found
    assert passage.kind is PassageKind.TABLE
    assert passage.table == 1
    for word in ("公开09表", "费用支出表", "万元", "预算数", "决算数", "会议费", "培训费"):
        assert word in passage.index_text
    assert "10.50" not in passage.text


def test_text_cells_are_read_row_by_row_under_their_headings() -> None:
    """A row of a task table is one passage: each cell behind the words over its column."""
    goal, done = "完成三座桥梁的检测，保障通行安全。", "三座桥梁全部检测完毕，两座完成加固。"
    rows = [["任务", "绩效目标", "完成情况", "金额"], ["桥梁检测", goal, done, "35.60"]]
    found = [p for p in passages(Press(), table(rows)) if goal in p.text]
    (passage,) = found
    assert f"绩效目标：{goal}" in passage.text
    assert f"完成情况：{done}" in passage.text
    assert "桥梁检测" in passage.text
    assert fold("金额：35.60") in fold(passage.text)


def test_a_table_takes_the_section_that_it_stands_in() -> None:
    """The path of headings over a table, its own title last."""
    press = Press().title("某局年度报告").text("一、收支情况").texts([TEXT] * 2)
    rows = [["项目", "决算数"], ["会议费", "10.50"]]
    prose = read_prose(press.pages())
    below = table(rows, title="费用支出表")
    (placed,) = with_sections([below], outline(prose))
    assert placed.section == ("一、收支情况", "费用支出表")
