"""Reads every print of the reports in a folder and counts the cells of their tables.

    python -m evals.cells [FOLDER] [--scans]

FOLDER holds `index.json` (id → file), the PDFs (in it or in `pdf/`) and `truth/<id>.cells.jsonl` (in it or
beside it); where there are `styles/*/`, `real/` and text exports in `seeds/`, these are read too.  Each
report is also saved as DOCX, XLSX and HTML, and read again.  `--scans` reads pictures of pages as well,
which takes minutes.
Without FOLDER the samples are read.  Exit 1 when a cell is wrong, or more are missing than LEAST allows.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from evals.cells import prints
from evals.cells.scoring import Cell, Score, score
from ingest.pipeline import read_report

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "reports"
LEAST = {"text": 0.98, "scan": 0.97}
"""Shares of the cells that must be found where print or export lost some; elsewhere all of them."""

SAVED = {"docx": prints.as_docx, "xlsx": prints.as_xlsx, "html": prints.as_html}


class Print(NamedTuple):
    """A file that holds the tables of a report, and what they are known to hold."""

    kind: str
    report: str
    path: Path
    cells: list[Cell]


def prints_in(folder: Path, scans: bool) -> Iterator[Print]:
    """Every print in `folder`, the PDFs first."""
    for place in (folder, *sorted(folder.glob("styles/*")), folder / "real"):
        if place.name == "scan" and not scans:
            continue
        index = json.loads(_first(place / "index.json", folder / "index.json").read_text(encoding="utf-8"))
        truth = _first(place / "truth", place.parent / "truth")
        for cells in sorted(truth.glob("*.cells.jsonl")) if place.is_dir() else ():
            report = cells.name.removesuffix(".cells.jsonl")
            name = index[report]["file"]
            path = _first(place / "pdf" / name, place / name)
            known = [json.loads(line) for line in cells.read_text(encoding="utf-8").splitlines()]
            yield Print("pdf" if place == folder else place.name, report, path, known)
            export = place / "seeds" / f"{report}.txt"
            if export.is_file():
                yield Print("text", report, export, known)


def _first(*paths: Path) -> Path:
    return next((path for path in paths if path.exists()), paths[-1])


def saved(print_: Print, folder: Path) -> Iterator[Print]:
    """The report of a PDF in other formats, in `folder`."""
    report = read_report(print_.path, print_.path.name)
    for kind, save in SAVED.items():
        path = folder / f"{print_.report}.{kind}"
        save(path, prints.paper_of(report))
        yield Print(kind, print_.report, path, print_.cells)


def main() -> int:
    """Print a line for each file, and the sum of each kind."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, nargs="?", default=SAMPLES)
    parser.add_argument("--scans", action="store_true")
    options = parser.parse_args()
    sums: dict[str, Score] = defaultdict(lambda: Score(0, 0, 0))
    with tempfile.TemporaryDirectory() as folder:
        for found in prints_in(options.folder, options.scans):
            for one in (found, *(saved(found, Path(folder)) if found.kind == "pdf" else ())):
                scored = score(one.cells, read_report(one.path, one.path.name).records)
                sums[one.kind] += scored
                print(f"{one.kind:9} {one.report:32} {_told(scored)}", flush=True)
    print()
    for kind, whole in sums.items():
        print(f"{kind:9} {_told(whole)}")
    good = [whole.found >= LEAST.get(kind, 1.0) * whole.total for kind, whole in sums.items()]
    return 0 if all(good) and not any(whole.wrong for whole in sums.values()) else 1


def _told(scored: Score) -> str:
    share = 100 * scored.found / scored.total if scored.total else 100.0
    return (
        f"{scored.found:5} of {scored.total:5}  {share:6.2f} %  wrong {scored.wrong}  unsure {scored.unsure}"
    )


if __name__ == "__main__":
    sys.exit(main())
