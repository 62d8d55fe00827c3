"""Collaborators for the HTTP door that hold their content in memory."""

from __future__ import annotations

import json
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.testclient import TestClient

from corpus.errors import FormatUnknown, NotFound
from corpus.findings import Category, Finding, Side
from corpus.report import Box, Page, Problem, Record, ReportFacts, Severity, Table, TableCell
from corpus.store.access import AccessBook
from corpus.store.database import Database
from corpus.store.findings import FindingStates
from corpus.store.jobs import Job, Jobs
from corpus.store.opinions import Opinions, SharedAnswers
from corpus.view import DocumentView, ReportEntry
from service.answer import Answer, Citation, Figure, Route, Warning
from service.executing import PlanDoor
from service.http.app import create_app
from service.http.collaborators import Check, Options, Original, RecordPage, RecordQuery
from service.http.desk import Desk
from tests.service.shelf import shelf

ANSWER = Answer(
    text="某局 2020 年合计为 **12.50 万元**[1]，比预算少 0.50 万元。",
    route=Route.LOOKUP,
    figures=(
        Figure(Decimal("12.50"), "万元", "合计", "某市某局", 2020, 1, "12.50"),
        Figure(Decimal("4000000"), "元", "总额", None, None, None, formula="4 × 1000000", inputs=(1,)),
    ),
    citations=(
        Citation(
            1,
            "doc-1",
            "某局.pdf",
            "某局2020年决算",
            3,
            "table",
            "12.50",
            table={"form": "公开01表", "title": "总表", "row_path": ("合计",), "column_path": ("决算数",)},
            bbox=(1.0, 2.0, 3.0, 4.5),
            url="/documents/doc-1#page=3",
        ),
        Citation(2, "doc-1", "某局.pdf", "某局2020年决算", 4, "text", "原文", section=("第一部分", "概况")),
    ),
    warnings=(Warning("scope", "口径不同", (1, 2)),),
    suggestions=("预算是多少？",),
    chart={"kind": "line", "values": [Decimal("1.10"), None]},
    conversation_id="c-1",
    trace_id="made-by-the-answerer",
    explain={"frame": {"years": (2020,)}, "score": Decimal("0.5")},
)


@dataclass
class FakeAnswers:
    """Gives `answer` (or raises `error`) and remembers what it was asked."""

    answer: Answer = ANSWER
    error: Exception | None = None
    asked: list[tuple[str, str | None, Mapping[str, Any] | None]] = field(default_factory=list)
    threads: set[int] = field(default_factory=set)
    gate: threading.Barrier | None = None

    def ask(
        self,
        question: str,
        conversation_id: str | None = None,
        filters: Mapping[str, Any] | None = None,
        explain: bool = False,
    ) -> Answer:
        self.asked.append((question, conversation_id, filters))
        self.threads.add(threading.get_ident())
        if self.gate is not None:
            self.gate.wait(timeout=5)
        if self.error is not None:
            raise self.error
        return self.answer


def entry(document_id: str = "doc-1", records: int = 3) -> ReportEntry:
    facts = ReportFacts("某局2020年决算", "某市某局", 2020, "部门决算", ("某局",))
    problem = Problem(Severity.WARNING, "page_empty", "第 2 页没有文字", 2)
    return ReportEntry(
        document_id,
        f"{document_id}.pdf",
        facts,
        9,
        2,
        records,
        7,
        (problem,),
        0.98765,
        "2026-01-01T00:00:00Z",
    )


def record(row: int, value: str | None, label: str = "合计") -> Record:
    return Record(
        table=1, row=row, column=1, form="公开01表", title="总表", row_code="2010301", row_label=label,
        row_path=("支出", label), column_path=("决算数",), value=None if value is None else Decimal(value),
        raw=value or "", unit="万元", page=3, box=Box(1, 2, 3, 4.567),
    )  # fmt: skip


@dataclass
class FakeShelf:
    """Two reports; the first has records and, where `folder` is given, files."""

    folder: Path | None = None
    media_type: str = "application/pdf"
    content: bytes = bytes(range(256)) * 4
    gone: str | None = None
    error: Exception | None = None

    def reports(self) -> Sequence[ReportEntry]:
        if self.error is not None:
            raise self.error
        return [entry(), entry("doc-2", 0)]

    def report(self, document_id: str) -> ReportEntry:
        for held in self.reports():
            if held.document_id == document_id:
                return held
        raise NotFound(document_id)

    def records(self, query: RecordQuery) -> RecordPage:
        held = self.report(query.document_id or "doc-1")
        rows = [record(1, "12.50"), record(2, None, "差旅费"), record(3, "-0.5", "差旅费")]
        found = [row for row in rows if query.label is None or query.label in (row.row_label or "")]
        found = [row for row in found if query.form in (None, row.form)]
        page = found[query.offset : query.offset + query.limit]
        return RecordPage([(held, row) for row in page], len(found))

    def away(self) -> str | None:
        return self.gone

    def original(self, document_id: str) -> Original:
        held = self.report(document_id)
        if self.folder is None:
            raise NotFound(document_id)
        path = self.folder / held.document_id
        if document_id == "doc-1":
            path.write_bytes(self.content)
        return Original(path, '决算 "公开".pdf', self.media_type)


