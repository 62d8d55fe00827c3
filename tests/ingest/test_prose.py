"""Running text: lines joined into paragraphs around tables and page breaks."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.report import Box, Place, Table
from ingest.prose import read_prose
from ingest.readers.text import read_pages
from ingest.tables import reconstruct
from tests.ingest.printing import LEFT, SIZE, Press

LONG = "本单位按照年度计划安排各项工作，统筹资金使用，加强过程管理，按时完成了全部任务，群众反映良好"


def texts(press: Press, *tables: Table) -> list[str]:
    return [paragraph.text for paragraph in read_prose(press.pages(), tables).paragraphs]


def test_lines_of_a_paragraph_are_joined_and_paragraphs_kept_apart() -> None:
    """Lines broken at the margin are one paragraph; the next indented line begins another."""
    one, two = LONG + "。", "另外" + LONG + "，特此说明。"
    assert texts(Press().texts([one, two, one])) == [one, two, one]


def test_a_paragraph_goes_on_over_a_page_break() -> None:
    """Page number and running title between the two halves leave no trace."""
    long = LONG * 12 + "。"
    press = Press(running="某市年度报告").texts([LONG + "。"] * 6 + [long, long, LONG + "。"])
    assert len(press.sheets) > 2
    assert texts(press) == [LONG + "。"] * 6 + [long, long, LONG + "。"]


def test_what_every_page_repeats_at_its_edge_is_no_text() -> None:
    """Running heads and page numbers are left out, and a number in the text stays."""
    paragraphs = [f"第{n}项工作，{LONG}。" for n in range(60)]
    assert texts(Press(running="某市年度报告").texts(paragraphs)) == paragraphs


def table_at(press: Press, height: float) -> Table:
    sheet = press.sheets[-1]
    box = Box(LEFT, sheet.y, 520, sheet.y + height)
    sheet.word("指标一", 100, 10, top=sheet.y + 10)
    sheet.word("12.50", 300, 10, top=sheet.y + 10)
    sheet.y += height + 10
    return Table(1, None, "指标完成表", None, (sheet.number,), (), places=(Place(sheet.number, box),))


def test_a_paragraph_goes_on_behind_a_table() -> None:
    """A table set into the middle of a paragraph does not cut it, and its words are not in it."""
    press = Press().text(LONG + "。")
    press.line(LONG[:25], LEFT + 2 * SIZE)
    found = table_at(press, 60)
    press.line(LONG[25:] + "。", LEFT)
    press.texts([LONG + "。"] * 3)
    assert texts(press, found)[1] == LONG + "。"


def test_title_unit_and_notes_belong_to_the_table() -> None:
    """Lines about a table are given back with it, not as text."""
    press = Press().texts([LONG + "。"] * 3)
    press.title("指标完成表").line("单位：万元", 420, 10)
    found = table_at(press, 60)
    press.line("注：本表数字含下属单位。", LEFT, 10).texts([LONG + "。"])
    prose = read_prose(press.pages(), [found])
    assert [p.text for p in prose.paragraphs] == [LONG + "。"] * 4
    assert [line.text for line in prose.captions[1]] == ["指标完成表", "单位：万元"]
    assert [line.text for line in prose.notes[1]] == ["注：本表数字含下属单位。"]


def test_a_title_over_two_lines_is_one() -> None:
    """Centred lines of one print are one title."""
    press = Press().title("某市某区住房和城乡").title("建设局年度报告").texts([LONG + "。"] * 4)
    assert texts(press)[0] == "某市某区住房和城乡建设局年度报告"


def test_lines_printed_twice_are_read_once() -> None:
    """A page that begins with the last lines of the page before repeats nothing."""
    press = Press(numbered=False).texts([LONG + "。", "另外" + LONG + "。"])
    lines = [word.text for word in press.sheets[0].words]
    press.page()
    for text, indent in zip(lines, (2, 0, 2, 0, 0), strict=False):
        press.line(text, LEFT + indent * SIZE)
    press.text("最后" + LONG + "。")
    assert texts(press) == [LONG + "。", "另外" + LONG + "。", "最后" + LONG + "。"]


def test_words_off_the_page_are_not_read() -> None:
    """What lies outside the page is not printed and not read."""
    press = Press().texts([LONG + "。"] * 3)
    press.sheets[0].word("看不见的字", 100, top=-200)
    assert texts(press) == [LONG + "。"] * 3


def test_places_are_the_boxes_of_the_lines() -> None:
    """Each line of a paragraph has its box on its page, for highlighting."""
    press = Press().texts([LONG + "。"] * 3)
    (first, *_) = read_prose(press.pages()).paragraphs
    assert [place.page for place in first.places] == [1, 1]
    assert first.places[0].box.top < first.places[1].box.top


def test_a_wide_table_beside_a_text_leaves_its_paragraphs_whole(tmp_path: Path) -> None:
    """In a text export a paragraph of several lines is one, however wide a table of the page is."""
    paragraph = "档案馆全年接收各镇移交的档案，逐卷核对目录，按保管期限上架，并为查档群众复制所需材料。" * 3
    columns = [f"第{number}季度移交单位数量合计" for number in range(1, 13)]
    rows = ["\t".join(["单位", *columns])]
    rows += ["\t".join([f"镇{at}", *(str(at * number) for number in range(1, 13))]) for at in range(1, 5)]
    path = tmp_path / "export.txt"
    path.write_text("\n".join(["某馆说明", "", "一、情况", "", paragraph, "", *rows, ""]), encoding="utf-8")
    pages = list(read_pages(path))
    assert paragraph in [p.text for p in read_prose(pages, reconstruct(pages).tables).paragraphs]


TABLE_TEXT = "支出决算表\n单位：万元\n项目\t预算数\t决算数\n教育支出\t12.50\t13.75\n卫生支出\t20.00\t21.25\n"
AFTER = ["本单位2031年度决算总体情况良好，支出合计35.00万元。", "会议费支出3.20万元，比上年减少0.40万元。"]


@pytest.mark.parametrize(
    ("note", "lines"),
    [
        ("注：本表反映本年度支出情况。", 1),
        ("注：本表反映本年度支出情况", 1),
        (f"注：{LONG}，{LONG}。", 3),
        ("注：1.本表以万元为单位。\n2.尾数可能不符。\n3.数据来自决算。", 3),
        ("备注：本表为空表时说明原因。\n注2：尾数可能不符。", 2),
    ],
)
def test_a_note_ends_where_running_text_begins(tmp_path: Path, note: str, lines: int) -> None:
    """What an export says after its last table is text: the note keeps its own paragraph and items."""
    path = tmp_path / "a.txt"
    text = f"云海市星桥区档案馆2031年度部门决算\n{TABLE_TEXT}{note}\n\n" + "\n\n".join(AFTER) + "\n"
    path.write_text(text, encoding="utf-8")
    pages = list(read_pages(path))
    read = reconstruct(pages)
    prose = read_prose(pages, read.tables)
    assert len(prose.notes[1]) == lines
    assert [p.text for p in prose.paragraphs][-2:] == AFTER


def test_the_captions_of_the_next_table_are_no_note(tmp_path: Path) -> None:
    """Title, form and unit of the table below belong to it alone."""
    path = tmp_path / "a.txt"
    path.write_text(f"决算\n{TABLE_TEXT}注：本表反映支出。\n\n收入{TABLE_TEXT}", encoding="utf-8")
    pages = list(read_pages(path))
    prose = read_prose(pages, reconstruct(pages).tables)
    assert [line.text for line in prose.notes[1]] == ["注：本表反映支出。"]
