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


class _Heads:
    """The connections that wait for a request, in the order in which they began to."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._waiting: dict[Any, asyncio.TimerHandle] = {}

    def wait(self, connection: Any) -> None:
        """It waits from now, if it does not wait already."""
        if connection not in self._waiting and not connection.transport.is_closing():
            later = asyncio.get_running_loop().call_later
            self._waiting[connection] = later(self._seconds, connection.transport.abort)

    def stop(self, connection: Any) -> None:
        """It waits no more."""
        if (timer := self._waiting.pop(connection, None)) is not None:
            timer.cancel()

    def end_oldest(self) -> None:
        """End the one that has waited longest."""
        connection = next(iter(self._waiting))
        self.stop(connection)
        connection.connections.discard(connection)  # it counts no more, though it is gone a little later only
        connection.transport.abort()


def bounded(most: int, seconds: float = HEAD_SECONDS) -> type[asyncio.Protocol]:
    """The server's protocol for at most `most` connections; when they are taken, the one that has waited
    for a request longest gives way, or, where all are at work, the new one."""
    base: Any = AutoHTTPProtocol
    heads = _Heads(seconds)

    class Bounded(base):  # type: ignore[misc]  # one of two classes, as the machine has it
        def connection_made(self, transport: Any) -> None:
            super().connection_made(transport)
            heads.wait(self)
            if len(self.connections) > most:
                heads.end_oldest()

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            self._see()

        def on_response_complete(self) -> None:
            super().on_response_complete()
            self._see()

        def connection_lost(self, exc: Exception | None) -> None:
            heads.stop(self)
            super().connection_lost(exc)

        def _see(self) -> None:
            at_work = self.cycle is not None and not self.cycle.response_complete
            (heads.stop if at_work else heads.wait)(self)

    return Bounded
