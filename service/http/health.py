"""`/healthz` (the process answers), `/readyz` (it can do its work) and `/metrics`."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response

from corpus.errors import CorpusError
from service.http.collaborators import Check, Checks, Shelf
from service.http.metrics import CONTENT_TYPE, Metrics
from service.http.schemas import Alive, Ready
from service.wire import plain


def readiness(checks: Sequence[Check]) -> str:
    """`ready`, `degraded` or `unavailable`."""
    if all(check.ok for check in checks):
        return "ready"
    return "degraded" if all(check.ok or not check.required for check in checks) else "unavailable"


def router(checks: Checks, shelf: Shelf, metrics: Metrics, version: str) -> APIRouter:
    """The endpoints that watchdogs poll."""
    routes = APIRouter(tags=["health"])

    @routes.get("/healthz", response_model=None, responses={200: {"model": Alive}})
    async def healthz() -> JSONResponse:
        """Alive; touches neither the store nor an index."""
        return JSONResponse({"status": "ok", "version": version})

    @routes.get("/readyz", response_model=None, responses={200: {"model": Ready}, 503: {"model": Ready}})
    def readyz() -> JSONResponse:
        """Whether the store opens, its migrations are current, and the indexes agree with it."""
        found = checks()
        status = readiness(found)
        body = {"status": status, "checks": [plain(check) for check in found]}
        return JSONResponse(body, status_code=503 if status == "unavailable" else 200)

    @routes.get("/metrics", response_class=Response, responses={200: {"content": {"text/plain": {}}}})
    def prometheus() -> Response:
        """Counters and histograms in the Prometheus text format."""
        try:
            held = shelf.reports()
        except CorpusError:
            held = ()  # the counters matter most when the store is down
        return Response(metrics.text(held, checks()), media_type=CONTENT_TYPE)

    return routes
