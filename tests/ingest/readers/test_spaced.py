"""Text whose columns runs of spaces keep apart: what stands where tells the column."""

from __future__ import annotations

from pathlib import Path

from ingest.pipeline import read_report

ABOVE = "2031年云海市星桥区档案馆决算\n\n收支情况表\n单位：万元\n"


def told(folder: Path, *lines: str) -> set[tuple]:
    """Row, columns and value of each figure of a table of these lines."""
    path = folder / "a.txt"
    path.write_text(ABOVE + "\n".join(lines) + "\n", encoding="utf-8")
    records = read_report(path, path.name).records
    return {(r.row_label, r.column_path, str(r.value)) for r in records if r.value is not None}


def test_a_blank_keeps_its_column(tmp_path: Path):
    """A figure under the second heading is told so, though the first has none in its row."""
    assert told(
        tmp_path,
        "项目              预算数      决算数",
        "甲                  1.50        2.50",
        "乙                              4.50",
        "丙                    30          40",
    ) == {
        ("甲", ("预算数",), "1.50"),
        ("甲", ("决算数",), "2.50"),
        ("乙", ("决算数",), "4.50"),
        ("丙", ("预算数",), "30"),
        ("丙", ("决算数",), "40"),
    }


GROUPED = [
    "甲区          3.50      1.50      2.00      3.20      1.40      1.80",
    "乙区          4.50      2.50      2.00      4.20      2.40      1.80",
]
LEAVES = "              合计      一般      专项      合计      一般      专项"


def test_groups_over_columns(tmp_path: Path):
    """Headings over the middle of their columns are groups of these."""
    found = told(tmp_path, " 地区                 债务限额                      债务余额", LEAVES, *GROUPED)
    assert ("甲区", ("债务限额", "专项"), "2.00") in found
    assert ("乙区", ("债务余额", "合计"), "4.20") in found
    assert len(found) == 12


def test_groups_off_the_middle_are_not_guessed_at(tmp_path: Path):
    """A heading that may stand over more columns or fewer heads nothing."""
    assert not told(tmp_path, " 地区         债务限额             债务余额", LEAVES, *GROUPED)


def test_years_and_rows_that_head_rows(tmp_path: Path):
    """Bare years head columns; a label with a colon alone in its line is a row, no heading."""
    assert told(
        tmp_path,
        "项目                2030        2031",
        "流动资产：",
        "现金                1.50        2.50",
        "存款                3.50        4.50",
    ) == {
        ("现金", ("2030",), "1.50"),
        ("现金", ("2031",), "2.50"),
        ("存款", ("2030",), "3.50"),
        ("存款", ("2031",), "4.50"),
    }


def test_a_label_broken_over_lines_is_not_guessed_at(tmp_path: Path):
    """Where a line holds a label or figures alone, no figure is told."""
    assert not told(
        tmp_path,
        "项目                    预算数      决算数",
        "机关养老保险",
        "缴费支出                  1.50        2.50",
        "职业年金",
        "                          3.50        4.50",
        "缴费支出",
        "合计                      5.00        7.00",
    )


def test_cells_parted_by_single_spaces(tmp_path: Path):
    """Where spaces keep nothing apart, a row with fewer figures than others is not told."""
    assert told(tmp_path, "项目 预算数 决算数", "甲 1.50 2.50", "乙 4.50", "丙 5.50 6.50") == {
        ("甲", ("预算数",), "1.50"),
        ("甲", ("决算数",), "2.50"),
        ("丙", ("预算数",), "5.50"),
        ("丙", ("决算数",), "6.50"),
    }
