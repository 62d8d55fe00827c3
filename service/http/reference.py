"""`/docs`: the endpoints and their shapes as one page made from the OpenAPI description.

Made here rather than by a script from elsewhere, so that it shows on a network without a way out.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from html import escape
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.responses import HTMLResponse

STYLE = """
body{font:15px/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1b1f}
h2{margin-top:2.5rem;border-bottom:1px solid #ccc}h3 code{font-size:1rem}
.verb{display:inline-block;min-width:3.5rem;padding:0 .4rem;background:#1f4e79;color:#fff;border-radius:3px;
text-align:center;font-size:.85rem}table{border-collapse:collapse;width:100%}
td,th{border:1px solid #ddd;padding:.25rem .5rem;text-align:left;vertical-align:top}
pre{background:#f6f6f4;padding:.75rem;overflow:auto;font-size:.85rem}
@media(prefers-color-scheme:dark){body{background:#17171a;color:#e6e6e6}pre{background:#222}td,th{border-color:#444}
a{color:#8fb8f0}}
"""
_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
POLICY = f"default-src 'none'; style-src 'sha256-{_HASH}'; frame-ancestors 'none'; base-uri 'none'"


def router(app: FastAPI) -> APIRouter:
    """The endpoint of the reference page."""
    routes = APIRouter()

    @routes.get("/docs", include_in_schema=False)
    async def docs() -> HTMLResponse:
        """Every endpoint with its parameters, bodies and replies."""
        return HTMLResponse(page(app.openapi()), headers={"Content-Security-Policy": POLICY})

    return routes


def page(description: dict[str, Any]) -> str:
    """The description as HTML without scripts."""
    info = description["info"]
    parts = [
        "<!doctype html><html lang=en><meta charset=utf-8>",
        "<meta name=viewport content='width=device-width,initial-scale=1'>",
        f"<title>{escape(info['title'])} · API</title><style>{STYLE}</style>",
        f"<body><main><h1>{escape(info['title'])} <small>{escape(info['version'])}</small></h1>",
        f"<p>{escape(info.get('summary', ''))} Machine-readable: <a href=/openapi.json>/openapi.json</a></p>",
        "<h2>Endpoints</h2>",
    ]
    for path, verbs in description["paths"].items():
        parts += [_operation(verb, path, operation) for verb, operation in verbs.items()]
    parts.append("<h2>Shapes</h2>")
    for name, schema in sorted(description.get("components", {}).get("schemas", {}).items()):
        parts.append(f"<h3 id='{escape(name)}'>{escape(name)}</h3>{_schema(schema)}")
    return "\n".join((*parts, "</main>"))


def _operation(verb: str, path: str, operation: dict[str, Any]) -> str:
    parts = [
        f"<h3><span class=verb>{verb.upper()}</span> <code>{escape(path)}</code></h3>",
        f"<p>{escape(operation.get('description', ''))}</p>",
    ]
    if parameters := operation.get("parameters"):
        rows = [(p["name"], p["in"], _kind(p["schema"]), p.get("description", "")) for p in parameters]
        parts.append(_table(("parameter", "in", "type", "meaning"), rows))
    if body := operation.get("requestBody"):
        parts += [f"<p>Body: {_link(media.get('schema', {}))}</p>" for media in body["content"].values()]
    replies = [
        (status, _link(media.get("schema", {})), kind)
        for status, reply in operation["responses"].items()
        for kind, media in reply.get("content", {"": {}}).items()
    ]
    cells = "".join(f"<tr><td>{escape(status)}<td>{link}<td>{escape(kind)}" for status, link, kind in replies)
    parts.append(f"<table><tr><th>status<th>reply<th>type{cells}</table>")
    return "".join(parts)


def _schema(schema: dict[str, Any]) -> str:
    if "properties" not in schema:
        return f"<pre tabindex=0>{escape(json.dumps(schema, ensure_ascii=False, indent=1))}</pre>"
    required = schema.get("required", ())
    rows = [
        (name, _kind(kind), "yes" if name in required else "", kind.get("description", ""))
        for name, kind in schema["properties"].items()
    ]
    return f"<p>{escape(schema.get('description', ''))}</p>" + _table(
        ("field", "type", "needed", "meaning"), rows
    )


def _table(head: tuple[str, ...], rows: Sequence[Sequence[str]]) -> str:
    cells = "".join("<tr>" + "".join(f"<td>{escape(cell)}" for cell in row) for row in rows)
    return "<table><tr>" + "".join(f"<th>{escape(name)}" for name in head) + cells + "</table>"


def _link(schema: dict[str, Any]) -> str:
    name = schema.get("$ref", "").rsplit("/", 1)[-1]
    return f"<a href='#{escape(name)}'>{escape(name)}</a>" if name else escape(_kind(schema))


def _kind(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    if "anyOf" in schema:
        return " or ".join(_kind(part) for part in schema["anyOf"])
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    return str(schema.get("type", schema.get("const", "")))
