"""Who interviews: accepting, declining, and one interviewer in place of another.

Like every operation here: lock the interview, look again, write, record, tell, in the caller's
transaction; never commit.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import delete
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import announcements, history, invitations, states, substitutes, vacancies
from interviews.booking import Outcome
from interviews.details import NOT_FOUND, Details, find
from interviews.holding import let_go_of
from interviews.notices import announce
from interviews.rules import Rules
from interviews.taking_back import take_back
from interviews.texts import NOTHING, Refused, Text, Words
from models import Panel, Person
from models.interview import Answer, Status

BEGUN = Text(
    zh="#{number} 已经开始（{when}）。有事请直接联系{hr}。",
    en="#{number} has begun ({when}). Please ask {hr} directly.",
)
SWAP_BEGUN = Text(
    zh="#{number} 已经开始（{when}），不能再换面试官。面试官没来请发“未到 {number} 面试官”。",
    en="#{number} has begun ({when}), so its interviewers cannot be changed. If one did not come, send"
    ' "noshow {number} interviewer".',
)
NOT_YOURS = Text(
    zh="您不是 #{number} 的面试官，不用答复。", en="You do not interview in #{number}."
)
NOT_YET = Text(
    zh="#{number} 的候选人还没有选好时间，选定后会请您答复。哪个时间您来不了，请告诉{hr}；"
    "不想被安排的时间请发“忙碌 周五 14:00-16:00 原因”。",
    en="The candidate of #{number} has not chosen a time yet; you will be asked once there is one."
    " If you cannot make one of the times, please tell {hr}; to keep a time free, send"
    ' "busy friday 14:00-16:00 reason".',
)
NOT_ON_IT = Text(
    zh="{name}不是 #{number} 的面试官。现在的面试官：{panel}",
    en="{name} does not interview in #{number}. On its panel: {panel}",
)
ON_IT = Text(
    zh="{name}已经是 #{number} 的面试官了。", en="{name} is on the panel of #{number} already."
)
CANDIDATE = Text(
    zh="{name}是 #{number} 的候选人，不能当面试官。",
    en="{name} is the candidate of #{number} and cannot interview in it.",
)


class Declined(NamedTuple):
    """What came of an interviewer's no."""

    details: Details
    joined: Person | None = None
    """Who took the seat."""
    pass_on: Words = NOTHING
    """What HR, who is the interviewer too, must pass on by hand."""
    changed: bool = True


async def accept(
    session: AsyncSession, number: int, *, by: Person, rules: Rules, now: datetime
) -> Outcome:
    """Take an interview; nobody needs to be told, but the card says so.

    Raises:
        Refused: it is none of theirs, has no agreed time, has begun or is over.
    """
    details = await find(session, number, lock=True)
    seat = await _seat(session, details, by, now)
    if seat.answer == Answer.ACCEPTED:
        return Outcome(details, changed=False)
    seat.answer = Answer.ACCEPTED
    await take_back(session, details, [f"answer:{number}:%:{by.id}"], now)
    change = await history.record(session, details.interview, "accepted", by=by, now=now)
    await announce(session, details, change, by=by, rules=rules, now=now)
    return Outcome(details)


async def refuse(
    session: AsyncSession, number: int, reason: str, *, by: Person, rules: Rules, now: datetime
) -> Declined:
    """Leave the panel of an agreed interview.

    With enough time left the next free one of the seat's pool takes it, and both are told; else HR
    is, with people who could. The interview stands, even with nobody on its panel.

    Raises:
        Refused: as for accepting.
    """
    details = await find(session, number, lock=True)
    if not details.interviewed_by(by) and by.id in await substitutes.refused_by(session, number):
        return Declined(details, changed=False)
    seat = await _seat(session, details, by, now)
    await _stand_up(session, details, seat, now)
    change = await history.record(
        session, details.interview, "refused", by=by, now=now, reason=reason
    )
    joined = await substitutes.take_seat(session, details, seat, rules, now)
    suggestions: Words = NOTHING
    if joined is None:
        suggestions = await vacancies.suggest(session, details, by, seat.pool, rules, now)
    else:
        await history.record(
            session, details.interview, "joined", by=None, now=now, name=joined.name, out=by.name
        )
    pass_on = await announce(
        session,
        details,
        change,
        by=by,
        rules=rules,
        now=now,
        to_candidate=invitations.changed_to_candidate(details, by, joined) if joined else None,
        to_hr=invitations.refused_to_hr(details, by, reason, joined, suggestions),
        also=[(joined, announcements.confirmed_to_panel(details))] if joined else [],
        lasting_to=[] if joined else [details.hr],
    )
    return Declined(details, joined, pass_on)


