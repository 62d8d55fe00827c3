"""Processes that draw pages: PDFium is not safe between threads, and a report is somebody else's file.

Each child has limits on address space and processor time; one that fails or takes too long is ended,
and the next page gets a new one.
"""

from __future__ import annotations

import json
import os
import queue
import select
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from corpus.errors import FileDamaged, LimitExceeded, NotFound, WenbaoError
from corpus.pictures.draw import HEADER, LINES, PICTURE

MEMORY = 1 << 30
CPU_SECONDS = 600  # of a child's life, not of a page
LARGEST = 64 << 20
ERRORS: dict[bytes, type[WenbaoError]] = {
    b"not_found": NotFound,
    b"file_damaged": FileDamaged,
    b"limit_exceeded": LimitExceeded,
}


class _Child:
    """One process, started when first needed."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def work(self, job: Mapping[str, Any], wanted: bytes, seconds: float) -> bytes:
        deadline = time.monotonic() + seconds
        process = self._started()
        assert process.stdin is not None
        name, done = f"{Path(job['path']).name}, {job['page']}", False
        try:
            process.stdin.write(json.dumps(job).encode() + b"\n")
            process.stdin.flush()
            kind, length = HEADER.unpack(self._exactly(process, HEADER.size, deadline))
            if length > LARGEST:
                raise LimitExceeded(name)
            body = self._exactly(process, length, deadline)
            done = True
        except (BrokenPipeError, EOFError) as error:
            raise FileDamaged(name) from error
        finally:
            if not done:
                self.close()
        if kind != wanted:
            raise ERRORS.get(body, FileDamaged)(name)
        return body

    def start(self) -> None:
        """Start the process, so that the first page does not wait for it."""
        self._started()

    def close(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self.close()
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-P", "-m", "corpus.pictures.draw", str(MEMORY), str(CPU_SECONDS)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        return self._process

    def _exactly(self, process: subprocess.Popen[bytes], size: int, deadline: float) -> bytes:
        assert process.stdout is not None
        received = bytearray()
        while len(received) < size:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([process.stdout], [], [], left)[0]:
                raise LimitExceeded("time")
            block = os.read(process.stdout.fileno(), min(size - len(received), 1 << 20))
            if not block:
                raise EOFError
            received += block
        return bytes(received)


class DrawingPool:
    """Draws pages in `processes` processes; called from any thread."""

    def __init__(self, processes: int = 2, seconds: float = 20.0) -> None:
        self._seconds = seconds
        self._children = [_Child() for _ in range(max(1, processes))]
        self._free: queue.LifoQueue[_Child] = queue.LifoQueue()
        for child in self._children:
            self._free.put(child)

    def draw(self, path: Path, page: int, width: int) -> bytes:
        """A page as a PNG.  Raises NotFound for a page that is not there, FileDamaged, and
        LimitExceeded when it takes too long or too much."""
        return self._work({"path": str(path), "page": page, "width": width}, PICTURE)

    def lines(self, path: Path, page: int, quote: str) -> list[list[float]]:
        """The boxes of the lines that print `quote` on a page; none where it is not found as text.

        Raises what `draw` does.
        """
        found = self._work({"path": str(path), "page": page, "quote": quote}, LINES)
        boxes: list[list[float]] = json.loads(found)
        return boxes

    def _work(self, job: Mapping[str, Any], wanted: bytes) -> bytes:
        child = self._free.get()
        try:
            return child.work(job, wanted, self._seconds)
        finally:
            self._free.put(child)

    def warm(self) -> None:
        """Start one process beforehand."""
        child = self._free.get()
        try:
            child.start()
        finally:
            self._free.put(child)

    def close(self) -> None:
        """End every process."""
        for child in self._children:
            child.close()
