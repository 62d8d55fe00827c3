"""`wenbao doctor`: whether records, files, full text and vectors agree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from wenbao.settings import Settings


def run(
    rebuild: Annotated[
        bool,
        typer.Option(
            "--rebuild", help="Make what is derived again: lost reports from their originals, the indexes."
        ),
    ] = False,
    prune: Annotated[bool, typer.Option("--prune", help="Remove originals that no report has.")] = False,
) -> None:
    """Check that the parts of the corpus agree.

    Exit status: 0 they do, 1 something is wrong.
    """
    from wenbao import health
    from wenbao.bootstrap import corpus_of
    from wenbao.printing import console, listing
    from wenbao.settings import load

    settings = load()
    if rebuild:
        _mend_database(settings)
    with corpus_of(settings) as corpus:
        if rebuild:
            health.rebuild(
                corpus,
                everything=True,
                told=lambda outcome: typer.echo(
                    f"{outcome.source}: {outcome.reason or outcome.result.value}", err=True
                ),
            )
        if prune:
            typer.echo(f"originals removed: {len(health.prune(corpus))}", err=True)
        parts = health.examine(corpus)
    table = listing("part", "count", "state", numbers=("count",))
    for part in parts:
        table.add_row(part.name, str(part.count), "; ".join(filter(None, (part.fault, part.note))) or "ok")
    out = console()
    out.print(table, markup=False)
    faulty = [part for part in parts if part.fault is not None]
    if not faulty:
        return
    if any(part.derived for part in faulty):
        out.print("`wenbao doctor --rebuild` makes the indexes again.", markup=False)
    if any(part.name == "files" for part in faulty):
        out.print("`wenbao ingest` of the same files brings their originals back.", markup=False)
    raise typer.Exit(1)


def _mend_database(settings: Settings) -> None:
    """Put a new database in the place of a damaged one (SQLite's); its reports are read again."""
    from corpus.store import salvage
    from corpus.store.database import Database

    fault, path = salvage.fault_of(settings.sql_url), salvage.sqlite_path(settings.sql_url)
    if fault is None or path is None:
        return
    aside = salvage.set_aside(path)
    database = Database(settings.sql_url)
    try:
        carried = salvage.carry_over(aside, database)
    finally:
        database.close()
    told = ", ".join(f"{name} {count}" for name, count in carried.items())
    typer.echo(
        f"the database is damaged ({fault}); set aside as {aside.name}; carried over: {told}", err=True
    )
