"""An invented shelf: two bodies of an invented district and one of its city, with their reports."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal

from corpus.errors import NotFound
from corpus.report import Passage, PassageKind, Record, ReportFacts, Table
from corpus.view import DocumentView, Hit, ReportEntry

GARDEN = "云州市青榆区园林局"
OFFICE = "云州市青榆区人民政府办公室"
CITY = "云州市人民政府办公厅"

Row = tuple[str | None, str | None, tuple[str, ...], tuple[str, ...]]


def table(
    number: int,
    form: str | None,
    title: str | None,
    columns: Sequence[tuple[str, ...]],
    rows: Sequence[Row],
    unit: str | None = "万元",
) -> tuple[Table, list[Record]]:
    """A table of `rows` (code, label, ancestors, raw values) under `columns`."""
    records = []
    for r, (code, label, above, values) in enumerate(rows):
        for c, raw in enumerate(values):
            value = Decimal(raw.replace(",", "")) if raw else None
            path = (*above, label) if label else above
            records.append(
                Record(
                    number,
                    r,
                    c,
                    form,
                    title,
                    code,
                    label,
                    path,
                    columns[c],
                    value,
                    raw,
                    "%" if columns[c][-1].endswith("%") else unit,
                    number + 2,
                    None,
                )
            )
    return Table(number, form, title, unit, (number + 2,), ()), records


def accounts(name: str, year: int, scale: int, sentences: Sequence[str] = ()) -> DocumentView:
    """A 部门决算 of invented figures, each a multiple of `scale`."""
    s = Decimal(scale)

    def f(n: str) -> str:
        return f"{Decimal(n) * s:,.2f}"

    parts = [
        table(1, "公开01表", "收入支出决算总表", [("收入", "决算数"), ("支出", "决算数")],
              [(None, "本年收入合计", (), (f("90"), "")), (None, "本年支出合计", (), ("", f("80")))]),
        table(2, "公开02表", "收入决算表", [("本年收入合计",), ("财政拨款收入",), ("其他收入",)],
              [(None, "合计", (), (f("90"), f("88"), f("2"))),
               ("2120501", "苗圃管护", ("城乡社区支出", "环境卫生"), (f("31"), f("30"), f("1")))]),
        table(3, "公开03表", "支出决算表", [("本年支出合计",), ("基本支出",), ("项目支出",)],
              [(None, "合计", (), (f("80"), f("50"), f("30"))),
               ("2120501", "苗圃管护", ("城乡社区支出", "环境卫生"), (f("29"), f("9"), f("20"))),
               ("2120601", "行政运行", ("城乡社区支出", "园林事务"), (f("21"), f("16"), f("5"))),
               ("2130101", "行政运行", ("农林水支出", "林业"), (f("12"), f("10"), f("2")))]),
        table(7, "公开07表", "一般公共预算财政拨款“三公”经费支出决算表",
              [("预算数", "合计"), ("预算数", "公务接待费"), ("决算数", "合计"), ("决算数", "公务接待费")],
              [(None, None, (), (f("4"), f("3"), f("2.5"), f("1.25")))]),
    ]  # fmt: skip
    return view(name, year, "部门决算", parts, sentences)


def view(
    name: str,
    year: int,
    kind: str,
    parts: Sequence[tuple[Table, list[Record]]],
    sentences: Sequence[str] = (),
) -> DocumentView:
    """A report as the library gives it out."""
    document = f"{name}-{year}-{kind}"
    records = tuple(r for _, rs in parts for r in rs)
    title = f"{name}{year}年{kind}"
    passages = tuple(
        Passage(i + 1, PassageKind.TEXT, ("情况说明",), text, title + text, 9, 9)
        for i, text in enumerate(sentences)
    )
    facts = ReportFacts(title, name, year, kind)
    entry = ReportEntry(
        document, f"{title}.pdf", facts, 10, len(parts), len(records), len(passages), (), 1.0, "2024-01-01"
    )
    return DocumentView(entry, (), (), passages, tuple(t for t, _ in parts), records, ())


class Shelf:
    """A library in memory."""

    def __init__(self, views: Sequence[DocumentView]) -> None:
        self._views = {v.entry.document_id: v for v in views}

    def generation(self) -> int:
        return 1

    def reports(self) -> Sequence[ReportEntry]:
        return [v.entry for v in self._views.values()]

    def view(self, document_id: str) -> DocumentView:
        if document_id not in self._views:
            raise NotFound(document_id)
        return self._views[document_id]

    def search(self, query: str, documents: Collection[str] | None = None, limit: int = 10) -> Sequence[Hit]:
        words = {query[i : i + 2] for i in range(len(query) - 1)}
        hits = [
            Hit(d, p.number, sum(w in p.text for w in words))
            for d, v in self._views.items()
            if documents is None or d in documents
            for p in v.passages
        ]
        return sorted(hits, key=lambda h: -h.score)[:limit]

    def documents_with_label(self, label: str) -> Sequence[str]:
        return [d for d, v in self._views.items() if any(label in (r.row_label or "") for r in v.records)]


def shelf() -> Shelf:
    """Three bodies in 2031, one of them in 2032 too."""
    return Shelf(
        [
            accounts(
                GARDEN,
                2031,
                3,
                [
                    "全年组织植树活动 12 场，参加市民 4200 人次。",
                    "“三公”经费支出7.50万元，比上年增加1.50万元，增长25.00%。",
                ],
            ),
            accounts(GARDEN, 2032, 4),
            accounts(OFFICE, 2031, 1),
            accounts(CITY, 2031, 10),
        ]
    )


def budget(name: str, year: int) -> DocumentView:
    """A 部门预算 that prints last year's column and the change beside its own."""
    before, now = f"{year - 1}年预算数", f"{year}年预算数"
    change = f"{year}年比{year - 1}年增减"
    columns = [(before,), (now, "小计"), (now, "项目支出"), (change, "增减额"), (change, "增减%")]
    parts = [
        table(5, "公开05表", "一般公共预算支出表", columns,
              [(None, "合计", (), ("50.00", "62.00", "22.00", "12.00", "24.00")),
               ("2120501", "苗圃管护", ("城乡社区支出",), ("20.00", "24.00", "14.00", "4.00", "20.00"))]),
    ]  # fmt: skip
    return view(name, year, "部门预算", parts, ["“三公”经费支出预算3.00万元，比上年减少5.22%。"])


def project(name: str, year: int) -> DocumentView:
    """A self-evaluation form: the money of one project and the points of its indicators."""
    subject = "湖岸绿道专项经费"
    columns = [("年初预算数",), ("全年预算数",), ("全年执行数",), ("分值",), ("得分",)]
    money = table(1, None, f"{year}年度项目支出绩效自评表", columns, [
        (None, "年度资金总额", (subject,), ("100.00", "120.00", "90.00", "", "")),
        (None, "其他资金", (subject,), ("10.00", "12.00", "9.00", "", "")),
    ])  # fmt: skip
    points = table(2, None, "绩效自评得分表", [("分值",), ("得分",)], [
        (None, "绿道完好率", (subject, "产出指标"), ("10", "8.5")),
        (None, "总分", (subject,), ("100", "92.5")),
    ], "分")  # fmt: skip
    return view(name, year, "项目支出绩效自评表", [money, points])
