"""For how long a database is waited for, and what happens when it does not answer.

A server that is frozen or out of reach accepts connections and says nothing: its own timeouts never
come. Here the client counts the seconds, gives the connection up, and for a while (`Breaker`) says at
once that the database is away, so that those who ask do not queue up behind it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import cache
from typing import Any

READ_SECONDS = 8.0
"""Of one statement that reads for somebody who waits."""

WRITE_SECONDS = 120.0
"""Of one statement of a writer."""

LONG_SECONDS = 3_600.0
"""Of a statement that goes over the whole corpus: `wenbao doctor`, a backup."""

CONNECT_SECONDS = 5
AGAIN_SECONDS = 2.0
"""After which a database that did not answer is tried again, by one."""


class Breaker:
    """Remembers that a database did not answer; threads may share it."""

    def __init__(self, again: float = AGAIN_SECONDS, clock: Callable[[], float] = time.monotonic) -> None:
        self._again, self._clock = again, clock
        self._lock = threading.Lock()
        self._until, self._reason = 0.0, ""

    def reason(self) -> str | None:
        """Why nothing should be asked now; None when it may be: then the caller finds out for the others,
        which are kept away for as long again."""
        with self._lock:
            if not self._reason:
                return None
            now = self._clock()
            if now < self._until:
                return self._reason
            self._until = now + max(self._again, READ_SECONDS)
            return None

    def failed(self, reason: str) -> None:
        """It did not answer."""
        with self._lock:
            self._reason, self._until = reason or "no answer", self._clock() + self._again

    def answered(self) -> None:
        """It did."""
        if self._reason:
            with self._lock:
                self._reason = ""


@cache
def patient_connection() -> Any:
    """Psycopg's connection, which waits for `seconds` and no longer."""
    import psycopg
    from psycopg import errors

    class Patient(psycopg.Connection[Any]):
        seconds = READ_SECONDS

        def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
            try:
                return super().wait(gen, interval, self.seconds if timeout is None else timeout)
            except errors._WaitTimeout as error:  # the one name that it has
                self.close()
                raise psycopg.OperationalError(f"no answer within {self.seconds:g} s") from error

    return Patient
