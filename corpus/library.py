"""The corpus as the rest of the project reads it: `corpus.view.Library` over the SQL store.

Everything read is kept in memory until it changes: the shelf until the generation moves, a
report's view for as long as its rows stand, however often other reports come and go.
"""

from __future__ import annotations

import math
import threading
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from corpus.errors import NotFound, StoreBusy, StoreUnavailable
from corpus.index.bm25 import weight
from corpus.index.fusion import fuse
from corpus.index.lexical import Found, LexicalIndex
from corpus.report import Record, Table
from corpus.store.files import FileStore
from corpus.store.reading import Reader, Shelved
from corpus.text import fold
from corpus.view import MOST_RECORDS, DocumentView, Hit, Library, ReportEntry

FRESH_SECONDS = 0.02
"""For how long the generation is believed without asking the database again."""

DEPTH = 50
"""How many passages each kind of search contributes to the fusion, at least."""

SECONDS_TO_LOOK = 0.25
"""For how long a question waits to hear whether the corpus changed, before it goes on from what is loaded."""

SECONDS_AWAY = 1.0
"""Between two looks at a database that is away."""

_LABELS_KEPT = 4096


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A report's own file."""

    path: Path
    source: str
    media_type: str


class DenseIndex(Protocol):
    """Search by vectors; it may not be up yet, or not at all."""

    def search(self, query: str, report_ids: Collection[int] | None, limit: int) -> Sequence[Found]:
        """Nearest passages first; none while the index is not up."""
        ...


@dataclass(frozen=True, slots=True)
class _Shelf:
    generation: int
    by_id: dict[str, Shelved]
    by_row: dict[int, str]
    entries: tuple[ReportEntry, ...]

    def hits(self, found: Iterable[Found]) -> list[Hit]:
        """`found`, without what an index still holds of reports that are gone."""
        return [
            Hit(self.by_row[item.report_id], item.number, item.score)
            for item in found
            if item.report_id in self.by_row
        ]


