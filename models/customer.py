"""Candidates on ordinary WeChat, who are spoken to through 微信客服 (kf)."""

from datetime import datetime
from enum import IntEnum

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Integer, SmallInteger, Text
from sqlmodel import Field, SQLModel

from models import columns


class Session(IntEnum):
    """With whom a candidate's chat is (DOC 94669)."""

    NEW = 0  # they wrote, nobody has answered
    BOT = 1
    QUEUED = 2  # for a person
    HUMAN = 3
    ENDED = 4  # until they write again


class KfAccount(SQLModel, table=True):
    """How far the messages of one customer service account have been pulled."""

    __tablename__ = "kf_account"

    open_kfid: str = Field(sa_column=Column(Text, primary_key=True))
    cursor: str | None = Field(default=None, sa_column=columns.text(nullable=True))
    """Everything before it has been handled; None: nothing yet."""
    started_at: datetime = Field(sa_column=columns.instant())
    """What is older is not ours to answer: WeCom gives three days of it at first."""
    wanted: int = Field(default=0, sa_column=Column(BigInteger, nullable=False, server_default="0"))
    """How often WeCom has said that there is something to pull."""
    pulled: int = Field(default=0, sa_column=Column(BigInteger, nullable=False, server_default="0"))
    """How much of that has been seen to."""
    token: str | None = Field(default=None, sa_column=columns.text(nullable=True))
    """Of the last time it said so: pulling without one is limited strictly (DOC 94670)."""
    token_at: datetime | None = Field(default=None, sa_column=columns.instant(nullable=True))
    link: str | None = Field(default=None, sa_column=columns.text(nullable=True))
    """Opens the account in WeChat; a candidate's token goes behind it."""


class Customer(SQLModel, table=True):
    """What may be sent to a candidate on WeChat just now; no row: they have never written."""

    person_id: int = Field(sa_column=Column(BigInteger, ForeignKey("person.id"), primary_key=True))
    heard_at: datetime | None = Field(default=None, sa_column=columns.instant(nullable=True))
    """When they last wrote."""
    sent: int = Field(default=0, sa_column=Column(Integer, nullable=False, server_default="0"))
    """Messages they have been sent since."""
    state: int = Field(
        default=Session.NEW, sa_column=Column(SmallInteger, nullable=False, server_default="0")
    )
    """A `Session`."""

    __table_args__ = (CheckConstraint("state BETWEEN 0 AND 4", name="customer_state_check"),)
