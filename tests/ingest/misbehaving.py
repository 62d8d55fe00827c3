"""Readers that do what hostile files make readers do; run in the sandbox's child only."""

from __future__ import annotations

import ctypes
import dataclasses
import os
import time
from pathlib import Path

from corpus.errors import FileEncrypted
from corpus.report import Report
from ingest.frames import OnPage
from tests.corpus.invented import made_report


def read(path: Path, source: str, on_page: OnPage) -> Report:
    """Behave as the name of the file says."""
    on_page(1, 2)
    behaviour = path.stem
    if behaviour == "memory":
        bytearray(8 << 30)
    elif behaviour == "starve":
        held = bytearray(b"x") * (700 << 20)
        assert held
        os.abort()
    elif behaviour == "abort":
        os.abort()
    elif behaviour == "spin":
        while True:
            pass
    elif behaviour == "many slow pages":
        for page in range(100):
            end = time.process_time() + 0.5
            while time.process_time() < end:
                pass
            on_page(page, 100)
    elif behaviour == "sleep":
        time.sleep(60)
    elif behaviour == "segfault":
        ctypes.string_at(0)
    elif behaviour == "raise":
        raise ZeroDivisionError("a fault in the reader")
    elif behaviour == "typed":
        raise FileEncrypted(source)
    elif behaviour == "huge":
        return dataclasses.replace(made_report(source=source), source="x" * (4 << 20))
    elif behaviour == "intruder":
        return Intruder()  # type: ignore[return-value]
    on_page(2, 2)
    return made_report(source=source)


def process_id(path: Path, source: str, on_page: OnPage) -> Report:
    """A report whose title is the id of the process that read it."""
    report = made_report(source=source)
    return dataclasses.replace(report, facts=dataclasses.replace(report.facts, title=str(os.getpid())))


class Intruder:
    """Runs a command in the process that unpickles it without care."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("touch intruded",)
