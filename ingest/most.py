"""How much of one file is read, and with how much memory: set for the process that reads, asked by
the readers."""

from __future__ import annotations

import resource
from contextvars import ContextVar
from dataclasses import dataclass

ROWS, CELLS = 120_000, 520_000


@dataclass(frozen=True, slots=True)
class Most:
    """`rows` of one table or sheet and `cells` of one file; what is beyond is left out, and said."""

    rows: int = ROWS
    cells: int = CELLS


_USUAL = Most()
_SET: ContextVar[Most | None] = ContextVar("most", default=None)


def allow(most: Most) -> None:
    """From now on, so much of a file is read."""
    _SET.set(most)


def allowed() -> Most:
    """How much of a file is read."""
    return _SET.get() or _USUAL


def require(memory: int) -> None:
    """Raise MemoryError where this process may not have so many bytes of address space, but could be
    given more: some libraries do worse than fail for want of it."""
    share, most = resource.getrlimit(resource.RLIMIT_AS)
    if share != most and share < memory:
        raise MemoryError
