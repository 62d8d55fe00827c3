"""Which records bear a label: for figures of many reports without reading these whole."""

from __future__ import annotations

import json
from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

from corpus.text import fold

revision = "0005"
down_revision = "0003"
branch_labels = None
depends_on = None

_LABEL_LENGTH = 300  # as labels were folded when this was written
_PORTION = 5_000


def upgrade() -> None:
    """Make the table, and fill it from the records that are there."""
    table = op.create_table(
        "record_labels",
        sa.Column("label_id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["label_id"], ["labels.id"], name="fk_record_labels_label_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name="fk_record_labels_report_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("label_id", "report_id", "position", name="pk_record_labels"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_record_labels_report_id", "record_labels", ["report_id"])
    rows: list[dict[str, int]] = []
    for row in _links(op.get_bind()):
        rows.append(row)
        if len(rows) == _PORTION:
            op.bulk_insert(table, rows)
            rows = []
    if rows:
        op.bulk_insert(table, rows)


def downgrade() -> None:
    """Drop it."""
    op.drop_table("record_labels")


def _links(connection: sa.Connection) -> Iterator[dict[str, int]]:
    held = connection.execute(sa.text("SELECT folded, id FROM labels")).all()
    ids: dict[str, int] = {row.folded: row.id for row in held}
    reports = connection.execute(sa.text("SELECT id FROM reports")).scalars().all()
    chosen = sa.text(
        "SELECT position, row_label, CAST(row_path AS TEXT), CAST(column_path AS TEXT) "
        "FROM records WHERE report_id = :report"
    )
    folded: dict[str, str] = {}
    for report in reports:
        for position, label, row_path, column_path in connection.execute(chosen, {"report": report}).all():
            labels = {*json.loads(row_path), *json.loads(column_path), *([label] if label else [])}
            known = {folded.setdefault(one, fold(one)[:_LABEL_LENGTH]) for one in labels}
            for label_id in sorted(ids[one] for one in known if one in ids):
                yield {"label_id": label_id, "report_id": report, "position": position}
