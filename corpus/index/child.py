"""Chroma at arm's length: `python -m corpus.index.child`, one JSON job on stdin, one JSON
answer on stdout.  A database that was killed while it was written may take the process that
opens it down; it takes this one.

    {"do": "probe", "home"}                                   → {"size"}  opens the published edition
    {"do": "build", "home", "url", "model", "fresh", "wait"}  → {"size"}  makes and publishes an edition
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from langchain_core.embeddings import Embeddings

from corpus.errors import WenbaoError
from corpus.index.chroma import ChromaPassages
from corpus.index.editions import FITTED, Edition, Editions, model_key
from corpus.index.embedding import FittedEmbeddings, embeddings_of, save_fitted
from corpus.index.fitting import fit
from corpus.store.database import Database
from corpus.store.lock import held
from corpus.store.reading import Reader, StoredPassage
from corpus.tokens import cut

REFIT_BELOW = 5_000
"""Passages up to which the model is fitted again whenever anything changes."""

REFIT_SHARE = 0.2
"""Above that: the share of passages that must have come or gone."""

_PORTION = 2_000


@dataclass(frozen=True, slots=True)
class _Plan:
    """What the next edition takes over, and what it embeds."""

    base: Edition | None
    gone: list[int]
    new: list[int]
    refit: bool


def _plan(current: Edition | None, present: dict[int, int], model: str, fresh: bool) -> _Plan:
    if fresh or current is None or current.model != model:
        return _Plan(None, [], sorted(present), model == FITTED)
    kept = {int(report_id) for report_id in current.reports}
    gone, new = sorted(kept - present.keys()), sorted(present.keys() - kept)
    if not gone and not new:
        return _Plan(current, [], [], False)
    changed = sum(current.reports[str(report)] for report in gone) + sum(present[report] for report in new)
    total = sum(present.values())
    seen = current.fitted_on or 0
    outgrown = abs(total - seen) + changed > REFIT_SHARE * seen
    if model == FITTED and (total <= REFIT_BELOW or outgrown):
        return _Plan(None, [], sorted(present), True)
    return _Plan(current, gone, new, False)


def build(home: Path, url: str, name: str | None, fresh: bool, wait_seconds: float) -> int:
    """Make an edition of what the records hold now, and publish it; its size."""
    editions = Editions(home)
    with held(home / "lock", wait_seconds):
        reader = Reader(Database(url))
        generation, shelf = reader.shelf()
        present = {item.report_id: item.entry.passages for item in shelf}
        current = editions.current()
        plan = _plan(current, present, model_key(name), fresh)
        if plan.base is not None and not plan.gone and not plan.new:
            edition = Edition(
                plan.base.name, plan.base.model, generation, plan.base.reports, plan.base.fitted_on
            )
        else:
            edition = _make(editions, reader, plan, Edition("", model_key(name), generation, _keyed(present)))
        editions.publish(edition)
        return edition.size


def _keyed(present: dict[int, int]) -> dict[str, int]:
    return {str(report_id): count for report_id, count in present.items()}


def _make(editions: Editions, reader: Reader, plan: _Plan, wanted: Edition) -> Edition:
    name = editions.new_name()
    fitted_on = wanted.size if plan.refit else (plan.base.fitted_on if plan.base else None)
    edition = Edition(name, wanted.model, wanted.generation, wanted.reports, fitted_on)
    try:
        if plan.base is not None:
            shutil.copytree(editions.folder / plan.base.name, editions.folder / name)
        else:
            editions.chroma(edition).mkdir(parents=True)
        if plan.refit:
            words = [passage.tokens.split() for passage in reader.passages()]
            if any(words):
                save_fitted(fit(words), editions.model(edition))
        if wanted.size:
            _embed(editions, edition, reader, plan)
    except BaseException:
        editions.discard(name)
        raise
    return edition


def _embed(editions: Editions, edition: Edition, reader: Reader, plan: _Plan) -> None:
    fitted = edition.model == FITTED
    # The words are kept with the passages: the fitted model need not cut the text again.
    embeddings = (
        FittedEmbeddings(editions.model(edition), str.split)
        if fitted
        else embeddings_of(editions, edition, cut)
    )
    passages = ChromaPassages(editions.chroma(edition), embeddings)
    passages.remove(plan.gone)
    for some in _portions(reader.passages(None if plan.base is None else plan.new)):
        passages.add(some, [passage.tokens if fitted else passage.index_text for passage in some])
    passages.close()


def _portions(passages: Iterable[StoredPassage]) -> Iterable[Sequence[StoredPassage]]:
    some: list[StoredPassage] = []
    for passage in passages:
        some.append(passage)
        if len(some) == _PORTION:
            yield some
            some = []
    if some:
        yield some


def probe(home: Path) -> int:
    """Open the published edition and read all of it; its size."""
    editions = Editions(home)
    edition = editions.current()
    if edition is None or not edition.size:
        return 0
    passages = ChromaPassages(editions.chroma(edition), _NoEmbeddings())
    return passages.check()


class _NoEmbeddings(Embeddings):
    """For looking at an index without asking it anything in words."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        raise NotImplementedError

    def embed_query(self, text: str) -> list[float]:
        raise NotImplementedError


def main() -> int:
    """Do one job."""
    job: dict[str, Any] = json.load(sys.stdin)
    home = Path(job["home"])
    try:
        if job["do"] == "probe":
            size = probe(home)
        else:
            size = build(home, job["url"], job["model"], job["fresh"], job["wait"])
    except WenbaoError as error:
        print(json.dumps({"error": [error.code, error.detail]}))
        return 1
    print(json.dumps({"size": size}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
