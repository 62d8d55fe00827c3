"""Short-lived tokens for a portal's visitors, and the tokens by which a portal names its own users.

ours     wbt.<payload>.<signature>   payload {"site", "origin", "until", "user"}, HMAC-SHA256 by the
         site's own key: revoking the site ends them
theirs   a JWT, HS256 by the site's user key, with `sub` and `exp`, `aud` the site's id
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from dataclasses import dataclass
from typing import Any

from corpus.store.access import Site

PREFIX = "wbt."
LONGEST = 4_096
SKEW = 60
"""Seconds by which a portal's clock may differ."""


@dataclass(frozen=True, slots=True)
class Pass:
    """What a token says: for the page at `origin`, until `until` (epoch seconds); `user` as the portal
    names its own."""

    site: str
    origin: str
    until: float
    user: str = ""


def issue(site: Site, origin: str, until: float, user: str = "") -> str:
    """A token for a visitor of `site`."""
    payload = _packed({"site": site.id, "origin": origin, "until": int(until), "user": user})
    return f"{PREFIX}{payload}.{_signature(site.token_key, payload)}"


def site_named_in(token: str) -> str | None:
    """The site that a token claims to be of; nothing of it is proven yet."""
    claimed = _unpacked(token[len(PREFIX) :].partition(".")[0]) if token.startswith(PREFIX) else None
    return str(claimed.get("site")) if claimed else None


def read(site: Site, token: str, now: float) -> Pass | None:
    """What the token says; None when it was not issued for `site` or has expired."""
    payload, _, signature = token[len(PREFIX) :].partition(".")
    if not hmac.compare_digest(signature.encode(), _signature(site.token_key, payload).encode()):
        return None
    claimed = _unpacked(payload)
    if claimed is None or claimed["site"] != site.id or claimed["until"] < now:
        return None
    return Pass(site.id, claimed["origin"], claimed["until"], claimed["user"])


def user_of(site: Site, jwt: str, now: float) -> str | None:
    """The `sub` of a portal's JWT; None when it is not signed by the site's user key, has expired or is
    for somebody else."""
    parts = jwt.split(".")
    if site.user_key is None or len(parts) != 3 or len(jwt) > LONGEST:
        return None
    head, claims = _unpacked(parts[0]), _unpacked(parts[1])
    expected = _signature(site.user_key, f"{parts[0]}.{parts[1]}")
    signed = hmac.compare_digest(parts[2].encode(), expected.encode())
    if not signed or head is None or claims is None or head.get("alg") != "HS256":
        return None
    audience, until, subject = claims.get("aud"), claims.get("exp"), claims.get("sub")
    named = audience if isinstance(audience, list) else [audience]
    timely = isinstance(until, int | float) and until >= now - SKEW
    if not timely or site.id not in named or not isinstance(subject, str) or not 0 < len(subject) <= 200:
        return None
    return subject


def _signature(key: str, text: str) -> str:
    return _base64(hmac.new(key.encode(), text.encode(), hashlib.sha256).digest())


def _packed(value: dict[str, Any]) -> str:
    return _base64(json.dumps(value, separators=(",", ":")).encode())


def _unpacked(text: str) -> dict[str, Any] | None:
    try:
        value = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, binascii.Error):
        return None
    return value if isinstance(value, dict) else None


def _base64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()
