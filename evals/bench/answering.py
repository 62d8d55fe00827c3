"""What one answer takes inside the service, and the floors that nothing can be faster than."""

from __future__ import annotations

import sqlite3
import statistics
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.view import Library
from evals.schema import Question
from service.answering import Answering

_LOOKUPS, _REQUESTS = 5_000, 500


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds."""

    median: float
    p95: float
    worst: float
    count: int


def times(seconds: Iterable[float]) -> Times:
    """Of measured seconds.  Raises StatisticsError when there are none."""
    taken = sorted(1_000 * one for one in seconds)
    return Times(statistics.median(taken), taken[int(len(taken) * 0.95) - 1], taken[-1], len(taken))


def answers(library: Library, questions: Sequence[Question]) -> Times:
    """Each turn of `questions` once, after one that loads what is read only once."""
    answering = Answering(library)
    for turn in questions[0].turns:
        answering.ask(turn)
    taken: list[float] = []
    for question in questions:
        conversation = None
        for turn in question.turns:
            started = time.perf_counter()
            conversation = answering.ask(turn, conversation).conversation_id
            taken.append(time.perf_counter() - started)
    return times(taken)


def point_lookup(home: Path) -> Times:
    """One record by its key, straight from SQLite."""
    with sqlite3.connect(home / "wenbao.db") as connection:
        keys = connection.execute(
            "SELECT report_id, position FROM records ORDER BY random() LIMIT ?", (_LOOKUPS,)
        ).fetchall()
        return times(_timed(lambda key: connection.execute(_BY_KEY, key).fetchone(), key) for key in keys)


_BY_KEY = "SELECT value, unit, page, box FROM records WHERE report_id = ? AND position = ?"


def _timed(do: Callable[[tuple[int, int]], object], key: tuple[int, int]) -> float:
    started = time.perf_counter()
    do(key)
    return time.perf_counter() - started


def empty_endpoint() -> Times:
    """An endpoint that does nothing, over HTTP on this machine."""
    import httpx
    import uvicorn
    from fastapi import FastAPI

    app = FastAPI()

    @app.get("/")
    async def nothing() -> dict[str, bool]:
        return {"ok": True}

    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    taken = []
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
        client.get("/")
        for _ in range(_REQUESTS):
            started = time.perf_counter()
            client.get("/")
            taken.append(time.perf_counter() - started)
    server.should_exit = True
    thread.join(10)
    return times(taken)
