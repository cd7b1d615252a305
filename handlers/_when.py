"""Times to offer: written ones, or `自动 3`, `自动 3 45 下周` / `auto 3 45 next week`."""

import re
from datetime import timedelta

from bot.routing import Chat
from interviews import spans, times
from interviews.automatic import Automatic, When, Written
from interviews.dates import Days, Lasting, Period
from interviews.texts import NOTHING, Refused, Text, Words, listed

_AUTO = re.compile(
    r"(?:自[动動]|auto(?:matic)?)\s*(?P<count>\d{1,3})?(?=\s|$)(?P<rest>.*)", re.IGNORECASE
)
_LENGTH = re.compile(
    r"(?P<count>\d{1,3})\s*(?P<unit>分钟|分|minutes|mins?|m|小时|hours?|h)?", re.IGNORECASE
)
_LONGEST = timedelta(hours=8)
_MINUTE = timedelta(minutes=1)
DAYS = (
    "today", "今天", "今日", "tomorrow", "明天", "明日", "week", "本周", "这周", "这个星期", "一周",
)  # fmt: skip
"""Words of commands that are days, where a day is asked for."""

HOW_AUTO = Text(
    zh="请写成 自动 3，也可以加上分钟和日期：自动 3 45 下周（一次 1 到 {most} 个）。",
    en="Write it like auto 3, with minutes and days if you like: auto 3 45 next week (1 to {most} at"
    " once).",
)
FOUND = Text(
    zh="由我找 {count} 个大家都有空的{lasting}，{span}",
    en="{count} that I find, when everybody can{lasting}: {span}",
)
SOON = Text(zh="尽快", en="as soon as possible")
LASTING = Text(zh="（{length}）", en=" ({length})")


def when(chat: Chat, written: str, *, usually: int = 3, length: timedelta | None = None) -> When:
    """Read what stands for times; `written` is folded. Without a count `usually` so many are found;
    of which only the start is said takes `length`, or as long as interviews usually do.

    Raises:
        Refused: it cannot be read.
    """
    usual = length or chat.rules.interview.duration
    auto = _AUTO.fullmatch(written.strip())
    if auto is None:
        found = times.several(written, now=chat.now, zone=chat.reader.zone, duration=usual)
        return Written(found)
    count = int(auto["count"] or usually)
    if not 1 <= count <= times.MOST:
        raise Refused(HOW_AUTO(most=times.MOST))
    lasting, span = rest(chat, auto["rest"])
    return Automatic(count, lasting, span)


def told(chat: Chat, wanted: When) -> Words:
    """Such times in words: each, or how many are to be found."""
    zone = chat.reader.zone
    if isinstance(wanted, Written):
        return listed(Period(start, end, zone) for start, end in wanted.times)
    span = Days(*wanted.span, zone) if wanted.span else SOON
    lasting = LASTING(length=Lasting(wanted.length)) if wanted.length else NOTHING
    return FOUND(count=wanted.count, span=span, lasting=lasting)


def written(chat: Chat, wanted: When) -> str:
    """Such times as they can be said on another day and mean the same."""
    zone = chat.reader.zone
    if isinstance(wanted, Written):
        pieces = (
            f"{start.astimezone(zone):%Y-%m-%d %H:%M} {(end - start) // _MINUTE} min"
            for start, end in wanted.times
        )
        return "; ".join(pieces)
    parts = [f"auto {wanted.count}"]
    if wanted.length is not None:
        parts.append(f"{wanted.length // _MINUTE}")
    if wanted.span is not None:
        first, end = (one.astimezone(zone) for one in wanted.span)
        parts += [f"{first:%Y-%m-%d}", f"{end - _MINUTE:%Y-%m-%d}"]
    return " ".join(parts)


def rest(chat: Chat, written: str) -> tuple[timedelta | None, times.Times | None]:
    """Read `45 下周`: minutes and days, either of which may be missing.

    Raises:
        Refused: there is something else.
    """
    other, lasting, span = asked(chat, written)
    if other:
        raise Refused(spans.UNREADABLE(written=other))
    return lasting, span


def asked(chat: Chat, written: str) -> tuple[str, timedelta | None, times.Times | None]:
    """Read minutes and days at the end of something: `李雷,韩梅梅 60 本周`."""

    def days(end: str) -> times.Times:
        return spans.days(end, now=chat.now, zone=chat.reader.zone)

    before, span = spans.trailing(written, days)
    other, lasting = spans.trailing(before, minutes)
    return other, lasting, span


def minutes(written: str) -> timedelta:
    """Read `45`, `45分钟`, `1小时` or `90 min`, up to eight hours.

    Raises:
        Unreadable: it is none of these.
    """
    found = _LENGTH.fullmatch(written.strip())
    hours = found is not None and (found["unit"] or "").lower().startswith(("小", "h"))
    lasting = timedelta(minutes=int(found["count"]) * (60 if hours else 1)) if found else None
    if lasting is None or not timedelta() < lasting <= _LONGEST:
        raise times.Unreadable(spans.UNREADABLE(written=written))
    return lasting
