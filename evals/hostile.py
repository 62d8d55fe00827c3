"""Reads broken, bomb-like and mutated files in the sandbox and prints a table of outcomes.

    python -m evals.hostile [--files FOLDER] [--mutate FOLDER] [--mutants N]

FOLDER of `--files` holds broken PDFs; `--mutate` real reports, of which N mutants are made
(bytes changed, cut, doubled or swapped; the same for the same seed).  Bombs are built.  Exit 1 when
a file takes more than 60 s or the reading process more than 1.5 GB, or the reader itself dies.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from corpus.errors import ReadError
from evals.bombs import bombs, mutants
from ingest.sandbox import Limits, Worker

SECONDS, MEGABYTES = 60.0, 1536


class Outcome(NamedTuple):
    """What became of one file."""

    group: str
    name: str
    result: str
    seconds: float


def outcome_of(worker: Worker, path: Path, group: str) -> Outcome:
    """Read one file and say what came of it, in how long."""
    start = time.monotonic()
    try:
        report = worker.read(path, path.name)
        result = "records" if report.records else "text"
    except ReadError as error:
        result = error.code
    return Outcome(group, path.name, result, time.monotonic() - start)


def outcomes(options: argparse.Namespace) -> Iterator[Outcome]:
    """What becomes of every file that the options ask for, one after the other."""
    worker = Worker(Limits())
    try:
        with tempfile.TemporaryDirectory() as folder:
            for path in bombs(Path(folder)):
                yield outcome_of(worker, path, "bombs")
            if options.files:
                for path in sorted(options.files.iterdir()):
                    yield outcome_of(worker, path, "broken files")
            if options.mutate:
                for path in mutants(sorted(options.mutate.glob("*.pdf")), options.mutants, Path(folder)):
                    yield outcome_of(worker, path, "mutants")
                    path.unlink()
    finally:
        worker.close()


def main() -> int:
    """Print the table; 1 when something was over the limits."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--files", type=Path)
    parser.add_argument("--mutate", type=Path)
    parser.add_argument("--mutants", type=int, default=2000)
    options = parser.parse_args()
    results: dict[str, Counter[str]] = defaultdict(Counter)
    slowest: dict[str, Outcome] = {}
    for outcome in outcomes(options):
        results[outcome.group][outcome.result] += 1
        slow = slowest.setdefault(outcome.group, outcome)
        slowest[outcome.group] = max(slow, outcome, key=lambda o: o.seconds)
        if outcome.group == "bombs" or outcome.seconds > SECONDS / 2:
            print(f"{outcome.name:44} {outcome.result:16} {outcome.seconds:6.1f} s", flush=True)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print("\n| files | outcomes | slowest |\n| --- | --- | --- |")
    for group, counts in results.items():
        told = ", ".join(f"{count} {result}" for result, count in counts.most_common())
        print(f"| {sum(counts.values())} {group} | {told} | {slowest[group].seconds:.1f} s |")
    print(f"\nlargest reading process: {peak:.0f} MB")
    over = any(outcome.seconds > SECONDS for outcome in slowest.values()) or peak > MEGABYTES
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
