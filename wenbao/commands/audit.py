"""`wenbao audit`: what the reports' own checks found, with both places."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wenbao.printing import console, listing

if TYPE_CHECKING:
    from corpus.auditing import Audited


class Format(StrEnum):
    """How findings are written."""

    TABLE = "table"
    JSONL = "jsonl"
    XLSX = "xlsx"
    HTML = "html"


class Least(StrEnum):
    """The least grave finding that is wanted."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


EMPTY = "语料库中没有报告，先运行 wenbao ingest。 The corpus is empty: run wenbao ingest first."
FOUND = 1
"""The exit code where an open finding of severity error stands."""


def run(
    document: Annotated[
        str | None, typer.Option("--document", help="One report, by its id or file name.")
    ] = None,
    severity: Annotated[
        Least, typer.Option("--severity", help="Findings of this severity and graver ones.")
    ] = Least.NOTE,
    form: Annotated[Format, typer.Option("--format", help="How to write them.")] = Format.TABLE,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write; standard output without it.")
    ] = None,
) -> None:
    """Check the reports: sums, balances, figures told twice, ratios, wording, completeness.

    Ends with 0 when no error is open, with 1 when one is.
    """
    from corpus.auditing import WRITERS, Wanted, audited
    from corpus.findings import State
    from corpus.report import Severity
    from corpus.store.findings import FindingStates
    from wenbao.bootstrap import corpus_of
    from wenbao.settings import load

    if form is Format.XLSX and output is None and sys.stdout.isatty():
        raise typer.BadParameter(
            "a workbook is not for a terminal: give --output FILE", param_hint="--format"
        )
    with corpus_of(load()) as corpus:
        library, states = corpus.library, FindingStates(corpus.database)
        entries = library.reports() if document is None else [library.find(document)]
        wanted = Wanted(Severity(severity.value))
        lines = [
            line
            for entry in entries
            for line in audited(library.view(entry.document_id), states.of(entry.source), wanted)
        ]
        if not entries:
            typer.echo(EMPTY, err=True)
        elif form is Format.TABLE and output is None:
            _show(lines, [entry.source for entry in entries])
        elif output is None:
            WRITERS[form.value](lines, sys.stdout.buffer)
            sys.stdout.buffer.flush()
        else:
            name = "html" if form is Format.TABLE else form.value
            with output.open("wb") as file:
                WRITERS[name](lines, file)
    grave = (line for line in lines if line.finding.severity is Severity.ERROR)
    if any(line.standing.state is State.OPEN for line in grave):
        raise typer.Exit(FOUND)


def _show(lines: Sequence[Audited], sources: Sequence[str]) -> None:
    from corpus.auditing import CATEGORY_NAMES, SEVERITY_NAMES, STATE_NAMES

    out = console()
    for source in sources:
        found = [line for line in lines if line.entry.source == source]
        out.print(f"{source}：{len(found)} 项 findings", highlight=False, markup=False)
        if not found:
            continue
        table = listing("级别", "类别", "页", "说明", "对照", "状态")
        table.show_lines = True
        for line in found:
            one, other = line.finding.stated, line.finding.against
            table.add_row(
                SEVERITY_NAMES[line.finding.severity],
                CATEGORY_NAMES[line.finding.category],
                str(one.page),
                line.finding.message,
                f"第{other.page}页 {other.quote[:80]}" if other else "",
                STATE_NAMES[line.standing.state],
            )
        out.print(table, markup=False)
