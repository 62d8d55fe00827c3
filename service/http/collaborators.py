"""What the HTTP door is handed: who answers, what is on the shelf, and how it is set up.

Tests hand in their own through `create_app`, as `wenbao serve` does the real ones.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from corpus.report import Record
from corpus.view import ReportEntry
from service.answer import Answer
from service.plan.types import Plan


class Answers(Protocol):
    """Answers questions; called from worker threads, several at once."""

    def ask(
        self,
        question: str,
        conversation_id: str | None = None,
        filters: Mapping[str, Any] | None = None,
        explain: bool = False,
    ) -> Answer:
        """One answer.  `filters` may hold `organisation` (a name) and `fiscal_year`."""
        ...


class Plans(Protocol):
    """Executes plans; called from worker threads, several at once."""

    def answer(self, plan: Plan, question: str, language: str | None = None) -> Answer:
        """The answer that a plan gives to a question, in `language` or that of the question."""
        ...


@dataclass(frozen=True, slots=True)
class RecordQuery:
    """Which records are wanted: every part that is given must hold.  `label` is a stretch of a row or
    column label; records come in the order of the report, `limit` of them after `offset`."""

    document_id: str | None = None
    form: str | None = None
    label: str | None = None
    offset: int = 0
    limit: int = 100


@dataclass(frozen=True, slots=True)
class RecordPage:
    """A page of records with the report that each stands in; `total` counts all that match."""

    items: Sequence[tuple[ReportEntry, Record]]
    total: int


@dataclass(frozen=True, slots=True)
class Original:
    """A report's own file."""

    path: Path
    source: str
    media_type: str


class Shelf(Protocol):
    """What the doors show of the corpus; called from worker threads."""

    def reports(self) -> Sequence[ReportEntry]:
        """Every visible report, by organisation and year."""
        ...

    def report(self, document_id: str) -> ReportEntry:
        """One report.  Raises corpus.errors.NotFound."""
        ...

    def records(self, query: RecordQuery) -> RecordPage:
        """Records of one report or of all.  Raises corpus.errors.NotFound for an unknown report."""
        ...

    def away(self) -> str | None:
        """Why the store cannot be asked just now; None while it can."""
        ...

    def original(self, document_id: str) -> Original:
        """The file as it was ingested.  Raises corpus.errors.NotFound."""
        ...


@dataclass(frozen=True, slots=True)
class Check:
    """The health of one part.  Without a `required` part the service is not ready; a part
    that is not required only makes it poorer.  A `private` detail names hosts, paths or reports."""

    name: str
    ok: bool
    detail: str = ""
    required: bool = True
    private: bool = False


@dataclass(frozen=True, slots=True)
class Options:
    """How the door is set up; `wenbao.settings` says what each is for."""

    question_limit: int = 1_000
    body_limit: int = 256 * 1024
    traces: int = 1_000
    trace_seconds: float = 3_600.0
    log_questions: bool = False
    version: str = "0"
    private: bool = False
    local: bool = False
    upload_limit: int = 200 << 20
    token_seconds: int = 900


Checks = Callable[[], Sequence[Check]]
