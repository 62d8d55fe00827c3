"""Search by vectors, as the service uses it: opened in the background, mended by itself, and
never needed for an answer to come.

Whatever may take a process down (opening a database that was killed while it was written) or
takes long (building) happens in a child process first.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import (
    IndexUnavailable,
    SettingInvalid,
    StoreBusy,
    StoreUnavailable,
    WenbaoError,
)
from corpus.index.editions import Edition, Editions, model_key
from corpus.index.lexical import Found
from corpus.store.reading import Reader

if TYPE_CHECKING:
    from corpus.index.chroma import ChromaPassages

PROBE_SECONDS = 120
BUILD_SECONDS = 24 * 3600
WAIT_SECONDS = 120.0
"""How long a builder waits for another to finish."""

_ERRORS = {kind.code: kind for kind in (StoreBusy, StoreUnavailable, SettingInvalid, IndexUnavailable)}


def _log() -> Any:
    import structlog  # what goes well says nothing, and need not wait for it

    return structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class VectorState:
    """How the index stands: `fault` is None when it agrees with the records."""

    size: int
    fault: str | None


class VectorIndex:
    """The vector index of the records at `url`, in `folder`.

    `model` is a sentence-transformers name or folder; None: fitted on the corpus.
    """

    def __init__(
        self,
        folder: Path,
        url: str,
        reader: Reader,
        cut: Callable[[str], Sequence[str]],
        model: str | None = None,
    ) -> None:
        self.folder, self._url, self._reader, self._cut, self._model = folder, url, reader, cut, model
        self._editions = Editions(folder)
        self._live: ChromaPassages | None = None
        self._stamp: tuple[int, int] | None = None
        self._opening = threading.Lock()
        self._fault: str | None = None

    def state(self) -> VectorState:
        """Whether the published edition opens, and holds what the records hold."""
        edition = self._editions.current()
        if edition is None:
            return VectorState(0, "missing" if any(self._held().values()) else None)
        try:
            size = self._child(self.job("probe"), PROBE_SECONDS)
        except IndexUnavailable as error:
            return VectorState(0, f"broken: {error.detail}")
        if size != edition.size:
            return VectorState(size, f"broken: {size} of {edition.size} vectors")
        return VectorState(size, None if self._matches(edition) else "stale")

    def _held(self) -> dict[str, int]:
        """What the records hold: rows of reports with the number of their passages."""
        return {str(item.report_id): item.entry.passages for item in self._reader.shelf()[1]}

    def _matches(self, edition: Edition) -> bool:
        return edition.model == model_key(self._model) and edition.reports == self._held()

    def build(self, fresh: bool = False, wait_seconds: float = WAIT_SECONDS) -> int:
        """Bring the index up to the records, or make it anew; how many passages it holds.

        Raises StoreBusy while another process builds, SettingInvalid for an unknown model,
        IndexUnavailable when it cannot be built.
        """
        edition = self._editions.current()
        if edition is not None and not fresh and self._matches(edition):
            return edition.size
        try:
            return self._child(self.job("build", fresh, wait_seconds), BUILD_SECONDS)
        except IndexUnavailable:
            if fresh:
                raise
        # What it was to be built from is broken, perhaps: without it, then.
        return self._child(self.job("build", True, wait_seconds), BUILD_SECONDS)

    def job(self, task: str, fresh: bool = False, wait_seconds: float = WAIT_SECONDS) -> bytes:
        """What the child is told to do, as it reads it."""
        told = {"do": task, "home": str(self.folder.absolute()), "url": self._url, "model": self._model}
        return json.dumps(told | {"fresh": fresh, "wait": wait_seconds}).encode()

    def open(self) -> bool:
        """Open the published edition here, mended first where needed; whether it is up.

        Blocks for seconds; `open_soon` does not.
        """
        with self._opening:
            return self._open()

    def open_soon(self) -> None:
        """As `open`, in the background; nothing happens when that is under way."""
        if self._opening.acquire(blocking=False):
            try:
                threading.Thread(target=self._open_and_release, name="vectors", daemon=True).start()
            except RuntimeError:
                self._opening.release()
                raise

    def up(self) -> bool:
        """Whether search is possible now."""
        return self._live is not None

    def fault(self) -> str | None:
        """Why it is not up, where opening it failed."""
        return self._fault

    def search(self, query: str, report_ids: Collection[int] | None, limit: int) -> list[Found]:
        """Nearest passages first; none while the index is not up."""
        live = self._live
        if live is None:
            return []
        if self._editions.stamp() != self._stamp:
            self.open_soon()
        try:
            return live.search(query, report_ids, limit)
        except IndexUnavailable as error:
            if self._live is live:  # else another edition took its place meanwhile
                _log().warning("vectors failed", reason=error.detail)
                self._live = None
            self.open_soon()
            return []

    def _open_and_release(self) -> None:
        try:
            self._open()
        finally:
            self._opening.release()

    def _open(self) -> bool:
        from corpus.index.chroma import ChromaPassages
        from corpus.index.embedding import embeddings_of

        try:
            if (state := self.state()).fault is not None:
                _log().info("vectors are built anew", reason=state.fault)
                self.build(fresh=state.fault.startswith("broken"))
            stamp, edition = self._editions.stamp(), self._editions.current()
            before, self._live = self._live, None
            if edition is not None and edition.size:
                embeddings = embeddings_of(self._editions, edition, self._cut)
                self._live = ChromaPassages(self._editions.chroma(edition), embeddings)
            self._stamp = stamp
            self._fault = None
            if before is not None:
                before.close()
        except WenbaoError as error:
            # Answers do without; `wenbao doctor` tells the same.
            self._fault = error.message()
            _log().warning("vectors are not up", reason=self._fault)
        return self.up()

    def _child(self, job: bytes, seconds: float) -> int:
        command = [sys.executable, "-P", "-m", "corpus.index.child"]
        try:
            done = subprocess.run(  # noqa: S603
                command, input=job, capture_output=True, timeout=seconds, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise IndexUnavailable(f"{seconds} s") from error
        try:
            answer = json.loads(done.stdout.strip().rsplit(b"\n", 1)[-1])
        except ValueError as error:
            last = done.stderr.decode(errors="replace").strip().rsplit("\n", 1)[-1]
            raise IndexUnavailable(f"exit {done.returncode} {last}") from error
        if "error" in answer:
            code, detail = answer["error"]
            raise _ERRORS.get(code, IndexUnavailable)(detail)
        return int(answer["size"])
