"""The one function for times in free text: `mentions(text, now)` finds what times are spoken of.

A day, a part of it and a clock that stand together are one mention; what a mention leaves open it
takes from the one before (周三下午2点或4点). Past and impossible times are mentions with a problem.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from interviews.understanding.clocks import HOURS, Part
from interviews.understanding.days import Days
from interviews.understanding.tokens import JOINS, Group, grouped, inherit

MOST_DAYS = 31
SATURDAY = 5


class Problem(StrEnum):
    """Why a time cannot be meant."""

    PAST = "past"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True, slots=True)
class Time:
    """A day; or a part of it; or from when (to when), in minutes after its midnight."""

    day: date
    start: int | None = None
    end: int | None = None
    part: Part | None = None
    other: int | None = None
    """The same hour in the other half of the day, where it was not said which."""

    def __str__(self) -> str:
        if self.part is not None:
            return f"{self.day} {self.part}"
        if self.start is None:
            return f"{self.day}"
        said = f"{self.at():%Y-%m-%d %H:%M}"
        return said if self.end is None else f"{said}/{self.at(self.end):%H:%M}"

    def at(self, minutes: int | None = None) -> datetime:
        """The instant so many minutes after midnight (its start, if not said), without a zone."""
        given = minutes if minutes is not None else self.start or 0
        return datetime.combine(self.day, time()) + timedelta(minutes=given)

    @property
    def span(self) -> tuple[datetime, datetime]:
        """From when to when it could mean, without a zone."""
        if self.start is not None:
            return self.at(), self.at(self.end if self.end is not None else self.start + 1)
        first, last = HOURS[self.part] if self.part else (0, 1440)
        return self.at(first if self.part is not Part.AM else 0), self.at(last)


@dataclass(frozen=True, slots=True)
class Mention:
    """Times spoken of at one place of the text."""

    begin: int
    finish: int
    text: str
    times: tuple[Time, ...] = ()
    problem: Problem | None = None
    dayless: bool = False
    """Only a clock was said; the day is the next on which it comes."""
    number: int = 0
    """N, where it was only `N号` or `the Nth`: perhaps not a day at all."""
    week: bool = False
    """A whole week was named."""
    vague: bool = False
    """Some time after that: 元旦后."""
    over: tuple[Time, ...] = ()
    """Of a week or a weekend, the days that have passed."""


_AFTER = re.compile(r"[之以]?后(?![天端面勤])|\s+onwards?\b", re.IGNORECASE)
_TO = re.compile(r"\s*(?:-|~|到|至|to|through|thru|until|till)\s*", re.IGNORECASE)


def mentions(text: str, now: datetime) -> list[Mention]:
    """What times a plain text (see `plain`) speaks of, for who speaks at `now` in their zone."""
    groups = grouped(text, now)
    found: list[Mention] = []
    for place, group in enumerate(groups):
        if place:
            gap = text[groups[place - 1].finish : group.begin]
            inherit(groups[place - 1], group, gap)
            if _TO.fullmatch(gap) and (last := _range(found[-1], group, text, now)):
                found[-1] = last
                group.finish = last.finish
                continue
        found.append(_mention(text, group, now))
    return _shared(text, found)


def narrowed(times: list[Time]) -> list[Time]:
    """Of times said one after the other, the narrower ones: 周六吧，上午可以. A weekend of which
    one time is said is that time."""

    def inside(one: Time, other: Time) -> bool:
        (first, last), (begin, end) = one.span, other.span
        return begin <= first and last <= end and (begin, end) != (first, last)

    left = [one for one in times if not any(inside(other, one) for other in times)]
    if any(one not in left and one.day.weekday() >= SATURDAY for one in times):
        left = [o for o in left if o.start is not None or o.part or o.day.weekday() < SATURDAY]
    return left


def _range(first: Mention, group: Group, text: str, now: datetime) -> Mention | None:
    """From a day to a later one: 周一到周三, from Dec 1 to Dec 3."""
    last = _mention(text, group, now)
    if not first.times or not last.times or first.problem or last.problem:
        return None
    begin, end = first.times[0], last.times[-1]
    if begin.start is not None and end.start is not None:  # 10am to noon
        if begin.day != end.day or end.start <= begin.start:
            return None
        joined = (replace(begin, end=end.start),)
        return replace(
            first, finish=last.finish, text=text[first.begin : last.finish], times=joined
        )
    if end.day < begin.day and group.days and group.days.flexible:
        end = replace(end, day=end.day + timedelta(days=7))
    if begin.start is not None or end.start is not None or not begin.day < end.day:
        return None
    between = [begin.day + timedelta(days=n) for n in range((end.day - begin.day).days + 1)]
    if len(between) > MOST_DAYS:
        return None
    times = [Time(day, part=end.part) for day in between]
    if begin.part is not None:
        times[0] = begin
    return replace(
        first, finish=last.finish, text=text[first.begin : last.finish], times=tuple(times)
    )


def _mention(text: str, group: Group, now: datetime) -> Mention:
    local, said = now.replace(tzinfo=None), text[group.begin : group.finish].strip()
    begin = text.index(said, group.begin)
    made = Mention(begin, begin + len(said), said, dayless=group.days is None)
    if group.instant is not None:
        at = group.instant
        time = Time(at.date(), at.hour * 60 + at.minute)
        return replace(made, times=(time,), dayless=False)
    if (group.days and group.days.impossible) or (group.clock and group.clock.impossible):
        return replace(made, problem=Problem.IMPOSSIBLE)
    named = group.days or Days((local.date(),), flexible=True)
    times = [_time(day, group) for day in named.days]
    if named.flexible:
        later = timedelta(days=7 if group.days else 1)
        times = [replace(one, day=one.day + later) if _over(one, local) else one for one in times]
    coming = tuple(one for one in times if not _over(one, local))
    if _AFTER.match(text, made.finish) and not (group.clock or group.part):
        return replace(made, vague=True)
    number = named.number if group.kinds == {"day"} else 0
    made = replace(made, number=number, week=named.whole)
    if not coming:
        return replace(made, times=tuple(times), problem=Problem.PAST)
    over = tuple(one for one in times if named.whole and one not in coming)
    return replace(made, times=coming, over=over)


def _over(time: Time, now: datetime) -> bool:
    return time.span[0] <= now if time.start is not None else time.span[1] <= now


def _time(day: date, group: Group) -> Time:
    if group.clock is not None:
        return Time(day, group.clock.start, group.clock.end, other=group.clock.other)
    if isinstance(group.part, Part):
        return Time(day, part=group.part)
    return Time(day, group.part)


def _shared(text: str, found: list[Mention]) -> list[Mention]:
    """A part of the day or a clock said once for several days: 周三、周四下午."""
    for place in range(len(found) - 2, -1, -1):
        one, after = found[place], found[place + 1]
        gap = text[one.finish : after.begin]
        plain = one.times and all(time.start is None and time.part is None for time in one.times)
        if not plain or one.problem or after.problem or one.week or not JOINS.fullmatch(gap):
            continue
        model = after.times[-1]
        if not after.dayless and (model.start is not None or model.part is not None):
            times = tuple(replace(model, day=time.day) for time in one.times)
            found[place] = replace(one, times=times)
    return found
