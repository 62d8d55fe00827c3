"""Text exports: what an export leaves behind is taken off, what it broke is joined."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import FormatUnknown, LimitExceeded
from ingest.pipeline import read_report
from ingest.readers.blocks import PageBreak, Paragraph, ReadyGrid
from ingest.readers.continued import without_repeats
from ingest.readers.decoding import decode
from ingest.readers.flow import flowed_tables, tokens_of
from ingest.readers.flow_header import Piece, Side, header_of
from ingest.readers.spans import counts_columns, grid_of_rows
from ingest.readers.text import blocks_of_text, clean, read_pages, read_text


def texts(blocks) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Paragraph)]


def spans(grid: ReadyGrid) -> dict[str, tuple[int, int, int, int]]:
    return {c.text: (c.row, c.column, c.row_span, c.column_span) for c in grid.cells if c.text}


def test_markup_is_taken_off():
    """Tags, entities and stars of an export are no part of a cell."""
    assert clean("<p>甲&amp;乙</p><p>**丙**</p>") == "甲&乙\n丙"
    assert clean("5 < 7 且 a*b*c") == "5 < 7 且 a*b*c"


def test_encodings():
    """UTF-8 with and without its mark, UTF-16 and GB 18030 are read; other bytes are refused."""
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "gb18030"):
        assert decode("单位：万元".encode(encoding), "a.txt") == "单位：万元"
    with pytest.raises(FormatUnknown):
        decode(b"\xff\x00\x81\x20\xff", "a.txt")


def test_markup_in_big5():
    """A page that says it is in Big5 is not read as another encoding's characters."""
    page = '<meta http-equiv="Content-Type" content="text/html; charset=big5">預算'
    assert decode(page.encode("big5"), "a.html").endswith("預算")


def test_title_of_two_lines():
    """A title that print broke is one title, the annex mark before it not part of it."""
    blocks = list(blocks_of_text("附件 1\n\n云海市星桥区档案馆\n2031 年度绩效自评报告\n\n一、概况\n"))
    assert blocks[1] == Paragraph("云海市星桥区档案馆2031 年度绩效自评报告", 1)
    assert texts(blocks)[0] == "附件 1"


def test_a_title_ends_before_captions():
    """A line with a colon, or one after a title that is whole, is none of the title's."""
    lines = "2031年云海市星桥区档案馆部门决算公开\n收入支出决算总表\n编制单位：云海市星桥区档案馆\n"
    assert next(blocks_of_text(lines)) == Paragraph("2031年云海市星桥区档案馆部门决算公开", 1)


def test_a_long_title_is_one_line(tmp_path: Path):
    """However long a title is, it is not cut in two, of which one would be taken for it."""
    title = "云海市星桥区生态环境保护综合行政执法大队2031年度部门整体支出绩效自评报告"
    path = tmp_path / "a.txt"
    path.write_text(f"{title}\n\n单位：万元\n项目\t预算数\n甲\t1.50\n乙\t2.50\n", encoding="utf-8")
    facts = read_report(path, path.name).facts
    assert facts.title == title
    assert facts.organisation == "云海市星桥区生态环境保护综合行政执法大队"


def test_broken_prose_is_joined():
    """A sentence that a page end broke goes on; a numbered line and a heading begin anew."""
    text = "一、概况\n\n收入共 3.20\n\n说明，收入比上年增加 1.25\n\n万元，主要是人员增加。\n\n（一）收入\n"
    assert texts(blocks_of_text(text, first=False)) == [
        "一、概况",
        "收入共 3.20",
        "说明，收入比上年增加 1.25万元，主要是人员增加。",
        "（一）收入",
    ]


def test_form_feeds_are_pages(tmp_path: Path):
    """Page numbers come from form feeds; without them everything is on page 1."""
    path = tmp_path / "a.txt"
    path.write_text("甲\n\f乙\n", encoding="utf-8")
    assert [type(block) for block in read_text(path)] == [Paragraph, PageBreak, Paragraph]
    assert [page.number for page in read_pages(path)] == [1, 2]


def test_a_line_without_end_is_refused(tmp_path: Path):
    """A line longer than any paragraph ends in a typed error, at once."""
    path = tmp_path / "a.txt"
    path.write_text("**" * 200_000, encoding="utf-8")
    with pytest.raises(LimitExceeded):
        list(read_pages(path))


def test_spans_from_blanks():
    """Blanks in a header belong to the label on the left, or above where it stands alone."""
    rows = [
        ["项目", "", "合计", "经费", "", ""],
        ["编码", "名称", "", "小计", "购置", "运行"],
        ["栏次", "", "1", "2", "3", "4"],
        ["201", "服务", "9.00", "5.00", "3.00", "2.00"],
    ]
    found = spans(grid_of_rows(rows))
    assert found["项目"] == (0, 0, 1, 2)
    assert found["合计"] == (0, 2, 2, 1)
    assert found["经费"] == (0, 3, 1, 3)
    assert found["201"] == (3, 0, 1, 1)


