"""Half-open connections, on a real server."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest
import uvicorn

from service.http.connections import bounded
from tests.service.http.fakes import application


@contextmanager
def served(most: int, seconds: float) -> Iterator[int]:
    """The port of a server with these bounds."""
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(application(), http=bounded(most, seconds), log_config=None, access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=lambda: asyncio.run(server.serve([listening])), daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield listening.getsockname()[1]
    server.should_exit = True
    thread.join(timeout=10)


def ended(connection: socket.socket, seconds: float) -> bool:
    """Whether the server ends the connection in time."""
    connection.settimeout(seconds)
    try:
        while connection.recv(4_096):
            pass
        return True
    except TimeoutError:
        return False
    except ConnectionError:
        return True


@pytest.mark.parametrize(
    "sent",
    [b"", b"\r\n", b"POST /api/ask HTTP/1.1\r\nHost: a\r\n", b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"],
)
def test_a_connection_without_a_whole_head_is_ended(sent: bytes) -> None:
    """Also one that begins a second request and does not go on."""
    with served(100, 0.5) as port, socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(sent)
        if sent.endswith(b"\r\n\r\n"):
            assert connection.recv(4_096).startswith(b"HTTP/1.1 200")
            connection.sendall(b"GET /heal")
        assert ended(connection, 5)


def test_many_of_them_do_not_keep_others_out() -> None:
    """The oldest that say nothing give way."""
    with served(10, 60) as port:
        silent = [socket.create_connection(("127.0.0.1", port)) for _ in range(30)]
        assert httpx.get(f"http://127.0.0.1:{port}/healthz").status_code == 200
        assert sum(ended(connection, 0.2) for connection in silent) >= 20
        for connection in silent:
            connection.close()


def test_requests_take_their_time() -> None:
    """The bound is on heads: one connection serves many requests, with pauses between them."""
    with served(10, 0.5) as port, httpx.Client(base_url=f"http://127.0.0.1:{port}") as kept:
        for _ in range(3):
            assert kept.get("/healthz").status_code == 200
            time.sleep(0.3)
