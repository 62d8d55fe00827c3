"""`wenbao doctor`: whether records, files, full text and vectors agree."""

from __future__ import annotations

from typing import Annotated

import typer


def run(
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Make the lexical and the vector index again.")
    ] = False,
) -> None:
    """Check that the parts of the corpus agree.

    Exit status: 0 they do, 1 something is wrong.
    """
    from wenbao import health
    from wenbao.bootstrap import corpus_of
    from wenbao.printing import console, listing
    from wenbao.settings import load

    with corpus_of(load()) as corpus:
        if rebuild:
            health.rebuild(corpus, everything=True)
        parts = health.examine(corpus)
    table = listing("part", "count", "state", numbers=("count",))
    for part in parts:
        table.add_row(part.name, str(part.count), part.fault or "ok")
    out = console()
    out.print(table, markup=False)
    faulty = [part for part in parts if part.fault is not None]
    if not faulty:
        return
    if any(part.derived for part in faulty):
        out.print("`wenbao doctor --rebuild` makes the indexes again.", markup=False)
    raise typer.Exit(1)
