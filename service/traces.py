"""Traces: what was understood of a question and why, found again by its id.

The door that takes a question opens a trace; logs, error envelopes and the Answer carry the
same id.  Explanations are kept in memory, the newest `capacity` of them, for `seconds`.
"""

from __future__ import annotations

import threading
import time
import uuid
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from corpus.errors import NotFound

_current: ContextVar[str | None] = ContextVar("wenbao_trace_id", default=None)


def new_trace_id() -> str:
    """128 random bits as 32 hexadecimal digits: nobody finds another's trace by counting."""
    return uuid.uuid4().hex


def current_trace_id() -> str:
    """The id of the question being answered; a new one where no door opened a trace."""
    return _current.get() or new_trace_id()


@contextmanager
def trace(trace_id: str | None = None) -> Iterator[str]:
    """Everything inside, threads started through anyio or asyncio included, has this id."""
    chosen = trace_id or new_trace_id()
    token = _current.set(chosen)
    try:
        yield chosen
    finally:
        _current.reset(token)


@dataclass(frozen=True, slots=True)
class Trace:
    """One question, explained.  `at` is seconds since the epoch."""

    trace_id: str
    question: str
    route: str
    explain: Mapping[str, Any]
    at: float


class Traces:
    """The newest traces, safe to use from any thread."""

    def __init__(
        self, capacity: int = 1_000, seconds: float = 3_600.0, clock: Callable[[], float] = time.time
    ) -> None:
        self._capacity, self._seconds, self._clock = capacity, seconds, clock
        self._kept: OrderedDict[str, Trace] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, trace_id: str, question: str, route: str, explain: Mapping[str, Any]) -> None:
        """Remember an explanation; the oldest one goes when there is no room."""
        kept = Trace(trace_id, question, route, explain, self._clock())
        with self._lock:
            self._kept[trace_id] = kept
            self._kept.move_to_end(trace_id)
            while len(self._kept) > self._capacity:
                self._kept.popitem(last=False)

    def find(self, trace_id: str) -> Trace:
        """The trace of that id.  Raises corpus.errors.NotFound when unknown or expired."""
        with self._lock:
            kept = self._kept.get(trace_id)
            if kept is not None and self._clock() - kept.at > self._seconds:
                del self._kept[trace_id]
                kept = None
        if kept is None:
            raise NotFound(trace_id)
        return kept
