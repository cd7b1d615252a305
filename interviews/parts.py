"""Which interviews a person takes part in just now: what "mine" and "that one" can mean."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import and_, exists
from sqlmodel import col, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import SelectOfScalar

from interviews.details import NOT_FOUND, Details, find, whole
from interviews.people import is_hr
from interviews.rules import Rules
from interviews.texts import Refused
from models import Change, Feedback, Interview, Panel, Person, Slot
from models.interview import Answer, SlotState, Status

OUTSTANDING = timedelta(days=30)
"""Feedback on what is older is not brought up again."""
_LIVE = (Status.OFFERED, Status.CONFIRMED)


async def offers_to(session: AsyncSession, candidate: Person, now: datetime) -> list[Details]:
    """Interviews this person is offered times for that can still be taken; rounds in a row, which
    are taken together, as one."""
    waiting = exists().where(
        col(Slot.interview_id) == col(Interview.id),
        col(Slot.state) == SlotState.OPEN,
        col(Slot.hold_until) > now,
    )
    found = await _found(
        session,
        select(Interview.id).where(
            col(Interview.candidate_id) == candidate.id,
            col(Interview.status).in_(_LIVE),
            waiting,
        ),
    )
    return [whole(rounds) for rounds in in_a_row(found)]


def in_a_row(found: list[Details]) -> list[list[Details]]:
    """Interviews with those they wait together with."""
    groups: dict[tuple[int, bool], list[Details]] = {}
    for details in found:
        series = details.interview.series_id
        waits = series is not None and details.interview.status == Status.OFFERED
        key = (series, True) if series is not None and waits else (details.number, False)
        groups.setdefault(key, []).append(details)
    return [*groups.values()]


async def waiting_with(session: AsyncSession, details: Details) -> list[Details]:
    """The rounds in a row that wait for one answer, this one included; none where it is alone."""
    interview = details.interview
    if interview.series_id is None or interview.status != Status.OFFERED:
        return []
    return await _found(
        session,
        select(Interview.id).where(
            col(Interview.series_id) == interview.series_id,
            col(Interview.status) == Status.OFFERED,
        ),
    )


async def is_in_a_row(session: AsyncSession, number: int) -> bool:
    """Whether an interview waits for an answer together with other rounds."""
    found = await session.exec(
        select(Interview.series_id).where(
            col(Interview.id) == number, col(Interview.status) == Status.OFFERED
        )
    )
    return found.first() is not None


async def latest_of(session: AsyncSession, candidate: Person, now: datetime) -> Details | None:
    """The candidate's newest interview that is not over: what a late answer may be about."""
    found = await _found(
        session,
        select(Interview.id).where(
            col(Interview.candidate_id) == candidate.id,
            col(Interview.status).in_(_LIVE),
            or_(col(Interview.ends_at).is_(None), col(Interview.ends_at) > now),
        ),
    )
    return found[-1] if found else None


async def upcoming(
    session: AsyncSession, person: Person, now: datetime, *, agreed_only: bool = False
) -> list[Details]:
    """Interviews that are not over in which this person is candidate or interviewer."""
    on_panel = exists().where(
        col(Panel.interview_id) == col(Interview.id), col(Panel.interviewer_id) == person.id
    )
    confirmed = and_(col(Interview.status) == Status.CONFIRMED, col(Interview.ends_at) > now)
    # An interviewer has not heard of what is only offered, a candidate has.
    own = col(Interview.candidate_id) == person.id
    offered = and_(own, col(Interview.status) == Status.OFFERED)
    return await _found(
        session,
        select(Interview.id).where(
            or_(own, on_panel), confirmed if agreed_only else or_(confirmed, offered)
        ),
    )


