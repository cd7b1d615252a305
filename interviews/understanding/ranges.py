"""Times without a beginning or an end: 周三之前, after friday, from the 28th on, before noon.

Open ends are closed at what people mean by them: today, a week later, or the end of working hours.
"""

import re
from dataclasses import replace
from datetime import date, timedelta

from interviews.understanding.clocks import HOURS, Part
from interviews.understanding.mention import Mention, Problem, Time

WEEK = timedelta(days=7)
_NOT = r"(?![端台面天期续勤后任])"
_BEFORE = re.compile(rf"\s*(?:[之以]前|前{_NOT})(?!面)", re.IGNORECASE)
_AFTER = re.compile(rf"\s*(?:[之以]后|后{_NOT})", re.IGNORECASE)
_ON = re.compile(
    r"\s*(?:(?:及|和)?以后|起|开始|往后|\bonwards?\b|\bor\s+later\b|\band\s+(?:after|later)\b|"
    r"(?<=\S)\s+on(?=\s*(?:$|[,;.!?])))",
    re.IGNORECASE,
)
_LEAD_BEFORE = re.compile(r"\b(?:any\s?(?:day|time)\s+)?before\s+(?:the\s+)?$", re.IGNORECASE)
_LEAD_BY = re.compile(
    r"(?:不晚于|不迟于|最晚|最迟|\b(?:by|until|till|up\s+to|(?:no|not)\s+later\s+than)\s+)(?:the\s+)?$",
    re.IGNORECASE,
)
_LEAD_AFTER = re.compile(r"\b(?:any\s?(?:day|time)\s+)?after\s+(?:the\s+)?$", re.IGNORECASE)
_LEAD_FROM = re.compile(r"(?:从|自|\b(?:from|starting(?:\s+from)?)\s+)$", re.IGNORECASE)
_FESTIVE = re.compile(
    r"节|元旦|国庆|圣诞|五一|除夕|元宵|清明|端午|中秋|christmas|new year", re.IGNORECASE
)
_OWN = re.compile(r"\s*'s\b")


def opened(text: str, one: Mention, today: date) -> Mention:
    """The mention with what stands around it, where that makes it a range; else as it is."""
    time = one.times[-1] if one.times else None
    if time is None or one.problem or time.end is not None or _OWN.match(text, one.finish):
        return one
    head = text[: one.begin]
    if time.start is not None:
        return _clock(text, head, one, time) if one.text and time.at().minute == 0 else one
    if time.part is not None:
        return one
    first, last = one.times[0].day, time.day
    if _FESTIVE.search(one.text) and (_AFTER.match(text, one.finish) or _LEAD_AFTER.search(head)):
        return replace(one, times=(), vague=True)
    if found := _LEAD_BEFORE.search(head):
        return _days(text, one, found.start(), one.finish, today, first - timedelta(days=1))
    if found := _LEAD_BY.search(head):
        return _days(text, one, found.start(), one.finish, today, last)
    if found := _LEAD_AFTER.search(head):
        return _days(text, one, found.start(), one.finish, last + timedelta(days=1), last + WEEK)
    lead = _LEAD_FROM.search(head)
    if found := _ON.match(text, one.finish):
        begin = lead.start() if lead else one.begin
        if lead or not found[0].strip().startswith("以后"):
            return _days(text, one, begin, found.end(), first, last + WEEK - timedelta(days=1))
    if found := _BEFORE.match(text, one.finish):
        return _days(text, one, one.begin, found.end(), today, first - timedelta(days=1))
    if found := _AFTER.match(text, one.finish):
        return _days(text, one, one.begin, found.end(), last + timedelta(days=1), last + WEEK)
    return one


def _days(text: str, one: Mention, begin: int, finish: int, first: date, last: date) -> Mention:
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    made = replace(one, begin=begin, finish=finish, text=text[begin:finish].strip(), number=0)
    if not days:
        return replace(made, problem=Problem.PAST)
    return replace(made, times=tuple(Time(day, open=True) for day in days))


def _clock(text: str, head: str, one: Mention, time: Time) -> Mention:
    """Noon and other words for an hour; figures have their own (see `clocks`)."""
    at = time.start or 0
    opens = HOURS[Part.AM][0]
    closes = HOURS[Part.PM][1] if at < HOURS[Part.PM][1] else HOURS[Part.EVENING][1]
    before, after = _LEAD_BEFORE.search(head), _LEAD_AFTER.search(head)
    behind, beyond = _BEFORE.match(text, one.finish), _AFTER.match(text, one.finish)
    begin = next((found.start() for found in (before, after) if found), one.begin)
    finish = next((found.end() for found in (behind, beyond) if found), one.finish)
    made = replace(one, begin=begin, finish=finish, text=text[begin:finish].strip())
    if before or behind:
        start, end = min(opens, at - 60), at
    elif after or beyond:
        start, end = at, closes
    else:
        return one
    times = tuple(replace(each, start=start, end=end, open=True) for each in one.times)
    return replace(made, times=times)


def within_both(text: str, found: list[Mention]) -> list[Mention]:
    """After one day and before another: 周三之后周五之前."""
    made = found[:1]
    for one in found[1:]:
        before = made[-1]
        days = [time for time in one.times if time in before.times and time.start is None]
        joined = len(text[before.finish : one.begin].strip()) <= 1
        both = days and all(time.open for time in (*before.times, *one.times))
        if both and joined and len(days) < len(one.times) + len(before.times):
            whole = text[before.begin : one.finish]
            made[-1] = replace(before, finish=one.finish, text=whole, times=tuple(days))
        else:
            made.append(one)
    return made
