"""Connections that send no request: ended after a while, and bounded in number.

The server itself waits for ever for the rest of a request's head.  What comes after the head is the
business of `service.http.middleware.BodyLimit`.
"""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.auto import AutoHTTPProtocol

HEAD_SECONDS = 10.0
"""For how long a connection may be open without a whole head of a request."""


def bounded(most: int, seconds: float = HEAD_SECONDS) -> type[asyncio.Protocol]:
    """The server's protocol for at most `most` connections; when they are taken, the one that has waited
    for a request longest gives way, or, where all are at work, the new one."""
    base: Any = AutoHTTPProtocol
    waiting: dict[Any, None] = {}

    class Bounded(base):  # type: ignore[misc]  # one of two classes, as the machine has it
        def __init__(self, *given: Any, **named: Any) -> None:
            super().__init__(*given, **named)
            self._head: asyncio.TimerHandle | None = None

        def connection_made(self, transport: Any) -> None:
            super().connection_made(transport)
            self._wait()
            if len(self.connections) > most:
                next(iter(waiting)).give_way()

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            if self.cycle is not None and not self.cycle.response_complete:
                self._stop_waiting()
            else:
                self._wait()

        def on_response_complete(self) -> None:
            super().on_response_complete()
            if self.cycle is None or self.cycle.response_complete:
                self._wait()

        def connection_lost(self, exc: Exception | None) -> None:
            self._stop_waiting()
            super().connection_lost(exc)

        def give_way(self) -> None:
            self._stop_waiting()
            self.connections.discard(self)  # it counts no more, though it is gone a little later only
            self.transport.abort()

        def _wait(self) -> None:
            if self._head is not None or self.transport.is_closing():
                return
            waiting[self] = None
            self._head = asyncio.get_running_loop().call_later(seconds, self.transport.abort)

        def _stop_waiting(self) -> None:
            waiting.pop(self, None)
            if self._head is not None:
                self._head.cancel()
                self._head = None

    return Bounded
