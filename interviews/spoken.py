"""Times that are no fixed form but plain enough as they are spoken: 半小时后, 礼拜四三点一刻, 元旦上午10点,
the 27th at half past nine. `times` asks here for what it cannot read itself."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from interviews.understanding.plain import plain
from interviews.understanding.when import Time, mentions


def one(
    written: str, *, now: datetime, zone: ZoneInfo, duration: timedelta
) -> tuple[datetime, datetime] | None:
    """Start and end in UTC; None unless the words are one time to come and nothing else."""
    text = plain(written)
    found = mentions(text, now.astimezone(zone).replace(tzinfo=None))
    if len(found) != 1 or found[0].text != text.strip() or found[0].problem:
        return None
    times = found[0].times
    if len(times) != 1 or times[0].start is None:
        return None
    return instants(times[0], zone, duration)


def instants(time: Time, zone: ZoneInfo, duration: timedelta) -> tuple[datetime, datetime] | None:
    """A time that was said as start and end in UTC; None where the clocks jump over it."""
    local = time.at().replace(tzinfo=zone)
    start = local.astimezone(UTC)
    if start.astimezone(zone).replace(tzinfo=None) != time.at():
        return None
    if time.end is None:
        return start, start + duration
    end = time.at(time.end).replace(tzinfo=zone).astimezone(UTC)
    return (start, end) if end > start else None
