"""What a sentence can mean: one action, and the values that were said with it."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Action(StrEnum):
    """Everything that can be wished of the bot, and what is none of it."""

    TODAY = "today"
    TOMORROW = "tomorrow"
    WEEK = "week"
    NEXT = "next"
    AGENDA = "agenda"
    HELP = "help"
    SHOW = "show"
    WHERE = "where"
    WHEN = "when"
    WHO = "who"
    PENDING = "pending"
    FIND = "find"
    SLOTS = "slots"
    WHY = "why"
    CONFIRM = "confirm"
    NONE = "none"
    AVAILABILITY = "availability"
    RESCHEDULE = "reschedule"
    CANCEL = "cancel"
    LATE = "late"
    HUMAN = "human"
    THANKS = "thanks"
    ACCEPT = "accept"
    REFUSE = "refuse"
    BUSY = "busy"
    LEAVE = "leave"
    FEEDBACK = "feedback"
    DONE = "done"
    NOSHOW = "noshow"
    SCHEDULE = "schedule"
    OFFER = "offer"
    MOVE = "move"
    SWAP = "swap"
    EDIT = "edit"
    LANGUAGE = "language"
    NEVERMIND = "nevermind"
    YES = "yes"
    NO = "no"
    ASK = "ask"
    QUESTION = "question"
    PAST = "past"
    UNKNOWN = "unknown"


LOOKING = frozenset(
    {
        Action.TODAY, Action.TOMORROW, Action.WEEK, Action.NEXT, Action.AGENDA, Action.HELP,
        Action.SHOW, Action.WHERE, Action.WHEN, Action.WHO, Action.PENDING, Action.FIND,
        Action.SLOTS, Action.WHY,
    }
)  # fmt: skip
"""They change nothing."""
IDLE = frozenset({Action.ASK, Action.QUESTION, Action.PAST, Action.UNKNOWN, Action.THANKS})
"""They call for an answer, not for an act."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What was meant."""

    action: Action
    values: dict[str, Any] = field(default_factory=dict)
    about: Action | None = None
    """Of a question, and of what is asked back: which wish it is about."""
    plain: bool = False
    """Said so plainly that it needs no asking back."""
    likely: bool = False
    """No word of it was known; it is like sentences that mean this."""
    missing: bool = False
    """Of what is asked back: the interview it is about is not among those that are there."""
