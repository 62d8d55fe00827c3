"""Long tables: read whole in time that grows with their length, and what is left out is told."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest

from corpus.report import Severity
from ingest.most import Most, allow
from ingest.pipeline import read_report

HEAD = [
    ["云海市星桥区档案馆2031年度部门决算"],
    ["项目支出表"],
    ["单位：万元"],
    ["项目名称", "预算数", "决算数"],
]


@pytest.fixture
def few_rows():
    allow(Most(rows=100, cells=100_000))
    yield
    allow(Most())


def rows_of(count: int) -> list[list[object]]:
    return [[f"第{n}号项目", n + 0.25, n + 0.75] for n in range(1, count + 1)]


def as_csv(path: Path, rows) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([*HEAD, *rows])
    return path


def as_xlsx(path: Path, rows) -> Path:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("项目")
    for row in [*HEAD, *rows]:
        sheet.append(row)
    book.save(path)
    return path


def as_html(path: Path, rows) -> Path:
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in [HEAD[3], *rows])
    lines = "".join(f"<p>{line[0]}</p>" for line in HEAD[1:3])
    path.write_text(
        f"<html><body><h1>{HEAD[0][0]}</h1>{lines}<table>{cells}</table></body>", encoding="utf-8"
    )
    return path


def as_text(path: Path, rows) -> Path:
    path.write_text("\n".join("\t".join(map(str, row)) for row in [*HEAD, *rows]), encoding="utf-8")
    return path


KINDS = [(as_csv, "a.csv"), (as_xlsx, "a.xlsx"), (as_html, "a.html"), (as_text, "a.txt")]


@pytest.mark.parametrize(("made", "name"), KINDS)
def test_no_row_of_a_long_table_is_lost(tmp_path: Path, made, name: str):
    """Five thousand rows give ten thousand figures, each in its place."""
    path = made(tmp_path / name, rows_of(5_000))
    report = read_report(path, name)
    assert [(r.row_label, r.column_path, float(r.value)) for r in report.records] == [
        (label, (column,), figure)
        for label, *figures in rows_of(5_000)
        for column, figure in zip(("预算数", "决算数"), figures, strict=True)
    ]
    assert {r.unit for r in report.records} == {"万元"}


@pytest.mark.parametrize(("made", "name"), KINDS)
def test_rows_over_the_limit_are_told(few_rows, tmp_path: Path, made, name: str):
    """What is beyond the limit is an error of the report that says how much was left out."""
    path = made(tmp_path / name, rows_of(150))
    report = read_report(path, name)
    assert 90 <= len({record.row for record in report.records}) <= 100
    (problem,) = (p for p in report.problems if p.code == "rows_over_limit")
    assert problem.severity is Severity.ERROR
    assert "WENBAO_INGEST_ROWS" in problem.message


def seconds(path: Path) -> float:
    began = time.process_time()
    read_report(path, path.name)
    return time.process_time() - began


@pytest.mark.parametrize("words", [False, True])
def test_time_grows_with_the_length(tmp_path: Path, words: bool):
    """Four times the rows take no more than eight times the time: of figures, and of long words."""
    said = "已完成前期手续办理并进入施工阶段，计划按期竣工验收"
    made = [
        as_csv(
            tmp_path / f"{n}.csv",
            [[row[0], said, f"{said}。"] for row in rows_of(n)] if words else rows_of(n),
        )
        for n in (500, 2_000)
    ]
    seconds(made[0])  # what is loaded once is loaded now
    short, long = (min(seconds(path) for _ in range(2)) for path in made)
    assert long < 8 * short + 0.2
