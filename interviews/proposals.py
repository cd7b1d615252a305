"""Proposing with times that HR wrote or that are found (see `automatic`); with panels that are named or
chosen from pools."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import automatic, finder, offers
from interviews.automatic import Seats, Time, When, Written, warned
from interviews.booking import Outcome
from interviews.details import find
from interviews.finder import Found
from interviews.rules import Rules
from interviews.texts import Refused, Text
from models import Person

NOBODY_FREE = Text(
    zh="{pool}里没有人在这些时间都有空。请换时间、写明一位面试官，或者用“自动 3”。",
    en="Nobody of {pool} is free at all of these times. Choose other times, name one of them, or use"
    ' "auto 3".',
)
NOBODY_THEN = Text(
    zh="{pool}里没有人那时有空。请写明一位面试官，或者先改时间。",
    en="Nobody of {pool} is free then. Name one of them, or move the interview first.",
)


async def propose(
    session: AsyncSession,
    *,
    by: Person,
    candidate: Person,
    position: str,
    seats: Seats,
    when: When,
    place: str | None,
    zone: ZoneInfo,
    rules: Rules,
    now: datetime,
    round: int = 1,  # noqa: A002 - the field's own term
    after: int | None = None,
) -> Outcome:
    """Like `offers.propose`; whoever else could take a seat is remembered with it.

    Raises:
        Refused: as there; or nobody of a pool, or no time, can be found.
    """

    async def hold(panel: list[Person], times: list[Time]) -> Outcome:
        return await offers.propose(
            session,
            by=by,
            candidate=candidate,
            position=position,
            panel=panel,
            pools=[[one for one in seat if one.id != panel[n].id] for n, seat in enumerate(seats)],
            times=times,
            place=place,
            zone=zone,
            rules=rules,
            now=now,
            round=round,
            after=after,
        )

    if isinstance(when, Written):
        panel = await finder.panel_for(session, seats, when.times, rules, now)
        if panel is None:
            raise Refused(
                NOBODY_FREE(pool=automatic.names([one for seat in seats for one in seat]))
            )
        return await warned(session, await hold(panel, when.times), when.times, rules, now)

    people = [one for seat in seats for one in seat]
    length = when.length or rules.interview.duration

    async def search(span: Time) -> list[Found]:
        return await finder.together(
            session, seats, candidate, length, span, when.count, rules, now, zone,
            place=automatic.room(place, rules),
        )  # fmt: skip

    return await automatic.found(session, when, people, search, hold, rules, now)


async def chosen(
    session: AsyncSession, number: int, pool: Sequence[Person], *, rules: Rules, now: datetime
) -> Person:
    """Who of a pool could join an interview, at its agreed time or else at all that are open.

    Raises:
        Refused: nobody could.
    """
    details = await find(session, number)
    if details.interview.starts_at is not None:
        times = [(details.agreed.start, details.agreed.end)]
    else:
        times = [(slot.starts_at, slot.ends_at) for slot in details.open(now)]
    if len(pool) == 1 or not times:
        return pool[0]
    on_it = {person.id for person in (details.candidate, *details.panel)}
    others = [person for person in pool if person.id not in on_it]
    for start, end in times:
        others = await finder.free_of(session, others, start, end, rules, now, but=number)
    if not others:
        raise Refused(NOBODY_THEN(pool=automatic.names(pool)))
    return others[0]


async def offer(
    session: AsyncSession, number: int, *, by: Person, when: When, rules: Rules, now: datetime
) -> Outcome:
    """Like `offers.offer`.

    Raises:
        Refused: as there; or no time can be found.
    """
    details = await find(session, number, lock=True)
    offers.refuse_settled(details, now)
    if isinstance(when, Written):
        outcome = await offers.offer(session, number, by=by, times=when.times, rules=rules, now=now)
        return await warned(session, outcome, when.times, rules, now)
    avoid = [(slot.starts_at, slot.ends_at) for slot in details.open(now)]

    async def hold(_: list[Person], times: list[Time]) -> Outcome:
        return await offers.offer(session, number, by=by, times=times, rules=rules, now=now)

    return await automatic.found_for(session, details, when, avoid, hold, rules, now)
