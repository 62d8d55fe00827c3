from decimal import Decimal

import pytest

from service.answering import Answering
from tests.service.shelf import GARDEN, Shelf, project, table, view


@pytest.fixture(scope="module")
def engine() -> Answering:
    return Answering(Shelf([project(GARDEN, 2031)]))


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        ("湖岸绿道专项经费全年执行数", "90.00"),
        ("湖岸绿道项目花了多少", "90.00"),
        ("湖岸绿道专项的其他资金年初预算是多少", "10.00"),
        ("湖岸绿道专项总分得了多少", "92.5"),
        ("年初预算数是多少", "100.00"),
    ],
)
def test_a_project_names_the_rows_of_its_form(engine: Answering, asked: str, value: str) -> None:
    """The project of a form, whole or by its first words, means its rows; else the total."""
    answer = engine.ask(f"青榆区园林局2031年{asked}")
    assert [figure.value for figure in answer.figures] == [Decimal(value)]


@pytest.mark.parametrize("asked", ["自评多少分", "绩效自评得了多少分", "总得分是多少"])
def test_the_score_of_a_form_is_that_of_all_its_points(engine: Answering, asked: str) -> None:
    """A score asked without an indicator is the total of the points given, not those for the money."""
    answer = engine.ask(f"青榆区园林局2031年{asked}")
    assert [figure.value for figure in answer.figures] == [Decimal("92.5")]


def test_a_score_and_the_full_score_are_columns(engine: Answering) -> None:
    """得了几分 and 满分几分 ask for the two columns of a score table, in that order."""
    answer = engine.ask("青榆区园林局2031年绿道完好率这个指标得了几分，满分几分")
    assert [figure.value for figure in answer.figures] == [Decimal("8.5"), Decimal("10")]


def test_what_is_left_of_the_year_s_budget_is_taken_from_it(engine: Answering) -> None:
    """全年预算数 is an account of its own: what is left is taken from it, not from the first budget."""
    answer = engine.ask("青榆区园林局2031年湖岸绿道专项经费全年预算数还剩多少没执行")
    assert Decimal("30.00") in [figure.value for figure in answer.figures]


def test_the_last_of_several_is_no_total(engine: Answering) -> None:
    """Which indicator has the fewest points is never answered by the total of all."""
    answer = engine.ask("青榆区园林局2031年得分最低的指标是哪个")
    assert Decimal("92.5") not in [figure.value for figure in answer.figures]


def test_the_whole_stands_over_its_accounts() -> None:
    """Where accounts stand under each measure (合计 › 预算数), the measure is the whole; a sentence that
    names both accounts gives each its own figure."""
    columns = [("合计", "预算数"), ("合计", "决算数"), ("公务接待费", "预算数"), ("公务接待费", "决算数")]
    title = "财政拨款“三公”经费支出决算表"
    told = ["“三公”经费财政拨款支出年初预算为6.00万元，支出决算为2.50万元，完成预算的41.67%。"]
    rows = [(None, None, (), ("6.00", "2.50", "4.00", "1.00"))]
    engine = Answering(Shelf([view(GARDEN, 2031, "部门决算", [table(8, None, title, columns, rows)], told)]))
    for asked, value in (("预算数", "6.00"), ("决算数", "2.50")):
        answer = engine.ask(f"青榆区园林局2031年三公经费{asked}是多少")
        assert [figure.value for figure in answer.figures] == [Decimal(value)]
