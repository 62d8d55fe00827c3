"""The HTTP application, put together from its collaborators."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.responses import RedirectResponse

from service.http import asking, documents, errors, health, reference, shelf
from service.http.collaborators import Answers, Checks, Options, Shelf
from service.http.metrics import Metrics
from service.http.middleware import BodyLimit, Observed

SUMMARY = "Ask published reports of public bodies; get the exact figure with its place."


def create_app(
    answers: Answers,
    books: Shelf,
    *,
    checks: Checks = tuple,
    options: Options | None = None,
    warm: Callable[[], None] | None = None,
    close: Callable[[], None] | None = None,
) -> FastAPI:
    """The service over `answers` and `books`.

    `warm` loads what is heavy in a thread beside the first requests; `close` runs after the last
    request has ended, whether `warm` is done or not.
    """
    chosen = options or Options()
    metrics = Metrics()

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        if warm is not None:
            # A daemon: stopping does not wait for a large index to load.
            threading.Thread(target=warm, name="warm", daemon=True).start()
        yield
        if close is not None:
            await asyncio.to_thread(close)

    app = FastAPI(
        title="Wenbao 问报",
        summary=SUMMARY,
        version=chosen.version,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        strict_content_type=False,
    )
    app.add_middleware(BodyLimit, limit=chosen.body_limit)
    app.add_middleware(Observed, metrics=metrics, log_questions=chosen.log_questions)
    errors.add_handlers(app)
    door = asking.AskDoor(answers, chosen, metrics)
    app.include_router(asking.router(door))
    app.include_router(shelf.router(books))
    app.include_router(documents.router(books))
    app.include_router(health.router(checks, books, metrics, chosen.version))
    app.include_router(reference.router(app))

    @app.get("/", include_in_schema=False)
    async def front() -> RedirectResponse:
        """The way in."""
        return RedirectResponse("/docs")

    return app
