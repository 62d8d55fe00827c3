"""Many files at once, each in its own child process, handed over as they are done."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from pathlib import Path
from types import TracebackType
from typing import Self

from corpus.errors import ReadError
from corpus.report import Report
from ingest.sandbox import READ, Limits, Worker

OnProgress = Callable[[Path, int, int | None], None]
"""Called from several threads with the file, the page read, and the number of pages."""


class Readers:
    """Child processes that read files, started at once: what they need is loaded while the
    caller still looks for files.  To be closed, or used as a context."""

    def __init__(self, processes: int, limits: Limits, entry: str = READ) -> None:
        self._workers = [Worker(limits, entry) for _ in range(processes)]
        for worker in self._workers:
            worker.start()

    def read(
        self, paths: Sequence[Path], on_progress: OnProgress = lambda path, page, pages: None
    ) -> Iterator[tuple[Path, Report | ReadError]]:
        """Each file with its report, or with the error that says why there is none; the largest
        files are begun first, since a long one begun last is waited for alone.

        No more results wait than twice the processes: whoever takes them sets the pace.
        """
        free: queue.SimpleQueue[Worker] = queue.SimpleQueue()
        for worker in self._workers:
            free.put(worker)

        def read(path: Path) -> Report | ReadError:
            worker = free.get()
            try:
                return worker.read(path, path.name, lambda page, pages: on_progress(path, page, pages))
            except ReadError as error:
                return error
            finally:
                free.put(worker)

        waiting = iter(sorted(paths, key=_size, reverse=True))
        running: dict[Future[Report | ReadError], Path] = {}
        with ThreadPoolExecutor(max_workers=len(self._workers), thread_name_prefix="ingest") as pool:
            try:
                while True:
                    for path in waiting:
                        running[pool.submit(read, path)] = path
                        if len(running) >= 2 * len(self._workers):
                            break
                    if not running:
                        return
                    for done in wait(running, return_when=FIRST_COMPLETED).done:
                        yield running.pop(done), done.result()
            finally:
                for future in running:
                    future.cancel()
                if running:  # whoever took the results has stopped: nobody waits for the rest
                    self.close()

    def close(self) -> None:
        """End the processes, whatever they are doing."""
        for worker in self._workers:
            worker.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0
