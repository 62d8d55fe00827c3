"""How the parts of a running service are, for its probes: looked at beside the requests, not by them."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Sequence

import structlog

from corpus.errors import CorpusError, ReadError
from corpus.store import migrate
from corpus.store.files import sha256_of
from corpus.store.originals import noted_sizes
from corpus.store.patience import LONG_SECONDS
from service.http.collaborators import Check
from wenbao.bootstrap import Corpus

log = structlog.get_logger("wenbao.watching")

FRESH_SECONDS = 5.0
"""For how long what was seen is told again."""

ROUND_SECONDS = 6 * 3600.0
"""Between two readings of everything: all originals, and SQLite's own check."""

PAUSE_SECONDS = 0.05
"""Between two originals, so that a reading of everything is not felt."""


class Watch:
    """Sees how store, originals, disk and vectors are.  `checks` is cheap: it is asked every few seconds."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._lock = threading.Lock()
        self._seen: list[Check] = []
        self._at = -FRESH_SECONDS
        self._damaged: set[str] = set()
        self._database_fault: str | None = None
        self._stopping = threading.Event()

    def checks(self) -> Sequence[Check]:
        """Every part."""
        with self._lock:
            if time.monotonic() - self._at >= FRESH_SECONDS:
                self._seen = [*self._store(), self._originals(), self._disk(), *self._vectors()]
                self._at = time.monotonic()
            return list(self._seen)

    def start(self) -> None:
        """Read everything now and then, in a thread."""
        threading.Thread(target=self._run, name="watch", daemon=True).start()

    def stop(self) -> None:
        """End the thread."""
        self._stopping.set()

    def _store(self) -> list[Check]:
        database, library = self._corpus.database, self._corpus.library
        try:
            with database.reading() as connection:
                revision = migrate.revision_of(connection)
        except CorpusError as error:
            return [Check("store", False, error.message(), required=not self._loaded(), private=True)]
        away = library.away()
        found = [Check("store", away is None, away or "", required=False, private=True)]
        if self._database_fault is not None:
            found = [Check("store", False, self._database_fault, required=False, private=True)]
        current = revision == migrate.HEAD
        return [*found, Check("migrations", current, f"{revision or 'none'}, newest {migrate.HEAD}")]

    def _loaded(self) -> bool:
        """Whether questions are answered from what is loaded."""
        try:
            self._corpus.library.reports()
        except CorpusError:
            return False
        return True

    def _originals(self) -> Check:
        try:
            shelf = self._corpus.library.shelved()
            sizes, noted = self._corpus.files.sizes(), noted_sizes(self._corpus.files)
        except (CorpusError, OSError) as error:
            return Check("originals", False, str(error), required=False, private=True)
        missing = sum(item.sha256 not in sizes for item in shelf)
        wrong = {
            item.sha256
            for item in shelf
            if item.sha256 in sizes and sizes[item.sha256] != noted.get(item.sha256, sizes[item.sha256])
        }
        damaged = len(wrong | (self._damaged & sizes.keys()))
        faults = [f"{count} {name}" for count, name in ((missing, "missing"), (damaged, "damaged")) if count]
        return Check("originals", not faults, ", ".join(faults), required=False)

    def _disk(self) -> Check:
        home = self._corpus.settings.home
        try:
            free = shutil.disk_usage(home).free >> 20
        except OSError as error:
            return Check("disk", False, error.strerror or "", required=False)
        if not os.access(home, os.W_OK):
            return Check("disk", False, "read-only: questions are answered, nothing is kept", required=False)
        enough = free >= self._corpus.settings.disk_free_mb
        return Check("disk", enough, "" if enough else f"{free} MB free", required=False)

    def _vectors(self) -> list[Check]:
        vectors = self._corpus.vectors
        if vectors is None:
            return []
        try:
            needed = any(entry.passages for entry in self._corpus.library.reports())
        except CorpusError:
            needed = False
        up = vectors.up() or not needed
        reason = vectors.fault() or "not up yet"
        detail = "" if up else f"search goes by words: {reason}"
        return [Check("vectors", up, detail, required=False, private=True)]

    def _run(self) -> None:
        while not self._stopping.wait(PAUSE_SECONDS):
            try:
                self._read_everything()
            except (CorpusError, OSError) as error:
                log.warning("not everything could be read", reason=str(error))
            self._stopping.wait(ROUND_SECONDS)

    def _read_everything(self) -> None:
        damaged: set[str] = set()
        for item in self._corpus.reader.shelf()[1]:
            if self._stopping.wait(PAUSE_SECONDS):
                return
            path = self._corpus.files.folder / item.sha256
            try:
                sound = not path.is_file() or sha256_of(path) == item.sha256
            except ReadError:
                sound = False
            if not sound:
                damaged.add(item.sha256)
                log.error("an original is damaged", source=item.entry.source)
        self._damaged = damaged
        self._database_fault = self._fault_of_database()

    def _fault_of_database(self) -> str | None:
        if not self._corpus.database.sqlite:
            return None
        with self._corpus.database.reading(LONG_SECONDS) as connection:
            found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
        if found == "ok":
            return None
        log.error("the database is damaged", reason=str(found))
        return str(found)
