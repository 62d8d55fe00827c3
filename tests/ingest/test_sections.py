"""Headings and sections, by numbering, print and contents."""

from __future__ import annotations

import pytest

from ingest.numbering import Kind, marker_of
from ingest.prose import read_prose
from ingest.sections import Outline, outline
from tests.ingest.printing import Press

TEXT = "本单位按照年度计划安排各项工作，统筹资金使用，加强过程管理，按时完成了全部任务，群众反映良好。"


def read(press: Press) -> Outline:
    return outline(read_prose(press.pages()))


def titles(press: Press) -> list[tuple[str, ...]]:
    return [section.path for section in read(press).sections]


@pytest.mark.parametrize(
    ("text", "kind", "ordinal", "title"),
    [
        ("第二部分 收支情况", Kind.PART, 2, "第二部分 收支情况"),
        ("第三章总则", Kind.CHAPTER, 3, "第三章 总则"),
        ("附件2：绩效报告", Kind.ANNEX, 2, "附件2 绩效报告"),
        ("十二、其他说明", Kind.HAN, 12, "十二、其他说明"),
        ("（三）存在问题。", Kind.HAN_BRACKETS, 3, "（三）存在问题"),
        ("4．项目概况", Kind.ARABIC, 4, "4．项目概况"),
        ("(5) 资金情况", Kind.ARABIC_BRACKETS, 5, "(5)资金情况"),
        ("6）实施情况", Kind.ARABIC_HALF, 6, "6）实施情况"),
        ("1.2 资产情况", Kind.DECIMAL, 1, "1.2资产情况"),
    ],
)
def test_numbers_of_headings_are_read(text: str, kind: Kind, ordinal: int, title: str) -> None:
    """Each way of numbering is told with its number and its title as it reads."""
    marker = marker_of(text)
    assert marker is not None
    assert (marker.kind, marker.ordinal, marker.title) == (kind, ordinal, title)


@pytest.mark.parametrize(
    "text", ["3.5万元用于维修", "2030年工作", "附件所列事项由各单位负责办理", "一是加强管理", "本部分说明"]
)
def test_what_only_looks_like_a_number_is_none(text: str) -> None:
    """Amounts, years and sentences begin with no heading number."""
    assert marker_of(text) is None


def test_sections_nest_as_they_are_numbered() -> None:
    """Deeper numbering hangs under the heading before it; the same numbering closes it."""
    press = Press().title("某局年度报告").page()
    press.title("第一部分 基本情况").text("一、机构设置").text(TEXT).text("（一）内设科室").text(TEXT)
    press.text("二、人员情况").text(TEXT).title("第二部分 工作情况").text("一、重点工作").text(TEXT)
    assert titles(press) == [
        ("第一部分 基本情况",),
        ("第一部分 基本情况", "一、机构设置"),
        ("第一部分 基本情况", "一、机构设置", "（一）内设科室"),
        ("第一部分 基本情况", "二、人员情况"),
        ("第二部分 工作情况",),
        ("第二部分 工作情况", "一、重点工作"),
    ]


def test_numbered_paragraphs_are_no_headings() -> None:
    """Items of a list, items that state figures, and definitions head nothing."""
    press = Press().text("一、主要职责").text("（一）" + TEXT).text("（二）承办上级交办的其他事项。")
    press.text("二、收入情况").text("1.财政拨款收入12.00万元").text("2.其他收入3.50万元").text(TEXT)
    assert titles(press) == [("一、主要职责",), ("二、收入情况",)]


def test_a_heading_may_begin_its_own_paragraph() -> None:
    """A short noun before the first full stop heads the paragraph, which stays whole."""
    press = (
        Press().text("一、项目评价").text("（一）存在问题。一是" + TEXT).text("（二）相关建议。一是" + TEXT)
    )
    found = read(press)
    assert [s.title for s in found.sections] == ["一、项目评价", "（一）存在问题", "（二）相关建议"]
    block = next(b for b in found.blocks if b.path[-1:] == ("（二）相关建议",))
    assert not block.heading
    assert block.paragraph.text.endswith(TEXT)


def test_the_contents_are_no_sections_but_stay_text() -> None:
    """Lines of the table of contents head nothing; they remain as lines of the contents."""
    press = Press().title("某局年度报告").page().title("目 录")
    for entry in ("一、机构设置………………3", "二、人员情况………………4"):
        press.line(entry, 112)
    press.page().text("一、机构设置").text(TEXT).text("二、人员情况").text(TEXT)
    found = read(press)
    assert [s.path for s in found.sections] == [("一、机构设置",), ("二、人员情况",)]
    assert sum(block.contents for block in found.blocks) == 3


def test_titles_without_number_stand_over_numbers() -> None:
    """A large title in the middle of the page is a section, with numbered ones under it."""
    press = Press().title("某局预算").page().title("主要职能").text(TEXT)
    press.page().title("情况说明").text("一、采购情况").text(TEXT).page().title("名词解释").text(TEXT)
    assert titles(press) == [("主要职能",), ("情况说明",), ("情况说明", "一、采购情况"), ("名词解释",)]


def test_an_annex_takes_the_title_under_it() -> None:
    """附件： alone and the title below it are one heading."""
    press = Press().title("某局决算").page().text("一、说明").text(TEXT).page()
    press.line("附件：", 80).title("绩效管理情况").text(TEXT).text("一、项目评价").text(TEXT)
    assert titles(press)[1:] == [("附件 绩效管理情况",), ("附件 绩效管理情况", "一、项目评价")]


def test_the_report_title_is_no_section() -> None:
    """What stands on the title page heads no section."""
    press = Press().title("某局年度报告").text(TEXT)
    found = read(press)
    assert found.sections == ()
    assert found.blocks[0].front
