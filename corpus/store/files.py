"""The reports' own bytes, one file for each, named by what is in it."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

from corpus.errors import FileDamaged, FileMissing, NotFound, StoreUnavailable

ID_LENGTH = 16  # hexadecimal digits: 64 bits tell any number of reports apart
_PART = ".part"
_NAME = re.compile(r"^[0-9a-f]{64}$")


def document_id_of(sha256: str) -> str:
    """The id of the report with these bytes."""
    return sha256[:ID_LENGTH]


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal.  Raises FileMissing, FileDamaged."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError as error:
        raise FileMissing(str(path)) from error
    except OSError as error:
        raise FileDamaged(f"{path.name}: {error.strerror}") from error


class FileStore:
    """Files in `folder`, by SHA-256.  A file is either whole or not there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Where the bytes are.  Raises NotFound."""
        path = self.folder / sha256
        if not path.is_file():
            raise NotFound(sha256)
        return path

    def add(self, source: Path, sha256: str) -> None:
        """Copy `source` in, or in the place of a copy that is damaged.

        Raises FileDamaged when it changed since it was hashed, and StoreUnavailable when the copy
        cannot be written."""
        target = self.folder / sha256
        part = target.with_name(f"{sha256}.{os.getpid()}{_PART}")
        try:
            if target.is_file() and sha256_of(target) == sha256:
                return
            self.folder.mkdir(parents=True, exist_ok=True)
            digest = hashlib.sha256()
            with source.open("rb") as read, part.open("wb") as written:
                while block := read.read(1 << 20):
                    digest.update(block)
                    written.write(block)
                written.flush()
                os.fsync(written.fileno())
            if digest.hexdigest() != sha256:
                raise FileDamaged(f"{source.name} changed while it was read")
            part.replace(target)
        except OSError as error:
            raise StoreUnavailable(str(error)) from error
        finally:
            part.unlink(missing_ok=True)

    def present(self) -> set[str]:
        """The hashes of all files."""
        return set(self.sizes())

    def sizes(self) -> dict[str, int]:
        """Bytes of every file, by hash."""
        try:
            with os.scandir(self.folder) as found:
                return {item.name: item.stat().st_size for item in found if _NAME.match(item.name)}
        except FileNotFoundError:
            return {}

    def remove(self, sha256: str) -> None:
        """Take one out; nothing happens when it is not there."""
        (self.folder / sha256).unlink(missing_ok=True)

    def drop_halves(self) -> None:
        """Remove what a process that is gone left half written.  For the one writing process alone."""
        for path in self.folder.glob(f"*{_PART}"):
            path.unlink(missing_ok=True)
