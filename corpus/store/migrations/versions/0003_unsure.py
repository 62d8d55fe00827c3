"""The numbers of a recognised page that may have been misread."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("pages", sa.Column("unsure", sa.JSON(), server_default="[]", nullable=False))


def downgrade() -> None:
    op.drop_column("pages", "unsure")
