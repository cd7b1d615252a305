"""Proposing with times that HR wrote, which bring warnings, or times that are found; with panels that
are named or chosen from pools.

A found time may be gone before it is held, when two ask at once: then the next ones are found.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias
from zoneinfo import ZoneInfo

from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import finder, offers
from interviews.booking import Outcome
from interviews.details import find
from interviews.finder import Found
from interviews.holding import Taken
from interviews.rules import Rules
from interviews.texts import NOTHING, Refused, Text, Words, lines, listed
from models import Person

TRIES = 5
SOON = timedelta(days=14)
"""Found times lie that near, if there are enough; else up to the horizon."""

NONE_FOUND = Text(
    zh="没有找到{panel}都有空的时间。可以换面试官、换日期（例如 自动 3 下周），或者直接写时间。",
    en="I found no time at which {panel} can. Choose other interviewers or other days (for example"
    " auto 3 next week), or write a time yourself.",
)
FEWER = Text(
    zh="只找到 {count} 个都有空的时间。", en="I found only {count} times at which everybody can."
)
NOBODY_FREE = Text(
    zh="{pool}里没有人在这些时间都有空。请换时间、写明一位面试官，或者用“自动 3”。",
    en="Nobody of {pool} is free at all of these times. Choose other times, name one of them, or use"
    ' "auto 3".',
)
NOBODY_THEN = Text(
    zh="{pool}里没有人那时有空。请写明一位面试官，或者先改时间。",
    en="Nobody of {pool} is free then. Name one of them, or move the interview first.",
)
WARNING = Text(zh="注意：{why}", en="Note: {why}")


@dataclass(frozen=True, slots=True)
class Written:
    """Times that HR wrote: accepted as they are, with a warning for each rule they break."""

    times: list[tuple[datetime, datetime]]


@dataclass(frozen=True, slots=True)
class Automatic:
    """So many times of that length that are to be found, on certain days if some were named."""

    count: int
    length: timedelta
    span: tuple[datetime, datetime] | None = None


When: TypeAlias = Written | Automatic
Seats: TypeAlias = Sequence[Sequence[Person]]
"""Who may take each seat; a seat of one person has no choice."""


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

    async def hold(panel: list[Person], times: list[tuple[datetime, datetime]]) -> Outcome:
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
            raise Refused(NOBODY_FREE(pool=_listed(seats)))
        return await warned(session, await hold(panel, when.times), when.times, rules, now)

    async def search(span: tuple[datetime, datetime]) -> list[Found]:
        return await finder.together(
            session, seats, candidate, when.length, span, when.count, rules, now, zone,
            place=_room(place, rules),
        )  # fmt: skip

    return await _automatic(session, when, seats, search, hold, rules, now)


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
        raise Refused(NOBODY_THEN(pool=_listed([pool])))
    return others[0]


async def offer(
    session: AsyncSession, number: int, *, by: Person, when: When, rules: Rules, now: datetime
) -> Outcome:
    """Like `offers.offer`.

    Raises:
        Refused: as there; or no time can be found.
    """
    details = await find(session, number, lock=True)
    offers.refuse_settled(details)
    if isinstance(when, Written):
        outcome = await offers.offer(session, number, by=by, times=when.times, rules=rules, now=now)
        return await warned(session, outcome, when.times, rules, now)
    seats = [[person] for person in details.panel]
    avoid = [(slot.starts_at, slot.ends_at) for slot in details.open(now)]

    async def hold(_: list[Person], times: list[tuple[datetime, datetime]]) -> Outcome:
        return await offers.offer(session, number, by=by, times=times, rules=rules, now=now)

    async def search(span: tuple[datetime, datetime]) -> list[Found]:
        return await finder.together(
            session, seats, details.candidate, when.length, span, when.count, rules, now,
            details.zone, but=number, place=_room(details.interview.place, rules), avoid=avoid,
        )  # fmt: skip

    return await _automatic(session, when, seats, search, hold, rules, now)


async def _automatic(
    session: AsyncSession,
    when: Automatic,
    seats: Seats,
    search: Callable[[tuple[datetime, datetime]], Awaitable[list[Found]]],
    hold: Callable[[list[Person], list[tuple[datetime, datetime]]], Awaitable[Outcome]],
    rules: Rules,
    now: datetime,
) -> Outcome:
    """Find and hold, and find others where somebody was quicker."""
    spans = [when.span] if when.span else [(now, now + SOON), (now, now + rules.limits.horizon)]
    for turn in range(TRIES):
        for span in spans:
            found = await search(span)
            if len(found) == when.count:
                break
        unknown = finder.unknown([one for seat in seats for one in seat], *span, rules, now)
        if not found:
            raise Refused(lines(NONE_FOUND(panel=_listed(seats)), unknown))
        times = sorted((one.start, one.end) for one in found)
        try:
            async with session.begin_nested():
                outcome = await hold(found[0].panel, times)
        except Taken:
            if turn == TRIES - 1:
                raise
            continue
        few = FEWER(count=len(found)) if len(found) < when.count else NOTHING
        return outcome._replace(warnings=lines(few, unknown))
    raise AssertionError("the last turn returns or raises")


async def warned(
    session: AsyncSession,
    outcome: Outcome,
    times: list[tuple[datetime, datetime]],
    rules: Rules,
    now: datetime,
) -> Outcome:
    """Add a line for each rule that times of HR's own break."""
    details = outcome.details
    found = await finder.warnings(session, details.panel, times, rules, now, but=details.number)
    return outcome._replace(warnings=lines(*(WARNING(why=why) for why in found)))


def _listed(seats: Seats) -> Words:
    names = {person.id: person.name for seat in seats for person in seat}
    return listed(names.values())


def _room(place: str | None, rules: Rules) -> str | None:
    """A place only one interview can have at a time."""
    return place if place in rules.rooms.names else None
