"""Who is busy when: the `booking` rows behind offered and agreed times.

The exclusion constraint of the table is the guarantee. This module only writes so that two people
who want the same time get an answer instead of a deadlock.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete
from sqlalchemy.dialects.postgresql import Range, insert
from sqlmodel import col, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from interviews.dates import Period
from interviews.details import Details
from interviews.rules import Rules
from interviews.texts import Refused, Text, Words, lines
from interviews.words import topic
from models import Booking, Interview, Person, Room, Slot
from models.interview import SlotState, Status

TAKEN = Text(
    zh="时间冲突，没有做任何改动：\n{conflicts}\n请换一个时间重发。",
    en="That clashes, so nothing was changed:\n{conflicts}\nPlease send it again with another"
    " time.",
)
CONFLICT = Text(
    zh="{who} {when} 已有 #{number}（{candidate} · {topic}）",
    en="{who} {when} is taken by #{number} ({candidate} · {topic})",
)
JUST_TAKEN = Text(
    zh="这个时间刚被占用，没有做任何改动，请再发一次。",
    en="That time was taken a moment ago, so nothing was changed. Please send it again.",
)


class Taken(Refused):
    """Somebody or the room is busy then."""


@dataclass(frozen=True, slots=True)
class Party:
    """A person or a room whose time an interview takes; `who` as in `booking`."""

    who: int
    name: str


async def parties(session: AsyncSession, details: Details, rules: Rules) -> list[Party]:
    """Candidate, panel, and the place if `rooms.names` has it."""
    people = [Party(person.id, person.name) for person in (details.candidate, *details.panel)]
    place = details.interview.place
    if place is None or place not in rules.rooms.names:
        return people
    return [*people, Party(-await _room(session, place), place)]


async def hold(
    session: AsyncSession, details: Details, slots: list[Slot], rules: Rules, now: datetime
) -> None:
    """Take the time of everyone concerned for these slots, or of nobody.

    Raises:
        Taken: someone is busy; the words say who, when, and with what.
    """
    if not slots:
        return
    concerned = await parties(session, details, rules)
    await _let_go_of_lapsed(session, concerned, slots, now)
    wanted = sorted((party.who, slot.starts_at, slot.id) for party in concerned for slot in slots)
    during = {slot.id: Range(slot.starts_at, slot.ends_at) for slot in slots}
    # One statement, in one order for everybody, skipping what is taken: plain inserts deadlock.
    written = await session.exec(
        insert(Booking)
        .values(
            [
                {
                    "who": who,
                    "interview_id": details.number,
                    "slot_id": slot,
                    "during": during[slot],
                }
                for who, _, slot in wanted
            ]
        )
        .on_conflict_do_nothing()
        .returning(col(Booking.id))
    )
    if len(written.all()) < len(wanted):
        raise Taken(await _clash(session, details, concerned, slots))


async def rehold(
    session: AsyncSession, details: Details, slots: list[Slot], rules: Rules, now: datetime
) -> None:
    """Take the time anew after the people or the place have changed.

    Raises:
        Taken: someone or the room is busy.
    """
    await release(session, details)
    await hold(session, details, slots, rules, now)


async def held(session: AsyncSession, slot: Slot) -> bool:
    """Whether its time is taken. By another process's clock, or by a message that began later, an
    open time may have lapsed already, and may have been given to somebody else."""
    found = await session.exec(select(Booking.id).where(col(Booking.slot_id) == slot.id).limit(1))
    return found.first() is not None


async def release(session: AsyncSession, details: Details, *, but: Slot | None = None) -> None:
    """Give the time back, all of it or all but one slot's."""
    query = delete(Booking).where(col(Booking.interview_id) == details.number)
    if but is not None:
        query = query.where(col(Booking.slot_id) != but.id)
    await session.exec(query)


async def let_go(session: AsyncSession, slots: list[Slot]) -> None:
    """Give the time of these slots back."""
    ids = [slot.id for slot in slots]
    await session.exec(delete(Booking).where(col(Booking.slot_id).in_(ids)))


async def let_go_of(session: AsyncSession, details: Details, who: int) -> None:
    """Give the time of one person back."""
    await session.exec(
        delete(Booking).where(col(Booking.interview_id) == details.number, col(Booking.who) == who)
    )


async def _room(session: AsyncSession, name: str) -> int:
    await session.exec(insert(Room).values(name=name).on_conflict_do_nothing())
    found = await session.exec(select(Room.id).where(col(Room.name) == name))
    return found.one()


async def _let_go_of_lapsed(
    session: AsyncSession, concerned: list[Party], slots: list[Slot], now: datetime
) -> None:
    """An offer whose time is up binds nobody, even before the clock has come round to saying so.

    An interview somebody is at work on is skipped: it may be about to be confirmed.
    """
    lapsed = await session.exec(
        select(Slot.id)
        .join(Interview, col(Interview.id) == col(Slot.interview_id))
        .join(Booking, col(Booking.slot_id) == col(Slot.id))
        .where(
            col(Slot.state) == SlotState.OPEN,
            col(Slot.hold_until) <= now,
            col(Interview.status).in_([Status.OFFERED, Status.CONFIRMED]),
            col(Booking.who).in_([party.who for party in concerned]),
            or_(*(_overlaps(slot) for slot in slots)),
        )
        .with_for_update(of=Interview, key_share=True, skip_locked=True)
    )
    if ids := lapsed.all():
        await session.exec(delete(Booking).where(col(Booking.slot_id).in_(ids)))


async def _clash(
    session: AsyncSession, details: Details, concerned: list[Party], slots: list[Slot]
) -> Words:
    names = {party.who: party.name for party in concerned}
    found = await session.exec(
        select(Booking, Interview, Person)
        .join(Interview, col(Interview.id) == col(Booking.interview_id))
        .join(Person, col(Person.id) == col(Interview.candidate_id))
        .where(
            col(Booking.who).in_(names),
            col(Booking.interview_id) != details.number,
            or_(*(_overlaps(slot) for slot in slots)),
        )
        .order_by(col(Booking.during), col(Booking.who).desc())
    )
    conflicts = [
        CONFLICT(
            who=names[booking.who],
            when=Period(_bound(booking.during.lower), _bound(booking.during.upper), details.zone),
            number=interview.id,
            candidate=candidate.name,
            topic=topic(interview),
        )
        for booking, interview, candidate in found.all()
    ]
    return TAKEN(conflicts=lines(*conflicts)) if conflicts else JUST_TAKEN


def _overlaps(slot: Slot) -> ColumnElement[bool]:
    return col(Booking.during).op("&&")(Range(slot.starts_at, slot.ends_at))


def _bound(at: datetime | None) -> datetime:
    assert at is not None, "bookings have both ends"  # noqa: S101
    return at
