"""A person can be forgotten, and open questions are found without looking at everybody.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add both; nobody is forgotten yet."""
    op.add_column("person", sa.Column("forgotten_at", sa.TIMESTAMP(timezone=True), nullable=True))
    op.create_check_constraint(
        "person_forgotten_is_nobody",
        "person",
        "forgotten_at IS NULL OR (userid IS NULL AND zone IS NULL AND question IS NULL"
        " AND roles = '{}' AND name = '(forgotten)')",
    )
    op.create_index(
        "person_question_idx", "person", ["id"], postgresql_where="question IS NOT NULL"
    )


def downgrade() -> None:
    """Go back; who was forgotten stays nameless."""
    op.drop_index("person_question_idx", table_name="person")
    op.drop_constraint("person_forgotten_is_nobody", "person", type_="check")
    op.drop_column("person", "forgotten_at")
