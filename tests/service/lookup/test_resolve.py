from datetime import date
from decimal import Decimal

import pytest

from corpus.report import ReportFacts
from corpus.view import DocumentView
from service.lookup.resolve import Outcome, look_up
from service.understanding.linking import Linker
from service.understanding.reader import Reader
from tests.service.shelf import GARDEN, accounts, table, view


@pytest.fixture(scope="module")
def report() -> DocumentView:
    return accounts(GARDEN, 2031, 1)


def ask(question: str, report: DocumentView) -> Outcome:
    reader = Reader(Linker([ReportFacts("", GARDEN, 2031, "部门决算")]), date(2033, 5, 1))
    return look_up(reader.read(question), report)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("园林局2031年三公经费是多少", "2.50"),
        ("园林局2031年三公经费预算是多少", "4.00"),
        ("园林局2031年接待费花了多少", "1.25"),
        ("园林局2031年苗圃管护支出多少", "29.00"),
        ("园林局2031年收入决算表里苗圃管护的本年收入合计", "31.00"),
        ("园林局2031年苗圃管护的项目支出", "20.00"),
        ("园林局2031年本年支出合计多少", "80.00"),
        ("园林局2031年林业下面的行政运行支出", "12.00"),
        ("园林局2031年2120601支出多少", "21.00"),
        ("园林局2031年描圃管护支出多少", "29.00"),
    ],
)
def test_the_cell_that_is_meant_is_found(report: DocumentView, question: str, value: str) -> None:
    """Names, synonyms, codes, parents, accounts and homophones lead to the one cell."""
    assert [fact.value for fact in ask(question, report).facts] == [Decimal(value)]


def test_rows_of_one_name_are_a_choice(report: DocumentView) -> None:
    """Two rows of the same name under different parents are asked back, not guessed."""
    outcome = ask("园林局2031年行政运行支出是多少", report)
    assert not outcome.facts and len(outcome.choices) == 2


@pytest.mark.parametrize(
    "question",
    [
        "园林局2031年喷泉维护费是多少",
        "园林局2031年机关运行经费是多少",
        "园林局2031年9999999支出多少",
        "园林局2031年培训费预算",
    ],
)
def test_what_the_tables_do_not_hold_is_not_found(report: DocumentView, question: str) -> None:
    """A measure that no label names has no fact, whatever else looks alike."""
    assert not ask(question, report).facts


def test_the_total_of_a_table_is_only_what_its_title_says() -> None:
    """In a table of two measures the total column of the one is no answer for the other."""
    parts = [
        table(9, None, "“三公”经费和机关运行经费预算表",
              [("“三公”经费预算数", "合计"), ("机关运行经费预算数",)], [(None, None, (), ("0.85", "217.31"))])
    ]  # fmt: skip
    report = view(GARDEN, 2031, "部门预算", parts)
    assert [f.value for f in ask("园林局2031年机关运行经费是多少", report).facts] == [Decimal("217.31")]


def test_a_blank_cell_is_a_fact_without_a_value() -> None:
    """A cell that is printed empty is found, and is not zero."""
    parts = [
        table(
            3, None, "支出预算表", [("基本支出",), ("项目支出",)], [("2120501", "苗圃管护", (), ("", "7.00"))]
        )
    ]
    (fact,) = ask("园林局2031年苗圃管护的基本支出", view(GARDEN, 2031, "部门预算", parts)).facts
    assert fact.value is None


def test_several_columns_of_one_row_are_all_given(report: DocumentView) -> None:
    """基本支出和项目支出各是多少 gives both, in the order asked."""
    facts = ask("园林局2031年苗圃管护，项目支出和基本支出各是多少", report).facts
    assert [f.value for f in facts] == [Decimal("20.00"), Decimal("9.00")]
