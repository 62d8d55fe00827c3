"""Keys and sites as every request needs them: from memory, looked up in a thread, never on the loop.

What is known is at most `FRESH_SECONDS` old (so is a revocation); a key or a site that is not known is
looked for again at once.  While the database is away what was known holds on for `STALE_SECONDS`.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from corpus.errors import StoreBusy, StoreUnavailable
from corpus.store.access import Key, Site, digest_of
from service.http.desk import Access

FRESH_SECONDS = 1.0
AGAIN_SECONDS = 0.1
"""Between two looks for what is not known: guessing keys costs the database ten looks a second."""

STALE_SECONDS = 900.0
PATIENCE_SECONDS = 1.0
"""For how long a request waits for a look."""


@dataclass(frozen=True, slots=True)
class Known:
    """Every key (by the digest of its secret) and every site (by its id), as they were at `at`."""

    keys: Mapping[str, Key]
    sites: Mapping[str, Site]
    at: float

    def key_of(self, secret: str) -> Key | None:
        """The key whose secret this is."""
        return self.keys.get(digest_of(secret))

    def names(self, origin: str | None) -> bool:
        """Whether a site names this origin."""
        return origin is not None and any(origin in site.origins for site in self.sites.values())


class Register:
    """The `book` of a service, kept in memory."""

    def __init__(self, book: Access, clock: Callable[[], float] = time.monotonic) -> None:
        self._book, self._clock = book, clock
        self._known: Known | None = None
        self._looking: Future[None] | None = None
        self._looker = ThreadPoolExecutor(1, thread_name_prefix="register")

    async def known(self) -> Known:
        """What is known now.  Raises StoreUnavailable when that cannot be found out."""
        return await self._newer_than(FRESH_SECONDS)

    async def key_of(self, secret: str) -> Key | None:
        """The key whose secret this is.  Raises StoreUnavailable."""
        found = (await self.known()).key_of(secret)
        return found or (await self._newer_than(AGAIN_SECONDS)).key_of(secret)

    async def site(self, site_id: str) -> Site | None:
        """The site of this id.  Raises StoreUnavailable."""
        found = (await self.known()).sites.get(site_id)
        return found or (await self._newer_than(AGAIN_SECONDS)).sites.get(site_id)

    async def _newer_than(self, seconds: float) -> Known:
        known = self._known
        if known is not None and self._clock() - known.at < seconds:
            return known
        if self._looking is None or self._looking.done():
            self._looking = self._looker.submit(self._look)
        looked = asyncio.wrap_future(self._looking)
        done, _ = await asyncio.wait({looked}, timeout=PATIENCE_SECONDS)
        if done:
            looked.result()  # what the database said is no error; a bug is
        else:
            looked.add_done_callback(lambda late: late.cancelled() or late.exception())
        known = self._known
        if known is None or self._clock() - known.at > STALE_SECONDS:
            raise StoreUnavailable()
        return known

    def _look(self) -> None:
        at = self._clock()
        try:
            keys, sites = self._book.everything()
        except (StoreUnavailable, StoreBusy):
            return
        self._known = Known(keys, {site.id: site for site in sites}, at)
