"""Files into the corpus: found, read in child processes, published one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import FileMissing, FormatUnknown, NothingToRead, ReadError
from corpus.report import Problem, Report
from corpus.store.files import FileStore, document_id_of, sha256_of
from corpus.store.lock import held
from corpus.store.originals import Originals
from corpus.store.publishing import Published
from ingest.formats import format_of
from ingest.parallel import OnProgress, Readers
from ingest.sandbox import Limits
from ingest.sniff import ENDINGS, TEXTUAL
from wenbao.settings import Settings

if TYPE_CHECKING:
    from wenbao.bootstrap import Corpus


class Result(StrEnum):
    """What became of a file."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One file and what it holds.  `reason` says why it failed."""

    source: str
    result: Result
    title: str = ""
    pages: int = 0
    tables: int = 0
    records: int = 0
    passages: int = 0
    problems: tuple[Problem, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What the paths of a command come to: files to read, paths that cannot be, and files in
    folders that are no reports."""

    files: tuple[Path, ...]
    failed: tuple[Outcome, ...]
    passed_over: tuple[Path, ...]


def find_files(paths: Iterable[Path]) -> Found:
    """Files as they are named, and whatever can be read in the folders."""
    files: dict[Path, None] = {}
    failed: list[Outcome] = []
    passed_over: list[Path] = []
    for path in paths:
        if not path.is_dir():
            files[path.absolute()] = None
            continue
        readable, other = _in_folder(path)
        files |= dict.fromkeys(readable)
        passed_over += other
        if not readable:
            failed.append(_failure(path.name, NothingToRead(str(path))))
    return Found(tuple(files), tuple(failed), tuple(passed_over))


def _in_folder(folder: Path) -> tuple[list[Path], list[Path]]:
    readable: list[Path] = []
    other: list[Path] = []
    for path in sorted(folder.absolute().rglob("*")):
        hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder.absolute()).parts)
        if hidden or not path.is_file():
            continue
        try:
            found = format_of(path)
        except FormatUnknown:
            if path.suffix.lower() not in ENDINGS:
                other.append(path)
                continue
        except ReadError:
            pass  # a report that is damaged: it fails on its own, with its reason
        else:
            if found in TEXTUAL and path.suffix.lower() not in ENDINGS:
                other.append(path)  # text, but of a program: read when it is named itself
                continue
        readable.append(path)
    return readable, other


def ingest(
    corpus: Corpus,
    settings: Settings,
    paths: Sequence[Path],
    replace: bool = False,
    on_progress: OnProgress = lambda path, page, pages: None,
    readers: Readers | None = None,
) -> Iterator[Outcome]:
    """Read `paths` and publish each report as it comes; outcomes in the order of completion.

    `replace` reads files anew that are on the shelf already; `readers` are processes that have
    been started before.  Raises StoreBusy at once when another process is writing this corpus.
    """
    with held(settings.home / "writer.lock"):
        originals = originals_of(corpus)
        yield from _ingest(corpus, originals, settings, paths, replace, on_progress, readers)


def originals_of(corpus: Corpus) -> Originals:
    """The originals, brought up to the shelf; for who holds the writer's lock."""
    originals = Originals(corpus.files, corpus.publisher.identity())
    originals.settle(corpus.reader.shelf()[1])
    return originals


def _ingest(
    corpus: Corpus,
    originals: Originals,
    settings: Settings,
    paths: Sequence[Path],
    replace: bool,
    on_progress: OnProgress,
    readers: Readers | None,
) -> Iterator[Outcome]:
    to_read: list[Path] = []
    names: dict[str, Path] = {}
    for path in paths:
        outcome = _settled(corpus, originals, path, names.setdefault(path.name, path), replace)
        if outcome is None:
            to_read.append(path)
        else:
            yield outcome
    if not to_read:
        return
    with nullcontext(readers) if readers else readers_of(settings, len(to_read)) as reading:
        for path, result in reading.read(to_read, on_progress):
            try:
                yield _published(corpus, originals, path, result, replace)
            except ReadError as error:
                yield _failure(path.name, error)


def readers_of(settings: Settings, files: int, forked: bool = False) -> Readers:
    """Processes for so many files, started (`forked`: see `ingest.sandbox.Worker.start`)."""
    return Readers(max(1, min(settings.ingest_processes, files)), limits_of(settings), forked=forked)


def begin(readers: Readers, settings: Settings, paths: Iterable[Path], replace: bool) -> None:
    """Read before the corpus is open what it cannot hold: files whose bytes were never kept."""
    kept = set() if replace else FileStore(settings.home / "files").present()
    readers.begin(path for path in paths if path.is_file() and sha256_of(path) not in kept)


def limits_of(settings: Settings) -> Limits:
    """The limits of reading one file."""
    return Limits(
        memory_bytes=settings.ingest_memory_mb << 20,
        share_bytes=settings.ingest_share_mb << 20,
        total_bytes=max(settings.ingest_total_mb, settings.ingest_memory_mb) << 20,
        page_cpu_seconds=settings.ingest_page_cpu_seconds,
        cpu_seconds=settings.ingest_cpu_seconds,
        stall_seconds=settings.ingest_stall_seconds,
        wall_seconds=settings.ingest_wall_seconds,
        result_bytes=settings.ingest_result_mb << 20,
        rows=settings.ingest_rows,
        cells=settings.ingest_cells,
    )


def _settled(corpus: Corpus, originals: Originals, path: Path, first: Path, replace: bool) -> Outcome | None:
    """The outcome of a file that need not be read; None for one that must be."""
    try:
        if not path.is_file():
            raise FileMissing(str(path))
        sha256 = sha256_of(path)
        if first != path and sha256_of(first) != sha256:
            # One would silently take the other's place.
            raise ReadError(f"{path}: 与 {first} 同名而内容不同 / same name as {first}, other content")
    except ReadError as error:
        return _failure(path.name, error)
    kept = None if replace else _kept(corpus, originals, path, sha256)
    if kept is None and first == path:
        return None
    result = Result.UNCHANGED if kept is None else Result(kept.value)
    entry = next(
        (entry for entry in corpus.library.reports() if entry.document_id == document_id_of(sha256)), None
    )
    if entry is None:
        return Outcome(path.name, result)
    return Outcome(
        path.name,
        result,
        entry.facts.title,
        entry.pages,
        entry.tables,
        entry.records,
        entry.passages,
        entry.problems,
    )


def _kept(corpus: Corpus, originals: Originals, path: Path, sha256: str) -> Published | None:
    """Settle a file whose bytes are on the shelf, and bring its original back if it was lost."""
    originals.leaving(path.name, sha256)
    kept = corpus.publisher.keep(document_id_of(sha256), path.name)
    if kept is Published.REPLACED:
        originals.superseded(path.name, sha256)
    if kept is not None:
        originals.keep(path, sha256, path.name)
    return kept


def _published(
    corpus: Corpus, originals: Originals, path: Path, result: Report | ReadError, replace: bool
) -> Outcome:
    if isinstance(result, ReadError):
        return _failure(path.name, result)
    originals.keep(path, result.sha256, result.source, result.media_type)
    originals.leaving(result.source, result.sha256)
    published = corpus.publisher.publish(result, replace)
    originals.published(result.sha256, result.source)
    return Outcome(
        source=result.source,
        result=Result(published.value),
        title=result.facts.title,
        pages=len(result.pages),
        tables=len(result.tables),
        records=len(result.records),
        passages=len(result.passages),
        problems=result.problems,
    )


def _failure(name: str, error: ReadError) -> Outcome:
    return Outcome(name, Result.FAILED, reason=error.message())
