"""Many files at once, each in its own child process, handed over as they are done."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from pathlib import Path

from corpus.errors import ReadError
from corpus.report import Report
from ingest.sandbox import READ, Limits, Worker

OnProgress = Callable[[Path, int, int | None], None]
"""Called from several threads with the file, the page read, and the number of pages."""


def read_files(
    paths: Sequence[Path],
    processes: int,
    limits: Limits,
    on_progress: OnProgress = lambda path, page, pages: None,
    entry: str = READ,
) -> Iterator[tuple[Path, Report | ReadError]]:
    """Each file with its report, or with the error that says why there is none.

    No more results wait than twice the processes: whoever takes them sets the pace.
    """
    workers: queue.SimpleQueue[Worker] = queue.SimpleQueue()
    made = [Worker(limits, entry) for _ in range(min(processes, len(paths)) or 1)]
    for worker in made:
        workers.put(worker)

    def read(path: Path) -> Report | ReadError:
        worker = workers.get()
        try:
            return worker.read(path, path.name, lambda page, pages: on_progress(path, page, pages))
        except ReadError as error:
            return error
        finally:
            workers.put(worker)

    waiting = iter(paths)
    running: dict[Future[Report | ReadError], Path] = {}
    with ThreadPoolExecutor(max_workers=len(made), thread_name_prefix="ingest") as pool:
        try:
            while True:
                for path in waiting:
                    running[pool.submit(read, path)] = path
                    if len(running) >= 2 * len(made):
                        break
                if not running:
                    return
                for done in wait(running, return_when=FIRST_COMPLETED).done:
                    yield running.pop(done), done.result()
        finally:
            for future in running:
                future.cancel()
            for worker in made:
                worker.close()
