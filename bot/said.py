"""What came of saying an outbox row."""

from dataclasses import dataclass

from bot.claims import Settled
from models.message import OutboxState, Way


@dataclass(frozen=True, slots=True)
class Said:
    """WeCom has taken it."""

    msgid: str | None = None
    response_code: str | None = None
    carries: bool = False
    """Others went along in its message."""
    more: bool = False
    """There are more parts of the text."""
    way: Way = Way.WECOM
    reason: str | None = None
    """Why it went another way than the first."""


class NotAsCard(Exception):  # noqa: N818 - its words can be said instead
    """There can be no card, or the card cannot be changed any more."""


def sent(number: int, said: Said) -> Settled:
    """It has been sent."""
    return Settled(
        number,
        OutboxState.SENT,
        msgid=said.msgid,
        response_code=said.response_code,
        carries=said.carries,
        way=said.way,
        reason=said.reason,
    )
