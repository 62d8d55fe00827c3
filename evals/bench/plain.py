"""Plain pdfplumber over the same files: what reading a PDF costs without us.

python -m evals.bench.plain PROCESSES FILE…     prints the seconds of the reading itself
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path


def read(path: Path) -> int:
    """`extract_text` and `extract_tables` of every page; how many pages there are."""
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.extract_tables()
            page.close()
        return len(pdf.pages)


def read_all(paths: Sequence[Path], processes: int) -> int:
    """Pages of all files, read one after another or in `processes`."""
    if processes == 1:
        return sum(map(read, paths))
    with ProcessPoolExecutor(processes) as pool:
        return sum(pool.map(read, paths))


def main(arguments: Sequence[str]) -> int:
    """Read the files and print pages and seconds, without what starting and importing take."""
    import pdfplumber  # noqa: F401  not part of the reading

    started = time.perf_counter()
    pages = read_all([Path(name) for name in arguments[1:]], int(arguments[0]))
    print(pages, time.perf_counter() - started)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
