"""The times of an interview that is described bit by bit: as they are kept, shown and put right.

They are kept as the command is written: `2026-11-25 16:00-16:45`, or `自动 3`.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from bot.routing import Chat, fold
from handlers import _lines, _when
from interviews import times
from interviews.texts import Refused, Text, Words
from interviews.understanding.completing import completed
from interviews.understanding.describing import AUTO
from interviews.understanding.mention import Time
from interviews.understanding.situation import Situation

WHICH_HOUR = Text(
    zh="“{said}”是几点？请写清日期和几点，例如：明天 15:00。已经过去或不存在的时间不行。",
    en='At what hour is "{said}"? Please give day and hour, for example tomorrow 15:00; a time that has'
    " passed or does not exist cannot be.",
)


def put_right(chat: Chat, said: dict[str, Any], there: Situation) -> dict[str, Any]:
    """What was said, its times with the day or the hour of those that are there already."""
    found = said.get("times")
    if not isinstance(found, list) or not found:
        return said
    days = [Time(date.fromisoformat(day)) for day in chat.data.get("days", ())]
    before = days or _there(chat, chat.data["fields"].get("times", ""))
    if "minutes" in said:
        before = [replace(one, end=None) for one in before]
    return said | {"times": completed(chat.raw, found, before, there)}


def days_alone(said: dict[str, Any]) -> Sequence[date]:
    """The days that were said, where no hour was; none where nothing is missing or all is."""
    found = said.get("times")
    if not isinstance(found, list) or any(one.start is not None for one in found):
        return ()
    return sorted({one.day for one in found})


def written(chat: Chat, found: list[Time] | str | None, minutes: int | None) -> str:
    """Times as they are kept.

    Raises:
        Refused: one has no hour, has passed or does not exist.
    """
    if isinstance(found, str):
        return found
    if not found or any(one.start is None or one.open for one in found):
        raise Refused(WHICH_HOUR(said=chat.raw))
    pieces = []
    for one in found:
        end = one.end if one.end is not None or minutes is None else (one.start or 0) + minutes
        pieces.append(_lines.clock(Time(one.day, one.start, end)))
    return "; ".join(pieces)


def lasting(chat: Chat, kept: str, minutes: int) -> str | None:
    """The times there are, with another length; None where there is none to change."""
    if not kept or AUTO.match(kept):
        return None
    zone = chat.reader.zone
    starts = (start.astimezone(zone) for start, _ in _periods(chat, kept))
    return "; ".join(f"{start:%Y-%m-%d %H:%M} {minutes} min" for start in starts)


def shown(chat: Chat, kept: str) -> Words | str:
    """Times as HR reads them."""
    try:
        return _when.told(chat, _when.when(chat, fold(kept)))
    except Refused:  # told when it is done
        return kept


def _periods(chat: Chat, kept: str) -> Sequence[tuple[datetime, datetime]]:
    usual = chat.rules.interview.duration
    return times.several(kept, now=chat.now, zone=chat.reader.zone, duration=usual)


def _there(chat: Chat, kept: str) -> list[Time]:
    if not kept or AUTO.match(kept):
        return []
    zone = chat.reader.zone
    found = []
    for start, end in _periods(chat, kept):
        at = start.astimezone(zone)
        minute = at.hour * 60 + at.minute
        found.append(Time(at.date(), minute, minute + (end - start) // timedelta(minutes=1)))
    return found
