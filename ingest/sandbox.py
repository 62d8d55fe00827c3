"""Files are read in a process of their own: a hostile one may take that down, nothing else.

The child has limits on address space, processor time and the size of what it writes; the
parent watches the clock and the size of the result, and takes only plain report types out of
it.  A child that read its file well reads the next one; any other outcome ends it.
What the two say to each other is in `ingest.frames`, how a child comes to be in `ingest.launch`.
"""

from __future__ import annotations

import io
import json
import os
import resource
import select
import signal
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from corpus.errors import FileDamaged, LimitExceeded, ReadError
from corpus.report import Report
from ingest.frames import ERROR, HEADER, PROGRESS, OnPage, loaded, pair
from ingest.launch import Child, forked_child, spawned_child

READ = "ingest.pipeline:read_report"
"""What the child calls with the path, the source and `on_page`; it returns a Report."""

_OVER_LIMIT = {signal.SIGKILL, signal.SIGXCPU, signal.SIGXFSZ}
_OUT_OF_MEMORY = (b"MemoryError", b"bad_alloc", b"out of memory", b"Cannot allocate memory")
_KEPT_STDERR = 4096
STARVED = 0.5  # of the memory allowed: a process that used more and aborted was short of it


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take.  `page_cpu_seconds` is the processor time for one page,
    and for what is done with the pages together."""

    memory_bytes: int = 1300 << 20
    page_cpu_seconds: int = 45
    cpu_seconds: int = 3600
    wall_seconds: float = 7200
    stall_seconds: float = 55  # without a page read, or without the result after the last page
    result_bytes: int = 256 << 20


class Worker:
    """A child process that reads files, one after the other; started when first needed."""

    def __init__(self, limits: Limits, entry: str = READ) -> None:
        self._limits, self._entry = limits, entry
        self._process: Child | None = None
        self._frames = -1
        self._inherited = 0  # KB that the system counts as the child's because they were ours
        self._stderr: IO[bytes] | None = None

    def start(self, forked: bool = False) -> None:
        """Start the process, if it is not up: it loads what reading needs while it waits.

        `forked` makes it a copy of this process, in which that is loaded once for all; only for a
        process with one thread.  Whoever takes the place of one that ended is never a copy.
        """
        self._started(forked)

    def read(self, path: Path, source: str, on_page: OnPage = lambda page, pages: None) -> Report:
        """The report in `path`.

        Raises the ReadError that the child met, LimitExceeded when it took too much, FileDamaged
        when it crashed.
        """
        process = self._started()
        job = json.dumps({"path": str(path.absolute()), "source": source}) + "\n"
        deadline = time.monotonic() + self._limits.wall_seconds
        done = False
        try:
            assert process.stdin is not None
            process.stdin.write(job.encode())
            process.stdin.flush()
            while True:
                stalled = time.monotonic() + self._limits.stall_seconds
                kind, body = self._frame(min(deadline, stalled))
                if kind == PROGRESS:
                    on_page(*pair(body, source))
                elif kind == ERROR:
                    raise _error(*pair(body, source))
                else:
                    report = loaded(body)
                    done = True
                    return report
        except (BrokenPipeError, EOFError) as error:
            raise self._cause_of_death(source) from error
        finally:
            if not done:
                self.close()

    def kill(self) -> None:
        """End the child, whatever it is doing; who waits for it learns so."""
        process = self._process
        if process is not None:
            process.kill()

    def close(self) -> None:
        """End the child, and let go of it."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            if process.stdin is not None:
                process.stdin.close()
            os.close(self._frames)
            if self._stderr is not None:
                self._stderr.close()

    def _started(self, forked: bool = False) -> Child:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self.close()
        self._frames, write_end = os.pipe()
        self._stderr = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the worker
        limits = self._limits
        bounds = (limits.memory_bytes, limits.page_cpu_seconds, limits.cpu_seconds, limits.result_bytes)
        self._inherited = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        launch = forked_child if forked else spawned_child
        try:
            self._process = launch(self._entry, write_end, bounds, self._stderr)
        finally:
            os.close(write_end)
        return self._process

    def _frame(self, deadline: float) -> tuple[bytes, bytes]:
        kind, length = HEADER.unpack(self._exactly(HEADER.size, deadline))
        if length > self._limits.result_bytes:
            raise LimitExceeded(f"the result would take {length >> 20} MB")
        return kind, self._exactly(length, deadline)

    def _exactly(self, size: int, deadline: float) -> bytes:
        received = bytearray()
        while len(received) < size:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self._frames], [], [], left)[0]:
                raise LimitExceeded(f"{min(self._limits.wall_seconds, self._limits.stall_seconds):g} s")
            block = os.read(self._frames, min(size - len(received), 1 << 20))
            if not block:
                raise EOFError
            received += block
        return bytes(received)

    def _cause_of_death(self, source: str) -> ReadError:
        assert self._process is not None
        assert self._stderr is not None
        _, status, used = os.wait4(self._process.pid, 0)
        code = self._process.returncode = os.waitstatus_to_exitcode(status)
        size = self._stderr.seek(0, io.SEEK_END)
        self._stderr.seek(max(0, size - _KEPT_STDERR))
        last_words = self._stderr.read()
        # A library that gets no memory gives up by itself, and does not say why.
        most = used.ru_maxrss if used.ru_maxrss > self._inherited else 0
        starved = -code == signal.SIGABRT and most << 10 > STARVED * self._limits.memory_bytes
        if starved or -code in _OVER_LIMIT or any(mark in last_words for mark in _OUT_OF_MEMORY):
            return LimitExceeded(source)
        lines = last_words.decode(errors="replace").strip().splitlines()
        ending = f"signal {-code}" if code < 0 else lines[-1] if lines else f"exit {code}"
        return FileDamaged(f"{source} ({ending})")


def _error(code: str, detail: str) -> ReadError:
    kinds: list[type[ReadError]] = [ReadError, *ReadError.__subclasses__()]
    return {kind.code: kind for kind in kinds}.get(code, ReadError)(detail)
