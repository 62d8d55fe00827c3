"""Ingest from end to end: `wenbao ingest` into an empty home, as a user runs it."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from corpus.text import fold

Cell = tuple[str, str, tuple[str, ...], Decimal, int]


@dataclass(frozen=True, slots=True)
class Reading:
    """One ingest: its seconds, the largest process of it in MB, what it takes without vectors, and
    what a second one takes that finds everything unchanged.
    """

    seconds: float
    megabytes: float
    without_vectors: float
    unchanged: float


def ingest(home: Path, paths: Sequence[Path]) -> Reading:
    """Ingest `paths` into the empty `home`.  Raises CalledProcessError when that fails."""
    taken = _ingested(home, paths)
    # The largest of all processes that have ended: the command and its readers.
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    plain = _ingested(home.with_name("without-vectors"), paths, WENBAO_VECTORS="false")
    return Reading(taken, largest, plain, _ingested(home, paths))


def _ingested(home: Path, paths: Sequence[Path], **settings: str) -> float:
    started = time.perf_counter()
    _wenbao(home, "ingest", *map(str, paths), **settings)
    return time.perf_counter() - started


def _wenbao(home: Path, *arguments: str, **settings: str) -> str:
    command = [sys.executable, "-m", "wenbao", *arguments]
    environment = {**os.environ, "WENBAO_HOME": str(home), **settings}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)  # noqa: S603
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
