"""Commands in their fixed form, read as those who answer them read them: `swap 2 李雷 老王`,
`leave 12-01 12-03`, `why 2 周四 15:00`. What is said more loosely is for the other modules."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from interviews.understanding.agenda import one_or_all
from interviews.understanding.meaning import Action, Meant
from interviews.understanding.mention import Mention, Time
from interviews.understanding.said import Said
from interviews.understanding.situation import Role

_FORMS = {
    Action.SWAP: r"(?:swap|换人|更?换面试官)\s*#?(?P<number>\d{1,9})\s+(?P<rest>.+)",
    Action.NOSHOW: (
        r"(?:no[ -]?show|未到|没来|没到|缺席)\s*#?(?P<number>\d{1,9})[\s,:]*(?:the )?"
        r"(?P<rest>候选人|面试官|candidate|interviewer)[.!]?"
    ),
    Action.WHY: r"(?:why|为什么|为何)\s*#?(?P<number>\d{1,9})\s+(?P<rest>.+)",
    Action.SLOTS: r"(?:slots|空闲(?:时间)?|找时间)\s+(?P<rest>.+)",
    Action.LEAVE: r"(?:leave|请假|休假)\s+(?P<rest>.+)",
    Action.AGENDA: r"(?:agenda|日程)\s+(?P<rest>.+)",
    Action.RESCHEDULE: (
        r"(?:reschedule|改期|改时间|换个?时间)\s*#?(?P<number>\d{1,9})\s+(?P<rest>.+)"
    ),
}
_PATTERNS = {action: re.compile(form, re.IGNORECASE) for action, form in _FORMS.items()}
_BETWEEN = re.compile(r"[\s,;、/&]|和|and\b|分钟?|min(?:ute)?s?\b|m\b", re.IGNORECASE)


def fixed(said: Said) -> Meant | None:
    """The command, where a sentence is one from its first word to its last."""
    for action, pattern in _PATTERNS.items():
        if (found := pattern.fullmatch(said.text)) is not None:
            number = found.groupdict().get("number")
            values = _READ[action](said, found)
            if values is None:
                return None
            return Meant(action, {"number": int(number), **values} if number else values)
    return None


def _swap(said: Said, found: re.Match[str]) -> dict[str, Any] | None:
    names = found["rest"].split()
    there = [one for one in names if one in said.situation.colleagues]
    if said.situation.role is not Role.HR or len(names) != 2 or there != names:
        return None
    return {"out": names[0], "in": names[1]}


def _noshow(said: Said, found: re.Match[str]) -> dict[str, Any] | None:
    del said
    mine = found["rest"].lower() in {"面试官", "interviewer"}
    return {"who": "interviewer" if mine else "candidate"}


def _why(said: Said, found: re.Match[str]) -> dict[str, Any] | None:
    spoken = _only_times(said, found)
    times = [time for one in spoken for time in one.times]
    return {"time": times[0]} if len(times) == 1 and said.situation.role is Role.HR else None


def _slots(said: Said, found: re.Match[str]) -> dict[str, Any] | None:
    if said.situation.role is Role.CANDIDATE:
        return None
    left = _without_times(said, found)
    people = sorted((o for o in said.situation.colleagues if o in left), key=left.index)
    for name in people:
        left = left.replace(name, " ")
    minutes = re.search(r"(?<!\d)\d{1,3}(?!\d)", left)
    left = left.replace(minutes[0], " ", 1) if minutes else left
    if _BETWEEN.sub("", left) or any(one.problem for one in said.mentions):
        return None
    if not people and said.situation.role is not Role.INTERVIEWER:
        return None
    values: dict[str, Any] = {"people": people or [said.situation.speaker]}
    if minutes:
        values["minutes"] = int(minutes[0])
    if times := [time for one in said.mentions for time in (*one.over, *one.times)]:
        values["time"] = one_or_all(times)
    return values


def _leave(said: Said, found: re.Match[str]) -> dict[str, Any] | None:
    spoken = said.mentions
    if said.situation.role is not Role.INTERVIEWER or not spoken:
        return None
    if spoken[0].begin != found.start("rest") or any(one.problem for one in spoken):
        return None
    times = [time for one in spoken for time in one.times]
    if any(time.start is not None or time.part for time in times):
        return None
    return {"time": one_or_all(_through(said, spoken) or times)}


def _agenda(said: Said, found: re.Match[str]) -> dict[str, Any] | None:
    spoken = _only_times(said, found)
    times = _through(said, spoken) or [time for one in spoken for time in one.times]
    return {"time": one_or_all(times)} if times else None


def _reschedule(said: Said, found: re.Match[str]) -> dict[str, Any] | None:
    times = [time for one in _only_times(said, found) for time in one.times]
    return {"times": times} if times and said.situation.role is not Role.HR else None


def _only_times(said: Said, found: re.Match[str]) -> list[Mention]:
    """The times, if there is nothing else."""
    left = _BETWEEN.sub("", _without_times(said, found))
    return [] if left or any(one.problem for one in said.mentions) else said.mentions


def _without_times(said: Said, found: re.Match[str]) -> str:
    left = str(found["rest"])
    for one in said.mentions:
        left = left.replace(one.text, " ", 1)
    return left


def _through(said: Said, spoken: list[Mention]) -> list[Time] | None:
    """The days from the first to the last of two that stand side by side: 12-01 12-03."""
    if len(spoken) != 2 or said.text[spoken[0].finish : spoken[1].begin].strip():
        return None
    first, last = (one.times[0].day for one in spoken)
    days = (last - first).days
    return [Time(first + timedelta(days=n)) for n in range(days + 1)] if 0 < days < 60 else None


_READ: dict[Action, Callable[[Said, re.Match[str]], dict[str, Any] | None]] = {
    Action.SWAP: _swap, Action.NOSHOW: _noshow, Action.WHY: _why, Action.SLOTS: _slots,
    Action.LEAVE: _leave, Action.AGENDA: _agenda, Action.RESCHEDULE: _reschedule,
}  # fmt: skip
