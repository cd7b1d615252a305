"""The search itself: calendars in, times out; no database."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from interviews import obstacles, pools
from interviews.availability import Calendar, Calendars
from interviews.obstacles import Obstacle
from interviews.rules import Rules
from interviews.texts import NOTHING
from models import Person

STEP = timedelta(minutes=30)
SHORT_STEP = timedelta(minutes=15)
"""Times begin on the half hours; those of short interviews on the quarters."""


@dataclass(frozen=True, slots=True)
class Found:
    """A time at which everybody is free, and who would interview."""

    start: datetime
    end: datetime
    panel: list[Person]


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
    avoid: Sequence[tuple[datetime, datetime]] = (),
) -> list[Found]:
    """The best times at which every seat can be filled, as `finder.times` tells, within exactly
    this span; `avoid` are times that are not wanted."""
    start, end = span
    people = {person.id: person for seat in seats for person in seat}
    order = {id_: pools.rank(read.of[id_], now) for id_ in people}
    ranked = [sorted(seat, key=lambda one: order[one.id]) for seat in seats]
    ticks = steps(start, end - length, zone, STEP if length >= STEP else SHORT_STEP)
    free = {
        id_: clear_at(ticks, length, obstacles.of(read.of[id_], start, end, rules))
        for id_ in people
    }
    others = [*standing_for(read, candidate), *(Obstacle(*one, "", NOTHING) for one in avoid)]
    possible = clear_at(ticks, length, others)
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
    return best(found, read.of, count, zone)


def steps(first: datetime, last: datetime, zone: ZoneInfo, step: timedelta) -> list[datetime]:
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


def clear_at(
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


def standing_for(read: Calendars, candidate: Person | None) -> Iterable[Obstacle]:
    """What stands in the way of the candidate and of the room."""
    if candidate is not None:
        yield from obstacles.bare(read.of[candidate.id])
    yield from obstacles.room("", read.place, ZoneInfo("UTC"))


def best(
    found: Sequence[Found], calendars: dict[int, Calendar], count: int, zone: ZoneInfo
) -> list[Found]:
    """So many of what was found that do not overlap, as `finder.times` ranks them."""
    zones = {calendar.zone for calendar in calendars.values()} | {zone}
    left = []
    for one in found:
        dates = {each: one.start.astimezone(each).date() for each in zones}
        panel = [calendars[person.id] for person in one.panel]
        load = sum(len(each.days.get(dates[each.zone], ())) for each in panel)
        userids = [each.person.userid or "" for each in panel]
        left.append((load, dates[zone], one.start, userids, one))
    chosen: list[Found] = []
    days: Counter[date] = Counter()
    while left and len(chosen) < count:
        _, day, _, _, first = min(left, key=lambda each: (each[0], days[each[1]], *each[2:4]))
        chosen.append(first)
        days[day] += 1
        left = [each for each in left if each[4].end <= first.start or first.end <= each[4].start]
    return chosen
