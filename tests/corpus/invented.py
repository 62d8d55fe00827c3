"""Reports made up for the tests: a body, a year, a table and some sentences of our own."""

from __future__ import annotations

import hashlib
from decimal import Decimal

from corpus.findings import Category, Finding, Side
from corpus.report import (
    Box,
    Page,
    Passage,
    PassageKind,
    Place,
    Problem,
    Record,
    Report,
    ReportFacts,
    Section,
    Severity,
    Table,
    TableCell,
)

ROWS = (
    ("一般公共服务支出", "201", "1,204.50"),
    ("教育支出", "205", "14.30"),
    ("住房保障支出", "221", ""),
)
SENTENCES = (
    "本年度教育支出增加，主要是新开办了两所幼儿园。",
    "公务接待费减少，因为外出调研的批次少了。",
    "全年购置公务用车一辆，用于山区巡护。",
)


PLACE = Place(1, Box(10.25, 20.0, 90.75, 30.5))


def _table(amounts: tuple[tuple[str, str, str], ...]) -> tuple[list[TableCell], list[Record]]:
    """A table of one column of amounts under a header, and its records."""
    cells = [TableCell(0, 0, "项目", header=True), TableCell(0, 1, "决算数", 1, 1, True, (PLACE,))]
    records = []
    for number, (label, code, raw) in enumerate(amounts, start=1):
        cells += [TableCell(number, 0, label), TableCell(number, 1, raw, places=(PLACE,))]
        records.append(
            Record(
                table=1,
                row=number,
                column=1,
                form="公开01表",
                title="支出决算表",
                row_code=code,
                row_label=label,
                row_path=("支出合计", label),
                column_path=("本年支出", "决算数"),
                value=Decimal(raw.replace(",", "")) if raw else None,
                raw=raw,
                unit="万元",
                page=1,
                box=Box(50.25, 60.0, 80.0, 70.5) if raw else None,
                row_path_codes=(code,),
                confidence=1.0 if raw else 0.9,
            )
        )
    return cells, records


def made_report(
    organisation: str = "云溪县林业局",
    year: int = 2020,
    source: str | None = None,
    salt: str = "",
    sentences: tuple[str, ...] = SENTENCES,
    amounts: tuple[tuple[str, str, str], ...] = ROWS,
) -> Report:
    """A whole report; `salt` stands for other bytes under the same name."""
    title = f"{organisation}{year}年度部门决算"
    source = source or f"{title}.pdf"
    sha256 = hashlib.sha256(f"{source}{organisation}{year}{salt}{sentences}{amounts}".encode()).hexdigest()
    cells, records = _table(amounts)
    path = ("第三部分 情况说明", "一、支出情况")
    passages = tuple(
        Passage(number, PassageKind.TEXT, path, text, f"{title} {' '.join(path)} {text}", 2, 2, (PLACE,))
        for number, text in enumerate(sentences, start=1)
    )
    table = Table(
        1, "公开01表", "支出决算表", "万元", (1,), tuple(cells), path[:1], 0.97, ("sums agree",), (PLACE,)
    )
    return Report(
        document_id=sha256[:16],
        source=source,
        sha256=sha256,
        media_type="application/pdf",
        facts=ReportFacts(title, organisation, year, "部门决算", (organisation[-3:],)),
        pages=(
            Page(1, 595.3, 841.9, "支出决算表"),
            Page(2, 595.3, 841.9, "\n".join(sentences), "recognised", ("1204.5", "37")),
        ),
        sections=(Section(1, 1, path[0], path[:1], 2), Section(2, 2, path[1], path, 2)),
        passages=passages,
        tables=(table,),
        records=tuple(records),
        findings=(
            Finding(
                "named",
                Category.ERROR,
                Severity.ERROR,
                "教育支出",
                "教育支出：正文与表不一致",
                Side("14.30", 1, "14.30", (1, 2, 1)),
                Side("14.20", 2, "教育支出14.20万元"),
                "14.20",
                "",
                (Side("14.20", 2, "合计"),),
            ),
        ),
        problems=(Problem(Severity.WARNING, "page_unread", "one page was not read", 3),),
    )
