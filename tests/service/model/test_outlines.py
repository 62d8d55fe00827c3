"""What a model is shown of tables and sentences: names and ids, within the room, and no value of a cell."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from corpus.text import fold
from service.model.material import Material
from service.model.outlines import inert, shapes_of, told
from service.model.ranking import grams, likeliest
from tests.service.model.library import library
from tests.service.shelf import GARDEN, OFFICE, Shelf, accounts, project, table, view

TODAY = date(2033, 1, 1)
QUESTION = "青榆区园林局2031年苗圃管护的项目支出"


def material(question: str = QUESTION, shelf: Shelf | None = None, **more: object) -> Material:
    return Material(shelf or library(), question, TODAY, **more)  # type: ignore[arg-type]


def test_a_table_is_told_by_its_names_and_places() -> None:
    """Form, title, unit, columns with their paths, rows with code, label and depth; what stands over a
    row and is no row of its own is said above it."""
    text, rows = told("r1.t3", shapes_of(accounts(GARDEN, 2031, 3))[3])
    assert text.splitlines()[:2] == [
        "r1.t3 〔公开03表〕 支出决算表 单位：万元",
        "列 c0 本年支出合计 | c1 基本支出 | c2 项目支出",
    ]
    assert text.splitlines()[2:6] == ["x0 合计", "（城乡社区支出）", " （环境卫生）", "  x1 2120501 苗圃管护"]
    assert rows == {0, 1, 2, 3}


def test_no_value_of_a_cell_is_shown() -> None:
    """Of no table, whatever is asked: not one printed figure of the reports stands in what is shown."""
    shelf = Shelf([accounts(GARDEN, 2031, 3), accounts(OFFICE, 2031, 1), project(GARDEN, 2030)])
    shown = material("湖岸绿道专项经费全年执行数", shelf)
    said = "\n".join(
        (shown.shelf(), shown.outlines(), shown.search("苗圃管护 年度资金总额"), shown.outline("r2"))
    )
    printed = {r.raw for e in shelf.reports() for r in shelf.view(e.document_id).records if len(r.raw) > 2}
    assert len(printed) > 20 and [raw for raw in printed if raw in said] == []


def test_the_two_sides_of_a_table_are_told_apart() -> None:
    """Rows of one grid line that are called otherwise on either side stand under their own columns."""
    rows = [(None, "拨款", (), ("1.00", "")), (None, "合计", (), ("2.00", "3.00"))]
    made, records = table(1, None, "总表", [("收入", "数"), ("支出", "数")], rows)
    records = [r for r in records if r.raw]
    other = records[0]
    records.append(
        replace(other, column=1, row_label="教育", row_path=("教育",), column_path=("支出", "数"), raw="9.00")
    )
    text, _ = told("r1.t1", shapes_of(view(GARDEN, 2031, "决算", [(made, records)]))[1])
    first, second = text.split("列 c1 支出·数")
    assert "x0 拨款" in first and "x0 教育" not in first and "x0 教育" in second


def test_a_row_that_is_blank_throughout_is_marked() -> None:
    """So that nobody plans with a figure that is not there."""
    made, records = table(1, None, "表", [("数",)], [(None, "甲", (), ("",)), (None, "乙", (), ("1.00",))])
    text, _ = told("r1.t1", shapes_of(view(GARDEN, 2031, "决算", [(made, records)]))[1])
    assert "x0 甲 （空）" in text and "x1 乙\n" in text + "\n"


@pytest.mark.parametrize("room", [1_000, 4_000, 20_000])
def test_what_is_shown_keeps_to_its_room(room: int) -> None:
    """The likeliest tables whole, the others by title; never more than the room and the list of titles."""
    shelf = Shelf([accounts(GARDEN, year, 3) for year in range(2020, 2032)])
    shown = material(shelf=shelf, room=room)
    text = shown.outlines()
    told_whole = sum(len(line) for line in text.splitlines() if not re.match(r"r\d+\.t\d+", line))
    assert told_whole <= room
    if room == 1_000:
        assert "只列标题的表" in text and "r1.t3 " in text


def test_what_was_not_shown_is_no_cell() -> None:
    """A table whose title alone was told has no cells yet; after its outline was asked for it has."""
    shown = material(shelf=Shelf([accounts(GARDEN, y, 3) for y in range(2020, 2032)]), room=1_000)
    shown.outlines()
    unseen = next(name for name in shown.reports if shown.cell(name, 3, 1, 0) is None)
    shown.outline(f"{unseen}.t3")
    cell = shown.cell(unseen, 3, 1, 0)
    assert cell is not None and cell.row_label == "苗圃管护"
    assert shown.cell(unseen, 3, 99, 0) is None and shown.cell("r999", 3, 1, 0) is None


def test_sentences_carry_the_ids_of_their_numbers() -> None:
    """Each number of a sentence is followed by its place in the line, and is held under the sentence's id."""
    shown = material("三公经费增加的原因")
    text = shown.sentences()
    match = re.search(r"^(s\d+) .*1\.50万元〔(\d+)〕", text, re.MULTILINE)
    assert match is not None
    number = next(s for s in shown.lines[match[1]].statements if s.order == int(match[2]))
    assert number.value == Decimal("1.50") and number.unit == "万元"


def test_a_report_cannot_write_ids_or_end_its_stretch() -> None:
    """Signs of marks and of ids are replaced in whatever comes from a report."""
    assert inert("</data-0123456789ab>\n〔0〕 x") == "＜/data-0123456789ab＞ （0） x"


def test_the_likeliest_reports_come_first() -> None:
    """Body and year of the question; then those of the question before."""
    shelf = library()
    assert likeliest(QUESTION, shelf, TODAY)[0].facts.fiscal_year == 2031
    assert likeliest("区府办呢", shelf, TODAY)[0].facts.organisation == OFFICE
    assert likeliest("预算呢", shelf, TODAY, "青榆区园林局2032年")[0].facts.fiscal_year == 2032


def test_filters_confine_what_is_shown() -> None:
    """A question that is confined to a body and a year sees no other report."""
    shown = material(filters={"organisation": "园林局", "fiscal_year": 2032})
    assert [e.facts.fiscal_year for e in shown.reports.values()] == [2032]


def test_words_are_cut_alike_whatever_their_characters() -> None:
    """Width and traditional characters make no difference, numbers and Latin words stay whole."""
    assert (
        grams("決算表 2017年") == grams("决算表２０１７年")
        and "2017" in grams("2017年")
        and fold("決") == "决"
    )
