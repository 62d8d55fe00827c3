"""`wenbao records`: the structured records, for other programs."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """How records are written."""

    JSONL = "jsonl"
    CSV = "csv"
    XLSX = "xlsx"


def run(
    document: Annotated[
        str | None, typer.Option("--document", help="One report, by its id or file name.")
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="How to write them.")] = Format.JSONL,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write; standard output without it.")
    ] = None,
) -> None:
    """Print the records of one report, or of all."""
    from corpus.exports import WRITERS, lines_of
    from wenbao.bootstrap import corpus_of
    from wenbao.settings import load

    if form is Format.XLSX and output is None and sys.stdout.isatty():
        raise typer.BadParameter(
            "a workbook is not for a terminal: give --output FILE", param_hint="--format"
        )
    with corpus_of(load()) as corpus:
        library = corpus.library
        entries = library.reports() if document is None else [library.find(document)]
        lines = lines_of(library.view(entry.document_id) for entry in entries)
        if output is None:
            WRITERS[form.value](lines, sys.stdout.buffer)
            sys.stdout.buffer.flush()
        else:
            with output.open("wb") as file:
                WRITERS[form.value](lines, file)
