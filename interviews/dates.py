"""Times as people read them, in their language and zone (names by Babel)."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale
from babel.dates import format_date, get_timezone_name

from interviews.clock_changes import comes_twice
from interviews.texts import Reader
from models.person import Language

_DAY = {Language.ZH: "M月d日 EEE", Language.EN: "EEE d MMM"}
_DAY_AND_YEAR = {Language.ZH: "y年M月d日 EEE", Language.EN: "EEE d MMM y"}


@dataclass(frozen=True, slots=True)
class Day:
    """A date: `11月24日 周二` / `Tue 24 Nov`, with the year when it is not this one."""

    at: datetime

    def to(self, reader: Reader) -> str:
        """Render in the reader's zone."""
        local = self.at.astimezone(reader.zone)
        this_year = reader.now.astimezone(reader.zone).year
        patterns = _DAY if local.year == this_year else _DAY_AND_YEAR
        return _day(local.year, local.month, local.day, patterns[reader.language], reader.language)


@dataclass(frozen=True, slots=True)
class Hours:
    """From when to when, without the date: `15:00–16:00`; the zone is named where it differs, and
    where the clock shows one of them twice.

    `zone` is the one the interview was made in.
    """

    start: datetime
    end: datetime
    zone: ZoneInfo

    def to(self, reader: Reader) -> str:
        """Render in the reader's zone."""
        hours = _hours(self.start.timestamp(), self.end.timestamp(), reader.zone, reader.language)
        return hours + zone_note(self.start, self.zone, reader, self.end)


@dataclass(frozen=True, slots=True)
class Period:
    """Date and hours: `11月24日 周二 15:00–16:00` / `Tue 24 Nov 15:00–16:00`."""

    start: datetime
    end: datetime
    zone: ZoneInfo

    def to(self, reader: Reader) -> str:
        """Render in the reader's zone."""
        return f"{Day(self.start).to(reader)} {Hours(self.start, self.end, self.zone).to(reader)}"


@dataclass(frozen=True, slots=True)
class Moment:
    """One instant: `11月24日 周二 15:00`."""

    at: datetime

    def to(self, reader: Reader) -> str:
        """Render in the reader's zone."""
        hour = f"{self.at.astimezone(reader.zone):%H:%M}"
        return f"{Day(self.at).to(reader)} {hour}{zone_note(self.at, reader.zone, reader)}"


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day: `18:00`; the zone is named where the reader's is not the one it holds in."""

    at: datetime
    zone: ZoneInfo

    def to(self, reader: Reader) -> str:
        """Render in the reader's zone."""
        return f"{self.at.astimezone(reader.zone):%H:%M}{zone_note(self.at, self.zone, reader)}"


@dataclass(frozen=True, slots=True)
class Days:
    """Whole days of a zone, which are the same days for every reader: `12月1日 周二–12月3日 周四`."""

    start: datetime
    end: datetime
    """The midnight after the last."""
    zone: ZoneInfo

    def to(self, reader: Reader) -> str:
        """Render in the reader's language."""
        there = replace(reader, zone=self.zone)
        first, last = Day(self.start).to(there), Day(self.end - timedelta(seconds=1)).to(there)
        return first if first == last else f"{first}–{last}"


@dataclass(frozen=True, slots=True)
class Lasting:
    """A length of time in words: `1 小时 30 分钟` / `1 h 30 min`; under a minute in seconds.

    `rough` leaves out the minutes of what takes hours: `3 小时`.
    """

    length: timedelta
    rough: bool = False

    def to(self, reader: Reader) -> str:
        """Render in the reader's language."""
        seconds = max(0, round(self.length.total_seconds()))
        if self.rough and seconds < 60:
            return "不到 1 分钟" if reader.language == Language.ZH else "less than a minute"
        if seconds < 60:
            return f"{seconds} 秒" if reader.language == Language.ZH else f"{seconds} s"
        minutes = round(seconds / 60)
        days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
        if self.rough and (days or hours):
            minutes = 0
        units = (
            ("天", "小时", "分钟")
            if reader.language == Language.ZH
            else ("day" if days == 1 else "days", "h", "min")
        )
        parts = zip((days, hours, minutes), units, strict=True)
        return " ".join(f"{count} {unit}" for count, unit in parts if count)


def zone_note(
    at: datetime, made_in: ZoneInfo, reader: Reader, until: datetime | None = None
) -> str:
    """The reader's zone in words where it is not the interview's, or where their clock shows the time
    twice: `（日本标准时间）`."""
    ends = (at.timestamp(), *([until.timestamp()] if until else []))
    return _note(ends, made_in.key, reader.zone, reader.language)


def zone_name(zone: ZoneInfo, at: datetime, language: Language) -> str:
    """A zone as people call it at that time of the year: `日本标准时间`."""
    return get_timezone_name(at.astimezone(zone), width="long", locale=language.value)


def zones_of(city: str) -> set[str]:
    """The zones of a place by what it is called in Chinese: 柏林, 東京."""
    known = {"北京": "Asia/Shanghai"}
    named = {
        key
        for locale in ("zh", "zh_Hant")
        for key, names in Locale.parse(locale).time_zones.items()
        if names.get("city") == city and key in available_timezones()
    }
    return {known[city]} if city in known else named


# Many are read at once of what begins at the same moment: reminders, agendas.
@lru_cache(maxsize=4096)
def _hours(start: float, end: float, zone: ZoneInfo, language: Language) -> str:
    first, last = datetime.fromtimestamp(start, zone), datetime.fromtimestamp(end, zone)
    if last.date() == first.date():
        return f"{first:%H:%M}–{last:%H:%M}"
    if language == Language.ZH:
        return f"{first:%H:%M}–次日{last:%H:%M}"
    return f"{first:%H:%M}–{last:%H:%M} (+1)"


@lru_cache(maxsize=4096)
def _note(ends: tuple[float, ...], made_in: str, zone: ZoneInfo, language: Language) -> str:
    moments = [datetime.fromtimestamp(one, zone) for one in ends]
    twice = any(map(comes_twice, moments))
    if zone.key == made_in and not twice:
        return ""
    shown = moments if twice else moments[:1]
    name = "–".join(dict.fromkeys(zone_name(zone, one, language) for one in shown))
    return f"（{name}）" if language == Language.ZH else f" ({name})"


@lru_cache(maxsize=4096)
def _day(year: int, month: int, day: int, pattern: str, language: Language) -> str:
    return format_date(date(year, month, day), pattern, locale=language.value)
