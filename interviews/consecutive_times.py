"""Finding times for several rounds one after the other, each with interviewers of its own."""

from collections.abc import Iterator, Sequence, Set
from datetime import datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import availability, obstacles, pools
from interviews.availability import Calendars
from interviews.finder import PANELS, bounds, everyone
from interviews.obstacles import Obstacle
from interviews.rules import Rules
from interviews.search import SHORT_STEP, STEP, Found, best, clear_at, standing_for, steps
from interviews.texts import NOTHING
from models import Person

Time = tuple[datetime, datetime]


async def find(
    session: AsyncSession,
    rounds: Sequence[Sequence[Sequence[Person]]],
    candidate: Person,
    length: timedelta,
    span: Time,
    count: int,
    rules: Rules,
    now: datetime,
    zone: ZoneInfo,
    *,
    place: str | None = None,
    avoid: Sequence[Time] = (),
) -> list[Found]:
    """The best times, from the first round to the end of the last, each round of that length.

    Like `finder.together`: one panel for all the times, and nobody of a pool takes two seats. What
    is found names the interviewers of all the seats, in the order of the rounds.
    """
    start, end = bounds(span, rules, now)
    if start + length * len(rounds) > end:
        return []
    seats = [seat for panel in rounds for seat in panel]
    read = await availability.read(
        session, everyone(seats, candidate), start, end, rules, now,
        place=place, pools=any(len(seat) > 1 for seat in seats),
    )  # fmt: skip
    ranked = [sorted(seat, key=lambda one: pools.rank(read.of[one.id], now)) for seat in seats]
    named = {seat[0].id for seat in seats if len(seat) == 1}
    most: list[Found] = []
    for chosen in islice(_drawn(ranked, named), PANELS):
        panels = panels_of(chosen, [len(panel) for panel in rounds])
        found = _search(read, panels, candidate, length, (start, end), count, rules, zone, avoid)
        if len(found) > len(most):
            most = found
        if len(most) == count:
            break
    return most


def panels_of(people: Sequence[Person], sizes: Sequence[int]) -> list[list[Person]]:
    """The interviewers of all the seats, round by round."""
    each = iter(people)
    return [[next(each) for _ in range(size)] for size in sizes]


def _drawn(seats: Sequence[Sequence[Person]], gone: Set[int]) -> Iterator[list[Person]]:
    """Who could take the seats, the first choice first; who is named for two seats is meant so."""
    if not seats:
        yield []
        return
    for person in seats[0]:
        if len(seats[0]) == 1 or person.id not in gone:
            for others in _drawn(seats[1:], gone | {person.id}):
                yield [person, *others]


def _search(
    read: Calendars,
    rounds: Sequence[Sequence[Person]],
    candidate: Person,
    length: timedelta,
    span: Time,
    count: int,
    rules: Rules,
    zone: ZoneInfo,
    avoid: Sequence[Time],
) -> list[Found]:
    start, end = span
    whole = length * len(rounds)
    ticks = steps(start, end - whole, zone, STEP if length >= STEP else SHORT_STEP)
    others = [*standing_for(read, candidate), *(Obstacle(*one, "", NOTHING) for one in avoid)]
    possible = clear_at(ticks, whole, others)
    for place, panel in enumerate(rounds):
        later = [tick + place * length for tick in ticks]
        for person in panel:
            standing = obstacles.of(read.of[person.id], start, end, rules)
            possible &= {tick - place * length for tick in clear_at(later, length, standing)}
    everybody = [person for panel in rounds for person in panel]
    found = [Found(tick, tick + whole, everybody) for tick in sorted(possible)]
    return best(found, read.of, count, zone)