class SqlLibrary(Library):
    """`corpus.view.Library`, safe to share between threads."""

    def __init__(
        self,
        reader: Reader,
        files: FileStore,
        lexical: LexicalIndex,
        cut: Callable[[str], Sequence[str]],
        dense: DenseIndex | None = None,
        kept_views: int = 64,
        fresh_seconds: float = FRESH_SECONDS,
    ) -> None:
        self._reader, self._files, self._lexical, self._dense = reader, files, lexical, dense
        self._cut, self._kept, self._fresh = cut, kept_views, fresh_seconds
        self._lock = threading.RLock()
        self._shelf: _Shelf | None = None
        self._checked = 0.0
        self._views: OrderedDict[int, DocumentView] = OrderedDict()
        self._labels: dict[str, tuple[str, ...]] = {}
        self._away: str | None = None
        self._looking: Future[_Shelf] | None = None
        self._looker = ThreadPoolExecutor(1, thread_name_prefix="shelf")

    def generation(self) -> int:
        """See `corpus.view.Library`."""
        return self._current().generation

    def reports(self) -> Sequence[ReportEntry]:
        """See `corpus.view.Library`."""
        return self._current().entries

    def shelved(self) -> Sequence[Shelved]:
        """Every visible report with the hash of its file."""
        return tuple(self._current().by_id.values())

    def view(self, document_id: str) -> DocumentView:
        """See `corpus.view.Library`."""
        shelved = self._current().by_id.get(document_id)
        if shelved is None:
            raise NotFound(document_id)
        with self._lock:
            if (view := self._views.get(shelved.report_id)) is not None:
                self._views.move_to_end(shelved.report_id)
                return view
        view = self._reader.view(shelved)
        with self._lock:
            self._views[shelved.report_id] = view
            while len(self._views) > self._kept:
                self._views.popitem(last=False)
        return view

    def search(self, query: str, documents: Collection[str] | None = None, limit: int = 10) -> Sequence[Hit]:
        """See `corpus.view.Library`."""
        shelf = self._current()
        scope = None if documents is None else [name for name in documents if name in shelf.by_id]
        if scope == [] or not query.strip():
            return []
        depth = max(DEPTH, limit)
        rows = None if scope is None else [shelf.by_id[name].report_id for name in scope]
        words = self._cut(query)
        try:
            lexical = self._lexical.search(words, rows, depth)
        except (StoreUnavailable, StoreBusy):
            lexical = self._search_loaded(words, rows, depth)
        dense = [] if self._dense is None else self._dense.search(query, rows, depth)
        return fuse(shelf.hits(lexical), shelf.hits(dense))[:limit]

    def documents_with_label(self, label: str) -> Sequence[str]:
        """See `corpus.view.Library`."""
        self._current()
        with self._lock:
            if (known := self._labels.get(label)) is not None:
                return known
        try:
            found = tuple(self._reader.with_label(label))
        except (StoreUnavailable, StoreBusy):
            return self._loaded_with(label)
        with self._lock:
            if len(self._labels) >= _LABELS_KEPT:
                self._labels.clear()
            self._labels[label] = found
        return found

    def _loaded(self) -> list[tuple[int, DocumentView]]:
        with self._lock:
            return list(self._views.items())

    def _search_loaded(self, words: Sequence[str], rows: Collection[int] | None, depth: int) -> list[Found]:
        """Passages of the loaded reports by how often they hold the words, the rarer ones weighing more."""
        wanted = {word for word in words if any(map(str.isalnum, word))}
        held = []
        for report_id, view in self._loaded():
            if rows is None or report_id in rows:
                for passage in view.passages:
                    counts = {word: passage.index_text.count(word) for word in wanted}
                    held.append((report_id, passage.number, counts))
        holding = Counter(word for *_, counts in held for word, count in counts.items() if count)
        worth = {word: weight(count, len(held)) for word, count in holding.items()}
        scored = [
            Found(report_id, number, sum(worth.get(word, 0.0) * count for word, count in counts.items()))
            for report_id, number, counts in held
        ]
        found = [item for item in scored if item.score > 0]
        return sorted(found, key=lambda item: -item.score)[:depth]

    def _loaded_with(self, label: str) -> tuple[str, ...]:
        folded, held = fold(label), []
        for _, view in self._loaded():
            labels = {part for record in view.records for part in (*record.row_path, *record.column_path)}
            if folded and any(folded in fold(part) for part in labels):
                held.append(view.entry.document_id)
        return tuple(sorted(held))

    def labels_in(self, documents: Collection[str] | None = None) -> Mapping[str, int]:
        """See `corpus.view.Library`."""
        return self._reader.labels_in(self._rows(documents))

    def records_with(
        self, labels: Collection[str], documents: Collection[str] | None = None, limit: int = MOST_RECORDS
    ) -> Sequence[tuple[str, Record]]:
        """See `corpus.view.Library`."""
        named = self._current().by_row
        found = self._reader.records_with(labels, self._rows(documents), limit)
        return [(named[row], record) for row, record in found if row in named]

    def tables_in(self, documents: Collection[str]) -> Sequence[tuple[str, Table]]:
        """See `corpus.view.Library`."""
        named = self._current().by_row
        found = self._reader.tables_in(self._rows(documents) or ())
        return [(named[row], table) for row, table in found if row in named]

    def _rows(self, documents: Collection[str] | None) -> list[int] | None:
        """The reports' rows; those that are not held are left out."""
        by_id = self._current().by_id
        return None if documents is None else [by_id[one].report_id for one in documents if one in by_id]

    def find(self, reference: str) -> ReportEntry:
        """The report whose id or file name is `reference`.  Raises NotFound."""
        shelf = self._current()
        if (shelved := shelf.by_id.get(reference)) is not None:
            return shelved.entry
        for entry in shelf.entries:
            if entry.source == reference:
                return entry
        raise NotFound(reference)

    def file(self, document_id: str) -> StoredFile:
        """The bytes that the report was read from.  Raises NotFound."""
        shelved = self._current().by_id.get(document_id)
        if shelved is None:
            raise NotFound(document_id)
        return StoredFile(self._files.path(shelved.sha256), shelved.entry.source, shelved.media_type)

    def renew(self) -> None:
        """Look at the store anew on the next call: for who has just changed it."""
        with self._lock:
            self._checked = -math.inf

    def away(self) -> str | None:
        """Why the database cannot be asked; None while it can.  What is loaded is answered from then."""
        return self._away

    def _current(self) -> _Shelf:
        """The shelf of this generation, read anew when it moved; the last known one where the database
        does not say in time."""
        with self._lock:
            shelf = self._shelf
            if shelf is None:
                return self._look()
            if time.monotonic() - self._checked < self._fresh:
                return shelf
            if self._looking is None or self._looking.done():
                self._looking = self._looker.submit(self._look)
            looking = self._looking
        if wait((looking,), SECONDS_TO_LOOK).not_done:
            self._away = self._away or "no answer"
            return shelf
        return looking.result()

    def _look(self) -> _Shelf:
        """Ask the database for the generation, and for the shelf when it moved."""
        shelf = self._shelf
        try:
            if shelf is None or self._reader.generation() != shelf.generation:
                shelf = self._load()
            self._away, later = None, 0.0
        except (StoreUnavailable, StoreBusy) as error:
            if shelf is None:
                raise
            self._away, later = error.detail or error.code, SECONDS_AWAY
        self._checked = time.monotonic() + later
        return shelf

    def _load(self) -> _Shelf:
        generation, found = self._reader.shelf()
        shelf = _Shelf(
            generation,
            {shelved.entry.document_id: shelved for shelved in found},
            {shelved.report_id: shelved.entry.document_id for shelved in found},
            tuple(shelved.entry for shelved in found),
        )
        with self._lock:
            for report_id in [known for known in self._views if known not in shelf.by_row]:
                del self._views[report_id]
            self._labels.clear()
            self._shelf = shelf
        return shelf
