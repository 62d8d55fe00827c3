"""Reports that are checked before they are published: read, shown to whoever sent them, and taken away.

They lie in `checks/` for an hour at most, are in no list and no index, and answer no question.
"""

from __future__ import annotations

import secrets
import shutil
import threading
import time
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.errors import NotFound, StoreUnavailable, WenbaoError
from corpus.findings import disagreements_in
from corpus.report import Report
from corpus.view import DocumentView, ReportEntry
from ingest.formats import format_of
from ingest.sandbox import Worker
from service.http.collaborators import Original
from wenbao.ingesting import limits_of
from wenbao.settings import Settings

KEPT_SECONDS = 3_600.0
MOST = 16
"""So many are kept; the oldest goes first."""

PREFIX = "check-"


@dataclass(frozen=True, slots=True)
class _Checked:
    view: DocumentView
    path: Path
    media_type: str
    at: float


class Checking:
    """`service.http.desk.CheckRoom` in the folder of `settings`."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.folder = settings.home / "checks"
        self._held: dict[str, _Checked] = {}
        self._lock, self._reading = threading.Lock(), threading.Lock()
        shutil.rmtree(self.folder, ignore_errors=True)

    def check(self, part: Path, source: str) -> DocumentView:
        """Read the file at `part`, which is moved away.  Raises ReadError for what is no report."""
        document_id = PREFIX + secrets.token_hex(16)
        path = self.folder / document_id / source
        try:
            path.parent.mkdir(parents=True)
            part.replace(path)
            format_of(path)
            with self._reading, closing(Worker(limits_of(self._settings))) as worker:
                report = worker.read(path, source)
        except OSError as error:
            raise StoreUnavailable(error.strerror or "") from error
        except WenbaoError:
            shutil.rmtree(path.parent, ignore_errors=True)
            raise
        view = _view_of(replace(report, document_id=document_id))
        with self._lock:
            self._held[document_id] = _Checked(view, path, report.media_type, time.monotonic())
        self._drop_old()
        return view

    def holds(self, document_id: str) -> bool:
        """Whether it is a report that is only checked."""
        self._drop_old()
        return document_id in self._held

    def view(self, document_id: str) -> DocumentView:
        """The report, whole.  Raises NotFound."""
        return self._of(document_id).view

    def original(self, document_id: str) -> Original:
        """Its file.  Raises NotFound."""
        held = self._of(document_id)
        return Original(held.path, held.view.entry.source, held.media_type)

    def take_away(self, document_id: str) -> None:
        """Forget it, and remove its file.  Raises NotFound."""
        with self._lock:
            held = self._held.pop(document_id, None)
        if held is None:
            raise NotFound(document_id)
        shutil.rmtree(held.path.parent, ignore_errors=True)

    def close(self) -> None:
        """Remove everything."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _of(self, document_id: str) -> _Checked:
        held = self._held.get(document_id)
        if held is None:
            raise NotFound(document_id)
        return held

    def _drop_old(self) -> None:
        with self._lock:
            ordered = sorted(self._held, key=lambda key: self._held[key].at, reverse=True)
            limit = time.monotonic() - KEPT_SECONDS
            gone = [key for key in ordered if self._held[key].at < limit] + ordered[MOST:]
        for key in dict.fromkeys(gone):
            try:
                self.take_away(key)
            except NotFound:
                continue


def _view_of(report: Report) -> DocumentView:
    lowest = min((table.confidence for table in report.tables), default=1.0)
    entry = ReportEntry(
        report.document_id,
        report.source,
        report.facts,
        len(report.pages),
        len(report.tables),
        len(report.records),
        len(report.passages),
        report.problems,
        lowest,
        time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
    )
    return DocumentView(
        entry,
        report.pages,
        report.sections,
        report.passages,
        report.tables,
        report.records,
        disagreements_in(report.findings),
        report.findings,
    )