def test_blanks_in_the_body_stay_blank():
    """A body cell without text is a blank, not a part of its neighbour."""
    grid = grid_of_rows([["项目", "甲", "乙"], ["一", "1.00", ""], ["二", "", "2.00"]])
    assert len([cell for cell in grid.cells if not cell.text]) == 2


def test_a_shorter_row_goes_under_the_words_above():
    """After a page break an export may leave out the slots of merged cells."""
    rows = [["总额", "9.00", "率", "1%"], ["任务", "目标", "", "资金"], ["甲", "乙", "3.00"]]
    assert spans(grid_of_rows(rows))["3.00"][1] == 3


def test_column_numbers():
    """1 2 3 … with at most 栏次 beside them number the columns; figures do not."""
    assert counts_columns(["栏次", "", "1", "2"])
    assert counts_columns(["栏 次", "1", "栏 次", "2"])
    assert not counts_columns(["人数", "1", "2"])
    assert not counts_columns(["", "3", "4"])


def test_repeated_captions_and_header():
    """A table printed over two pages, its captions and header repeated, is one table."""
    page = "收入表\n\n单位：万元\n\n项目\t金额\n{}\n\n"
    blocks = list(without_repeats(blocks_of_text(page.format("甲\t1.00") + page.format("乙\t2.00"), False)))
    grids = [block for block in blocks if isinstance(block, ReadyGrid)]
    assert len(grids) == 1
    assert spans(grids[0])["2.00"] == (2, 1, 1, 1)
    assert texts(blocks) == ["收入表", "单位：万元"]


def test_another_table_with_the_same_header_stays():
    """Captions that differ part two tables, however alike their headers are."""
    text = "收入表\n\n项目\t金额\n甲\t1.00\n\n支出表\n\n项目\t金额\n乙\t2.00\n"
    blocks = list(without_repeats(blocks_of_text(text, False)))
    assert sum(isinstance(block, ReadyGrid) for block in blocks) == 2


# --- tables as running text -------------------------------------------------------------

RUNNING = """\
支出表
公开 93 表

部门： 云海市星桥区档案馆 单位：万元

项 目

本年支出合
计
基本支出 项目支出功能分类

科目编码
科目名称

栏次 1 2 3

合计 9.00 5.00 4.00

201 一般公共服务支出 6.00 3.00 3.00

20126
档案事务及相关机构

事务支出
6.00 3.00 3.00

注：本表反映支出情况。
"""


def test_characters_set_apart_are_one_word():
    """项 目 is one cell; words that stand apart are two."""
    assert tokens_of("项 目 行次 栏 次 1") == ["项目", "行次", "栏次", "1"]


def test_table_of_running_text():
    """Cells parted by spaces and broken over lines come back as a grid with its header's spans."""
    lines = RUNNING.replace("本年支出合\n计\n", "本年支出合\n\n计\n").split("\n")
    (table,) = flowed_tables(lines).values()
    found = spans(table.grid)
    assert found["功能分类科目编码"] == (1, 0, 1, 1)
    assert found["项目"] == (0, 0, 1, 2)
    assert found["本年支出合计"] == (0, 2, 2, 1)
    assert found["档案事务及相关机构事务支出"][1] == 1
    assert [cell.text for cell in table.grid.cells if cell.row == 3 and cell.text] == [
        "合计",
        "9.00",
        "5.00",
        "4.00",
    ]


def test_a_header_that_fits_in_no_way_is_left_as_text():
    """Where the labels are not as many as the columns, no records are guessed."""
    lines = RUNNING.replace("基本支出 项目支出功能分类", "基本支出 项目支出 其他支出功能分类").split("\n")
    assert flowed_tables(lines) == {}


def test_a_row_that_cannot_be_told_apart_is_left_as_text():
    """A row with fewer figures than columns, in the midst of a table without labels, is not guessed."""
    lines = RUNNING.replace("合计 9.00 5.00 4.00", "9.00 5.00").split("\n")
    assert flowed_tables(lines) == {}


def test_repeated_groups_in_a_header():
    """The same labels under two groups go to the right group, those under them too."""
    words = [
        "预算数",
        "决算数",
        "合计",
        "用车经费",
        "合计",
        "用车经费",
        "小计",
        "用车购置",
        "小计",
        "用车购置",
    ]
    trees = header_of([Piece(word, False) for word in words], [Side((), 6)])
    assert trees is not None
    assert [tree.text for tree in trees] == ["预算数", "决算数"]
    assert [leaf.text for leaf in trees[0].leaves()] == ["合计", "小计", "用车购置"]
