"""How much earlier or later something is wished: 早一个小时, 推迟半小时, 往后挪一天."""

import re
from datetime import datetime, timedelta

from interviews.understanding.clocks import LENGTH, length
from interviews.understanding.mention import Time
from interviews.understanding.said import Said
from interviews.understanding.situation import Span

_RELATIVE = re.compile(
    r"早|晚|提前|[错压]后|推[迟后]|推(?=\d|半|一)|延|拖|[往向]后|[往向]前|后[推移挪延]|前[移挪推]|"
    r"\b(?:earlier|sooner|later|back|forward|push|postpone|delay)\b",
    re.IGNORECASE,
)
_ARRIVES = re.compile(r"提[前早]\S{0,8}(?:到(?!\d|[上下]午|[周明后今星礼])|过来|过去)")
"""It is they who come earlier: 提前10分钟到."""
_FORWARD = re.compile(r"早|提前|[往向]前|前[移挪推]|earlier|sooner|forward", re.IGNORECASE)
_A_DAY = re.compile(
    r"[往向](后|前)(?:推|挪|延|移|提|调|拖)(?:迟)?\s*(?P<n>\d+|一)\s*(?P<unit>天|周|个?星期)|"
    r"(?:推迟|延后|延期|提前|[错压]后|[早晚推延])(?P<n2>\d+|一)(?P<unit2>天|周|个?星期)|"
    r"\b(?P<en>\d+|an?|one) (?P<en_unit>day|week)s? (?P<en_way>later|earlier|sooner|back|forward)\b",
    re.IGNORECASE,
)


def shifted(said: Said, spans: list[Span]) -> Time | None:
    """The time that much before or after the only one there is."""
    if len(spans) != 1 or _ARRIVES.search(said.text):
        return None
    at = _by_days(said, spans[0].start) or _by_minutes(said, spans[0].start)
    return Time(at.date(), at.hour * 60 + at.minute) if at else None


def _by_days(said: Said, start: datetime) -> datetime | None:
    found = _A_DAY.search(said.text)
    if found is None:
        return None
    if found["en"]:
        count = int(found["en"]) if found["en"].isdecimal() else 1
        back = found["en_way"].lower() in {"earlier", "sooner", "forward"}
        return start + timedelta(
            days=count * (7 if found["en_unit"] == "week" else 1) * (-1) ** back
        )
    written = found["n"] or found["n2"]
    count = (1 if written == "一" else int(written)) * (
        1 if "天" in (found["unit"] or found["unit2"]) else 7
    )
    earlier = found[0][0] in "提早" or found[1] == "前"
    return start + timedelta(days=-count if earlier else count)


def _by_minutes(said: Said, start: datetime) -> datetime | None:
    found = LENGTH.search(said.text)
    if found is None or _RELATIVE.search(said.text) is None:
        return None
    minutes = -length(found) if _FORWARD.search(said.text) else length(found)
    at = start + timedelta(minutes=minutes)
    return at if at.date() == start.date() else None
