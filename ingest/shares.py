"""What all reading processes of one user on a machine take together: a bound on memory.

Memory is shared out in slots, each a file that is locked while somebody holds it; the system gives
a lock back when its holder ends, however it ends.  Whoever collects slots keeps the gate, so two
who want much never wait for each other.
"""

from __future__ import annotations

import fcntl
import math
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

SLOT = 64 << 20  # bytes
PAUSE = 0.02  # seconds between two looks


class Shares:
    """The memory that readers may hold together, `total_bytes`; the same for every process that
    names the same `folder` (by default one of this user's, where temporary files lie)."""

    def __init__(self, total_bytes: int, folder: Path | None = None) -> None:
        self._slots = max(1, total_bytes // SLOT)
        self._folder = folder or Path(tempfile.gettempdir()) / f"wenbao-readers-{os.getuid()}"

    @contextmanager
    def held(self, size: int, given_up: Callable[[], bool] = lambda: False) -> Iterator[bool]:
        """Wait for `size` bytes (all there are, at most) and hold them for the length of a block.

        Yields False, with nothing held, where `given_up` said so before they were free.
        """
        wanted = min(math.ceil(size / SLOT), self._slots)
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with ExitStack() as held:
            with ExitStack() as gate:
                free = self._waited(gate, ["gate"], 1, given_up) and self._waited(
                    held, [f"{slot:04}" for slot in range(self._slots)], wanted, given_up
                )
            yield free

    def _waited(self, held: ExitStack, names: list[str], wanted: int, given_up: Callable[[], bool]) -> bool:
        """Lock so many of the files; False where that was given up."""
        left, got = names, 0
        while True:
            others = []
            for name in left:
                if got < wanted and self._lock(name, held):
                    got += 1
                else:
                    others.append(name)
            if got >= wanted:
                return True
            if given_up():
                return False
            left = others
            time.sleep(PAUSE)

    def _lock(self, name: str, held: ExitStack) -> bool:
        # No link is followed: the folder lies where others may write.
        file = os.open(self._folder / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
            return False
        held.callback(os.close, file)
        return True
