"""Another interviewer, place, position or round for an interview HR has made."""

import re

from interviews.understanding.altering import place_named, position_put, round_put
from interviews.understanding.guards import guard
from interviews.understanding.meaning import Action, Meant
from interviews.understanding.panel import alternatives
from interviews.understanding.places import MOST_PLACE, ROOMS
from interviews.understanding.referring import about, which
from interviews.understanding.said import Said, courteous
from interviews.understanding.signs import Sign
from interviews.understanding.situation import Known, Stage

_FIELD = {
    "place": (
        rf"{ROOMS}|地点|地址|会议室|房间|线上|远程|视频|现场|链接|位置|"
        r"online|remote|on-?site|in person|place|room|location|venue|link"
    ),
    "position": r"岗位|职位|position|role|job",
    "round": r"轮次|[一二三四五六2-9]面(?=,|$|;)|第[一二三四五六\d]轮|round",
}


_SET = re.compile(
    (
        r"(?:改|换|调|设|更新|变更|定)(?:到|成|在|为|一下)|[挪移搬写填](?:到|成|在|去|作|为)|改名|改线上|应该?是|应为|换个?|修改|\b(?:edit|"
        r"change|"
        r"set|update|move|make|fix|is actually|should be)\b|改\s?(?=[一二三四五六2-6]面|第)"
    ),
    re.IGNORECASE,
)


_VALUE = re.compile(
    (
        r"(?:改|换|调|设|更新|变更|定)(?:到|成|在|为)\s*(?P<zh>.+?)(?:面试?|吧|了|[,;]|$)|"
        r"(?:应该?是|应为|应改为)\s*(?P<should>.+?)(?:吧|了|[,;]|$)|"
        r"\b(?:to|is|as|(?:should|must|will) be)\s+(?P<en>.+?)(?:[,;.]|$)"
    ),
    re.IGNORECASE,
)


_NEW = re.compile(
    r"(?:安排|约|新建|新增|创建)(?!了|好)[^,;]{0,12}(?:面试?|岗|[,;]候选人)|\b(?:schedule|set up|"
    r"arrange) an? ",
    re.IGNORECASE,
)
"""An interview is to be made, with a place of its own."""
_SWAP = re.compile(
    r"(?:换成|[换交转]给|换|改成|改由|改为|[变更]更为|更换为|调整为|由(?!\s*(?:{names})\s*(?:换|改))|让|找|请|叫)\s*(?P<into>{names})|"
    r"(?P<instead>{names})\s+(?:will |to |can )?(?:take|do|cover|"
    r"interview)\w*\b.{0,24}\binstead of\b|(?P<by>{names})\s*(?:来|"
    r"去)?(?:替|顶|代替|接替|代)|\bhave\s+(?P<have>{names})\s+(?:interview|do|take)|"
    r"\bswap\s+(?:out\s+)?(?:{names})\s+(?:for|with)\s+(?P<swap>{names})|"
    r"\bwith\s+(?P<with>{names})|(?P<over>{names})\s+take over|"
    r"\bto\s+(?P<to>{names})"
)


_OUT = (
    r"(?:把|由|从|替|代替|接替|顶|replace|from|for)\s*(?P<out>{names})|"
    r"(?P<first>{names})(?:有事|来不了|请假|没空|今天|明天|临时)?[^,;]{{0,6}}?(?:换|改)"
)


def swapped(said: Said) -> Meant | None:
    names = alternatives(said.situation.colleagues)
    if re.search(r"换个?(?:面试官|人)(?:来)?(?:面\S{0,6})?$", said.text):
        return Meant(Action.ASK, about=Action.SWAP)
    if not names or not re.search(
        rf"换|[交转]给|改[成由为]|替|顶|代(?!码)|接替|\breplace\b|\btake over\b|\bswap\b|{names}",
        said.text,
        re.IGNORECASE,
    ):
        return None
    put = re.search(rf"(?:让|由|请|找)(?:{names})[来去]?面", said.text) and said.named(said.text)
    if not put and not re.search(
        r"换|[交转]给|改[成由为]|变更为|调整为|替|顶|代(?!码)|接手|\breplace\b|\btake over\b|\bswap\b|"
        r"\binstead of\b",
        said.text,
        re.IGNORECASE,
    ):
        return None
    into = re.search(_SWAP.pattern.replace("{names}", names), said.text, re.IGNORECASE)
    if into is None:
        return None
    new = next(one for one in into.groups() if one)
    if guard(said, Action.SWAP, into.start()) is not None:
        return Meant(Action.QUESTION, about=Action.SWAP)
    mark = Sign(Action.SWAP, *into.span(), said.clause_at(into.start()))
    values, _ = about(said, [mark], [])
    others = [one for one in said.situation.colleagues if one != new and one in said.text]
    if not values and len(theirs := _theirs(said, others)) == 1:
        values = {"number": theirs[0].number}
    values = values or which(said, said.text)
    if not values:
        return Meant(Action.ASK, about=Action.SWAP)
    values["in"] = new
    if others:
        values["out"] = others[0]
    return Meant(Action.SWAP, values)


def _theirs(said: Said, names: list[str]) -> list[Known]:
    """The interviews of somebody, of which one is spoken: 把韩梅梅的那场换给周敏."""
    of_whom = "|".join(map(re.escape, names))
    if not names or not re.search(rf"(?:{of_whom})的?(?:那场|面试|那个)", said.text):
        return []
    return [one for one in said.situation.of(Stage.AGREED, Stage.OFFERED) if names[0] in one.panel]


def _behind(text: str) -> str | None:
    """What is said behind 改到, should be."""
    found = _VALUE.search(text)
    value = courteous(next(one for one in found.groups() if one)) if found else ""
    return value if 2 <= len(value) <= MOST_PLACE else None


def edited(said: Said) -> Meant | None:
    text = said.text
    field = next(
        (name for name, words in _FIELD.items() if re.search(words, text, re.IGNORECASE)), None
    )
    put = _SET.search(text)
    if field is None or put is None:
        return None
    fixed = re.match(r"(?:修改|edit)\s*#?(\d+)\s*(\S+?)\s+(.+)", text, re.IGNORECASE)
    value: str | int | None = None
    if fixed:
        value = fixed[3].strip()
    elif field == "place":
        value = place_named(said) or _behind(text)
    elif field == "position":
        value = (position_put(said) or {}).get("value") or _behind(text)
    if field == "round":
        value = (round_put(said) or {}).get("value")
    if value is None:
        return None
    if guard(said, Action.EDIT, put.start()) is not None:
        return Meant(Action.QUESTION, about=Action.EDIT)
    mark = Sign(Action.EDIT, *put.span(), said.clause_at(put.start()))
    values, _ = about(said, [mark], [])
    if not values and fixed:
        values = {"number": int(fixed[1])}
    if not values and _NEW.search(text):
        return None
    if not values:
        return Meant(Action.ASK, about=Action.EDIT)
    return Meant(Action.EDIT, {**values, "field": field, "value": value})
