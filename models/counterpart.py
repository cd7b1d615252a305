"""What other systems keep for an interview: the room it is held in, an entry in calendars."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Text,
    UniqueConstraint,
)
from sqlmodel import Field, SQLModel

from models import columns


class Kind(StrEnum):
    """What it is to people."""

    ROOM = "room"
    CALENDAR = "calendar"


class Standing(StrEnum):
    """Whether the other system has what the interview wants."""

    WAITING = "waiting"  # something is to be done there
    KEPT = "kept"
    GONE = "gone"  # nothing is there, and nothing should be
    FAILED = "failed"  # it cannot be done; HR was told


class Counterpart(SQLModel, table=True):
    """One interview's room or calendar entry in another system, kept as the interview is."""

    id: int = Field(default=None, sa_column=columns.identity())
    interview_id: int = Field(
        sa_column=Column(BigInteger, ForeignKey("interview.id"), nullable=False)
    )
    kind: Kind = Field(sa_column=columns.choice(Kind))
    provider: str = Field(sa_column=columns.text())
    """Which system: `showmebug`, `wecom_meeting`, `wecom_calendar`."""
    state: Standing = Field(default=Standing.WAITING, sa_column=columns.choice(Standing))
    wanted: int = Field(default=1)
    """Raised with every change of the interview: who has done an older one looks again."""
    remote_id: str | None = Field(default=None, sa_column=columns.text(nullable=True))
    """Its name there; None: there is none, or none that we know of."""
    links: dict[str, Any] = Field(default_factory=dict, sa_column=columns.json())
    """How people get in (`interviews/rooms.py`); none in a calendar."""
    shown: dict[str, Any] = Field(default_factory=dict, sa_column=columns.json())
    """What the other system was told last; an equal call is not made again."""
    asked_at: datetime | None = Field(default=None, sa_column=columns.instant(nullable=True))
    """When one was asked for without an answer: it may be there, so it is looked for first."""
    since: datetime = Field(sa_column=columns.instant())
    """When the interview last changed."""
    tries: int = Field(default=0)
    not_before: datetime | None = Field(default=None, sa_column=columns.instant(nullable=True))
    claimed_until: datetime | None = Field(default=None, sa_column=columns.instant(nullable=True))
    """A worker is at it; by the database's clock, so a dead worker's claim lapses."""
    reason: str | None = Field(default=None, sa_column=columns.text(nullable=True))
    """Why the last try failed."""
    told_at: datetime | None = Field(default=None, sa_column=columns.instant(nullable=True))
    """When HR was told that it takes its time."""

    __table_args__ = (
        UniqueConstraint("interview_id", "kind", name="counterpart_interview_key"),
        CheckConstraint(columns.one_of("kind", Kind), name="counterpart_kind_check"),
        CheckConstraint(columns.one_of("state", Standing), name="counterpart_state_check"),
        Index("counterpart_remote_idx", "remote_id"),
    )


class RoomEvent(SQLModel, table=True):
    """Something a room's provider told us; it tells the same again until it is answered, with
    another time, so the time is no part of the key."""

    __tablename__ = "room_event"

    id: int = Field(default=None, sa_column=columns.identity())
    team: int = Field(sa_column=Column(BigInteger, nullable=False))
    event: str = Field(sa_column=columns.text())
    remote_id: str = Field(sa_column=Column(Text, nullable=False))
    interview_id: int | None = Field(
        default=None,
        sa_column=Column(BigInteger, ForeignKey("interview.id"), nullable=True, index=True),
    )
    at: datetime = Field(sa_column=columns.instant())
    payload: dict[str, Any] = Field(default_factory=dict, sa_column=columns.json())
    rating: int | None = Field(default=None)
    result: dict[str, Any] | None = Field(default=None, sa_column=columns.json(nullable=True))
    """What the provider knows about how it went, as it came."""

    __table_args__ = (UniqueConstraint("team", "event", "remote_id", name="room_event_key"),)
