"""Times left to the bot: 自动安排赵六面测试，韩梅梅，下周."""

import re
from collections.abc import Sequence

from interviews.understanding.mention import Mention, Time

USUALLY = 3
"""So many times are found where no number is said."""
LEFT = re.compile(
    r"自动(?!化|驾驶|控制|回复|提醒)(?:找|选|定|挑|排(?!队))?|\bauto(?:matic(?:ally)?)?\b-?|"
    r"时间(?:就)?(?:你|系统|机器人)(?:来|帮我?)?(?:看着)?[定找选挑排]",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"(?P<n>\d{1,2}|[一二两三四五])\s*个(?:时间|时段|空档)?|\b(?P<en>\d{1,2}) (?:times|slots)\b",
    re.IGNORECASE,
)
_FIGURES = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5}


def left(text: str, mentions: Sequence[Mention], minutes: int | None) -> str | None:
    """The times as the command has them, `自动 3 45 2026-11-30 2026-12-04`; None where they are not
    left to the bot, or hours are said."""
    if LEFT.search(text) is None:
        return None
    times = [time for one in mentions for time in one.times]
    if any(_hour(one) for one in times):
        return None
    days = sorted({one.day for one in times})
    written = [days[0], days[-1]] if len(days) > 1 else days
    parts = ["自动", str(_count(text)), *([str(minutes)] if minutes else []), *map(str, written)]
    return " ".join(parts)


def _hour(time: Time) -> bool:
    return time.start is not None or time.part is not None or time.open


def _count(text: str) -> int:
    found = _COUNT.search(text)
    if found is None:
        return USUALLY
    said = found["n"] or found["en"]
    return _FIGURES.get(said) or int(said)
