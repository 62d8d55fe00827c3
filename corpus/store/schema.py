"""The tables, for SQLite and PostgreSQL alike.

A report's rows hang on `reports.id` and go with it.  Amounts are text, so that no engine
rounds a digit.  `passages.tokens` is the text as jieba cuts it: the full-text index is made
from it by the database (FULL_TEXT), and can be made again.  What the service keeps of
its own (jobs, feedback, shared answers, keys, sites) stands apart from the reports.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Any

import orjson
from sqlalchemy import (
    JSON,
    Column,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeDecorator


class ExactDecimal(TypeDecorator[Decimal]):
    """A decimal kept as its digits: `14.30` comes back as `14.30`."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        """The digits."""
        return None if value is None else str(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        """The decimal that the digits write."""
        return None if value is None else Decimal(value)


def json_text(value: Any) -> str:
    """JSON as the columns hold it: characters as they are, no spaces.  Tuples are of strings."""
    return _labels_text(value) if isinstance(value, tuple) else orjson.dumps(value).decode()


@lru_cache(maxsize=1 << 12)
def _labels_text(labels: tuple[str, ...]) -> str:
    # The cells of a row have one row path, those of a column one column path.
    return orjson.dumps(labels).decode()


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _of_report() -> Column[int]:
    """The report that a row belongs to: the first part of the key, and gone with the report."""
    return Column("report_id", ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True)


def _numbered(name: str = "number") -> Column[int]:
    return Column(name, Integer, primary_key=True, autoincrement=False)


state = Table(
    "corpus_state",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Integer, nullable=False),
)

IDENTITY = "identity"
"""The name under which `corpus_state` holds the number that tells this corpus from every other."""

reports = Table(
    "reports",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("document_id", String(64), nullable=False, unique=True),
    Column("source", Text, nullable=False, unique=True),
    Column("sha256", String(64), nullable=False),
    Column("media_type", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("organisation", Text, index=True),
    Column("fiscal_year", Integer, index=True),
    Column("report_type", Text),
    Column("short_names", JSON, nullable=False),
    Column("page_count", Integer, nullable=False),
    Column("table_count", Integer, nullable=False),
    Column("record_count", Integer, nullable=False),
    Column("passage_count", Integer, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("ingested_at", String(40), nullable=False),
    sqlite_autoincrement=True,  # an id is never used twice, so caches may key on it
)

pages = Table(
    "pages",
    metadata,
    _of_report(),
    _numbered(),
    Column("width", Float, nullable=False),
    Column("height", Float, nullable=False),
    Column("origin", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("unsure", JSON, nullable=False, server_default="[]"),
)

sections = Table(
    "sections",
    metadata,
    _of_report(),
    _numbered(),
    Column("level", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("path", JSON, nullable=False),
    Column("page", Integer, nullable=False),
)

passages = Table(
    "passages",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("report_id", ForeignKey("reports.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("section", JSON, nullable=False),
    Column("text", Text, nullable=False),
    Column("index_text", Text, nullable=False),
    Column("tokens", Text, nullable=False),
    Column("page", Integer, nullable=False),
    Column("page_end", Integer, nullable=False),
    Column("places", JSON, nullable=False),
    Column("table_number", Integer),
    UniqueConstraint("report_id", "number"),
    sqlite_autoincrement=True,
)

tables = Table(
    "tables",
    metadata,
    _of_report(),
    _numbered(),
    Column("form", Text),
    Column("title", Text),
    Column("unit", Text),
    Column("pages", JSON, nullable=False),
    Column("section", JSON, nullable=False),
    Column("cells", JSON, nullable=False),
    Column("places", JSON, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("notes", JSON, nullable=False),
)

records = Table(
    "records",
    metadata,
    _of_report(),
    _numbered("position"),
    Column("table_number", Integer, nullable=False),
    Column("row_number", Integer, nullable=False),
    Column("column_number", Integer, nullable=False),
    Column("form", Text),
    Column("title", Text),
    Column("row_code", Text),
    Column("row_label", Text),
    Column("row_path", JSON, nullable=False),
    Column("row_path_codes", JSON, nullable=False),
    Column("column_path", JSON, nullable=False),
    Column("value", ExactDecimal),
    Column("raw", Text, nullable=False),
    Column("unit", Text),
    Column("page", Integer, nullable=False),
    Column("box", JSON(none_as_null=True)),
    Column("confidence", Float, nullable=False),
)

findings = Table(
    "findings",
    metadata,
    _of_report(),
    _numbered(),
    Column("key", String(16), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("category", String(16), nullable=False),
    Column("severity", String(16), nullable=False),
    Column("subject", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("stated", JSON, nullable=False),
    Column("against", JSON(none_as_null=True)),
    Column("expected", Text, nullable=False),
    Column("formula", Text, nullable=False),
    Column("more", JSON, nullable=False),
)

problems = Table(
    "problems",
    metadata,
    _of_report(),
    _numbered(),
    Column("severity", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("page", Integer),
)

labels = Table(
    "labels",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("folded", Text, nullable=False, unique=True),
)

label_reports = Table(
    "label_reports",
    metadata,
    Column("label_id", ForeignKey("labels.id", ondelete="CASCADE"), primary_key=True),
    Column("report_id", ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    Index(None, "report_id"),
)

record_labels = Table(
    "record_labels",
    metadata,
    Column("label_id", ForeignKey("labels.id", ondelete="CASCADE"), primary_key=True),
    Column("report_id", ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Index(None, "report_id"),
    sqlite_with_rowid=False,
)

jobs = Table(
    "jobs",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("source", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("again", Integer, nullable=False),
    Column("state", String(16), nullable=False, index=True),
    Column("page", Integer, nullable=False),
    Column("pages", Integer),
    Column("result", String(16)),
    Column("document_id", String(64)),
    Column("reason", Text, nullable=False),
    Column("problems", JSON, nullable=False),
    Column("created_at", Float, nullable=False, index=True),
    Column("updated_at", Float, nullable=False),
)

feedback = Table(
    "feedback",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("verdict", String(16), nullable=False),
    Column("note", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("answer", JSON, nullable=False),
    Column("trace_id", String(128), nullable=False),
    Column("asker", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("created_at", Float, nullable=False),
    sqlite_autoincrement=True,
)

finding_states = Table(
    "finding_states",
    metadata,
    # By the report's name, not by its edition: what was accepted holds when the file is read again.
    Column("source", Text, primary_key=True),
    Column("key", String(16), primary_key=True),
    Column("state", String(16), nullable=False),
    Column("note", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Float, nullable=False),
    Column("finding", JSON(none_as_null=True)),
)

shares = Table(
    "shares",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("question", Text, nullable=False),
    Column("answer", JSON, nullable=False),
    Column("created_at", Float, nullable=False),
)

keys = Table(
    "access_keys",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("name", Text, nullable=False),
    Column("digest", String(64), nullable=False, unique=True),
    Column("scopes", JSON, nullable=False),
    Column("created_at", Float, nullable=False),
)

sites = Table(
    "widget_sites",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", Text, nullable=False),
    Column("origins", JSON, nullable=False),
    Column("token_key", String(64), nullable=False),
    Column("user_key", String(128)),
    Column("created_at", Float, nullable=False),
)

CONTENT = (pages, sections, passages, tables, records, findings, problems)
"""The tables that hold a report's content, in the order in which they are written."""

