"""People: interviewers, candidates and HR are all persons; what they may do follows from roles
and from their part in an interview."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Column, Index, SmallInteger, Text, func
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field, SQLModel

from models import columns


class Language(StrEnum):
    """A language the bot speaks."""

    ZH = "zh"
    EN = "en"


class Channel(StrEnum):
    """How a person can be written to."""

    NONE = "none"  # not reachable yet: HR passes messages on
    WECOM = "wecom"  # a member the app can write to
    KF = "kf"  # a candidate on ordinary WeChat, through 微信客服


class Role(StrEnum):
    """A right that is given, not earned by taking part in an interview."""

    HR = "hr"


FORGOTTEN = "(forgotten)"
"""Stands as the name of who was forgotten; readers get words of their language (`texts.said`).
Nobody can be written down with it: what is in brackets is an account."""


LUNCH_IS_A_SPAN = (
    "lunch IS NULL OR cardinality(lunch) = 0 OR (cardinality(lunch) = 2 AND 0 <= lunch[1]"
    " AND lunch[1] < lunch[2] AND lunch[2] <= 1440)"
)


class Person(SQLModel, table=True):
    """Someone who meets someone. Interviewers and HR always have a `userid`."""

    id: int = Field(default=None, sa_column=columns.identity())
    userid: str | None = Field(default=None, sa_column=columns.text(nullable=True))
    """WeCom's id as WeCom spells it; compared without case, kept as a string ("0020203")."""
    external_userid: str | None = Field(default=None, sa_column=columns.text(nullable=True))
    """WeCom's id of somebody on ordinary WeChat (`wm…`), bound when they open their link."""
    link_edition: int = Field(
        default=0, sa_column=Column(SmallInteger, nullable=False, server_default="0")
    )
    """How often a candidate's links were made anew; older ones open nothing any more."""
    email: str | None = Field(default=None, sa_column=columns.text(nullable=True))
    """Where HR said a candidate can be written to."""
    name: str = Field(sa_column=columns.text())
    named: bool = Field(default=False)
    """False while `name` is only the userid: the real name is asked for at the next message."""
    roles: list[str] = Field(
        default_factory=list, sa_column=Column(ARRAY(Text), nullable=False, server_default="{}")
    )
    language: Language = Field(default=Language.ZH, sa_column=columns.choice(Language))
    zone: str | None = Field(default=None, sa_column=columns.text(nullable=True))
    """IANA name; None is the deployment's default (`people.zone`)."""
    channel: Channel = Field(default=Channel.NONE, sa_column=columns.choice(Channel))
    question: dict[str, Any] | None = Field(default=None, sa_column=columns.json(nullable=True))
    """The one thing the bot has asked and waits to hear: {"name", "data", "asked_at"}, and
    the "message" in which, if it offered choices."""
    region: str | None = Field(default=None, sa_column=columns.text(nullable=True))
    """ISO 3166 code of the country whose holidays count; None is the default (`people.region`)."""
    lunch: list[int] | None = Field(
        default=None, sa_column=Column(ARRAY(SmallInteger), nullable=True)
    )
    """Their break, in minutes after midnight; empty is none, None is the default (`hours.lunch`)."""
    pinyin: str | None = Field(default=None, sa_column=columns.text(nullable=True))
    """How the name sounds, for finding it: `lilei ll`; None where it is not known yet."""
    misunderstood: int = Field(
        default=0, sa_column=Column(SmallInteger, nullable=False, server_default="0")
    )
    """Messages in a row that were not understood; after two a candidate is offered a human."""
    left_at: datetime | None = Field(default=None, sa_column=columns.instant(nullable=True))
    """When WeCom said that they can no longer use the app."""
    greeted_at: datetime | None = Field(default=None, sa_column=columns.instant(nullable=True))
    created_at: datetime = Field(sa_column=columns.instant())
    forgotten_at: datetime | None = Field(default=None, sa_column=columns.instant(nullable=True))
    """When the personal data was removed for good; the row only holds the record together."""

    __table_args__ = (
        Index("person_userid_key", func.lower(Column("userid", Text)), unique=True),
        Index("person_external_key", "external_userid", unique=True),
        Index("person_name_idx", "name"),
        Index(
            "person_elsewhere_idx",
            "zone",
            "region",
            postgresql_where="zone IS NOT NULL OR region IS NOT NULL",
        ),
        Index("person_question_idx", "id", postgresql_where="question IS NOT NULL"),
        CheckConstraint(columns.one_of("language", Language), name="person_language_check"),
        CheckConstraint(columns.one_of("channel", Channel), name="person_channel_check"),
        CheckConstraint("roles <@ '{hr}'", name="person_roles_check"),
        CheckConstraint(LUNCH_IS_A_SPAN, name="person_lunch_check"),
        CheckConstraint(
            "channel <> 'wecom' OR userid IS NOT NULL", name="person_reachable_has_userid"
        ),
        CheckConstraint(
            "channel <> 'kf' OR external_userid IS NOT NULL",
            name="person_reachable_has_external_userid",
        ),
        CheckConstraint(
            "forgotten_at IS NULL OR (userid IS NULL AND external_userid IS NULL AND email IS NULL"
            f" AND zone IS NULL AND question IS NULL AND roles = '{{}}' AND name = '{FORGOTTEN}')",
            name="person_forgotten_is_nobody",
        ),
    )
