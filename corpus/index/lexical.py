"""Full text over the words that jieba cuts: FTS5 with BM25 on SQLite, tsvector on PostgreSQL.

The index lives in the records' database and changes with them in the same transaction.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, text
from sqlalchemy.exc import DatabaseError

from corpus.index.bm25 import scores, weight
from corpus.store.database import Database

COMMON_SHARE = 0.5
"""A word in more than this share of all passages tells nothing (its BM25 weight is nil) and
costs the most to look up: it is left out where rarer words remain."""

FEW = 4_000
"""Up to so many passages in scope, they are ranked in memory."""

_WORDS = 64  # of one query; a question of 2,000 characters must not become 1,000 lookups
_COUNTED_KEPT = 50_000


@dataclass(frozen=True, slots=True)
class Found:
    """A passage found, by the id of its report's rows; a higher score is better."""

    report_id: int
    number: int
    score: float


class LexicalIndex:
    """Passages by their words."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._counted: dict[str, int] = {}  # passages that hold a word, of `_total`
        self._total = -1

    def search(self, words: Sequence[str], report_ids: Collection[int] | None, limit: int) -> list[Found]:
        """Passages that hold any of `words`, best first, within `report_ids` (None: all)."""
        wanted = list(dict.fromkeys(word for word in words if any(map(str.isalnum, word))))[:_WORDS]
        if not wanted or (report_ids is not None and not report_ids):
            return []
        with self._database.reading() as connection:
            total, holding = self._count(connection, wanted)
            held = {word: count for word in wanted if (count := holding[word])}
            telling = {word: count for word, count in held.items() if count <= total * COMMON_SHARE} or held
            if not telling:
                return []
            weights = {word: weight(count, total) for word, count in telling.items()}
            if report_ids is not None and _passages_in(connection, report_ids) <= FEW:
                return _rank_few(connection, weights, report_ids, limit)
            search = _search_sqlite if self._database.sqlite else _search_postgresql
            return search(connection, weights, report_ids, limit)

    def _count(self, connection: Connection, words: Sequence[str]) -> tuple[int, dict[str, int]]:
        """All passages, and how many hold each word; counts are kept until passages come or go."""
        total = int(connection.execute(text("SELECT count(*) FROM passages")).scalar_one())
        known = self._counted if total == self._total and len(self._counted) < _COUNTED_KEPT else {}
        new = [word for word in words if word not in known]
        if new:
            known = known | (_count_sqlite if self._database.sqlite else _count_postgresql)(connection, new)
        self._counted, self._total = known, total
        return total, known

    def size(self) -> int:
        """How many passages the index holds."""
        # Asked of the index itself: counting `passage_index` would count the passages.
        counted = (
            "SELECT count(*) FROM passage_index_docsize"
            if self._database.sqlite
            else "SELECT count(*) FROM passages WHERE search IS NOT NULL"
        )
        with self._database.reading() as connection:
            return int(connection.execute(text(counted)).scalar_one())

    def sound(self) -> bool:
        """Whether the index agrees with the passages, word for word."""
        if not self._database.sqlite:
            return True  # a generated column cannot disagree with the row that it stands in
        with self._database.writing() as connection:
            try:
                connection.execute(
                    text("INSERT INTO passage_index(passage_index, rank) VALUES('integrity-check', 1)")
                )
            except DatabaseError:
                return False
            return True

    def rebuild(self) -> None:
        """Make the index again from the passages."""
        statement = (
            "INSERT INTO passage_index(passage_index) VALUES('rebuild')"
            if self._database.sqlite
            else "REINDEX INDEX ix_passages_search"
        )
        with self._database.writing() as connection:
            connection.execute(text(statement))


def _count_sqlite(connection: Connection, words: Sequence[str]) -> dict[str, int]:
    chosen = text("SELECT term, doc FROM passage_terms WHERE term IN :words")
    chosen = chosen.bindparams(bindparam("words", list(words), expanding=True))
    return dict.fromkeys(words, 0) | {row.term: row.doc for row in connection.execute(chosen)}


def _count_postgresql(connection: Connection, words: Sequence[str]) -> dict[str, int]:
    counted = text("SELECT count(*) FROM passages WHERE search @@ plainto_tsquery('simple', :word)")
    return {word: connection.execute(counted, {"word": word}).scalar_one() for word in words}


def _scope(report_ids: Collection[int]) -> BindParameter[Any]:
    return bindparam("reports", list(report_ids), expanding=True)


def _passages_in(connection: Connection, report_ids: Collection[int]) -> int:
    counted = text("SELECT count(*) FROM passages WHERE report_id IN :reports")
    return int(connection.execute(counted.bindparams(_scope(report_ids))).scalar_one())


def _rank_few(
    connection: Connection, weights: Mapping[str, float], report_ids: Collection[int], limit: int
) -> list[Found]:
    chosen = text("SELECT report_id, number, tokens FROM passages WHERE report_id IN :reports ORDER BY id")
    passages = connection.execute(chosen.bindparams(_scope(report_ids))).all()
    ranked = scores([passage.tokens.split(" ") for passage in passages], weights)
    found = [
        Found(passage.report_id, passage.number, score)
        for passage, score in zip(passages, ranked, strict=True)
        if score > 0
    ]
    return sorted(found, key=lambda item: -item.score)[:limit]


def _search_sqlite(
    connection: Connection, weights: Mapping[str, float], report_ids: Collection[int] | None, limit: int
) -> list[Found]:
    match = " OR ".join(f'"{_quoted(word)}"' for word in weights)
    values: dict[str, Any] = {"match": match, "limit": limit}
    # CROSS JOIN keeps the full text on the outside: it is asked once, not once for each passage.
    statement = (
        "SELECT p.report_id, p.number, -bm25(passage_index) AS score "
        "FROM passage_index CROSS JOIN passages AS p ON p.id = passage_index.rowid "
        "WHERE passage_index MATCH :match {scope} ORDER BY score DESC, p.id LIMIT :limit"
    )
    if report_ids is None:
        found = connection.execute(text(statement.format(scope="")), values)
    else:
        within = text(statement.format(scope="AND p.report_id IN :reports")).bindparams(_scope(report_ids))
        found = connection.execute(within, values)
    return [Found(*row) for row in found]


def _quoted(word: str) -> str:
    return word.replace('"', '""')


_POSTGRES_SCORE = (
    "CASE WHEN p.search @@ plainto_tsquery('simple', :w{0}) "
    "THEN :i{0} * ts_rank(p.search, plainto_tsquery('simple', :w{0}), 1) ELSE 0 END"
)


def _search_postgresql(
    connection: Connection, weights: Mapping[str, float], report_ids: Collection[int] | None, limit: int
) -> list[Found]:
    """As BM25 would: each word's rank in the passage, weighted by how rare the word is."""
    values: dict[str, Any] = {"limit": limit}
    for place, (word, worth) in enumerate(weights.items()):
        values[f"w{place}"] = word
        values[f"i{place}"] = worth
    score = " + ".join(_POSTGRES_SCORE.format(place) for place in range(len(weights)))
    anyone = " || ".join(f"plainto_tsquery('simple', :w{place})" for place in range(len(weights)))
    scope = "" if report_ids is None else "AND p.report_id IN :reports"
    # The fragments are ours; every word is bound.
    statement = text(
        f"SELECT p.report_id, p.number, {score} AS score FROM passages AS p "  # noqa: S608
        f"WHERE p.search @@ ({anyone}) {scope} ORDER BY score DESC, p.id LIMIT :limit"
    )
    if report_ids is not None:
        statement = statement.bindparams(_scope(report_ids))
    return [Found(*row) for row in connection.execute(statement, values)]
