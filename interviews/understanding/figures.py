"""Numbers and hours in ways the patterns of times do not have: 卅号, 周六0930, Friday 9-11."""

import re

ENGLISH = {
    name: n
    for n, name in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ],
        1,
    )
} | {"fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "forty-five": 45, "ninety": 90}
WORD = "|".join(sorted(ENGLISH, key=len, reverse=True))
"""Numbers as English words, as a pattern."""
_TENS = str.maketrans({"卅": "三十", "廿": "二十", "→": "改到"})
_WEEKDAY = re.compile(r"(?<!礼)拜(?=[一二三四五六日天])")
_ABOUT = re.compile(r"(?<=[十几\d])[来多](?=分钟)")
_FOUR_FIGURES = re.compile(
    r"((?:[周期拜][一二三四五六日天末]|[今明后]天|[日号]|\d[-/.]\d{1,2})[,;]?\s?)"
    r"([01]\d|2[0-3])([0-5]\d)(?!\d)"
)
_NO = re.compile(r"\bno\.? ?(?=\d\b)", re.IGNORECASE)
_QUARTER_LATE = re.compile(r"(?<=晚)([一两三])刻(?!钟)")
_QUARTER = re.compile(r"\b(?:a )?quarter of an hour\b", re.IGNORECASE)
_FREE_HOURS = re.compile(
    rf"\b({WORD}|an?|\d) (?:free|spare|full|whole|open) (hours?|minutes?)\b", re.IGNORECASE
)
_HOURS = re.compile(r"([\d半一二两俩三])个钟(?!头)")
_FROM_TO = re.compile(
    r"\b((?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|tomorrow|today) ?"
    r"(\d{1,2}) ?(?:-|to) ?(\d{1,2})\b(?! ?(?:[ap]\.?m|[:/.-]\d|days?|weeks?|hours?|min))",
    re.IGNORECASE,
)
_BETWEEN = re.compile(rf"\bbetween ({WORD}) and ({WORD})\b", re.IGNORECASE)


def figured(text: str) -> str:
    """The text with figures for them."""
    text = _WEEKDAY.sub("礼拜", _ABOUT.sub("", text.translate(_TENS)))
    text = _QUARTER_LATE.sub(r"\1刻钟", _NO.sub("number ", text))
    text = _HOURS.sub(r"\1小时", _QUARTER.sub("15 minutes", text))
    text = _FREE_HOURS.sub(r"\1 \2", text)
    text = _FOUR_FIGURES.sub(r"\1\2:\3", text)
    text = _BETWEEN.sub(lambda one: f"between {digits(one[1])} and {digits(one[2])}", text)
    return _FROM_TO.sub(_working_hours, text)


def _working_hours(found: re.Match[str]) -> str:
    """9-11 behind a weekday are hours; 11-27 there is its date."""
    first, last = int(found[2]), int(found[3])
    if not (1 <= first <= 12 and 1 <= last <= 12):
        return found[0]
    return f"{found[1]} from {_of_day(first)}:00 to {_of_day(last)}:00"


def _of_day(hour: int) -> int:
    """The hour at which people work."""
    return hour + 12 if hour <= 7 else hour


def digits(hour: str) -> str:
    """The figure for a word, if it is one."""
    return str(ENGLISH.get(hour.lower(), hour))
