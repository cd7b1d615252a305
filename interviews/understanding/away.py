"""When interviewers are busy or away, and why."""

import re
from datetime import timedelta
from typing import Any

from interviews.understanding.agenda import one_or_all
from interviews.understanding.lexicon import WORDS
from interviews.understanding.meaning import Action, Meant
from interviews.understanding.mention import Mention, Time
from interviews.understanding.said import Said, courteous
from interviews.understanding.signs import Sign
from interviews.understanding.when import MOST_DAYS, narrowed


def away(said: Said, action: Action, marks: list[Sign]) -> Meant | None:
    """The times of it; None without any."""
    times = [
        time
        for one in said.mentions
        for time in one.times
        if not one.problem and not _back(said, one)
    ]
    if any(one.problem for one in said.mentions):
        return Meant(Action.PAST, about=action)
    if not times:
        return None
    if WORDS.OR.search(said.text) or WORDS.EXCEPT.search(said.text):
        return Meant(Action.ASK, about=action)
    times = narrowed(times)
    if (counted := _counted(said)) is not None:
        days = list(dict.fromkeys(time.day for time in times))
        consecutive = (days[-1] - days[0]).days == len(days) - 1
        if len(days) > 1 and len(days) != counted and not (consecutive and times[0].open):
            return Meant(Action.ASK, about=action)
        if len(days) != counted or times[0].open:
            times = [Time(days[0] + timedelta(days=n)) for n in range(counted)]
    values: dict[str, Any] = {"time": one_or_all(times)}
    whole = all(time.start is None and time.part is None for time in times)
    if action is Action.BUSY and whole and all(_AWAY.search(_word(said, one)) for one in marks):
        return Meant(Action.LEAVE, values)
    if action is Action.BUSY and (why := _because(said)):
        values["reason"] = why
    return Meant(action, values)


def _back(said: Said, one: Mention) -> bool:
    """When they are there again: back Monday, 周一回来."""
    before, after = said.text[: one.begin], said.text[one.finish :]
    return bool(
        _RETURNS.search(before) or re.match(r"(?:才|就|再)?(?:能|会)?回(?:来|公司|到)", after)
    )


_RETURNS = re.compile(
    r"\b(?:back|return(?:ing)?)(?: (?:on|in))?(?: the office)?(?: on)? $", re.IGNORECASE
)


_DAYS = re.compile(
    r"(?:请|休|外出|出差|不在)(?:[了个]|病|事|年)?\S{0,2}?(?P<n>\d{1,2})\s*天|"
    r"(?P<f>\d{1,2})\s*天(?:的?[病事年婚]?假|不在)|"
    r"\b(?P<en>\d{1,2}) days? (?:off|leave|of (?:leave|holiday|vacation)|pto|away|from)|"
    r"\bfor (?P<e>\d{1,2}) days?\b",
    re.IGNORECASE,
)


def _counted(said: Said) -> int | None:
    """How many days in a row, if it is said: 从明天起请3天假."""
    found = _DAYS.search(said.text)
    count = int(next(one for one in found.groups() if one)) if found else 0
    return count if 0 < count <= MOST_DAYS else None


_AWAY = re.compile(r"不在|在外|出差|外出|\bout\b|\baway\b|\btrip\b|\btravel", re.IGNORECASE)


def _word(said: Said, sign: Sign) -> str:
    return said.text[sign.begin : sign.finish]


_ONLY_BUSY = re.compile(
    (
        r"^(?:[\s,;.~]|我|请|麻烦|就|了|吧|哈|没有?(?:空|时间)|不(?:太)?方便|(?:别|不要|不用|勿)(?:再)?"
        r"(?:给我|帮我)?(?:约|排|安排)(?:我|面试)*|都|和|不行|不能(?:安排)?(?:面试)?|"
        r"\b(?:i'?m|i am|busy|block|for me|not available|unavailable|on|please|pls|and|don'?t|do not|no|"
        r"book|schedule|put|interviews?|anything|me|then|there)\b)*$"
    ),
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[^,;!]+?(?=[,;!]|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])|$)")
_I_HAVE = re.compile(
    r"^(?:因为|我)+(?=[有要得去在])|^i (?:have|need|must)(?: to| an?)?\s+|^i've (?:got )?(?:an? )?|"
    r"^there(?: is|'s) (?:an? )?",
    re.IGNORECASE,
)
_HAVE = re.compile(r"^(?:有(?:一?[个场])?|[要得])(?=[^\s,]{2})(?!事)")
"""What comes before the thing itself: 我有客户会, 我要接孩子."""


def _because(said: Said) -> str | None:
    """Why they are busy: the words without the times, and without those that only say not to be asked
    (别安排), if they say more than that."""
    text = said.text
    for one in said.mentions:
        text = text.replace(one.text, " ")
    text = courteous(re.sub(r"^\s*busy\b|\s+", " ", text, flags=re.IGNORECASE))
    told = [one for one in _CLAUSE.finditer(text) if not _ONLY_BUSY.match(one[0])]
    if not told:
        return None
    why = text[told[0].start() : told[-1].end()].strip(" ,;")
    return _HAVE.sub("", _I_HAVE.sub("", why))
