"""A meaning as the command lines one could have typed for it; whoever runs them runs commands.

Times are written with their date, whatever was said, so that a line means the same when it is run a
while later: `2026-11-26 15:00`, or as people read them where HR will.
"""

from collections.abc import Iterable
from typing import Any

from handlers._said import told
from interviews.texts import Reader
from interviews.understanding.clocks import HOURS
from interviews.understanding.meaning import Action, Meant
from interviews.understanding.mention import Time
from models.person import Language


def lines(meant: Meant, reader: Reader) -> list[str]:
    """The lines; none for what no command does."""
    values = meant.values
    number = values.get("number", "")
    times = _all(values.get("times", values.get("time")))
    match meant.action:
        case Action.TODAY | Action.TOMORROW | Action.WEEK | Action.NEXT | Action.HELP:
            return [_line(meant.action, values.get("name"))]
        case Action.AGENDA:
            return [f"agenda {min(t.day for t in times)} {max(t.day for t in times)}"]
        case Action.SHOW | Action.FEEDBACK | Action.DONE:
            return [_line(meant.action, number)]
        case Action.FIND:
            return [_line("find", values["name"])]
        case Action.PENDING:
            return [meant.action.value]
        case Action.SLOTS:
            return [
                _line("slots", ",".join(values["people"]), values.get("minutes"), *_days(times))
            ]
        case Action.WHY | Action.MOVE:
            return [_line(meant.action, number, *map(clock, times))]
        case Action.CONFIRM:
            return [_line("confirm", number, values["slot"])]
        case Action.NONE:
            return [_line("none", values.get("note"))]
        case Action.AVAILABILITY:
            return [_line("none", _spoken(times, reader))]
        case Action.RESCHEDULE:
            return [_line("reschedule", number, _spoken(times, reader), values.get("reason"))]
        case Action.CANCEL | Action.REFUSE:
            return [_line(meant.action, number, values.get("reason"))]
        case Action.LATE:
            return [_line("late", number, values.get("minutes"))]
        case Action.ACCEPT:
            return [_line("accept", number)]
        case Action.BUSY | Action.LEAVE:
            return _away(times, values.get("reason"))
        case Action.NOSHOW:
            return [_line("noshow", number, values["who"])]
        case Action.OFFER:
            return [_line("offer", number, "; ".join(map(clock, times)))]
        case Action.SWAP:
            return [_line("swap", number, values["out"], values["in"])]
        case Action.EDIT:
            return [_line("edit", number, values["field"], values["value"])]
        case Action.LANGUAGE:
            return [_line("language", values["language"])]
    return []


def is_open(meant: Meant) -> bool:
    """Whether of a time only the beginning or the end was said, or no hour at all."""
    return any(
        one.open or one.start is None
        for one in _all(meant.values.get("times", meant.values.get("time")))
    )


def clock(time: Time) -> str:
    """`2026-11-26 15:00-16:00`; a part of the day as its hours."""
    start, end = time.start, time.end
    if start is None and time.part is not None:
        start, end = HOURS[time.part]
    if start is None:
        return f"{time.day}"
    said = f"{time.day} {_hour(start)}"
    return said if end is None else f"{said}-{_hour(end)}"


def _away(times: list[Time], reason: Any) -> list[str]:
    """Hours as busy, whole days in a row as one leave."""
    made = [_line("busy", clock(one), reason) for one in times if one.start is not None or one.part]
    days = sorted(one.day for one in times if one.start is None and one.part is None)
    while days:
        row = 1
        while row < len(days) and (days[row] - days[0]).days == row:
            row += 1
        last = days[row - 1] if row > 1 else None
        made.append(_line("leave", days[0], last, reason))
        days = days[row:]
    return made


def _all(value: Any) -> list[Time]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _days(times: list[Time]) -> Iterable[Any]:
    days = sorted({one.day for one in times})
    return days if len(days) < 3 else (days[0], days[-1])


def _spoken(times: list[Time], reader: Reader) -> str:
    """As HR reads it, in the words of who says it."""
    between = "；" if reader.language == Language.ZH else "; "
    return between.join(one.to(reader) for one in told(times))


def _hour(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _line(word: str | Action, *parts: Any) -> str:
    written = (str(one) for one in parts if one not in {None, ""})
    return " ".join((str(word.value if isinstance(word, Action) else word), *written))
