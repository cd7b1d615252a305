"""Finding times: who is free then, when everybody is, and what speaks against a time.

What is found is looked up in three or four statements, whatever the number of people and days, and
computed in memory. Nothing is held by it: whoever holds a time looks again.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import availability, daysoff, obstacles, pools
from interviews.availability import Calendar, Calendars, touched
from interviews.obstacles import Obstacle
from interviews.rules import Rules
from interviews.texts import NOTHING, Text, Words
from models import Person

STEP = timedelta(minutes=30)
SHORT_STEP = timedelta(minutes=15)
"""Times begin on the half hours; those of short interviews on the quarters."""

UNKNOWN = Text(
    zh="还不知道 {year} 年的放假安排，那一年的日子没有算在内。",
    en="The holidays of {year} are not known yet, so its days were left out.",
)


@dataclass(frozen=True, slots=True)
class Found:
    """A time at which everybody is free, and who would interview."""

    start: datetime
    end: datetime
    panel: list[Person]


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
) -> list[Words]:
    """One sentence for each thing that speaks against a time; none is a yes.

    They tell why interviewers are busy: they are for HR and colleagues. Of the candidate only other
    interviews and absences count.
    """
    everyone = [*people, *([candidate] if candidate else [])]
    read = await availability.read(session, everyone, start, end, rules, now, but=but)
    said = obstacles.general(start, end, rules.limits, now)
    for person in {one.id: one for one in people}.values():
        standing = obstacles.of(read.of[person.id], start, end, rules)
        said += obstacles.against(standing, start, end)
    if candidate is not None and candidate.id not in {one.id for one in people}:
        said += obstacles.against(obstacles.bare(read.of[candidate.id]), start, end)
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
    start = max(span[0], now + rules.limits.notice)
    end = min(span[1], now + rules.limits.horizon)
    if start + length > end:
        return []
    people = list({person.id: person for seat in seats for person in seat}.values())
    asked = [*people, *([candidate] if candidate else [])]
    read = await availability.read(
        session, asked, start, end, rules, now, but=but, place=place,
        pools=any(len(seat) > 1 for seat in seats),
    )  # fmt: skip
    return search(read, seats, candidate, length, (start, end), count, rules, now, zone)


def search(
    read: Calendars,
    seats: Sequence[Sequence[Person]],
    candidate: Person | None,
    length: timedelta,
    span: tuple[datetime, datetime],
    count: int,
    rules: Rules,
    now: datetime,
    zone: ZoneInfo,
) -> list[Found]:
    """The same in calendars that have been read, within exactly this span."""
    start, end = span
    people = {person.id: person for seat in seats for person in seat}
    order = {id_: pools.rank(read.of[id_], now) for id_ in people}
    ranked = [sorted(seat, key=lambda one: order[one.id]) for seat in seats]
    ticks = _ticks(start, end - length, zone, STEP if length >= STEP else SHORT_STEP)
    free = {
        id_: _open(ticks, length, obstacles.of(read.of[id_], start, end, rules)) for id_ in people
    }
    possible = _open(ticks, length, _others(read, candidate))
    for seat in ranked:
        possible &= set().union(*(free[person.id] for person in seat))
    panels: dict[frozenset[int], list[Person] | None] = {}
    found = []
    for tick in sorted(possible):
        here = frozenset(id_ for id_ in people if tick in free[id_])
        if here not in panels:
            panels[here] = pools.seated(ranked, here)
        if panel := panels[here]:
            found.append(Found(tick, tick + length, panel))
    return _best(found, read.of, count, zone)


def unknown(
    people: Iterable[Person], start: datetime, end: datetime, rules: Rules, now: datetime
) -> Words:
    """Says which year's holidays are not known of a span that was searched, if it is so."""
    last = min(end, now + rules.limits.horizon)
    regions = {person.region or rules.people.region for person in people}
    for year in range(start.year, last.year + 1):
        if not all(daysoff.known(region, year) for region in regions):
            return UNKNOWN(year=year)
    return NOTHING


def _ticks(first: datetime, last: datetime, zone: ZoneInfo, step: timedelta) -> list[datetime]:
    """Instants, in UTC, on every step of the zone's clock; the hour it skips has none."""
    minutes = int(step.total_seconds()) // 60
    tick = first.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    found = []
    while tick <= last:
        # Some zones are 30 or 45 minutes off, so every quarter of an hour is looked at.
        if tick >= first and tick.astimezone(zone).minute % minutes == 0:
            found.append(tick)
        tick += SHORT_STEP
    return found


def _open(
    ticks: Sequence[datetime], length: timedelta, standing: Iterable[Obstacle]
) -> set[datetime]:
    """The beginnings at which nothing stands in the way for so long."""
    ordered = sorted(standing, key=lambda one: one.start)
    found: set[datetime] = set()
    clear, place = datetime.min.replace(tzinfo=UTC), 0
    for tick in ticks:
        while place < len(ordered) and ordered[place].start < tick + length:
            clear = max(clear, ordered[place].end)
            place += 1
        if clear <= tick:
            found.add(tick)
    return found


def _others(read: availability.Calendars, candidate: Person | None) -> Iterable[Obstacle]:
    """What stands in the way of the candidate and of the room."""
    if candidate is not None:
        yield from obstacles.bare(read.of[candidate.id])
    for taken in read.place:
        yield Obstacle(taken.start, taken.end, "place", NOTHING)


def _best(
    found: Sequence[Found], calendars: dict[int, Calendar], count: int, zone: ZoneInfo
) -> list[Found]:
    given = {id_: calendar.days() for id_, calendar in calendars.items()}

    def load(one: Found) -> int:
        return sum(
            len(given[person.id].get(day, ()))
            for person in one.panel
            for day in touched(
                one.start, one.start + timedelta(minutes=1), calendars[person.id].zone
            )
        )

    left = [(load(one), one.start.astimezone(zone).date(), one) for one in found]
    chosen: list[Found] = []
    days: Counter[date] = Counter()
    while left and len(chosen) < count:
        _, day, best = min(
            left, key=lambda each: (each[0], days[each[1]], each[2].start, _userids(each[2]))
        )
        chosen.append(best)
        days[day] += 1
        left = [each for each in left if each[2].end <= best.start or best.end <= each[2].start]
    return chosen


def _userids(found: Found) -> list[str]:
    return [person.userid or "" for person in found.panel]
