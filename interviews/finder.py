"""Finding times: who is free then, when everybody is, and what speaks against a time.

What is found is looked up in three or four statements, whatever the number of people and days, and
computed in memory. Nothing is held by it: whoever holds a time looks again.
"""

from collections.abc import Hashable, Sequence
from datetime import datetime, timedelta
from itertools import islice, product
from zoneinfo import ZoneInfo

from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import availability, obstacles, pools
from interviews.availability import Calendars
from interviews.rules import Rules
from interviews.search import Found, search
from interviews.texts import Words
from models import Person

__all__ = [
    "Found",
    "free_of",
    "objections",
    "panel_for",
    "times",
    "together",
    "warnings",
]

PANELS = 60
"""So many panels of several pools are looked at."""


async def free_of(
    session: AsyncSession,
    people: Sequence[Person],
    start: datetime,
    end: datetime,
    rules: Rules,
    now: datetime,
    *,
    but: int | None = None,
) -> list[Person]:
    """Who of these could interview then, the first to be asked first (see `pools`).

    Hours, holidays, absences, interviews with their buffer and the limits count; how short the
    notice is, does not. `but` is an interview to be left out of account.
    """
    read = await availability.read(session, people, start, end, rules, now, but=but, pools=True)
    free = [
        calendar
        for calendar in read.of.values()
        if not obstacles.against(obstacles.of(calendar, start, end, rules), start, end)
    ]
    return [each.person for each in sorted(free, key=lambda one: pools.rank(one, now))]


async def objections(
    session: AsyncSession,
    people: Sequence[Person],
    start: datetime,
    end: datetime,
    rules: Rules,
    now: datetime,
    *,
    but: int | None = None,
    candidate: Person | None = None,
    place: str | None = None,
) -> list[Words]:
    """One sentence for each thing that speaks against a time; none is a yes.

    They tell why interviewers are busy: they are for HR and colleagues. Of the candidate and the
    place only other interviews count, and of the candidate absences, without a reason.
    """
    concerned = [*people, *([candidate] if candidate else [])]
    read = await availability.read(session, concerned, start, end, rules, now, but=but, place=place)
    said = _against(read, people, start, end, rules, now)
    others = obstacles.room(place or "", read.place, rules.people.zone)
    if candidate is not None:
        others += obstacles.bare(read.of[candidate.id])
    return [*said.values(), *obstacles.against(others, start, end).values()]


async def warnings(
    session: AsyncSession,
    people: Sequence[Person],
    times: Sequence[tuple[datetime, datetime]],
    rules: Rules,
    now: datetime,
    *,
    but: int | None = None,
) -> dict[Hashable, Words]:
    """The same for several times of HR's own, each sentence once: by rule."""
    first, last = min(start for start, _ in times), max(end for _, end in times)
    read = await availability.read(session, people, first, last, rules, now, but=but)
    said: dict[Hashable, Words] = {}
    for start, end in times:
        for rule, words in _against(read, people, start, end, rules, now).items():
            said.setdefault(rule, words)
    return said


async def times(
    session: AsyncSession,
    seats: Sequence[Sequence[Person]],
    candidate: Person | None,
    length: timedelta,
    span: tuple[datetime, datetime],
    count: int,
    rules: Rules,
    now: datetime,
    zone: ZoneInfo,
    *,
    but: int | None = None,
    place: str | None = None,
) -> list[Found]:
    """The best times in the span at which every seat can be filled, best first.

    Best are those with the fewest interviews of the panel that day, then on other days than those
    chosen before, then the earliest. They begin on the half hours of `zone`, keep the notice and
    the horizon, and do not overlap each other. `place` is a room that has to be free as well.
    """
    start, end = bounds(span, rules, now)
    if start + length > end:
        return []
    read = await availability.read(
        session, everyone(seats, candidate), start, end, rules, now, but=but, place=place,
        pools=any(len(seat) > 1 for seat in seats),
    )  # fmt: skip
    return search(read, seats, candidate, length, (start, end), count, rules, now, zone)


async def panel_for(
    session: AsyncSession,
    seats: Sequence[Sequence[Person]],
    times: Sequence[tuple[datetime, datetime]],
    rules: Rules,
    now: datetime,
) -> list[Person] | None:
    """Who takes the seats at times that HR wrote: who is named alone in any case, of a pool the
    first who is free at all of them. None if a pool has nobody."""
    named = [seat[0] for seat in seats if len(seat) == 1]
    if len(named) == len(seats):
        return named
    people = everyone(seats, None)
    first, last = min(start for start, _ in times), max(end for _, end in times)
    read = await availability.read(session, people, first, last, rules, now, pools=True)
    free = {
        id_
        for id_, calendar in read.of.items()
        for standing in [obstacles.of(calendar, first, last, rules)]
        if not any(obstacles.against(standing, start, end) for start, end in times)
    }
    ranked = [sorted(seat, key=lambda one: pools.rank(read.of[one.id], now)) for seat in seats]
    return pools.seated(ranked, free | {person.id for person in named})


async def together(
    session: AsyncSession,
    seats: Sequence[Sequence[Person]],
    candidate: Person | None,
    length: timedelta,
    span: tuple[datetime, datetime],
    count: int,
    rules: Rules,
    now: datetime,
    zone: ZoneInfo,
    *,
    but: int | None = None,
    place: str | None = None,
    avoid: Sequence[tuple[datetime, datetime]] = (),
) -> list[Found]:
    """Like `times`, with one panel for all of them: the first by the pools' rule that has so many
    times, else the one that has most. `avoid` are times on offer already."""
    start, end = bounds(span, rules, now)
    if start + length > end:
        return []
    pooled = any(len(seat) > 1 for seat in seats)
    read = await availability.read(
        session, everyone(seats, candidate), start, end, rules, now,
        but=but, place=place, pools=pooled,
    )  # fmt: skip
    ranked = [sorted(seat, key=lambda one: pools.rank(read.of[one.id], now)) for seat in seats]
    most: list[Found] = []
    for panel in islice(product(*ranked), PANELS):
        alone = [[person] for person in panel]
        found = search(read, alone, candidate, length, (start, end), count, rules, now, zone, avoid)
        if len(found) > len(most):
            most = found
        if len(most) == count:
            break
    return most


def bounds(
    span: tuple[datetime, datetime], rules: Rules, now: datetime
) -> tuple[datetime, datetime]:
    """The part of a span that keeps the notice and the horizon."""
    return max(span[0], now + rules.limits.notice), min(span[1], now + rules.limits.horizon)


def everyone(seats: Sequence[Sequence[Person]], candidate: Person | None) -> list[Person]:
    """Whose calendars a search needs."""
    return [*(person for seat in seats for person in seat), *([candidate] if candidate else [])]


def _against(
    read: Calendars,
    people: Sequence[Person],
    start: datetime,
    end: datetime,
    rules: Rules,
    now: datetime,
) -> dict[Hashable, Words]:
    said = obstacles.general(start, end, rules.limits, now)
    for id_ in dict.fromkeys(person.id for person in people):
        standing = obstacles.of(read.of[id_], start, end, rules)
        met = obstacles.against(standing, start, end)
        said |= {(id_, rule): why for rule, why in met.items()}
    return said
