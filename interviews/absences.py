"""What keeps people busy: hours and days they said they cannot, numbered for each person."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import any_, delete, literal, update
from sqlalchemy.dialects.postgresql import Range, insert
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from interviews.dates import Days, Period
from interviews.texts import Refused, Text, Words, dotted
from interviews.words import topic
from models import Booking, Busy, Group, Interview, Person, Workday
from models.availability import BusyKind
from models.interview import Status

TRIES = 10
NUMBERED = Text(zh="{number}. {what}", en="{number}. {what}")
LEAVE = Text(zh="{days} 请假", en="{days} on leave")
NO_SUCH = Text(
    zh="没有编号为 {number} 的忙碌时间。发“忙碌”看看现在有哪些。",
    en='There is no busy time {number}. Say "busy" to see those there are.',
)
INTERVIEW = Text(zh="#{number} {when} {what}", en="#{number} {when} {what}")


@dataclass(frozen=True, slots=True)
class Listed:
    """One absence, with the number its person knows it by."""

    number: int
    kind: BusyKind
    start: datetime
    end: datetime
    reason: str
    zone: ZoneInfo
    """The person's."""

    @property
    def what(self) -> Words:
        """When and why."""
        if self.kind is BusyKind.LEAVE:
            days = Days(self.start, self.end, self.zone)
            return dotted(LEAVE(days=days), self.reason)
        return dotted(Period(self.start, self.end, self.zone), self.reason)

    @property
    def line(self) -> Words:
        """The same with the number before it."""
        return NUMBERED(number=self.number, what=self.what)


async def add(
    session: AsyncSession,
    person: Person,
    kind: BusyKind,
    start: datetime,
    end: datetime,
    reason: str,
    zone: ZoneInfo,
    now: datetime,
) -> Listed:
    """Keep a time free of interviews; gives it with its number. Said twice, it is kept once."""
    same = await session.exec(
        select(Busy).where(
            col(Busy.person_id) == person.id,
            col(Busy.kind) == kind,
            col(Busy.during) == Range(start, end),
        )
    )
    if known := same.first():
        known.reason = reason or known.reason
        return _listed(known, zone)
    for _ in range(TRIES):  # somebody may write for the same person at this moment
        next_ = select(func.coalesce(func.max(col(Busy.number)), 0) + 1).where(
            col(Busy.person_id) == person.id
        )
        made = await session.exec(
            insert(Busy)
            .values(
                person_id=person.id,
                number=next_.scalar_subquery(),
                kind=kind,
                during=Range(start, end),
                reason=reason,
                created_at=now,
            )
            .on_conflict_do_nothing()
            .returning(col(Busy.number))
        )
        if (number := made.first()) is not None:
            return Listed(number[0], kind, start, end, reason, zone)
    raise RuntimeError(f"no number for an absence of person {person.id}")


async def remove(session: AsyncSession, person: Person, number: int, zone: ZoneInfo) -> Listed:
    """Forget an absence; gives what it was.

    Raises:
        Refused: the person has none of that number.
    """
    found = await session.exec(
        select(Busy).where(col(Busy.person_id) == person.id, col(Busy.number) == number)
    )
    one = found.first()
    if one is None:
        raise Refused(NO_SUCH(number=number))
    await session.exec(delete(Busy).where(col(Busy.id) == one.id))
    return _listed(one, zone)


async def coming(
    session: AsyncSession, person: Person, zone: ZoneInfo, now: datetime
) -> list[Listed]:
    """What is not over, in time order."""
    found = await session.exec(
        select(Busy)
        .where(col(Busy.person_id) == person.id, func.upper(col(Busy.during)) > now)
        .order_by(func.lower(col(Busy.during)), col(Busy.number))
    )
    return [_listed(one, zone) for one in found.all()]


async def interviews_in(
    session: AsyncSession, person: Person, start: datetime, end: datetime
) -> list[Words]:
    """The agreed interviews of a person that fall into a time, one line each: they stay."""
    found = await session.exec(
        select(Interview, Person)
        .join(Booking, col(Booking.interview_id) == col(Interview.id))
        .join(Person, col(Person.id) == col(Interview.candidate_id))
        .where(
            col(Booking.who) == person.id,
            col(Booking.during).op("&&")(Range(start, end)),
            col(Interview.status) == Status.CONFIRMED,
        )
        .order_by(col(Interview.starts_at))
    )
    return [
        INTERVIEW(
            number=interview.id,
            when=Period(interview.starts_at, interview.ends_at, ZoneInfo(interview.zone)),
            what=dotted(candidate.name, topic(interview)),
        )
        for interview, candidate in found.all()
        if interview.starts_at and interview.ends_at
    ]


async def take_out(session: AsyncSession, person: Person, naming: str | None) -> None:
    """Remove all that is known of when a person can, and the reasons of others that name them.

    `naming` is a regular expression of PostgreSQL; None if no text could name them.
    """
    for table in (Busy, Workday):
        await session.exec(delete(table).where(col(table.person_id) == person.id))
    await session.exec(
        update(Group)
        .where(literal(person.id) == any_(col(Group.members)))
        .values(members=func.array_remove(col(Group.members), person.id))
    )
    if naming is not None:
        named = col(Busy.reason).op("~*")(naming)
        await session.exec(update(Busy).where(named).values(reason=""))


def _listed(one: Busy, zone: ZoneInfo) -> Listed:
    start, end = one.during.lower, one.during.upper
    assert start is not None, "written with both ends"  # noqa: S101
    assert end is not None, "written with both ends"  # noqa: S101
    return Listed(one.number, one.kind, start, end, one.reason, zone)
