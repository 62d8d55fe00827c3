"""Plain pdfplumber over the same files: what reading a PDF costs without us."""

from __future__ import annotations

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


def seconds(paths: Sequence[Path], processes: int = 1) -> tuple[int, float]:
    """Pages and seconds for all files, one after another or in `processes`."""
    started = time.perf_counter()
    if processes == 1:
        pages = sum(map(read, paths))
    else:
        with ProcessPoolExecutor(processes) as pool:
            pages = sum(pool.map(read, paths))
    return pages, time.perf_counter() - started
