"""Times to offer: written ones, or `自动 3`, `自动 3 45 下周` / `auto 3 45 next week`."""

import re
from datetime import timedelta

from bot.routing import Chat
from interviews import spans, times
from interviews.proposals import Automatic, When, Written
from interviews.texts import Refused, Text

_AUTO = re.compile(
    r"(?:自动|auto(?:matic)?)\s*(?P<count>\d{1,3})?(?=\s|$)(?P<rest>.*)", re.IGNORECASE
)
_LENGTH = re.compile(
    r"(?P<count>\d{1,3})\s*(?P<unit>分钟|分|minutes|mins?|m|小时|hours?|h)?", re.IGNORECASE
)
_LONGEST = timedelta(hours=8)

HOW_AUTO = Text(
    zh="请写成 自动 3，也可以加上分钟和日期：自动 3 45 下周（一次 1 到 {most} 个）。",
    en="Write it like auto 3, with minutes and days if you like: auto 3 45 next week (1 to {most} at"
    " once).",
)


def when(chat: Chat, written: str) -> When:
    """Read what stands for times; `written` is folded.

    Raises:
        Refused: it cannot be read.
    """
    usual = chat.rules.interview.duration
    auto = _AUTO.fullmatch(written.strip())
    if auto is None:
        found = times.several(written, now=chat.now, zone=chat.reader.zone, duration=usual)
        return Written(found)
    count = int(auto["count"] or 3)
    if not 1 <= count <= times.MOST:
        raise Refused(HOW_AUTO(most=times.MOST))
    first, _, rest = auto["rest"].strip().partition(" ")
    given = length(first)
    if given is None:
        rest = auto["rest"].strip()
    span = spans.days(rest, now=chat.now, zone=chat.reader.zone) if rest.strip() else None
    return Automatic(count, given or usual, span)


def length(written: str) -> timedelta | None:
    """Read `45`, `45分钟`, `1小时` or `90 min`; None for anything else, and beyond eight hours."""
    found = _LENGTH.fullmatch(written.strip())
    if found is None:
        return None
    hours = (found["unit"] or "").lower().startswith(("小", "h"))
    lasting = timedelta(minutes=int(found["count"]) * (60 if hours else 1))
    return lasting if timedelta() < lasting <= _LONGEST else None
