"""Reads broken, bomb-like and mutated files in the sandbox and prints a table of outcomes.

    python -m evals.hostile [--files FOLDER] [--mutate FOLDER [--mutants N] [--seed N]]
        [--processes N] [--no-bombs]

FOLDER of `--files` holds broken PDFs; `--mutate` real reports, of which N mutants are made
(bytes changed, cut, doubled or swapped; the same for the same `--seed`).  Bombs are built.  Exit 1 when
a file takes more than 60 s, a reading process more than 1.5 GB, or all of them together more than 2 GB.
"""

from __future__ import annotations

import argparse
import os
import queue
import resource
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import NamedTuple, Self

from corpus.errors import ReadError
from evals.bombs import bombs
from evals.mutants import mutants
from ingest.sandbox import Limits, Worker

SECONDS, MEGABYTES, TOGETHER = 60.0, 1536, 2048
LOOK = 0.05  # seconds between two looks at what the readers take
PROGRESS = 100  # files between two lines that say how far it is


class Outcome(NamedTuple):
    """What became of one file, in how long; waiting for others to leave it memory does not count."""

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
    return Outcome(group, path.name, result, time.monotonic() - start - worker.waited)


def files(options: argparse.Namespace, folder: Path) -> Iterator[tuple[str, Path]]:
    """Every file that the options ask for, with its group; those made lie in `folder`."""
    if not options.no_bombs:
        yield from (("bombs", path) for path in bombs(folder))
    if options.files:
        yield from (("broken files", path) for path in sorted(options.files.iterdir()))
    if options.mutate:
        reports = sorted(options.mutate.glob("*.pdf"))
        yield from (("mutants", path) for path in mutants(reports, options.mutants, folder, options.seed))


def outcomes(options: argparse.Namespace) -> Iterator[Outcome]:
    """What becomes of every file that the options ask for, several read at once."""
    workers: queue.SimpleQueue[Worker] = queue.SimpleQueue()
    made = [Worker(Limits()) for _ in range(options.processes)]
    for worker in made:
        workers.put(worker)

    def read(group: str, path: Path) -> Outcome:
        worker = workers.get()
        try:
            return outcome_of(worker, path, group)
        finally:
            workers.put(worker)
            if group != "broken files":
                path.unlink()

    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(options.processes) as pool:
        try:
            running: set[Future[Outcome]] = set()
            for group, path in files(options, Path(folder)):
                running.add(pool.submit(read, group, path))
                if len(running) > options.processes:
                    done, running = wait(running, return_when=FIRST_COMPLETED)
                    yield from (future.result() for future in done)
            yield from (future.result() for future in running)
        finally:
            for worker in made:
                worker.close()


class Watch:
    """The most memory that all child processes of this one had together, in MB, while it is watched."""

    def __init__(self) -> None:
        self.most = 0.0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ended.wait(LOOK):
            self.most = max(self.most, sum(map(_resident, _children())))


def _children() -> list[int]:
    lists = Path("/proc/self/task").glob("*/children")
    return [int(pid) for children in lists for pid in children.read_text(encoding="ascii").split()]


def _resident(pid: int) -> float:
    """What a process holds in memory, in MB; 0 for one that is gone."""
    try:
        pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
    except OSError:
        return 0.0
    return int(pages) * os.sysconf("SC_PAGE_SIZE") / 2**20


def main() -> int:
    """Print the table; 1 when something was over the limits."""
    with Watch() as watch:
        over = _told(_options())
    print(f"all reading processes together: {watch.most:.0f} MB")
    return 1 if over or watch.most > TOGETHER else 0


def _told(options: argparse.Namespace) -> bool:
    """Print the table; whether a file or a process was over the limits."""
    results: dict[str, Counter[str]] = defaultdict(Counter)
    slowest: dict[str, Outcome] = {}
    for number, outcome in enumerate(outcomes(options), 1):
        results[outcome.group][outcome.result] += 1
        slow = slowest.setdefault(outcome.group, outcome)
        slowest[outcome.group] = max(slow, outcome, key=lambda o: o.seconds)
        if outcome.group == "bombs" or outcome.seconds > SECONDS / 2:
            print(f"{outcome.name:44} {outcome.result:16} {outcome.seconds:6.1f} s", flush=True)
        if number % PROGRESS == 0:
            print(f"{number} files", flush=True)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print("\n| files | outcomes | slowest |\n| --- | --- | --- |")
    for group, counts in results.items():
        told = ", ".join(f"{count} {result}" for result, count in counts.most_common())
        print(f"| {sum(counts.values())} {group} | {told} | {slowest[group].seconds:.1f} s |")
    print(f"\nlargest reading process: {peak:.0f} MB")
    return any(outcome.seconds > SECONDS for outcome in slowest.values()) or peak > MEGABYTES


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--files", type=Path)
    parser.add_argument("--mutate", type=Path)
    parser.add_argument("--mutants", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=20170)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--no-bombs", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
