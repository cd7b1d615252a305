"""When people work and what they have on: one statement a table, for everybody and the whole span."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import daysoff
from interviews.people import reader
from interviews.rules import Rules
from interviews.values import Span
from models import Person
from models.availability import BusyKind
from models.interview import Status
from models.sql import rows_of

MEMORY = timedelta(days=14)
"""How far back and ahead interviews count when one of a pool is chosen."""

_WORKDAYS = "SELECT person_id, weekday, starts, ends FROM workday WHERE person_id = ANY($1)"
_BUSY = """
    SELECT person_id, id, kind, lower(during), upper(during), reason FROM busy
    WHERE person_id = ANY($1) AND during && tstzrange($2, $3)
    ORDER BY person_id, lower(during), id
"""
# An offer whose time is up binds nobody, even before the clock has come round to saying so.
_BOOKINGS = """
    SELECT w.who, w.room, b.interview_id, lower(b.during), upper(b.during),
           i.candidate_id = b.who, i.status,
           coalesce(i.series_id = (SELECT series_id FROM interview WHERE id = $6), false)
    FROM (
        SELECT unnest($1::bigint[]) AS who, false AS room
        UNION ALL
        SELECT -id, true FROM room WHERE name = $2
    ) w
    JOIN booking b ON b.who = w.who AND b.during && tstzrange($3, $4)
    JOIN interview i ON i.id = b.interview_id
    JOIN slot s ON s.id = b.slot_id
    WHERE NOT (s.state = 'open' AND s.hold_until <= $5) AND b.interview_id <> $6
    ORDER BY lower(b.during), b.interview_id
"""
_LAST = """
    SELECT w.who, last.at
    FROM unnest($1::bigint[]) AS w (who),
         LATERAL (
             SELECT lower(b.during) AS at FROM booking b JOIN interview i ON i.id = b.interview_id
             WHERE b.who = w.who AND lower(b.during) <= $2 AND i.candidate_id <> b.who
               AND i.status IN ('confirmed', 'done') AND b.interview_id <> $3
             ORDER BY lower(b.during) DESC LIMIT 1
         ) last
"""


@dataclass(frozen=True, slots=True)
class Absence:
    """A time somebody said they cannot."""

    id: int
    kind: BusyKind
    start: datetime
    end: datetime
    reason: str


class Taken(NamedTuple):
    """A time that an interview takes or is held for."""

    interview: int
    start: datetime
    end: datetime
    interviewing: bool
    """False for the candidate's own, and for a room's."""
    counts: bool
    """False for one that nobody came to."""
    in_a_row: bool
    """True for another round of the same series, meant to be right before or after."""


@dataclass
class Calendar:
    """One person's working hours and everything that takes their time, in the span that was read."""

    person: Person
    zone: ZoneInfo
    region: str
    usual: Span
    lunch: Span | None = None
    """Kept free of what the bot proposes."""
    workdays: dict[int, Span | None] = field(default_factory=dict)
    """What the person said of weekdays; None is a day off."""
    absences: list[Absence] = field(default_factory=list)
    taken: list[Taken] = field(default_factory=list)
    last: datetime | None = None
    """When they last interviewed; None: never, or nobody asked for it."""

    def hours(self, day: date) -> Span | None:
        """Working hours of a day whose holidays are known; None is a day off.

        A weekend day worked in place of another has the hours of a Monday, unless the person said
        something of that weekday.
        """
        weekday = day.weekday()
        special = daysoff.special(self.region, day)
        if special is not None and not special.works:
            return None
        if weekday in self.workdays:
            return self.workdays[weekday]
        if weekday < 5:
            return self.usual
        return self.workdays.get(0, self.usual) if special is not None else None

    @cached_property
    def days(self) -> dict[date, set[int]]:
        """The numbers of the interviews they give, by the days these touch in the person's zone."""
        found: dict[date, set[int]] = {}
        for one in self.taken:
            if one.interviewing and one.counts:
                for day in touched(one.start, one.end, self.zone):
                    found.setdefault(day, set()).add(one.interview)
        return found

    def load(self, now: datetime) -> int:
        """How many interviews they give in the two weeks before and after."""
        return len(
            {
                one.interview
                for one in self.taken
                if one.interviewing and one.counts and now - MEMORY <= one.start <= now + MEMORY
            }
        )


@dataclass(frozen=True, slots=True)
class Calendars:
    """What was read: a calendar each, and when the place is taken."""

    of: dict[int, Calendar]
    """By the person's id."""
    place: list[Taken]


async def read(
    session: AsyncSession,
    people: Sequence[Person],
    start: datetime,
    end: datetime,
    rules: Rules,
    now: datetime,
    *,
    but: int | None = None,
    place: str | None = None,
    pools: bool = False,
) -> Calendars:
    """Read the calendars of these people, with whole weeks around the span, in 3 or 4 statements.

    `but` is an interview to be left out of account; `pools` asks for what the choice of one of
    several needs.
    """
    await session.flush()
    rows = await rows_of(session)
    who = list({person.id for person in people})
    made = {person.id: _calendar(person, rules, now) for person in people}
    # Weeks count as a whole, in anybody's zone.
    first, last = start - timedelta(days=8), end + timedelta(days=8)
    for person_id, weekday, starts, ends in await rows.fetch(_WORKDAYS, who):
        made[person_id].workdays[weekday] = None if starts is None else Span(starts, ends)
    for person_id, *absence in await rows.fetch(_BUSY, who, first, last):
        made[person_id].absences.append(_absence(*absence))
    if pools:
        first, last = min(first, now - MEMORY), max(last, now + MEMORY)
        for person_id, at in await rows.fetch(_LAST, who, now, but or 0):
            made[person_id].last = at
    taken: list[Taken] = []
    for one, is_room, number, begins, ends, own, status, in_a_row in await rows.fetch(
        _BOOKINGS, who, place, first, last, now, but or 0
    ):
        counts = status != Status.NO_SHOW
        here = Taken(number, begins, ends, not (own or is_room), counts, in_a_row)
        (taken if is_room else made[one].taken).append(here)
    return Calendars(made, taken)


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """When that day begins there, in UTC."""
    return at(day, 0, zone)


def at(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    """So many minutes by the clock after a day's midnight, in UTC; 1440 is the next midnight."""
    days, rest = divmod(minutes, 24 * 60)
    local = datetime.combine(day + timedelta(days=days), time(rest // 60, rest % 60), tzinfo=zone)
    return local.astimezone(UTC)


def touched(start: datetime, end: datetime, zone: ZoneInfo) -> list[date]:
    """The days a time lies on, in a zone; one that ends at midnight does not touch the next."""
    first = start.astimezone(zone).date()
    last = (end - timedelta(microseconds=1)).astimezone(zone).date()
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _calendar(person: Person, rules: Rules, now: datetime) -> Calendar:
    zone = reader(person, rules, now).zone
    lunch = rules.hours.lunch
    if person.lunch is not None:
        lunch = Span(*person.lunch) if person.lunch else None
    return Calendar(person, zone, person.region or rules.people.region, rules.hours.work, lunch)


def _absence(id_: int, kind: str, start: datetime, end: datetime, reason: Any) -> Absence:
    return Absence(id_, BusyKind(kind), start, end, str(reason))
