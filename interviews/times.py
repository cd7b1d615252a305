"""Times as people write them: `2026-11-24 15:00-16:00`, `11-24 15:00`, `明天 15:00`, `周五 14:00`,
`tomorrow 3pm`, `下周三上午10点到11点半`.

Without a date the next such instant after `now` is meant, without a year the next such date, and
without an end the usual duration; an end that is not after its start is on the next day.
"""

import re
from datetime import date, datetime, time, timedelta
from typing import TypeAlias
from zoneinfo import ZoneInfo

from interviews import spoken
from interviews.clock_changes import instant
from interviews.dates import Moment
from interviews.texts import Refused, Text

_WEEKDAYS = {
    name: day
    for day, names in enumerate(("一1", "二2", "三3", "四4", "五5", "六6", "日天7"))
    for name in names
}
_ENGLISH = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_RELATIVE = {"今": 0, "明": 1, "后": 2, "大后": 3, "today": 0, "tomorrow": 1}

_DATE = re.compile(
    r"""
    (?: (?P<year>\d{4})\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})\s*[日号]?
      | (?P<month2>\d{1,2})\s*[-/.月]\s*(?P<day2>\d{1,2})\s*[日号]?
        (?!\d|:|\s*(?:[点时]|am\b|pm\b))
    ) (?:\s*(?:周|星期|礼拜)[一二三四五六日天])?  # as the bot writes dates; the date decides
    | (?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?
      (?: (?P<day3>[0-3]?\d)(?:st|nd|rd|th)?\s+ )?
      (?P<month3>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?
      (?(day3) | \s+(?P<day4>[0-3]?\d)(?:st|nd|rd|th)?(?!\d|:|\s*[ap]m\b),? )
      (?:\s+(?P<year3>\d{4})\b)?
    | (?P<relative>大后|今|明|后)(?:天|日|(?=早|晚))
    | (?P<english>today|tomorrow)\b(?:\s+at\b)?
    | (?P<which>下下个?|下个?|本|这个?)?\s*(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天1-7])
    | (?P<which_en>next|this)?\s*\b(?P<weekday_en>mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?(?:\s+at\b)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CLOCK = r"""
    (?P<{0}part>上午|早上|早晨|早|中午|下午|傍晚|晚上|晚|凌晨)?\s*
    (?P<{0}hour>\d{{1,2}})
    (?: \s*:\s*(?P<{0}minute>\d{{2}})
      | \s*(?P<{0}spoken>[点时])
        (?:\s*(?P<{0}half>半|一刻|三刻) | \s*(?P<{0}minutes>\d{{1,2}})\s*分?)? (?:钟|整)?
    )?
    \s*(?P<{0}half_day>am|pm|a\.m\.|p\.m\.)?
"""
_TIME = re.compile(
    _CLOCK.format("")
    + r"(?:\s*(?:-|–|—|~|到|至|\bto\b|\buntil\b)\s*"
    + _CLOCK.format("to_")
    + r")?"
    + r"(?:\s*(?P<length>\d{1,3})\s*(?P<unit>分钟|分|minutes|mins?|小时|hours?|h|m)\b)?",
    re.VERBOSE | re.IGNORECASE,
)
_BETWEEN = re.compile(r"[;,、\n]+")
_AFTERNOON = {"下午", "傍晚", "晚上", "晚", "pm", "p.m."}
_MORNING = {"上午", "早上", "早晨", "早", "凌晨", "am", "a.m."}

UNREADABLE = Text(
    zh="看不懂时间“{written}”。请写成 明天 15:00-16:00、周五 14:00 或 2026-11-24 15:00，"
    "多个时间用分号隔开。",
    en='I cannot read the time "{written}". Write it like tomorrow 15:00-16:00, friday 14:00 or'
    " 2026-11-24 15:00, several with ; between them.",
)
NO_SUCH_DAY = Text(
    zh="没有“{written}”这一天，请核对日期。", en='There is no such day as "{written}".'
)
NO_SUCH_HOUR = Text(
    zh="“{written}”不是一个钟点，请写 0:00 到 23:59。",
    en='"{written}" is not a time of day; write 0:00 to 23:59.',
)
WHICH_HALF = Text(
    zh="“{written}”是上午还是下午？请写成 下午{hour}点 或 {afternoon}:00。",
    en='"{written}": morning or afternoon? Write {hour}pm or {afternoon}:00.',
)
PASSED = Text(
    zh="{when} 已经过去了，请换一个以后的时间。",
    en="{when} has passed already. Please give a later time.",
)
NO_TIME = Text(
    zh="还缺时间。请写成 明天 15:00-16:00 或 周五 14:00。",
    en="The time is missing. Write it like tomorrow 15:00-16:00 or friday 14:00.",
)
TOO_MANY = Text(zh="一次最多 {most} 个时间。", en="At most {most} times at once.")
MOST = 20

Times: TypeAlias = tuple[datetime, datetime]
"""A start and an end."""


class Unreadable(Refused):
    """It is no time at all, as far as can be read; another piece of the words may be one."""


def several(
    written: str, *, now: datetime, zone: ZoneInfo, duration: timedelta
) -> list[tuple[datetime, datetime]]:
    """Read times with `;` (or comma, or line break) between them; starts and ends in UTC.

    Raises:
        Refused: one cannot be read, does not exist or has passed; or there is none.
    """
    pieces = [piece.strip() for piece in _BETWEEN.split(written) if piece.strip()]
    if not pieces:
        raise Refused(NO_TIME)
    if len(pieces) > MOST:
        raise Refused(TOO_MANY(most=MOST))
    return [one(piece, now=now, zone=zone, duration=duration) for piece in pieces]


def one(
    written: str, *, now: datetime, zone: ZoneInfo, duration: timedelta
) -> tuple[datetime, datetime]:
    """Read one time in `zone`; gives start and end in UTC.

    Raises:
        Refused: it cannot be read, does not exist, or has passed.
    """
    day = _DATE.match(written)
    rest = written[day.end() :].strip(" ,") if day else written
    clock = _TIME.fullmatch(rest)
    if clock is None:
        if said := spoken.one(written, now=now, zone=zone, duration=duration):
            return said
        raise Unreadable(UNREADABLE(written=written))
    starts, ends = _hours(clock, written)
    today = now.astimezone(zone).date()
    for chosen in _days(day, today, written):
        start = _instant(chosen, starts, zone, written)
        if start > now:
            break
    else:
        raise Refused(PASSED(when=Moment(start)))
    if clock["length"]:
        unit = "hours" if clock["unit"].lower() in {"小时", "h", "hour", "hours"} else "minutes"
        duration = timedelta(**{unit: int(clock["length"])})
    if ends is None:
        return start, start + duration
    end = _instant(chosen, ends, zone, written)
    if end <= start:
        end = _instant(chosen + timedelta(days=1), ends, zone, written)
    return start, end


def day(written: str, *, today: date) -> date | None:
    """Read one day, the next such where several may be meant; None if it is none.

    Raises:
        Refused: there is no such day.
    """
    match = _DATE.fullmatch(written.strip())
    if match is None:
        return None
    meant = _days(match, today, written)
    return next((one for one in meant if one >= today), meant[0])


def _days(day: re.Match[str] | None, today: date, written: str) -> list[date]:
    """The days that may be meant, the first that is not over first."""
    if day is None:
        return [today, today + timedelta(days=1)]
    found = day.groupdict()
    try:
        if found["year"]:
            return [date(int(found["year"]), int(found["month"]), int(found["day"]))]
        if found["month2"]:
            return _every_year(today, int(found["month2"]), int(found["day2"]))
        if found["month3"]:
            month = _MONTHS.index(found["month3"].lower()) + 1
            number = int(found["day3"] or found["day4"])
            if found["year3"]:
                return [date(int(found["year3"]), month, number)]
            return _every_year(today, month, number)
    except ValueError:
        raise Refused(NO_SUCH_DAY(written=day[0].strip())) from None
    if relative := found["relative"] or found["english"]:
        return [today + timedelta(days=_RELATIVE[relative.lower()])]
    if found["weekday"]:
        weekday, which = _WEEKDAYS[found["weekday"]], (found["which"] or "").removesuffix("个")
    else:
        weekday = _ENGLISH.index(found["weekday_en"].lower())
        which = {"next": "下", "this": "本", "": ""}[(found["which_en"] or "").lower()]
    if which:
        monday = today - timedelta(days=today.weekday())
        return [monday + timedelta(days=weekday, weeks=which.count("下"))]
    first = today + timedelta(days=(weekday - today.weekday()) % 7)
    return [first, first + timedelta(days=7)]


def _every_year(today: date, month: int, day: int) -> list[date]:
    """That date this year and next; 29 February in the next years that have one."""
    date(2024, month, day)  # a leap year: what does not exist there never does
    days = []
    for year in range(today.year, today.year + 9):
        try:
            days.append(date(year, month, day))
        except ValueError:
            continue
    return days


def _hours(clock: re.Match[str], written: str) -> tuple[int, int | None]:
    """Start and end in minutes after midnight; 1440 is the midnight that ends the day."""
    found = {key: (value or "").lower() for key, value in clock.groupdict().items()}
    mark, to_mark = (found[f"{w}part"] or found[f"{w}half_day"] for w in ("", "to_"))
    if not found["to_hour"]:
        return _minutes(found, "", mark, written), None
    # One mark serves both ends: 下午3点到4点, 3-4pm.
    start = _minutes(found, "", mark or found["to_half_day"], written)
    return start, _minutes(found, "to_", to_mark or mark, written, bare=True)


def _minutes(
    found: dict[str, str], which: str, mark: str, written: str, *, bare: bool = False
) -> int:
    hour = int(found[f"{which}hour"])
    exact = bool(found[f"{which}minute"])
    if not (exact or found[f"{which}spoken"] or mark or bare):
        raise Unreadable(UNREADABLE(written=written))
    parts = {"半": 30, "一刻": 15, "三刻": 45}
    minute = parts.get(found[f"{which}half"]) or int(
        found[f"{which}minute"] or found[f"{which}minutes"] or 0
    )
    if hour < 12 and (mark in _AFTERNOON or (mark == "中午" and hour < 3)):
        hour += 12
    elif hour == 12 and mark in _MORNING:
        hour = 0
    elif hour == 12 and mark in {"晚上", "晚"}:
        hour = 24
    elif not mark and not exact and 1 <= hour <= 7:
        raise Refused(WHICH_HALF(written=written, hour=hour, afternoon=hour + 12))
    if minute > 59 or hour * 60 + minute > 24 * 60:
        raise Refused(NO_SUCH_HOUR(written=written))
    return hour * 60 + minute


def _instant(day: date, minutes: int, zone: ZoneInfo, written: str) -> datetime:
    days, minutes = divmod(minutes, 24 * 60)
    at = time(minutes // 60, minutes % 60)
    return instant(datetime.combine(day + timedelta(days=days), at), zone, written)
