"""Who may do what, decided for every request before it reaches its endpoint.

    need      paths                                             granted to
    nothing   the pages, their assets, health, the reference    everybody
    ask       questions, reports, records, evidence, feedback   everybody, unless the service is private:
                                                                a key with `ask`, or a site's token
    manage    uploads, checks, jobs, deletion, decisions about  a key with `manage`; without any key,
              findings, the list of feedback                    this machine alone (see `_is_local`)

A page of another origin is served only with a token of a site that names this origin.
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from corpus.errors import InputError, WenbaoError
from corpus.store import access
from service.http import tokens
from service.http.errors import refusal
from service.http.register import Register

ASK, MANAGE = access.Scope.ASK, access.Scope.MANAGE
LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
FORWARDED = ("x-forwarded-for", "x-forwarded-host", "x-real-ip", "forwarded", "via")
METHODS = "GET, POST, PATCH, DELETE, HEAD"
READINESS = "/readyz"
_MANAGED = re.compile(r"^/api/(?:uploads|jobs|keys|checks)(?:/|$)")
_ASKED = re.compile(r"^/(?:(?:api|documents|v1)/|mcp$)")
_FREE = re.compile(r"^/api/(?:session|widget/token)$")
_SHAREABLE = re.compile(r"^/(?:assets/|widget\.js$)")


class KeyRequired(InputError):
    """Nobody has been named, or nobody that is known."""

    code, status = "key_required", 401
    zh, en = "需要有效的访问密钥", "A valid access key is required"


class SignInRequired(InputError):
    """A portal whose visitors are signed in by it, and a visitor who is not, or not any more."""

    code, status = "sign_in_required", 401
    zh, en = "请先在所在网站登录后再提问", "Sign in to the site that shows this chat first"


class NotPermitted(InputError):
    """Whoever asks may not do this."""

    code, status = "not_permitted", 403
    zh, en = "没有权限", "Not permitted"


class OriginRefused(InputError):
    """A page of an origin that no site names."""

    code, status = "origin_refused", 403
    zh, en = "不允许从该网站访问", "This origin may not use the service"


@dataclass(frozen=True, slots=True)
class Grant:
    """What a request may do, and who the portal says is asking."""

    scopes: frozenset[access.Scope]
    user: str = ""
    site: str = ""


NOTHING = Grant(frozenset())


def need_of(method: str, path: str) -> access.Scope | None:
    """The scope that a request needs; None: nothing."""
    if not _ASKED.match(path) or _FREE.match(path):
        return None
    if _MANAGED.match(path) or (method == "DELETE" and path.startswith("/api/reports/")):
        return MANAGE
    if path.startswith("/api/feedback") and method != "POST":
        return MANAGE
    if path.startswith("/api/findings/") and method not in ("GET", "HEAD"):
        return MANAGE
    return ASK


class Guard:
    """Plain ASGI.  Leaves the `Grant` in `state.grant`."""

    def __init__(self, app: ASGIApp, register: Register, private: bool, local: bool) -> None:
        self._app, self._register, self._private, self._local = app, register, private, local

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers, path = Headers(scope=scope), scope["path"]
        foreign = foreign_origin(headers)
        if foreign is not None and _SHAREABLE.match(path):
            await self._app(scope, receive, _with_origin(send, "*"))
            return
        if scope["method"] == "OPTIONS" and foreign is not None:
            await _preflight(foreign)(scope, receive, send)
            return
        if foreign is None and not _ASKED.match(path) and path != READINESS:
            await self._app(scope, receive, send)  # pages and probes are everybody's
            return
        answered = send if foreign is None else _with_origin(send, foreign)
        need = need_of(scope["method"], path)
        try:
            grant = await self.grant(scope, headers, foreign)
            if need is not None and need not in grant.scopes:
                known = bool(headers.get("authorization")) and bool(grant.scopes)
                raise NotPermitted() if known else KeyRequired()
        except WenbaoError as error:
            if path == READINESS and foreign is None:
                grant = NOTHING  # told to everybody; with the details to who may manage
            else:
                # The page that is refused may read why: there is nothing in it but the reason.
                await refusal(error, scope)(scope, receive, answered)
                return
        scope.setdefault("state", {})["grant"] = grant
        await self._app(scope, receive, answered)

    async def grant(self, scope: Scope, headers: Headers, foreign: str | None) -> Grant:
        """What this request may do.  Raises KeyRequired for a key or token that is not good, and
        OriginRefused for a page of an origin without a token for it."""
        kind, _, secret = headers.get("authorization", "").partition(" ")
        secret = secret.strip()
        if kind.lower() == "bearer" and secret.startswith(tokens.PREFIX):
            return await self._by_token(secret, foreign)
        if foreign is not None:
            if _FREE.match(scope["path"]) and (await self._register.known()).names(foreign):
                return NOTHING
            raise OriginRefused()
        if kind.lower() == "bearer" and secret:
            key = await self._register.key_of(secret)
            if key is None and not self._private and scope["path"].startswith("/v1/"):
                # Clients of OpenAI's API always send a key, also where none is needed.
                return Grant(frozenset({ASK}))
            if key is None:
                raise KeyRequired()
            return Grant(key.scopes | ({ASK} if MANAGE in key.scopes else set()))
        scopes = set() if self._private else {ASK}
        # Asking needs no look at the keys: it goes on when there is no database to look into.
        asks_for_more = self._private or need_of(scope["method"], scope["path"]) is not ASK
        trusted = asks_for_more and self._local and _is_local(scope, headers)
        if trusted and not (await self._register.known()).keys:
            scopes |= {ASK, MANAGE}
        return Grant(frozenset(scopes))

    async def _by_token(self, token: str, foreign: str | None) -> Grant:
        site = await self._register.site(tokens.site_named_in(token) or "")
        found = tokens.read(site, token, time.time()) if site else None
        if site is None or found is None:
            raise KeyRequired()
        if foreign is not None and (foreign != found.origin or foreign not in site.origins):
            raise OriginRefused()
        return Grant(frozenset({ASK}), found.user, site.id)


def _preflight(origin: str) -> Response:
    """Any page may send its request: whether it is served is said by the reply, with the reason."""
    allowed = {
        "Access-Control-Allow-Origin": origin,
        "Access-Control-Allow-Methods": METHODS,
        "Access-Control-Allow-Headers": "authorization, content-type",
        "Access-Control-Max-Age": "600",
        "Vary": "Origin",
    }
    return Response(status_code=204, headers=allowed)


def foreign_origin(headers: Headers) -> str | None:
    """The origin of a page that is not ours, as the browser states it; None for our own or for programs."""
    origin = headers.get("origin")
    if origin is None or headers.get("sec-fetch-site") == "same-origin":
        return None
    return None if urlsplit(origin).netloc == headers.get("host", "") else origin


def _is_local(scope: Scope, headers: Headers) -> bool:
    """Asked by this machine under its own name: not through a proxy, and not by a page of some other site
    whose name leads here."""
    client = (scope.get("client") or ("", 0))[0]
    named = (urlsplit(f"//{headers.get('host', '')}").hostname or "") in LOCAL_NAMES
    direct = client in LOCAL_NAMES and not any(name in headers for name in FORWARDED)
    site = headers.get("sec-fetch-site", "none")
    return named and direct and site in {"none", "same-origin"}


def _with_origin(send: Send, origin: str) -> Send:
    async def opened(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["Access-Control-Allow-Origin"] = origin
            headers["Access-Control-Expose-Headers"] = "X-Trace-Id"
            headers["Cross-Origin-Resource-Policy"] = "cross-origin"
            headers.add_vary_header("Origin")
        await send(message)

    return opened