class FakePictures:
    """Every page is the same picture, of the width that was asked for."""

    def picture(self, path: Path, page: int, width: int) -> bytes:
        if page > 9:
            raise NotFound()
        return f"picture {page} {width}".encode()

    def lines(self, path: Path, page: int, quote: str) -> list[list[float]]:
        return []


@dataclass
class FakeIntake:
    """Takes what begins as a PDF does; nothing is read."""

    folder: Path
    book: Jobs
    taken: list[bytes] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)

    def accept(self, part: Path, source: str, again: bool) -> Job:
        content = part.read_bytes()
        if not content.startswith(b"%PDF-"):
            raise FormatUnknown(source)
        self.taken.append(content)
        return self.book.add(source, len(content), again)

    def jobs(self) -> Sequence[Job]:
        return self.book.newest()

    def job(self, job_id: str) -> Job:
        return self.book.find(job_id)

    def cancel(self, job_id: str) -> Job:
        return self.book.cancel(job_id)

    def withdraw(self, document_id: str) -> None:
        if document_id != "doc-1":
            raise NotFound(document_id)
        self.gone.append(document_id)


@dataclass
class FakeChecks:
    """Every file is the same report."""

    folder: Path
    held: dict[str, DocumentView] = field(default_factory=dict)

    def check(self, part: Path, source: str) -> DocumentView:
        if not part.read_bytes().startswith(b"%PDF-"):
            raise FormatUnknown(source)
        known = view("doc-1")
        made = replace(known, entry=replace(known.entry, document_id="check-1", source=source))
        self.held["check-1"] = made
        return made

    def holds(self, document_id: str) -> bool:
        return document_id in self.held

    def view(self, document_id: str) -> DocumentView:
        return self.held[document_id]

    def original(self, document_id: str) -> Original:
        return Original(self.folder / document_id, "草稿.pdf", "application/pdf")

    def take_away(self, document_id: str) -> None:
        if self.held.pop(document_id, None) is None:
            raise NotFound(document_id)


FINDING = Finding(
    "named", Category.ERROR, Severity.ERROR, "合计", "正文写作 12.40万元，合计为 12.50万元，不一致。",
    Side("12.40万元", 4, "某局合计12.40万元。"), Side("12.50万元", 3, "总表 合计：12.50", (1, 1, 1)),
    "12.50万元",
)  # fmt: skip


ROUNDED = replace(FINDING, category=Category.ROUNDING, severity=Severity.NOTE, subject="差旅费")


def view(document_id: str) -> DocumentView:
    """Nine pages; the third has a table of three rows, one column and a head."""
    held = entry(document_id)
    if document_id != "doc-1":
        raise NotFound(document_id)
    rows = (record(1, "12.50"), record(2, None, "差旅费"), record(3, "-0.5", "差旅费"))
    cells = (TableCell(0, 1, "决算数", header=True), *(TableCell(r.row, 1, r.raw) for r in rows))
    table = Table(1, "公开01表", "总表", "万元", (3,), cells, confidence=0.98765)
    pages = tuple(Page(number, 595.0, 842.0, f"第{number}页") for number in range(1, 10))
    return DocumentView(held, pages, (), (), (table,), rows, (), (FINDING, ROUNDED))


@cache
def database() -> Database:
    """One for all: what a test adds, it finds by what it was given."""
    return Database(f"sqlite:///{tempfile.mkdtemp()}/desk.db")


def desk(**others: Any) -> Desk:
    """The real store of the service's own, and fakes beside it."""
    folder = Path(tempfile.mkdtemp())
    parts: dict[str, Any] = {
        "view": view,
        "pictures": FakePictures(),
        "intake": FakeIntake(folder, Jobs(database())),
        "opinions": Opinions(database()),
        "shares": SharedAnswers(database()),
        "access": AccessBook(database()),
        "plans": PlanDoor(shelf()),
        "states": FindingStates(database()),
        "checks": FakeChecks(folder),
    }
    return Desk(**(parts | others))


def application(
    answers: FakeAnswers | None = None,
    shelf: FakeShelf | None = None,
    *checks: Check,
    around: Desk | None = None,
    **options: Any,
) -> FastAPI:
    """The real application over fakes."""
    return create_app(
        answers or FakeAnswers(),
        shelf or FakeShelf(),
        desk=around or desk(),
        checks=lambda: checks,
        options=Options(**options),
    )


def client(*given: Any, **options: Any) -> TestClient:
    """A client that sees a 500 as a reply, as a browser would."""
    return TestClient(application(*given, **options), raise_server_exceptions=False)


def events(body: str) -> list[tuple[str, Any]]:
    """The server-sent events of a stream, as (name, data)."""
    return list(_events(body.split("\n\n")))


def _events(blocks: Iterable[str]) -> Iterator[tuple[str, Any]]:
    for block in blocks:
        fields = dict(line.split(": ", 1) for line in block.splitlines() if ": " in line)
        if "event" in fields:
            yield fields["event"], json.loads(fields["data"])
