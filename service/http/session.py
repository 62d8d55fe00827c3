"""`GET /api/session` (what the one who asks may do) and `POST /api/widget/token` (a token for a portal's
visitor)."""

# Annotations are not postponed here: FastAPI reads them.
import time
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from service.http import tokens
from service.http.guard import OriginRefused, SignInRequired, foreign_origin
from service.http.register import Register
from service.http.schemas import ErrorShape


class Session(BaseModel):
    """What the one who asks may do."""

    scopes: list[str]
    open: bool = Field(description="Anyone on this machine may manage: there is no key yet.")
    private: bool
    upload_limit: int = Field(description="Largest file, in bytes.")
    version: str


class TokenRequest(BaseModel):
    """A portal's page asks for a token."""

    model_config = ConfigDict(extra="forbid")

    site: str = Field(max_length=64)
    user_token: str | None = Field(default=None, max_length=tokens.LONGEST)


class TokenShape(BaseModel):
    """A token; `expires_in` is in seconds."""

    token: str
    expires_in: int


def router(
    register: Register, *, private: bool, token_seconds: int, upload_limit: int, version: str
) -> APIRouter:
    """The endpoints of access."""
    routes = APIRouter(tags=["access"])
    refused: dict[int | str, dict[str, Any]] = {status: {"model": ErrorShape} for status in (401, 403)}

    @routes.get("/api/session", response_model=None, responses={200: {"model": Session}})
    def session(request: Request) -> JSONResponse:
        """What the one who asks may do."""
        scopes = sorted(scope.value for scope in request.state.grant.scopes)
        opened = "manage" in scopes and "authorization" not in request.headers
        return JSONResponse(
            {
                "scopes": scopes,
                "open": opened,
                "private": private,
                "upload_limit": upload_limit,
                "version": version,
            },
            headers={"Cache-Control": "no-store"},
        )

    @routes.post("/api/widget/token", response_model=None, responses={200: {"model": TokenShape}, **refused})
    async def widget_token(body: TokenRequest, request: Request) -> JSONResponse:
        """A short-lived token for the page that asks, if its origin is the site's."""
        site = await register.site(body.site)
        if site is None:
            raise OriginRefused()
        foreign = foreign_origin(request.headers)
        own = request.headers.get("origin", "")
        if foreign is not None and foreign not in site.origins:
            raise OriginRefused()
        if private and not own and site.user_key is None:
            raise OriginRefused()  # neither a page of the portal nor somebody that it signed in
        now, user = time.time(), ""
        if site.user_key is not None:
            found = tokens.user_of(site, body.user_token or "", now)
            if found is None:
                raise SignInRequired()
            user = found
        token = tokens.issue(site, foreign or own, now + token_seconds, user)
        return JSONResponse(
            {"token": token, "expires_in": token_seconds}, headers={"Cache-Control": "no-store"}
        )

    return routes
