"""One process writes at a time; a second is told so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from corpus.errors import StoreBusy, StoreUnavailable


@contextmanager
def held(path: Path, wait_seconds: float = 0) -> Iterator[None]:
    """Hold the lock file `path`; the system frees it however the process ends.

    Raises StoreBusy when another process holds it for longer than `wait_seconds`, and
    StoreUnavailable where nothing can be written.
    """
    lock = FileLock(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=wait_seconds)
    except Timeout as error:
        raise StoreBusy(str(path)) from error
    except OSError as error:  # a home that cannot be written
        raise StoreUnavailable(f"{path}: {error.strerror}") from error
    try:
        yield
    finally:
        lock.release()
