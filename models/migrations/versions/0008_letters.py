"""Candidates by e-mail: their address, the words of letters, and by which way a notice went.

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

FORGOTTEN = (
    "forgotten_at IS NULL OR (userid IS NULL AND external_userid IS NULL{more} AND zone IS NULL"
    " AND question IS NULL AND roles = '{{}}' AND name = '(forgotten)')"
)
WAYS = "way IS NULL OR way IN ('wecom', 'kf', 'mail')"


def upgrade() -> None:
    """Add them; nobody has an address yet, and what was sent before was sent by WeCom."""
    op.add_column("person", sa.Column("email", sa.Text(), nullable=True))
    op.add_column("outbox", sa.Column("letter", sa.Text(), nullable=True))
    op.add_column("outbox", sa.Column("way", sa.Text(), nullable=True))
    op.create_check_constraint("outbox_way_check", "outbox", WAYS)
    op.drop_constraint("person_forgotten_is_nobody", "person", type_="check")
    op.create_check_constraint(
        "person_forgotten_is_nobody", "person", FORGOTTEN.format(more=" AND email IS NULL")
    )


def downgrade() -> None:
    """Go back; who was written to by e-mail can be reached by HR only."""
    op.drop_constraint("person_forgotten_is_nobody", "person", type_="check")
    op.create_check_constraint("person_forgotten_is_nobody", "person", FORGOTTEN.format(more=""))
    op.drop_constraint("outbox_way_check", "outbox", type_="check")
    op.drop_column("outbox", "way")
    op.drop_column("outbox", "letter")
    op.drop_column("person", "email")
