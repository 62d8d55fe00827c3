"""`wenbao ingest`: files and folders into the corpus."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
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
    import gc

    gc.disable()  # of what is loaded now nothing goes
    from wenbao.ingesting import Result, begin, find_files, readers_of
    from wenbao.settings import load

    settings = load()
    found = find_files(paths)
    with readers_of(settings, len(found.files), forked=True) as readers:
        typer.echo(f"{len(found.files)} files to read", err=True)
        begin(readers, settings, found.files, replace)  # while the corpus is opened
        from wenbao.bootstrap import corpus_of

        with corpus_of(settings) as corpus:
            gc.freeze()
            gc.enable()
            gc.set_threshold(50_000, 50, 50)  # of what reports are made of, hardly anything is in a ring
            outcomes = [*found.failed, *_read(corpus, readers, found, replace)]
            readers.close()
            _index(corpus)
    _show(outcomes, found)
    if any(outcome.result is Result.FAILED for outcome in outcomes):
        raise typer.Exit(1)


def _read(corpus: Corpus, readers: Readers, found: Found, replace: bool) -> list[Outcome]:
    """Every file, with a line for each that was read."""
    from wenbao.ingesting import ingest

    outcomes: list[Outcome] = []
    with _progress(len(found.files)) as progress:
        for outcome in ingest(corpus, corpus.settings, found.files, replace, progress.on_page, readers):
            outcomes.append(outcome)
            progress.on_outcome(outcome)
    return outcomes


class _Lines:
    """Progress where nobody watches: a line for each file."""

    def on_page(self, path: Path, page: int, pages: int | None) -> None:
        """Nothing: a page is no event for a log."""

    def on_outcome(self, outcome: Outcome) -> None:
        """The file and what became of it."""
        typer.echo(f"{outcome.source}: {outcome.reason or outcome.result.value}", err=True)


@contextmanager
def _progress(files: int) -> Iterator[_Lines]:
    """Who is told of pages and files: on a terminal with a bar for each file that is being read."""
    if not sys.stderr.isatty():
        yield _Lines()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    tasks: dict[str, TaskID] = {}

    class Bars(_Lines):
        def on_page(self, path: Path, page: int, pages: int | None) -> None:
            if path.name not in tasks:
                tasks[path.name] = bars.add_task(path.name, total=pages)
            bars.update(tasks[path.name], completed=page, total=pages)

        def on_outcome(self, outcome: Outcome) -> None:
            if outcome.source in tasks:
                bars.remove_task(tasks[outcome.source])
            bars.advance(whole)
            console.print(f"{outcome.source}: {outcome.reason or outcome.result.value}", highlight=False)

    with Progress(*columns, console=console, transient=True) as bars:
        whole = bars.add_task("files", total=files)
        yield Bars()


def _index(corpus: Corpus) -> None:
    """Bring the vectors up to the records; the records stand without them."""
    from corpus.errors import CorpusError

    if corpus.vectors is None:
        return
    typer.echo("read: the reports answer by their words; vectors follow", err=True)
    from rich.console import Console

    try:
        with Console(stderr=True).status("vectors"):
            corpus.vectors.build()
    except CorpusError as error:
        typer.echo(f"vectors: {error.message()}", err=True)


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
