"""What speaks against a time: one sentence for each thing. The finder keeps clear of all of them;
HR may go beyond after reading them.

They name nobody but the interviewer, yet why somebody is busy is for colleagues: candidates are only
told that a time does not suit.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from interviews import daysoff
from interviews.availability import Absence, Calendar, Taken, at, midnight, touched
from interviews.dates import Clock, Day, Days, Lasting, Moment, Period
from interviews.rules import Limits, Rules
from interviews.texts import NOTHING, Text, Words
from models.availability import BusyKind

STARTS = Text(zh="{who} {day} 上班时间是 {clock}", en="{who} starts work at {clock} on {day}")
ENDS = Text(zh="{who} {day} 下班时间是 {clock}", en="{who} finishes work at {clock} on {day}")
DAY_OFF = Text(zh="{who} {day} 不上班", en="{who} does not work on {day}")
HOLIDAY = Text(zh="{who} {day} 放假（{name}）", en="{day} is a holiday for {who} ({name})")
UNKNOWN = Text(
    zh="还不知道 {year} 年的放假安排，{who} {day} 是否上班不能确定",
    en="the holidays of {year} are not known yet, so {who} may be off on {day}",
)
LUNCH = Text(zh="{who} {when} 午休", en="{who} has lunch {when}")
BUSY = Text(zh="{who} {when} 没空{reason}", en="{who} is busy {when}{reason}")
LEAVE = Text(zh="{who} {day} 请假{reason}", en="{who} is on leave on {day}{reason}")
BECAUSE = Text(zh="：{reason}", en=": {reason}")
OVERLAPS = Text(zh="{who} {when} 已有 #{number}", en="{who} has #{number} {when}")
CLOSE = Text(
    zh="{who} {when} 有 #{number}，前后要留 {buffer}",
    en="{who} has #{number} {when}, which needs {buffer} before and after",
)
FULL_DAY = Text(
    zh="{who} {day} 已有 {count} 场面试，一天最多 {most} 场",
    en="{who} has {count} interviews on {day}; {most} a day is the most",
)
FULL_WEEK = Text(
    zh="{who} {day} 已有 {count} 场面试，一周最多 {most} 场",
    en="{who} has {count} interviews in {day}; {most} a week is the most",
)
PASSED = Text(zh="{when} 已经过去了", en="{when} has passed")
NOTICE = Text(
    zh="离开始不到 {notice}，太仓促",
    en="it begins in less than {notice}, which is short notice",
)
HORIZON = Text(zh="在 {length} 以后，太远了", en="it is more than {length} ahead, which is too far")


class Obstacle(NamedTuple):
    """A stretch of time somebody cannot or should not be asked for. `rule` is the same for
    obstacles of which one sentence is enough."""

    start: datetime
    end: datetime
    rule: Hashable
    why: Words


def of(calendar: Calendar, start: datetime, end: datetime, rules: Rules) -> list[Obstacle]:
    """Everything that stands in an interviewer's way on the days of this span."""
    found: list[Obstacle] = []
    for day in touched(start, end, calendar.zone):
        found += _day(calendar, day)
    found += _absences(calendar)
    buffer = rules.limits.buffer
    for taken in calendar.taken:
        if taken.start - buffer < end and start < taken.end + buffer:
            found += _interview(calendar, taken, buffer)
    return [*found, *_full(calendar, touched(start, end, calendar.zone), rules.limits)]


def bare(calendar: Calendar) -> list[Obstacle]:
    """What stands in a candidate's way: other interviews, and what they said themselves, without
    the reason."""
    who, zone = calendar.person.name, calendar.zone
    overlaps = [_overlap(who, taken, zone) for taken in calendar.taken]
    absences = [replace(absence, reason="") for absence in calendar.absences]
    return [*_absences(replace(calendar, absences=absences)), *overlaps]


def room(name: str, taken: Sequence[Taken], zone: ZoneInfo) -> list[Obstacle]:
    """What stands in the way of meeting in a room."""
    return [_overlap(name, one, zone) for one in taken]


def general(start: datetime, end: datetime, limits: Limits, now: datetime) -> dict[Hashable, Words]:
    """What speaks against a time whoever the people are; a sentence by rule."""
    if start <= now:
        return {"passed": PASSED(when=Moment(start))}
    if start < now + limits.notice:
        return {"notice": NOTICE(notice=Lasting(limits.notice))}
    if end > now + limits.horizon:
        return {"horizon": HORIZON(length=Lasting(limits.horizon))}
    return {}


