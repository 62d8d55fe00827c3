"""Pictures of pages, drawn once: `folder/<sha256>/<page>-<width>.png`, up to a number of bytes."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Collection
from pathlib import Path

from corpus.pictures.pool import DrawingPool


class PagePictures:
    """Pages of stored files as pictures.  What is in `folder` can be deleted at any time."""

    def __init__(self, folder: Path, pool: DrawingPool, most_bytes: int = 512 << 20) -> None:
        self._folder, self._pool, self._most = folder, pool, most_bytes
        self._lock = threading.Lock()
        self._held = -1

    def picture(self, path: Path, page: int, width: int) -> bytes:
        """Page `page` of the PDF at `path` (named by its hash) as a PNG of `width` pixels.

        Raises NotFound, FileDamaged, LimitExceeded.
        """
        kept = self._folder / path.name / f"{page}-{width}.png"
        try:
            content = kept.read_bytes()
            os.utime(kept)
        except OSError:
            content = self._pool.draw(path, page, width)
            self._keep(kept, content)
        return content

    def lines(self, path: Path, page: int, quote: str) -> list[list[float]]:
        """Where `quote` is printed on a page, line by line; see `DrawingPool.lines`."""
        return self._pool.lines(path, page, quote)

    def warm(self) -> None:
        """Make the first page quick."""
        self._pool.warm()

    def close(self) -> None:
        """End the drawing processes."""
        self._pool.close()

    def keep_only(self, wanted: Collection[str]) -> None:
        """Drop the pictures of files that are not `wanted` (hashes)."""
        if self._folder.is_dir():
            for folder in [path for path in self._folder.iterdir() if path.name not in wanted]:
                shutil.rmtree(folder, ignore_errors=True)
        with self._lock:
            self._held = -1

    def _keep(self, kept: Path, content: bytes) -> None:
        part = kept.with_name(f"{kept.name}.{os.getpid()}.{threading.get_ident()}.part")
        try:
            kept.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(content)
            part.replace(kept)
        except OSError:
            part.unlink(missing_ok=True)  # a full disk costs time, not the picture
            return
        with self._lock:
            if self._held < 0:
                self._held = sum(size for _, size, _ in self._files())
            else:
                self._held += len(content)
            if self._held > self._most:
                self._shrink()

    def _shrink(self) -> None:
        """Drop what was not looked at for longest, down to three quarters."""
        for _, size, path in sorted(self._files()):
            if self._held <= self._most * 3 // 4:
                break
            path.unlink(missing_ok=True)
            self._held -= size

    def _files(self) -> list[tuple[float, int, Path]]:
        found = []
        for path in self._folder.rglob("*.png"):
            try:
                stat = path.stat()
            except FileNotFoundError:
                continue
            found.append((stat.st_mtime, stat.st_size, path))
        return found
