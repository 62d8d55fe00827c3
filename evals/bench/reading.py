"""Ingest from end to end: `wenbao ingest` into an empty home, as a user runs it."""

from __future__ import annotations

import json
import os
import resource
import sqlite3
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from pathlib import Path

from corpus.text import fold

Cell = tuple[str, str, tuple[str, ...], Decimal, int]

_BEGINS, _ADDED = "files to read", ": added"
"""What `wenbao ingest` says when it takes the first file, and when a report is there."""


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds of one run: of the `reading` itself, and of the command with its start (`answering`);
    both until everything read answers.  `vectors` is what we take after that; `processor` the processor
    time of all processes together."""

    reading: float
    answering: float
    processor: float
    vectors: float = 0.0


def median(runs: Sequence[Run]) -> Run:
    """The middle of each measurement."""
    return Run(
        statistics.median(run.reading for run in runs),
        statistics.median(run.answering for run in runs),
        statistics.median(run.processor for run in runs),
        statistics.median(run.vectors for run in runs),
    )


def ingested(home: Path, paths: Sequence[Path], **settings: str) -> Run:
    """Ingest `paths` into the empty `home`, and look at its clock from outside.

    Raises CalledProcessError when it fails, and RuntimeError when a report is said to be there and
    its records or words are not.
    """
    started, used = time.perf_counter(), _processor_seconds()
    process = subprocess.Popen(  # noqa: S603
        _command("ingest", *map(str, paths)),
        env=_environment(home, **settings),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    began, added, answering = started, 0, started
    assert process.stderr is not None
    for line in process.stderr:
        if _BEGINS in line:
            began = time.perf_counter()
        added += line.rstrip().endswith(_ADDED)
        if added == len(paths) and answering == started:
            answering = time.perf_counter()
            _see(home, len(paths))
    if process.wait() or added != len(paths):
        raise subprocess.CalledProcessError(process.returncode, "wenbao ingest")
    used = _processor_seconds() - used
    return Run(answering - began, answering - started, used, time.perf_counter() - answering)


def copies(paths: Sequence[Path], folder: Path, count: int) -> list[Path]:
    """Each file `count` times in `folder`, under names and with last bytes of their own."""
    folder.mkdir(parents=True)
    made = []
    for path, number in product(paths, range(1, count + 1)):
        copy = folder / f"{path.stem}-{number}{path.suffix}"
        copy.write_bytes(path.read_bytes() + f"\n% {number}\n".encode())
        made.append(copy)
    return made


def _processor_seconds() -> float:
    """What all processes that have ended took."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _see(home: Path, reports: int) -> None:
    """The reports and their full text are there for any reader."""
    with closing(sqlite3.connect(home / "wenbao.db")) as connection:
        ((held,),) = connection.execute("SELECT count(*) FROM reports")
        ((passages,),) = connection.execute("SELECT count(DISTINCT report_id) FROM passages")
    if held != reports or passages != reports:
        raise RuntimeError(f"{held} of {reports} reports, {passages} with passages")


def plain(paths: Sequence[Path], processes: int) -> tuple[int, Run]:
    """Plain pdfplumber over `paths` as a command: pages and seconds."""
    started, used = time.perf_counter(), _processor_seconds()
    command = [sys.executable, "-m", "evals.bench.plain", str(processes), *map(str, paths)]
    done = subprocess.run(command, env=_environment(), capture_output=True, text=True, check=True)  # noqa: S603
    whole = time.perf_counter() - started
    pages, seconds = done.stdout.split()
    return int(pages), Run(float(seconds), whole, _processor_seconds() - used)


def largest_process() -> float:
    """Of all commands and their readers that have ended, the most memory of one, in MB."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def seconds_again(home: Path, paths: Sequence[Path]) -> float:
    """What ingesting `paths` takes where everything is in `home`, unchanged."""
    started = time.perf_counter()
    _wenbao(home, "ingest", *map(str, paths))
    return time.perf_counter() - started


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "wenbao", *arguments]


def _environment(home: Path | None = None, **settings: str) -> dict[str, str]:
    """That of a user: an installed program has its bytecode, even where tests write none."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, **({"WENBAO_HOME": str(home)} if home else {}), **settings}


def _wenbao(home: Path, *arguments: str) -> str:
    done = subprocess.run(  # noqa: S603
        _command(*arguments), env=_environment(home), capture_output=True, text=True, check=True
    )
    return done.stdout


def cells_right(home: Path, truths: Iterable[Path]) -> tuple[int, int]:
    """Of the cells that the truth files list, how many are records with the same value and page; and
    how many cells there are.
    """
    lines = map(json.loads, _wenbao(home, "records", "--format", "jsonl").splitlines())
    held = Counter(_cells(lines))
    wanted = Counter(_cells(_truth(truths)))
    return (held & wanted).total(), wanted.total()


def _truth(paths: Iterable[Path]) -> Iterator[dict[str, object]]:
    for path in paths:
        yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())


def _cells(lines: Iterable[dict[str, object]]) -> Iterator[Cell]:
    for line in lines:
        if line["value"] is not None:
            columns = line["column_path"]
            path = tuple(fold(str(label)) for label in columns) if isinstance(columns, list) else ()
            label = fold(str(line["row_label"] or ""))
            page = int(str(line["page"]))
            yield str(line["form"]), label, path, Decimal(str(line["value"])), page
