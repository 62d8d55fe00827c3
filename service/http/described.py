"""What the description of the endpoints says of every one of them: errors that any may answer with."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

from service.http.guard import need_of

_ERROR = {"application/json": {"schema": {"$ref": "#/components/schemas/ErrorShape"}}}
_OF_BODIES = {"400": "The body is no text, or nested beyond measure", "408": "The body did not come in time",
              "413": "The body is too large"}  # fmt: skip
_OF_ACCESS = {"401": "A key or token is needed, or the one sent is not good", "403": "Not permitted"}
_OF_ALL = {"503": "The database cannot be reached, or too many requests wait"}


def describe(app: FastAPI) -> None:
    """Let `app` describe itself with these, once."""
    plain = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            described = plain()
            for path, operations in described["paths"].items():
                for method, operation in operations.items():
                    _complete(path, method.upper(), operation)
            app.openapi_schema = described
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _complete(path: str, method: str, operation: dict[str, Any]) -> None:
    more = dict(_OF_BODIES) if method in {"POST", "PUT", "PATCH"} else {}
    if need_of(method, path) is not None:
        more |= _OF_ACCESS | _OF_ALL
    replies = operation["responses"]
    for status, told in more.items():
        replies.setdefault(status, {"description": told})
    for status, reply in replies.items():
        if status >= "400" and not (path == "/readyz" and status == "503"):
            reply["content"] = _ERROR  # whatever the endpoint answers otherwise
