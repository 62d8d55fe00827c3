"""`wenbao ingest`: files and folders into the corpus."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import TaskID

    from ingest.parallel import Readers
    from wenbao.bootstrap import Corpus
    from wenbao.ingesting import Found, Outcome


def run(
    paths: Annotated[list[Path], typer.Argument(help="Reports, or folders of reports.", show_default=False)],
    replace: Annotated[
        bool, typer.Option("--replace", help="Read files anew that are in the corpus already.")
    ] = False,
) -> None:
    """Read reports into the corpus.

    The same bytes twice change nothing; a changed file of the same name replaces the old
    edition.  Exit status: 0 all read, 1 some failed, 2 wrong usage.
    """
    from wenbao.ingesting import Result, find_files, readers_of
    from wenbao.settings import load

    settings = load()
    found = find_files(paths)
    # The readers load what they need while the corpus is opened.
    with readers_of(settings, len(found.files)) as readers:
        from rich.console import Console

        from wenbao.bootstrap import corpus_of

        progress_console = Console(stderr=True)
        with corpus_of(settings) as corpus:
            outcomes = [*found.failed, *_read(corpus, readers, found, replace, progress_console)]
            readers.close()
            _index(corpus, progress_console)
    _show(outcomes, found)
    if any(outcome.result is Result.FAILED for outcome in outcomes):
        raise typer.Exit(1)


def _read(corpus: Corpus, readers: Readers, found: Found, replace: bool, console: Console) -> list[Outcome]:
    """Every file, with a line for each that is being read."""
    import gc

    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from wenbao.ingesting import ingest

    gc.freeze()  # what is loaded stays, and need not be looked through for every report
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    outcomes: list[Outcome] = []
    tasks: dict[str, TaskID] = {}
    console.print(f"{len(found.files)} files to read", highlight=False)
    with Progress(*columns, console=console, transient=True) as progress:
        whole = progress.add_task("files", total=len(found.files))

        def on_page(path: Path, page: int, pages: int | None) -> None:
            if path.name not in tasks:
                tasks[path.name] = progress.add_task(path.name, total=pages)
            progress.update(tasks[path.name], completed=page, total=pages)

        for outcome in ingest(corpus, corpus.settings, found.files, replace, on_page, readers):
            outcomes.append(outcome)
            if outcome.source in tasks:
                progress.remove_task(tasks[outcome.source])
            progress.advance(whole)
            console.print(f"{outcome.source}: {outcome.reason or outcome.result.value}", highlight=False)
    return outcomes


def _index(corpus: Corpus, console: Console) -> None:
    """Bring the vectors up to the records; the records stand without them."""
    from corpus.errors import CorpusError

    if corpus.vectors is None:
        return
    console.print("read: the reports answer by their words; vectors follow", highlight=False)
    try:
        with console.status("vectors"):
            corpus.vectors.build()
    except CorpusError as error:
        console.print(f"vectors: {error.message()}", highlight=False)


def _show(outcomes: Sequence[Outcome], found: Found) -> None:
    from wenbao.printing import console, listing

    out = console()
    numbers = ("pages", "tables", "records", "passages", "problems")
    table = listing("report", *numbers, "result", numbers=numbers)
    for outcome in sorted(outcomes, key=lambda outcome: outcome.source):
        counts = (outcome.pages, outcome.tables, outcome.records, outcome.passages, len(outcome.problems))
        shown = ["", "", "", "", ""] if outcome.reason else list(map(str, counts))
        table.add_row(outcome.source, *shown, outcome.reason or outcome.result.value)
    if outcomes:
        out.print(table, markup=False)
    if found.passed_over:
        left = len(found.passed_over)
        told = "1 other file in the folders was" if left == 1 else f"{left} other files in the folders were"
        out.print(f"{told} left alone", highlight=False)