def against(obstacles: Iterable[Obstacle], start: datetime, end: datetime) -> dict[Hashable, Words]:
    """What a person's obstacles say against a time; a sentence by rule."""
    met: dict[Hashable, Words] = {}
    for one in obstacles:
        if one.start < end and start < one.end:
            met.setdefault(one.rule, one.why)
    return met


def _day(calendar: Calendar, day: date) -> Iterator[Obstacle]:
    """Outside the working hours of one day."""
    who, zone = calendar.person.name, calendar.zone
    begins, over = midnight(day, zone), midnight(day + timedelta(days=1), zone)
    shown = Days(begins, over, zone)
    if not daysoff.known(calendar.region, day.year):
        yield Obstacle(begins, over, f"day {day}", UNKNOWN(year=day.year, who=who, day=shown))
        return
    hours = calendar.hours(day)
    if hours is None:
        special = daysoff.special(calendar.region, day)
        off = DAY_OFF(who=who, day=shown)
        if special is not None and not special.works:
            off = HOLIDAY(who=who, day=shown, name=special)
        yield Obstacle(begins, over, f"day {day}", off)
        return
    opens, closes = at(day, hours.starts, zone), at(day, hours.ends, zone)
    if begins < opens:
        said = STARTS(who=who, day=Day(opens), clock=Clock(opens, zone))
        yield Obstacle(begins, opens, f"starts {day}", said)
    if closes < over:
        said = ENDS(who=who, day=Day(closes), clock=Clock(closes, zone))
        yield Obstacle(closes, over, f"ends {day}", said)
    if lunch := calendar.lunch:
        from_, until = at(day, lunch.starts, zone), at(day, lunch.ends, zone)
        said = LUNCH(who=who, when=Period(from_, until, zone))
        yield Obstacle(from_, until, f"lunch {day}", said)


def _absences(calendar: Calendar) -> Iterator[Obstacle]:
    for absence in calendar.absences:
        yield Obstacle(
            absence.start, absence.end, f"absence {absence.id}", _absent(calendar, absence)
        )


def _absent(calendar: Calendar, absence: Absence) -> Words:
    who, zone = calendar.person.name, calendar.zone
    reason = BECAUSE(reason=absence.reason) if absence.reason else NOTHING
    if absence.kind is BusyKind.BUSY:
        return BUSY(who=who, when=Period(absence.start, absence.end, zone), reason=reason)
    return LEAVE(who=who, day=Days(absence.start, absence.end, zone), reason=reason)


def _overlap(who: str, taken: Taken, zone: ZoneInfo) -> Obstacle:
    said = OVERLAPS(who=who, when=Period(taken.start, taken.end, zone), number=taken.interview)
    return Obstacle(taken.start, taken.end, (taken.interview, taken.start), said)


def _interview(calendar: Calendar, taken: Taken, buffer: timedelta) -> Iterator[Obstacle]:
    """An interview, and the time before and after it: who overlaps it hears only of that. Rounds in
    a row need none between them."""
    yield _overlap(calendar.person.name, taken, calendar.zone)
    if not buffer or taken.in_a_row:
        return
    said = CLOSE(
        who=calendar.person.name,
        when=Period(taken.start, taken.end, calendar.zone),
        number=taken.interview,
        buffer=Lasting(buffer),
    )
    rule = (taken.interview, taken.start)
    yield Obstacle(taken.start - buffer, taken.start, rule, said)
    yield Obstacle(taken.end, taken.end + buffer, rule, said)


def _full(calendar: Calendar, days: list[date], limits: Limits) -> Iterator[Obstacle]:
    """Days and weeks with as many interviews as one may give."""
    who, zone, given = calendar.person.name, calendar.zone, calendar.days
    for day in days:
        count = len(given.get(day, ()))
        if count >= limits.per_day:
            begins, over = midnight(day, zone), midnight(day + timedelta(days=1), zone)
            said = FULL_DAY(who=who, day=Days(begins, over, zone), count=count, most=limits.per_day)
            yield Obstacle(begins, over, f"full {day}", said)
    for monday in dict.fromkeys(day - timedelta(days=day.weekday()) for day in days):
        week = [monday + timedelta(days=n) for n in range(7)]
        numbers = {number for day in week for number in given.get(day, ())}
        if len(numbers) >= limits.per_week:
            begins, over = midnight(monday, zone), midnight(monday + timedelta(days=7), zone)
            said = FULL_WEEK(
                who=who, day=Days(begins, over, zone), count=len(numbers), most=limits.per_week
            )
            yield Obstacle(begins, over, f"full week {monday}", said)
