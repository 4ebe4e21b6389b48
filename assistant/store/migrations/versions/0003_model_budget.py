"""The language model's tokens of each day, and with a turn what it was answered from, so that it can be replayed."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "model_usage",
        sa.Column("day", sa.Date(), primary_key=True),
        sa.Column("tokens", sa.BigInteger(), nullable=False),
    )
    op.add_column("turns", sa.Column("context", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("turns", "context")
    op.drop_table("model_usage")