FULL_TEXT = {
    # The index holds no text of its own: it reads `passages`, and the triggers keep it in step.
    "sqlite": (
        "CREATE VIRTUAL TABLE passage_index USING fts5("
        "tokens, content='passages', content_rowid='id', tokenize=\"unicode61 remove_diacritics 0\")",
        "CREATE VIRTUAL TABLE passage_terms USING fts5vocab('passage_index', 'row')",
        "CREATE TRIGGER passages_added AFTER INSERT ON passages BEGIN "
        "INSERT INTO passage_index(rowid, tokens) VALUES (new.id, new.tokens); END",
        "CREATE TRIGGER passages_removed AFTER DELETE ON passages BEGIN "
        "INSERT INTO passage_index(passage_index, rowid, tokens) VALUES ('delete', old.id, old.tokens); END",
        "CREATE TRIGGER passages_changed AFTER UPDATE OF tokens ON passages BEGIN "
        "INSERT INTO passage_index(passage_index, rowid, tokens) VALUES ('delete', old.id, old.tokens); "
        "INSERT INTO passage_index(rowid, tokens) VALUES (new.id, new.tokens); END",
    ),
    "postgresql": (
        "ALTER TABLE passages ADD COLUMN search tsvector "
        "GENERATED ALWAYS AS (to_tsvector('simple', tokens)) STORED",
        "CREATE INDEX ix_passages_search ON passages USING gin (search)",
    ),
}
"""What makes the full text of a database's engine."""
