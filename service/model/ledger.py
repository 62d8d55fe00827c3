"""What the model cost one answer: each call with its tokens and seconds, and what the checks took out."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from service.model.errors import ModelError, ModelTimeout


@dataclass(slots=True)
class Call:
    """One call.  Tokens are what the endpoint reports, None where it does not; `outcome` is `ok` or
    the code of the error."""

    task: str
    version: str
    outcome: str = "ok"
    seconds: float = 0.0
    tokens_in: int | None = None
    tokens_out: int | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """A stretch of the model's text that was not let through, and why."""

    reason: str
    text: str


@dataclass(slots=True)
class Ledger:
    """The account of one answer; `seconds` is the time for all its calls together."""

    model: str
    seconds: float
    clock: Callable[[], float] = time.monotonic
    calls: list[Call] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    _started: float | None = None

    @contextmanager
    def call(self, task: str, version: str) -> Iterator[Call]:
        """Times a call and notes how it ended; a ModelError passes through."""
        entry = Call(task, version)
        self.calls.append(entry)
        started = self.clock()
        if self._started is None:
            self._started = started
        try:
            yield entry
        except ModelError as error:
            entry.outcome = error.code
            raise
        finally:
            entry.seconds = self.clock() - started

    def left(self) -> float:
        """Seconds that are left for this answer.  Raises ModelTimeout when there are none."""
        spent = 0.0 if self._started is None else self.clock() - self._started
        if spent >= self.seconds:
            raise ModelTimeout(f"{self.seconds:g} s for one answer")
        return self.seconds - spent

    def told(self) -> dict[str, Any]:
        """The account as plain data, for the trace."""
        return {
            "name": self.model,
            "calls": [
                {
                    "task": call.task,
                    "prompt": call.version,
                    "outcome": call.outcome,
                    "seconds": round(call.seconds, 4),
                    "tokens_in": call.tokens_in,
                    "tokens_out": call.tokens_out,
                }
                for call in self.calls
            ],
            "tokens_in": sum(call.tokens_in or 0 for call in self.calls),
            "tokens_out": sum(call.tokens_out or 0 for call in self.calls),
            "seconds": round(sum(call.seconds for call in self.calls), 4),
            "repairs": [{"reason": repair.reason, "text": repair.text} for repair in self.repairs],
        }
