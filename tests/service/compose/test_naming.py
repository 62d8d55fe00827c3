from decimal import Decimal

import pytest

from corpus.report import Record
from service.compose.draft import printed
from service.compose.naming import name_of, subject_of
from service.lookup.facts import Fact
from tests.service.shelf import GARDEN, accounts

VIEW = accounts(GARDEN, 2031, 1)


def fact(
    row: str | None, columns: tuple[str, ...], title: str = "支出决算表", path: tuple[str, ...] = ()
) -> Fact:
    record = Record(
        99,
        1,
        0,
        None,
        title,
        None,
        row,
        (*path, row) if row else path,
        columns,
        Decimal(1),
        "1",
        "万元",
        3,
        None,
    )
    return Fact(VIEW, Decimal(1), "万元", "", "1", 0.0, (record,))


@pytest.mark.parametrize(
    ("row", "columns", "title", "name"),
    [
        (
            None,
            ("决算数", "合计"),
            "一般公共预算财政拨款“三公”经费支出决算表",
            "“三公”经费支出决算数（合计）",
        ),
        (None, ("预算数", "公务接待费"), "一般公共预算财政拨款“三公”经费支出决算表", "公务接待费预算数"),
        ("合计", ("项目支出",), "支出决算表", "项目支出"),
        ("苗圃管护", ("项目支出",), "支出决算表", "苗圃管护的项目支出"),
        ("一、财政拨款收入", ("收入", "决算数"), "收入支出决算总表", "财政拨款收入决算数"),
        ("涉及资金（万元）", ("金额",), "绩效自评表", "涉及资金"),
    ],
)
def test_a_figure_is_named_in_the_words_of_its_table(
    row: str | None, columns: tuple[str, ...], title: str, name: str
) -> None:
    """Row, column and account once each; the title only where the cell names nothing."""
    assert name_of(fact(row, columns, title)) == name


def test_the_subject_leaves_out_the_account() -> None:
    """What a next question is about is the measure, not its account."""
    assert subject_of(fact(None, ("决算数", "公务接待费"))) == "公务接待费"


@pytest.mark.parametrize(
    ("value", "raw", "unit", "text"),
    [
        ("52300", "52300人（次）", "人次", "52300"),
        ("1234.50", "1,234.50", "万元", "1,234.50"),
        ("-3.38", "3.38", "万元", "3.38"),
        ("12.5", "12.5%", "%", "12.5"),
        ("1234.5", "", "万元", "1,234.5"),
    ],
)
def test_a_number_is_printed_without_its_unit(value: str, raw: str, unit: str, text: str) -> None:
    """The unit follows once; digits stand as the report prints them."""
    assert printed(Decimal(value), raw, unit) == text


@pytest.mark.parametrize(
    ("row", "columns", "title", "name"),
    [
        ("苗圃管护", ("本年支出合计",), "支出决算表", "苗圃管护支出"),
        ("林业支出", ("本年支出合计",), "支出决算表", "林业支出"),
        ("总计", ("支出",), "财政拨款收入支出决算总表", "财政拨款收入支出总计"),
    ],
)
def test_totals_read_naturally(row: str, columns: tuple[str, ...], title: str, name: str) -> None:
    """The year's total of a row is its expenditure; a grand total says what it totals, each once."""
    assert name_of(fact(row, columns, title)) == name
