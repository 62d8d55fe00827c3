"""Findings across reports with what was decided about them, as commands, endpoints and files give them."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Any

from corpus.exports import plain_cell
from corpus.findings import Category, Finding, Side, Standing, State, at_least, by_weight
from corpus.report import Box, PassageKind, Severity
from corpus.store.findings import Standings
from corpus.text import fold
from corpus.view import DocumentView, ReportEntry

CATEGORY_NAMES = {
    Category.ERROR: "差错",
    Category.ROUNDING: "尾差",
    Category.PERCENTAGE: "百分比",
    Category.SCOPE: "口径",
    Category.WORDING: "文字",
    Category.COMPLETENESS: "完整性",
}
SEVERITY_NAMES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTE: "提示"}
STATE_NAMES = {State.OPEN: "未处理", State.ACCEPTED: "已接受", State.MENDED: "已更正"}


@dataclass(frozen=True, slots=True)
class Audited:
    """A finding of a report with its state."""

    entry: ReportEntry
    finding: Finding
    standing: Standing
    view: DocumentView | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which findings are wanted: every part that is given must hold; `severity` and graver ones."""

    severity: Severity = Severity.NOTE
    category: Category | None = None
    state: State | None = None
    words: str = ""


def audited(view: DocumentView, standings: Standings, wanted: Wanted) -> Iterator[Audited]:
    """The findings of one report, gravest first; those that a later edition mended come last."""
    for found in by_weight(at_least(wanted.severity, view.findings)):
        line = Audited(view.entry, found, standings.of(found), view)
        if _is_wanted(line, wanted):
            yield line
    present = {found.key for found in view.findings}
    for found, standing in standings.mended:
        line = Audited(view.entry, found, standing)
        if found.key not in present and at_least(wanted.severity, [found]) and _is_wanted(line, wanted):
            yield line


def _is_wanted(line: Audited, wanted: Wanted) -> bool:
    found = line.finding
    if wanted.category not in (None, found.category) or wanted.state not in (None, line.standing.state):
        return False
    words = fold(wanted.words)
    sides = [found.stated, *([found.against] if found.against else ())]
    text = "".join((found.subject, found.message, *(side.quote for side in sides)))
    return not words or words in fold(text)


def line_object(line: Audited) -> dict[str, Any]:
    """One finding, as `wenbao audit --format jsonl` and `/api/findings` give it."""
    found, standing = line.finding, line.standing
    return {
        "id": found.key,
        "document_id": line.entry.document_id,
        "source": line.entry.source,
        "organisation": line.entry.facts.organisation,
        "fiscal_year": line.entry.facts.fiscal_year,
        "kind": found.kind,
        "category": found.category.value,
        "severity": found.severity.value,
        "subject": found.subject,
        "message": found.message,
        "stated": _side_object(found.stated, line.view),
        "against": None if found.against is None else _side_object(found.against, line.view),
        "expected": found.expected,
        "formula": found.formula,
        "more": [_side_object(side, line.view) for side in found.more],
        "state": standing.state.value,
        "note": standing.note,
        "by": standing.by,
        "at": standing.at or None,
    }


def _side_object(side: Side, view: DocumentView | None) -> dict[str, Any]:
    page, box = place_of(side, view) if view is not None else (side.page, None)
    return {
        "value": side.value,
        "page": page,
        "quote": side.quote,
        "table": None if side.cell is None else side.cell[0],
        "bbox": None if box is None else box.as_list(),
    }


_SPACE = re.compile(r"\s+")


def place_of(side: Side, view: DocumentView) -> tuple[int, Box | None]:
    """The page and box of a side: its cell, or the passage that its sentence stands in."""
    if side.cell is not None:
        record = next((r for r in view.records if (r.table, r.row, r.column) == side.cell), None)
        return (record.page, record.box) if record is not None else (side.page, None)
    quote = _SPACE.sub("", side.quote)
    if not quote:
        return side.page, None
    for passage in view.passages:
        near = passage.page <= side.page + 1 and side.page <= passage.page_end + 1
        if passage.kind is PassageKind.TEXT and near and quote in _SPACE.sub("", passage.text):
            page = side.page if any(p.page == side.page for p in passage.places) else passage.page
            return page, _around(place.box for place in passage.places if place.page == page)
    return side.page, None


def _around(boxes: Iterable[Box]) -> Box | None:
    """The box around boxes: the lines of a sentence are looked for within."""
    held = list(boxes)
    if not held:
        return None
    return Box(
        min(box.x0 for box in held),
        min(box.top for box in held),
        max(box.x1 for box in held),
        max(box.bottom for box in held),
    )


