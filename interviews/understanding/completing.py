"""A time that is put right in part: 改成4点 leaves the day, 改到周五 leaves the hour."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from interviews.understanding.clocks import HOURS
from interviews.understanding.mention import Time
from interviews.understanding.plain import plain
from interviews.understanding.situation import Situation
from interviews.understanding.when import mentions


def completed(
    written: str, times: Sequence[Time], there: Collection[Time], situation: Situation
) -> list[Time]:
    """The times said, with what they leave out taken from those that were there: a bare clock on
    each of their days, a bare day at their one hour, each as long as they were."""
    spoken = mentions(plain(written), situation.now)
    dayless = {time for one in spoken if one.dayless for time in one.times}
    days = sorted({one.day for one in there})
    made: list[Time] = []
    for one in times:
        on = [replace(one, day=day) for day in days] if one in dayless else []
        made += [_clocked(each, there) for each in on or [one]]
    return made


def _clocked(time: Time, there: Collection[Time]) -> Time:
    starts = {one.start for one in there if one.start is not None}
    lengths = {one.end - one.start for one in there if one.start is not None and one.end}
    if len(starts) != 1 or time.open:
        return time
    [start] = starts
    if time.start is None:
        first, last = HOURS[time.part] if time.part else (start, start + 1)
        if not first <= start < last:
            return time
        time = replace(time, start=start, part=None)
    elif time.other is not None:  # 3点 is in the half of the day it was in
        nearer = min(time.start, time.other, key=lambda minute: abs(minute - start))
        time = replace(time, start=nearer, other=None) if time.end is None else time
    if time.end is None and len(lengths) == 1 and time.start is not None:
        time = replace(time, end=time.start + min(lengths))
    return time
