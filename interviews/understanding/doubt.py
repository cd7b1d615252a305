"""The last look at a change: words of time that nobody read may say another time than was read."""

import re

from interviews.understanding.clocks import LENGTH
from interviews.understanding.meaning import Action
from interviews.understanding.said import Said

_TIMED = {
    Action.AVAILABILITY, Action.RESCHEDULE, Action.MOVE, Action.OFFER, Action.SCHEDULE, Action.BUSY,
    Action.LEAVE, Action.CONFIRM, Action.NONE,
}  # fmt: skip
_UNREAD = re.compile(
    r"(?:结束|完|下班|放学|下课)(?:之|以)?后|每个?(?:周|星期|礼拜|天|月|\s)|\bevery\b|"
    r"\bmost (?:days|mornings)|\d\s*[点:](?!\D*(?:会议室|"
    r"楼))|(?<![早晚有快慢好差])[一二三四五六七八九十两]点(?!儿|[,;!]|"
    r"时间|点)|(?:周|礼拜|星期)[一二三四五六日天1-7]|"
    r"[上下]半[天晌]|[月年周]底|[月年]初|[上中下]旬|年[前后]|节后|周中|[点午]半|刻钟?(?=[,;!]|$)|"
    r"差\S{1,3}分|"
    r"\b(?:half|quarter)\b(?!-| (?:an |of |a )?hour)|\bo'?clock\b|\bnoon\b|\bmid ?(?:day|night|week|"
    r"morning|"
    r"afternoon)\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b\d{1,2}(?:st|nd|rd|"
    r"th)\b(?! (?:round|slot|one|"
    r"option|time|floor|interview))|\b(?:before|after|around|over) (?:lunch|work|school|hours)|"
    r"\blunch ?time|"
    r"\bfortnight|\b(?:eod|cob|eob|eow|asap|close of (?:play|business)|first thing|mornings?|"
    r"afternoons?|evenings?|weekdays?)\b|\b(?:early|late) (?:next|this|in the) (?:week|month)|"
    r"\bend of (?:the |this |"
    r"next )?(?:day|week|month|year)|\b\d{1,2}\s?[ap]\.?m\b|\bdays? (?:later|earlier)\b|\b(?:next|"
    r"this) month\b",
    re.IGNORECASE,
)
_AFTER_WORK = re.compile(
    r"(?:下班|放学|下课)(?:之|以)?后|\b(?:after|before) (?:work|school|lunch)\b",
    re.IGNORECASE,
)
_FIGURES = re.compile(
    r"\d|[两三四五六七八九]|十(?![来几])|一刻|半个?钟|\b(?:two|three|four|five|ten|fifteen|twenty|"
    r"thirty)\b",
    re.IGNORECASE,
)


def doubtful(said: Said, action: Action, *, length: bool) -> bool:
    """Whether a wish may be for another time than was read of it."""
    left = _left(said)
    if action is Action.LATE and not length:
        return _FIGURES.search(LENGTH.sub(" ", left)) is not None
    left = re.sub(r"[月年]底(?=\s)", "  ", left)  # the date itself is behind it
    if said.mentions and all(time.start is not None for one in said.mentions for time in one.times):
        left = _AFTER_WORK.sub(" ", left)  # and then when exactly
    return action in _TIMED and _UNREAD.search(left) is not None


def _left(said: Said) -> str:
    """The words without the times that were read, and without the numbers of interviews."""
    left = said.text
    for found in re.finditer(r"#\s*\d+|\d+楼", left):
        left = left[: found.start()] + " " * len(found[0]) + left[found.end() :]
    for one in said.mentions:
        left = left[: one.begin] + " " * (one.finish - one.begin) + left[one.finish :]
    for name in (*said.situation.colleagues, *(one.candidate for one in said.situation.interviews)):
        left = left.replace(name, " " * len(name)) if name else left
    for _, (begin, finish) in said.numbering(said.text):
        behind = left[finish:].removeprefix(":")
        left = left[:begin] + " " * (len(left) - begin - len(behind)) + behind
    return left
