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
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from corpus.errors import FileDamaged, LimitExceeded, ReadError
from corpus.report import Report
from ingest.frames import ERROR, HEADER, PROGRESS, SHORT, OnPage, loaded, pair
from ingest.launch import Child, forked_child, spawned_child
from ingest.most import CELLS, ROWS
from ingest.shares import Shares

READ = "ingest.pipeline:read_report"
"""What the child calls with the path, the source and `on_page`; it returns a Report."""

_OVER_LIMIT = {signal.SIGKILL, signal.SIGXCPU, signal.SIGXFSZ}
_OUT_OF_MEMORY = (b"MemoryError", b"bad_alloc", b"out of memory", b"Cannot allocate memory")
_KEPT_STDERR = 4096
WORKING = 0.02  # of the time waited: a child that used less processor time stands still
STARVED = 0.5  # of the memory allowed: a process that used more and aborted was short of it


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take.  `page_cpu_seconds` is the processor time for one page,
    and for what is done with the pages together."""

    memory_bytes: int = 1300 << 20
    share_bytes: int = 320 << 20  # tried first; whoever needs more reads again with `memory_bytes`
    total_bytes: int = 2048 << 20  # of all readers on the machine
    page_cpu_seconds: int = 45
    cpu_seconds: int = 3600
    wall_seconds: float = 7200
    stall_seconds: float = 55  # without a page read, or without the result after the last page
    result_bytes: int = 256 << 20
    rows: int = ROWS
    cells: int = CELLS

    def bounds(self) -> dict[str, int]:
        """Those that the child keeps itself, by the names of `ingest.child.Bounds`."""
        return {
            "memory": self.memory_bytes,
            "page_cpu": self.page_cpu_seconds,
            "cpu": self.cpu_seconds,
            "result": self.result_bytes,
            "rows": self.rows,
            "cells": self.cells,
        }


class _Short(Exception):
    """A file needs more memory than its first share, or may: its reader ended as one does for want of
    it.  `last` is the error to tell where there is no more."""

    def __init__(self, last: ReadError) -> None:
        super().__init__(last)
        self.last = last


class Worker:
    """A child process that reads files, one after the other; started when first needed."""

    def __init__(self, limits: Limits, entry: str = READ) -> None:
        self._limits, self._entry = limits, entry
        self._process: Child | None = None
        self._frames = -1
        self._inherited = 0  # KB that the system counts as the child's because they were ours
        self._stderr: IO[bytes] | None = None
        self._shares = Shares(limits.total_bytes)
        self._killed = False
        self.waited = 0.0
        """Seconds that the last file waited for its share of the memory."""

    def start(self, forked: bool = False) -> None:
        """Start the process, if it is not up: it loads what reading needs while it waits.

        `forked` makes it a copy of this process, in which that is loaded once for all; only for a
        process with one thread.  Whoever takes the place of one that ended is never a copy.
        """
        self._started(forked)

    def read(self, path: Path, source: str, on_page: OnPage = lambda page, pages: None) -> Report:
        """The report in `path`.

        A file is read with a small share of the memory, of which many readers have one at a time; the
        few that need more are read again with all that one may have, when the others leave room.

        Raises the ReadError that the child met, LimitExceeded when it took too much, FileDamaged
        when it crashed.
        """
        most, share = self._limits.memory_bytes, self._limits.share_bytes
        self.waited = 0.0
        if share < most:
            with suppress(_Short):
                return self._held(share, path, source, on_page)
        try:
            return self._held(most, path, source, on_page)
        except _Short as short:
            raise short.last from short
        finally:
            if share < most:
                self.close()  # what it took beyond a share is nobody's now

    def _held(self, memory: int, path: Path, source: str, on_page: OnPage) -> Report:
        began = time.monotonic()
        with self._shares.held(memory, lambda: self._killed) as free:
            self.waited += time.monotonic() - began
            if not free:
                raise LimitExceeded(source)
            return self._read(memory, path, source, on_page)

    def _read(self, memory: int, path: Path, source: str, on_page: OnPage) -> Report:
        process = self._started()
        job = json.dumps({"path": str(path.absolute()), "source": source, "memory": memory}) + "\n"
        deadline = time.monotonic() + self._limits.wall_seconds
        done = False
        try:
            assert process.stdin is not None
            process.stdin.write(job.encode())
            process.stdin.flush()
            while True:
                kind, body = self._frame(deadline)
                if kind == PROGRESS:
                    on_page(*pair(body, source))
                elif kind == ERROR:
                    raise _error(*pair(body, source))
                elif kind == SHORT:
                    raise _Short(LimitExceeded(source))
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
        self._killed = True
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
        self._inherited = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        launch = forked_child if forked else spawned_child
        try:
            self._process = launch(self._entry, write_end, self._limits.bounds(), self._stderr)
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
            self._wait(deadline)
            block = os.read(self._frames, min(size - len(received), 1 << 20))
            if not block:
                raise EOFError
            received += block
        return bytes(received)

    def _wait(self, deadline: float) -> None:
        """Until the child says something.  One that is at work is left to its limits of processor time,
        however little of that a busy machine gives it; one that stands still is not waited for."""
        while True:
            before = self._spent()
            left = min(deadline - time.monotonic(), self._limits.stall_seconds)
            if left > 0 and select.select([self._frames], [], [], left)[0]:
                return
            if time.monotonic() >= deadline or self._spent() - before < WORKING * left:
                raise LimitExceeded(f"{min(self._limits.wall_seconds, self._limits.stall_seconds):g} s")

    def _spent(self) -> float:
        """Processor time that the child has used, in seconds; 0 where the system does not say."""
        assert self._process is not None
        try:
            stated = Path(f"/proc/{self._process.pid}/stat").read_text(encoding="utf-8", errors="replace")
        except OSError:
            return 0.0
        user, system = stated.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def _cause_of_death(self, source: str) -> ReadError | _Short:
        assert self._process is not None
        assert self._stderr is not None
        _, status, used = os.wait4(self._process.pid, 0)
        code = self._process.returncode = os.waitstatus_to_exitcode(status)
        size = self._stderr.seek(0, io.SEEK_END)
        self._stderr.seek(max(0, size - _KEPT_STDERR))
        last_words = self._stderr.read()
        if -code in _OVER_LIMIT:
            return LimitExceeded(source)
        # A library that gets no memory gives up by itself, and does not say why.
        most = used.ru_maxrss if used.ru_maxrss > self._inherited else 0
        starved = -code == signal.SIGABRT and most << 10 > STARVED * self._limits.memory_bytes
        if starved or any(mark in last_words for mark in _OUT_OF_MEMORY):
            return _Short(LimitExceeded(source))
        lines = last_words.decode(errors="replace").strip().splitlines()
        ending = f"signal {-code}" if code < 0 else lines[-1] if lines else f"exit {code}"
        return _Short(FileDamaged(f"{source} ({ending})"))


def _error(code: str, detail: str) -> ReadError:
    kinds: list[type[ReadError]] = [ReadError, *ReadError.__subclasses__()]
    return {kind.code: kind for kind in kinds}.get(code, ReadError)(detail)
