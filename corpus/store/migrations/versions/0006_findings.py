"""Findings with class, severity, both places and formula, and what was decided about them.

The disagreements of reports that were read before are taken over; read again, a report has all of its
findings.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

CATEGORY = {"rounding": "rounding", "percentage": "percentage", "scope": "scope"}
SEVERITY = {"rounding": "note", "percentage": "warning", "scope": "note"}


def upgrade() -> None:
    findings = _create_findings()
    _create_states()
    old = sa.table("disagreements", *map(sa.column, OLD))
    for row in op.get_bind().execute(sa.select(old)).mappings():
        op.get_bind().execute(findings.insert().values(_finding(dict(row))))
    op.drop_table("disagreements")


def downgrade() -> None:
    op.create_table(
        "disagreements",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("kind", "subject", "stated")),
        sa.Column("stated_page", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("stated_quote", "against")),
        sa.Column("against_page", sa.Integer(), nullable=False),
        sa.Column("against_quote", sa.Text(), nullable=False),
        sa.Column("record", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("against_record", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name="fk_disagreements_report_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report_id", "number", name="pk_disagreements"),
    )
    op.drop_table("finding_states")
    op.drop_table("findings")


OLD = (
    "report_id", "number", "kind", "subject", "stated", "stated_page", "stated_quote", "against",
    "against_page", "against_quote", "record", "against_record",
)  # fmt: skip


def _finding(old: dict[str, Any]) -> dict[str, Any]:
    from hashlib import sha256

    told = (old["kind"], old["subject"], old["stated"], old["against"])
    return {
        "report_id": old["report_id"],
        "number": old["number"],
        "key": sha256("\x1f".join(told).encode()).hexdigest()[:16],
        "kind": old["kind"],
        "category": CATEGORY.get(old["kind"], "error"),
        "severity": SEVERITY.get(old["kind"], "warning"),
        "subject": old["subject"],
        "message": f"{old['subject']}：{old['stated']}，{old['against']}",
        "stated": _side(old["stated"], old["stated_page"], old["stated_quote"], old["record"]),
        "against": _side(old["against"], old["against_page"], old["against_quote"], old["against_record"]),
        "expected": old["against"],
        "formula": "",
        "more": [],
    }


def _side(value: str, page: int, quote: str, cell: Any) -> dict[str, Any]:
    import json

    place = json.loads(cell) if isinstance(cell, str) else cell
    return {"value": value, "page": page, "quote": quote, "cell": place}


def _create_findings() -> sa.Table:
    return op.create_table(
        "findings",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("category", sa.String(length=16), nullable=False),
        sa.Column("severity", sa.String(length=16), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("stated", sa.JSON(), nullable=False),
        sa.Column("against", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("expected", sa.Text(), nullable=False),
        sa.Column("formula", sa.Text(), nullable=False),
        sa.Column("more", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name="fk_findings_report_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report_id", "number", name="pk_findings"),
        sa.Index("ix_findings_key", "key"),
    )


def _create_states() -> None:
    op.create_table(
        "finding_states",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.Column("finding", sa.JSON(none_as_null=True), nullable=True),
        sa.PrimaryKeyConstraint("source", "key", name="pk_finding_states"),
    )
