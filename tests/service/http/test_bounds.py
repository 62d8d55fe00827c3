"""What callers who leave, hang or crowd do to the others: nothing."""

from __future__ import annotations

import asyncio
import json
import logging
import threading
import time
from dataclasses import dataclass, field
from typing import Any

import anyio
import pytest
import structlog
from starlette.types import Message

from corpus.errors import StoreUnavailable
from service.answer import Answer
from service.http import logs, middleware
from service.http.lanes import Lane, ServiceBusy
from tests.service.http.fakes import FakeAnswers, FakeShelf, application, client


def scope_of(path: str, **headers: str) -> dict[str, Any]:
    """A POST as a server hands it over."""
    return {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST", "path": path,
        "raw_path": path.encode(), "query_string": b"name=a.pdf", "root_path": "", "scheme": "http",
        "client": ("127.0.0.1", 5000), "server": ("127.0.0.1", 80),
        "headers": [(b"host", b"127.0.0.1"), *((k.encode(), v.encode()) for k, v in headers.items())],
    }  # fmt: skip


async def sent_to(app: Any, path: str, messages: list[Message], last: Any = None) -> list[Message]:
    """What the application sends when it receives these, and then `last` (None: nothing more comes)."""
    sent: list[Message] = []

    async def receive() -> Message:
        if messages:
            return messages.pop(0)
        await asyncio.sleep(60)
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope_of(path), receive, send)
    return sent


PIECE: Message = {"type": "http.request", "body": b"%PDF-", "more_body": True}
LEFT: Message = {"type": "http.disconnect"}


def test_an_upload_that_is_broken_off_is_no_error() -> None:
    """No traceback, no 500: a line that says that the client left."""
    app = application(local=True)
    with structlog.testing.capture_logs() as lines:
        anyio.run(sent_to, app, "/api/uploads", [PIECE, LEFT])
    assert [line["log_level"] for line in lines] == ["info"]
    assert lines[0]["status"] == middleware.CLIENT_LEFT


def test_a_body_that_does_not_come_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """The connection is told to close: it would trickle on otherwise."""
    monkeypatch.setattr(middleware, "BODY_SECONDS", 0.2)
    for path in ("/api/uploads", "/api/ask"):
        started = time.monotonic()
        start, body = anyio.run(sent_to, application(local=True), path, [PIECE])
        assert start["status"] == 408 and (b"connection", b"close") in start["headers"]
        assert json.loads(body["body"])["error"]["code"] == "request_timeout"
        assert time.monotonic() - started < 20


def test_a_body_that_trickles_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """A byte now and then keeps no place for ever."""
    monkeypatch.setattr(middleware, "BODY_SECONDS", 0.3)

    async def trickled() -> int:
        sent: list[Message] = []

        async def receive() -> Message:
            await asyncio.sleep(0.1)
            return {"type": "http.request", "body": b"x", "more_body": True}

        async def send(message: Message) -> None:
            sent.append(message)

        await application(local=True)(scope_of("/api/uploads"), receive, send)
        return int(sent[0]["status"])

    started = time.monotonic()
    assert anyio.run(trickled) == 408
    assert time.monotonic() - started < 20


def test_a_stuck_kind_of_work_leaves_the_others_alone() -> None:
    """All places for votes are taken; questions are answered, one vote more is told to come again."""
    release = threading.Event()

    async def crowd() -> str:
        votes, asking = Lane("votes", 2, 1), Lane("asking", 2, 1)
        stuck = [asyncio.create_task(votes.run(release.wait, 10)) for _ in range(3)]
        await asyncio.sleep(0.05)
        with pytest.raises(ServiceBusy):
            await votes.run(release.wait, 10)
        answer = await asyncio.wait_for(asking.run(lambda: "answer"), 1)
        release.set()
        await asyncio.gather(*stuck)
        assert await votes.run(lambda: "again") == "again"
        return answer

    assert anyio.run(crowd) == "answer"


