"""Who may do what: keys for programs and staff, and the portals that may show the widget.

A key is kept as its SHA-256 alone: 32 random bytes need no slow hash.  A site's keys sign tokens and must
be at hand as they are.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, delete, func, insert, select

from corpus.errors import NotFound
from corpus.store import schema
from corpus.store.database import Database

PREFIX = "wbk_"
SITE_PREFIX = "site_"


class Scope(StrEnum):
    """What a key opens: `ask` for questions and reading, `manage` for everything."""

    ASK = "ask"
    MANAGE = "manage"


@dataclass(frozen=True, slots=True)
class Key:
    """A key, without its secret."""

    id: str
    name: str
    scopes: frozenset[Scope]
    created_at: float


@dataclass(frozen=True, slots=True)
class Site:
    """A portal that may show the widget: from `origins` only.  `token_key` signs the tokens that its
    visitors get; with `user_key` the portal signs its own users in."""

    id: str
    name: str
    origins: tuple[str, ...]
    token_key: str
    user_key: str | None
    created_at: float


class AccessBook:
    """Keys and sites of a corpus."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add_key(self, name: str, scopes: Collection[Scope]) -> tuple[Key, str]:
        """A new key and its secret, which is shown this once."""
        secret = PREFIX + secrets.token_urlsafe(32)
        key = Key(secrets.token_hex(4), name, frozenset(scopes), time.time())
        values = {
            "id": key.id, "name": name, "digest": digest_of(secret), "created_at": key.created_at,
            "scopes": sorted(scope.value for scope in key.scopes),
        }  # fmt: skip
        with self._database.writing() as connection:
            connection.execute(insert(schema.keys).values(values))
        return key, secret

    def key_of(self, secret: str) -> Key | None:
        """The key whose secret this is."""
        chosen = select(schema.keys).where(schema.keys.c.digest == digest_of(secret))
        with self._database.reading() as connection:
            row = connection.execute(chosen).one_or_none()
        if row is None:
            return None
        return _key(row)

    def keys(self) -> Sequence[Key]:
        """Every key, oldest first."""
        with self._database.reading() as connection:
            rows = connection.execute(select(schema.keys).order_by(schema.keys.c.created_at)).all()
        return list(map(_key, rows))

    def has_keys(self) -> bool:
        """Whether there is a key at all."""
        with self._database.reading() as connection:
            return bool(connection.execute(select(func.count()).select_from(schema.keys)).scalar_one())

    def add_site(self, name: str, origins: Sequence[str], signed_users: bool) -> Site:
        """A new site; with `signed_users` it gets a key for signing its users in."""
        site = Site(
            SITE_PREFIX + secrets.token_hex(8),
            name,
            tuple(origins),
            secrets.token_hex(32),
            secrets.token_urlsafe(48) if signed_users else None,
            time.time(),
        )
        values = {
            "id": site.id, "name": name, "origins": list(origins), "token_key": site.token_key,
            "user_key": site.user_key, "created_at": site.created_at,
        }  # fmt: skip
        with self._database.writing() as connection:
            connection.execute(insert(schema.sites).values(values))
        return site

    def site(self, site_id: str) -> Site | None:
        """The site of this id."""
        return next((site for site in self.sites() if site.id == site_id), None)

    def sites(self) -> Sequence[Site]:
        """Every site, oldest first."""
        with self._database.reading() as connection:
            rows = connection.execute(select(schema.sites).order_by(schema.sites.c.created_at)).all()
        return [
            Site(row.id, row.name, tuple(row.origins), row.token_key, row.user_key, row.created_at)
            for row in rows
        ]

    def everything(self) -> tuple[dict[str, Key], Sequence[Site]]:
        """Every key by the digest of its secret, and every site."""
        with self._database.reading() as connection:
            rows = connection.execute(select(schema.keys)).all()
        return {row.digest: _key(row) for row in rows}, self.sites()

    def revoke(self, reference: str) -> None:
        """Withdraw a key or a site with all its tokens.  Raises NotFound."""
        with self._database.writing() as connection:
            gone = sum(
                connection.execute(delete(table).where(table.c.id == reference)).rowcount
                for table in (schema.keys, schema.sites)
            )
        if not gone:
            raise NotFound(reference)


def _key(row: Row[Any]) -> Key:
    return Key(row.id, row.name, frozenset(map(Scope, row.scopes)), row.created_at)


def digest_of(secret: str) -> str:
    """What is kept of a key's secret."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
