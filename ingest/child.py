"""The reading end of the sandbox: `python -m ingest.child ENTRY FD BOUNDS`, BOUNDS being JSON.

Limits are set before anything that reads files is imported.  An error that is not one of
ours ends the process with its traceback: the parent makes a typed error of it.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from corpus.errors import LimitExceeded, ReadError
from corpus.report import Report
from ingest.frames import ERROR, HEADER, PROGRESS, RESULT, SHORT, dumped
from ingest.most import Most, allow

READER = "ingest.readers.document"
NEAR = 0.85  # of the memory allowed: who came so close may have gone without
_WRITTEN_BYTES = 64 << 20  # temporary files of a recogniser; never more


@dataclass(frozen=True, slots=True)
class Bounds:
    """What reading one file may take: bytes of `memory` and of the `result`, seconds of the processor
    for the file (`cpu`) and for a page of it (`page_cpu`), `rows` of a table, `cells` of the file."""

    memory: int
    page_cpu: int
    cpu: int
    result: int
    rows: int
    cells: int


def main(arguments: list[str]) -> int:
    """Be a reader in an interpreter of its own."""
    entry, frames, bounds = arguments
    return serve(sys.stdin, entry, int(frames), Bounds(**json.loads(bounds)))


def load(entry: str) -> Callable[..., Report]:
    """What reads, with all that it needs for most files, which are PDFs."""
    module, function = entry.split(":")
    import_module(READER)
    read_report: Callable[..., Report] = getattr(import_module(module), function)
    return read_report


def serve(jobs: Iterable[str], entry: str, frames: int, bounds: Bounds) -> int:
    """Read files as they are asked for, until the parent closes the pipe."""
    resource.setrlimit(resource.RLIMIT_AS, (bounds.memory, bounds.memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_WRITTEN_BYTES, _WRITTEN_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    allow(Most(bounds.rows, bounds.cells))
    gc.disable()  # what is loaded stays
    read_report = load(entry)
    gc.freeze()
    gc.enable()
    gc.set_threshold(50_000, 50, 50)  # of what reading makes, hardly anything is in a ring

    def send(kind: bytes, body: bytes) -> None:
        for block in (HEADER.pack(kind, len(body)), body):
            view = memoryview(block)
            while view:
                view = view[os.write(frames, view) :]

    began = 0

    def on_page(page: int, pages: int | None) -> None:
        if _spent() - began > bounds.cpu:
            raise LimitExceeded(f"{bounds.cpu} s")
        _allow_cpu(bounds.page_cpu)  # anew for each page: a long scan takes seconds for every one
        send(PROGRESS, json.dumps([page, pages]).encode())

    for line in jobs:
        job = json.loads(line)
        began = _spent()
        _allow_cpu(bounds.page_cpu)
        share = min(job["memory"], bounds.memory)
        resource.setrlimit(resource.RLIMIT_AS, (share, bounds.memory))
        try:
            report = read_report(Path(job["path"]), job["source"], on_page)
            body = dumped(report)
            if share < bounds.memory and _reached() > NEAR * share:
                raise MemoryError  # what a library left out for want of memory, it does not say
            if len(body) > bounds.result:
                raise LimitExceeded(f"{job['source']}: the result takes {len(body) >> 20} MB")
        except ReadError as error:
            send(ERROR, json.dumps([error.code, error.detail]).encode())
        except MemoryError:
            send(SHORT, json.dumps([job["source"], share >> 20]).encode())
        else:
            send(RESULT, body)
            del report, body
    return 0


def _reached() -> int:
    """The most address space that this process ever had, in bytes; 0 where the system does not say."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return 0
    peak = next((line for line in status.splitlines() if line.startswith("VmPeak:")), "VmPeak: 0 kB")
    return int(peak.split()[1]) << 10


def _spent() -> int:
    """Processor time that this process has used, in seconds."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return int(used.ru_utime + used.ru_stime)


def _allow_cpu(seconds: int) -> None:
    """`seconds` more than what was used so far: the limit counts over the process' whole life."""
    resource.setrlimit(resource.RLIMIT_CPU, (_spent() + seconds, resource.RLIM_INFINITY))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
