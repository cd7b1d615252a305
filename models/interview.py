"""An interview, the times offered for it, and whom those times bind."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    Text,
    UniqueConstraint,
    func,
)
from sqlalchemy.dialects.postgresql import TSTZRANGE, ExcludeConstraint, Range
from sqlmodel import Field, SQLModel

from models import columns


class Status(StrEnum):
    """Where an interview stands."""

    OFFERED = "offered"
    CONFIRMED = "confirmed"
    DONE = "done"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"


class SlotState(StrEnum):
    """What became of an offered time."""

    OPEN = "open"
    TAKEN = "taken"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class Answer(StrEnum):
    """What an interviewer says to being on a panel; who declines leaves it."""

    NONE = "none"
    ACCEPTED = "accepted"


class Absent(StrEnum):
    """Who did not come."""

    CANDIDATE = "candidate"
    INTERVIEWER = "interviewer"


class Interview(SQLModel, table=True):
    """One candidate meets a panel; `id` is the number people say (`#12`)."""

    id: int = Field(default=None, sa_column=columns.identity())
    candidate_id: int = Field(
        sa_column=Column(BigInteger, ForeignKey("person.id"), nullable=False, index=True)
    )
    hr_id: int = Field(
        sa_column=Column(BigInteger, ForeignKey("person.id"), nullable=False, index=True)
    )
    position: str = Field(sa_column=columns.text())
    round: int = Field(default=1)
    place: str | None = Field(default=None, sa_column=columns.text(nullable=True))
    status: Status = Field(default=Status.OFFERED, sa_column=columns.choice(Status))
    zone: str = Field(sa_column=columns.text())
    """IANA zone the interview was made in; readers elsewhere see their own and its name."""
    starts_at: datetime | None = Field(default=None, sa_column=columns.instant(nullable=True))
    ends_at: datetime | None = Field(default=None, sa_column=columns.instant(nullable=True))
    agreed_at: datetime | None = Field(default=None, sa_column=columns.instant(nullable=True))
    """When the present time was agreed; decides which reminders still make sense."""
    revision: int = Field(default=0)
    """Raised whenever what was said about the times stops being true; old notices match nothing."""
    moves: int = Field(default=0, sa_column=Column(Integer, nullable=False, server_default="0"))
    """How often someone other than HR has moved it; counts against `change.max`."""
    wish: dict[str, Any] | None = Field(default=None, sa_column=columns.json(nullable=True))
    """Someone asks for another time: {"by", "at", "text", "times"}; None once HR has answered."""
    series_id: int | None = Field(
        default=None,
        sa_column=Column(BigInteger, ForeignKey("interview.id"), nullable=True, index=True),
    )
    """The first of several rounds in a row, confirmed together or not at all; itself included."""
    after_id: int | None = Field(
        default=None,
        sa_column=Column(BigInteger, ForeignKey("interview.id"), nullable=True, index=True),
    )
    """The round before this one."""
    absent: Absent | None = Field(
        default=None, sa_column=Column(columns.Choice(Absent), nullable=True)
    )
    """Who did not come, of a no-show."""
    closed_at: datetime | None = Field(default=None, sa_column=columns.instant(nullable=True))
    """When HR closed the feedback."""
    created_at: datetime = Field(sa_column=columns.instant())

    __table_args__ = (
        CheckConstraint(columns.one_of("status", Status), name="interview_status_check"),
        CheckConstraint(
            f"absent IS NULL OR {columns.one_of('absent', Absent)}", name="interview_absent_check"
        ),
        CheckConstraint(
            "(status = 'no_show') = (absent IS NOT NULL)", name="interview_no_show_names_someone"
        ),
        CheckConstraint("round BETWEEN 1 AND 20", name="interview_round_check"),
        CheckConstraint(
            "status NOT IN ('confirmed', 'done', 'no_show')"
            " OR (starts_at IS NOT NULL AND agreed_at IS NOT NULL)",
            name="interview_agreed_has_time",
        ),
        CheckConstraint("ends_at > starts_at", name="interview_ends_after_start"),
        Index(
            "interview_confirmed_idx",
            "starts_at",
            postgresql_where="status IN ('confirmed', 'done', 'no_show')",
        ),
        Index(
            "interview_ended_idx",
            "ends_at",
            postgresql_where="status IN ('confirmed', 'done') AND closed_at IS NULL",
        ),
        Index("interview_offered_idx", "created_at", postgresql_where="status = 'offered'"),
    )


class Panel(SQLModel, table=True):
    """Who interviews; `seat` keeps the order in which HR named them."""

    interview_id: int = Field(
        sa_column=Column(BigInteger, ForeignKey("interview.id"), primary_key=True)
    )
    interviewer_id: int = Field(
        sa_column=Column(BigInteger, ForeignKey("person.id"), primary_key=True, index=True)
    )
    seat: int
    answer: Answer = Field(
        default=Answer.NONE,
        sa_column=Column(columns.Choice(Answer), nullable=False, server_default="none"),
    )
    asked_at: datetime | None = Field(default=None, sa_column=columns.instant(nullable=True))
    """When they were told of the agreed time and asked to accept; None before that."""
    pool: list[int] = Field(
        default_factory=list,
        sa_column=Column(ARRAY(BigInteger), nullable=False, server_default="{}"),
    )
    """Ids of who else could take this seat, were it declined; those who declined are taken out."""
    replaced: int = Field(default=0, sa_column=Column(Integer, nullable=False, server_default="0"))
    """How often this seat was given to the next of the pool by itself."""

    __table_args__ = (CheckConstraint(columns.one_of("answer", Answer), name="panel_answer_check"),)


class Slot(SQLModel, table=True):
    """An offered time. It keeps its number for ever, so an old message can never mean another."""

    id: int = Field(default=None, sa_column=columns.identity())
    interview_id: int = Field(
        sa_column=Column(BigInteger, ForeignKey("interview.id"), nullable=False)
    )
    number: int
    starts_at: datetime = Field(sa_column=columns.instant())
    ends_at: datetime = Field(sa_column=columns.instant())
    state: SlotState = Field(default=SlotState.OPEN, sa_column=columns.choice(SlotState))
    offered_at: datetime = Field(sa_column=columns.instant())
    hold_until: datetime = Field(sa_column=columns.instant())
    """An offer is a promise until then; never later than the start."""

    __table_args__ = (
        UniqueConstraint("interview_id", "number", name="slot_number_key"),
        CheckConstraint(columns.one_of("state", SlotState), name="slot_state_check"),
        CheckConstraint("ends_at > starts_at", name="slot_ends_after_start"),
        Index("slot_hold_idx", "hold_until", postgresql_where="state = 'open'"),
        Index("slot_open_idx", "starts_at", postgresql_where="state = 'open'"),
    )


class Room(SQLModel, table=True):
    """A place that only one interview can have at a time; named in `rooms.names`."""

    id: int = Field(default=None, sa_column=columns.identity())
    name: str = Field(sa_column=Column(Text, nullable=False, unique=True))


class Booking(SQLModel, table=True):
    """Someone's or some room's time is taken, by an offer or by a confirmed interview.

    `who` is a person's id, or a room's id negated. No two interviews can ever share a `who` and a
    moment: the exclusion constraint is the guarantee, whatever the code above it believes. Times
    offered for one interview may overlap each other.
    """

    id: int = Field(default=None, sa_column=columns.identity())
    who: int = Field(sa_column=Column(BigInteger, nullable=False))
    interview_id: int = Field(
        sa_column=Column(BigInteger, ForeignKey("interview.id"), nullable=False, index=True)
    )
    slot_id: int = Field(sa_column=Column(BigInteger, ForeignKey("slot.id"), nullable=False))
    during: Range[datetime] = Field(sa_column=Column(TSTZRANGE, nullable=False))

    __table_args__ = (
        ExcludeConstraint(
            ("who", "="),
            ("during", "&&"),
            ("interview_id", "<>"),
            name="booking_no_overlap",
            using="gist",
        ),
        Index("booking_agenda_idx", "who", func.lower(Column("during", TSTZRANGE))),
    )

    model_config = {"arbitrary_types_allowed": True}


class Change(SQLModel, table=True):
    """One line of an interview's history, written in the transaction that made it true."""

    id: int = Field(default=None, sa_column=columns.identity())
    interview_id: int = Field(
        sa_column=Column(BigInteger, ForeignKey("interview.id"), nullable=False, index=True)
    )
    at: datetime = Field(sa_column=columns.instant())
    person_id: int | None = Field(
        default=None, sa_column=Column(BigInteger, ForeignKey("person.id"), nullable=True)
    )
    """Who did it; None is the bot itself."""
    what: str = Field(sa_column=columns.text())
    detail: dict[str, Any] = Field(default_factory=dict, sa_column=columns.json())
    message: str | None = Field(default=None, sa_column=columns.text(nullable=True))
    """Key of the inbox row that caused it; outlives the row."""
