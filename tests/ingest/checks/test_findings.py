"""Findings by kind: what is told of invented sentences and tables, and what is not."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from corpus.findings import Finding
from corpus.report import Record, ReportFacts
from ingest.checks import Examined, findings_of
from ingest.checks.figures import Apart, apart, exact
from ingest.prose import read_prose
from ingest.sections import outline
from tests.ingest.checks.test_checks import record
from tests.ingest.printing import Press

FINAL = ReportFacts("某局决算", "某局", 2030, "部门决算")
PLAN = ReportFacts("某局预算", "某局", 2030, "部门预算")


def found(records: Sequence[Record], *texts: str, facts: ReportFacts = FINAL) -> list[Finding]:
    press = Press().title(facts.title).page().text("一、情况说明")
    for text in texts:
        press.text(text)
    every = findings_of(Examined(facts, (), records, outline(read_prose(press.pages())).blocks))
    return [one for one in every if one.category != "completeness"]


def grid(cells: dict[str, tuple[str, str, str]], title: str = "支出决算表", table: int = 1) -> list[Record]:
    """Rows by code with 合计, 基本支出 and 项目支出."""
    made = []
    labels = {code: f"科目{code}" for code in cells}
    for row, (code, values) in enumerate(cells.items(), 1):
        path = [labels[c] for c in (code[:3], code[:5], code) if c in labels and len(c) <= len(code)]
        path = list(dict.fromkeys(path))
        for at, (column, value) in enumerate(zip(("合计", "基本支出", "项目支出"), values, strict=True), 1):
            name = None if code == "合计" else code
            label = "合计" if code == "合计" else labels[code]
            own = [label] if code == "合计" else path
            made.append(record(table, row, label, [column], value, code=name, path=own, title=title, at=at))
    return made


SOUND = {
    "合计": ("60.00", "41.00", "19.00"),
    "205": ("34.00", "21.00", "13.00"),
    "20501": ("14.00", "11.00", "3.00"),
    "20502": ("20.00", "10.00", "10.00"),
    "206": ("26.00", "20.00", "6.00"),
    "20601": ("16.00", "15.00", "1.00"),
    "20602": ("10.00", "5.00", "5.00"),
}


@pytest.mark.parametrize(
    ("code", "column", "wrong"),
    [("20502", 2, "70.00"), ("205", 1, "94.00"), ("合计", 0, "66.00"), ("20602", 0, "-10.00")],
)
def test_one_wrong_cell_is_told_once_and_named(code: str, column: int, wrong: str) -> None:
    """However many sums it breaks; what would mend it is expected."""
    values = list(SOUND[code])
    right, values[column] = values[column], wrong
    (told,) = found(grid({**SOUND, code: tuple(values)}))  # type: ignore[dict-item]
    assert (told.stated.value, told.expected) == (f"{wrong}万元", f"{right}万元")
    assert found(grid(SOUND)) == []


def test_a_code_that_fits_no_neighbour_is_a_misprint_and_no_part_of_a_sum() -> None:
    """The sums of the others stand without it."""
    cells = {**SOUND, "90502": ("20.00", "10.00", "10.00")}
    cells = {key: cells[key] for key in ("合计", "205", "20501", "20502", "90502", "206", "20601", "20602")}
    assert [one.kind for one in found(grid(cells))] == ["code"]


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        (("604.34", "万元"), ("6043390", "元"), Apart.SAME),
        (("604.34", "万元"), ("6043460.00", "元"), Apart.ROUNDED),
        (("604.34", "万元"), ("6143390.00", "元"), Apart.OFF),
        (("10.01", "万元"), ("10.02", "万元"), Apart.ROUNDED),
        (("0", "万元"), ("0.01", "元"), Apart.ROUNDED),
    ],
)
def test_figures_compare_in_the_coarser_unit(
    one: tuple[str, str], other: tuple[str, str], how: Apart
) -> None:
    """As they are printed."""
    assert apart(*(exact(Decimal(value), unit) for value, unit in (one, other))) is how


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("会议费支出30.00万元，比上年增加2.00万元，下降7.14%。", "direction"),
        ("培训费支出3.00万元，比上年增加5.00万元。", "direction"),
        (
            "会议费年初预算为5.00万元，支出决算为3.00万元，完成年初预算的60.00%。决算数大于预算数。",
            "direction",
        ),
        ("截至2029年12月31日，本部门共有车辆3辆，其中：公务用车1辆、其他用车2辆。", "year"),
        ("截至2030年12月31日，本部门共有车辆5辆，其中：执法用车1辆、其他用车2辆。", "sum"),
        ("政府采购支出总额30.00万元，其中：货物支出10.00万元、工程支出0万元、服务支出40.00万元。", "sum"),
        ("下属3个单位，分别是：第一中心、第二中心。", "count"),
        ("会议费支出1234.50万元。其他说明：会议费1234.50元用于布置。", "unit"),
        ("会议费支出XX万元。", "wording"),
        ("会议费支出增加（减少）的主要原因是工作增加。", "wording"),
    ],
)
def test_what_the_text_contradicts_or_leaves_over(text: str, kind: str) -> None:
    """Each kind once."""
    assert [one.kind for one in found((), text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "会议费支出30.00万元，比上年增加2.00万元，增长7.14%。主要原因是会议增加。",
        "会议费年初预算为5.00万元，支出决算为3.00万元，完成年初预算的60.00%。决算数小于预算数的主要原因是节约。",
        "截至2030年12月31日，本部门共有车辆3辆，其中：执法用车1辆、其他用车2辆。",
        "政府采购支出总额50.00万元，其中：货物支出10.00万元、工程支出0万元、服务支出40.00万元。",
        "下属3个单位，分别是：第一中心、第二中心、第三中心。",
        "项目共投入80.00万元，其中设备购置30.00万元，软件开发20.00万元。",
        "会议费支出0.62万元，2029年执行数0.50万元，比2029年执行数增加22.22%。",
    ],
)
def test_what_agrees_is_let_be(text: str) -> None:
    """Right sums, directions, counts; parts that are not all told; what rounded bases allow."""
    assert found((), text) == []


def test_an_item_is_held_against_its_own_row() -> None:
    """By its names, whatever the size of the difference; a name that the table has not is wording."""
    rows = [
        record(1, 1, "教育支出", ["合计"], "90.00", code="205", title="支出预算表"),
        record(1, 2, "普通教育", ["合计"], "90.00", code="20502",
               path=["教育支出", "普通教育"], title="支出预算表"),
        record(1, 3, "小学教育", ["合计"], "90.00", code="2050202",
               path=["教育支出", "普通教育", "小学教育"], title="支出预算表"),
    ]  # fmt: skip
    right = "教育支出（类）普通教育（款）小学教育（项）90.00万元，主要用于学校。"
    assert found(rows, right, facts=PLAN) == []
    (told,) = found(rows, right.replace("90.00", "12.30"), facts=PLAN)
    assert (told.kind, told.expected) == ("named", "90.00万元")
    (told,) = found(rows, right.replace("小学教育", "初中教育"), facts=PLAN)
    assert (told.kind, told.category) == ("item", "wording")
