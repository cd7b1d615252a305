"""Hours by the clock as instants: the hour the clocks skip is none, the one they repeat is two."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from interviews.texts import Refused, Text

SKIPPED = Text(
    zh="当地因夏令时没有“{written}”这个时刻，请换一个时间。",
    en='"{written}" does not exist there: the clocks go forward. Please choose another time.',
)
TWICE = Text(
    zh="当地那天时钟往回拨，“{written}”会出现两次，不知道是哪一次，请换一个时间。",
    en='"{written}" comes twice there: the clocks go back. Please choose another time.',
)


def instant(local: datetime, zone: ZoneInfo, written: str) -> datetime:
    """The instant of a naive time in UTC; `written` is what somebody said for it.

    Raises:
        Refused: it does not exist, or comes twice.
    """
    at = local.replace(tzinfo=zone)
    found = at.astimezone(UTC)
    if found.astimezone(zone).replace(tzinfo=None) != local:
        raise Refused(SKIPPED(written=written))
    if comes_twice(at):
        raise Refused(TWICE(written=written))
    return found


def comes_twice(at: datetime) -> bool:
    """Whether the clock there shows this time once more, or has shown it before."""
    first, second = at.replace(fold=0).utcoffset(), at.replace(fold=1).utcoffset()
    return first is not None and second is not None and first > second
