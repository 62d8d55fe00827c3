"""Answers, reports and records as the public JSON shapes: the same for every door.

Decimals become strings with the digits that they were given; a field that has no value is null.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from pathlib import PurePath
from typing import Any

from corpus.exports import record_line
from corpus.report import Record
from corpus.view import ReportEntry
from service.answer import Answer, Citation, Figure, Warning
from service.markdown import inert


def plain(value: Any) -> Any:
    """Any value of the project's types as what JSON knows.  Raises TypeError for others."""
    if isinstance(value, Enum):
        return plain(value.value)
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str | PurePath):
        return _encodable(str(value))
    if isinstance(value, Decimal):
        return decimal_text(value)
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"no JSON shape for {type(value).__name__}")


def decimal_text(value: Decimal) -> str:
    """The decimal's own digits, never with an exponent: `12.50`, `4000000`."""
    return format(value, "f")


def answer_object(answer: Answer, *, explained: bool = False, planned: bool = False) -> dict[str, Any]:
    """The object of `POST /api/ask`; `explain` and `plan` stand in it only when they were asked for."""
    shape = {
        "answer": inert(plain(answer.text)),
        "route": answer.route.value,
        "figures": [_figure(figure) for figure in answer.figures],
        "citations": [_citation(citation) for citation in answer.citations],
        "warnings": [_warning(warning) for warning in answer.warnings],
        "suggestions": plain(answer.suggestions),
        "chart": plain(answer.chart),
        "conversation_id": answer.conversation_id,
        "trace_id": answer.trace_id,
    }
    if explained:
        shape["explain"] = plain(answer.explain)
    if planned:
        shape["plan"] = None if answer.plan is None else answer.plan.model_dump(mode="json")
    return shape


def _warning(warning: Warning) -> dict[str, Any]:
    return {
        "kind": warning.kind,
        "message": plain(warning.message),
        "citations": plain(warning.citations),
    }


def report_object(entry: ReportEntry) -> dict[str, Any]:
    """One report on the shelf."""
    return {
        "document_id": entry.document_id,
        "source": plain(entry.source),
        "title": plain(entry.facts.title),
        "organisation": plain(entry.facts.organisation),
        "short_names": plain(entry.facts.short_names),
        "fiscal_year": entry.facts.fiscal_year,
        "report_type": plain(entry.facts.report_type),
        "pages": entry.pages,
        "tables": entry.tables,
        "records": entry.records,
        "passages": entry.passages,
        "confidence": round(entry.confidence, 4),
        "problems": [plain(problem) for problem in entry.problems],
        "ingested_at": entry.ingested_at,
        "url": f"/documents/{entry.document_id}",
    }


def record_object(entry: ReportEntry, record: Record) -> dict[str, Any]:
    """One record: a line of `wenbao records --format jsonl`."""
    shape: dict[str, Any] = plain(record_line(entry, record))
    return shape


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "value": decimal_text(figure.value),
        "unit": plain(figure.unit),
        "label": plain(figure.label),
        "organisation": plain(figure.organisation),
        "fiscal_year": figure.fiscal_year,
        "citation": figure.citation,
        "formula": plain(figure.formula),
        "inputs": list(figure.inputs),
    }


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "number": citation.number,
        "document_id": citation.document_id,
        "source": plain(citation.source),
        "title": plain(citation.title),
        "page": citation.page,
        "kind": citation.kind,
        "table": plain(citation.table),
        "section": plain(citation.section),
        "quote": plain(citation.quote),
        "bbox": plain(citation.bbox),
        "url": citation.url,
    }


def _encodable(text: str) -> str:
    """Text as UTF-8 can carry it: half a surrogate pair, which broken fonts yield, is replaced."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    return text
