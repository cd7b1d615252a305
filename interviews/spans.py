"""Days as people write them: `本周`, `下周一到周三`, `12-01 12-03`, `tomorrow`; and what follows."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from interviews import availability, times
from interviews.texts import Refused, Text
from interviews.times import Unreadable

T = TypeVar("T")
MOST = timedelta(days=100)

_WEEK = re.compile(
    r"(?P<zh>本|这个?|下下个?|下个?)(?:周|星期|礼拜)|(?P<en>this|next) week", re.IGNORECASE
)
_TO = re.compile(r"\s*(?:-|–|—|~|到|至|\bto\b|\buntil\b)\s*|\s+", re.IGNORECASE)
_PIECE = re.compile(r"[^\s,;]+")

UNREADABLE = Text(
    zh="看不懂日期“{written}”。请写成 本周、周五、12-01 或 12-01 12-03。",
    en='I cannot read the days "{written}". Write them like this week, friday, 12-01 or'
    " 12-01 12-03.",
)
BACKWARDS = Text(
    zh="“{written}”的最后一天在第一天之前，或者隔了太久，请核对日期。",
    en='"{written}" ends before it begins, or takes too long. Please check the dates.',
)


def days(written: str, *, now: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Read one day, a week or the first and the last of several; gives the midnights around them.

    Raises:
        Refused: they cannot be read, do not exist or are in the wrong order.
    """
    today = now.astimezone(zone).date()
    week = _WEEK.fullmatch(written.strip())
    if week:
        ahead = (week["zh"] or "").count("下") + ((week["en"] or "").lower() == "next")
        monday = today + timedelta(days=7 * ahead - today.weekday())
        return _around(monday, monday + timedelta(days=6), zone)
    first = times.day(written, today=today)
    if first is not None:
        return _around(first, first, zone)
    for between in _TO.finditer(written):
        first = times.day(written[: between.start()], today=today)
        if first is None:
            continue
        until = written[between.end() :]
        last = times.day(until, today=today)
        if last is None:
            continue
        if last < first:  # 下周一到周三: the Wednesday after that Monday
            last = times.day(until, today=first)
        if last is None or not first <= last < first + MOST:
            raise Refused(BACKWARDS(written=written))
        return _around(first, last, zone)
    raise Unreadable(UNREADABLE(written=written))


def leading(written: str, read: Callable[[str], T]) -> tuple[T, int]:
    """The longest beginning of what is written that can be read, and where it ends.

    Raises:
        Refused: no beginning can be read, or the longest says something that cannot be.
    """
    refused: Refused = Unreadable(UNREADABLE(written=written))
    for last in reversed([*_PIECE.finditer(written)]):
        try:
            return read(written[: last.end()]), last.end()
        except Unreadable as unreadable:
            refused = unreadable
    raise refused


def trailing(written: str, read: Callable[[str], T]) -> tuple[str, T | None]:
    """The words before the longest end of what is written that can be read, and that end."""
    for first in _PIECE.finditer(written):
        try:
            return written[: first.start()].strip(), read(written[first.start() :])
        except Unreadable:
            continue
    return written.strip(), None


def _around(first: date, last: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    after = last + timedelta(days=1)
    return availability.midnight(first, zone), availability.midnight(after, zone)
