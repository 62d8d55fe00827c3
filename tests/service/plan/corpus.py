"""A small corpus for plans: three bodies, two years, and every kind of cell that a report prints."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from corpus.report import Record, Table
from corpus.view import DocumentView
from service.plan import types as t
from service.plan.execute import execute
from service.plan.results import Executed, Outcome
from tests.service.shelf import Shelf, table, view

EAST, WEST, NORTH = "云州市东湖区民政局", "云州市西湖区民政局", "云州市北湖区民政局"
KIND = "部门决算"
SENTENCES = (
    "“三公”经费支出7.50万元，比上年减少1.50万元，下降16.67%。",
    "全年接待来访 320 批次，共 4200 人次。",
)
ROWS = {  # row label → (code, path above, final, budget)
    0: (None, (), "合计", "80.00", "90.00"),
    1: ("201", (), "一般公共服务支出", "50.00", "60.00"),
    2: ("2010301", ("一般公共服务支出",), "行政运行", "30.00", "40.00"),
    3: ("2010302", ("一般公共服务支出",), "一般行政管理事务", "20.00", "20.00"),
    4: ("205", (), "教育支出", "30.00", "30.00"),
    5: ("2050803", ("教育支出",), "培训支出", "0.00", ""),
    6: ("2050804", ("教育支出",), "进修支出", "30.00", "—"),
}


def report(name: str, year: int, scale: str = "1") -> DocumentView:
    """One body's report; every amount a multiple of `scale`."""
    s = Decimal(scale)

    def f(raw: str) -> str:
        return f"{Decimal(raw) * s:,.2f}" if raw not in ("", "—") else raw

    rows = [
        (code, label, above, (f(final), f(budget).replace("—", "")))
        for code, above, label, final, budget in ROWS.values()
    ]
    spent, cells = table(3, "公开03表", "支出决算表", [("决算数",), ("预算数",)], rows)
    cells = [_dashed(r) if ROWS[r.row][4] == "—" and r.column == 1 else r for r in cells]
    people: tuple[Table, list[Record]] = table(
        4, None, "基本情况表", [("数量",)], [(None, "在编人数", (), (str(int(20 * s)),))], "人"
    )
    change = table(5, "公开05表", "财政拨款变动表", [("增减额",)], [(None, "公务接待费", (), ("0",))])
    falling = [_negative(r) for r in change[1]]
    yuan = table(
        6, None, "资产情况表", [("金额",)], [(None, "办公设备", (), (f"{Decimal(123400) * s:,.2f}",))], "元"
    )
    running = [
        (None, label, (), (f(raw),))
        for label, raw in (("办公费", "5.00"), ("印刷费", "3.00"), ("水费", "9.00"))
    ]
    classes = table(7, "公开06表", "基本支出决算表", [("金额",)], running)
    tables = [(spent, cells), people, (change[0], falling), yuan, classes]
    return view(name, year, KIND, tables, SENTENCES)


def _dashed(record: Record) -> Record:
    return _changed(record, value=None, raw="—")


def _negative(record: Record) -> Record:
    return _changed(record, value=Decimal("-86.40"), raw="(86.40)")


def _changed(record: Record, **fields: Any) -> Record:
    from dataclasses import replace

    return replace(record, **fields)


LIBRARY = Shelf(
    [report(EAST, 2031), report(EAST, 2032, "1.1"), report(WEST, 2031, "2"), report(NORTH, 2031, "0.5")]
)


def cell(
    row: int, column: int = 0, body: str = EAST, year: int = 2031, table: int = 3, asked: str = ""
) -> t.Cell:
    return t.Cell(document=f"{body}-{year}-{KIND}", table=table, row=row, column=column, asked=asked)


def three(row: int) -> tuple[t.Cell, ...]:
    """One row of all three bodies: 1, 2 and a half times."""
    return tuple(cell(row, body=body) for body in (EAST, WEST, NORTH))


def stated(order: int, raw: str, unit: str, line: int = 1) -> t.Stated:
    return t.Stated(document=f"{EAST}-2031-{KIND}", line=line, order=order, raw=raw, unit=unit)


def run(node: t.Node, question: str = "") -> Outcome:
    return executed(node, question).outcomes[0]


def executed(node: t.Node, question: str = "") -> Executed:
    return execute(t.Plan(asks=(node,)), LIBRARY, question)


def number(value: str, unit: str = "") -> t.Constant:
    return t.Constant(value=Decimal(value), unit=unit)
