"""Uploads into the corpus while the service runs: one after the other, by one process.

An upload lies in `uploads/<job>/<name>` until it is on the shelf.  Whoever holds `jobs.lock` reads; a
process that takes it over begins with what the one before left unfinished.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Sequence
from pathlib import Path

import structlog

from corpus.errors import CorpusError, NotFound, StoreBusy, StoreUnavailable, WenbaoError
from corpus.pictures.cache import PagePictures
from corpus.store.jobs import Job, Jobs, new_job_id
from corpus.store.lock import held
from ingest.formats import format_of
from wenbao.bootstrap import Corpus
from wenbao.ingesting import Outcome, Result, ingest, originals_of
from wenbao.settings import Settings

log = structlog.get_logger("wenbao.intake")

PAUSE_SECONDS = 2.0
"""Between two looks, where nothing says that there is something to do."""


class Cancelled(WenbaoError):
    """The job was stopped while its file was read."""

    code = "cancelled"
    zh, en = "已取消", "Cancelled"


class CorpusIntake:
    """`service.http.desk.Intake` over the corpus of `settings`."""

    def __init__(self, corpus: Corpus, settings: Settings, pictures: PagePictures) -> None:
        self._corpus, self._settings, self._pictures = corpus, settings, pictures
        self._jobs = Jobs(corpus.database)
        self.folder = settings.home / "uploads"
        self._wake, self._stopping = threading.Event(), threading.Event()
        self._said = ""
        self._thread: threading.Thread | None = None

    def accept(self, part: Path, source: str, again: bool) -> Job:
        """See `service.http.desk.Intake`."""
        job_id = new_job_id()
        place = self.folder / job_id / source
        try:
            place.parent.mkdir(parents=True)
            part.replace(place)
            format_of(place)
            job = self._jobs.add(source, place.stat().st_size, again, job_id)
        except OSError as error:
            raise StoreUnavailable(error.strerror or "") from error
        except WenbaoError:
            shutil.rmtree(place.parent, ignore_errors=True)
            raise
        self._wake.set()
        return job

    def jobs(self) -> Sequence[Job]:
        """See `service.http.desk.Intake`."""
        return self._jobs.newest()

    def job(self, job_id: str) -> Job:
        """See `service.http.desk.Intake`."""
        return self._jobs.find(job_id)

    def cancel(self, job_id: str) -> Job:
        """See `service.http.desk.Intake`."""
        return self._jobs.cancel(job_id)

    def withdraw(self, document_id: str) -> None:
        """See `service.http.desk.Intake`."""
        with held(self._settings.home / "writer.lock", PAUSE_SECONDS):
            entry, originals = self._corpus.library.find(document_id), originals_of(self._corpus)
            originals.leaving(entry.source, None)
            self._corpus.publisher.withdraw(entry.document_id)
            originals.superseded(entry.source)
            self._corpus.library.renew()
        self._drop_pictures()

    def start(self) -> None:
        """Read what waits, in a thread."""
        self._thread = threading.Thread(target=self._run, name="intake", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the thread.  A file that is being read is begun anew by the next start."""
        self._stopping.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join(timeout=5)

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                with held(self._settings.home / "jobs.lock"):
                    self._jobs.resume()
                    self._drop_left_over()
                    self._work()
            except StoreBusy:
                pass  # another process reads; ours waits until that one is gone
            except CorpusError as error:
                if error.detail != self._said:  # not every two seconds
                    log.error("uploads stand still", code=error.code, detail=error.detail)
                self._said = error.detail
            self._stopping.wait(PAUSE_SECONDS)

    def _work(self) -> None:
        while not self._stopping.is_set():
            self._wake.clear()
            job = self._jobs.next()
            if job is None:
                self._wake.wait(PAUSE_SECONDS)
            else:
                self._read(job)

    def _read(self, job: Job) -> None:
        path = self.folder / job.id / job.source

        def progress(_: Path, page: int, pages: int | None) -> None:
            if self._stopping.is_set() or not self._jobs.progress(job.id, page, pages):
                raise Cancelled(job.source)

        try:
            (outcome,) = ingest(self._corpus, self._settings, [path], job.again, progress)
        except StoreBusy:
            self._jobs.wait(job.id)
            self._stopping.wait(PAUSE_SECONDS)
            return
        except Cancelled:
            if not self._stopping.is_set():
                self._forget(job)
            return
        except WenbaoError as error:
            self._jobs.fail(job.id, error.message())
        else:
            self._settle(job, outcome)
        self._forget(job)

    def _settle(self, job: Job, outcome: Outcome) -> None:
        if outcome.result is Result.FAILED:
            self._jobs.fail(job.id, outcome.reason)
            return
        self._corpus.library.renew()
        try:
            document: str | None = self._corpus.library.find(job.source).document_id
        except NotFound:
            document = None
        self._jobs.finish(job.id, outcome.result.value, document, outcome.problems)
        if self._corpus.vectors is not None:
            self._corpus.vectors.open_soon()

    def _forget(self, job: Job) -> None:
        shutil.rmtree(self.folder / job.id, ignore_errors=True)

    def _drop_left_over(self) -> None:
        """Files whose job has ended, or that were never sent to their end."""
        if not self.folder.is_dir():
            return
        wanted = self._jobs.open_ids()
        for path in self.folder.iterdir():
            if path.is_dir() and path.name not in wanted:
                shutil.rmtree(path, ignore_errors=True)

    def _drop_pictures(self) -> None:
        self._pictures.keep_only({item.sha256 for item in self._corpus.reader.shelf()[1]})
