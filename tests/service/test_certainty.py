"""Digits that may be misread are kept out of exact answers, and the answer says so."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from corpus.report import Page
from corpus.view import DocumentView
from service.answer import Answer, Route
from service.answering import Answering
from tests.service.shelf import GARDEN, Shelf, accounts, table
from tests.service.shelf import view as shelved

SENTENCE = "全年组织植树活动 12 场，参加市民 4200 人次。"


def scanned(doubted: str, unsure: tuple[str, ...] = ()) -> DocumentView:
    """The garden office's accounts as a scan: cells that print `doubted` are not certain."""
    view = accounts(GARDEN, 2031, 3, [SENTENCE])
    records = tuple(
        replace(record, confidence=0.7 if record.raw == doubted else 0.99) for record in view.records
    )
    pages = tuple(Page(number, 595, 842, "", "recognised", unsure) for number in range(1, 11))
    return replace(view, records=records, pages=pages)


def ask(view: DocumentView, question: str) -> Answer:
    return Answering(Shelf([view]), today=lambda: date(2033, 5, 1)).ask(question)


@pytest.mark.parametrize(
    "question",
    [
        "青榆区园林局2031年三公经费是多少",
        "青榆区园林局2031年三公经费决算比预算少多少",
        "How much did 青榆区园林局 spend on 三公经费 in 2031?",
    ],
)
def test_an_uncertain_figure_is_not_told(question: str) -> None:
    """Looked up or computed with: no figure, no digit of it in the text or a quote, the page is cited."""
    answer = ask(scanned("7.50"), question)
    assert answer.route is Route.REFUSE and not answer.figures
    assert "7.50" not in answer.text + "".join(c.quote for c in answer.citations)
    assert [w.kind for w in answer.warnings] == ["uncertain"]
    assert answer.citations and answer.citations[0].page == 9 and "[1]" in answer.text


def test_the_others_of_the_scan_are_answered() -> None:
    """One uncertain cell keeps nothing else from being told."""
    answer = ask(scanned("7.50"), "青榆区园林局2031年公务接待费决算是多少")
    assert [figure.value for figure in answer.figures] == [Decimal("3.75")]


def test_a_certain_cell_answers_for_an_uncertain_one() -> None:
    """Where two tables state one value and one of them is certain, that one alone is cited."""
    columns, rows = [("本年支出合计",), ("项目支出",)], [("2120501", "苗圃管护", (), ("31.50", "12.25"))]
    both = [
        table(number, form, "支出决算表", columns, rows)
        for number, form in ((1, "公开03表"), (2, "公开05表"))
    ]
    view = shelved(GARDEN, 2031, "部门决算", both)
    question = "青榆区园林局2031年苗圃管护项目支出是多少"
    assert [c.page for c in ask(view, question).citations] == [3, 4]
    records = tuple(replace(r, confidence=0.5) if r.table == 1 else r for r in view.records)
    answer = ask(replace(view, records=records), question)
    assert [figure.value for figure in answer.figures] == [Decimal("12.25")]
    assert [c.page for c in answer.citations] == [4] and not answer.warnings


def test_a_ranking_with_an_uncertain_figure_is_not_told() -> None:
    """The one that may be misread may stand in the wrong place."""
    answer = ask(scanned("60.00"), "青榆区园林局2031年项目支出最多的是哪一项")
    assert answer.route is Route.REFUSE and not answer.figures


def test_a_sentence_with_an_uncertain_number() -> None:
    """The number of a sentence is kept back when its page lists it as uncertain, and told otherwise."""
    question = "青榆区园林局2031年植树活动参加市民多少人次"
    assert [f.value for f in ask(scanned(""), question).figures] == [Decimal(4200)]
    answer = ask(scanned("", ("4200",)), question)
    assert not answer.figures and "4200" not in answer.text
    assert "uncertain" in [w.kind for w in answer.warnings]
