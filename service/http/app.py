"""The HTTP application, put together from its collaborators."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from dataclasses import replace
from functools import partial
from typing import Protocol

from fastapi import FastAPI
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from service.http import (
    asking,
    described,
    documents,
    errors,
    evidence,
    findings,
    health,
    logs,
    openai,
    opinions,
    reference,
    session,
    shelf,
    tables,
    uploads,
    web,
)
from service.http.collaborators import Answers, Checks, Options, Shelf
from service.http.desk import Desk
from service.http.guard import Guard
from service.http.lanes import Lanes
from service.http.metrics import Metrics
from service.http.middleware import BodyLimit, Observed
from service.http.plans import router as plans_router
from service.http.register import Register

SUMMARY = "Ask published reports of public bodies; get the exact figure with its place."


class Companion(Protocol):
    """An application of one path that runs beside the endpoints."""

    @property
    def path(self) -> str:
        """Where it is."""
        ...

    def running(self) -> AbstractAsyncContextManager[None]:
        """Runs it for the length of a block."""
        ...

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        ...


def create_app(
    answers: Answers,
    books: Shelf,
    *,
    desk: Desk | None = None,
    companion: Companion | None = None,
    checks: Checks = tuple,
    options: Options | None = None,
    warm: Callable[[], None] | None = None,
    close: Callable[[], None] | None = None,
) -> FastAPI:
    """The service over `answers` and `books`; with a `desk` also its pages, evidence, uploads and access.

    `warm` loads what is heavy in a thread beside the first requests; `close` runs after the last
    request has ended, whether `warm` is done or not.
    """
    chosen = options or Options()
    metrics, lanes = Metrics(), Lanes()

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        if warm is not None:
            # A daemon: stopping does not wait for a large index to load.
            threading.Thread(target=warm, name="warm", daemon=True).start()
        async with nullcontext() if companion is None else companion.running():
            logs.hold()
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
    register = None if desk is None else Register(desk.access)
    if register is not None:
        app.add_middleware(Guard, register=register, private=chosen.private, local=chosen.local)
    app.add_middleware(BodyLimit, limit=chosen.body_limit, uploads=chosen.upload_limit)
    app.add_middleware(Observed, metrics=metrics, log_questions=chosen.log_questions)
    errors.add_handlers(app)
    door = asking.AskDoor(answers, chosen, metrics, lanes.asking, books.away)
    app.include_router(asking.router(door))
    app.include_router(openai.router(door))
    app.include_router(shelf.router(books, lanes.reading))
    app.include_router(documents.router(books, lanes.reading))
    app.include_router(health.router(checks, books, metrics, chosen.version, lanes.probing))
    app.include_router(reference.router(app))
    described.describe(app)
    if companion is not None:
        app.router.routes.append(Route(companion.path, endpoint=companion))
    if desk is not None and register is not None:
        _add_desk(app, books, desk, door, chosen, register, lanes)
    return app


def _add_desk(
    app: FastAPI,
    books: Shelf,
    desk: Desk,
    door: asking.AskDoor,
    chosen: Options,
    register: Register,
    lanes: Lanes,
) -> None:
    room = desk.checks
    if room is not None:
        # Who knows the id of a checked report sees its pages; it is in no list and answers no question.
        looking = replace(desk, view=partial(findings.view_with, desk, room))
        app.include_router(evidence.router(findings.WithChecks(books, room), looking, lanes.drawing))
        app.include_router(findings.checks_router(room, chosen.upload_limit, lanes.managing))
    else:
        app.include_router(evidence.router(books, desk, lanes.drawing))
    if desk.states is not None:
        app.include_router(findings.router(books, desk, desk.states, lanes))
    app.include_router(tables.router(desk, lanes.reading))
    app.include_router(tables.export_router(desk, lanes.reading))
    if desk.plans is not None:
        app.include_router(plans_router(desk.plans, chosen.question_limit, lanes.asking))
    app.include_router(uploads.router(desk.intake, chosen.upload_limit, lanes.managing))
    app.include_router(opinions.router(desk.opinions, door.given, lanes.opinions))
    app.include_router(opinions.shares_router(desk.shares, door.given, lanes.opinions))
    app.include_router(
        session.router(
            register,
            private=chosen.private,
            token_seconds=chosen.token_seconds,
            upload_limit=chosen.upload_limit,
            version=chosen.version,
        )
    )
    app.include_router(web.router(register))
