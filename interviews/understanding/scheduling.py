"""A new interview as HR describes it: who, for what, with whom, when, where."""

import re
from typing import Any

from interviews.understanding.called import ROUND, called, nth
from interviews.understanding.clocks import LENGTH, length
from interviews.understanding.finding import LEFT, left
from interviews.understanding.guards import Guard, guard
from interviews.understanding.lexicon import WORDS
from interviews.understanding.meaning import Action, Meant
from interviews.understanding.said import Said

_SIGN = re.compile(
    r"排(?:一?[个场])\S{0,2}面试|安排(?!会议室|团建|车|午餐|出差)|约(?!了|好的|不|饭|车|会议室|客户|课)|新约|面一下|(?:新建|"
    r"创建|新增|新开|发起|建|加|"
    r"开)(?:一?[个场])?\S{0,6}面试|\bnew interview\b|\bcreate (?:an? )?(?:\w+ )?interview|"
    r"(?<!'s )(?<!\bmy )(?<!\bthe )(?<!\bthis )\b(?:schedule|arrange|set up|book|organi[sz]e)\b"
    r"(?!\s+(?:me )?(?:an? |the )?(?:meeting )?(?:room|lunch|dinner|table|car|taxi|flight|hotel|"
    r"demo|team))",
    re.IGNORECASE,
)
# Whoever an interview with somebody is arranged for, that somebody is not.
_FOR_SOMEBODY = re.compile(
    r"\b(?:[Ss]chedule|[Bb]ook|[Aa]rrange)\s+"
    r"(?P<who>[A-Z][a-z]+(?: [A-Z][a-z]+)?|[\u4e00-\u9fff]{2,4})\s+(?:for|to|an?)\b"
)
_PLACE = re.compile(
    (
        r"https?://\S+|(?:地点|在)?\s*(?P<room>[\w\u4e00-\u9fff]{0,4}?\d*号?(?:会议室|办公室|"
        r"洽谈室))|(?P<online>腾讯会议|zoom|teams)|\b(?:meeting )?room \w*\d\w*"
    ),
    re.IGNORECASE,
)
_WITH = re.compile(
    (
        r"(?:with|interviewers?|面试官|让|由|请|和|"
        r"跟)?\s*(?P<names>(?:{names})(?:\s*(?:[、,和跟与&]|and)\s*(?:{names}))*)\s*(?:来|一起|"
        r"去)?(?:面试?(?:一下)?(?:她|他)?)?"
    ),
    re.IGNORECASE,
)


def described(said: Said) -> Meant | None:
    """An interview of which panel and time are said: certainly a new one."""
    named = any(one in said.text for one in said.situation.colleagues)
    if _SIGN.search(said.text) and named and said.mentions and not looked(said.text):
        return schedule(said)
    return None


def signed(text: str) -> bool:
    """Whether it says by a word that an interview is to be made: 约, schedule."""
    return _SIGN.search(text) is not None


def looked(text: str) -> bool:
    """Whether it is asked what there is."""
    return bool(
        WORDS.SLOTS.search(text) or WORDS.WHO.search(text) or re.search(r"[吗呢?]\s*$|哪", text)
    )


def schedule(said: Said) -> Meant | None:
    """The interview described; None if none is."""
    fields = [one.strip() for one in said.text.split("|")]
    sign = _SIGN.search(said.text)
    names = "|".join(map(re.escape, sorted(said.situation.colleagues, key=len, reverse=True)))
    panel = _panel(said.text, names)
    candidate = _object(said.text, panel)
    if candidate is not None:
        panel = [one for one in panel if one != candidate]
        names = "|".join(map(re.escape, panel))
    described = panel and said.mentions and re.search(r"面|interview", said.text)
    if sign is None and not described:
        return None
    if sign is not None and (why := guard(said, Action.SCHEDULE, sign.start())) is not None:
        return Meant(Action.QUESTION, about=Action.SCHEDULE) if why is not Guard.DENIED else None
    if not panel and re.search(r"能[^,;]*[吗么]\s*\??$", said.text):
        return Meant(Action.QUESTION, about=Action.SCHEDULE)
    if any(one.problem for one in said.mentions):
        return Meant(Action.PAST, about=Action.SCHEDULE)
    if len(fields) >= 4:
        return Meant(Action.SCHEDULE, _fixed(said, fields, sign))
    values = _described(said, panel, names)
    if candidate is not None:
        values["candidate"] = candidate
    if name := values.get("candidate"):
        values["candidate"] = _with_account(said.text, name)
    return Meant(Action.SCHEDULE, values)


def _with_account(text: str, name: str) -> str:
    """A name with what stands in brackets behind it: 张三(zhangsan)."""
    found = re.search(rf"{re.escape(name)}\s*\([^()|]+\)", text)
    return found[0] if found else name


def _fixed(said: Said, fields: list[str], sign: re.Match[str] | None) -> dict[str, Any]:
    candidate = re.sub(r"^\s*(?:安排|schedule)(?:面试)?\s*", "", fields[0])
    values: dict[str, Any] = {
        "candidate": candidate,
        "position": fields[1],
        "interviewers": [one.strip() for one in re.split("[、,;&]", fields[2]) if one.strip()],
        "times": [time for one in said.mentions for time in one.times],
    }
    if len(fields) > 4 and fields[4]:
        values["place"] = fields[4]
    return values


def _object(text: str, panel: list[str]) -> str | None:
    """Somebody known who is scheduled, not scheduling: 约张三周五3点，李雷面."""
    names = "|".join(map(re.escape, panel))
    found = re.search(
        r"(?:安排|约(?:一?下|上)?|\bschedule|\binterview (?:for|with)|候选人(?:是|:)?)\s*"
        rf"(?P<name>{names})(?P<next>.?)",
        text,
        re.IGNORECASE,
    )
    if not panel or found is None:
        return None
    somebody = _FOR_SOMEBODY.search(text)
    if somebody is not None and found[0].lower().startswith("interview with"):
        return None
    others = [one for one in panel if one != found["name"]]
    gives = found["next"] in {"面", "来", "、", "和"} and not others
    return None if gives else found["name"]


def _panel(text: str, names: str) -> list[str]:
    if not names:
        return []
    found = [one[0] for one in re.finditer(names, text)]
    return list(dict.fromkeys(found))


def _described(said: Said, panel: list[str], names: str) -> dict[str, Any]:
    values: dict[str, Any] = {}
    text = said.text
    if panel:
        values["interviewers"] = panel
    times = [time for one in said.mentions for time in one.times]
    if times:
        values["times"] = times
    if place := _PLACE.search(text):
        values["place"] = place["room"] or place[0]
    if turn := ROUND.search(text):
        values["round"] = nth(turn)
    spans = [(one.begin, one.finish) for one in said.mentions]
    for found in LENGTH.finditer(text):
        if not any(b <= found.start() < f for b, f in spans):
            values["minutes"] = length(found)
            text = text.replace(found[0], ";")
            break
    if (auto := left(text, said.mentions, values.get("minutes"))) is not None:
        values["times"] = auto
        text = LEFT.sub(" ", text)
    text = _bare(said, text, place, names)
    called(text, values)
    return values


def _bare(said: Said, text: str, place: re.Match[str] | None, names: str) -> str:
    """The text without what has been understood of it."""
    for one in said.mentions:
        text = text.replace(one.text.strip(), ";")
    if place:
        text = text.replace(place[0], ";")
    if names:
        text = re.sub(_WITH.pattern.replace("{names}", names), ";", text, flags=re.IGNORECASE)
    return text
