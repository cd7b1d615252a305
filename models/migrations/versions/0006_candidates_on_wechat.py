"""Candidates on ordinary WeChat: their account there, and what may be said to them when.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

FORGOTTEN = (
    "forgotten_at IS NULL OR (userid IS NULL{more} AND zone IS NULL AND question IS NULL"
    " AND roles = '{{}}' AND name = '(forgotten)')"
)


def upgrade() -> None:
    """Add them; nobody is on WeChat yet."""
    op.create_table(
        "kf_account",
        sa.Column("open_kfid", sa.Text(), nullable=False),
        sa.Column("cursor", sa.Text(), nullable=True),
        sa.Column("started_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("wanted", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("pulled", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("token", sa.Text(), nullable=True),
        sa.Column("token_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("link", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("open_kfid"),
    )
    op.create_table(
        "customer",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("heard_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("sent", sa.Integer(), server_default="0", nullable=False),
        sa.Column("state", sa.SmallInteger(), server_default="0", nullable=False),
        sa.CheckConstraint("state BETWEEN 0 AND 4", name="customer_state_check"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("person_id"),
    )
    op.add_column("person", sa.Column("external_userid", sa.Text(), nullable=True))
    op.create_index("person_external_key", "person", ["external_userid"], unique=True)
    op.drop_constraint("person_channel_check", "person", type_="check")
    op.create_check_constraint(
        "person_channel_check", "person", "channel IN ('none', 'wecom', 'kf')"
    )
    op.create_check_constraint(
        "person_reachable_has_external_userid",
        "person",
        "channel <> 'kf' OR external_userid IS NOT NULL",
    )
    op.drop_constraint("person_forgotten_is_nobody", "person", type_="check")
    op.create_check_constraint(
        "person_forgotten_is_nobody",
        "person",
        FORGOTTEN.format(more=" AND external_userid IS NULL"),
    )


def downgrade() -> None:
    """Go back; who was on WeChat can be reached by HR only."""
    op.drop_constraint("person_forgotten_is_nobody", "person", type_="check")
    op.create_check_constraint("person_forgotten_is_nobody", "person", FORGOTTEN.format(more=""))
    op.drop_constraint("person_reachable_has_external_userid", "person", type_="check")
    op.execute("UPDATE person SET channel = 'none' WHERE channel = 'kf'")
    op.drop_constraint("person_channel_check", "person", type_="check")
    op.create_check_constraint("person_channel_check", "person", "channel IN ('none', 'wecom')")
    op.drop_index("person_external_key", table_name="person")
    op.drop_column("person", "external_userid")
    op.drop_table("customer")
    op.drop_table("kf_account")
