"""Days as people say them: 明天, 下周三, 周三、四, 12月1日到3日, next friday, the 27th, 元旦.

`DAY` finds them in a text, `read` tells which they are. What a library knows better (festivals of
the lunar calendar, `two weeks from friday`) is asked of it, and only then is it loaded.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib import import_module

from interviews.understanding.loading import quietly

_ZH_DAYS = {
    c: n for n, cs in enumerate(("一1", "二2", "三3", "四4", "五5", "六6", "日天末7")) for c in cs
}
_WEEKDAY = (
    r"mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday|nsday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?"
)
_MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_RELATIVE = {
    "大前": -3, "前": -2, "昨": -1, "今": 0, "明": 1, "后": 2, "大后": 3, "day before yesterday": -2,
    "yesterday": -1, "last night": -1, "today": 0, "tonight": 0, "tomorrow": 1, "tomorow": 1,
    "tommorow": 1, "tommorrow": 1, "tmr": 1, "tmrw": 1, "tmw": 1, "day after tomorrow": 2,
}  # fmt: skip
_FIXED = {
    "元旦": (1, 1), "new year": (1, 1), "情人节": (2, 14), "五一": (5, 1), "劳动节": (5, 1),
    "国庆": (10, 1), "平安夜": (12, 24), "圣诞": (12, 25), "christmas": (12, 25),
}  # fmt: skip
_MONDAY_FIRST = {"上上": -2, "上": -1, "last": -1, "这": 0, "本": 0, "今": 0, "this": 0, "下": 1, "next": 1,
                 "following": 1, "下下": 2}  # fmt: skip
_TO = r"\s*(?:-|~|到|至|to|through|thru|until|till)\s*"

DAY = re.compile(
    rf"""
    (?P<y>20\d\d)\s*[-/.年]\s*(?P<ym>\d{{1,2}})\s*[-/.月]\s*(?P<yd>\d{{1,2}})\s*[日号]?
    | (?P<nextm>下个?月|这个?月|本月)?(?<!\d)(?P<m>\d{{1,2}})\s*月\s*(?P<d>\d{{1,2}})\s*[日号]?
        (?:{_TO}(?:(?P<m_to>\d{{1,2}})\s*月\s*)?(?P<d_to>\d{{1,2}})\s*(?:[日号]|(?=,|$|请|休|不)))?
    | (?<![\d.:/#-])(?P<nm_from>1[0-2]|0?[1-9])[/.](?P<nd_from>[0-3]?\d)
        {_TO}(?P<nm_to>1[0-2]|0?[1-9])[/.](?P<nd_to>[0-3]?\d)(?!\d)
    | (?<![\d.:/#-])(?<!午)(?P<nm>1[0-2]|0?[1-9])[-/.](?P<nd>[0-3]?\d)
        (?!\d|[:/-]\d|\s*(?:{_MONTH})\b|\s*(?:点|时|小时|分|个|次|年|轮|am\b|pm\b|%|[hk]\b|hours?|min))
    | (?<![\d.:/#-])(?P<dm>1[3-9]|2\d|3[01])[/.](?P<md>1[0-2]|0?[1-9])(?![\d/]|\.\d)\.?
    | (?P<month>下个?月|这个?月|本月)?(?<![\d.:#])(?P<num>\d{{1,2}})\s*(?:号|日(?!程|常|本))
        (?!\s*(?:会议室|楼|线|门|厅|时间段?|选项|面试|场|房间|那场|这场|的面试|候选))
        (?:{_TO}(?P<num_to>\d{{1,2}})\s*[日号])?
    | (?P<rel>大前|大后|昨|今|明|前(?=天)|后(?=天|日))(?:天|日|儿个?|(?=早|晚|晨|[上下]午|中午))
    | (?P<which>上上|上|下下|(?<!一)下|本|这|今)?\s*个?\s*(?:周|星期|礼拜)\s*
        (?P<wd>一(?![共起直样般些定次])|[二三四五六日天末]|[1-7](?!\d|\s*[天次场个点:]))
        (?P<more>(?:(?:(?<=一)二|(?<=二)三|(?<=三)四|(?<=四)五|(?<=五)六|(?<=六)[日天])
            (?![月号点个面场轮次年分些种天\d]))*(?:\s*[、/和或]\s*(?:周|星期|礼拜)?[一二三四五六日](?![月号点个面场轮次年分些种\d]))*)
    | (?P<week>上上|上|下下|(?<!一)下|本|这|今)\s*个?\s*(?:周|星期|礼拜)
    | (?P<until>(?:本|这个?)?月底(?:之?前|以前)
        |\b(?:by|before|until|till)\s+(?:the\s+)?end\s+of\s+(?:the|this)\s+month\b)
    | (?P<after>\d{{1,3}}|半)\s*(?P<unit>天|周|个?星期|个?礼拜|个月)[之以]?后
    | (?P<holiday>元旦|圣诞|国庆|五一(?!\d)|劳动节|情人节|平安夜|christmas|new\s+year)
        (?:节|'?s?\s+(?P<eve>day|eve)|'s)?
    | (?P<lunar>春节|除夕|元宵节?|清明节?|端午节?|七夕|中秋节?|重阳节?|腊八节?|冬至
        |(?:农历|腊月|正月)\S{{1,4}})
    | \b(?:the\s+)?(?P<rel_en>day\s+after\s+tomorrow|day\s+before\s+yesterday|tom+or+ow|tmrw?|tmw|today
        |tonight|yesterday|last\s+night)\b(?:'s)?
    | \b(?P<far>(?:in\s+)?(?:a|an|\d+)\s+(?:days?|weeks?|months?)\s+(?:from|after)\s+
        (?:now|today|tomorrow|(?:{_WEEKDAY}))|in\s+(?:a|an|\d+)\s+(?:days?|weeks?|months?))\b
    | \b(?:(?:this\s+)?(?P<which_en>coming|this|next|last|following)\s+(?:week\s+(?:on\s+)?)?
        |on\s+)?(?:the\s+)?
        (?P<wd_en>{_WEEKDAY})s?\b(?:'s)?(?:\s+(?:(?P<later>next|this|the\s+following)\s+)?(?P<of_week>week)\b)?
    | \b(?P<mon>{_MONTH})\.?\s*(?:the\s+)?(?P<mon_d>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:|\s*[ap]\.?m\b)
        (?:\s*(?:and|&)\s*(?P<mon_and>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:|\s*[ap]\.?m\b)
          |{_TO}(?P<mon_to_m>{_MONTH})?\.?\s*(?P<mon_to>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:|\s*[ap]\.?m\b))?
    | \b(?:(?:the\s+)?(?P<mon_from>\d{{1,2}})(?:st|nd|rd|th)?{_TO})?
        (?:the\s+)?(?P<d_mon>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<mon2>{_MONTH})\b
    | \b(?:the\s+)?(?P<nth>\d{{1,2}})(?:st|nd|rd|th)\b
        (?!\s*(?:one|option|slot|time|round|interview|floor|candidate|choice))
    | \b(?P<week_en>this|next|last)\s+(?P<end>week\s?end|week)\b(?!\s+(?:on\s+)?(?:{_WEEKDAY})\b)
    | \b(?P<weekend>week\s?ends?)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Days:
    """The days a piece of text names."""

    days: tuple[date, ...]
    impossible: bool = False
    number: int = 0
    """N, where it was only `N号` or `the Nth`, which may mean the Nth of something else."""
    week: int | None = None
    """How many weeks ahead were named (下周三 is 1): a weekday after it is of the same week."""
    whole: bool = False
    """A whole week or weekend."""
    flexible: bool = False
    """A weekday alone: if that time of today has passed, the one in a week is meant."""


def read(found: re.Match[str], now: datetime, before: Days | None = None) -> Days:
    """The days a match of `DAY` means for who speaks at `now` (local), just after naming others."""
    today, got = now.date(), found.groupdict()
    try:
        if got["y"]:
            return Days((date(int(got["y"]), int(got["ym"]), int(got["yd"])),))
        if got["m"] or got["nm"]:
            return _dated(today, int(got["m"] or got["nm"]), int(got["d"] or got["nd"]), got)
        if got["nm_from"]:
            spoken = got | {"d_to": got["nd_to"], "m_to": got["nm_to"]}
            return _dated(today, int(got["nm_from"]), int(got["nd_from"] or 0), spoken)
        if got["dm"]:
            return _dated(today, int(got["md"]), int(got["dm"]), got)
        if got["mon"] or got["mon2"]:
            month = _MONTHS.index((got["mon"] or got["mon2"])[:3].lower()) + 1
            return _dated(today, month, int(got["mon_d"] or got["d_mon"]), got)
        if got["num"] or got["nth"]:
            return _of_month(today, got, before)
        if got["holiday"] or got["lunar"]:
            return _festival(today, got)
        if got["until"]:
            end = (today.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
            return Days(_through(today, end))
        if got["far"]:
            return _far(got["far"], now)
    except (ValueError, StopIteration):
        return Days((), impossible=True)
    if name := (got["rel"] or got["rel_en"]):
        name = re.sub(r"^tom+or+ow$", "tomorrow", " ".join(name.lower().split()))
        return Days((today + timedelta(days=_RELATIVE[name]),))
    if got["after"]:
        count = 0 if got["after"] == "半" else int(got["after"])
        length = {"天": 1, "个月": 30}.get(got["unit"] or "", 7)
        return Days((today + timedelta(days=count * length),))
    return _weekly(today, got, before.week if before else None)


def _dated(today: date, month: int, day: int, got: dict[str, str | None]) -> Days:
    """A date without its year: the next one, but the one of this year if that was just lately."""
    date(2024, month, day)  # a leap year: what does not exist there never does
    year = today.year
    try:
        first = date(year, month, day)
        if first < today - timedelta(days=180):
            first = date(year + 1, month, day)
    except ValueError:  # 29 February; nobody means one that is years away
        first = next(date(y, 2, 29) for y in (year, year + 1) if y % 4 == 0 and y % 100)
    if got["mon_from"]:
        return Days(_through(first.replace(day=int(got["mon_from"])), first))
    if got["mon_and"]:
        return Days((first, first.replace(day=int(got["mon_and"]))))
    last = got["d_to"] or got["mon_to"]
    if last is None:
        return Days((first,))
    month = int(got["m_to"] or first.month)
    if got["mon_to_m"]:
        month = _MONTHS.index(got["mon_to_m"][:3].lower()) + 1
    until = date(first.year + (month < first.month), month, int(last))
    return Days(_through(first, until))


def _of_month(today: date, got: dict[str, str | None], before: Days | None) -> Days:
    number = int(got["num"] or got["nth"] or 0)
    if before and before.days:  # 12月5日、26日
        today = max(today, before.days[-1])
    month = today.replace(day=1)
    if (got["month"] or "").startswith("下") or (not got["month"] and number < today.day):
        month = (month + timedelta(days=32)).replace(day=1)
    first = month.replace(day=number)
    if got["num_to"]:
        last = int(got["num_to"])
        ends = first if last >= number else (first.replace(day=1) + timedelta(days=32))
        return Days(_through(first, ends.replace(day=last)))
    return Days((first,), number=0 if got["month"] else number)


def _weekly(today: date, got: dict[str, str | None], week: int | None) -> Days:
    monday = today - timedelta(days=today.weekday())
    if got["week"] or got["week_en"] or got["weekend"]:
        which = _MONDAY_FIRST[(got["week"] or got["week_en"] or "this").lower()]
        first = monday + timedelta(weeks=which)
        end = got["weekend"] or (got["end"] or "").lower().startswith(("weekend", "week end"))
        return Days(
            _through(first + timedelta(days=5 if end else 0), first + timedelta(days=6)),
            week=which,
            whole=True,
        )
    if got["wd_en"]:
        weekdays = [_WEEKDAYS.index(got["wd_en"][:3].lower())]
        name = (got["later"] or got["which_en"] or "").lower().replace("the ", "")
        if got["of_week"] and not name:
            name = "next"
    else:
        named = [got["wd"] or "", *re.findall("[一二三四五六日]", got["more"] or "")]
        weekdays = [_ZH_DAYS[one] for one in named]
        name = got["which"] or ""
        if got["wd"] == "末":
            weekdays = [5, 6]
    which_week = _MONDAY_FIRST.get(name, week)
    if which_week is not None:
        days = tuple(monday + timedelta(weeks=which_week, days=day) for day in weekdays)
        return Days(days, week=which_week)
    ahead = tuple(today + timedelta(days=(day - today.weekday()) % 7) for day in weekdays)
    return Days(ahead, flexible=True)


def _festival(today: date, got: dict[str, str | None]) -> Days:
    for year in (today.year, today.year + 1):
        if name := got["holiday"]:
            day = date(year, *_FIXED[" ".join(name.lower().split())])
            if (got["eve"] or "").lower() == "eve":
                day -= timedelta(days=1)
        else:
            day = _lunar(year, got["lunar"] or "")
        if day >= today:
            return Days((day,))
    return Days((), impossible=True)


@cache
def _lunar(year: int, name: str) -> date:
    """When the year has one of the few festivals of the lunar calendar; the library takes its time."""
    with quietly():
        parsed = import_module("jionlp").parse_time(f"{year}年{name}")
    return date.fromisoformat(parsed["time"][0][:10])


def _far(written: str, now: datetime) -> Days:
    with quietly():
        parsed = import_module("dateparser").parse(
            written.lower().replace(" from now", "").replace(" from today", ""),
            languages=["en"],
            settings={"RELATIVE_BASE": now.replace(tzinfo=None), "PREFER_DATES_FROM": "future"},
        )
    if parsed is None:
        return Days((), impossible=True)
    return Days((parsed.date(),))


def _through(first: date, last: date) -> tuple[date, ...]:
    if not first <= last <= first + timedelta(days=60):
        raise ValueError("a range of days that ends before it begins")
    return tuple(first + timedelta(days=n) for n in range((last - first).days + 1))
