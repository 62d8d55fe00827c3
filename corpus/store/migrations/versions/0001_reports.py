"""Reports, their content, the labels and the full text."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# The index holds no text of its own: it reads `passages`, and the triggers keep it in step.
SQLITE_FULL_TEXT = (
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
)
POSTGRES_FULL_TEXT = (
    "ALTER TABLE passages ADD COLUMN search tsvector "
    "GENERATED ALWAYS AS (to_tsvector('simple', tokens)) STORED",
    "CREATE INDEX ix_passages_search ON passages USING gin (search)",
)
TABLES = (
    "label_reports",
    "labels",
    "problems",
    "disagreements",
    "records",
    "tables",
    "passages",
    "sections",
    "pages",
    "reports",
    "corpus_state",
)


def upgrade() -> None:
    """From nothing to the first schema."""
    _create_reports()
    _create_text()
    _create_tables()
    _create_findings()
    _create_labels()
    full_text = POSTGRES_FULL_TEXT if op.get_bind().dialect.name == "postgresql" else SQLITE_FULL_TEXT
    for statement in full_text:
        op.execute(sa.text(statement))


def downgrade() -> None:
    """Back to nothing."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(sa.text("DROP TABLE passage_terms"))
        op.execute(sa.text("DROP TABLE passage_index"))
    for table in TABLES:
        op.drop_table(table)


def _create_reports() -> None:
    """The shelf, and the counters of the corpus."""
    op.create_table(
        "corpus_state",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_corpus_state"),
    )
    op.create_table(
        "reports",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("document_id", sa.String(length=64), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=True),
        sa.Column("fiscal_year", sa.Integer(), nullable=True),
        sa.Column("report_type", sa.Text(), nullable=True),
        sa.Column("short_names", sa.JSON(), nullable=False),
        sa.Column("page_count", sa.Integer(), nullable=False),
        sa.Column("table_count", sa.Integer(), nullable=False),
        sa.Column("record_count", sa.Integer(), nullable=False),
        sa.Column("passage_count", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("ingested_at", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reports"),
        sa.UniqueConstraint("document_id", name="uq_reports_document_id"),
        sa.UniqueConstraint("source", name="uq_reports_source"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_reports_fiscal_year", "reports", ["fiscal_year"], unique=False)
    op.create_index("ix_reports_organisation", "reports", ["organisation"], unique=False)


def _create_text() -> None:
    """Pages, sections and passages."""
    op.create_table(
        "pages",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("width", sa.Float(), nullable=False),
        sa.Column("height", sa.Float(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_pages_report_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report_id", "number", name="pk_pages"),
    )
    op.create_table(
        "sections",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("path", sa.JSON(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name="fk_sections_report_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report_id", "number", name="pk_sections"),
    )
    op.create_table(
        "passages",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("section", sa.JSON(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("index_text", sa.Text(), nullable=False),
        sa.Column("tokens", sa.Text(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("page_end", sa.Integer(), nullable=False),
        sa.Column("places", sa.JSON(), nullable=False),
        sa.Column("table_number", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name="fk_passages_report_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_passages"),
        sa.UniqueConstraint("report_id", "number", name="uq_passages_report_id_number"),
        sqlite_autoincrement=True,
    )


def _create_tables() -> None:
    """Tables and their records."""
    op.create_table(
        "tables",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("form", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("pages", sa.JSON(), nullable=False),
        sa.Column("section", sa.JSON(), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.Column("places", sa.JSON(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name="fk_tables_report_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report_id", "number", name="pk_tables"),
    )
    op.create_table(
        "records",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("table_number", sa.Integer(), nullable=False),
        sa.Column("row_number", sa.Integer(), nullable=False),
        sa.Column("column_number", sa.Integer(), nullable=False),
        sa.Column("form", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("row_code", sa.Text(), nullable=True),
        sa.Column("row_label", sa.Text(), nullable=True),
        sa.Column("row_path", sa.JSON(), nullable=False),
        sa.Column("row_path_codes", sa.JSON(), nullable=False),
        sa.Column("column_path", sa.JSON(), nullable=False),
        sa.Column("value", sa.String(), nullable=True),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("box", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name="fk_records_report_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report_id", "position", name="pk_records"),
    )


def _create_findings() -> None:
    """What disagrees, and what was not read."""
    op.create_table(
        "disagreements",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("stated", sa.Text(), nullable=False),
        sa.Column("stated_page", sa.Integer(), nullable=False),
        sa.Column("stated_quote", sa.Text(), nullable=False),
        sa.Column("against", sa.Text(), nullable=False),
        sa.Column("against_page", sa.Integer(), nullable=False),
        sa.Column("against_quote", sa.Text(), nullable=False),
        sa.Column("record", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("against_record", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name="fk_disagreements_report_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report_id", "number", name="pk_disagreements"),
    )
    op.create_table(
        "problems",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name="fk_problems_report_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report_id", "number", name="pk_problems"),
    )


def _create_labels() -> None:
    """Which reports use which row and column labels."""
    op.create_table(
        "labels",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_labels"),
        sa.UniqueConstraint("folded", name="uq_labels_folded"),
    )
    op.create_table(
        "label_reports",
        sa.Column("label_id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["label_id"], ["labels.id"], name="fk_label_reports_label_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name="fk_label_reports_report_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("label_id", "report_id", name="pk_label_reports"),
    )
    op.create_index("ix_label_reports_report_id", "label_reports", ["report_id"], unique=False)