@dataclass
class ForgetfulAnswers(FakeAnswers):
    """Knows the conversations in `known`."""

    known: set[str] = field(default_factory=set)

    def remembers(self, conversation_id: str) -> bool:
        return conversation_id in self.known


def kinds(answer: Any) -> list[str]:
    return [warning["kind"] for warning in answer["warnings"]]


def test_a_conversation_that_is_not_known_is_said_to_be_new() -> None:
    """After a restart nothing is answered as if nothing had been before."""
    answers = ForgetfulAnswers(known={"c-1"})
    door = client(answers)
    lost = door.post("/api/ask", json={"question": "那预算呢", "conversation_id": "c-9"}).json()
    assert kinds(lost)[0] == "conversation_new" and "新的对话" in lost["warnings"][0]["message"]
    assert answers.asked[-1][1] is None
    for body in ({"conversation_id": "c-1"}, {}, {"conversation_id": "c-9", "earlier": ["合计"]}):
        told = door.post("/api/ask", json={"question": "那预算呢", **body}).json()
        assert "conversation_new" not in kinds(told)


def test_an_answer_from_what_is_loaded_says_so() -> None:
    """The database is away; the answer may lack the latest changes."""
    told = client(None, FakeShelf(gone="10.0.0.7 does not answer")).post(
        "/api/ask", json={"question": "合计"}
    )
    assert "store_away" in kinds(told.json()) and "10.0.0.7" not in told.text


def test_failures_of_the_service_name_no_host() -> None:
    """Neither in an error nor in a stream."""
    answers = FakeAnswers(error=StoreUnavailable("connection to db.internal:5432 refused"))
    reply = client(answers).post("/api/ask", json={"question": "q"})
    assert reply.status_code == 503 and "db.internal" not in reply.text
    assert "db.internal" not in client(answers).post("/api/ask/stream", json={"question": "q"}).text


class LoudHandler(logging.Handler):
    """As libraries put it on the root when they start."""

    def emit(self, record: logging.LogRecord) -> None:
        raise AssertionError("rendered by a library")


def test_the_log_stays_json_whatever_libraries_do(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Handlers that a library put on the root or on its own logger go; a traceback tells no locals."""
    monkeypatch.setattr(logs, "_held", [])
    before = logging.root.handlers[:]
    try:
        logs.configure("info", "json")
        logging.basicConfig(handlers=[LoudHandler()], force=True)
        logging.getLogger("loud").addHandler(LoudHandler())
        logs.hold()
        secret = "what somebody asked"
        try:
            raise ValueError(secret[:0])
        except ValueError:
            logging.getLogger("loud").exception("it failed")
            structlog.get_logger("ours").error("failed", exc_info=True)
        logging.getLogger("uvicorn.error").error("Exception in ASGI application\n")
    finally:
        logging.root.handlers[:] = before
        monkeypatch.undo()
        structlog.reset_defaults()
    lines = [json.loads(line) for line in capfd.readouterr().err.splitlines()]
    assert [line["event"] for line in lines] == ["it failed", "failed"]
    assert secret not in json.dumps(lines) and all("exception" in line for line in lines)


def test_an_unforeseen_error_is_told_away_from_the_loop() -> None:
    """Rendering its traceback holds up nobody."""
    seen: list[int] = []

    def render(_: Any, __: str, event: dict[str, Any]) -> dict[str, Any]:
        if event.get("exc_info"):
            seen.append(threading.get_ident())
        raise structlog.DropEvent

    loop_thread: list[int] = []

    @dataclass
    class Failing(FakeAnswers):
        def ask(self, *_: Any, **__: Any) -> Answer:
            raise RuntimeError("a bug")

    async def run() -> None:
        loop_thread.append(threading.get_ident())
        body = json.dumps({"question": "q"}).encode()
        with pytest.raises(RuntimeError):
            await sent_to(application(Failing()), "/api/ask", [{"type": "http.request", "body": body}])

    structlog.configure(processors=[render])
    try:
        anyio.run(run)
    finally:
        structlog.reset_defaults()
    assert len(seen) == 1 and seen[0] != loop_thread[0]
