"""A person's pace, the company's quota, and what caused a notice.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them; what waits in the outbox goes on waiting."""
    op.create_table(
        "quota",
        sa.Column("api", sa.Text(), nullable=False),
        sa.Column("promised_until", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("blocked_until", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("api"),
    )
    op.add_column("outbox", sa.Column("merged_into", sa.BigInteger(), nullable=True))
    op.add_column("outbox", sa.Column("cause", sa.Text(), nullable=True))
    op.add_column("outbox", sa.Column("sent_at", sa.TIMESTAMP(timezone=True), nullable=True))
    op.add_column(
        "outbox",
        sa.Column(
            "sends", sa.ARRAY(sa.TIMESTAMP(timezone=True)), server_default="{}", nullable=False
        ),
    )
    op.create_foreign_key(
        "outbox_merged_into_fkey", "outbox", "outbox", ["merged_into"], ["id"], ondelete="SET NULL"
    )
    op.drop_index("outbox_waiting_idx", table_name="outbox")
    op.create_index(
        "outbox_waiting_idx",
        "outbox",
        ["person_id", "id"],
        postgresql_where="state = 'waiting' AND merged_into IS NULL",
    )
    op.create_index("outbox_pace_idx", "outbox", ["person_id", "sent_at"])
    op.create_index(
        "outbox_merged_idx", "outbox", ["merged_into"], postgresql_where="merged_into IS NOT NULL"
    )
    op.create_index("outbox_done_idx", "outbox", ["done_at"])


def downgrade() -> None:
    """Go back."""
    op.drop_index("outbox_done_idx", table_name="outbox")
    op.drop_index("outbox_merged_idx", table_name="outbox")
    op.drop_index("outbox_pace_idx", table_name="outbox")
    op.drop_index("outbox_waiting_idx", table_name="outbox")
    op.create_index(
        "outbox_waiting_idx", "outbox", ["person_id", "id"], postgresql_where="state = 'waiting'"
    )
    op.drop_constraint("outbox_merged_into_fkey", "outbox", type_="foreignkey")
    op.drop_column("outbox", "sends")
    op.drop_column("outbox", "sent_at")
    op.drop_column("outbox", "cause")
    op.drop_column("outbox", "merged_into")
    op.drop_table("quota")
