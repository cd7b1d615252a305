"""What has ended without its feedback, and who lives elsewhere, are found without looking at all.

Revision ID: 0005
Revises: 0004
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the indexes."""
    op.create_index(
        "interview_ended_idx",
        "interview",
        ["ends_at"],
        postgresql_where="status IN ('confirmed', 'done') AND closed_at IS NULL",
    )
    op.create_index(
        "person_elsewhere_idx",
        "person",
        ["zone", "region"],
        postgresql_where="zone IS NOT NULL OR region IS NOT NULL",
    )


def downgrade() -> None:
    """Go back."""
    op.drop_index("person_elsewhere_idx", table_name="person")
    op.drop_index("interview_ended_idx", table_name="interview")
