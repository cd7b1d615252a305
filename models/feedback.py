"""What an interviewer thinks of a candidate."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from models import columns


class Recommendation(StrEnum):
    """The one thing that must be said."""

    STRONG_YES = "strong_yes"
    YES = "yes"
    UNDECIDED = "undecided"
    NO = "no"


class Feedback(SQLModel, table=True):
    """One interviewer's scorecard of one interview; it can be changed until HR closes it."""

    interview_id: int = Field(
        sa_column=Column(BigInteger, ForeignKey("interview.id"), primary_key=True)
    )
    interviewer_id: int = Field(
        sa_column=Column(BigInteger, ForeignKey("person.id"), primary_key=True, index=True)
    )
    recommendation: Recommendation = Field(sa_column=columns.choice(Recommendation))
    scores: dict[str, int] = Field(
        default_factory=dict, sa_column=Column(JSONB, nullable=False, server_default="{}")
    )
    """1 to 5 by criterion, as the criteria were called when it was given."""
    comment: str = Field(default="", sa_column=columns.text())
    given_at: datetime = Field(sa_column=columns.instant())
    changed_at: datetime = Field(sa_column=columns.instant())

    __table_args__ = (
        CheckConstraint(
            columns.one_of("recommendation", Recommendation), name="feedback_recommendation_check"
        ),
    )
