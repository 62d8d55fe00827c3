"""What happens to every request: a trace id, a limit on its body, a line in the log, a measurement.

Plain ASGI, so that streams pass through unbuffered.
"""

from __future__ import annotations

import asyncio
import time

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.http.errors import BodyTooLarge, envelope
from service.http.metrics import Metrics
from service.traces import trace

log = structlog.get_logger("wenbao.access")

SAFE_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
UPLOADS = "/api/uploads"
CLIENT_LEFT = 499
BODY_SECONDS = 30.0
"""For how long nothing may come of a body that has not ended."""

BODY_RATE = 4_096
"""Bytes a second that a body must come to, beside its first `BODY_SECONDS`."""

PROBES = frozenset({"/healthz", "/readyz", "/metrics"})


class Observed:
    """Gives the request its trace id, and says afterwards what became of it.

    The question itself reaches the log only when `log_questions` lets it (the endpoint leaves
    it in `state.question`).
    """

    def __init__(self, app: ASGIApp, metrics: Metrics, log_questions: bool = False) -> None:
        self._app, self._metrics, self._log_questions = app, metrics, log_questions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started, status = time.perf_counter(), 500

        async def observed_send(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers["X-Trace-Id"] = trace_id
                for name, value in SAFE_HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        with trace() as trace_id:
            scope.setdefault("state", {})["trace_id"] = trace_id
            try:
                await self._app(scope, receive, observed_send)
            except ClientDisconnect:
                status = CLIENT_LEFT  # who sends no more wants no reply, and nothing has failed
            finally:
                self._tell(scope, status, time.perf_counter() - started)

    def _tell(self, scope: Scope, status: int, seconds: float) -> None:
        route = scope.get("route")
        endpoint = str(getattr(route, "path", "") or "unknown")
        self._metrics.request(scope["method"], endpoint, status, seconds)
        state = scope["state"]
        asked = {"question": state["question"]} if self._log_questions and "question" in state else {}
        answered = {"route": state["answer_route"]} if "answer_route" in state else {}
        say = log.debug if scope["path"] in PROBES else log.info
        say(
            "request",
            method=scope["method"],
            path=scope["path"][:200],
            status=status,
            ms=round(seconds * 1000, 2),
            trace_id=state["trace_id"],
            **answered,
            **asked,
        )


class BodyLimit:
    """Refuses a body over `limit` bytes: by its stated length at once, otherwise while it is read; and one
    that does not come.

    `uploads` is the limit of files that are sent.
    """

    def __init__(self, app: ASGIApp, limit: int, uploads: int) -> None:
        self._app, self._limit, self._uploads = app, limit, uploads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = self._uploads if scope["path"] == UPLOADS else self._limit
        stated = Headers(scope=scope).get("content-length", "")
        if stated.isdecimal() and (len(stated) > 18 or int(stated) > limit):
            refused = BodyTooLarge(f"> {limit} B")
            trace_id = scope.get("state", {}).get("trace_id", "")
            reply = envelope(refused.code, refused.message(), trace_id, refused.status)
            await reply(scope, receive, send)
            return
        read, ended, started = 0, False, time.monotonic()

        async def limited_receive() -> Message:
            nonlocal read, ended
            if ended:  # what is waited for now is that the client leaves
                return await receive()
            allowed = started + BODY_SECONDS + read / BODY_RATE - time.monotonic()
            try:
                message = await asyncio.wait_for(receive(), max(min(BODY_SECONDS, allowed), 0.001))
            except TimeoutError:
                raise HTTPException(status_code=408, headers={"Connection": "close"}) from None
            ended = not message.get("more_body", False)
            read += len(message.get("body", b""))
            if read > limit:
                # The framework lets an HTTPException through where it reads a body.
                raise HTTPException(status_code=413)
            return message

        await self._app(scope, limited_receive, send)
