"""Threads by kind of work, so that one kind that is stuck leaves the others alone.

A vote that waits for a writer, a picture that takes long to draw, a list over the whole corpus: each has
its lane, with so many threads and so many that may wait.  Who comes later is told to come again (503).
"""

from __future__ import annotations

import asyncio
import contextvars
import functools
import inspect
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, ParamSpec, TypeVar

from corpus.errors import WenbaoError

P = ParamSpec("P")
R = TypeVar("R")


class ServiceBusy(WenbaoError):
    """More is asked for than may wait."""

    code, status = "service_busy", 503
    zh, en = "服务繁忙，请稍后再试", "The service is busy; try again later"


class Lane:
    """`threads` that work for one kind of request, with at most `waiting` behind them."""

    def __init__(self, name: str, threads: int, waiting: int) -> None:
        self.name, self._most = name, threads + waiting
        self._executor = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self._lock = threading.Lock()
        self._held = 0

    async def run(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """The result of `work`, done in a thread of this lane.  Raises ServiceBusy when too many wait."""
        with self._lock:
            if self._held >= self._most:
                raise ServiceBusy(self.name)
            self._held += 1
        context = contextvars.copy_context()
        loop = asyncio.get_running_loop()
        try:
            future = self._executor.submit(context.run, functools.partial(work, *args, **kwargs))
        except BaseException:
            self._done(None)
            raise
        # Whoever asked may leave; the place is free when the work has ended, not before.
        future.add_done_callback(self._done)
        return await asyncio.wrap_future(future, loop=loop)

    def _done(self, _: object) -> None:
        with self._lock:
            self._held -= 1

    def __call__(self, work: Callable[P, R]) -> Callable[P, Awaitable[R]]:
        """An endpoint of the same signature that runs in this lane."""

        async def endpoint(*args: P.args, **kwargs: P.kwargs) -> R:
            return await self.run(work, *args, **kwargs)

        functools.update_wrapper(endpoint, work)
        shown: Any = endpoint
        # Not taken for the blocking function that it stands for; its annotations are read where it stands.
        shown.__signature__ = inspect.signature(work, eval_str=True)
        del shown.__wrapped__
        return endpoint


class Lanes:
    """The lanes of a service."""

    def __init__(self, asking: int = 32) -> None:
        self.asking = Lane("asking", asking, 2_000)
        self.reading = Lane("reading", 8, 500)
        self.drawing = Lane("drawing", 8, 500)
        self.opinions = Lane("opinions", 4, 60)
        self.managing = Lane("managing", 8, 500)
        self.probing = Lane("probing", 2, 20)
