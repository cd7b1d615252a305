"""The next round for a candidate: the same position and place, one round later."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import proposals, states
from interviews.automatic import Seats, When
from interviews.booking import Outcome
from interviews.details import Details, find
from interviews.rules import Rules
from interviews.texts import Refused, Text
from interviews.words import Round
from models import Person
from models.interview import Status

MOST = 20
CANCELLED = Text(
    zh="#{number} 已取消，没有下一轮。要重新约，请用“安排”。",
    en='#{number} was cancelled, so there is no next round. To arrange it anew, use "schedule".',
)
LAST = Text(
    zh="#{number} 已经是{round}了，轮次最多到 {most}。",
    en="#{number} is {round} already; there are {most} at most.",
)


async def again(
    session: AsyncSession,
    number: int,
    *,
    by: Person,
    seats: Seats,
    when: When,
    place: str | None,
    zone: ZoneInfo,
    rules: Rules,
    now: datetime,
) -> Outcome:
    """Propose the next round, or this one anew where somebody did not come; `place` is another one, if it
    is not to stay.

    Raises:
        Refused: the round before was cancelled or is the last there can be; or as for proposing.
    """
    before = await find(session, number)
    interview = before.interview
    turn = following(before)
    return await proposals.propose(
        session,
        by=by,
        candidate=before.candidate,
        position=interview.position,
        seats=seats,
        when=when,
        place=place or interview.place,
        zone=zone,
        rules=rules,
        now=now,
        round=turn,
        after=number,
    )


def following(before: Details) -> int:
    """Which round comes after this one.

    Raises:
        Refused: none does.
    """
    interview = before.interview
    number = before.number
    if interview.status == Status.CANCELLED:
        raise Refused(CANCELLED(number=number))
    if before.candidate.forgotten_at is not None:
        raise Refused(states.FORGOTTEN(number=number))
    turn = interview.round + (interview.status != Status.NO_SHOW)
    if turn > MOST:
        raise Refused(LAST(number=number, round=Round(interview.round), most=MOST))
    return turn
