from dataclasses import dataclass, replace
from decimal import Decimal

from corpus.report import Disagreement, Record
from corpus.view import DocumentView
from service.compose.disparities import disparities
from service.compose.draft import Draft
from service.discrepancy import warnings_for
from service.narrative import StatedFigure, find_figures
from tests.service.narrative.invented import frame, record, view

SECTION = ("第三部分 情况说明",)


@dataclass
class Given:
    view: DocumentView
    value: Decimal | None
    unit: str
    records: tuple[Record, ...] = ()
    stated: tuple[StatedFigure, ...] = ()


def of_cell(report, cell):
    return warnings_for([Given(report, cell.value, "万元", (cell,))])


def of_sentence(report, question):
    return warnings_for(
        [Given(report, f.value, f.unit, (), (f,)) for f in find_figures(frame(question), None, report)]
    )


def test_a_percentage_that_its_own_amounts_do_not_give():
    """A completion rate that contradicts the amounts beside it is warned about with the right one."""
    report = view((SECTION, "印刷费决算4.00万元，完成预算16.00万元的0.25%。"))
    (warning,) = of_sentence(report, "区档案馆2019年印刷费决算多少")
    assert warning.kind == "discrepancy"
    assert "25.00%" in warning.message


def test_rounding_is_no_contradiction():
    """Percentages cut off instead of rounded are let pass."""
    report = view(
        (SECTION, "印刷费决算4.00万元，完成预算12.00万元的33.33%，比上年增加1.00万元，增长33.33%。")
    )
    assert of_sentence(report, "区档案馆2019年印刷费决算多少") == []


def test_a_change_against_another_budget():
    """A stated excess over the budget is held against the budget that is stated elsewhere."""
    report = view(
        (SECTION, "项目支出90.00万元，比年初预算数增加10.00万元，增长12.50%。"),
        (SECTION, "项目支出年初预算75.00万元，项目支出90.00万元，完成年初预算的120.00%。"),
    )
    warnings = of_sentence(report, "区档案馆2019年项目支出比年初预算数增加了多少万元")
    assert any("15.00" in w.message for w in warnings)


def test_a_digit_off_in_the_text():
    """A number of the text that misses the answered cell by a digit is told, with its sentence."""
    cell = record("住房公积金", "本年支出合计", "87.36")
    report = view((SECTION, "住房公积金887.36万元，主要用于缴存。"), records=[cell])
    (warning,) = of_cell(report, cell)
    assert warning.places[0].quote.startswith("住房公积金887.36万元")


def test_another_account_is_no_contradiction():
    """A number of the text that another cell states too belongs to that cell."""
    cell = record("住房公积金", "本年支出合计", "87.36")
    wider = replace(record("住房公积金", "本年收入合计", "87.90"), row=5)
    report = view((SECTION, "住房公积金87.90万元，主要用于缴存。"), records=[cell, wider])
    assert of_cell(report, cell) == []


def test_what_ingest_found_is_passed_on():
    """A disagreement found at ingest about the answered cell is told by its kind, with the other place."""
    cell = record("住房公积金", "本年支出合计", "87.36")
    entry = Disagreement(
        "scope", "住房公积金", "87.36", 4, "87.36", "87.10", 6, "住房公积金87.10万元", (1, 2, 3)
    )
    report = replace(view((SECTION, "无。"), records=[cell]), disagreements=(entry,))
    (warning,) = of_cell(report, cell)
    assert (warning.kind, warning.places[0].page) == ("scope", 6)


def test_another_sentence_says_otherwise():
    """A count that the report gives differently elsewhere comes with a warning that cites the other place."""
    report = view(
        (SECTION, "建成18个社区档案服务站点并投入使用。"), (SECTION, "6个社区档案服务站点基本完成建设。")
    )
    (warning,) = of_sentence(report, "区档案馆2019年建成了多少个社区档案服务站点")
    assert warning.places[0].quote.startswith("6个社区档案服务站点")


def test_rounded_parts_contradict_no_total():
    """A total that misses its rounded parts by their rounding is not warned about; by more it is."""
    cell = record("住房公积金", "本年支出合计", "87.36")
    parts = "下级各行之和（22101＋22102＋22103）"
    entry = Disagreement("rounding", "合计", "87.36", 4, "87.36", "87.37", 4, parts, (1, 2, 3), (1, 3, 3))
    report = replace(view((SECTION, "无。"), records=[cell]), disagreements=(entry,))
    assert of_cell(report, cell) == []
    wrong = replace(entry, kind="sum", against="91.00")
    (warning,) = of_cell(replace(report, disagreements=(wrong,)), cell)
    assert "91.00" in warning.message
    assert "91.00" in warning.computed


def test_an_amount_cut_off_is_no_contradiction():
    """Yuan told in ten thousands, cut off instead of rounded, is the same amount."""
    cell = replace(record("住房公积金", "合计", "873697.00"), unit="元")
    report = view((SECTION, "住房公积金87.36万元，用于缴存。"), records=[cell])
    assert warnings_for([Given(report, cell.value, "元", (cell,))]) == []


def test_a_warning_cites_both_places():
    """The answered figure's own citation stands first, then the place that says otherwise."""
    cell = record("住房公积金", "本年支出合计", "87.36")
    report = view((SECTION, "住房公积金887.36万元，用于缴存。"), records=[cell])
    draft = Draft()
    draft.cite_record(report, cell)
    disparities(draft, [Given(report, cell.value, "万元", (cell,))])
    (warning,) = draft.warnings
    assert warning.citations == (1, 2) and draft.citations[1].quote.startswith("住房公积金887.36万元")


def test_a_sentence_is_warned_about_what_its_cell_contradicts():
    """A figure answered by a sentence carries the warning of the cell that holds the same under its name."""
    cell = record("公务接待费", "决算数", "87.36")
    entry = Disagreement(
        "figure",
        "接待任务 | 实际支付",
        "87.30万元",
        6,
        "87.30",
        "87.36万元",
        4,
        "公务接待费 | 87.36",
        (9, 1, 1),
        (1, 2, 3),
    )
    report = replace(view((SECTION, "公务接待费决算87.36万元。"), records=[cell]), disagreements=(entry,))
    (warning,) = of_sentence(report, "区档案馆2019年公务接待费决算多少万元")
    assert warning.kind == "discrepancy" and "87.30" in warning.message and "87.36" in warning.message


def test_an_english_answer_is_warned_in_english():
    """The warning says in the answer's language what the note below the answer says."""
    cell = record("住房公积金", "本年支出合计", "87.36")
    report = view((SECTION, "住房公积金887.36万元，用于缴存。"), records=[cell])
    draft = Draft(english=True)
    draft.cite_record(report, cell)
    note = disparities(draft, [Given(report, cell.value, "万元", (cell,))])
    (warning,) = draft.warnings
    assert warning.message.startswith("The report is not consistent here") and "887.36" in warning.message
    assert warning.message[1:-1] in note
