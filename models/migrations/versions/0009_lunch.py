"""Everybody's own lunch break.

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

SPAN = (
    "lunch IS NULL OR cardinality(lunch) = 0 OR (cardinality(lunch) = 2 AND 0 <= lunch[1]"
    " AND lunch[1] < lunch[2] AND lunch[2] <= 1440)"
)


def upgrade() -> None:
    """Add it; until somebody says otherwise the usual one holds."""
    op.add_column("person", sa.Column("lunch", sa.ARRAY(sa.SmallInteger()), nullable=True))
    op.create_check_constraint("person_lunch_check", "person", SPAN)


def downgrade() -> None:
    """Go back to one break for all."""
    op.drop_constraint("person_lunch_check", "person", type_="check")
    op.drop_column("person", "lunch")
