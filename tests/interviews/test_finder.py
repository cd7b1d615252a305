"""Finding times, held against a reference that looks at every minute in the plainest way."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

from interviews import finder, obstacles
from interviews.availability import Absence, Calendar, Calendars, Taken
from interviews.rules import Limits, Rules
from interviews.search import search
from interviews.values import Span
from models import Person
from models.availability import BusyKind
from models.sql import rows_of
from tests.town import Town

SHANGHAI, BERLIN, KATHMANDU = (
    ZoneInfo(name) for name in ("Asia/Shanghai", "Europe/Berlin", "Asia/Kathmandu")
)
MINUTE = timedelta(minutes=1)
# 2026-09-28 is a Monday; 1 to 7 October are holidays in China, and the 10th, a Saturday, is worked.
# The 3rd is a holiday in Germany. In Berlin the clocks go back on 25 October.
FIRST = datetime(2026, 9, 28, 0, 0, tzinfo=UTC)


def person(number: int) -> Person:
    return Person(
        id=number, userid=f"u{9 - number}", name=f"同事{number}", roles=[], created_at=FIRST
    )


@st.composite
def calendars(draw: st.DrawFn, number: int, first: datetime) -> Calendar:
    """Some hours, absences and interviews of one person in the days after `first`."""
    made = Calendar(
        person(number),
        draw(st.sampled_from([SHANGHAI, BERLIN, KATHMANDU])),
        draw(st.sampled_from(["CN", "DE"])),
        Span(9 * 60, 18 * 60),
        draw(st.sampled_from([None, Span(720, 780), Span(690, 735)])),
    )
    for weekday in draw(st.sets(st.integers(0, 6), max_size=2)):
        starts = draw(st.integers(0, 20)) * 60
        made.workdays[weekday] = draw(
            st.sampled_from([None, Span(starts, min(starts + 240, 1440)), Span(0, 1440)])
        )
    quarters = st.integers(-4 * 24 * 3, 4 * 24 * 8)
    for n in range(draw(st.integers(0, 2))):
        start = first + 15 * MINUTE * draw(quarters)
        end = start + 15 * MINUTE * draw(st.integers(1, 40))
        made.absences.append(Absence(n, BusyKind.BUSY, start, end, ""))
    for n in range(draw(st.integers(0, 6))):
        start = first + 15 * MINUTE * draw(quarters)
        end = start + 15 * MINUTE * draw(st.integers(1, 8))
        kinds = draw(st.sampled_from([(True, True), (True, True), (True, False), (False, True)]))
        made.taken.append(Taken(draw(st.integers(1, 12)) + n * 20, start, end, *kinds, False))
    made.taken.sort(key=lambda one: one.start)
    made.last = draw(st.sampled_from([None, first - timedelta(days=1), first - timedelta(days=9)]))
    return made


@st.composite
def searches(
    draw: st.DrawFn,
) -> tuple[Calendars, list[list[Person]], Person, Rules, dict[str, object]]:
    first = FIRST + timedelta(
        days=draw(st.sampled_from([0, 10, 24])), hours=draw(st.integers(0, 23))
    )
    made = {n: draw(calendars(n, first)) for n in range(1, 5)}
    candidate = person(9)
    own = Calendar(candidate, SHANGHAI, "CN", Span(540, 1080))
    own.taken = draw(calendars(9, first)).taken
    place = draw(calendars(8, first)).taken[:2]
    seats = draw(
        st.lists(
            st.lists(st.integers(1, 4), min_size=1, max_size=4, unique=True), min_size=1, max_size=3
        )
    )
    rules = Rules(
        limits=Limits(
            buffer=MINUTE * draw(st.sampled_from([0, 15, 40])),
            per_day=draw(st.integers(1, 4)),
            per_week=draw(st.integers(2, 6)),
        ),
    )
    people = {n: calendar.person for n, calendar in made.items()}
    return (
        Calendars({**made, 9: own}, place),
        [[people[n] for n in seat] for seat in seats],
        candidate,
        rules,
        {
            "length": MINUTE * draw(st.sampled_from([15, 45, 60, 90])),
            "span": (first, first + timedelta(days=draw(st.integers(2, 5)))),
            "count": draw(st.integers(1, 6)),
            "now": first,
            "zone": draw(st.sampled_from([SHANGHAI, BERLIN, KATHMANDU])),
        },
    )


@pytest.mark.long
@settings(max_examples=50, deadline=None)
@given(searches())
def test_it_finds_what_the_plainest_search_finds(given_: tuple) -> None:  # type: ignore[type-arg]
    read, seats, candidate, rules, asked = given_

    found = search(read, seats, candidate, rules=rules, **asked)

    assert [(one.start, [p.id for p in one.panel]) for one in found] == reference(
        read, seats, rules, **asked
    )


@settings(max_examples=60, deadline=None)
@given(searches())
def test_nothing_speaks_against_what_is_found(given_: tuple) -> None:  # type: ignore[type-arg]
    read, seats, candidate, rules, asked = given_

    for one in search(read, seats, candidate, rules=rules, **asked):
        for member in one.panel:
            standing = obstacles.of(read.of[member.id], one.start, one.end, rules)
            assert obstacles.against(standing, one.start, one.end) == {}
        assert len({member.id for member in one.panel}) == len(seats)


# The reference: no obstacles, no windows, no matching; every minute and every panel is looked at.


def reference(
    read: Calendars,
    seats: list[list[Person]],
    rules: Rules,
    *,
    length: timedelta,
    span: tuple[datetime, datetime],
    count: int,
    now: datetime,
    zone: ZoneInfo,
) -> list[tuple[datetime, list[int]]]:
    step = 30 if length >= 30 * MINUTE else 15
    first = span[0].replace(second=0, microsecond=0)
    found: list[tuple[int, date, datetime, list[int]]] = []
    start = first
    while start + length <= span[1]:
        on_the_clock = start.astimezone(zone).minute % step == 0
        if on_the_clock and start >= span[0] and others_free(read, start, start + length):
            panel = best_panel(read, seats, start, start + length, rules, now)
            if panel is not None:
                load = sum(len(on_day(read.of[n], day_of(start, read.of[n].zone))) for n in panel)
                found.append((load, start.astimezone(zone).date(), start, panel))
        start += 15 * MINUTE if start.minute % 15 == 0 else MINUTE
    chosen: list[tuple[int, date, datetime, list[int]]] = []
    while len(chosen) < count:
        left = [one for one in found if all(abs(one[2] - other[2]) >= length for other in chosen)]
        if not left:
            break
        chosen.append(
            min(left, key=lambda one: (one[0], [c[1] for c in chosen].count(one[1]), one[2]))
        )
    return [(start, panel) for _, _, start, panel in chosen]


def day_of(at: datetime, zone: ZoneInfo) -> date:
    return at.astimezone(zone).date()


def best_panel(
    read: Calendars,
    seats: list[list[Person]],
    start: datetime,
    end: datetime,
    rules: Rules,
    now: datetime,
) -> list[int] | None:
    def merit(number: int) -> tuple[int, float, str]:
        calendar = read.of[number]
        near = {
            one.interview
            for one in calendar.taken
            if one.interviewing and one.counts and abs(one.start - now) <= timedelta(days=14)
        }
        waited = (now - calendar.last).total_seconds() if calendar.last else float("inf")
        return (len(near), -waited, calendar.person.userid or "")

    possible = [
        list(panel)
        for panel in product(*([p.id for p in seat] for seat in seats))
        if len(set(panel)) == len(panel)
        and all(works(read.of[n], start, end, rules) for n in panel)
    ]
    return min(possible, key=lambda panel: [merit(n) for n in panel], default=None)


def others_free(read: Calendars, start: datetime, end: datetime) -> bool:
    own = read.of[9]
    return all(not (one.start < end and start < one.end) for one in [*own.taken, *read.place])


def on_day(calendar: Calendar, day: date) -> set[int]:
    midnight = datetime.combine(day, time(), tzinfo=calendar.zone).astimezone(UTC)
    after = datetime.combine(day + timedelta(days=1), time(), tzinfo=calendar.zone).astimezone(UTC)
    return {
        one.interview
        for one in calendar.taken
        if one.interviewing and one.counts and one.start < after and midnight < one.end
    }


def works(calendar: Calendar, start: datetime, end: datetime, rules: Rules) -> bool:
    minutes: Sequence[datetime] = [
        start + n * MINUTE for n in range(int((end - start).total_seconds()) // 60)
    ]
    if not all(at_work(calendar, minute) for minute in minutes):
        return False
    buffer = rules.limits.buffer
    for one in calendar.taken:
        if one.start - buffer < end and start < one.end + buffer:
            return False
    for day in {day_of(minute, calendar.zone) for minute in minutes}:
        if len(on_day(calendar, day)) >= rules.limits.per_day:
            return False
        monday = day - timedelta(days=day.weekday())
        week = set().union(*(on_day(calendar, monday + timedelta(days=n)) for n in range(7)))
        if len(week) >= rules.limits.per_week:
            return False
    return True


def at_work(calendar: Calendar, minute: datetime) -> bool:
    if any(one.start <= minute < one.end for one in calendar.absences):
        return False
    local = minute.astimezone(calendar.zone)
    clock = local.hour * 60 + local.minute
    if calendar.lunch and calendar.lunch.starts <= clock < calendar.lunch.ends:
        return False
    day, weekday = local.date(), local.weekday()
    china = calendar.region == "CN"
    if china and date(2026, 10, 1) <= day <= date(2026, 10, 7):
        return False
    if not china and day == date(2026, 10, 3):
        return False
    worked = china and day in {date(2026, 10, 10), date(2026, 9, 20)}
    hours: Span | None = Span(540, 1080) if weekday < 5 else None
    if weekday in calendar.workdays:
        hours = calendar.workdays[weekday]
    elif worked:
        hours = calendar.workdays.get(0, Span(540, 1080))
    return hours is not None and hours.starts <= clock < hours.ends


async def test_a_search_asks_the_same_few_statements_whatever_it_is_about(town: Town) -> None:
    await town.hello("WangFang", "LiLei", "HanMeimei", "LaoWang")
    await town.say("WangFang", "安排 甲 | 前端 | 李雷 | 周五 9:00")
    counts = set()
    async with town.made.sessions() as session:
        people = list(await session.exec(select(Person).order_by(col(Person.id))))
        rows = await rows_of(session)
        await rows.fetch("SELECT unnest($1::bigint[])", [1])  # the driver gets to know the types
        for seats, days in ([people[:2]], 1), ([people, people], 30):
            asked: list[str] = []
            now = town.clock.now()
            span = (now, now + timedelta(days=days))
            with rows.query_logger(lambda query, asked=asked: asked.append(query.query)):
                found = await finder.times(
                    session, seats, None, 60 * MINUTE, span, 3, Rules(), now, SHANGHAI
                )
                await rows.fetchval("SELECT 1")  # a statement is logged once the next one comes
            assert found
            counts.add(len([one for one in asked if one != "SELECT 1"]))
    assert counts == {4}
