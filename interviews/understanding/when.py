"""The one function for times in free text: `mentions(text, now)` finds what times are spoken of.

A day, a part of it and a clock that stand together are one mention; what a mention leaves open it
takes from the one before (周三下午2点或4点). One without a beginning or an end is a range. Past and
impossible times are mentions with a problem.
"""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta

from interviews.understanding.clocks import HOURS, Part
from interviews.understanding.days import Days
from interviews.understanding.mention import Mention, Problem, Time
from interviews.understanding.ranges import opened, within_both
from interviews.understanding.tokens import JOINS, Group, grouped, inherit

MOST_DAYS = 31
SATURDAY = 5
STEP = 5
"""Minutes to which the beginning of what is left of a range is rounded."""


_TO = re.compile(r"\s*(?:-|~|到|至|to|through|thru|until|till)\s*", re.IGNORECASE)


def mentions(text: str, now: datetime) -> list[Mention]:
    """What times a plain text (see `plain`) speaks of, for who speaks at `now` in their zone."""
    groups = grouped(text, now)
    found: list[Mention] = []
    for place, group in enumerate(groups):
        if place:
            gap = text[groups[place - 1].finish : group.begin]
            inherit(groups[place - 1], group, gap)
            whose = text[: groups[place - 1].finish].endswith("'s")  # move Thursday's to Monday
            if _TO.fullmatch(gap) and not whose and (last := _range(found[-1], group, text, now)):
                found[-1] = last
                group.finish = last.finish
                continue
        found.append(_mention(text, group, now))
    shared = _shared(text, found)
    return within_both(text, [opened(text, one, now.date()) for one in shared])


def narrowed(times: list[Time]) -> list[Time]:
    """Of times said one after the other, the narrower ones: 周六吧，上午可以. A weekend of which
    one time is said is that time."""

    def inside(one: Time, other: Time) -> bool:
        (first, last), (begin, end) = one.span, other.span
        return begin <= first and last <= end and (begin, end) != (first, last)

    times = list(dict.fromkeys(times))
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
        gone = _begun if group.days else _over
        times = [replace(one, day=one.day + later) if gone(one, local) else one for one in times]
    coming = tuple(_ahead(one, local) for one in times if not _over(one, local))
    number = named.number if group.kinds == {"day"} else 0
    made = replace(made, number=number, week=named.whole)
    if not coming:
        return replace(made, times=tuple(times), problem=Problem.PAST)
    over = tuple(one for one in times if named.whole and one not in coming)
    return replace(made, times=coming, over=over)


def _ahead(time: Time, now: datetime) -> Time:
    """What is left of a range that has begun: 2点之前, said at ten."""
    if not time.open or time.start is None or time.end is None or time.span[0] > now:
        return time
    soon = (now.hour * 60 + now.minute) // STEP * STEP + STEP
    return replace(time, start=soon) if soon < time.end else time


def _over(time: Time, now: datetime) -> bool:
    whole = time.start is None or time.open
    return time.span[1 if whole else 0] <= now


def _begun(time: Time, now: datetime) -> bool:
    """Over, or half a day that has begun: 周二上午, said on a Tuesday at ten, is next week's."""
    if time.part is None:
        return _over(time, now)
    return time.at(HOURS[time.part][0]) <= now


def _time(day: date, group: Group) -> Time:
    if group.clock is not None:
        clock = group.clock
        return Time(day, clock.start, clock.end, other=clock.other, open=clock.open)
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
