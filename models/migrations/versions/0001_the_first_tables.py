"""The first tables.

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create everything."""
    op.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
    op.create_table(
        "access_token",
        sa.Column("app", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("obtained_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("expires_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("replacement", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("app"),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("userid", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("roles", sa.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column(
            "question", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True
        ),
        sa.Column("greeted_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint(
            "channel <> 'wecom' OR userid IS NOT NULL", name="person_reachable_has_userid"
        ),
        sa.CheckConstraint("channel IN ('none', 'wecom')", name="person_channel_check"),
        sa.CheckConstraint("language IN ('zh', 'en')", name="person_language_check"),
        sa.CheckConstraint("roles <@ '{hr}'", name="person_roles_check"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("person_name_idx", "person", ["name"], unique=False)
    op.create_index(
        "person_userid_key", "person", [sa.literal_column("lower(userid)")], unique=True
    )
    op.create_table(
        "room",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
    )
    op.create_table(
        "watermark",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("reached", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "inbox",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("received_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("command", sa.Text(), nullable=True),
        sa.Column("reply", sa.Text(), nullable=True),
        sa.Column("reference", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
        ),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("inbox_received_idx", "inbox", ["received_at"], unique=False)
    op.create_table(
        "interview",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("candidate_id", sa.BigInteger(), nullable=False),
        sa.Column("hr_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("starts_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("ends_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("agreed_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint(
            "status IN ('offered', 'confirmed', 'done', 'no_show', 'cancelled')",
            name="interview_status_check",
        ),
        sa.CheckConstraint(
            "status NOT IN ('confirmed', 'done', 'no_show') OR (starts_at IS NOT NULL AND agreed_at IS NOT NULL)",
            name="interview_agreed_has_time",
        ),
        sa.CheckConstraint("ends_at > starts_at", name="interview_ends_after_start"),
        sa.CheckConstraint("round BETWEEN 1 AND 20", name="interview_round_check"),
        sa.ForeignKeyConstraint(
            ["candidate_id"],
            ["person.id"],
        ),
        sa.ForeignKeyConstraint(
            ["hr_id"],
            ["person.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "interview_confirmed_idx",
        "interview",
        ["starts_at"],
        unique=False,
        postgresql_where="status IN ('confirmed', 'done', 'no_show')",
    )
    op.create_index(
        "interview_offered_idx",
        "interview",
        ["created_at"],
        unique=False,
        postgresql_where="status = 'offered'",
    )
    op.create_index(op.f("ix_interview_candidate_id"), "interview", ["candidate_id"], unique=False)
    op.create_index(op.f("ix_interview_hr_id"), "interview", ["hr_id"], unique=False)
    op.create_table(
        "change",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("interview_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column(
            "detail", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False
        ),
        sa.Column("message", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["interview_id"],
            ["interview.id"],
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_change_interview_id"), "change", ["interview_id"], unique=False)
    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("interview_id", sa.BigInteger(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("not_before", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("not_after", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("claimed_until", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("msgid", sa.Text(), nullable=True),
        sa.Column("response_code", sa.Text(), nullable=True),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("done_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'sent', 'dropped', 'dead')", name="outbox_state_check"
        ),
        sa.ForeignKeyConstraint(
            ["interview_id"],
            ["interview.id"],
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    op.create_index(op.f("ix_outbox_interview_id"), "outbox", ["interview_id"], unique=False)
    op.create_index(
        "outbox_dead_idx", "outbox", ["id"], unique=False, postgresql_where="state = 'dead'"
    )
    op.create_index(
        "outbox_waiting_idx",
        "outbox",
        ["person_id", "id"],
        unique=False,
        postgresql_where="state = 'waiting'",
    )
    op.create_table(
        "panel",
        sa.Column("interview_id", sa.BigInteger(), nullable=False),
        sa.Column("interviewer_id", sa.BigInteger(), nullable=False),
        sa.Column("seat", sa.Integer(), nullable=False),
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
    op.create_index(op.f("ix_panel_interviewer_id"), "panel", ["interviewer_id"], unique=False)
    op.create_table(
        "slot",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("interview_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("ends_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("offered_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("hold_until", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('open', 'taken', 'declined', 'withdrawn', 'expired')",
            name="slot_state_check",
        ),
        sa.CheckConstraint("ends_at > starts_at", name="slot_ends_after_start"),
        sa.ForeignKeyConstraint(
            ["interview_id"],
            ["interview.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("interview_id", "number", name="slot_number_key"),
    )
    op.create_index(
        "slot_hold_idx", "slot", ["hold_until"], unique=False, postgresql_where="state = 'open'"
    )
    op.create_index(
        "slot_open_idx", "slot", ["starts_at"], unique=False, postgresql_where="state = 'open'"
    )
    op.create_table(
        "booking",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("who", sa.BigInteger(), nullable=False),
        sa.Column("interview_id", sa.BigInteger(), nullable=False),
        sa.Column("slot_id", sa.BigInteger(), nullable=False),
        sa.Column("during", postgresql.TSTZRANGE(), nullable=False),
        postgresql.ExcludeConstraint(
            (sa.column("who"), "="),
            (sa.column("during"), "&&"),
            (sa.column("interview_id"), "<>"),
            using="gist",
            name="booking_no_overlap",
        ),
        sa.ForeignKeyConstraint(
            ["interview_id"],
            ["interview.id"],
        ),
        sa.ForeignKeyConstraint(
            ["slot_id"],
            ["slot.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "booking_agenda_idx", "booking", ["who", sa.literal_column("lower(during)")], unique=False
    )
    op.create_index(op.f("ix_booking_interview_id"), "booking", ["interview_id"], unique=False)


def downgrade() -> None:
    """Go back."""
    op.drop_index(op.f("ix_booking_interview_id"), table_name="booking")
    op.drop_index("booking_agenda_idx", table_name="booking")
    op.drop_table("booking")
    op.drop_index("slot_open_idx", table_name="slot", postgresql_where="state = 'open'")
    op.drop_index("slot_hold_idx", table_name="slot", postgresql_where="state = 'open'")
    op.drop_table("slot")
    op.drop_index(op.f("ix_panel_interviewer_id"), table_name="panel")
    op.drop_table("panel")
    op.drop_index("outbox_waiting_idx", table_name="outbox", postgresql_where="state = 'waiting'")
    op.drop_index("outbox_dead_idx", table_name="outbox", postgresql_where="state = 'dead'")
    op.drop_index(op.f("ix_outbox_interview_id"), table_name="outbox")
    op.drop_table("outbox")
    op.drop_index(op.f("ix_change_interview_id"), table_name="change")
    op.drop_table("change")
    op.drop_index(op.f("ix_interview_hr_id"), table_name="interview")
    op.drop_index(op.f("ix_interview_candidate_id"), table_name="interview")
    op.drop_index(
        "interview_offered_idx", table_name="interview", postgresql_where="status = 'offered'"
    )
    op.drop_index(
        "interview_confirmed_idx",
        table_name="interview",
        postgresql_where="status IN ('confirmed', 'done', 'no_show')",
    )
    op.drop_table("interview")
    op.drop_index("inbox_received_idx", table_name="inbox")
    op.drop_table("inbox")
    op.drop_table("watermark")
    op.drop_table("room")
    op.drop_index("person_userid_key", table_name="person")
    op.drop_index("person_name_idx", table_name="person")
    op.drop_table("person")
    op.drop_table("access_token")
