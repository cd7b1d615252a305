"""When a person can be asked to interview: working hours, what keeps them busy, and groups."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    SmallInteger,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import TSTZRANGE, Range
from sqlmodel import Field, SQLModel

from models import columns


class Workday(SQLModel, table=True):
    """One weekday of one person who does not work the usual hours (`hours.*` in the settings)."""

    person_id: int = Field(sa_column=Column(BigInteger, ForeignKey("person.id"), primary_key=True))
    weekday: int = Field(sa_column=Column(SmallInteger, primary_key=True))
    """0 is Monday."""
    starts: int | None = Field(default=None, sa_column=Column(SmallInteger, nullable=True))
    """Minutes after the person's midnight; None with `ends`: a day off."""
    ends: int | None = Field(default=None, sa_column=Column(SmallInteger, nullable=True))

    __table_args__ = (
        CheckConstraint("weekday BETWEEN 0 AND 6", name="workday_weekday_check"),
        CheckConstraint(
            "(starts IS NULL AND ends IS NULL) OR (0 <= starts AND starts < ends AND ends <= 1440)",
            name="workday_hours_check",
        ),
    )


class BusyKind(StrEnum):
    """Why someone is not there."""

    BUSY = "busy"  # some hours
    LEAVE = "leave"  # whole days


class Busy(SQLModel, table=True):
    """A time somebody said they cannot. It binds the finder; HR may override it after a warning."""

    id: int = Field(default=None, sa_column=columns.identity())
    person_id: int = Field(sa_column=Column(BigInteger, ForeignKey("person.id"), nullable=False))
    number: int
    """The person's own number for it: `/free 3`."""
    kind: BusyKind = Field(sa_column=columns.choice(BusyKind))
    during: Range[datetime] = Field(sa_column=Column(TSTZRANGE, nullable=False))
    reason: str = Field(default="", sa_column=columns.text())
    created_at: datetime = Field(sa_column=columns.instant())

    __table_args__ = (
        UniqueConstraint("person_id", "number", name="busy_number_key"),
        CheckConstraint(columns.one_of("kind", BusyKind), name="busy_kind_check"),
        CheckConstraint("NOT isempty(during)", name="busy_lasts"),
        Index("busy_during_idx", "person_id", "during", postgresql_using="gist"),
    )

    model_config = {"arbitrary_types_allowed": True}


class Group(SQLModel, table=True):
    """People of whom any can interview for something: 后端 = 李雷, 韩梅梅."""

    __tablename__ = "people_group"

    id: int = Field(default=None, sa_column=columns.identity())
    name: str = Field(sa_column=Column(Text, nullable=False, unique=True))
    members: list[int] = Field(sa_column=Column(ARRAY(BigInteger), nullable=False))
    """Ids of persons, in the order they were named."""
    created_at: datetime = Field(sa_column=columns.instant())
