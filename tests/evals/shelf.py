"""An invented corpus of two bodies for the evals: no file, no database."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal

from corpus.report import Box, Passage, PassageKind, Record, ReportFacts, Table
from corpus.view import DocumentView, Hit, ReportEntry

ROWS = (("2010101", "行政运行"), ("2010102", "机关服务"), (None, "合计"))
COLUMNS = (("基本支出",), ("项目支出",), ("本年支出", "小计"))


def view(body: str, year: int, number: int) -> DocumentView:
    """A report with one table of nine cells and one passage."""
    facts = ReportFacts(f"{body}{year}年部门决算", body, year, "部门决算", ())
    records = tuple(
        Record(
            table=1,
            row=row,
            column=column,
            form="附表03",
            title="支出决算表",
            row_code=code,
            row_label=label,
            row_path=("一般公共服务支出", label) if code else (label,),
            column_path=path,
            value=Decimal(f"{number}{row}{column}.50"),
            raw=f"{number}{row}{column}.50",
            unit="万元",
            page=2,
            box=Box(10.0 * column, 10.0 * row, 10.0 * column + 9, 10.0 * row + 9),
        )
        for row, (code, label) in enumerate(ROWS)
        for column, path in enumerate(COLUMNS)
    )
    entry = ReportEntry(f"id{number}", f"{facts.title}.pdf", facts, 3, 1, len(records), 1, (), 1.0, "")
    table = Table(1, "附表03", "支出决算表", "万元", (2,), ())
    passage = Passage(1, PassageKind.TEXT, ("概况",), f"{body}负责林木管护。", "", 1, 1)
    return DocumentView(entry, (), (), (passage,), (table,), records, ())


class Shelf:
    """`corpus.view.Library` of the two."""

    def __init__(self) -> None:
        self.views = {
            found.entry.document_id: found
            for found in (view("云溪市林业局", 2015, 1), view("海川市水务局", 2016, 2))
        }

    def generation(self) -> int:
        return 1

    def reports(self) -> Sequence[ReportEntry]:
        return [found.entry for found in self.views.values()]

    def view(self, document_id: str) -> DocumentView:
        return self.views[document_id]

    def search(self, query: str, documents: Collection[str] | None = None, limit: int = 10) -> Sequence[Hit]:
        return [Hit("id2", 1, 2.0), Hit("id1", 1, 1.0)][:limit]

    def documents_with_label(self, label: str) -> Sequence[str]:
        return list(self.views)
