"""Times that are no fixed form but plain enough as they are spoken: 半小时后, 礼拜四三点一刻, 元旦上午10点,
the 27th at half past nine. `times` asks here for what it cannot read itself."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from interviews.clock_changes import instant
from interviews.texts import Refused, Text
from interviews.understanding.mention import Time
from interviews.understanding.plain import plain
from interviews.understanding.when import mentions

NEVER = Text(
    zh="“{written}”已经过去或者不存在。您是想说哪一天、几点？例如：明天 15:00",
    en='"{written}" has passed or does not exist. Which day and what hour do you mean? For example:'
    " tomorrow 15:00",
)
OPEN = Text(
    zh="“{written}”只说了从几点起或到几点止。要定一个时间请写成 周五 15:00；要找那天大家都有空的时间，"
    "可以写 自动 3 周五。",
    en='"{written}" says only where the time begins or ends. To set one, write friday 15:00; to have'
    " times found at which everybody can, write auto 3 friday.",
)


def one(
    written: str, *, now: datetime, zone: ZoneInfo, duration: timedelta
) -> tuple[datetime, datetime] | None:
    """Start and end in UTC; None unless the words are one time to come and nothing else.

    Raises:
        Refused: it has passed or does not exist, or only its beginning or its end is said.
    """
    text = plain(written)
    found = mentions(text, now.astimezone(zone).replace(tzinfo=None))
    if len(found) != 1 or found[0].text != text.strip():
        return None
    if found[0].problem:
        raise Refused(NEVER(written=written))
    times = found[0].times
    if len(times) != 1 or times[0].start is None:
        return None
    if times[0].open:
        raise Refused(OPEN(written=written))
    return _instants(times[0], zone, duration, written)


def _instants(
    time: Time, zone: ZoneInfo, duration: timedelta, written: str
) -> tuple[datetime, datetime] | None:
    start = instant(time.at(), zone, written)
    if time.end is None:
        return start, start + duration
    end = instant(time.at(time.end), zone, written)
    return (start, end) if end > start else None
