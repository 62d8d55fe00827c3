"""Whether the parts of the corpus agree: records, files, full text, vectors."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.store.files import sha256_of
from corpus.store.lock import held
from corpus.store.reading import Shelved
from wenbao.bootstrap import Corpus
from wenbao.ingesting import Outcome, ingest, originals_of


@dataclass(frozen=True, slots=True)
class Part:
    """One part: how much it holds, and what is wrong with it (None: nothing); a `note` is no fault."""

    name: str
    count: int
    fault: str | None = None
    derived: bool = False
    note: str = ""


def examine(corpus: Corpus) -> list[Part]:
    """Every part, looked at thoroughly: seconds, more for a large corpus."""
    shelf = corpus.reader.shelf()[1]
    wrong = corpus.reader.miscounted()
    parts = [Part("reports", len(shelf), f"rows missing: {', '.join(wrong)}" if wrong else None)]
    counts = corpus.reader.counts()
    parts += [Part(name, counts[name]) for name in ("tables", "records", "passages")]
    parts.append(_files(corpus, shelf))
    passages, indexed = counts["passages"], corpus.lexical.size()
    fault = None
    if indexed != passages:
        fault = f"{indexed} of {passages} passages"
    elif not corpus.lexical.sound():
        fault = "does not agree with the passages"
    parts.append(Part("lexical index", indexed, fault, derived=True))
    if corpus.vectors is not None:
        state = corpus.vectors.state()
        parts.append(Part("vector index", state.size, state.fault, derived=True))
    return parts


def rebuild(
    corpus: Corpus, everything: bool = False, told: Callable[[Outcome], None] = lambda outcome: None
) -> None:
    """Make again what is derived and faulty (or all of it), from the originals up: reports that the
    shelf lost are read from their originals first, `told` says what became of each.

    Raises StoreBusy while another process writes, IndexUnavailable when vectors cannot be made.
    """
    for outcome in _read_lost(corpus):
        told(outcome)
    with held(corpus.settings.home / "writer.lock"):
        faulty = {part.name for part in examine(corpus) if part.fault is not None or everything}
        if "lexical index" in faulty:
            corpus.lexical.rebuild()
        if corpus.vectors is not None and "vector index" in faulty:
            corpus.vectors.build(fresh=True)


def _read_lost(corpus: Corpus) -> Iterator[Outcome]:
    """Read the originals of reports that the shelf lacks or holds in part, each under its own name."""
    home = corpus.settings.home
    with held(home / "writer.lock"):
        shelf = corpus.reader.shelf()[1]
        lost = [(o.sha256, o.source) for o in originals_of(corpus).unshelved(shelf)]
        halved, present = set(corpus.reader.miscounted()), corpus.files.present()
    named = [(item.sha256, item.entry.source) for item in shelf if item.sha256 in present]
    lost += [(sha256, source) for sha256, source in named if source in halved]
    if not lost:
        return
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="rebuild-", dir=home) as folder:
        paths = []
        for number, (sha256, source) in enumerate(lost):
            place = Path(folder) / str(number) / source
            place.parent.mkdir()
            _link(corpus.files.path(sha256), place)
            paths.append(place)
        yield from ingest(corpus, corpus.settings, paths, replace=True)


def _link(source: Path, target: Path) -> None:
    try:
        target.hardlink_to(source)
    except OSError:  # a file system without links
        shutil.copyfile(source, target)


def prune(corpus: Corpus) -> list[str]:
    """Remove the originals that no report of this corpus has; their hashes.  Raises StoreBusy."""
    with held(corpus.settings.home / "writer.lock"):
        wanted = {item.sha256 for item in corpus.reader.shelf()[1]}
        spare = sorted(corpus.files.present() - wanted)
        for sha256 in spare:
            corpus.files.remove(sha256)
        return spare


def _files(corpus: Corpus, shelf: Sequence[Shelved]) -> Part:
    sizes = corpus.files.sizes()
    missing = sorted(item.entry.source for item in shelf if item.sha256 not in sizes)
    damaged = sorted(
        item.entry.source
        for item in shelf
        if item.sha256 in sizes and sha256_of(corpus.files.path(item.sha256)) != item.sha256
    )
    spare = len(sizes.keys() - {item.sha256 for item in shelf})
    faults = [f"{len(missing)} missing: {_some(missing)}"] if missing else []
    faults += [f"{len(damaged)} damaged: {_some(damaged)}"] if damaged else []
    note = f"{spare} without a report (`wenbao doctor --prune` removes them)" if spare else ""
    return Part("files", len(sizes), "; ".join(faults) or None, note=note)


def _some(names: Sequence[str], most: int = 5) -> str:
    return ", ".join(names[:most]) + (" …" if len(names) > most else "")
