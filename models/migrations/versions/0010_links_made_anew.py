"""A candidate's links can be made anew, and older ones are void.

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add how often that was; all links that are out there stay good."""
    op.add_column(
        "person", sa.Column("link_edition", sa.SmallInteger(), server_default="0", nullable=False)
    )


def downgrade() -> None:
    """Go back to one link for ever."""
    op.drop_column("person", "link_edition")
