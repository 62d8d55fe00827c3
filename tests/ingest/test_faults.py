"""One table or step that fails is a problem of that one; the report is read all the same."""

from decimal import Decimal, InvalidOperation
from pathlib import Path

import pytest

from corpus.findings import disagreements_in
from corpus.report import ReportFacts
from evals.cells.prints import Grid, Paper, as_html
from ingest import pipeline
from ingest.checks import Examined, findings_of
from ingest.faults import SHAPE_FAULTS, Attempts
from ingest.tables import reconstruct
from tests.ingest.tables.drawing import drawn

FAULTS = [
    IndexError("x"),
    KeyError("x"),
    ValueError("x"),
    ZeroDivisionError(),
    InvalidOperation(),
    RecursionError(),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda f: type(f).__name__)
def test_a_table_that_cannot_be_understood_is_told_and_the_others_kept(fault, monkeypatch):
    """The second of three tables raises: it is in the report without records, with the reason."""
    import importlib

    module = importlib.import_module("ingest.tables.reconstruct")
    kept = module.harvest

    def harvest(sheet, blocks, caption, number):
        if number == 2:
            raise fault
        return kept(sheet, blocks, caption, number)

    monkeypatch.setattr(module, "harvest", harvest)
    pages = [
        drawn(["项目|金额", f"甲|{n}.50"], number=n, above=[f"表{n}收支表", "单位：元"]) for n in (1, 2, 3)
    ]
    found = reconstruct(pages)
    assert [r.value for r in found.records] == [Decimal("1.50"), Decimal("3.50")]
    assert [t.confidence for t in found.tables] == [1.0, 0.0, 1.0]
    assert {p.page for p in found.problems} == {2}
    assert type(fault).__name__ in found.problems[0].message


def test_a_fault_of_the_machine_is_not_taken_for_a_tables():
    """Memory that runs out, or a wrong type, is no shape of a table."""
    for fault in (MemoryError(), TypeError(), KeyboardInterrupt(), OSError()):
        assert not isinstance(fault, SHAPE_FAULTS)
        with pytest.raises(type(fault)):
            Attempts().result(lambda fault=fault: (_ for _ in ()).throw(fault), None, "x", "x")


@pytest.mark.parametrize(
    ("step", "code"), [("findings_of", "checks_failed"), ("passages_of", "passages_lost")]
)
def test_a_step_after_the_tables_that_fails_is_told(step, code, tmp_path: Path, monkeypatch):
    """The records stay, and the problem says what is missing."""

    def fails(*_):
        raise IndexError("list index out of range")

    monkeypatch.setattr(pipeline, step, fails)
    rows = [["项目", "金额"], ["甲", "1.50"]]
    as_html(tmp_path / "a.html", Paper("2031年云海市档案馆决算", "一、决算表", "", [Grid(["收支表"], rows)]))
    report = pipeline.read_report(tmp_path / "a.html", "a.html")
    assert [r.value for r in report.records] == [Decimal("1.50")]
    assert code in {problem.code for problem in report.problems}


@pytest.mark.parametrize(
    "header",
    [
        ["项目|本年支出|<|<", "^||基本支出|项目支出"],
        ["项目|本年支出|<|<", "^|合计|基本支出|项目支出"],
        ["项目|合计|<|<", "^||小计|其他"],
        ["项目|合计|<|<", "^|合计|小计|"],
        ["项目|总计|<|其他", "^||小计|^"],
    ],
)
def test_sums_of_columns_whose_path_is_a_group_are_checked(header):
    """A column under a group's own heading only is no part of the group's sum, and no error."""
    page = drawn([*header, "甲|100.00|60.00|40.00", "乙|50.00|30.00|20.00"], above=["支出决算表"])
    found = reconstruct([page])
    assert found.records
    examined = Examined(ReportFacts("", None, None, None), found.tables, found.records, ())
    assert all(told.stated != told.against for told in disagreements_in(findings_of(examined)))
