"""The pages and what they are made of: `/`, `/reports`, `/feedback`, `/audit`, `/s/{id}`, `/embed`,
`/widget.js`, `/assets/…`.

The files are built from `widget/` and lie in `static/`; a page is the same for everybody and asks the API
for what it shows.
"""

from __future__ import annotations

import mimetypes
import re
from functools import cache
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import Response

from corpus.errors import NotFound
from service.http.register import Register

STATIC = Path(__file__).parent / "static"
ASSET = re.compile(r"^[0-9A-Za-z_-]+(?:\.[0-9A-Za-z_-]+)*\.(?:js|css|svg)$")
# Trusted types: two libraries turn text into markup; the default policy lets the empty string through alone.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors {ancestors}; "
    "require-trusted-types-for 'script'; trusted-types lit-html dompurify default"
)
FOREVER = "public, max-age=31536000, immutable"
BRIEFLY = "public, max-age=300"
READ = ["GET", "HEAD"]
PAGES = {"/": "index.html", "/s/{share}": "index.html", "/reports": "staff.html",
         "/reports/{rest:path}": "staff.html", "/feedback": "staff.html",
         "/audit": "staff.html", "/audit/{rest:path}": "staff.html"}  # fmt: skip


def router(register: Register) -> APIRouter:
    """The endpoints of the pages."""
    routes = APIRouter(include_in_schema=False)
    for path, name in PAGES.items():
        routes.add_api_route(path, _page_of(name), methods=READ)

    @routes.api_route("/embed", methods=READ)
    async def embed(site: str = "") -> Response:
        """The chat alone, for a frame in a portal that is registered."""
        found = await register.site(site[:64])
        ancestors = " ".join(found.origins) if found else "'none'"
        return _html("index.html", ancestors)

    @routes.api_route("/widget.js", methods=READ)
    async def widget() -> Response:
        """The widget's loader, for the one line in a portal."""
        return Response(
            _content("widget.js"), media_type="text/javascript", headers={"Cache-Control": BRIEFLY}
        )

    @routes.api_route("/assets/{name}", methods=READ)
    async def asset(name: str) -> Response:
        """A script, a style or a picture; its name holds the hash of its content."""
        if not ASSET.match(name):
            raise NotFound()
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return Response(_content(f"assets/{name}"), media_type=kind, headers={"Cache-Control": FOREVER})

    @routes.api_route("/favicon.ico", methods=READ)
    async def icon() -> Response:
        """The mark of the site."""
        return Response(
            _content("assets/mark.svg"), media_type="image/svg+xml", headers={"Cache-Control": BRIEFLY}
        )

    return routes


def _page_of(name: str):  # type: ignore[no-untyped-def]  # FastAPI reads the signature of what is returned
    async def page(request: Request) -> Response:
        return _html(name, "'none'")

    return page


def _html(name: str, ancestors: str) -> Response:
    headers = {"Content-Security-Policy": POLICY.format(ancestors=ancestors), "Cache-Control": "no-cache"}
    return Response(_content(name), media_type="text/html", headers=headers)


@cache
def _content(name: str) -> bytes:
    """A built file, kept once read.  Raises NotFound."""
    try:
        return (STATIC / name).read_bytes()
    except OSError as error:
        raise NotFound(name) from error
