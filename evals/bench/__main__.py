"""`make bench`, or `python -m evals.bench [--reports PATH…] [--sets SET…] [--truth FILE…]
[--copies N] [--records N] [--rounds N]`.

Prints one line for each measurement with the one it is to be compared with.  Without options it
measures the samples, each of them several times over so that a command's start does not outweigh
its work (`--copies 1`: as they are); `--records 0` leaves out the grown corpus.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from evals.bench import answering, reading, shelf
from evals.bench.answering import Times
from evals.bench.reading import Run
from evals.schema import Question, read_set

ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    """Measure and print; exit code 1 when a cell is not exact."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="wenbao-bench-") as folder:
        home = Path(folder) / "home"
        paths = _pdfs(options.reports)
        exact = measure_reading(home, paths, options)
        questions = [question for path in options.sets for question in read_set(path)]
        small = measure_answers(home, questions)
        if options.records:
            measure_growth(home, questions, options.records, small)
    return 0 if exact else 1


def _options() -> argparse.Namespace:
    samples = ROOT / "samples"
    parser = argparse.ArgumentParser(prog="python -m evals.bench", description=__doc__)
    parser.add_argument("--reports", nargs="+", type=Path, default=[samples / "reports"])
    parser.add_argument(
        "--truth", nargs="*", type=Path, default=sorted((samples / "truth").glob("*.cells.jsonl"))
    )
    parser.add_argument("--sets", nargs="+", type=Path, default=[ROOT / "evals" / "sets" / "samples.jsonl"])
    parser.add_argument("--records", type=int, default=1_000_000, help="size of the grown corpus")
    parser.add_argument("--copies", type=int, default=7, help="how often each file is there to be read")
    parser.add_argument("--rounds", type=int, default=3, help="how often reading is measured")
    return parser.parse_args()


def _pdfs(paths: Sequence[Path]) -> list[Path]:
    found = [file for path in paths for file in (sorted(path.glob("*.pdf")) if path.is_dir() else [path])]
    if not found:
        sys.exit(f"no PDF in {', '.join(map(str, paths))}")
    return found


def measure_reading(home: Path, originals: Sequence[Path], options: argparse.Namespace) -> bool:
    """Ingest beside plain pdfplumber; whether every cell of the truth files is there.  `home` is left with
    the originals."""
    cores = len(os.sched_getaffinity(0))
    reading.ingested(home, originals)
    paths = reading.copies(originals, home.with_name("copies"), options.copies)
    words_only = reading.ingested(home.with_name("first"), paths, WENBAO_VECTORS="false")
    largest = reading.largest_process()  # so far of the command and its readers alone
    ours, alone, together = [], [], []
    pages = 0
    for number in range(options.rounds):
        ours.append(reading.ingested(home.with_name(f"round-{number}"), paths))
        pages, one = reading.plain(paths, 1)
        alone.append(one)
        together.append(reading.plain(paths, cores)[1])
    right, wanted = reading.cells_right(home, options.truth)
    our = reading.median(ours)
    print(f"reading {len(paths)} files, {pages} pages, {cores} cores; the middle of {options.rounds} rounds")
    _rates("wenbao ingest, until all answer", pages, our)
    for name, runs in (("one process", alone), (f"{cores} processes", together)):
        _rates(f"pdfplumber, {name}", pages, reading.median(runs), our)
    share = 100 * words_only.processor / alone[0].processor
    print(f"  processor time until all answer{words_only.processor:8.2f} s, {share:.0f} % of pdfplumber's")
    print(f"  vectors, after that            {our.vectors:8.2f} s")
    print(f"  largest reading process        {largest:8.0f} MB")
    print(f"  again, unchanged               {reading.seconds_again(home, originals):8.2f} s")
    print(f"  cells exact                    {right:8} of {wanted}")
    return right == wanted


def measure_answers(home: Path, questions: Sequence[Question]) -> Times:
    """Answers inside the service beside the floors."""
    database, library = shelf.open_library(home)
    found = answering.answers(library, questions)
    database.close()
    print(f"answers to {len(questions)} questions (median, p95, worst ms)")
    _line("inside the service", found)
    _line("floor: SQL point lookup", answering.point_lookup(home))
    _line("floor: empty endpoint", answering.empty_endpoint())
    return found


def measure_growth(home: Path, questions: Sequence[Question], records: int, small: Times) -> None:
    """The same questions in a corpus that was grown."""
    grown = home.with_name("grown")
    shutil.copytree(home, grown)
    database, library = shelf.open_library(grown)
    held = sum(entry.records for entry in library.reports())
    for held in shelf.grow(database, library, records):  # noqa: B007  its last value is told
        pass
    database.close()
    database, library = shelf.open_library(grown)
    found = answering.answers(library, questions)
    print(f"grown to {len(library.reports())} reports, {held:,} records")
    database.close()
    _line("inside the service", found)
    print(f"  ratio of the medians           {found.median / small.median:8.2f}")
    _line("floor: SQL point lookup", answering.point_lookup(grown))


def _rates(name: str, pages: int, run: Run, our: Run | None = None) -> None:
    """Pages a second of the reading, and of the command that is started for it; and how we compare."""
    compared = [(name, run.reading), ("  with the start of the command", run.answering)]
    beside = [None, None] if our is None else [our.reading, our.answering]
    for (what, seconds), ours in zip(compared, beside, strict=True):
        told = "" if ours is None else f"   we are {seconds / ours:.1f} times as fast"
        print(f"  {what:31}{pages / seconds:8.1f} pages/s{told}")


def _line(name: str, found: Times) -> None:
    print(f"  {name:30} {found.median:8.3f} {found.p95:8.3f} {found.worst:8.1f}")


if __name__ == "__main__":
    sys.exit(main())
