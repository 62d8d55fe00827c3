"""A report checked against itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from corpus.findings import disagreements_in
from corpus.report import Disagreement, Record, ReportFacts
from ingest.checks import Examined, findings_of
from ingest.prose import read_prose
from ingest.sections import outline
from tests.ingest.printing import Press

FACTS = ReportFacts("某局决算", "某局", 2030, "部门决算")


def record(
    table: int,
    row: int,
    label: str | None,
    column: Sequence[str],
    value: str | None,
    *,
    code: str | None = None,
    path: Sequence[str] | None = None,
    title: str = "支出决算表",
    unit: str | None = "万元",
    at: int = 0,
) -> Record:
    return Record(
        table=table,
        row=row,
        column=at,
        form=None,
        title=title,
        row_code=code,
        row_label=label,
        row_path=tuple(path or ((label,) if label else ())),
        column_path=tuple(column),
        value=None if value is None else Decimal(value),
        raw=value or "",
        unit=unit,
        page=table,
        box=None,
    )


def check(records: Sequence[Record] = (), *texts: str) -> tuple[Disagreement, ...]:
    press = Press().title("某局决算").page().text("一、情况说明")
    for text in texts:
        press.text(text)
    blocks = outline(read_prose(press.pages())).blocks
    return disagreements_in(findings_of(Examined(FACTS, (), records, blocks)))


def kinds(found: Sequence[Disagreement]) -> list[tuple[str, str, str]]:
    return [(d.kind, d.stated, d.against) for d in found]


def rows(parent: str, *children: str) -> list[Record]:
    made = [record(1, 1, "教育支出", ["决算数"], parent, code="205")]
    for number, value in enumerate(children, 1):
        label, path = f"科目{number}", ["教育支出", f"科目{number}"]
        made.append(record(1, 1 + number, label, ["决算数"], value, code=f"2050{number}", path=path))
    return made


def test_a_row_is_the_sum_of_the_rows_under_it() -> None:
    """Right sums say nothing; a cent off is rounding; more is a sum that is wrong."""
    assert check(rows("30.00", "10.00", "20.00")) == ()
    assert kinds(check(rows("30.01", "10.00", "20.00"))) == [("rounding", "30.01万元", "30.00万元")]
    assert kinds(check(rows("35.00", "10.00", "20.00"))) == [("sum", "35.00万元", "30.00万元")]


def test_rows_of_a_calculation_are_no_sum() -> None:
    """加： and 减： and 其中： rows do not add up to the row over them, and none says they must."""
    made = [record(1, 1, "营业利润", ["金额"], "50.00")]
    for number, label in enumerate(("加：营业外收入", "减：营业外支出"), 2):
        made.append(record(1, number, label, ["金额"], "7.00", path=["营业利润", label]))
    assert check(made) == ()
    part = [record(1, 1, "项目支出", ["金额"], "50.00")]
    part.append(record(1, 2, "其中：设备", ["金额"], "7.00", path=["项目支出", "其中：设备"]))
    assert check(part) == ()


def test_a_column_of_totals_is_the_sum_of_its_columns() -> None:
    """Where most rows bear the total out, the row that does not is told."""
    made = []
    values = [
        ("10.00", "4.00", "6.00"),
        ("8.00", "8.00", "0.00"),
        ("5.00", "2.00", "3.00"),
        ("9.00", "1.00", "3.00"),
    ]
    for row, cells in enumerate(values):
        for at, (column, value) in enumerate(zip(("合计", "基本支出", "项目支出"), cells, strict=True)):
            made.append(record(1, row, f"科室{row}", [column], value, at=at))
    assert kinds(check(made)) == [("sum", "9.00万元", "4.00万元")]


def test_columns_that_never_add_up_are_no_total() -> None:
    """A column called 合计 that no row bears out covers something else."""
    made = []
    for row in range(4):
        for at, (column, value) in enumerate((("合计", "90.00"), ("基本支出", "4.00"), ("项目支出", "6.00"))):
            made.append(record(1, row, f"科室{row}", [column], value, at=at))
    assert check(made) == ()


def test_the_same_row_in_two_tables_of_one_scope() -> None:
    """Of columns that agree in other rows, the row that differs is told; another scope is another thing."""
    one = record(1, 1, "教育支出", ["支出", "决算数"], "100.00", title="收支决算总表")
    same = record(2, 1, "教育支出", ["本年支出合计"], "130.00", code="205", title="支出决算表")
    other = record(3, 1, "教育支出", ["本年支出合计"], "90.00", code="205", title="政府性基金支出决算表")
    alike = [
        made
        for row, (label, code, value) in enumerate(
            (("科学支出", "206", "77.10"), ("文化支出", "207", "31.40")), 2
        )
        for made in (
            record(1, row, label, ["支出", "决算数"], value, title="收支决算总表"),
            record(2, row, label, ["本年支出合计"], value, code=code, title="支出决算表"),
        )
    ]
    assert check([one, same, other]) == ()
    found = check([one, same, other, *alike])
    assert kinds(found) == [("figure", "100.00万元", "130.00万元")]
    assert (found[0].record, found[0].against_record) == ((1, 1, 0), (2, 1, 0))


def test_an_item_in_tables_of_different_scope_is_a_matter_of_scope() -> None:
    """The row of a table of basic spending and the column of the 三公 table cover different accounts."""
    basic = record(1, 1, "公务接待费", ["公用经费", "金额"], "0.50", code="30217", title="基本支出决算表")
    whole = record(2, 1, None, ["决算数", "公务接待费"], "4.00", title="“三公”经费支出决算表")
    assert [d.kind for d in check([basic, whole])] == ["scope"]


def test_amounts_in_other_units_are_compared_by_their_worth() -> None:
    """0.95 万元 and 9,500 元 are the same amount."""
    yuan = record(1, 1, "公务接待费", ["合计"], "9500.00", code="30217", title="基本支出预算表", unit="元")
    wan = record(2, 1, None, ["“三公”经费", "公务接待费"], "0.95", title="“三公”经费预算表")
    assert check([yuan, wan]) == ()


TOTALS = [
    record(1, 1, "本年支出合计", ["支出", "决算数"], "6543.21", title="收支决算总表"),
    record(2, 1, "人员经费合计", ["金额"], "4321.09", title="基本支出决算表"),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "某局年度总收入7,000.00万元，其中本年支出6,543.22万元。",
            ("rounding", "6,543.22万元", "6,543.21万元"),
        ),
        (
            "某局年度总收入7,000.00万元，其中本年支出6,443.21万元。",
            ("figure", "6,443.21万元", "6,543.21万元"),
        ),
        ("全部支出中：人员经费4,300.00万元，其余为公用经费。", ("figure", "4,300.00万元", "4,321.09万元")),
    ],
)
def test_a_figure_of_the_text_that_misses_the_table(text: str, expected: tuple[str, str, str]) -> None:
    """A last place off is rounding; a wrong digit, or another figure for a named total, is a figure."""
    found = check(TOTALS, text)
    assert kinds(found) == [expected]
    assert found[0].against_record is not None


@pytest.mark.parametrize(
    "text",
    [
        "某局年度总支出中，本年支出6,543.21万元。",
        "上年人员经费4,300.00万元，年初预算为4,100.00万元。",
        "购置设备支出1,234.56万元，用于日常工作。",
    ],
)
def test_figures_that_agree_or_speak_of_something_else(text: str) -> None:
    """Equal figures, other years, budgets and items that no table holds are left alone."""
    assert check(TOTALS, text) == ()


@pytest.mark.parametrize(
    ("text", "stated", "against"),
    [
        ("其他收入12.00万元，比上年增加2.00万元，增长25.00%。", "25.00%", "20.00%"),
        ("其他收入12.00万元，比上年减少3.00万元，下降25.00%。", "25.00%", "20.00%"),
        ("会议费决算3.00万元，完成预算20.00万元的0.15%。", "0.15%", "15.00%"),
        ("年初预算为50.00万元，支出决算为40.00万元，完成年初预算的85.00%。", "85.00%", "80.00%"),
    ],
)
def test_ratios_that_their_own_figures_contradict(text: str, stated: str, against: str) -> None:
    """Growth from the base before it, completion of the budget named: computed exactly and told."""
    assert kinds(check((), text)) == [("percentage", stated, against)]


@pytest.mark.parametrize(
    "text",
    [
        "其他收入12.00万元，比上年增加2.00万元，增长20.00%。",
        "其他收入12.00万元，比上年减少3.00万元，下降（增长）20.00%。",
        "会议费决算3.00万元，完成预算20.00万元的15%，比上年减少1.00万元，下降25.00%。",
        "年初预算为50.00万元，支出决算为40.00万元，完成年初预算的80%。",
        "支出增加，增长20%，满意率95%。",
    ],
)
def test_ratios_that_are_right_say_nothing(text: str) -> None:
    """Right ratios, in the places that they are printed with, are not doubted."""
    assert check((), text) == ()


def test_shares_are_held_against_the_whole_that_most_agree_on() -> None:
    """Three shares of one whole agree; the fourth does not."""
    text = (
        "支出200.00万元：教育100.00万元，占50.00%；科技50.00万元，占25.00%；"
        "文化30.00万元，占15.00%；卫生20.00万元，占12.00%。"
    )
    assert kinds(check((), text)) == [("percentage", "12.00%", "10.00%")]


def test_a_change_told_whole_and_in_parts() -> None:
    """The parts of a change come to another sum than the change itself."""
    text = "决算数比上年增加5.02万元。其中：出国费增加6.00万元；用车费减少0.50万元；接待费减少0.49万元。"
    assert kinds(check((), text)) == [("rounding", "5.02万元", "5.01万元")]


def test_a_change_against_a_budget_stated_elsewhere() -> None:
    """More than the budget, though the budget stated elsewhere is higher."""
    found = check(
        (),
        "其中：一般公共预算财政拨款支出80.00万元，比年初预算数增加15.00万元。",
        "2030年度一般公共预算财政拨款支出年初预算90.00万元，主要用于日常工作。",
    )
    assert kinds(found) == [("figure", "15.00万元", "-10.00万元")]


def test_uncertain_figures_accuse_nobody() -> None:
    """Recognised digits that are not certain are kept out of the checks."""
    made = [replace(r, confidence=0.8) for r in rows("35.00", "10.00", "20.00")]
    assert check(made) == ()


def test_a_row_apart_between_tables_that_agree() -> None:
    """Where two tables agree in all rows but one, that one is told; income is no spending."""
    values = {"保管费": "41.50", "修缮费": "1310.20", "展览费": "655.70", "数字化费": "780.30"}

    def table(number: int, title: str, odd: str) -> list[Record]:
        rows = {**values, "保管费": odd}
        return [
            record(number, at, label, ["本期"], value, title=title)
            for at, (label, value) in enumerate(rows.items())
        ]

    alike = [*table(1, "费用表", "41.50"), *table(2, "费用变动表", "63.80")]
    assert [(d.stated, d.against) for d in check(alike)] == [("41.50万元", "63.80万元")]
    flows = [*table(1, "收入表", "41.50"), *table(2, "支出表", "63.80")]
    assert check(flows) == ()
