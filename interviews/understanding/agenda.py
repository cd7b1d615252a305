"""Which days' interviews somebody wants to see."""

import re
from typing import Any

from interviews.understanding.guards import postponed
from interviews.understanding.lexicon import CUES, WORDS
from interviews.understanding.meaning import Action, Meant
from interviews.understanding.said import Said
from interviews.understanding.situation import Role

_QUESTION = re.compile(
    (
        r"吗|么|没有?\s*\??$|呢|列|忙|look|through|line-?up|run-?down|哪|几|谁|什么|有没有|安排|日程|"
        r"行程|面试|发|看|\?|\b(?:what|who|any|"
        r"anything|do i|do we|interviews?|schedule|show|my)\b"
    ),
    re.IGNORECASE,
)
_ALONE = re.compile(r"^[\s\d今明后大天日本这周月号、,\w]*[呢?吗]?\s*[!?]?$")
_ASKED_DAY = re.compile(
    r"(?:有|要|去|得)\S{0,4}(?:面试|安排|事)\S{0,3}(?:吗|么|嘛|没有?|不)\s*\??$|(?:哪些|什么|"
    r"几[场个])\S{0,4}(?:面试|安排)|"
    r"(?:(?<![别他它])的|日)(?:面试)?(?:安排|日程|行程|面试)(?:呢|(?:给|发)我\S{0,4}|列一下|一览)?\s*[?!]?$|"
    r"\b(?:do i have(?! to)|have i got|any interviews?|what(?:'s| is) (?:my|on)|show me)\b",
    re.IGNORECASE,
)


_ONES_OWN = re.compile(
    r"面试|安排|日程|行程|我(?=的|有|要|得|[今明周下这])|事|\b(?:interviews?|schedule|i|my|show)\b",
    re.IGNORECASE,
)
"""Without these it is asked for a time to choose: 有礼拜天的吗."""


def asked_day(said: Said) -> Meant | None:
    """It is asked what there is on a day; no time is taken or wished by that."""
    if (
        not said.mentions
        or not _ASKED_DAY.search(said.text)
        or (said.situation.offered and (postponed(said) or not _ONES_OWN.search(said.text)))
        or any(
            CUES[one].search(said.text) for one in (Action.RESCHEDULE, Action.CANCEL, Action.LATE)
        )
    ):
        return None
    return agenda(said)


def agenda(said: Said) -> Meant | None:
    """The interviews of a day, or of several."""
    text = said.text
    spoken = said.mentions
    bare = re.sub(r"[\s,?!.的]|呢|吗", "", text)
    alone = bool(spoken) and len(bare) <= len("".join(one.text for one in spoken).replace(" ", ""))
    week = re.fullmatch("week|一周", text, re.IGNORECASE) or (
        len(spoken) == 1
        and re.fullmatch(r"(?:这|本)个?(?:周|星期|礼拜)|this week", spoken[0].text, re.IGNORECASE)
    )
    if re.search(r"改|换|取消|可以|能", text):
        return None
    if not spoken and re.search(r"\b(?:my|the|our) week\b", text, re.IGNORECASE):
        return Meant(Action.WEEK, whose(said))
    if not spoken and re.search(
        r"^我的?(?:面试)?(?:安排|日程|面试)$|(?<!前还)有(?:哪些|什么|几场|别的|其他的?)面试|"
        r"\bmy interviews\b|\bany interviews\b",
        text,
        re.IGNORECASE,
    ):
        return Meant(Action.WEEK)
    if not (
        WORDS.AGENDA.search(text)
        or WORDS.SHOW.search(text)
        or alone
        or re.fullmatch(r"week|一周|今日|明日", text, re.IGNORECASE)
    ):
        return None
    one = whose(said)
    if week:
        return Meant(Action.WEEK, one)
    if not spoken or any(one.problem and not one.times for one in spoken):
        return None
    if any(time.start is not None for one in spoken for time in one.times):
        return None
    if alone and said.situation.offered and said.situation.role is Role.CANDIDATE:
        return None
    if not (alone or _QUESTION.search(text)):
        return None
    times = [time for one in spoken for time in one.times]
    today = said.situation.now.date()
    if len(times) == 1 and times[0].part is None:
        ahead = (times[0].day - today).days
        said_so = re.search(
            r"今|明(?!年)|\bto(?:day|morrow)|\btm|\btom", spoken[0].text, re.IGNORECASE
        )
        if said_so and ahead in {0, 1}:
            return Meant(Action.TOMORROW if ahead else Action.TODAY, one)
    return Meant(Action.AGENDA, {"time": one_or_all(times)})


def whose(said: Said) -> dict[str, Any]:
    """HR may ask for one colleague's day."""
    named = [one for one in said.situation.colleagues if one in said.text]
    others = [one for one in named if one != said.situation.speaker]
    return {"name": others[0]} if said.situation.role is Role.HR and len(others) == 1 else {}


def one_or_all(times: list[Any]) -> Any:
    """One time by itself, several as a list."""
    return times[0] if len(times) == 1 else times