async def interviewing(
    session: AsyncSession, person: Person, now: datetime, *, unanswered: bool = False
) -> list[Details]:
    """Agreed interviews still to come that this person gives; `unanswered`: and is to accept."""
    seat = exists().where(
        col(Panel.interview_id) == col(Interview.id), col(Panel.interviewer_id) == person.id
    )
    if unanswered:
        seat = seat.where(col(Panel.answer) == Answer.NONE)
    return await _found(
        session,
        select(Interview.id).where(
            seat, col(Interview.status) == Status.CONFIRMED, col(Interview.starts_at) > now
        ),
    )


async def involving(session: AsyncSession, person: Person, now: datetime) -> list[Details]:
    """Everything still to come that this person is candidate or interviewer of, offered or agreed."""
    on_panel = exists().where(
        col(Panel.interview_id) == col(Interview.id), col(Panel.interviewer_id) == person.id
    )
    return await _found(
        session,
        select(Interview.id).where(
            or_(col(Interview.candidate_id) == person.id, on_panel),
            or_(
                col(Interview.status) == Status.OFFERED,
                and_(col(Interview.status) == Status.CONFIRMED, col(Interview.starts_at) > now),
            ),
        ),
    )


async def to_swap(
    session: AsyncSession, out: Person, pool: Sequence[Person], now: datetime
) -> list[Details]:
    """Interviews still to come in which this person sits, or has declined to, and one of these could
    instead: they are neither its candidate nor on its panel."""
    on_panel = exists().where(
        col(Panel.interview_id) == col(Interview.id), col(Panel.interviewer_id) == out.id
    )
    declined = exists().where(
        col(Change.interview_id) == col(Interview.id),
        col(Change.person_id) == out.id,
        col(Change.what) == "refused",
    )
    found = await _found(
        session,
        select(Interview.id).where(
            or_(on_panel, declined),
            or_(
                col(Interview.status) == Status.OFFERED,
                and_(col(Interview.status) == Status.CONFIRMED, col(Interview.starts_at) > now),
            ),
        ),
    )
    return [
        details
        for details in found
        if any(one.id != details.candidate.id and not details.interviewed_by(one) for one in pool)
    ]


async def unsettled(session: AsyncSession, person: Person, now: datetime) -> list[Details]:
    """Interviews this person gives or gave that began within a day and of which nobody has said
    what became."""
    seat = exists().where(
        col(Panel.interview_id) == col(Interview.id), col(Panel.interviewer_id) == person.id
    )
    return await _found(
        session,
        select(Interview.id).where(
            seat,
            col(Interview.status) == Status.CONFIRMED,
            col(Interview.starts_at) <= now,
            col(Interview.starts_at) > now - timedelta(days=1),
        ),
    )


async def interviewed(session: AsyncSession, person: Person, now: datetime) -> list[Details]:
    """Interviews this person has given, or is giving, and has not given feedback on; while it can
    be given."""
    on_panel = exists().where(
        col(Panel.interview_id) == col(Interview.id), col(Panel.interviewer_id) == person.id
    )
    gave = exists().where(
        col(Feedback.interview_id) == col(Interview.id), col(Feedback.interviewer_id) == person.id
    )
    forgotten = exists().where(
        col(Person.id) == col(Interview.candidate_id), col(Person.forgotten_at).is_not(None)
    )
    return await _found(
        session,
        select(Interview.id).where(
            on_panel,
            col(Interview.status).in_([Status.CONFIRMED, Status.DONE]),
            col(Interview.starts_at) <= now,
            col(Interview.starts_at) > now - OUTSTANDING,
            col(Interview.closed_at).is_(None),
            ~gave,
            ~forgotten,
        ),
    )


async def visible(session: AsyncSession, number: int, person: Person, rules: Rules) -> Details:
    """One interview, if this person may see it.

    Raises:
        Refused: there is none, or it is none of theirs; the answer is the same.
    """
    details = await find(session, number)
    if not (details.involves(person) or is_hr(person, rules)):
        raise Refused(NOT_FOUND(number=number))
    return details


async def _found(session: AsyncSession, query: SelectOfScalar[int]) -> list[Details]:
    numbers = await session.exec(query.order_by(col(Interview.id)))
    return [await find(session, number) for number in numbers.all()]
