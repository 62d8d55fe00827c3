"""Editions of the vector index: each is a folder that is written once, then only read.

A new one is built beside the old one and published by renaming one small file, so whatever
kills the builder, readers have a whole index or the previous one.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from dataclasses import asdict, dataclass
from pathlib import Path

FITTED = "fitted-1"
"""The fitted model's kind; raised when fitting changes, so that every corpus is fitted anew."""

_CURRENT = "current.json"
_KEPT = 2  # the published edition, and the one that readers may still have open


def model_key(name: str | None) -> str:
    """What an edition's model is known by; None: the one fitted on the corpus."""
    return FITTED if name is None else f"model:{name}"


@dataclass(frozen=True, slots=True)
class Edition:
    """What an edition holds.  `reports` are ids of rows with the number of their passages;
    `fitted_on` counts the passages that the fitted model saw (None: a model of its own)."""

    name: str
    model: str
    generation: int
    reports: dict[str, int]
    fitted_on: int | None = None

    @property
    def size(self) -> int:
        """How many passages it holds."""
        return sum(self.reports.values())


class Editions:
    """The editions in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def current(self) -> Edition | None:
        """The published edition; None when there is none that can be understood."""
        try:
            edition = Edition(**json.loads((self.folder / _CURRENT).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        return edition if self.chroma(edition).is_dir() else None

    def stamp(self) -> tuple[int, int]:
        """Changes whenever another edition is published."""
        try:
            status = (self.folder / _CURRENT).stat()
        except OSError:
            return (0, 0)
        return (status.st_mtime_ns, status.st_ino)

    def chroma(self, edition: Edition) -> Path:
        """The folder of its vectors."""
        return self.folder / edition.name / "chroma"

    def model(self, edition: Edition) -> Path:
        """The folder of its fitted model."""
        return self.folder / edition.name / "model"

    def new_name(self) -> str:
        """A name that no edition has had."""
        return f"edition-{time.time_ns():x}-{os.getpid():x}"

    def publish(self, edition: Edition) -> None:
        """Make `edition` the current one, and drop those that nobody reads any more."""
        part = self.folder / f"{_CURRENT}.part"
        with part.open("w", encoding="utf-8") as file:
            json.dump(asdict(edition), file)
            file.flush()
            os.fsync(file.fileno())
        part.replace(self.folder / _CURRENT)
        older = sorted(path for path in self.folder.glob("edition-*") if path.name != edition.name)
        for path in older[: len(older) - (_KEPT - 1)]:
            shutil.rmtree(path, ignore_errors=True)

    def discard(self, name: str) -> None:
        """Remove an edition that was not finished."""
        shutil.rmtree(self.folder / name, ignore_errors=True)
