"""`/healthz` (the process answers), `/readyz` (it can do its work) and `/metrics`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from corpus.errors import CorpusError
from corpus.store.access import Scope
from service.http.collaborators import Check, Checks, Shelf
from service.http.lanes import Lane
from service.http.metrics import CONTENT_TYPE, Metrics
from service.http.schemas import Alive, Ready
from service.wire import plain


def readiness(checks: Sequence[Check]) -> str:
    """`ready`, `degraded` or `unavailable`."""
    if all(check.ok for check in checks):
        return "ready"
    return "degraded" if all(check.ok or not check.required for check in checks) else "unavailable"


def router(checks: Checks, shelf: Shelf, metrics: Metrics, version: str, lane: Lane) -> APIRouter:
    """The endpoints that watchdogs poll."""
    routes = APIRouter(tags=["health"])

    @routes.head("/healthz", include_in_schema=False)
    @routes.get("/healthz", response_model=None, responses={200: {"model": Alive}})
    async def healthz() -> JSONResponse:
        """Alive; touches neither the store nor an index."""
        return JSONResponse({"status": "ok", "version": version})

    @routes.head("/readyz", include_in_schema=False)
    @routes.get("/readyz", response_model=None, responses={200: {"model": Ready}, 503: {"model": Ready}})
    @lane
    def readyz(request: Request) -> JSONResponse:
        """Whether the store answers, its migrations are current, the files are whole, there is room on the
        disk, and the indexes agree.  Names of hosts, paths and reports are for those who may manage."""
        found = checks()
        status = readiness(found)
        grant = getattr(request.state, "grant", None)
        trusted = grant is not None and Scope.MANAGE in grant.scopes
        body = {"status": status, "checks": [_shown(check, trusted) for check in found]}
        return JSONResponse(body, status_code=503 if status == "unavailable" else 200)

    @routes.get("/metrics", response_class=Response, responses={200: {"content": {"text/plain": {}}}})
    @lane
    def prometheus() -> Response:
        """Counters and histograms in the Prometheus text format."""
        try:
            held = shelf.reports()
        except CorpusError:
            held = ()  # the counters matter most when the store is down
        return Response(metrics.text(held, checks()), media_type=CONTENT_TYPE)

    return routes


def _shown(check: Check, trusted: bool) -> dict[str, Any]:
    told = check.detail if trusted or not check.private else ""
    return {"name": check.name, "ok": check.ok, "detail": plain(told), "required": check.required}
