"""`wenbao reports`: what is in the corpus."""

from __future__ import annotations

import json
from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from corpus.view import ReportEntry


class Format(StrEnum):
    """How a list is printed."""

    TABLE = "table"
    JSONL = "jsonl"


def run(
    form: Annotated[Format, typer.Option("--format", help="How to print them.")] = Format.TABLE,
) -> None:
    """List the reports in the corpus."""
    from wenbao.bootstrap import corpus_of
    from wenbao.settings import load

    with corpus_of(load()) as corpus:
        entries = corpus.library.reports()
    if form is Format.JSONL:
        for entry in entries:
            typer.echo(json.dumps(_line(entry), ensure_ascii=False))
    else:
        _show(entries)


def _line(entry: ReportEntry) -> dict[str, Any]:
    facts = entry.facts
    return {
        "document_id": entry.document_id,
        "source": entry.source,
        "title": facts.title,
        "organisation": facts.organisation,
        "short_names": list(facts.short_names),
        "fiscal_year": facts.fiscal_year,
        "report_type": facts.report_type,
        "pages": entry.pages,
        "tables": entry.tables,
        "records": entry.records,
        "passages": entry.passages,
        "confidence": round(entry.confidence, 4),
        "problems": [
            {
                "severity": problem.severity.value,
                "code": problem.code,
                "message": problem.message,
                "page": problem.page,
            }
            for problem in entry.problems
        ],
        "ingested_at": entry.ingested_at,
    }


def _show(entries: Sequence[ReportEntry]) -> None:
    from wenbao.printing import console, listing

    numbers = ("year", "pages", "tables", "records", "passages", "sure", "problems")
    table = listing("document_id", "report", *numbers, numbers=("document_id", *numbers))
    for entry in entries:
        facts = entry.facts
        table.add_row(
            entry.document_id,
            "\n".join(filter(None, (entry.source, facts.organisation, facts.report_type))),
            str(facts.fiscal_year or "—"),
            *map(str, (entry.pages, entry.tables, entry.records, entry.passages)),
            f"{entry.confidence:.2f}",
            str(len(entry.problems)),
        )
    console().print(table, markup=False)
