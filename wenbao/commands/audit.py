"""`wenbao audit`: every figure that disagrees with another, with both places."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from wenbao.commands.reports import Format

if TYPE_CHECKING:
    from corpus.report import Disagreement
    from corpus.view import DocumentView, ReportEntry


def run(
    document: Annotated[
        str | None, typer.Option("--document", help="One report, by its id or file name.")
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="How to print them.")] = Format.TABLE,
) -> None:
    """List what the reports state in two ways, with both places."""
    from wenbao.bootstrap import corpus_of
    from wenbao.settings import load

    with corpus_of(load()) as corpus:
        library = corpus.library
        entries = library.reports() if document is None else [library.find(document)]
        views = (library.view(entry.document_id) for entry in entries)
        if form is Format.JSONL:
            for view in views:
                for found in view.disagreements:
                    typer.echo(json.dumps(_line(view.entry, found), ensure_ascii=False))
        elif not entries:
            typer.echo("资料库中没有报告，先用 wenbao ingest 读入 / no reports yet: use wenbao ingest")
        else:
            for view in views:
                _show(view)


def _line(entry: ReportEntry, found: Disagreement) -> dict[str, Any]:
    return {
        "document_id": entry.document_id,
        "source": entry.source,
        "kind": found.kind,
        "subject": found.subject,
        "stated": {"value": found.stated, "page": found.stated_page, "quote": found.stated_quote},
        "against": {"value": found.against, "page": found.against_page, "quote": found.against_quote},
    }


def _show(view: DocumentView) -> None:
    from wenbao.printing import console, listing

    out = console()
    count = len(view.disagreements)
    out.print(f"{view.entry.source}: {count} disagreements", highlight=False, markup=False)
    if not count:
        return
    table = listing("kind", "subject", "stated", "against")
    table.show_lines = True
    for found in view.disagreements:
        stated = f"{found.stated} (p. {found.stated_page})\n{found.stated_quote}"
        against = f"{found.against} (p. {found.against_page})\n{found.against_quote}"
        table.add_row(found.kind, found.subject, stated, against)
    out.print(table, markup=False)
