"""What stands around asking: the evidence behind an answer, uploads, opinions, and who may do what.

A `Desk` holds the collaborators; `create_app` offers the endpoints of those that it is handed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from corpus.store.access import Key, Site
from corpus.store.findings import FindingStates
from corpus.store.jobs import Job
from corpus.store.opinions import Handling, Opinion, Opinions, SharedAnswers, Verdict
from corpus.view import DocumentView
from service.http.collaborators import Original, Plans


class Pictures(Protocol):
    """Draws pages of files; called from worker threads."""

    def picture(self, path: Path, page: int, width: int) -> bytes:
        """A page as a PNG.  Raises NotFound, FileDamaged, LimitExceeded."""
        ...

    def lines(self, path: Path, page: int, quote: str) -> Sequence[Sequence[float]]:
        """The boxes of the lines that print `quote`, none where it is not found.  Raises the same."""
        ...


class Intake(Protocol):
    """Takes files in and takes reports off the shelf; called from worker threads."""

    @property
    def folder(self) -> Path:
        """Where a file is written while it is sent."""
        ...

    def accept(self, part: Path, source: str, again: bool) -> Job:
        """Queue the file at `part`, which is moved away.  Raises ReadError for what is no report."""
        ...

    def jobs(self) -> Sequence[Job]:
        """The last jobs, newest first."""
        ...

    def job(self, job_id: str) -> Job:
        """One of them.  Raises NotFound."""
        ...

    def cancel(self, job_id: str) -> Job:
        """Stop it, if it has not ended.  Raises NotFound."""
        ...

    def withdraw(self, document_id: str) -> None:
        """Take a report off the shelf, and its file.  Raises NotFound, StoreBusy."""
        ...


class Access(Protocol):
    """Keys and sites."""

    def everything(self) -> tuple[Mapping[str, Key], Sequence[Site]]:
        """Every key by the digest of its secret, and every site."""
        ...


class CheckRoom(Protocol):
    """Reports that are checked before they are published; called from worker threads."""

    @property
    def folder(self) -> Path:
        """Where a file is written while it is sent."""
        ...

    def check(self, part: Path, source: str) -> DocumentView:
        """Read the file at `part`, which is moved away.  Raises ReadError for what is no report."""
        ...

    def holds(self, document_id: str) -> bool:
        """Whether it is a report that is only checked."""
        ...

    def view(self, document_id: str) -> DocumentView:
        """The report, whole.  Raises NotFound."""
        ...

    def original(self, document_id: str) -> Original:
        """Its file.  Raises NotFound."""
        ...

    def take_away(self, document_id: str) -> None:
        """Forget it, and remove its file.  Raises NotFound."""
        ...


@dataclass(frozen=True, slots=True)
class Desk:
    """The collaborators beside answering."""

    view: Callable[[str], DocumentView]
    pictures: Pictures
    intake: Intake
    opinions: Opinions
    shares: SharedAnswers
    access: Access
    plans: Plans | None = None
    states: FindingStates | None = None
    checks: CheckRoom | None = None


__all__ = ["Access", "CheckRoom", "Desk", "Handling", "Intake", "Opinion", "Pictures", "Verdict"]
