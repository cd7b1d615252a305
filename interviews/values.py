"""How values are written in `config.toml`: durations, hours, time zones."""

import re
from datetime import timedelta
from typing import Annotated, Any, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, BeforeValidator, ConfigDict

_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*(d|h|m|s)")
_HOURS = re.compile(r"(\d{1,2}):([0-5]\d)\s*[-–—~]\s*(\d{1,2}):([0-5]\d)")
_UNIT = {"d": "days", "h": "hours", "m": "minutes", "s": "seconds"}


def duration(value: object) -> timedelta:
    """Read `48h`, `1h30m`, `90s`, `2d` or `0`.

    Raises:
        ValueError: it is none of these.
    """
    if isinstance(value, timedelta):
        return value
    written = str(value).strip().lower()
    if written == "0":
        return timedelta()
    if not written or _DURATION.sub("", written).strip():
        raise ValueError(f"{value!r} is not a duration; write it like 30s, 10m, 48h or 1h30m")
    return sum(
        (timedelta(**{_UNIT[unit]: float(n)}) for n, unit in _DURATION.findall(written)),
        timedelta(),
    )


def _positive(value: timedelta) -> timedelta:
    if value <= timedelta():
        raise ValueError("must be longer than nothing")
    return value


def zone(value: object) -> ZoneInfo:
    """Read an IANA name.

    Raises:
        ValueError: there is no such zone.
    """
    if isinstance(value, ZoneInfo):
        return value
    try:
        return ZoneInfo(str(value))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(
            f"{value!r} is not a time zone; write one like Asia/Shanghai or Europe/Berlin"
        ) from None


class Span(NamedTuple):
    """Hours of a day, in minutes after midnight."""

    starts: int
    ends: int


def span(value: object) -> Any:
    """Read `9:00-18:00`; empty is None.

    Raises:
        ValueError: it is neither.
    """
    if value is None or value == "" or isinstance(value, Span):
        return value or None
    match = _HOURS.fullmatch(str(value).strip())
    if match is None:
        raise ValueError(f"{value!r} are no hours; write them like 9:00-18:00")
    starts, ends = (int(match[n]) * 60 + int(match[n + 1]) for n in (1, 3))
    if not starts < ends <= 24 * 60:
        raise ValueError(f"{value!r} are no hours; the end must come after the start")
    return Span(starts, ends)


Duration = Annotated[timedelta, BeforeValidator(duration)]
Length = Annotated[timedelta, BeforeValidator(lambda value: _positive(duration(value)))]
Hours = Annotated[Span, BeforeValidator(span)]
HoursOrNone = Annotated[Span | None, BeforeValidator(span)]
Zone = Annotated[ZoneInfo, BeforeValidator(zone)]


class Section(BaseModel):
    """A section of `config.toml`."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)
