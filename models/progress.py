"""What all processes share besides people and interviews."""

from datetime import datetime

from sqlalchemy import Column, Text
from sqlmodel import Field, SQLModel

from models import columns


class Watermark(SQLModel, table=True):
    """How far the clock has got with one kind of work; everything before it has been looked at."""

    name: str = Field(sa_column=Column(Text, primary_key=True))
    reached: datetime = Field(sa_column=columns.instant())


class AccessToken(SQLModel, table=True):
    """WeCom's access token, shared by all processes; one row an app."""

    __tablename__ = "access_token"

    app: str = Field(sa_column=Column(Text, primary_key=True))
    """`corp id/agent id`: agent ids repeat across corps."""
    value: str = Field(sa_column=columns.text())
    obtained_at: datetime = Field(sa_column=columns.instant())
    expires_at: datetime = Field(sa_column=columns.instant())
    replacement: bool = Field(default=False)
    """It was fetched because WeCom had refused the one before."""


class Quota(SQLModel, table=True):
    """How far ahead calls to one of WeCom's APIs have been promised to our processes."""

    api: str = Field(sa_column=Column(Text, primary_key=True))
    promised_until: datetime = Field(sa_column=columns.instant())
    """The calls promised so far, evenly spaced, end there."""
    blocked_until: datetime | None = Field(default=None, sa_column=columns.instant(nullable=True))
    """WeCom refuses this API until then (45009)."""
