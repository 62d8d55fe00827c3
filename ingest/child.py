"""The reading end of the sandbox: `python -m ingest.child ENTRY FD MEMORY PAGE_CPU CPU RESULT`.

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
from importlib import import_module
from pathlib import Path

from corpus.errors import LimitExceeded, ReadError
from corpus.report import Report
from ingest.frames import ERROR, HEADER, PROGRESS, RESULT, dumped

READER = "ingest.readers.document"
_WRITTEN_BYTES = 64 << 20  # temporary files of a recogniser; never more


def main(arguments: list[str]) -> int:
    """Be a reader in an interpreter of its own."""
    frames, memory, page_cpu, cpu, result = map(int, arguments[1:])
    return serve(sys.stdin, arguments[0], frames, memory, page_cpu, cpu, result)


def load(entry: str) -> Callable[..., Report]:
    """What reads, with all that it needs for most files, which are PDFs."""
    module, function = entry.split(":")
    import_module(READER)
    read_report: Callable[..., Report] = getattr(import_module(module), function)
    return read_report


def serve(
    jobs: Iterable[str], entry: str, frames: int, memory: int, page_cpu: int, cpu: int, result: int
) -> int:
    """Read files as they are asked for, until the parent closes the pipe."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_WRITTEN_BYTES, _WRITTEN_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
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
        if _spent() - began > cpu:
            raise LimitExceeded(f"{cpu} s")
        _allow_cpu(page_cpu)  # anew for each page: a long scan takes seconds for every one
        send(PROGRESS, json.dumps([page, pages]).encode())

    for line in jobs:
        job = json.loads(line)
        began = _spent()
        _allow_cpu(page_cpu)
        try:
            report = read_report(Path(job["path"]), job["source"], on_page)
            body = dumped(report)
            if len(body) > result:
                raise LimitExceeded(f"{job['source']}: the result takes {len(body) >> 20} MB")
        except ReadError as error:
            send(ERROR, json.dumps([error.code, error.detail]).encode())
        except MemoryError:
            send(ERROR, json.dumps([LimitExceeded.code, job["source"]]).encode())
        else:
            send(RESULT, body)
            del report, body
    return 0


def _spent() -> int:
    """Processor time that this process has used, in seconds."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return int(used.ru_utime + used.ru_stime)


def _allow_cpu(seconds: int) -> None:
    """`seconds` more than what was used so far: the limit counts over the process' whole life."""
    resource.setrlimit(resource.RLIMIT_CPU, (_spent() + seconds, resource.RLIM_INFINITY))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
