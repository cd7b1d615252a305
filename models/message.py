"""What was said to the bot, and what it has to say unasked."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Index, Text
from sqlmodel import Field, SQLModel

from models import columns


class Inbox(SQLModel, table=True):
    """A message that was handled, with the answer it got: a retry gets the same one."""

    key: str = Field(sa_column=Column(Text, primary_key=True))
    """Fingerprint of the message (see `Incoming.key`)."""
    person_id: int | None = Field(
        default=None, sa_column=Column(BigInteger, ForeignKey("person.id"), nullable=True)
    )
    received_at: datetime = Field(sa_column=columns.instant())
    text: str = Field(default="", sa_column=columns.text())
    command: str | None = Field(default=None, sa_column=columns.text(nullable=True))
    reply: str | None = Field(default=None, sa_column=columns.text(nullable=True))
    """The passive reply as it was given; None is an empty answer."""
    reference: str | None = Field(default=None, sa_column=columns.text(nullable=True))
    """Set when a bug answered: the apology and the log line carry it."""

    __table_args__ = (Index("inbox_received_idx", "received_at"),)


class OutboxState(StrEnum):
    """What became of a notice."""

    WAITING = "waiting"
    SENT = "sent"
    DROPPED = "dropped"  # no longer true or no longer useful: never sent, on purpose
    DEAD = "dead"  # cannot be delivered; kept with the reason


class Way(StrEnum):
    """How a notice went out."""

    WECOM = "wecom"
    KF = "kf"
    MAIL = "mail"


class Outbox(SQLModel, table=True):
    """Something to say to one person, rendered for them, written when it became true."""

    id: int = Field(default=None, sa_column=columns.identity())
    key: str = Field(sa_column=Column(Text, nullable=False, unique=True))
    """What the notice is about; saying it twice is impossible."""
    person_id: int = Field(sa_column=Column(BigInteger, ForeignKey("person.id"), nullable=False))
    interview_id: int | None = Field(
        default=None,
        sa_column=Column(BigInteger, ForeignKey("interview.id"), nullable=True, index=True),
    )
    revision: int | None = Field(default=None)
    """Of the interview; when it has moved on the notice is dropped. None: true for ever."""
    kind: str = Field(sa_column=columns.text())
    text: str = Field(sa_column=columns.text())
    card: dict[str, Any] | None = Field(default=None, sa_column=columns.json(nullable=True))
    """The card to send instead of the text, rendered for its reader (`interviews/cards.py`); `text`
    says the same in words. None: a text, also where it was to be a card and could not."""
    letter: str | None = Field(default=None, sa_column=columns.text(nullable=True))
    """The words for an e-mail: without what can only be replied in chat. None: they have no address."""
    way: Way | None = Field(default=None, sa_column=Column(columns.Choice(Way), nullable=True))
    """How it was sent; or, where e-mail stands here before, how alone it can still be: the way
    before has failed, for the `reason`."""
    task_id: str | None = Field(default=None, sa_column=Column(Text, nullable=True, unique=True))
    """The card's name at WeCom; a click carries it."""
    updates: int | None = Field(
        default=None,
        sa_column=Column(
            BigInteger, ForeignKey("outbox.id", ondelete="SET NULL"), nullable=True, index=True
        ),
    )
    """The notice whose card this one replaces in place, by that one's `response_code`."""
    part: int = Field(default=0)
    """How many parts of a long text have gone out already."""
    state: OutboxState = Field(default=OutboxState.WAITING, sa_column=columns.choice(OutboxState))
    not_before: datetime | None = Field(default=None, sa_column=columns.instant(nullable=True))
    not_after: datetime | None = Field(default=None, sa_column=columns.instant(nullable=True))
    attempts: int = Field(default=0)
    """How often this part of it was given to WeCom."""
    sent_at: datetime | None = Field(default=None, sa_column=columns.instant(nullable=True))
    """When it was last given to WeCom."""
    sends: list[datetime] = Field(default_factory=list, sa_column=columns.instants())
    """Every time it, or a part of it, was given to WeCom: they count against the person's pace."""
    merged_into: int | None = Field(
        default=None,
        sa_column=Column(BigInteger, ForeignKey("outbox.id", ondelete="SET NULL"), nullable=True),
    )
    """The notice whose message carries this one, when there were too many for one a message."""
    cause: str | None = Field(default=None, sa_column=columns.text(nullable=True))
    """Key of the message that led to it; the log's lines of both carry it."""
    claimed_until: datetime | None = Field(default=None, sa_column=columns.instant(nullable=True))
    """A worker is sending it; by the database's clock, so a dead worker's claim lapses."""
    reason: str | None = Field(default=None, sa_column=columns.text(nullable=True))
    msgid: str | None = Field(default=None, sa_column=columns.text(nullable=True))
    response_code: str | None = Field(default=None, sa_column=columns.text(nullable=True))
    """For changing the card once (DOC 94888): of the sending, or given with a row that updates one.
    Good for 72 hours; None once it is spent."""
    created_at: datetime = Field(sa_column=columns.instant())
    done_at: datetime | None = Field(default=None, sa_column=columns.instant(nullable=True))

    __table_args__ = (
        CheckConstraint(columns.one_of("state", OutboxState), name="outbox_state_check"),
        CheckConstraint(f"way IS NULL OR {columns.one_of('way', Way)}", name="outbox_way_check"),
        Index(
            "outbox_waiting_idx",
            "person_id",
            "id",
            postgresql_where="state = 'waiting' AND merged_into IS NULL",
        ),
        Index("outbox_pace_idx", "person_id", "sent_at"),
        Index("outbox_merged_idx", "merged_into", postgresql_where="merged_into IS NOT NULL"),
        Index("outbox_done_idx", "done_at"),
        Index("outbox_dead_idx", "id", postgresql_where="state = 'dead'"),
    )
