"""Times of day as people say them: 下午3点一刻, 2-4点, 3pm, half past ten, 中午, 半小时后, and lengths.

Minutes after midnight throughout. An hour whose half of the day was not said is taken for the one
at which people work; `Clock.other` keeps the other half.
"""

import re
from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """A part of the day, as a time somebody has."""

    AM = "AM"
    PM = "PM"
    EVENING = "EVENING"


HOURS = {Part.AM: (9 * 60, 12 * 60), Part.PM: (12 * 60, 18 * 60), Part.EVENING: (18 * 60, 22 * 60)}
NOON = 12 * 60

_PARTS = {
    **dict.fromkeys(("上午", "早上", "早晨", "清晨", "清早", "大早", "早", "晨", "凌晨"), Part.AM),
    **dict.fromkeys(("下午", "午后", "午饭后", "午休后"), Part.PM),
    **dict.fromkeys(("傍晚", "晚上", "晚间", "夜里", "晚"), Part.EVENING),
}
_PARTS_EN = {
    "morning": Part.AM,
    "afternoon": Part.PM,
    "evening": Part.EVENING,
    "night": Part.EVENING,
    "after lunch": Part.PM,
    "before lunch": Part.AM,
}
PART = re.compile(
    r"""
    (?P<zh>凌晨|清晨|清早|大早|早晨|早上|上午|下午|午后|午[饭休]后|傍晚|晚上|晚间|夜里
       |(?<=[今明后天日一二三四五六])[早晚](?!点|一点|1点[^\d半钟]|些|到|了|半|\d+\s*(?:分|个|小时))
       |[早晚](?=\d{1,2}\s*[点:时]))
    | (?P<noon>中午|正午|午间|\b(?:at\s+)?(?:noon|midday|lunch\s?time)\b)
    | \b(?:in\s+the\s+|(?P<this>this\s+))?(?:early\s+|late\s+|mid-?)?(?P<en>morning|afternoon|evening
        |(?:after|before)\s+lunch(?!\s?(?:time|break)))s?\b
    | (?:(?<=mon\s)|(?<=tue\s)|(?<=ues\s)|(?<=wed\s)|(?<=thu\s)|(?<=urs\s)|(?<=fri\s)|(?<=day\s)|(?<=row\s)
        |(?<=tmr\s))(?P<half>[ap]m)\b
    | (?P<night>\btonight\b|(?<=tomorrow\s)night\b|\bat\s+night\b)
    | (?P<all>全天|一整天|整天|\ball\s+day\b|\b(?:the\s+)?whole\s+day\b|\bany\s?time\b)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_TO_PART = r"(?:(?P<to_part>凌晨|早晨|早上|早|上午|中午|下午|傍晚|晚上|晚)\s*)?"
_CLOCK = r"""
    (?:(?P<{0}past>half\s+past|quarter\s+past|quarter\s+to)\s+)?
    (?P<{0}h>\d{{1,2}})(?!\d|\s*(?:-?\s*(?:min|hour|day|week|people|person|times)|分|个|天|人|场|小时))
    (?: \s*:\s*(?P<{0}m>\d{{2}})(?!\d)
      | \s*(?P<{0}dot>点|时(?!间|候|段))
        (?:\s*(?:过\s*)?(?:(?P<{0}half>半) | (?P<{0}quarter>[123一二三])刻
            | (?P<{0}m2>[0-5]?\d|[6-9]\d(?=\s*分(?!钟)))\s*分?(?![\d个点时号楼])))?
        (?:钟|整|左右)?
      | \.(?P<{0}m3>[0-5]\d)(?=\s*(?:[ap]\.?m\b))
      | \s*(?P<{0}oclock>o'?\s?clock)
    )?
    (?:\s*(?P<{0}ampm>[ap]\.?m\b\.?))?
"""
CLOCK = re.compile(
    r"(?:(?<![\w#])|(?<=[\u4e00-\u9fff]))(?P<lead>(?:at|from|(?P<both>between)|after|before|by|around|@)\s*)?"
    + _CLOCK.format("")
    + r"(?:\s*(?:-|~|到|至|\bto\b|\buntil\b|\btill\b|(?(both)\band\b|(?!)))\s*"
    + _TO_PART
    + r"(?:(?P<to_noon>noon\b|midday\b|中午(?!\s*\d)|正午)|"
    + _CLOCK.format("to_")
    + r")"
    + r")?(?:\s*(?P<open>[以之]?后(?![端天面台勤期续])|[以之]?前(?![端面台天后])|开始"
    r"|onwards?\b|or\s+later\b))?",
    re.VERBOSE | re.IGNORECASE,
)
SOON = re.compile(
    r"(?:(?:再?过|等)?\s*(?P<n>\d+(?:\.5)?|半)\s*个?\s*(?P<half>半)?\s*(?P<unit>小时|钟头|分钟|"
    r"刻钟)[之以]?后)"
    r"|\bin\s+(?:about\s+)?(?P<en>(?P<en_n>half\s+an?|an?|\d+)\s*(?P<en_unit>hours?|minutes?|mins?))\b"
    r"(?!\s+(?:late|delay))",
    re.IGNORECASE,
)
LENGTH = re.compile(
    r"(?P<n>\d+(?:\.5)?|半|一)[来多]?\s*个?\s*(?P<half>半)?\s*(?P<unit>小时|钟头|分钟|分(?!别|享|公|散|配|"
    r"数|制)|刻钟)"
    r"|(?<![A-Za-z\d.])(?P<en_n>half\s+an?(?=\s)|an?(?=[\s-])|"
    r"\d+(?:\.5)?)\s*-?\s*(?P<and>and\s+a\s+half\s+)?"
    r"(?P<en_unit>hours?|hrs?|h|minutes?|mins?|m|quarter)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, or from one to another."""

    start: int
    end: int | None = None
    other: int | None = None
    impossible: bool = False
    open: bool = False
    """Only one of its ends was said."""


def part(found: re.Match[str]) -> Part | int | None:
    """What a match of `PART` is: a part of the day, noon in minutes, or None for all of it."""
    if found["noon"]:
        return NOON
    if found["all"]:
        return None
    if found["half"]:
        return Part.AM if found["half"].lower() == "am" else Part.PM
    if found["night"]:
        return Part.EVENING
    return _PARTS[found["zh"]] if found["zh"] else _PARTS_EN[" ".join(found["en"].lower().split())]


def clock(found: re.Match[str], before: Part | int | None, *, settled: bool) -> Clock | None:
    """What a match of `CLOCK` is; None if its numbers are no time of day.

    `before` is the part of the day that was said already. A number alone (`3`) counts only where
    it is `settled` by a part of the day or a word like `at`, or by the other end of a range.
    """
    got = {name: (value or "").lower() for name, value in found.groupdict().items()}
    marks = ("m", "dot", "m3", "oclock", "ampm", "past")
    marked, to_marked = (any(got[w + name] for name in marks) for w in ("", "to_"))
    if got["to_noon"]:
        got["to_h"], to_marked = "12", True
    if not (marked or (to_marked and got["to_h"]) or settled):
        return None
    half = _half(got, "", before) or (_half(got, "to_", None) if got["to_h"] else None)
    first = _minutes(got, "", half)
    if got["to_h"] and not marked and to_marked and _half(got, "to_", None) is Part.PM:
        first = (
            first
            if int(got["h"]) <= int(got["to_h"]) or got["h"] == "12"
            else (first[0] % 720, None)
        )
    start, other = first
    if start < 0:
        return Clock(0, impossible=True)
    if got["to_h"]:
        end, _ = _minutes(
            got, "to_", _half(got, "to_", None) or half or (Part.AM if start < 720 else None)
        )
        if end >= 0 and end <= start and end + 720 <= 1440:
            end += 720
        return Clock(start, end, other, impossible=end <= start)
    if got["open"] and got["open"] != "开始":
        if got["open"].endswith("前"):
            return Clock(min(HOURS[Part.AM][0], start - 60), start, open=True)
        return Clock(start, 18 * 60 if start < 18 * 60 else 22 * 60, open=True)
    lead = got["lead"].strip()
    if lead == "after":
        return Clock(start, 18 * 60 if start < 18 * 60 else 22 * 60, open=True)
    if lead in {"before", "by"}:
        return Clock(min(HOURS[Part.AM][0], start - 60), start, open=True)
    return Clock(start, None, other)


def _half(got: dict[str, str], which: str, before: Part | int | None) -> Part | int | None:
    if written := got[f"{which}ampm"]:
        return Part.AM if written.startswith("a") else Part.PM
    if which and (written := got["to_part"]):
        return NOON if written == "中午" else _PARTS[written]
    return before


def _minutes(got: dict[str, str], which: str, half: Part | int | None) -> tuple[int, int | None]:
    """Minutes after midnight, and those of the other half of the day where it was not said."""
    hour = int(got[f"{which}h"])
    minute = int(got[f"{which}m"] or got[f"{which}m2"] or got[f"{which}m3"] or 0)
    if got[f"{which}half"]:
        minute = 30
    if quarter := got[f"{which}quarter"]:
        minute = 15 * (int(quarter) if quarter.isdecimal() else "一二三".index(quarter) + 1)
    if past := got[f"{which}past"]:
        minute = {"h": 30, "q": 15}[past[0]]
        if past.endswith("to"):
            hour, minute = (hour - 1) or 12, 45
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return -1, None
    at = hour * 60 + minute
    if half is Part.AM:
        return (at - 720 if hour == 12 else at), None
    if half in {Part.PM, Part.EVENING} or half == NOON:
        if half is Part.EVENING and hour == 12:
            return 1440, None
        late = hour < 12 and not (half == NOON and hour >= 10)
        return (at + 720 if late else at), None
    if hour == 0 or hour >= 13 or got[f"{which}h"].startswith("0"):
        return at, None
    if hour <= 7:
        return at + 720, at
    return at, (at + 720) if hour < 12 else 0


def minutes(text: str) -> int | None:
    """How long, of the first length said in a text: 10分钟, 半小时, an hour and a half."""
    found = LENGTH.search(text)
    return length(found) if found else None


def length(found: re.Match[str]) -> int:
    """The minutes of a match of `LENGTH` or `SOON`."""
    got = {name: (value or "").lower() for name, value in found.groupdict().items()}
    unit = got.get("unit") or got.get("en_unit") or ""
    one = (
        60 if unit.startswith(("小时", "钟头", "h")) else 15 if unit.startswith(("刻", "q")) else 1
    )
    written = got.get("n") or got.get("en_n") or "1"
    if written == "半" or written.startswith("half"):
        return one // 2
    count = float(written) if written[0].isdecimal() else 1.0
    return round(count * one) + (one // 2 if got.get("half") or got.get("and") else 0)
