"""Whether the parts of the corpus agree: records, files, full text, vectors."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.store.lock import held
from wenbao.bootstrap import Corpus


@dataclass(frozen=True, slots=True)
class Part:
    """One part: how much it holds, and what is wrong with it (None: nothing)."""

    name: str
    count: int
    fault: str | None = None
    derived: bool = False


def examine(corpus: Corpus) -> list[Part]:
    """Every part, looked at thoroughly: seconds, more for a large corpus."""
    shelf = corpus.reader.shelf()[1]
    wrong = corpus.reader.miscounted()
    parts = [Part("reports", len(shelf), f"rows missing: {', '.join(wrong)}" if wrong else None)]
    counts = corpus.reader.counts()
    parts += [Part(name, counts[name]) for name in ("tables", "records", "passages")]
    parts.append(_files(corpus, {item.sha256 for item in shelf}))
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


def rebuild(corpus: Corpus, everything: bool = False) -> None:
    """Make again what is derived and faulty (or all of it), and drop files that no report has.

    Raises StoreBusy while another process writes, IndexUnavailable when vectors cannot be made.
    """
    with held(corpus.settings.home / "writer.lock"):
        faulty = {part.name for part in examine(corpus) if part.fault is not None or everything}
        corpus.files.keep_only({item.sha256 for item in corpus.reader.shelf()[1]})
        if "lexical index" in faulty:
            corpus.lexical.rebuild()
        if corpus.vectors is not None and "vector index" in faulty:
            corpus.vectors.build(fresh=True)


def _files(corpus: Corpus, wanted: set[str]) -> Part:
    present = corpus.files.present()
    missing, spare = len(wanted - present), len(present - wanted)
    faults = [f"{missing} missing"] if missing else []
    faults += [f"{spare} without a report"] if spare else []
    return Part("files", len(present), ", ".join(faults) or None)