def counts_of(lines: Iterable[Audited]) -> dict[str, int]:
    """How many findings of each severity are open, and how many are settled."""
    counts: Counter[str] = Counter({severity.value: 0 for severity in Severity})
    for line in lines:
        counts[
            line.finding.severity.value if line.standing.state is State.OPEN else line.standing.state.value
        ] += 1
    return dict(counts)


# --- files ----------------------------------------------------------------------------------------

HEADS = (
    "报告", "级别", "类别", "项目", "说明", "所在页", "原文数值", "原文", "对照页", "对照数值", "对照原文",
    "应为", "公式", "状态", "备注", "处理人", "编号",
)  # fmt: skip


def _row(line: Audited) -> list[Any]:
    found, against = line.finding, line.finding.against
    return [
        line.entry.source,
        SEVERITY_NAMES[found.severity],
        CATEGORY_NAMES[found.category],
        found.subject,
        found.message,
        found.stated.page,
        found.stated.value,
        found.stated.quote,
        against.page if against else None,
        against.value if against else None,
        against.quote if against else None,
        found.expected,
        found.formula,
        STATE_NAMES[line.standing.state],
        line.standing.note,
        line.standing.by,
        found.key,
    ]


def write_jsonl(lines: Sequence[Audited], out: IO[bytes]) -> None:
    """One JSON object a line."""
    for line in lines:
        out.write(json.dumps(line_object(line), ensure_ascii=False).encode() + b"\n")


WIDTHS = (34, 8, 8, 34, 60, 8, 16, 48, 8, 16, 48, 16, 30, 10, 24, 12, 18)


def write_xlsx(lines: Sequence[Audited], out: IO[bytes]) -> None:
    """One sheet, a finding a row, with a filter on every column."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet("勾稽")
    sheet.freeze_panes = "A2"
    for number, width in enumerate(WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(HEADS))}{len(lines) + 1}"
    heads = [plain_cell(sheet, head) for head in HEADS]
    for head in heads:
        head.font = Font(bold=True)
    sheet.append(heads)
    for line in lines:
        sheet.append([plain_cell(sheet, value) for value in _row(line)])
    book.save(out)


_STYLE = """
body{font:14px/1.6 "Noto Sans SC","Source Han Sans SC","Microsoft YaHei",sans-serif;margin:24px;color:#1c2430}
h1{font-size:22px;margin:0 0 4px} h2{font-size:16px;margin:24px 0 6px}
table{border-collapse:collapse;width:100%;table-layout:fixed}
th,td{border:1px solid #8a94a3;padding:5px 7px;text-align:left;vertical-align:top;overflow-wrap:anywhere}
th{background:#eef1f5} tr{break-inside:avoid} .error{font-weight:700} .quiet{color:#4c5665}
.n{width:3em}.s{width:4.5em}.p{width:26%}
@media print{body{margin:0}@page{size:A4 landscape;margin:12mm}}
"""


def write_html(lines: Sequence[Audited], out: IO[bytes]) -> None:
    """A page to print: by report, errors first, both places side by side; no script."""
    by_report: dict[str, list[Audited]] = {}
    for line in lines:
        by_report.setdefault(line.entry.source, []).append(line)
    body = [
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>报告勾稽结果</title>',
        f"<style>{_STYLE}</style></head><body><h1>报告勾稽结果</h1>",
        f'<p class="quiet">共 {len(lines)} 项，{len(by_report)} 份报告</p>',
    ]
    for source, found in by_report.items():
        body.append(f"<h2>{html.escape(source)}（{len(found)} 项）</h2><table><thead><tr>")
        body.append('<th class="n">序号</th><th class="s">级别</th><th class="s">类别</th><th>说明</th>')
        body.append(
            '<th class="p">所在处</th><th class="p">对照处</th><th class="s">状态</th></tr></thead><tbody>'
        )
        body += [_printed(number, line) for number, line in enumerate(found, 1)]
        body.append("</tbody></table>")
    body.append("</body></html>")
    out.write("".join(body).encode())


def _printed(number: int, line: Audited) -> str:
    found = line.finding
    note = f"：{line.standing.note}（{line.standing.by}）" if line.standing.note else ""
    cells = [
        str(number),
        SEVERITY_NAMES[found.severity],
        CATEGORY_NAMES[found.category],
        found.message,
        _place(found.stated),
        _place(found.against) if found.against else "",
        STATE_NAMES[line.standing.state] + note,
    ]
    tags = "".join(f"<td>{html.escape(cell)}</td>" for cell in cells)
    return f'<tr class="{found.severity.value}">{tags}</tr>'


def _place(side: Side) -> str:
    return f"第{side.page}页：{side.quote}" if side.quote else f"第{side.page}页"


WRITERS: dict[str, Callable[[Sequence[Audited], IO[bytes]], None]] = {
    "jsonl": write_jsonl,
    "xlsx": write_xlsx,
    "html": write_html,
}
