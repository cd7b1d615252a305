"""What real weeks need: availability, groups, answers of interviewers, rounds, feedback, cards.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them, each with a default: processes of the version before go on working."""
    op.create_table(
        "people_group",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("members", sa.ARRAY(sa.BigInteger()), nullable=False),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
    )
    op.create_table(
        "busy",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("during", postgresql.TSTZRANGE(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('busy', 'leave')", name="busy_kind_check"),
        sa.CheckConstraint("NOT isempty(during)", name="busy_lasts"),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("person_id", "number", name="busy_number_key"),
    )
    op.create_index(
        "busy_during_idx", "busy", ["person_id", "during"], unique=False, postgresql_using="gist"
    )
    op.create_table(
        "workday",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("weekday", sa.SmallInteger(), nullable=False),
        sa.Column("starts", sa.SmallInteger(), nullable=True),
        sa.Column("ends", sa.SmallInteger(), nullable=True),
        sa.CheckConstraint(
            "(starts IS NULL AND ends IS NULL) OR (0 <= starts AND starts < ends AND ends <= 1440)",
            name="workday_hours_check",
        ),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name="workday_weekday_check"),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
        ),
        sa.PrimaryKeyConstraint("person_id", "weekday"),
    )
    op.create_table(
        "feedback",
        sa.Column("interview_id", sa.BigInteger(), nullable=False),
        sa.Column("interviewer_id", sa.BigInteger(), nullable=False),
        sa.Column("recommendation", sa.Text(), nullable=False),
        sa.Column(
            "scores", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False
        ),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("given_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("changed_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint(
            "recommendation IN ('strong_yes', 'yes', 'undecided', 'no')",
            name="feedback_recommendation_check",
        ),
        sa.ForeignKeyConstraint(
            ["interview_id"],
            ["interview.id"],
        ),
        sa.ForeignKeyConstraint(
            ["interviewer_id"],
            ["person.id"],
        ),
        sa.PrimaryKeyConstraint("interview_id", "interviewer_id"),
    )
    op.create_index(
        op.f("ix_feedback_interviewer_id"), "feedback", ["interviewer_id"], unique=False
    )
    op.add_column("interview", sa.Column("moves", sa.Integer(), server_default="0", nullable=False))
    op.add_column(
        "interview",
        sa.Column(
            "wish", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True
        ),
    )
    op.add_column("interview", sa.Column("series_id", sa.BigInteger(), nullable=True))
    op.add_column("interview", sa.Column("after_id", sa.BigInteger(), nullable=True))
    op.add_column("interview", sa.Column("absent", sa.Text(), nullable=True))
    op.add_column("interview", sa.Column("closed_at", sa.TIMESTAMP(timezone=True), nullable=True))
    op.create_index(op.f("ix_interview_after_id"), "interview", ["after_id"], unique=False)
    op.create_index(op.f("ix_interview_series_id"), "interview", ["series_id"], unique=False)
    op.create_foreign_key("interview_after_id_fkey", "interview", "interview", ["after_id"], ["id"])
    op.create_foreign_key(
        "interview_series_id_fkey", "interview", "interview", ["series_id"], ["id"]
    )
    op.create_check_constraint(
        "interview_absent_check",
        "interview",
        "absent IS NULL OR absent IN ('candidate', 'interviewer')",
    )
    op.create_check_constraint(
        "interview_no_show_names_someone",
        "interview",
        "(status = 'no_show') = (absent IS NOT NULL)",
    )
    op.add_column(
        "outbox",
        sa.Column(
            "card", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True
        ),
    )
    op.add_column("outbox", sa.Column("task_id", sa.Text(), nullable=True))
    op.add_column("outbox", sa.Column("updates", sa.BigInteger(), nullable=True))
    op.create_index(op.f("ix_outbox_updates"), "outbox", ["updates"], unique=False)
    op.create_unique_constraint("outbox_task_id_key", "outbox", ["task_id"])
    op.create_foreign_key(
        "outbox_updates_fkey", "outbox", "outbox", ["updates"], ["id"], ondelete="SET NULL"
    )
    op.add_column("panel", sa.Column("answer", sa.Text(), server_default="none", nullable=False))
    op.add_column("panel", sa.Column("asked_at", sa.TIMESTAMP(timezone=True), nullable=True))
    op.add_column(
        "panel", sa.Column("pool", sa.ARRAY(sa.BigInteger()), server_default="{}", nullable=False)
    )
    op.add_column("panel", sa.Column("replaced", sa.Integer(), server_default="0", nullable=False))
    op.create_check_constraint("panel_answer_check", "panel", "answer IN ('none', 'accepted')")
    op.add_column("person", sa.Column("region", sa.Text(), nullable=True))
    op.add_column("person", sa.Column("pinyin", sa.Text(), nullable=True))
    op.add_column(
        "person", sa.Column("misunderstood", sa.SmallInteger(), server_default="0", nullable=False)
    )
    op.add_column("person", sa.Column("left_at", sa.TIMESTAMP(timezone=True), nullable=True))


def downgrade() -> None:
    """Go back; what the new tables and columns held is lost."""
    op.drop_column("person", "left_at")
    op.drop_column("person", "misunderstood")
    op.drop_column("person", "pinyin")
    op.drop_column("person", "region")
    op.drop_column("panel", "replaced")
    op.drop_column("panel", "pool")
    op.drop_column("panel", "asked_at")
    op.drop_constraint("panel_answer_check", "panel", type_="check")
    op.drop_column("panel", "answer")
    op.drop_constraint("outbox_updates_fkey", "outbox", type_="foreignkey")
    op.drop_constraint("outbox_task_id_key", "outbox", type_="unique")
    op.drop_index(op.f("ix_outbox_updates"), table_name="outbox")
    op.drop_column("outbox", "updates")
    op.drop_column("outbox", "task_id")
    op.drop_column("outbox", "card")
    op.drop_constraint("interview_series_id_fkey", "interview", type_="foreignkey")
    op.drop_constraint("interview_after_id_fkey", "interview", type_="foreignkey")
    op.drop_index(op.f("ix_interview_series_id"), table_name="interview")
    op.drop_index(op.f("ix_interview_after_id"), table_name="interview")
    op.drop_column("interview", "closed_at")
    op.drop_constraint("interview_no_show_names_someone", "interview", type_="check")
    op.drop_constraint("interview_absent_check", "interview", type_="check")
    op.drop_column("interview", "absent")
    op.drop_column("interview", "after_id")
    op.drop_column("interview", "series_id")
    op.drop_column("interview", "wish")
    op.drop_column("interview", "moves")
    op.drop_index(op.f("ix_feedback_interviewer_id"), table_name="feedback")
    op.drop_table("feedback")
    op.drop_table("workday")
    op.drop_index("busy_during_idx", table_name="busy", postgresql_using="gist")
    op.drop_table("busy")
    op.drop_table("people_group")
