"""Which originals belong to which reports, written down beside them: `files/manifest.jsonl`.

The database may be lost, replaced by another or restored from an earlier copy; the originals and
their names must outlive that.  So every report that is published is noted here with its corpus (the
identity that its database carries), and an original goes only when a note says that it was superseded
or withdrawn, and no corpus refers to it any more.

    {"event": "kept", "sha256", "source", "size", "media_type"}   the bytes are there
    {"event": "published", "sha256", "source", "corpus"}          the report is on the shelf of `corpus`
    {"event": "leaving", "sha256", "source", "corpus", "by"}      about to leave for `by` (null: withdrawn)
    {"event": "gone", "sha256", "source", "corpus"}               it was

Each line also has `at` (UTC).  A line that a killed process left half written is passed over.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from corpus.errors import StoreUnavailable
from corpus.store.files import ID_LENGTH, FileStore
from corpus.store.reading import Shelved

NAME = "manifest.jsonl"
_Reference = tuple[int, str]  # corpus and source


@dataclass(frozen=True, slots=True)
class Original:
    """An original with the name that it came under; `size` is None where it was never noted."""

    sha256: str
    source: str
    size: int | None = None
    media_type: str = ""


@dataclass(slots=True)
class _Notes:
    """The manifest, read to its end."""

    kept: dict[str, Original] = field(default_factory=dict)
    current: dict[_Reference, str] = field(default_factory=dict)
    leaving: dict[_Reference, tuple[str, str | None]] = field(default_factory=dict)

    def take(self, line: Mapping[str, Any]) -> None:
        """One line more."""
        sha256, source = line["sha256"], line["source"]
        if line["event"] == "kept":
            self.kept[sha256] = Original(sha256, source, line["size"], line["media_type"])
            return
        reference = (line["corpus"], source)
        if line["event"] == "leaving":
            self.leaving[reference] = (sha256, line["by"])
            return
        self.leaving.pop(reference, None)
        held = self.current.get(reference)
        if line["event"] == "published":
            self.current.pop(reference, None)
            self.current[reference] = sha256  # the latest of a name is the last
        elif held == sha256:
            del self.current[reference]

    def references(self, sha256: str) -> bool:
        """Whether a report of any corpus has these bytes."""
        return sha256 in self.current.values()


class Originals:
    """The originals of the corpus with this identity, for the one process that writes it."""

    def __init__(self, files: FileStore, corpus: int) -> None:
        self._files, self._corpus = files, corpus
        self._path = files.folder / NAME
        self._notes = _Notes()
        for line in lines_of(self._path):
            self._notes.take(line)

    def keep(self, path: Path, sha256: str, source: str, media_type: str = "") -> None:
        """Have the bytes at `path` here, whole; one that was lost or cut short comes back.

        Raises FileDamaged, StoreUnavailable.
        """
        self._files.add(path, sha256)
        if sha256 not in self._notes.kept:
            self._note("kept", sha256, source, size=path.stat().st_size, media_type=media_type)

    def leaving(self, source: str, by: str | None) -> None:
        """Note that the report of this name is about to be superseded by the bytes `by`, or withdrawn."""
        sha256 = self._notes.current.get((self._corpus, source))
        if sha256 not in (None, by):
            self._note("leaving", sha256, source, corpus=self._corpus, by=by)

    def published(self, sha256: str, source: str) -> None:
        """Note that the report is on the shelf, and let go what it superseded there."""
        if self._notes.current.get((self._corpus, source)) == sha256:
            return
        before = self._own(source, sha256)
        self._note("published", sha256, source, corpus=self._corpus)
        self._let_go(before)

    def superseded(self, source: str, by: str | None = None) -> None:
        """Note that no report has this name any more: its bytes, unless they are `by`, are let go."""
        sha256 = self._notes.current.get((self._corpus, source))
        if sha256 is not None and sha256 != by:
            self._let_go([(source, sha256)])

    def _own(self, source: str, sha256: str) -> list[tuple[str, str]]:
        """What this corpus no longer has once the bytes stand under this name: another edition of the
        name, the same bytes under another name."""
        return [
            (name, held)
            for (corpus, name), held in self._notes.current.items()
            if corpus == self._corpus and (name == source) != (held == sha256)
        ]

    def _let_go(self, found: Iterable[tuple[str, str]]) -> None:
        for source, sha256 in found:
            self._note("gone", sha256, source, corpus=self._corpus)
            if not self._notes.references(sha256):
                self._files.remove(sha256)

    def settle(self, shelf: Iterable[Shelved]) -> None:
        """Bring the manifest up to the shelf: what an earlier release or a process that was killed did
        not note.  Of the files only those go whose leaving was noted and has come about."""
        self._files.drop_halves()
        held = {item.entry.source: item for item in shelf}
        hashes = {item.sha256 for item in held.values()}
        sizes = self._files.sizes()
        for source, item in held.items():
            if item.sha256 not in self._notes.kept and item.sha256 in sizes:
                known = {"size": sizes[item.sha256], "media_type": item.media_type}
                self._note("kept", item.sha256, source, **known)
            if self._notes.current.get((self._corpus, source)) != item.sha256 and not self._left(
                source, hashes
            ):
                self._note("published", item.sha256, source, corpus=self._corpus)
        for corpus, source in list(self._notes.leaving):
            if corpus == self._corpus and (left := self._left(source, hashes)):
                self._let_go([(source, left)])
                if source in held:
                    self._note("published", held[source].sha256, source, corpus=self._corpus)

    def _left(self, source: str, hashes: set[str]) -> str | None:
        """The bytes that were to leave this name, if they have."""
        sha256, by = self._notes.leaving.get((self._corpus, source), ("", None))
        current = self._notes.current.get((self._corpus, source))
        gone = bool(sha256) and sha256 == current and sha256 not in hashes and (by is None or by in hashes)
        return sha256 if gone else None

    def unshelved(self, shelf: Iterable[Shelved]) -> list[Original]:
        """Originals of reports that the shelf lacks though nothing superseded them.

        Those of this corpus, and for an empty shelf whatever lies here: the latest of each name.
        """
        entries = list(shelf)
        names, hashes = {item.entry.source for item in entries}, {item.sha256 for item in entries}
        present, notes = self._files.present(), self._notes
        wanted = {
            source: sha256
            for (corpus, source), sha256 in notes.current.items()
            if corpus == self._corpus or not entries
        }
        if not entries:
            named = {sha256: notes.kept[sha256].source for sha256 in notes.kept if sha256 in present}
            named |= {sha256: sha256[:ID_LENGTH] for sha256 in present - named.keys()}
            published = set(wanted.values())
            wanted = {name: sha256 for sha256, name in named.items() if sha256 not in published} | wanted
        return [
            Original(sha256, source)
            for source, sha256 in sorted(wanted.items())
            if source not in names and sha256 not in hashes and sha256 in present
        ]

    def _note(self, event: str, sha256: str | None, source: str, **more: Any) -> None:
        at = datetime.now(UTC).isoformat(timespec="seconds")
        line = {"event": event, "sha256": sha256, "source": source, **more, "at": at}
        try:
            self._files.folder.mkdir(parents=True, exist_ok=True)
            with self._path.open("ab") as out:
                # After what a killed process left of a line, a new one begins.
                written = b"" if _ends_whole(self._path) else b"\n"
                out.write(written + json.dumps(line, ensure_ascii=False).encode() + b"\n")
                out.flush()
                if event == "leaving":  # all else can be told from the shelf again
                    os.fsync(out.fileno())
        except OSError as error:
            raise StoreUnavailable(error.strerror or "") from error
        self._notes.take(line)


def noted_sizes(files: FileStore) -> dict[str, int]:
    """How long each original was when it was kept, as far as it was noted."""
    lines = lines_of(files.folder / NAME)
    return {line["sha256"]: line["size"] for line in lines if line["event"] == "kept"}


def lines_of(path: Path) -> Iterator[dict[str, Any]]:
    """Every whole line of a manifest."""
    try:
        with path.open("rb") as file:
            for line in file:
                try:
                    read = json.loads(line)
                except ValueError:
                    continue
                if isinstance(read, dict) and {"event", "sha256", "source"} <= read.keys():
                    yield read
    except FileNotFoundError:
        return


def _ends_whole(path: Path) -> bool:
    with path.open("rb") as file:
        if not file.seek(0, os.SEEK_END):
            return True
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"
