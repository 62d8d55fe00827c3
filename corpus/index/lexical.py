"""Full text over the words that jieba cuts: FTS5 with BM25 on SQLite, tsvector on PostgreSQL.

The index lives in the records' database and changes with them in the same transaction.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, text
from sqlalchemy.exc import DatabaseError

from corpus.store.database import Database

COMMON_SHARE = 0.5
"""A word in more than this share of all passages tells nothing (its BM25 weight is nil) and
costs the most to look up: it is left out where rarer words remain."""

_WORDS = 64  # of one query; a question of 2,000 characters must not become 1,000 lookups


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

    def search(self, words: Sequence[str], report_ids: Collection[int] | None, limit: int) -> list[Found]:
        """Passages that hold any of `words`, best first, within `report_ids` (None: all)."""
        wanted = list(dict.fromkeys(word for word in words if any(map(str.isalnum, word))))[:_WORDS]
        if not wanted or (report_ids is not None and not report_ids):
            return []
        search = _search_sqlite if self._database.sqlite else _search_postgresql
        with self._database.reading() as connection:
            return search(connection, wanted, report_ids, limit)

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


def _search_sqlite(
    connection: Connection, words: list[str], report_ids: Collection[int] | None, limit: int
) -> list[Found]:
    words = _telling(connection, words)
    values: dict[str, Any] = {"match": " OR ".join(f'"{_quoted(word)}"' for word in words), "limit": limit}
    # CROSS JOIN keeps the full text on the outside: it is asked once, not once for each passage.
    statement = (
        "SELECT p.report_id, p.number, -bm25(passage_index) AS score "
        "FROM passage_index CROSS JOIN passages AS p ON p.id = passage_index.rowid "
        "WHERE passage_index MATCH :match {scope} ORDER BY score DESC, p.id LIMIT :limit"
    )
    if report_ids is None:
        found = connection.execute(text(statement.format(scope="")), values)
        return [Found(*row) for row in found]
    scope: BindParameter[Any] = bindparam("reports", list(report_ids), expanding=True)
    bounds = connection.execute(
        text("SELECT min(id), max(id) FROM passages WHERE report_id IN :reports").bindparams(scope)
    ).one()
    if bounds[0] is None:
        return []
    values |= {"first": bounds[0], "last": bounds[1]}
    within = "AND passage_index.rowid BETWEEN :first AND :last AND p.report_id IN :reports"
    found = connection.execute(text(statement.format(scope=within)).bindparams(scope), values)
    return [Found(*row) for row in found]


def _telling(connection: Connection, words: list[str]) -> list[str]:
    """`words` without those that stand in most passages, unless nothing else is left."""
    total = connection.execute(text("SELECT count(*) FROM passage_index_docsize")).scalar_one()
    chosen = text("SELECT term FROM passage_terms WHERE term IN :words AND doc > :most")
    chosen = chosen.bindparams(bindparam("words", [word.lower() for word in words], expanding=True))
    common = set(connection.execute(chosen, {"most": total * COMMON_SHARE}).scalars())
    return [word for word in words if word.lower() not in common] or words


def _quoted(word: str) -> str:
    return word.replace('"', '""')


_POSTGRES_SCORE = (
    "CASE WHEN p.search @@ plainto_tsquery('simple', :w{0}) "
    "THEN :i{0} * ts_rank(p.search, plainto_tsquery('simple', :w{0}), 1) ELSE 0 END"
)


def _search_postgresql(
    connection: Connection, words: list[str], report_ids: Collection[int] | None, limit: int
) -> list[Found]:
    """As BM25 would: each word's rank in the passage, weighted by how rare the word is."""
    total = connection.execute(text("SELECT count(*) FROM passages")).scalar_one()
    counted = text("SELECT count(*) FROM passages WHERE search @@ plainto_tsquery('simple', :word)")
    holding = {word: connection.execute(counted, {"word": word}).scalar_one() for word in words}
    held = {word: count for word, count in holding.items() if count}
    telling = [word for word, count in held.items() if count <= total * COMMON_SHARE] or list(held)
    if not telling:
        return []
    values: dict[str, Any] = {"limit": limit}
    for place, word in enumerate(telling):
        values[f"w{place}"] = word
        values[f"i{place}"] = math.log(1 + (total - held[word] + 0.5) / (held[word] + 0.5))
    score = " + ".join(_POSTGRES_SCORE.format(place) for place in range(len(telling)))
    anyone = " || ".join(f"plainto_tsquery('simple', :w{place})" for place in range(len(telling)))
    scope = "" if report_ids is None else "AND p.report_id IN :reports"
    # The fragments are ours; every word is bound.
    query = (
        f"SELECT p.report_id, p.number, {score} AS score FROM passages AS p "  # noqa: S608
        f"WHERE p.search @@ ({anyone}) {scope} ORDER BY score DESC, p.id LIMIT :limit"
    )
    statement = text(query)
    if report_ids is not None:
        statement = statement.bindparams(bindparam("reports", list(report_ids), expanding=True))
    return [Found(*row) for row in connection.execute(statement, values)]
