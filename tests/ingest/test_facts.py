"""What a report says of itself, read off its content."""

from __future__ import annotations

import pytest

from corpus.report import Box, Place, ReportFacts, Table, TableCell
from ingest.facts import facts_of
from ingest.prose import read_prose
from ingest.sections import outline
from tests.ingest.printing import Press


def facts(press: Press, tables: tuple[Table, ...] = ()) -> ReportFacts:
    prose = read_prose(press.pages(), tables)
    return facts_of(prose, outline(prose, tables), tables)


def body(press: Press, *texts: str) -> Press:
    press.page()
    for text in texts:
        press.text(text)
    return press


@pytest.mark.parametrize(
    ("titles", "organisation", "year", "kind"),
    [
        (["2031年青禾市教育局决算公开报告"], "青禾市教育局", 2031, "部门决算"),
        (
            ["青禾市临川区人民政府东湖街道办事处", "2030年度部门决算"],
            "青禾市临川区人民政府东湖街道办事处",
            2030,
            "部门决算",
        ),
        (["青禾市第一人民医院2029年度单位决算"], "青禾市第一人民医院", 2029, "单位决算"),
        (["青禾市实验小学2029年单位预算公开"], "青禾市实验小学", 2029, "单位预算"),
        (["云岭县白水镇人民政府2028年部门预算"], "云岭县白水镇人民政府", 2028, "部门预算"),
        (
            ["云岭县人民法院２０２７年度部门整体支出绩效自评报告"],
            "云岭县人民法院",
            2027,
            "部门整体支出绩效自评报告",
        ),
        (["云岭县2028年政府信息公开工作年度报告"], "云岭县人民政府", 2028, "政府信息公开工作年度报告"),
        (["青禾重工股份有限公司", "2030年第三季度报告"], "青禾重工股份有限公司", 2030, "第三季度报告"),
        (["青禾市水务局二〇二九年度法治政府建设情况报告"], "青禾市水务局", 2029, "法治政府建设年度报告"),
        (["青禾市园林局2030年重点工程廉洁评估书"], "青禾市园林局", 2030, "重点工程廉洁评估书"),
    ],
)
def test_the_title_page_tells_body_year_and_kind(
    titles: list[str], organisation: str, year: int, kind: str
) -> None:
    """Bodies of every sort are read off the title, in one line or two, the kind by general words."""
    press = Press()
    for title in titles:
        press.title(title)
    found = facts(body(press, "这里写的是与题目无关的一段正文，用来占据一页纸的位置，没有别的意思。" * 3))
    assert (found.organisation, found.fiscal_year, found.report_type) == (organisation, year, kind)


def test_a_misprinted_title_gives_way_to_the_text() -> None:
    """The title drops a character of the name; the text has it."""
    press = Press().title("青禾市临川人民政府办公室2030年部门决算")
    found = facts(
        body(press, "青禾市临川区人民政府办公室承担综合协调工作，按照有关规定编制本报告并向社会公开。" * 2)
    )
    assert found.organisation == "青禾市临川区人民政府办公室"


def test_a_misprint_in_the_text_does_not_win() -> None:
    """One slip in the text does not overrule what the title and the rest of the text say."""
    press = Press().title("青禾市规划和国土局2030年部门决算")
    text = "青禾市规划和国土局负责规划工作。青禾市规划与国土局编制本报告。青禾市规划和国土局公开本报告。"
    assert facts(body(press, text)).organisation == "青禾市规划和国土局"


def table(cells: list[tuple[int, int, str]], title: str | None = None) -> Table:
    box = Box(80, 300, 520, 400)
    made = tuple(TableCell(r, c, t, places=(Place(1, box),)) for r, c, t in cells)
    return Table(1, None, title, None, (1,), made, places=(Place(1, box),))


def test_a_form_without_text_tells_by_its_cells() -> None:
    """A form that is one table names its body and year in labelled cells; its title is completed."""
    form = table(
        [(0, 0, "部门名称"), (0, 1, "青禾市体育局"), (0, 2, "被评价年度"), (0, 3, "2030年")],
        "项目支出绩效自评表",
    )
    found = facts(Press(), (form,))
    assert (found.organisation, found.fiscal_year, found.report_type) == (
        "青禾市体育局",
        2030,
        "项目支出绩效自评表",
    )
    assert found.title == "青禾市体育局2030年项目支出绩效自评表"


def test_owner_lines_of_tables_name_the_body() -> None:
    """A title that names a region only gives way to the owner lines; a unit is no body."""
    press = Press().title("青禾市临川区2030年区级部门预算").page().title("收支总表")
    press.line("编制部门：青禾市临川区审计局", 80).line("单位：万元", 400)
    assert facts(press).organisation == "青禾市临川区审计局"


def test_short_names_are_those_the_report_uses() -> None:
    """Names that the report introduces or writes are its own; another region's are not."""
    press = Press().title("青禾市临川区人力资源和社会保障局2030年部门决算")
    text = (
        "青禾市临川区人力资源和社会保障局（以下简称“临川人社”）负责就业工作。"
        "区人社局与山阳区人社局共同开展工作。"
    )
    names = facts(body(press, text)).short_names
    assert "临川人社" in names
    assert "区人社局" in names
    assert not any("山阳" in name for name in names)


def test_short_names_come_in_one_order() -> None:
    """Names of one length stand in the order of their characters, whatever the run."""
    press = Press().title("青禾市人民政府2030年政府信息公开工作年度报告")
    text = "本年度市政府主动公开信息。青禾市各部门按要求报送。市政府办公室负责汇总。"
    assert facts(body(press, text * 2)).short_names == ("市政府", "青禾市")


def test_a_character_more_or_another_one_is_a_misprint() -> None:
    """A name that the text mostly writes with one ideograph more, or another, is taken as the text has it."""
    for printed, meant in (("青禾市水务局", "青禾市水利局"), ("青禾市政务理局", "青禾市政务管理局")):
        text = f"{meant}负责相关工作。{meant}编制本报告。{meant}公开本报告，接受社会监督。"
        assert facts(body(Press().title(f"{printed}2030年部门决算"), text)).organisation == meant


def test_what_is_not_said_is_none() -> None:
    """A text without title, body or year leaves the facts empty instead of guessing."""
    found = facts(Press().text("今天天气很好，大家一起去公园散步，路上看见许多花草树木，心情愉快。"))
    assert (found.organisation, found.fiscal_year) == (None, None)
