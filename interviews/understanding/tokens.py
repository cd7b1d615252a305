"""The words of time in a text, put together: a day, a part of it and a clock that stand side by
side are one group; what a group leaves open it takes from the one before (周三下午2点或4点)."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from interviews.understanding import clocks, days
from interviews.understanding.clocks import Clock, Part
from interviews.understanding.days import Days

Token = tuple[int, int, str, re.Match[str]]


_FILLER = re.compile(
    r"(?:\s|的|那天|这天|当天|\(|\)|at|on|in|the|from|@|between|around|about|大概|大约|就)*",
    re.IGNORECASE,
)


JOINS = re.compile(
    r"\s*(?:[、/,&]|和|或者?|还有|以及|及|跟|与|,?\s*(?:and|or)\s|,\s*(?:或|或者|还有))\s*(?:on\s+|"
    r"the\s+)*",
    re.IGNORECASE,
)


_SAME_DAY = re.compile(r"[\s,(]*")


_REFUSED = re.compile(r"不|没|but|can't|no\b", re.IGNORECASE)
"""Another week is meant then: 下周不行，周五可以."""


_IN_THE = re.compile(r"\s*in\s+the\s+(?:morning|afternoon|evening)", re.IGNORECASE)


@dataclass(slots=True)
class Group:
    """Tokens that stand together."""

    begin: int
    finish: int
    days: Days | None = None
    part: Part | int | None = None
    clock: Clock | None = None
    clocked: re.Match[str] | None = None
    instant: datetime | None = None
    kinds: set[str] = field(default_factory=set)


def tokens(text: str) -> list[Token]:
    """Days, parts, clocks and `in half an hour`, from left to right, none inside another."""
    taken: list[Token] = []

    def clash(begin: int, finish: int) -> Token | None:
        return next((one for one in taken if one[0] < finish and begin < one[1]), None)

    for kind, pattern in (("soon", clocks.SOON), ("day", days.DAY), ("part", clocks.PART)):
        taken += [
            (*found.span(), kind, found)
            for found in pattern.finditer(text)
            if clash(*found.span()) is None
        ]
    place = 0
    while clocked := clocks.CLOCK.search(text, place):
        begin, finish = clocked.span()
        other = clash(begin, finish)
        if other is not None and begin < other[0]:
            shorter = clocks.CLOCK.match(text, begin, other[0])
            clocked, other = (shorter, None) if shorter else (clocked, other)
        if other is None:
            taken.append((*clocked.span(), "clock", clocked))
            place = clocked.end()
        else:
            place = max(other[1], begin + 1)
    return sorted(taken, key=lambda token: token[0])


def grouped(text: str, now: datetime) -> list[Group]:
    groups: list[Group] = []
    for begin, finish, kind, found in tokens(text):
        group = groups[-1] if groups else Group(begin, begin)
        gap = text[group.finish : begin]
        bare = gap.lstrip(", ") if kind == "clock" else gap
        joined = bool(groups) and kind not in group.kinds and _FILLER.fullmatch(bare) is not None
        twice = kind == "day" and group.kinds == {"day"} and _SAME_DAY.fullmatch(gap)
        if twice and group.days and _same_day(group.days, days.read(found, now)):
            group.days = _dated(group.days, days.read(found, now))
            group.finish = finish
            continue
        if twice and group.days and (named := _of_weekday(group.days, days.read(found, now), now)):
            group.days, group.finish = named, finish
            continue
        if not joined:
            group = Group(begin, begin)
        if not _add(group, kind, found, text, now, groups[-1] if groups else None):
            continue
        group.kinds.add(kind)
        group.finish = finish
        if not joined:
            groups.append(group)
    return groups


def _of_weekday(weekday: Days, numbered: Days, now: datetime) -> Days | None:
    """`Sunday the 22nd`: the day of this month by that number, if it is such a weekday."""
    if not (weekday.flexible and numbered.number and weekday.days):
        return None
    try:
        day = now.date().replace(day=numbered.number)
    except ValueError:
        return None
    return Days((day,)) if day.weekday() == weekday.days[0].weekday() else None


def _same_day(one: Days, other: Days) -> bool:
    """A weekday and the date it is on: 11月25日 周三, Mon 30 Nov."""
    weekdays = {day.weekday() for day in one.days} & {day.weekday() for day in other.days}
    return bool(weekdays) and one.flexible != other.flexible


def _dated(one: Days, other: Days) -> Days:
    return other if one.flexible else one


def _add(
    group: Group, kind: str, found: re.Match[str], text: str, now: datetime, last: Group | None
) -> bool:
    """Put a token into a group; False where it turns out to be none."""
    if kind == "clock":
        settled = bool(found["lead"]) or group.part is not None
        settled = settled or _IN_THE.match(text, found.end()) is not None
        group.clock = clocks.clock(found, group.part, settled=settled)
        group.clocked = found
        return group.clock is not None
    if kind == "day":
        gap = text[last.finish : found.start()] if last else ""
        near = last is not None and (len(gap) <= 3 or JOINS.fullmatch(gap) is not None)
        if last and last.days and last.days.whole and (last.days.week or 0) > 0:
            near = near or not _REFUSED.search(text[last.finish : found.start()])
        before = last.days if last and near else None
        group.days = days.read(found, now, before)
        return True
    if kind == "part":
        group.part = clocks.part(found)
        if found["this"] and group.days is None:
            group.days = Days((now.date(),))
        if group.clocked is not None:  # 3 o'clock in the afternoon
            group.clock = clocks.clock(group.clocked, group.part, settled=True)
        return not found["all"] or group.days is not None
    group.instant = now.replace(tzinfo=None) + timedelta(minutes=clocks.length(found))
    return True


def inherit(last: Group, group: Group, gap: str) -> None:
    """What was left open is as it was said just before: 周三下午2点或4点."""
    if group.days is None and group.instant is None and not re.search(r"[;!?]", gap):
        group.days = last.days
    evening = last.part is Part.EVENING and group.part is None
    if evening and group.clocked is not None and JOINS.fullmatch(gap):
        group.clock = clocks.clock(group.clocked, Part.EVENING, settled=True)
