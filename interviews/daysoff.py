"""Which days are holidays, and which weekend days are worked in their place, by country.

What packages know about a year is asked once. A year or a country they do not know is never
guessed: `known` says so, and whoever asks tells people.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from interviews.texts import Reader
from models.person import Language

MAINLAND = "CN"


@dataclass(frozen=True, slots=True)
class Special:
    """A day that is not like the others of its weekday: a holiday, or worked in place of one."""

    works: bool
    zh: str
    en: str

    def to(self, reader: Reader) -> str:
        """The holiday's name, as the reader calls it."""
        return self.zh if reader.language == Language.ZH else self.en


def known(region: str, year: int) -> bool:
    """Whether the holidays of that country are known for that year."""
    return _year(region, year) is not None


def special(region: str, day: date) -> Special | None:
    """What is special about a day; None is a day like any other, or one nothing is known of."""
    return (_year(region, day.year) or {}).get(day)


@lru_cache(maxsize=64)
def _year(region: str, year: int) -> dict[date, Special] | None:
    return _mainland(year) if region == MAINLAND else _elsewhere(region, year)


def _mainland(year: int) -> dict[date, Special] | None:
    # The calendar is loaded by the first who needs it, not by every process.
    import chinese_calendar  # noqa: PLC0415

    names = {holiday.value: holiday.chinese for holiday in chinese_calendar.Holiday}
    days = {}
    first = date(year, 1, 1)
    for offset in range((date(year + 1, 1, 1) - first).days):
        day = first + timedelta(days=offset)
        try:
            off, name = chinese_calendar.get_holiday_detail(day)
        except NotImplementedError:  # the State Council has not said yet, or the package not heard
            return None
        if name is not None:
            days[day] = Special(not off, names[name], name)
    return days


def _elsewhere(region: str, year: int) -> dict[date, Special] | None:
    import holidays  # noqa: PLC0415 - as above

    try:
        plain = holidays.country_holidays(region)
    except NotImplementedError:  # a country of which the package knows nothing
        return None
    if not plain.start_year <= year <= plain.end_year:
        return None
    english, chinese = (
        holidays.country_holidays(
            region, years=year, language=language if language in plain.supported_languages else None
        )
        for language in ("en_US", "zh_CN")
    )
    days = {day: Special(False, chinese.get(day, name), name) for day, name in english.items()}
    for worked in english.weekend_workdays:
        if worked.year == year:
            days[worked] = Special(True, "", "")
    return days
