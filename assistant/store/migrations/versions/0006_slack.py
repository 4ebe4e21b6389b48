"""Slack: events seen, threads and replies; staff's proposals."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _table("slack_events", sa.Column("key", sa.String(192), primary_key=True))
    _table(
        "slack_threads",
        sa.Column("thread", sa.String(96), primary_key=True),
        sa.Column("conversation_id", sa.String(32), nullable=False),
    )
    _table(
        "slack_replies",
        sa.Column("message", sa.String(96), primary_key=True),
        sa.Column("replies", sa.JSON(), nullable=False),
    )
    _table(
        "proposals",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("turn_id", sa.String(32), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("passages", sa.JSON(), nullable=False),
    )


def downgrade() -> None:
    for name in ("proposals", "slack_replies", "slack_threads", "slack_events"):
        op.drop_table(name)


def _table(name: str, *columns: sa.Column[Any]) -> None:
    """A table of these columns and the moment, by which it is purged or read."""
    op.create_table(name, *columns, sa.Column("created", sa.DateTime(timezone=True), nullable=False))
    op.create_index(f"ix_{name}_created", name, ["created"])
