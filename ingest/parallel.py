"""Many files at once, each in its own child process, handed over as they are done."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterable, Iterator, Sequence
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
    """Child processes that read files, started at once.  To be closed, or used as a context.

    `forked`: see `Worker.start`.
    """

    def __init__(self, processes: int, limits: Limits, entry: str = READ, forked: bool = False) -> None:
        self._workers = [Worker(limits, entry) for _ in range(processes)]
        self._free: queue.SimpleQueue[Worker] = queue.SimpleQueue()
        for worker in self._workers:
            worker.start(forked)
            self._free.put(worker)
        # No thread before this line: a process that has several cannot be forked.
        self._pool = ThreadPoolExecutor(processes, thread_name_prefix="ingest")
        self._begun: dict[Path, Future[Report | ReadError]] = {}
        self._on_progress: OnProgress = lambda path, page, pages: None

    def begin(self, paths: Iterable[Path]) -> None:
        """Read the largest of `paths`, as many as may wait, before anyone asks for them."""
        for path in _largest_first(paths)[: 2 * len(self._workers)]:
            self._begun[path] = self._pool.submit(self._read, path)

    def read(
        self, paths: Sequence[Path], on_progress: OnProgress = lambda path, page, pages: None
    ) -> Iterator[tuple[Path, Report | ReadError]]:
        """Each file with its report, or with the error that says why there is none; the largest
        files are begun first, since a long one begun last is waited for alone.

        No more results wait than twice the processes: whoever takes them sets the pace.
        """
        self._on_progress = on_progress
        running = {self._begun.pop(path): path for path in paths if path in self._begun}
        for unwanted in self._begun.values():
            unwanted.cancel()
        held = set(running.values())
        waiting = iter(_largest_first(path for path in paths if path not in held))
        try:
            while True:
                for path in waiting:
                    running[self._pool.submit(self._read, path)] = path
                    if len(running) >= 2 * len(self._workers):
                        break
                if not running:
                    return
                for done in wait(running, return_when=FIRST_COMPLETED).done:
                    yield running.pop(done), done.result()
        finally:
            if running:  # whoever took the results has stopped: nobody waits for the rest
                self.close()

    def _read(self, path: Path) -> Report | ReadError:
        worker = self._free.get()
        try:
            return worker.read(path, path.name, lambda page, pages: self._on_progress(path, page, pages))
        except ReadError as error:
            return error
        finally:
            self._free.put(worker)

    def close(self) -> None:
        """End the processes, whatever they are doing."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        for worker in self._workers:
            worker.kill()
        self._pool.shutdown()  # what waited for a process that is gone has its error now
        for worker in self._workers:
            worker.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _largest_first(paths: Iterable[Path]) -> list[Path]:
    return sorted(paths, key=_size, reverse=True)


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0
