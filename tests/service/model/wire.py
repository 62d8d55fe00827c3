"""A scripted server that speaks OpenAI's wire protocol: what it replies is a function of the request."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PIECE = 17


@dataclass(frozen=True)
class Say:
    """A reply: its text, or how it goes wrong.

    `cut` ends a stream after so many pieces, `stall` waits before the first byte, `raw` is sent as the
    body instead, `finish` is why the model stopped, `usage` (in, out) is left out when None.
    """

    text: str = ""
    status: int = 200
    stall: float = 0.0
    drip: float = 0.0
    cut: int | None = None
    raw: bytes | None = None
    finish: str | None = "stop"
    usage: tuple[int, int] | None = (11, 7)


Script = Callable[[Mapping[str, Any]], Say | str]


def system_of(request: Mapping[str, Any]) -> str:
    return str(request["messages"][0]["content"])


def user_of(request: Mapping[str, Any]) -> str:
    return str(request["messages"][-1]["content"])


@dataclass
class Wire:
    """The running server: `script` may be changed between calls, `requests` holds what was asked."""

    url: str
    script: Script
    requests: list[Mapping[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)


class Handler(BaseHTTPRequestHandler):
    """Replies to one request as the script says."""

    wire: Wire
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_POST(self) -> None:
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.wire.requests.append(request)
        self.wire.keys.append(self.headers.get("Authorization", ""))
        said = self.wire.script(request)
        try:
            self.reply(Say(said) if isinstance(said, str) else said, bool(request.get("stream")))
        except OSError:
            self.close_connection = True

    def reply(self, say: Say, streamed: bool) -> None:
        if say.stall:
            time.sleep(say.stall)
        if say.status != 200:
            body = json.dumps({"error": {"message": "no", "type": "x", "code": "x"}}).encode()
            self.whole(body, say.status)
        elif say.raw is not None:
            kind = "text/event-stream" if streamed else "application/json"
            self.whole(say.raw, 200, kind)
        elif streamed:
            self.stream(say)
        else:
            message = {"role": "assistant", "content": say.text}
            choice = {"index": 0, "message": message, "finish_reason": say.finish}
            self.whole(json.dumps(shape("chat.completion", [choice], say.usage)).encode())

    def whole(self, body: bytes, status: int = 200, kind: str = "application/json") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def stream(self, say: Say) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        pieces = [say.text[i : i + PIECE] for i in range(0, len(say.text), PIECE)]
        for number, piece in enumerate(pieces):
            if say.cut is not None and number >= say.cut:
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            choice = {"index": 0, "delta": {"role": "assistant", "content": piece}, "finish_reason": None}
            self.event(shape("chat.completion.chunk", [choice]))
            time.sleep(say.drip)
        if say.finish is not None:
            self.event(
                shape("chat.completion.chunk", [{"index": 0, "delta": {}, "finish_reason": say.finish}])
            )
        if say.usage is not None:
            self.event(shape("chat.completion.chunk", [], say.usage))
        self.wfile.write(b"data: [DONE]\n\n")

    def event(self, content: Any) -> None:
        self.wfile.write(b"data: " + json.dumps(content, ensure_ascii=False).encode() + b"\n\n")
        self.wfile.flush()


class Server(ThreadingHTTPServer):
    """One thread a request; a client that has gone is no error."""

    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass


@contextmanager
def serving(script: Script) -> Iterator[Wire]:
    """A server on a free port of this machine."""
    wire = Wire("", script)

    server = Server(("127.0.0.1", 0), type("Scripted", (Handler,), {"wire": wire}))
    wire.url = f"http://127.0.0.1:{server.server_port}/v1"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield wire
    finally:
        server.shutdown()
        server.server_close()


def shape(kind: str, choices: list[Any], usage: tuple[int, int] | None = None) -> dict[str, Any]:
    told: dict[str, Any] = {"id": "c", "object": kind, "created": 1, "model": "scripted", "choices": choices}
    if usage is not None:
        told["usage"] = {
            "prompt_tokens": usage[0],
            "completion_tokens": usage[1],
            "total_tokens": sum(usage),
        }
    return told
