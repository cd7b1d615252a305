"""Promising times: propose an interview, offer more times.

Like every operation here: lock the interview, look again, write, record, tell, in the caller's
transaction; never commit.
"""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import announcements, answers, history, states
from interviews.booking import Outcome
from interviews.dates import Period
from interviews.details import Details, find
from interviews.holding import hold
from interviews.notices import announce
from interviews.rules import Rules
from interviews.texts import Refused, Text
from models import Interview, Panel, Person, Slot
from models.interview import Status

SELF = Text(
    zh="{name}不能既是候选人又是面试官。", en="{name} cannot be candidate and interviewer at once."
)
NOBODY = Text(zh="还缺面试官。", en="There is no interviewer yet.")
JUST_FORGOTTEN = Text(
    zh="候选人或面试官的资料刚刚被删除了，没有安排面试。请再发一次。",
    en="The data of the candidate or of an interviewer was removed a moment ago, so nothing was"
    " scheduled. Please send it again.",
)
PAST = Text(
    zh="{when} 已经过去了，请换一个以后的时间。",
    en="{when} has passed already. Please give a later time.",
)


async def propose(
    session: AsyncSession,
    *,
    by: Person,
    candidate: Person,
    position: str,
    panel: list[Person],
    times: list[tuple[datetime, datetime]],
    place: str | None,
    zone: ZoneInfo,
    rules: Rules,
    now: datetime,
    round: int = 1,  # noqa: A002 - the field's own term
    after: int | None = None,
    pools: Sequence[Sequence[Person]] = (),
) -> Outcome:
    """Create an interview, hold its times for everyone concerned, and offer them.

    `times` are starts and ends (aware); `zone` is the one they were said in; `pools` are those who
    could take each seat of the panel instead; `after` is the round before this one.

    Raises:
        Refused: a time has passed, or somebody is busy or just forgotten; nothing was created.
    """
    details = await create(
        session, by=by, candidate=candidate, position=position, panel=panel, place=place,
        zone=zone, now=now, round=round, after=after, pools=pools,
    )  # fmt: skip
    slots = await add_slots(session, details, times, rules, now)
    return await _tell(session, details, "proposed", slots, by, rules, now)


async def create(
    session: AsyncSession,
    *,
    by: Person,
    candidate: Person,
    position: str,
    panel: list[Person],
    place: str | None,
    zone: ZoneInfo,
    now: datetime,
    round: int,  # noqa: A002 - the field's own term
    after: int | None,
    pools: Sequence[Sequence[Person]] = (),
) -> Details:
    """Write an interview down that has no times yet.

    Raises:
        Refused: there is no interviewer, or somebody has just been forgotten.
    """
    members = list({person.id: person for person in panel}.values())
    if not members:
        raise Refused(NOBODY)
    if candidate.id in {person.id for person in members}:
        raise Refused(SELF(name=candidate.name))
    interview = Interview(
        candidate_id=candidate.id,
        hr_id=by.id,
        position=position,
        round=round,
        after_id=after,
        place=place,
        zone=zone.key,
        created_at=now,
    )
    session.add(interview)
    await session.flush()
    session.add_all(
        Panel(
            interview_id=interview.id,
            interviewer_id=person.id,
            seat=seat,
            pool=[one.id for one in pools[seat]] if pools else [],
        )
        for seat, person in enumerate(members)
    )
    await session.flush()  # its references wait for whoever forgets one of them at this moment
    gone = await session.exec(
        select(Person.id).where(
            col(Person.id).in_([candidate.id, *(person.id for person in members)]),
            col(Person.forgotten_at).is_not(None),
        )
    )
    if gone.first() is not None:
        raise Refused(JUST_FORGOTTEN)
    return Details(interview, candidate, by, members, [])


async def offer(
    session: AsyncSession,
    number: int,
    *,
    by: Person,
    times: list[tuple[datetime, datetime]],
    rules: Rules,
    now: datetime,
) -> Outcome:
    """Offer more times for an interview that is not agreed yet; open ones stay open.

    Raises:
        Refused: it is agreed or over, a time has passed, or somebody is busy.
    """
    details = await find(session, number, lock=True)
    refuse_settled(details, now)
    slots = await add_slots(session, details, times, rules, now)
    if not slots:
        return Outcome(details, changed=False)
    details.interview.revision += 1
    details.interview.wish = None
    return await _tell(session, details, "offered", slots, by, rules, now)


def refuse_settled(details: Details, now: datetime) -> None:
    """What is agreed, has begun or is over is offered no times.

    Raises:
        Refused: it is.
    """
    if details.interview.status == Status.CONFIRMED:
        if details.begun(now):
            raise Refused(states.BEGUN(number=details.number, when=details.agreed))
        raise Refused(answers.agreed(details, to_hr=True))
    states.refuse(details, "offer")
    answers.refuse_part(details)


async def _tell(
    session: AsyncSession,
    details: Details,
    what: str,
    slots: list[Slot],
    by: Person,
    rules: Rules,
    now: datetime,
) -> Outcome:
    change = await history.record(
        session, details.interview, what, by=by, now=now, times=spans(slots)
    )
    pass_on = await announce(
        session,
        details,
        change,
        by=by,
        rules=rules,
        now=now,
        to_candidate=announcements.offer(details, now, rules),
        not_after=max(slot.hold_until for slot in details.open(now)),
    )
    return Outcome(details, pass_on)


async def add_slots(
    session: AsyncSession,
    details: Details,
    times: list[tuple[datetime, datetime]],
    rules: Rules,
    now: datetime,
) -> list[Slot]:
    """Number and hold the times that are not on offer yet.

    Raises:
        Refused: one has passed, or somebody is busy.
    """
    for start, end in times:
        if start <= now:
            raise Refused(PAST(when=Period(start, end, details.zone)))
    on_offer = {(slot.starts_at, slot.ends_at) for slot in details.open(now)}
    fresh = [time for time in dict.fromkeys(times) if time not in on_offer]
    # Another time for an agreed interview can be chosen until that would have begun.
    latest = details.interview.starts_at or max((end for _, end in times), default=now)
    first = max((slot.number for slot in details.slots), default=0) + 1
    slots = [
        Slot(
            interview_id=details.number,
            number=number,
            starts_at=start,
            ends_at=end,
            offered_at=now,
            hold_until=min(now + rules.offer.hold, start, latest),
        )
        for number, (start, end) in enumerate(fresh, first)
    ]
    session.add_all(slots)
    await session.flush()
    await hold(session, details, slots, rules, now)
    details.slots.extend(slots)
    return slots


def spans(slots: list[Slot]) -> list[list[str]]:
    """Times as history keeps them."""
    return [history.span(slot.starts_at, slot.ends_at) for slot in slots]
