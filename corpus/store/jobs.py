"""Uploads that wait to be read, are being read, or were: a row each, so that a stopped service goes on
where it was."""

from __future__ import annotations

import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, insert, select, update

from corpus.errors import NotFound
from corpus.report import Problem
from corpus.store import schema
from corpus.store.database import VISITOR_SECONDS, Database

LISTED = 200
REASON_LENGTH = 2_000


class JobState(StrEnum):
    """How far an upload is."""

    QUEUED = "queued"
    READING = "reading"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


OPEN = (JobState.QUEUED, JobState.READING)


@dataclass(frozen=True, slots=True)
class Job:
    """One upload.  `page` of `pages` is read; `result` is added, replaced or unchanged; `reason` says why
    it failed; `again` reads a file anew that is on the shelf already; times are seconds since the epoch."""

    id: str
    source: str
    size: int
    again: bool
    state: JobState
    page: int
    pages: int | None
    result: str | None
    document_id: str | None
    reason: str
    problems: tuple[dict[str, Any], ...]
    created_at: float
    updated_at: float


class Jobs:
    """The jobs of a corpus."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, source: str, size: int, again: bool, job_id: str | None = None) -> Job:
        """A new job at the end of the queue."""
        now = time.time()
        job = job_id or new_job_id()
        values = {
            "id": job, "source": source, "size": size, "again": int(again), "state": JobState.QUEUED.value,
            "page": 0, "reason": "", "problems": [], "created_at": now, "updated_at": now,
        }  # fmt: skip
        with self._database.writing(VISITOR_SECONDS) as connection:
            connection.execute(insert(schema.jobs).values(values))
        return self.find(job)

    def find(self, job_id: str) -> Job:
        """One job.  Raises NotFound."""
        with self._database.reading() as connection:
            row = connection.execute(select(schema.jobs).where(schema.jobs.c.id == job_id)).one_or_none()
        if row is None:
            raise NotFound(job_id)
        return _job(row)

    def newest(self) -> Sequence[Job]:
        """The last jobs, newest first."""
        chosen = select(schema.jobs).order_by(schema.jobs.c.created_at.desc()).limit(LISTED)
        with self._database.reading() as connection:
            return [_job(row) for row in connection.execute(chosen)]

    def open_ids(self) -> set[str]:
        """The jobs that have not ended."""
        chosen = select(schema.jobs.c.id).where(schema.jobs.c.state.in_([state.value for state in OPEN]))
        with self._database.reading() as connection:
            return set(connection.execute(chosen).scalars())

    def next(self) -> Job | None:
        """The oldest job that waits, now being read; None when none does."""
        columns = schema.jobs.c
        waiting = select(columns.id).where(columns.state == JobState.QUEUED.value)
        with self._database.reading() as connection:
            found = connection.execute(waiting.order_by(columns.created_at).limit(1)).scalar_one_or_none()
        if found is None or not self._move(found, (JobState.QUEUED,), state=JobState.READING.value):
            return None
        return self.find(found)

    def progress(self, job_id: str, page: int, pages: int | None) -> bool:
        """Note the page that was read; False when the job was cancelled meanwhile."""
        return self._move(job_id, (JobState.READING,), page=page, pages=pages)

    def finish(self, job_id: str, result: str, document_id: str | None, problems: Sequence[Problem]) -> None:
        """The report is on the shelf."""
        told = [
            {"severity": p.severity.value, "code": p.code, "message": p.message, "page": p.page}
            for p in problems
        ]
        self._move(
            job_id,
            (JobState.READING,),
            state=JobState.DONE.value,
            result=result,
            document_id=document_id,
            problems=told,
        )

    def fail(self, job_id: str, reason: str) -> None:
        """The file cannot be read."""
        self._move(job_id, OPEN, state=JobState.FAILED.value, reason=reason[:REASON_LENGTH])

    def wait(self, job_id: str) -> None:
        """Back into the queue: it could not be read just now."""
        self._move(job_id, (JobState.READING,), state=JobState.QUEUED.value, page=0, pages=None)

    def cancel(self, job_id: str) -> Job:
        """Stop a job that waits or is read; one that has ended stays as it is.  Raises NotFound."""
        self.find(job_id)
        self._move(job_id, OPEN, state=JobState.CANCELLED.value)
        return self.find(job_id)

    def resume(self) -> int:
        """Queue again what a process that is gone was reading; how many."""
        columns = schema.jobs.c
        left = update(schema.jobs).where(columns.state == JobState.READING.value)
        with self._database.writing() as connection:
            moved = connection.execute(left.values(state=JobState.QUEUED.value, page=0, pages=None))
            return int(moved.rowcount)

    def _move(self, job_id: str, states: Sequence[JobState], **values: Any) -> bool:
        columns = schema.jobs.c
        chosen = update(schema.jobs).where(columns.id == job_id, columns.state.in_([s.value for s in states]))
        with self._database.writing() as connection:
            return bool(connection.execute(chosen.values(**values, updated_at=time.time())).rowcount)


def new_job_id() -> str:
    """An id that cannot be guessed."""
    return secrets.token_hex(16)


def _job(row: Row[Any]) -> Job:
    return Job(
        row.id,
        row.source,
        row.size,
        bool(row.again),
        JobState(row.state),
        row.page,
        row.pages,
        row.result,
        row.document_id,
        row.reason,
        tuple(row.problems),
        row.created_at,
        row.updated_at,
    )
