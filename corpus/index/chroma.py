"""The one module that knows Chroma: a collection of passages in a folder, through langchain.

It is meant to run in processes that can be spared when it writes (see `corpus.index.child`);
reading in the serving process happens only after a child has opened the same folder well.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

from langchain_core.embeddings import Embeddings

from corpus.errors import IndexUnavailable
from corpus.index.lexical import Found
from corpus.store.reading import StoredPassage

_COLLECTION = "passages"
_SCOPE = 200
"""A longer list of reports is not given to Chroma as a filter: more is fetched, and sifted."""

_SIFTED = 20


class ChromaPassages:
    """Vectors of passages in `folder`.  `embeddings` is always given: Chroma on its own would
    download a model.  Raises IndexUnavailable."""

    def __init__(self, folder: Path, embeddings: Embeddings) -> None:
        import chromadb
        from chromadb.config import Settings
        from langchain_chroma import Chroma

        self._errors: tuple[type[Exception], ...] = (
            chromadb.errors.ChromaError,
            OSError,
            RuntimeError,
            ValueError,
        )
        self._embeddings = embeddings
        try:
            self._client = chromadb.PersistentClient(
                path=str(folder), settings=Settings(anonymized_telemetry=False)
            )
            self._store = Chroma(
                client=self._client,
                collection_name=_COLLECTION,
                embedding_function=embeddings,
                collection_configuration={"hnsw": {"space": "cosine"}},
            )
        except self._errors as error:
            raise IndexUnavailable(str(error)) from error

    def add(self, passages: Sequence[StoredPassage], texts: Sequence[str]) -> None:
        """Embed `texts` and keep them as the vectors of `passages`."""
        for some in _portions(len(passages), self._client.get_max_batch_size()):
            self._store.add_texts(
                texts=list(texts[some]),
                metadatas=[{"report": item.report_id, "number": item.number} for item in passages[some]],
                ids=[f"{item.report_id}:{item.number}" for item in passages[some]],
            )

    def remove(self, report_ids: Collection[int]) -> None:
        """Forget every passage of these reports."""
        if report_ids:
            self._store.delete(where={"report": {"$in": list(report_ids)}})

    def check(self) -> int:
        """Read everything once and search once; how many vectors there are."""
        try:
            size = len(self._store.get(include=[])["ids"])
            if size:
                (vector,) = self._store.get(limit=1, include=["embeddings"])["embeddings"]
                self._store.similarity_search_by_vector(list(map(float, vector)), k=1)
        except self._errors as error:
            raise IndexUnavailable(str(error)) from error
        return size

    def search(self, query: str, report_ids: Collection[int] | None, limit: int) -> list[Found]:
        """Nearest passages first.  Raises IndexUnavailable when Chroma fails."""
        vector = self._embeddings.embed_query(query)
        if not any(vector):
            return []  # no word of the query is known: everything would be equally far
        options: dict[str, Any] = {"k": limit}
        wanted = None if report_ids is None else set(report_ids)
        if wanted is not None and len(wanted) > _SCOPE:
            options["k"] = limit * _SIFTED
        elif wanted is not None:
            options["filter"] = {"report": {"$in": sorted(wanted)}}
        try:
            found = self._store.similarity_search_by_vector_with_relevance_scores(vector, **options)
        except self._errors as error:
            raise IndexUnavailable(str(error)) from error
        hits = [
            Found(document.metadata["report"], document.metadata["number"], 1.0 - distance)
            for document, distance in found
        ]
        return [hit for hit in hits if wanted is None or hit.report_id in wanted][:limit]

    def close(self) -> None:
        """Let go of the folder."""
        self._client.close()


def _portions(total: int, size: int) -> Iterator[slice]:
    for start in range(0, total, size):
        yield slice(start, start + size)
