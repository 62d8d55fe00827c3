"""One envelope for every error: `{"error": {"code", "message", "trace_id"}}`.

WenbaoError            its own code and status
├── MethodNotAllowed   405
├── RequestTimedOut    408
├── BodyTooLarge       413
└── RangeUnmet         416
routing errors         by status (404 not_found, …)
validation errors      request_malformed, naming the field but never its content
anything else          500 internal, without a word of what happened; the log has it
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from starlette.routing import compile_path
from starlette.types import Scope

from corpus.errors import InputError, NotFound, RequestMalformed, WenbaoError
from service.traces import new_trace_id

log = structlog.get_logger("wenbao.http")


class MethodNotAllowed(InputError):
    """The endpoint exists, the method does not."""

    code, status = "method_not_allowed", 405
    zh, en = "该地址不支持这种请求方法", "The endpoint does not take this method"


class BodyTooLarge(InputError):
    """The body is over the limit."""

    code, status = "body_too_large", 413
    zh, en = "请求正文过大", "The body of the request is too large"


class RequestTimedOut(InputError):
    """The body did not come."""

    code, status = "request_timeout", 408
    zh, en = "请求正文没有按时到达", "The body of the request did not arrive in time"


class RangeUnmet(InputError):
    """The file has no such bytes."""

    code, status = "range_not_satisfiable", 416
    zh, en = "请求的字节范围超出文件", "The file has no such range of bytes"


BY_STATUS: Mapping[int, type[InputError]] = {
    404: NotFound,
    405: MethodNotAllowed,
    408: RequestTimedOut,
    413: BodyTooLarge,
    422: RequestMalformed,
}


def trace_id_of(request: Request) -> str:
    """The id that the middleware gave this request."""
    return str(getattr(request.state, "trace_id", "") or new_trace_id())


def envelope(
    code: str, message: str, trace_id: str, status: int, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """An error as every endpoint answers it."""
    body = {"error": {"code": code, "message": message, "trace_id": trace_id}}
    return JSONResponse(body, status_code=status, headers=dict(headers or {}))


def public_message(error: WenbaoError) -> str:
    """What a caller is told: of the service's own failures not where they are (hosts, paths)."""
    known = type(error)()
    return _utf8((known if error.status >= 500 else error).message())


def refusal(error: WenbaoError, scope: Scope) -> JSONResponse:
    """An error as its reply, for who has the scope alone."""
    headers = {"WWW-Authenticate": "Bearer"} if error.status == 401 else {}
    headers |= {"Retry-After": "5"} if error.status == 503 else {}
    trace_id = scope.get("state", {}).get("trace_id", "")
    return envelope(error.code, public_message(error), trace_id, error.status, headers)


def error_object(error: WenbaoError, trace_id: str) -> dict[str, Any]:
    """The same envelope as an object, for a stream that has begun."""
    return {"error": {"code": error.code, "message": public_message(error), "trace_id": trace_id}}


def add_handlers(app: FastAPI) -> None:
    """Let `app` answer every kind of failure in the envelope."""
    app.add_exception_handler(WenbaoError, _typed)
    app.add_exception_handler(HTTPException, _routing)
    app.add_exception_handler(RequestValidationError, _validation)
    app.add_exception_handler(Exception, _unforeseen)


async def _typed(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, WenbaoError)
    if error.status >= 500:
        log.error("request failed", code=error.code, detail=error.detail, trace_id=trace_id_of(request))
    return refusal(error, request.scope)


async def _routing(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    kind = BY_STATUS.get(error.status_code)
    known = kind() if kind else RequestMalformed(str(error.detail))
    headers = dict(error.headers or {})
    if error.status_code == MethodNotAllowed.status:
        named = {method.strip() for method in headers.get("Allow", "").split(",") if method.strip()}
        headers["Allow"] = ", ".join(sorted(named | _methods_at(request.app, request.url.path)))
    return envelope(known.code, known.message(), trace_id_of(request), error.status_code, headers)


def _methods_at(app: FastAPI, path: str) -> set[str]:
    """Every method that is described for this path: the framework names those of its first endpoint alone."""
    described = app.openapi()["paths"].items()
    return {
        method.upper()
        for template, operations in described
        if compile_path(template)[0].match(path)
        for method in operations
    }


async def _validation(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    known = RequestMalformed(_faults_in_words(error.errors()))
    return envelope(known.code, known.message(), trace_id_of(request), known.status)


async def _unforeseen(request: Request, error: Exception) -> JSONResponse:
    trace_id = trace_id_of(request)
    # Rendering a traceback takes a while; it is not the others' while.
    await run_in_threadpool(log.error, "request failed", code="internal", trace_id=trace_id, exc_info=error)
    return envelope("internal", WenbaoError().message(), trace_id, 500, {"X-Trace-Id": trace_id})


def _faults_in_words(faults: Sequence[Any], most: int = 5) -> str:
    """Where and what, without what was sent: an error must not echo its input."""
    words = []
    for fault in faults[:most]:
        place = ".".join(str(part) for part in fault["loc"])[:100]
        words.append(f"{place}: {str(fault['msg'])[:200]}")
    return _utf8("; ".join(words))


def _utf8(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