async def swap(
    session: AsyncSession,
    number: int,
    out: Person,
    joined: Person,
    *,
    by: Person,
    rules: Rules,
    now: datetime,
    pool: Iterable[Person] = (),
) -> Outcome:
    """Have somebody interview in place of another, or of one who has declined. `pool` are those who
    could do it instead; without any, the seat's own pool stays.

    Of an agreed interview everyone concerned is told: who leaves, who joins, the candidate (who
    knows the names), HR. What is only offered nobody on the panel has heard of.

    Raises:
        Refused: it has begun or is over, they cannot sit on it, or who joins is busy.
    """
    details = await find(session, number, lock=True)
    states.refuse(details, "swap")
    refuse_begun(details, now)
    if joined.id == details.candidate.id:
        raise Refused(CANDIDATE(name=joined.name, number=number))
    if details.interviewed_by(joined):
        raise Refused(ON_IT(name=joined.name, number=number))
    seats = await substitutes.seats_of(session, details)
    seat = seats.get(out.id)
    if seat is None and out.id not in await substitutes.vacated_by(session, number):
        raise Refused(NOT_ON_IT(name=out.name, number=number, panel=details.names))
    agreed = details.interview.status == Status.CONFIRMED
    others = [one.id for one in pool] or (seat.pool if seat else [])
    taken = Panel(
        interview_id=number,
        interviewer_id=joined.id,
        seat=seat.seat if seat else 1 + max((one.seat for one in seats.values()), default=-1),
        pool=[one for one in others if one != joined.id],
        asked_at=now if agreed else None,
        answer=Answer.ACCEPTED if joined.id in {by.id, details.hr.id} else Answer.NONE,
    )
    if seat is not None:
        await _stand_up(session, details, seat, now)
    await substitutes.sit_down(session, details, taken, joined, rules, now)
    change = await history.record(
        session, details.interview, "swapped", by=by, now=now, out=out.name, name=joined.name
    )
    pass_on: Words = NOTHING
    if agreed:
        told = [(joined, announcements.confirmed_to_panel(details))]
        if seat is not None:
            told.append((out, invitations.leaving(details, joined)))
        pass_on = await announce(
            session,
            details,
            change,
            by=by,
            rules=rules,
            now=now,
            to_candidate=invitations.changed_to_candidate(details, out, joined)
            if out.id != joined.id  # back after a no: for the candidate nothing changes
            else None,
            to_hr=invitations.swapped_to_hr(details, by, out, joined),
            also=told,
            lasting_to=[out],
        )
    return Outcome(details, pass_on)


def refuse_begun(details: Details, now: datetime) -> None:
    """Nobody takes a seat at what has begun.

    Raises:
        Refused: it has begun.
    """
    if details.begun(now):
        raise Refused(SWAP_BEGUN(number=details.number, when=details.agreed))


async def _seat(session: AsyncSession, details: Details, by: Person, now: datetime) -> Panel:
    """The seat of who answers."""
    if not details.involves(by):
        raise Refused(NOT_FOUND(number=details.number))
    seat = (await substitutes.seats_of(session, details)).get(by.id)
    if seat is None:
        raise Refused(NOT_YOURS(number=details.number))
    if details.interview.status == Status.OFFERED:
        raise Refused(NOT_YET(number=details.number, hr=details.hr.name))
    states.refuse(details, "answer")
    if details.begun(now):
        raise Refused(BEGUN(number=details.number, when=details.agreed, hr=details.hr.name))
    return seat


async def _stand_up(session: AsyncSession, details: Details, seat: Panel, now: datetime) -> None:
    """Take somebody off the panel and give their time back; what would remind them has no use."""
    number, leaving = seat.interview_id, seat.interviewer_id
    keys = [f"{what}:{number}:%:{leaving}" for what in ("remind", "answer", "room")]
    await take_back(session, details, keys, now)
    await session.exec(
        delete(Panel).where(col(Panel.interview_id) == number, col(Panel.interviewer_id) == leaving)
    )
    session.expunge(seat)
    details.panel[:] = [one for one in details.panel if one.id != leaving]
    await let_go_of(session, details, leaving)
